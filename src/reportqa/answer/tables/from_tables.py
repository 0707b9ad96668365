"""Answers from tables, in words; and premises that a table shows to be wrong."""

from dataclasses import replace
from decimal import Decimal

from reportqa.answer.asking import Asking
from reportqa.answer.calculate import Result
from reportqa.answer.compose import Composer
from reportqa.answer.model import Answer, Status
from reportqa.answer.passages.facts import find_facts, stated_in
from reportqa.answer.passages.statement import sources_of_fact
from reportqa.answer.tables.interpret import Missing, read_tables
from reportqa.answer.tables.reading import Reading
from reportqa.answer.tables.wording import chart_of, say_missing, say_readings
from reportqa.language.formatting import format_quantity, rounded
from reportqa.language.messages import message
from reportqa.language.numbers import find_numbers
from reportqa.question.cues import has_cue, plain
from reportqa.question.query import Query

_CONFIDENCE = 0.98
_CONFIDENCE_IN_PART = 0.8


def from_tables(asking: Asking) -> Answer | None:
    """The answer from tables; to a why-question only where its premise is wrong."""
    query = asking.query
    if has_cue("parts", "text", plain(query.text)):
        return None
    develops = query.asks_number or query.operation == "trend"
    if query.kind == "why" or (query.kind == "how" and not develops):
        return _wrong_premise(asking)
    readings = read_tables(query, asking.tables, asking.index.vocabulary)
    return _say(asking, readings) if readings else None


def _say(asking: Asking, readings: list[Reading] | list[Missing]) -> Answer:
    query, composer = asking.query, asking.composer()
    found = [r for r in readings if isinstance(r, Reading)]
    if not found:
        for item in readings:
            if isinstance(item, Missing):
                say_missing(item, asking.reports, query.language, composer)
        return composer.answer("not_in_report", _CONFIDENCE)
    say_readings(found, query, asking.reports, composer)
    stated = found[0].operation in ("lookup", "share") and len(found[0].results) == 1
    if len(found) == 1 and stated:
        _say_stated_too(asking, found[0].results[0], composer)
    chart = chart_of(found[0]) if len(found) == 1 else None
    status: Status = "answered" if len(found) == 1 else "ambiguous"
    confidence = _CONFIDENCE if found[0].exact else _CONFIDENCE_IN_PART
    return composer.answer(status, confidence, chart)


def _say_stated_too(asking: Asking, result: Result, composer: Composer) -> None:
    """Point at running text of the same measure that states a table's number, or rounds it."""
    placed = result.cells[0].placed
    percent = result.operation == "share"
    value = rounded(result.value, 0) if percent else result.value
    kind = "percent" if percent else "count"
    held = asking.scope[placed.report]
    stated = [
        item
        for chunk in held.chunks
        if chunk.measure == placed.measure
        for item in stated_in(chunk, held)
    ]
    found = find_facts(asking, stated, lambda f: f.value == value and f.kind == kind)
    if found:
        shown = format_quantity(value, result.unit, asking.query.language)
        marks = composer.cite(sources_of_fact(found[0].fact))
        composer.say(message("stated_too", asking.query.language, value=shown, marks=marks))


def _wrong_premise(asking: Asking) -> Answer | None:
    """A refusal that corrects a number or a direction which the question takes for granted."""
    query = replace(asking.query, claims=_claims(asking.query))
    if not query.claims and not query.direction:
        return None
    asked: Query = replace(query, kind="number", asks_number=True, claims=())
    if query.claims:
        asked = replace(asked, operation="lookup", direction=0)
    else:  # which way it went is a yes or no, with the two numbers that show it
        asked = replace(asked, operation="difference", yes_no=True)
    readings = [
        r
        for r in read_tables(asked, asking.tables, asking.index.vocabulary)
        if isinstance(r, Reading)
    ]
    results = [result for reading in readings for result in reading.results]
    if not results:
        return None
    if query.claims:
        right = any(claim == result.value for claim in query.claims for result in results)
    else:
        right = any(reading.verdict is not False for reading in readings)
    if right:
        return None
    composer = asking.composer()
    readings = [replace(reading, verdict=False) for reading in readings]
    say_readings(readings, replace(asked, yes_no=False), asking.reports, composer)
    return replace(composer.answer("not_in_report", _CONFIDENCE), values=())


def _claims(query: Query) -> tuple[Decimal, ...]:
    """The numbers of a premise that may be a table's: `de tre første månedene` tells a time."""
    said = find_numbers(query.text, query.language)
    spans = {n.value for n in said if has_cue("evidence", "period", plain(n.phrase or ""))}
    return tuple(claim for claim in query.claims if claim not in spans)
