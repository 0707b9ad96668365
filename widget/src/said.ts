// An answer's text in lines and sentences, each with the language of most of its words.
// The same rule stands in src/reportqa/interfaces/web/said.py.

import type { Answer } from "./answer";

export interface Sentence {
  language: string;
  /** Text, or the mark of a source as `[1]`. */
  parts: string[];
}

// A sentence with the marks that follow it.
const SENTENCE = /\s*.+?(?:[.!?](?:\s?\[\d+\])*(?=\s|$)|$)/gs;
// Reports are Norwegian.
const REPORT = "nb";

/** The sentences by line: one line, or one for each reading that the answer gives. */
export function linesOf(answer: Answer): Sentence[][] {
  const sentences = (answer.text.match(SENTENCE) ?? []).map((text) => ({
    language: languageOf(text, answer),
    parts: text.split(/\s*(\[\d+\])/).filter(Boolean),
  }));
  return answer.status === "ambiguous" ? sentences.map((one) => [one]) : [sentences];
}

function languageOf(sentence: string, answer: Answer): string {
  const words = wordsOf(sentence);
  const isQuoted = answer.citations.some((citation) => {
    const quoted = new Set(wordsOf(`${citation.quote} ${citation.measure_title ?? ""}`));
    return 2 * words.filter((word) => quoted.has(word)).length > words.length;
  });
  return isQuoted ? REPORT : answer.language;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu)?.filter((word) => !/\p{N}/u.test(word)) ?? [];
}
