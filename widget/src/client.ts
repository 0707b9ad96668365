// Questions to the server, answers as they stream in.

import type { Answer } from "./answer";

export type Fault = "unreachable" | "busy" | "denied" | "untaken" | "failed";

export class AskError extends Error {
  constructor(readonly fault: Fault) {
    super(fault);
  }
}

const QUIET: RequestInit = { credentials: "omit", referrerPolicy: "no-referrer" };

export interface Asked {
  question: string;
  history: { question: string }[];
  report?: string;
  language?: string;
}

// How often a question is sent anew by itself when the server is full, and the longest wait.
const RETRIES = 2;
const MOST_SECONDS = 5;

/** Questions that the reports answer; none where the server doesn't say. */
export async function examples(server: string, language: string, report?: string): Promise<string[]> {
  const query = new URLSearchParams({ language, ...(report ? { report } : {}) });
  const response = await fetch(`${server}/api/examples?${query}`, QUIET);
  return response.ok ? response.json() : [];
}

/** Ask; `onText` gets the words as they come. Throws AskError, or an abort of the signal. */
export async function ask(
  server: string,
  asked: Asked,
  onText: (delta: string) => void,
  signal: AbortSignal,
): Promise<Answer> {
  const send = () =>
    fetch(`${server}/api/ask/stream`, {
      ...QUIET,
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
      body: JSON.stringify(asked),
      signal,
    });
  let response = await reached(send(), signal);
  for (let i = 0; i < RETRIES && response.status === 503; i++) {
    const seconds = Math.min(Number(response.headers.get("Retry-After")) || 1, MOST_SECONDS);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    response = await reached(send(), signal);
  }
  if (!response.ok || !response.body) throw new AskError(faultOf(response.status));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffered = "";
  for (;;) {
    const { value, done } = await reached(reader.read(), signal);
    if (done) throw new AskError("unreachable");
    buffered = (buffered + value).replaceAll("\r\n", "\n");
    const blocks = buffered.split("\n\n");
    buffered = blocks.pop() ?? "";
    for (const block of blocks) {
      const { name, data } = eventOf(block);
      if (name === "text") onText(data.delta);
      if (name === "error") throw new AskError(faultOf(data.status));
      if (name === "answer") {
        void reader.cancel();
        return data as Answer;
      }
    }
  }
}

async function reached<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    if (signal.aborted) throw error;
    throw new AskError("unreachable");
  }
}

function faultOf(status: number): Fault {
  if (status === 429 || status === 503) return "busy";
  if (status === 401 || status === 403) return "denied";
  return status === 413 || status === 422 ? "untaken" : "failed";
}

function eventOf(block: string): { name: string; data: any } {
  let name = "message";
  let data = "";
  for (const line of block.split("\n")) {
    if (line.startsWith("event: ")) name = line.slice(7);
    if (line.startsWith("data: ")) data += line.slice(6);
  }
  return { name, data: data ? JSON.parse(data) : {} };
}
