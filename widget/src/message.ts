// One turn of the conversation: the question, and what came of it.

import type { Answer } from "./answer";
import { chartOf } from "./chart";
import { button, el } from "./dom";
import { listOf, plainText, textOf } from "./sources";
import type { Texts } from "./texts";

export interface Surroundings {
  server: string;
  texts: Texts;
  askAgain: (question: string) => void;
  announce: (text: string) => void;
  feedback: (answer: Answer, useful: boolean) => void;
}

/** A turn: its element, and ways to fill it. */
export class Turn {
  readonly element: HTMLElement;
  /** What came of the question. */
  readonly body: HTMLElement;
  private readonly streamed: HTMLElement;

  constructor(
    readonly question: string,
    private readonly around: Surroundings,
  ) {
    this.streamed = el("p", { "aria-hidden": "true" }, around.texts.searching);
    this.body = el("div", { class: "answer" }, this.streamed);
    const asked = el("p", {}, el("span", { class: "hidden" }, `${around.texts.you}: `), question);
    this.element = el("article", { class: "turn" }, el("div", { class: "asked" }, asked), this.body);
  }

  /** Show the words as they come; the whole answer replaces them. */
  stream(text: string): void {
    this.streamed.textContent = text;
  }

  /** Show the whole answer. */
  show(answer: Answer): void {
    const { server, texts } = this.around;
    const parts = [
      textOf(answer, server, texts),
      answer.chart ? chartOf(answer.chart, answer, texts) : null,
      listOf(answer, server, texts),
      this.suggestions(answer),
      this.actions(answer),
    ];
    this.body.replaceChildren(...parts.filter((part) => part !== null));
  }

  /** Show what went wrong, with a way to try again. */
  fail(text: string, retry: () => void): void {
    this.body.replaceChildren(
      el("div", { class: "error" }, el("p", { role: "alert" }, text), button(this.around.texts.retry, retry)),
    );
  }

  /** Take the turn away. */
  remove(): void {
    this.element.remove();
  }

  private suggestions(answer: Answer): HTMLElement | null {
    if (!answer.suggestions?.length) return null;
    const { texts, askAgain } = this.around;
    const title = answer.status === "ambiguous" ? texts.narrower : texts.suggestions;
    return questionsOf(title, answer.suggestions, answer.language, askAgain);
  }

  private actions(answer: Answer): HTMLElement {
    const { server, texts, announce, feedback } = this.around;
    const copy = button(texts.copy, () => {
      void copied(plainText(answer, server, texts), group).then(() => announce(texts.copied));
    });
    const votes = [true, false].map((useful) =>
      button(useful ? texts.useful : texts.notUseful, () => {
        votes.forEach((vote, i) => vote.setAttribute("aria-pressed", String((i === 0) === useful)));
        feedback(answer, useful);
        announce(texts.thanks);
      }, { "aria-pressed": "false" }),
    );
    const group = el("div", { role: "group", "aria-label": texts.feedback }, ...votes);
    return el("div", { class: "actions" }, copy, group);
  }
}

/** Questions to press under a heading. */
export function questionsOf(
  title: string,
  questions: string[],
  language: string,
  ask: (question: string) => void,
): HTMLElement {
  const items = questions.map((text) => el("li", {}, button(text, () => ask(text), { lang: language })));
  return el("div", { class: "suggestions" }, el("h3", {}, title), el("ul", {}, ...items));
}

/** Copy a text; pages without TLS have no clipboard, but take the old command. */
async function copied(text: string, beside: HTMLElement): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const root = beside.getRootNode() as ShadowRoot;
  const focused = root.activeElement as HTMLElement | null;
  const area = el("textarea", { class: "hidden" });
  area.value = text;
  beside.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
  focused?.focus();
}
