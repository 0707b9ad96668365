"""Several questions on one line: their answers, in order, as one Answer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportqa.answer.model import Answer, Citation, Operand, Status, Value


def joined(answers: Sequence[Answer], question: str) -> Answer:
    """One answer that holds those of all parts, its citations numbered through."""
    texts: list[str] = []
    values: list[Value] = []
    citations: list[Citation] = []
    for answer in answers:
        numbers = {c.number: _number(c, citations) for c in answer.citations}
        texts.append(_renumbered(answer.text, numbers))
        values += [_with_numbers(value, numbers) for value in answer.values]
    return replace(
        answers[0],
        question=question,
        status=_status([a.status for a in answers]),
        text="\n".join(texts),
        values=tuple(values),
        citations=tuple(citations),
        confidence=min(a.confidence for a in answers),
        chart=None,
        suggestions=tuple(dict.fromkeys(s for a in answers for s in a.suggestions))[:3],
    )


def _number(citation: Citation, citations: list[Citation]) -> int:
    """The number of a citation among those so far; a place cited before keeps its number."""
    for known in citations:
        if replace(citation, number=known.number) == known:
            return known.number
    citations.append(replace(citation, number=len(citations) + 1))
    return len(citations)


def _renumbered(text: str, numbers: Mapping[int, int]) -> str:
    return re.sub(r"\[(\d+)\]", lambda marker: f"[{numbers[int(marker.group(1))]}]", text)


def _status(states: Sequence[Status]) -> Status:
    """Ambiguous where one part is; a refusal only where no part is answered."""
    if "ambiguous" in states:
        return "ambiguous"
    return "answered" if "answered" in states else "not_in_report"


def _with_numbers(value: Value, numbers: Mapping[int, int]) -> Value:
    derivation = value.derivation
    if derivation is not None:
        operands = tuple(Operand(o.value, numbers[o.citation]) for o in derivation.operands)
        derivation = replace(derivation, operands=operands)
    cited = tuple(numbers[n] for n in value.citations)
    return replace(value, citations=cited, derivation=derivation)
