// Where an answer stands: numbered marks in the text, each with a pop-over, and a list of links.

import type { Answer, Citation } from "./answer";
import { button, el } from "./dom";
import { linesOf } from "./said";
import type { Texts } from "./texts";

const QUOTED = 60;

/** The address of a cited place in the report reader, in the language of the widget. */
export function addressOf(server: string, citation: Citation, texts: Texts): string {
  const report = encodeURIComponent(citation.report);
  return `${server}/report/${report}?lang=${texts.code}#c${citation.start}-${citation.end}`;
}

/** `tiltak 1, Resultatmål 1, side 2`. */
export function placeOf(citation: Citation, texts: Texts): string {
  return [
    citation.measure !== null ? `${texts.measure} ${citation.measure}` : citation.report,
    ...citation.section,
    `${texts.page} ${citation.page}`,
    citation.footnote !== null ? `${texts.footnote} ${citation.footnote}` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/** The answer's text; each [n] opens the words it stands for, right below its sentence. */
export function textOf(answer: Answer, server: string, texts: Texts): HTMLElement {
  const holder = el("div", { class: "said" });
  for (const line of linesOf(answer)) {
    const shown = el("div", { class: "line" });
    holder.append(shown);
    for (const { language, parts } of line) {
      const sentence = el("span", { lang: language });
      shown.append(sentence);
      let mark: HTMLElement | null = null;
      for (const part of parts) {
        const citation = answer.citations.find((c) => `[${c.number}]` === part);
        const stop = /^[.,:;!?]*/.exec(part)?.[0] ?? "";
        if (citation) {
          mark = el("span", { class: "keep" }, markOf(citation, holder, sentence, server, texts));
          sentence.append(mark);
        } else {
          mark?.append(stop); // no line begins with a full stop
          sentence.append(mark ? part.slice(stop.length) : part);
        }
      }
    }
  }
  return holder;
}

function markOf(
  citation: Citation,
  holder: HTMLElement,
  sentence: HTMLElement,
  server: string,
  texts: Texts,
): HTMLButtonElement {
  const name = `${texts.source} ${citation.number}`;
  const mark = button(String(citation.number), () => toggle(), {
    class: "cite",
    lang: texts.code,
    "aria-expanded": "false",
    "aria-label": name,
  });
  let shown: HTMLElement | null = null;
  const close = () => {
    shown?.remove();
    shown = null;
    mark.setAttribute("aria-expanded", "false");
  };
  const toggle = () => {
    if (shown) return close();
    for (const other of holder.querySelectorAll<HTMLButtonElement>("[aria-expanded=true]")) {
      other.click();
    }
    shown = el(
      "div",
      { class: "pop", role: "group", "aria-label": name, tabindex: "-1" },
      el("p", { class: "place" }, placeOf(citation, texts)),
      el("blockquote", { lang: "nb" }, citation.quote),
      link(citation, server, texts, texts.read),
      button(texts.hide, () => {
        close();
        mark.focus();
      }),
    );
    shown.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
      mark.focus();
    });
    sentence.after(shown);
    mark.setAttribute("aria-expanded", "true");
    shown.focus();
  };
  return mark;
}

/** The list of sources, each a link to the very words. */
export function listOf(answer: Answer, server: string, texts: Texts): HTMLElement | null {
  if (answer.citations.length === 0) return null;
  return el(
    "div",
    { class: "sources" },
    el("h3", {}, texts.sources),
    el(
      "ol",
      {},
      ...answer.citations.map((c) =>
        el(
          "li",
          {},
          link(c, server, texts, placeOf(c, texts)),
          el("q", { lang: "nb" }, shortened(c.quote)),
        ),
      ),
    ),
  );
}

// Long enough to tell places with the same heading and page apart.
function shortened(quote: string): string {
  return quote.length <= QUOTED ? quote : `${quote.slice(0, quote.lastIndexOf(" ", QUOTED))} …`;
}

function link(
  citation: Citation,
  server: string,
  texts: Texts,
  text: string,
): HTMLAnchorElement {
  return el(
    "a",
    { href: addressOf(server, citation, texts), target: "_blank", rel: "noopener noreferrer" },
    text,
    el("span", { class: "tab", "aria-hidden": "true" }, "\u2060↗"), // stays with the last word
    el("span", { class: "hidden" }, ` ${texts.newTab}`),
  );
}

/** The answer with its sources as plain text, to paste in a letter. */
export function plainText(answer: Answer, server: string, texts: Texts): string {
  const sources = answer.citations.map(
    (c) => `[${c.number}] ${c.report}, ${placeOf(c, texts)}: «${c.quote}» ${addressOf(server, c, texts)}`,
  );
  return [answer.text, ...(sources.length ? ["", `${texts.sources}:`, ...sources] : [])].join("\n");
}
