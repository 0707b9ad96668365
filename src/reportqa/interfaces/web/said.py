"""An answer's text in lines and parts: what is quoted, what is said, and the marks of sources."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reportqa.answer.model import Answer, Citation
from reportqa.language.tokens import tokenize

# A sentence with the marks that follow it; the same rule stands in widget/src/said.ts.
_SENTENCE = re.compile(r"\s*.+?(?:[.!?](?:\s?\[\d+\])*(?=\s|$)|$)", re.DOTALL)
_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in the language of most of its words; `parts` are text, or a citation's number."""

    language: str
    parts: tuple[str | int, ...]


def lines_of(answer: Answer, spoken: Mapping[str, str]) -> list[list[Sentence]]:
    """The sentences of an answer by line: one line, or one for each reading that it gives.

    A sentence that is mostly quoted has the language of its report (`spoken`), another that of the
    answer.
    """
    sentences = [
        Sentence(_language(text, answer, spoken), _parts(text, answer.citations))
        for text in _SENTENCE.findall(answer.text)
    ]
    return [[s] for s in sentences] if answer.status == "ambiguous" else [sentences]


def _language(sentence: str, answer: Answer, spoken: Mapping[str, str]) -> str:
    words = _words(_MARK.sub(" ", sentence))
    for citation in answer.citations:
        quoted = {*_words(citation.quote), *_words(citation.measure_title or "")}
        if 2 * sum(word in quoted for word in words) > len(words):
            return spoken.get(citation.report, answer.language)
    return answer.language


def _words(text: str) -> list[str]:
    return [t.word.casefold() for t in tokenize(text) if not any(c.isdigit() for c in t.word)]


def _parts(text: str, citations: tuple[Citation, ...]) -> tuple[str | int, ...]:
    known = {citation.number for citation in citations}
    parts: list[str | int] = []
    for i, part in enumerate(_MARK.split(text)):
        parts.append(int(part) if i % 2 and int(part) in known else f"[{part}]" if i % 2 else part)
    return tuple(parts)
