// Where an answer stands: numbered marks in the text, each with a pop-over, and a list of links.

import type { Answer, Citation } from "./answer";
import { button, el } from "./dom";
import type { Texts } from "./texts";

/** The address of a cited place in the report reader. */
export function addressOf(server: string, citation: Citation): string {
  const report = encodeURIComponent(citation.report);
  return `${server}/report/${report}#c${citation.start}-${citation.end}`;
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

/** The answer's text; each [n] opens the words it stands for. */
export function textOf(answer: Answer, server: string, texts: Texts): HTMLElement {
  const holder = el("div", { class: "said", lang: answer.language });
  const line = el("p");
  holder.append(line);
  for (const part of answer.text.split(/(\[\d+\])/)) {
    const citation = answer.citations.find((c) => `[${c.number}]` === part);
    if (citation) line.append(markOf(citation, holder, server, texts));
    else line.append(part);
  }
  return holder;
}

function markOf(
  citation: Citation,
  holder: HTMLElement,
  server: string,
  texts: Texts,
): HTMLButtonElement {
  const name = `${texts.source} ${citation.number}`;
  const mark = button(String(citation.number), () => toggle(), {
    class: "cite",
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
      el("blockquote", { lang: "no" }, citation.quote),
      link(citation, server, `${texts.read} ${texts.newTab}`),
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
    holder.append(shown);
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
        el("li", {}, link(c, server, placeOf(c, texts)), el("span", { class: "tab" }, ` ${texts.newTab}`)),
      ),
    ),
  );
}

function link(citation: Citation, server: string, text: string): HTMLAnchorElement {
  return el(
    "a",
    { href: addressOf(server, citation), target: "_blank", rel: "noopener noreferrer" },
    text,
  );
}

/** The answer with its sources as plain text, to paste in a letter. */
export function plainText(answer: Answer, server: string, texts: Texts): string {
  const sources = answer.citations.map(
    (c) => `[${c.number}] ${c.report}, ${placeOf(c, texts)}: «${c.quote}» ${addressOf(server, c)}`,
  );
  return [answer.text, ...(sources.length ? ["", `${texts.sources}:`, ...sources] : [])].join("\n");
}
