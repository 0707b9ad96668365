"""Questions that a report does answer: drawn from its own fields, tables and headings."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportqa.answer.calculate import part_columns, part_rows
from reportqa.answer.match import is_frame
from reportqa.answer.model import Answer
from reportqa.answer.naming import measure_name
from reportqa.facts.model import PlacedTable
from reportqa.facts.tables import AMOUNTS, tables_of
from reportqa.language.detect import Language
from reportqa.language.messages import message
from reportqa.language.tokens import stems
from reportqa.question.lean import lead_length
from reportqa.question.query import Query
from reportqa.report.model import Measure, Report, walk

_MOST = 3
# Candidates tried at most: each is answered before it is shown.
_TRIED = 8
# What makes a candidate near: each telling word it shares with the question, and its measure.
_WORD, _MEASURE = 2, 1
# Candidates whose words are kept: those of a few reports, which every refusal goes through.
_TEXTS_KEPT = 1024


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be suggested, what it is of, and the measure it is about."""

    text: str
    kind: str
    measure: int


def examples(reports: Sequence[Report], language: Language) -> list[str]:
    """Questions over all reports: of each table and each measure, in the reports' order."""
    found = [c for report in reports for c in _candidates(report, language)]
    seen: set[tuple[str, int]] = set()
    shown: list[str] = []
    for candidate in found:
        if candidate.kind != "about" and (candidate.kind, candidate.measure) not in seen:
            seen.add((candidate.kind, candidate.measure))
            shown.append(candidate.text)
    return shown


def suggestions(
    answer: Answer,
    query: Query,
    reports: Sequence[Report],
    is_answered: Callable[[str, Language], bool],
) -> tuple[str, ...]:
    """Up to three questions after a refusal or an ambiguous answer, each of which is answered.

    After an ambiguous one: the same question for each of the measures it fits. After a refusal:
    those that share most with what was asked.
    """
    if answer.status == "ambiguous":
        narrowed = _narrowed(answer, query, reports)
        return tuple(_first(narrowed, query.language, is_answered))
    if answer.status != "not_in_report":
        return ()
    candidates = [c for report in reports for c in _candidates(report, query.language)]
    nearest = _varied(sorted(candidates, key=lambda c: -_nearness(c, answer, query)))
    texts = [c.text for c in nearest if c.text != query.text]
    return tuple(_first(texts, query.language, is_answered))


def _first(
    texts: Sequence[str], language: Language, is_answered: Callable[[str, Language], bool]
) -> list[str]:
    """The first few that are answered."""
    found: list[str] = []
    for text in dict.fromkeys(texts[:_TRIED]):
        if len(found) < _MOST and is_answered(text, language):
            found.append(text)
    return found


def _narrowed(answer: Answer, query: Query, reports: Sequence[Report]) -> list[str]:
    """The question asked of each of the measures that an ambiguous answer is from."""
    numbers = dict.fromkeys(v.measure for v in answer.values if v.measure is not None)
    asked = query.text[lead_length(query.text) :].rstrip(" ?.!")
    said = asked[:1].upper() + asked[1:]
    if len(numbers) < 2:
        return []
    measures = {m.number: m for report in reports for m in report.measures}
    names = [measure_name(measures[n], query.language) for n in numbers]
    return [message("examples.narrowed", query.language, question=said, measure=n) for n in names]


def _nearness(candidate: Candidate, answer: Answer, query: Query) -> int:
    """How much a candidate shares with the question; headings only where they are asked for."""
    asked = {w for t in query.terms if not is_frame(t) for form in t.forms for w in form.split()}
    shared = 0 if query.outside else len(asked & _stems_in(candidate.text))
    near = {*query.measures, *(c.measure for c in answer.citations)}
    if candidate.kind == "about" and not shared:
        return -1
    return _WORD * shared + _MEASURE * (candidate.measure in near)


@lru_cache(maxsize=_TEXTS_KEPT)
def _stems_in(text: str) -> frozenset[str]:
    return frozenset(stems(text))


def _varied(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with at most one of a kind from each measure among the first."""
    seen: set[tuple[str, int]] = set()
    first: list[Candidate] = []
    later: list[Candidate] = []
    for candidate in candidates:
        key = (candidate.kind, candidate.measure)
        (later if key in seen else first).append(candidate)
        seen.add(key)
    return [*first, *later]


def _candidates(report: Report, language: Language) -> Iterator[Candidate]:
    """Questions about a report's tables, then about its measures' fields and headings."""
    for placed in tables_of(report):
        measure = report.measure(placed.measure) if placed.measure is not None else None
        if measure is not None:
            yield from _of_table(placed, measure, language)
    for measure in report.measures:
        yield from _of_measure(measure, language)


def _of_table(placed: PlacedTable, measure: Measure, language: Language) -> Iterator[Candidate]:
    named, number = measure_name(measure, language), measure.number
    columns = [placed.table.columns[i].text for i in part_columns(placed)]
    counted = placed.unit is not None and placed.unit not in AMOUNTS
    form = "counted" if counted and language != "en" else "cell"
    for row in part_rows(placed):
        label = placed.table.rows[row].label.text
        values = {"row": label, "column": columns[-1], "unit": placed.unit}
        yield Candidate(
            message(f"examples.{form}", language, **values, measure=named), "cell", number
        )
    if counted and len(columns) > 1 and all(c.isdigit() for c in columns):
        text = message("examples.trend", language, unit=placed.unit, measure=named)
        yield Candidate(text, "trend", number)


def _of_measure(measure: Measure, language: Language) -> Iterator[Candidate]:
    fields = {
        "contact": bool(measure.contacts),
        "ministries": bool(measure.ministries),
        "responsible": measure.responsible is not None,
        "budget": bool(measure.budget),
    }
    for name, given in fields.items():
        if given:
            text = message(f"examples.{name}", language, measure=measure_name(measure, language))
            yield Candidate(text, name, measure.number)
    for _, section in walk(measure.sections):
        if section.kind == "heading" and section.title:
            text = message("examples.about", language, title=section.title)
            yield Candidate(text, "about", measure.number)
