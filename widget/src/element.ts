// <reportqa-chat>: a conversation with the reports of one server.

import { AskError, ask } from "./client";
import type { Answer } from "./answer";
import { button, el } from "./dom";
import { Turn } from "./message";
import { sheet } from "./style";
import { type Texts, textsOf } from "./texts";

const MOST_TURNS = 20;
const EMPTY_AFTER = 1000;

export class ReportqaChat extends HTMLElement {
  private texts!: Texts;
  private readonly root = this.attachShadow({ mode: "open" });
  private readonly history: { question: string }[] = [];
  private running: AbortController | null = null;
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
    this.lang = this.texts === textsOf("en") ? "en" : this.texts === textsOf("nn") ? "nn" : "nb";
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
  }

  disconnectedCallback(): void {
    this.running?.abort();
  }

  /** Ask a question as if it were typed. */
  ask(question: string): void {
    void this.answer(question.trim());
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
      el("label", { for: "question" }, t.label),
      el("div", { class: "row" }, this.input, el("button", { type: "submit" }, t.send)),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    const bar = el("div", { class: "bar" }, el("h2", {}, t.title), button(t.fresh, () => this.fresh()));
    if (!this.hasAttribute("inline")) bar.append(button(t.close, () => this.toggle(false)));
    this.welcome();
    const panel = el(
      "section",
      { id: "panel", class: "panel", "aria-label": t.title },
      bar,
      this.log,
      this.status,
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
  }

  private fresh(): void {
    this.running?.abort();
    this.history.length = 0;
    this.log.replaceChildren();
    this.welcome();
    this.status.textContent = "";
    this.input.focus();
  }

  private welcome(): void {
    this.log.append(el("p", { class: "welcome" }, this.texts.welcome));
  }

  private submit(): void {
    const question = this.input.value.trim();
    if (!question) return this.input.focus();
    this.input.value = "";
    void this.answer(question);
  }

  private async answer(question: string): Promise<void> {
    if (!question) return;
    this.running?.abort();
    const running = (this.running = new AbortController());
    const turn = new Turn(question, {
      server: this.server,
      texts: this.texts,
      askAgain: (again) => void this.answer(again),
      announce: (text) => (this.status.textContent = text),
      feedback: (answer, useful) => this.feedback(answer, useful),
    });
    this.log.append(turn.element);
    this.log.setAttribute("aria-busy", "true");
    this.status.textContent = this.texts.searching;
    turn.element.scrollIntoView({ block: "nearest" });
    try {
      const answer = await this.streamed(turn, question, running.signal);
      turn.show(answer);
      this.history.push({ question });
      this.status.textContent = this.texts.ready(answer.citations.length);
      this.announce(answer.text);
    } catch (error) {
      if (running.signal.aborted) return turn.remove();
      this.status.textContent = "";
      const fault = error instanceof AskError ? error.fault : "failed";
      turn.fail(this.texts[fault], () => {
        turn.remove();
        this.input.focus();
        void this.answer(question);
      });
    } finally {
      if (this.running === running) this.log.removeAttribute("aria-busy");
    }
    turn.element.scrollIntoView({ block: "nearest" });
  }

  private streamed(turn: Turn, question: string, signal: AbortSignal): Promise<Answer> {
    let said = "";
    const report = this.getAttribute("report") ?? undefined;
    const asked = { question, history: this.history.slice(-MOST_TURNS), report };
    return ask(this.server, asked, (delta) => turn.stream((said += delta)), signal);
  }

  /** Say a finished message once to screen readers; the region is emptied afterwards. */
  private announce(text: string): void {
    this.live.textContent = text;
    setTimeout(() => {
      if (this.live.textContent === text) this.live.textContent = "";
    }, EMPTY_AFTER);
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
