"""The gate: no number leaves in an answer that the report doesn't hold or a calculation show."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from reportqa.answer.model import Answer, Citation, Derivation, Value
from reportqa.facts.model import Fact, SumCheck
from reportqa.language.numbers import find_numbers

_MARKER = re.compile(r"\[\d+\]")
_ROUNDING = Decimal("0.051")
_HUNDRED = Decimal(100)


def ungrounded(
    answer: Answer,
    facts: Mapping[str, Sequence[Fact]],
    measures: Mapping[str, frozenset[int]],
    sums: Sequence[SumCheck] = (),
) -> list[str]:
    """The numbers of an answer that have no place and no calculation; empty where all have one.

    A number of the text passes if its value with its sign, unit and scale are those of a fact inside one of the
    citations or of their headings, of a derivation whose formula was calculated again, or of the
    question. The label of a measure passes if the report has that measure. `facts` and `measures`
    are by report; `sums` are the tables' own checks, whose result may be said beside a cited total.
    """
    cited = {c.number: _facts_inside(c, facts.get(c.report, ())) for c in answer.citations}
    quotes = {c.number: c.quote for c in answer.citations}
    faults = [
        str(value.value) for value in answer.values if not _value_stands(value, cited, quotes)
    ]
    allowed = [(f.value, _unit(f.kind)) for inside in cited.values() for f in inside]
    allowed += [
        (Decimal(f.column), "year")
        for inside in cited.values()
        for f in inside
        if f.column is not None and f.column.isdigit()
    ]
    # The headings that an answer names its places by are the report's own words.
    headings = {name for c in answer.citations for name in (c.measure_title, *c.section) if name}
    headings |= {
        label for inside in cited.values() for f in inside for label in (f.row, f.column) if label
    }
    allowed += [(n.value, _unit(n.kind)) for name in headings for n in find_numbers(name)]
    for value in answer.values:
        if value.derivation is not None:
            allowed += _derived(value.derivation, value.value, value.unit)
    rows = {f"{f.row}, {f.column}" for inside in cited.values() for f in inside}
    allowed += [(check.found, "number") for check in sums if check.label in rows]
    question = f"{answer.question} {answer.understood or ''}"
    asked = {(n.value, _unit(n.kind)) for n in find_numbers(question)}
    labels = set().union(*measures.values()) if measures else set()
    text = _MARKER.sub("", answer.text)
    for number in find_numbers(text):
        if answer.language == "en" and number.word and number.end - number.start == 2:
            continue  # "to" of the English frame
        if number.article or number.kind == "ordinal":
            continue
        if number.kind == "identifier" and (
            int(number.value) in labels or _in_quotes(str(number.value), answer)
        ):
            continue
        if number.kind == "year" and any(
            str(number.value) in c.quote.split() for c in answer.citations
        ):
            continue
        if not _stands(number.value, _unit(number.kind), allowed, asked):
            faults.append(text[number.start : number.end])
    return faults


def _facts_inside(citation: Citation, facts: Sequence[Fact]) -> list[Fact]:
    return [f for f in facts if citation.start <= f.span.start and f.span.end <= citation.end]


def _value_stands(
    value: Value, cited: Mapping[int, Sequence[Fact]], quotes: Mapping[int, str]
) -> bool:
    if value.derivation is not None and not value.derivation.operands:
        return _counts_again(value, quotes)
    kind = _KINDS.get(value.unit or "", "number")
    if value.derivation is not None:
        return _recalculates(value.derivation, Decimal(str(value.value))) and all(
            any(
                f.value == Decimal(str(o.value))
                and _gives(value.derivation.operation, place, _unit(f.kind), kind)
                for f in cited.get(o.citation, ())
            )
            for place, o in enumerate(value.derivation.operands)
        )
    wanted = Decimal(str(value.value))
    inside = [f for n in value.citations for f in cited.get(n, ())]
    return any(
        (f.value == wanted and _units_agree(_unit(f.kind), kind))
        or (f.column == str(value.value) and kind == "number")
        for f in inside
    )


def _gives(operation: str, place: int, operand: str, result: str) -> bool:
    """True where an operation gives a number of the unit `result`, with one of the unit `operand`
    at that place among its operands.
    """
    if operation in _PERCENTAGES:
        return result == "percent"
    if operation == "ratio":  # of kroner for each visit: kroner
        return result == "number" or place > 0 or result == operand != "percent"
    if operation in _UNITLESS:
        return result == "number"
    if operand == "percent" and operation == "difference":
        return result in ("percent", "percentage_point")
    return _units_agree(operand, result)


def _counts_again(value: Value, quotes: Mapping[int, str]) -> bool:
    """True where a count of named things counts them right, and each stands in a citation."""
    if value.derivation is None or value.derivation.operation != "count":
        return False
    items = value.derivation.counted
    held = " ".join(quotes.get(n, "") for n in value.citations)
    plain = re.sub(r"[\W\d]", "", held)
    return len(items) == value.value and all(re.sub(r"[\W\d]", "", item) in plain for item in items)


def _recalculates(derivation: Derivation, value: Decimal) -> bool:
    """True where the operation on the operands gives the value again, rounding apart."""
    operands = [Decimal(str(o.value)) for o in derivation.operands]
    calculate = _CALCULATIONS.get(derivation.operation)
    if calculate is None or not operands:
        return False
    try:
        found = calculate(operands)
    except ArithmeticError:
        return False
    return abs(found - value) < _ROUNDING


_CALCULATIONS: dict[str, Callable[[list[Decimal]], Decimal]] = {
    "sum": lambda o: sum(o, Decimal(0)),
    "difference": lambda o: o[0] - o[1],
    "percent_change": lambda o: (o[0] - o[1]) / o[1] * _HUNDRED,
    "percent_fall": lambda o: (o[0] - o[1]) / o[0] * _HUNDRED,
    "share": lambda o: sum(o[:-1], Decimal(0)) / o[-1] * _HUNDRED,
    "share_of_both": lambda o: o[0] / (o[0] + o[1]) * _HUNDRED,
    "position": lambda o: Decimal(1 + sum(other > o[0] for other in o)),
    "ratio": lambda o: o[0] / o[1],
    "mean": lambda o: sum(o, Decimal(0)) / len(o),
    "count": lambda o: Decimal(len(o)),
    "max": max,
    "min": min,
}
# Operations that give percentages, whatever they are of, and those that give a bare number.
_PERCENTAGES = ("percent_change", "percent_fall", "share", "share_of_both")
_UNITLESS = ("count", "position")

_KINDS = {"prosent": "percent", "prosentpoeng": "percentage_point", "kroner": "money"}


def _derived(derivation: Derivation, value: float, unit: str | None) -> list[tuple[Decimal, str]]:
    """The numbers that a derivation lets a text say: operands, result, and how many it took."""
    result = Decimal(str(value))
    kind = _KINDS.get(unit or "", "number")
    allowed = [(Decimal(str(o.value)), "number") for o in derivation.operands]
    allowed += [(result, kind), (Decimal(len(derivation.operands)), "number")]
    if kind in ("money", "percentage_point"):  # the formula writes it bare
        allowed.append((result, "number"))
    return allowed


def _stands(
    said: Decimal,
    unit: str,
    allowed: Sequence[tuple[Decimal, str]],
    asked: set[tuple[Decimal, str]],
) -> bool:
    if any(value == said and _units_agree(unit, other) for value, other in [*allowed, *asked]):
        return True
    return unit in ("number", "percent") and any(
        abs(value - said) < _ROUNDING and _units_agree(unit, other) for value, other in allowed
    )


def _unit(kind: str) -> str:
    if kind in ("year", "date"):
        return "year"
    return kind if kind in ("percent", "percentage_point", "money") else "number"


def _units_agree(a: str, b: str) -> bool:
    """The same unit; a bare number may stand for a year or a count, never for a percentage."""
    return a == b or {a, b} == {"number", "year"}


def _in_quotes(said: str, answer: Answer) -> bool:
    pattern = re.compile(rf"(?<!\d){re.escape(said)}(?!\d)")
    return any(pattern.search(citation.quote) for citation in answer.citations)
