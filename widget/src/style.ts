// One constructable style sheet for all widgets of a page: no style attributes, no HTML.

const css = `
:host {
  --_rq-ink: var(--reportqa-ink, var(--ds-color-neutral-text-default, light-dark(#1b1f24, #eceff2)));
  --_rq-paper: var(--reportqa-paper, var(--ds-color-neutral-background-default, light-dark(#fff, #171b20)));
  --_rq-soft: var(--reportqa-soft, var(--ds-color-neutral-background-tinted, light-dark(#f1f4f7, #232a31)));
  --_rq-line: var(--reportqa-line, var(--ds-color-neutral-border-default, light-dark(#66717c, #94a0ab)));
  --_rq-hair: color-mix(in srgb, var(--_rq-line) 40%, transparent);
  --_rq-accent: var(--reportqa-accent, var(--ds-color-accent-base-default, light-dark(#0a4f8f, #8cc4ff)));
  --_rq-accent-ink: var(--reportqa-accent-ink, var(--ds-color-accent-base-contrast-default, light-dark(#fff, #0c2033)));
  --_rq-radius: var(--reportqa-radius, var(--ds-border-radius-md, 6px));
  /* Important: in a shadow tree's own sheet that wins over the page, whatever its rules match. */
  all: initial !important;
  display: block !important;
  direction: ltr !important;
  color-scheme: inherit !important;
}
:host([theme=light]) { color-scheme: light !important; }
:host([theme=dark]) { color-scheme: dark !important; }
:host([theme=auto]) { color-scheme: light dark !important; }
:host([hidden]) { display: none !important; }
:host(:not([inline])) {
  position: fixed !important;
  inset-block-end: var(--reportqa-bottom, 16px) !important;
  inset-inline-end: var(--reportqa-side, 16px) !important;
  z-index: 2147483000 !important;
}
/* Follows the reader's text size, but not a page that makes its rem small. Sizes below are in em. */
.panel, .launcher {
  font: max(16px, 1rem)/1.5 var(--reportqa-font, var(--ds-font-family, system-ui, "Segoe UI", sans-serif));
  color: var(--_rq-ink);
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
:focus-visible { outline: 3px solid var(--_rq-accent); outline-offset: 2px; }
button, textarea { font: inherit; color: inherit; }
button { min-height: 32px; min-width: 32px; padding: 4px 12px; border: 1px solid var(--_rq-line); border-radius: var(--_rq-radius); background: var(--_rq-paper); cursor: pointer; }
button:hover { background: var(--_rq-soft); border-color: var(--_rq-ink); }
.launcher.launcher, form button { font-weight: 600; color: var(--_rq-accent-ink); background: var(--_rq-accent); border-color: transparent; }
.launcher:hover, form button:hover { background: var(--_rq-accent); text-decoration: underline; }
.launcher { display: block; margin-inline-start: auto; padding: .7em 1.25em; box-shadow: 0 2px 10px rgb(0 0 0 / .3); }
.launcher[aria-expanded=true] { display: none; }
.panel { display: flex; flex-direction: column; background: var(--_rq-paper); border: 1px solid var(--_rq-line); border-radius: var(--_rq-radius); overflow: hidden auto; }
:host(:not([inline])) .panel { width: min(27em, calc(100vw - 32px)); height: min(40em, calc(100vh - 32px)); height: min(40em, calc(100dvh - 32px)); box-shadow: 0 6px 30px rgb(0 0 0 / .35); }
:host([inline]) .panel { max-height: var(--reportqa-height, 44em); }
.bar { flex: none; display: flex; gap: 8px; align-items: center; padding: 8px 10px 8px 14px; border-block-end: 1px solid var(--_rq-hair); background: var(--_rq-soft); }
.bar button { flex: none; font-size: .875em; padding: 2px 10px; }
.bar .close { font-size: 1.375em; line-height: 1; padding: 0; }
h2 { flex: 1 1 auto; min-width: 0; margin: 0; font-size: 1em; line-height: 1.25; }
h3 { margin: 14px 0 4px; font-size: .9375em; }
p { margin: 0 0 8px; }
.log { position: relative; flex: 1 1 auto; min-height: 6em; overflow-y: auto; padding: 14px; overflow-wrap: anywhere; }
.log:focus-visible { outline-offset: -3px; }
.turn + .turn { margin-block-start: 24px; padding-block-start: 20px; border-block-start: 1px solid var(--_rq-hair); }
.asked { padding: 8px 12px; border-radius: var(--_rq-radius); background: var(--_rq-soft); width: fit-content; margin-inline-start: auto; max-width: 88%; }
.asked p { margin: 0; }
.answer { margin-block-start: 12px; }
.line { margin-block-end: 8px; white-space: pre-line; }
.cite { min-height: 24px; min-width: 24px; padding: 0 4px; margin: 0 1px 0 4px; font-size: .8125em; font-weight: 600; line-height: 1.4; vertical-align: 1px; color: var(--_rq-accent); border-color: var(--_rq-accent); }
.cite[aria-expanded=true] { color: var(--_rq-accent-ink); background: var(--_rq-accent); }
.pop { border: 1px solid var(--_rq-accent); border-inline-start-width: 4px; border-radius: var(--_rq-radius); padding: 10px 12px; margin: 6px 0 12px; background: var(--_rq-soft); }
.place { font-size: .875em; margin-block-end: 4px; }
blockquote { margin: 0 0 8px; max-height: 12em; overflow-y: auto; white-space: normal; }
blockquote::before { content: "«"; }
blockquote::after { content: "»"; }
.pop { display: flow-root; }
.pop a { margin-inline-end: 12px; font-size: .9375em; }
.pop button { font-size: .875em; padding: 2px 10px; }
a { color: var(--_rq-accent); display: inline-block; min-height: 24px; }
ol, ul { margin: 0; padding-inline-start: 1.4em; }
.sources { font-size: .9375em; }
.sources h3 { font-size: 1em; }
.sources li { margin-block-end: 6px; }
.sources q { display: block; quotes: "«" "»"; font-size: .9375em; line-height: 1.4; }
.sources a { display: inline; }
.tab { padding-inline-start: 3px; }
.keep { white-space: nowrap; }
.suggestions ul { list-style: none; padding: 0; display: grid; gap: 6px; }
.suggestions button { text-align: start; width: 100%; padding: 6px 12px; color: var(--_rq-accent); border-color: var(--_rq-hair); line-height: 1.4; }
.suggestions button:hover { border-color: var(--_rq-accent); }
.actions, .actions div { display: flex; flex-wrap: wrap; gap: 6px; }
.actions { margin-block-start: 14px; font-size: .875em; }
.actions button { padding: 2px 10px; }
.actions [aria-pressed=true] { background: var(--_rq-accent); color: var(--_rq-accent-ink); }
.error { border: 2px solid var(--reportqa-danger, var(--ds-color-danger-border-default, light-dark(#b3251e, #ff9d94))); border-radius: var(--_rq-radius); padding: 10px 12px; }
form { flex: none; padding: 8px 14px 14px; border-block-start: 1px solid var(--_rq-hair); }
.over { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 12px; font-size: .875em; }
.status { margin: 0; }
label { font-weight: 600; }
.row { display: flex; gap: 8px; align-items: flex-end; margin-block-start: 4px; }
.row button { min-height: 42px; padding-inline: 16px; }
textarea { flex: 1 1 auto; min-width: 0; min-height: 42px; padding: 7px 10px; border: 2px solid var(--_rq-line); border-radius: var(--_rq-radius); background: var(--_rq-paper); resize: none; field-sizing: content; max-height: 8em; }
::placeholder { color: inherit; opacity: .75; }
.chart { margin: 12px 0; }
figcaption { font-size: .875em; font-weight: 600; margin-block-end: 4px; }
svg { display: block; width: 100%; max-width: 26em; height: auto; font-size: 12px; fill: currentColor; }
svg text { dominant-baseline: central; }
svg .name { text-anchor: end; }
rect { fill: var(--_rq-accent); }
table { border-collapse: collapse; font-size: .9375em; margin-block-start: 4px; }
th, td { padding: 4px 12px 4px 0; text-align: start; border-block-end: 1px solid var(--_rq-hair); }
th { font-weight: 400; }
td { text-align: end; font-variant-numeric: tabular-nums; }
summary { cursor: pointer; min-height: 24px; font-size: .9375em; }
@media (max-width: 30em) {
  :host(:not([inline])) { inset-inline: 8px !important; inset-block-end: 8px !important; }
  .bar { gap: 6px; padding-inline: 12px 8px; }
  .bar button { padding-inline: 8px; }
  :host(:not([inline])) .panel { width: 100%; height: calc(100vh - 16px); height: calc(100dvh - 16px); }
}
/* Little height (zoomed in, a phone with its keyboard up): what isn't needed takes no room. */
@media (max-height: 24em) {
  .bar { padding-block: 4px; }
  .over { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  form { padding-block: 6px; }
  .row { margin: 0; }
  .log { min-height: 4em; padding-block: 8px; }
}
@media (forced-colors: active) {
  button, .panel, .pop, .asked { border: 1px solid ButtonText; }
  rect { fill: CanvasText; }
  [aria-pressed=true], .cite[aria-expanded=true] { outline: 2px solid Highlight; }
}
@media print { :host(:not([inline])) { display: none !important; } }
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
