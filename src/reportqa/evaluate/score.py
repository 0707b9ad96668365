"""One answer against its gold: right or not, and why not."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reportqa.answer.model import Answer
from reportqa.evaluate.questions import Located
from reportqa.span import Span


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question went. `measure` and `words` are None where there was nothing to cite.

    `right`: the gold's values in order and no others, within the tolerance, and the words it must
    hold; for an unanswerable question, that it was declined. `measure`: every citation is of a
    measure of the gold. `words`: a citation overlaps the evidence. `quotes`: every quote is what
    stands at its offsets.
    """

    located: Located
    answer: Answer
    seconds: float
    right: bool
    declined: bool
    measure: bool | None
    words: bool | None
    quotes: bool
    why: str


def judge(located: Located, answer: Answer, texts: Mapping[str, str], seconds: float) -> Outcome:
    """The outcome of one question."""
    gold = located.question
    declined = answer.status == "not_in_report"
    faults = _faults(located, answer)
    answerable = gold.kind != "abstain"
    right = not faults
    cites = answerable and right
    return Outcome(
        located=located,
        answer=answer,
        seconds=seconds,
        right=right,
        declined=declined,
        measure={c.measure for c in answer.citations} <= set(gold.measures) if cites else None,
        words=_overlaps(located, answer) if cites else None,
        quotes=all(_is_exact(texts[c.report], c.start, c.end, c.quote) for c in answer.citations),
        why="; ".join(faults),
    )


def _faults(located: Located, answer: Answer) -> list[str]:
    gold = located.question
    values = [v.value for v in answer.values]
    if gold.kind == "abstain":
        declined = answer.status == "not_in_report" and not values
        return [] if declined else ["answered what the report doesn't say"]
    faults = [] if answer.status in ("answered", "ambiguous") else [f"status {answer.status}"]
    if gold.kind in ("number", "ambiguous") and not _same(values, gold.values, gold.tolerance):
        faults.append(f"values {values} instead of {list(gold.values)}")
    if gold.kind == "ambiguous" and answer.status != "ambiguous":
        faults.append("not all readings")
    said = answer.text.casefold()
    for alternatives in gold.must_include:
        if not any(words.casefold() in said for words in alternatives):
            faults.append(f"lacks “{alternatives[0]}”")
    faults += [f"says “{words}”" for words in gold.must_not_include if words.casefold() in said]
    return faults


def _same(values: list[float], gold: tuple[float, ...], tolerance: float) -> bool:
    pairs = zip(values, gold, strict=False)
    return len(values) == len(gold) and all(abs(a - b) <= tolerance + 1e-9 for a, b in pairs)


def _overlaps(located: Located, answer: Answer) -> bool:
    return any(
        c.report == report and Span(c.start, c.end).overlaps(span)
        for c in answer.citations
        for report, span in located.evidence
    )


def _is_exact(text: str, start: int, end: int, quote: str) -> bool:
    return re.sub(r"\s+", " ", text[start:end]).strip() == quote
