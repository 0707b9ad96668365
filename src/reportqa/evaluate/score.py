"""One answer against its gold: right or not, and why not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportqa.answer.model import Answer, Citation
from reportqa.evaluate.questions import Located
from reportqa.language.numbers import find_numbers
from reportqa.span import Span


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question went. `measure` and `words` are None where there was nothing to cite.

    `right`: the gold's values in order and no others, within the tolerance, and the words it must
    hold; for an unanswerable question, that it was declined. `measure`: every citation is of a
    measure of the gold, or of none where it names none. `words`: a citation overlaps the evidence.
    `quotes`: every quote is what stands at its offsets. `named`: the gold's values all stand in the
    answer's text, whatever else does. `precision` is the share of citations that overlap the
    evidence, `recall` the share of the evidence that a citation overlaps. `ungrounded` counts
    numbers without a place.
    """

    located: Located
    answer: Answer
    seconds: float
    right: bool
    declined: bool
    measure: bool | None
    words: bool | None
    quotes: bool
    named: bool | None
    precision: float | None
    recall: float | None
    ungrounded: int
    why: str


def judge(
    located: Located,
    answer: Answer,
    texts: Mapping[str, str],
    seconds: float,
    ungrounded: int = 0,
) -> Outcome:
    """The outcome of one question; `ungrounded` is how many numbers have no place."""
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
        measure=_is_of_measures(answer, gold.measures) if cites else None,
        words=_overlaps(located, answer) if cites else None,
        named=_names_values(located, answer) if gold.values else None,
        precision=_precision(located, answer) if answerable and located.evidence else None,
        recall=_recall(located, answer) if answerable and located.evidence else None,
        ungrounded=ungrounded,
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
    return any(_meets(c, place) for c in answer.citations for place in located.evidence)


def _is_of_measures(answer: Answer, measures: Sequence[int]) -> bool:
    wanted: set[int | None] = {*measures} or {None}
    return {c.measure for c in answer.citations} <= wanted


def _names_values(located: Located, answer: Answer) -> bool:
    text = re.sub(r"\[\d+\]", "", answer.text)
    said = [float(n.value) for n in find_numbers(text, answer.language)]
    said += [float(v.value) for v in answer.values]
    gold = located.question
    return all(any(abs(v - s) <= gold.tolerance + 1e-9 for s in said) for v in gold.values)


def _precision(located: Located, answer: Answer) -> float:
    hits = [any(_meets(c, place) for place in located.evidence) for c in answer.citations]
    return sum(hits) / len(hits) if hits else 0.0


def _recall(located: Located, answer: Answer) -> float:
    hits = [any(_meets(c, place) for c in answer.citations) for place in located.evidence]
    return sum(hits) / len(hits)


def _meets(citation: Citation, place: tuple[str, Span]) -> bool:
    report, span = place
    return citation.report == report and Span(citation.start, citation.end).overlaps(span)


def _is_exact(text: str, start: int, end: int, quote: str) -> bool:
    return re.sub(r"\s+", " ", text[start:end]).strip() == quote
