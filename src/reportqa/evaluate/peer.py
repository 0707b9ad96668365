"""What the product and its peers have in common: one signature, and answers of one sentence.

docs/evaluation.md says how an answer of one sentence is scored.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from reportqa.answer.model import Answer, Citation, Value
from reportqa.language.detect import detect_language
from reportqa.language.numbers import find_numbers
from reportqa.span import Span

Place = tuple[str, Span]


class Engine(Protocol):
    """Something that answers questions about the reports of one corpus."""

    name: str

    def ask(self, question: str, history: Sequence[str]) -> Answer:
        """The answer; a plain engine takes no notice of the history."""
        ...

    def passages(self, question: str) -> Iterable[list[Place]]:
        """The passages for a question, best first, each as its places in the stored texts."""
        ...


def sentence_answer(
    question: str, text: str, report: str, span: Span, measure: int | None
) -> Answer:
    """A sentence as an answer; its quantities and years are its values."""
    shown = " ".join(text.split())
    values = [
        Value(float(n.value), n.unit, n.unit or "", measure, (1,))
        for n in find_numbers(shown)
        if not n.article and n.kind not in ("ordinal", "identifier")
    ]
    cited = Citation(1, report, measure, None, (), 0, shown, span.start, span.end)
    language = detect_language(question)
    return Answer(question, language, "answered", f"{shown} [1]", tuple(values), (cited,), 1.0)
