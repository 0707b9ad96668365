// One constructable style sheet for all widgets of a page: no style attributes, no HTML.

const css = `
:host {
  --ink: var(--reportqa-ink, var(--ds-color-neutral-text-default, light-dark(#1b1f24, #eceff2)));
  --paper: var(--reportqa-paper, var(--ds-color-neutral-background-default, light-dark(#fff, #171b20)));
  --soft: var(--reportqa-soft, var(--ds-color-neutral-background-tinted, light-dark(#f1f4f7, #232a31)));
  --line: var(--reportqa-line, var(--ds-color-neutral-border-default, light-dark(#66717c, #94a0ab)));
  --accent: var(--reportqa-accent, var(--ds-color-accent-base-default, light-dark(#0a4f8f, #8cc4ff)));
  --accent-ink: var(--reportqa-accent-ink, var(--ds-color-accent-base-contrast-default, light-dark(#fff, #0c2033)));
  --radius: var(--reportqa-radius, var(--ds-border-radius-md, 6px));
  all: initial;
  display: block;
  color-scheme: light dark;
}
/* Set here and not on the host, where the page's own rules could win. */
.panel, .launcher {
  font: 1rem/1.5 var(--reportqa-font, var(--ds-font-family, system-ui, "Segoe UI", sans-serif));
  color: var(--ink);
}
:host(:not([inline])) { position: fixed; inset-block-end: 1rem; inset-inline-end: 1rem; z-index: 2147483000; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
button, textarea { font: inherit; color: inherit; }
button { min-height: 32px; min-width: 32px; padding: .3rem .75rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); cursor: pointer; }
button:hover { background: var(--soft); }
.launcher.launcher, form button { font-weight: 600; color: var(--accent-ink); background: var(--accent); border-color: transparent; }
.launcher:hover, form button:hover { background: var(--accent); text-decoration: underline; }
.launcher { display: block; margin-inline-start: auto; padding: .75rem 1.25rem; box-shadow: 0 2px 10px rgb(0 0 0 / .3); }
.launcher[aria-expanded=true] { display: none; }
.panel { display: flex; flex-direction: column; background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); overflow: hidden; }
:host(:not([inline])) .panel { width: min(27rem, calc(100vw - 2rem)); height: min(40rem, calc(100vh - 2rem)); box-shadow: 0 6px 30px rgb(0 0 0 / .35); }
:host([inline]) .panel { max-height: var(--reportqa-height, 44rem); }
.bar { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; padding: .6rem .9rem; border-block-end: 1px solid var(--line); background: var(--soft); }
h2 { flex: 1 1 8rem; margin: 0; font-size: 1.1rem; line-height: 1.3; }
h3 { margin: .9rem 0 .25rem; font-size: .95rem; }
p { margin: 0 0 .5rem; }
.log { flex: 1 1 auto; min-height: 6rem; overflow-y: auto; padding: .9rem; overflow-wrap: anywhere; }
.log:focus-visible { outline-offset: -3px; }
.turn + .turn { margin-block-start: 1.5rem; }
.asked { margin-inline-start: 12%; padding: .5rem .8rem; border-radius: var(--radius); background: var(--soft); width: fit-content; margin-inline-start: auto; max-width: 88%; }
.asked p { margin: 0; }
.answer { margin-block-start: .75rem; }
.said p { white-space: pre-line; }
.cite { min-height: 24px; min-width: 24px; padding: 0 .3rem; margin: 0 .15rem; font-size: .8rem; font-weight: 600; line-height: 1.4; vertical-align: baseline; color: var(--accent); border-color: var(--accent); }
.cite[aria-expanded=true] { color: var(--accent-ink); background: var(--accent); }
.pop { border: 1px solid var(--accent); border-inline-start-width: 4px; border-radius: var(--radius); padding: .6rem .8rem; margin: .25rem 0 .75rem; background: var(--soft); }
.place { font-size: .875rem; }
blockquote { margin: 0 0 .6rem; max-height: 12rem; overflow-y: auto; }
blockquote::before { content: "«"; }
blockquote::after { content: "»"; }
.pop button { margin-inline-start: .75rem; }
a { color: var(--accent); display: inline-block; min-height: 24px; }
ol, ul { margin: 0; padding-inline-start: 1.5rem; }
.sources { font-size: .9rem; }
.tab { font-size: .8rem; }
.suggestions ul { list-style: none; padding: 0; display: grid; gap: .4rem; }
.suggestions button { text-align: start; width: 100%; }
.actions, .actions div { display: flex; flex-wrap: wrap; gap: .4rem; }
.actions { margin-block-start: .75rem; font-size: .875rem; }
[aria-pressed=true] { background: var(--accent); color: var(--accent-ink); }
.error { border: 2px solid var(--reportqa-danger, var(--ds-color-danger-border-default, light-dark(#b3251e, #ff9d94))); border-radius: var(--radius); padding: .6rem .8rem; }
.status { margin: 0; padding: 0 .9rem; min-height: 1.5rem; font-size: .85rem; }
form { padding: .5rem .9rem .9rem; border-block-start: 1px solid var(--line); }
label { font-weight: 600; font-size: .9rem; }
.row { display: flex; gap: .5rem; align-items: flex-end; margin-block-start: .25rem; }
textarea { flex: 1 1 auto; min-width: 0; padding: .5rem .6rem; border: 2px solid var(--line); border-radius: var(--radius); background: var(--paper); resize: vertical; field-sizing: content; max-height: 8rem; }
.chart { margin: .5rem 0; }
figcaption { font-size: .85rem; font-weight: 600; }
svg { width: 100%; max-width: 26rem; height: auto; font-size: 12px; fill: currentColor; }
svg text { dominant-baseline: central; }
svg .name { text-anchor: end; }
rect { fill: var(--accent); }
table { border-collapse: collapse; font-size: .9rem; }
caption { text-align: start; font-weight: 600; }
th, td { padding: .2rem .75rem .2rem 0; text-align: start; border-block-end: 1px solid var(--line); }
td { text-align: end; font-variant-numeric: tabular-nums; }
summary { cursor: pointer; min-height: 24px; font-size: .9rem; }
@media (max-width: 30rem) {
  :host(:not([inline])) { inset-inline: .5rem; inset-block-end: .5rem; }
  :host(:not([inline])) .panel { width: 100%; height: calc(100dvh - 1rem); }
}
@media (prefers-reduced-motion: no-preference) { .log { scroll-behavior: smooth; } }
@media (forced-colors: active) {
  button, .panel, .pop, .asked { border: 1px solid ButtonText; }
  rect { fill: CanvasText; }
  [aria-pressed=true], .cite[aria-expanded=true] { outline: 2px solid Highlight; }
}
@media print { :host(:not([inline])) { display: none; } }
`;

let made: CSSStyleSheet | null = null;

/** The style sheet, made once. */
export function sheet(): CSSStyleSheet {
  if (!made) {
    made = new CSSStyleSheet();
    made.replaceSync(css);
  }
  return made;
}
