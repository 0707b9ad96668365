// <reportqa-chat>: a conversation with the reports of one server.

import { AskError, ask, examples } from "./client";
import type { Answer } from "./answer";
import { button, el } from "./dom";
import { Turn, questionsOf } from "./message";
import { linesOf } from "./said";
import { sheet } from "./style";
import { type Texts, textsOf } from "./texts";

const MOST_TURNS = 20;
const EMPTY_AFTER = 1000;
const MARGIN = 12;

export class ReportqaChat extends HTMLElement {
  private texts!: Texts;
  private readonly root = this.attachShadow({ mode: "open" });
  private readonly history: { question: string }[] = [];
  private running: AbortController | null = null;
  /** The end of the line: questions are answered one after the other. */
  private line: Promise<void> = Promise.resolve();
  private welcomed = false;
  private log!: HTMLElement;
  private status!: HTMLElement;
  private live!: HTMLElement;
  private input!: HTMLTextAreaElement;
  private panel!: HTMLElement;
  private launcher: HTMLButtonElement | null = null;

  connectedCallback(): void {
    if (this.root.childNodes.length) return;
    this.root.adoptedStyleSheets = [sheet()];
    const language = this.getAttribute("language") ?? this.closest("[lang]")?.getAttribute("lang");
    this.texts = textsOf(language ?? "nb");
    this.lang = this.texts.code;
    this.panel = this.makePanel();
    if (!this.hasAttribute("inline")) {
      this.panel.hidden = true;
      this.launcher = button(this.texts.open, () => this.toggle(), {
        class: "launcher",
        "aria-expanded": "false",
        "aria-controls": "panel",
      });
      this.root.append(this.launcher);
    }
    this.root.append(this.panel);
    if (!this.launcher) this.suggest();
  }

  disconnectedCallback(): void {
    this.running?.abort();
  }

  /** Ask a question as if it were typed; one that is being answered is waited for. */
  ask(question: string): void {
    const asked = question.trim();
    if (!asked) return;
    const turn = this.begin(asked);
    this.line = this.line.then(() => this.answer(turn));
  }

  private get server(): string {
    return (this.getAttribute("server") ?? "").replace(/\/$/, "");
  }

  private makePanel(): HTMLElement {
    const t = this.texts;
    this.log = el("div", { class: "log", role: "log", "aria-label": t.log, "aria-live": "off", tabindex: "0" });
    this.status = el("p", { class: "status", role: "status" });
    this.live = el("div", { class: "hidden", "aria-live": "polite" });
    this.input = el("textarea", {
      id: "question",
      rows: "1",
      maxlength: "2000",
      placeholder: t.placeholder,
      autocomplete: "off",
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.submit();
      }
    });
    const form = el(
      "form",
      {},
      el("div", { class: "over" }, el("label", { for: "question" }, t.label), this.status),
      el("div", { class: "row" }, this.input, el("button", { type: "submit" }, t.send)),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    const bar = el("div", { class: "bar" }, el("h2", {}, t.title), button(t.fresh, () => this.fresh()));
    if (!this.hasAttribute("inline")) bar.append(button("×", () => this.toggle(false), { class: "close", "aria-label": t.close, title: t.close }));
    this.welcome();
    const panel = el(
      "section",
      { id: "panel", class: "panel", "aria-label": t.title },
      bar,
      this.log,
      this.live,
      form,
    );
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.launcher) this.toggle(false);
    });
    return panel;
  }

  private toggle(open = this.panel.hidden): void {
    this.panel.hidden = !open;
    this.launcher?.setAttribute("aria-expanded", String(open));
    (open ? this.input : this.launcher)?.focus();
    if (open) this.suggest();
  }

  private fresh(): void {
    this.running?.abort();
    this.history.length = 0;
    this.log.replaceChildren();
    this.welcome();
    this.suggest();
    this.status.textContent = "";
    this.input.focus();
  }

  private welcome(): void {
    this.log.append(el("p", { class: "welcome" }, this.texts.welcome));
    this.welcomed = false;
  }

  /** Questions to begin with, got from the server when the conversation is first seen. */
  private suggest(): void {
    const { texts, log } = this;
    const welcome = log.querySelector(".welcome");
    if (this.welcomed || !welcome) return;
    this.welcomed = true;
    examples(this.server, texts.code, this.report)
      .then((found) => {
        if (found.length && log.lastElementChild === welcome) {
          welcome.after(questionsOf(texts.examples, found, texts.code, (text) => this.ask(text)));
        }
      })
      .catch(() => undefined); // a question will tell that the server is gone
  }

  private submit(): void {
    const question = this.input.value.trim();
    if (!question) return this.input.focus();
    this.input.value = "";
    this.ask(question);
  }

  private begin(question: string): Turn {
    const turn = new Turn(question, {
      server: this.server,
      texts: this.texts,
      askAgain: (again) => this.ask(again),
      announce: (text) => (this.status.textContent = text),
      feedback: (answer, useful) => this.feedback(answer, useful),
    });
    this.log.querySelector(".welcome + .suggestions")?.remove();
    this.log.append(turn.element);
    this.show(turn);
    return turn;
  }

  /** Bring a turn to the top of the log, or its answer where there is little room. */
  private show(turn: Turn): void {
    const { body, element } = turn;
    const isTight = body.offsetTop - element.offsetTop > this.log.clientHeight / 3;
    // Not scrollIntoView, which would move the page too.
    this.log.scrollTop = (isTight ? body : element).offsetTop - MARGIN;
  }

  private async answer(turn: Turn): Promise<void> {
    if (!turn.element.isConnected) return; // a new conversation was begun
    const running = (this.running = new AbortController());
    this.log.setAttribute("aria-busy", "true");
    this.status.textContent = this.texts.searching;
    try {
      const answer = await this.streamed(turn, running.signal);
      turn.show(answer);
      this.history.push({ question: turn.question });
      const { none, ready } = this.texts;
      this.status.textContent =
        answer.status === "not_in_report" ? none : ready(answer.citations.length);
      this.announce(answer);
    } catch (error) {
      if (running.signal.aborted) return turn.remove();
      this.status.textContent = "";
      const fault = error instanceof AskError ? error.fault : "failed";
      turn.fail(this.texts[fault], () => {
        turn.remove();
        this.input.focus();
        this.ask(turn.question);
      });
    } finally {
      this.log.removeAttribute("aria-busy");
    }
    this.show(turn);
  }

  private get report(): string | undefined {
    return this.getAttribute("report") ?? undefined;
  }

  private streamed(turn: Turn, signal: AbortSignal): Promise<Answer> {
    let said = "";
    const { question } = turn;
    const asked = { question, history: this.history.slice(-MOST_TURNS), report: this.report };
    return ask(this.server, asked, (delta) => turn.stream((said += delta)), signal);
  }

  /** Say a finished message once to screen readers; the region is emptied afterwards. */
  private announce(answer: Answer): void {
    const said = linesOf(answer)
      .flat()
      .map(({ language, parts }) => el("span", { lang: language }, parts.join(" ")));
    this.live.replaceChildren(...said);
    setTimeout(() => said.forEach((sentence) => sentence.remove()), EMPTY_AFTER);
  }

  private feedback(answer: Answer, useful: boolean): void {
    this.dispatchEvent(
      new CustomEvent("reportqa:feedback", {
        bubbles: true,
        composed: true,
        detail: { useful, question: answer.question, answer },
      }),
    );
  }
}
