"""Several questions on one line: their answers, in order, as one Answer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from reportqa.answer.model import Answer, Citation, Derivation, Operand, Status, Value


def joined(answers: Sequence[Answer], question: str) -> Answer:
    """One answer that holds those of all parts, its citations numbered through."""
    texts: list[str] = []
    values: list[Value] = []
    citations: list[Citation] = []
    for answer in answers:
        shift = len(citations)
        texts.append(_renumbered(answer.text, shift))
        values += [_shifted(value, shift) for value in answer.values]
        citations += [replace(c, number=c.number + shift) for c in answer.citations]
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


def _renumbered(text: str, shift: int) -> str:
    return re.sub(r"\[(\d+)\]", lambda marker: f"[{int(marker.group(1)) + shift}]", text)


def _status(states: Sequence[Status]) -> Status:
    """Ambiguous where one part is; a refusal only where no part is answered."""
    if "ambiguous" in states:
        return "ambiguous"
    return "answered" if "answered" in states else "not_in_report"


def _shifted(value: Value, shift: int) -> Value:
    derivation = value.derivation
    if derivation is not None:
        operands = tuple(Operand(o.value, o.citation + shift) for o in derivation.operands)
        derivation = Derivation(derivation.operation, derivation.formula, operands)
    return replace(
        value, citations=tuple(n + shift for n in value.citations), derivation=derivation
    )
