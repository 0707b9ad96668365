// Defines <reportqa-chat>; the script's own tag adds a launcher to its page.

import { ReportqaChat } from "./element";

// A module has no current script.
const script =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>('script[src$="/widget.js"]');

function add(): void {
  if (!script || script.dataset.launcher === "none") return;
  const inline = script.dataset.inline !== undefined;
  // A theme and a page may both have the line: one launcher is enough.
  if (!inline && document.querySelector("reportqa-chat:not([inline])")) return;
  const chat = document.createElement("reportqa-chat");
  for (const name of ["language", "report", "theme"]) {
    const value = script.dataset[name];
    if (value) chat.setAttribute(name, value);
  }
  if (inline) {
    chat.setAttribute("inline", "");
    script.after(chat);
  } else document.body.append(chat);
}

// An element without a server of its own asks the one that the script came from.
class FromScript extends ReportqaChat {
  override connectedCallback(): void {
    if (!this.hasAttribute("server") && script) {
      this.setAttribute("server", script.dataset.server ?? new URL(script.src).origin);
    }
    super.connectedCallback();
  }
}

if (!customElements.get("reportqa-chat")) customElements.define("reportqa-chat", FromScript);
if (document.body) add();
else document.addEventListener("DOMContentLoaded", add);
