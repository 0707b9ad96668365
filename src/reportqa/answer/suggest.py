"""Questions that a report does answer: drawn from its own fields, tables and headings."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportqa.answer.calculate import part_columns, part_rows
from reportqa.answer.match import is_frame
from reportqa.answer.model import Answer
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
        return tuple(_first(_narrowed(answer, query), query.language, is_answered))
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


def _narrowed(answer: Answer, query: Query) -> list[str]:
    numbers = dict.fromkeys(v.measure for v in answer.values if v.measure is not None)
    asked = query.text[lead_length(query.text) :].rstrip(" ?.!")
    said = asked[:1].upper() + asked[1:]
    if len(numbers) < 2:
        return []
    return [message("examples.narrowed", query.language, question=said, number=n) for n in numbers]


def _nearness(candidate: Candidate, answer: Answer, query: Query) -> int:
    """How much a candidate shares with the question; headings only where they are asked for."""
    asked = {w for t in query.terms if not is_frame(t) for form in t.forms for w in form.split()}
    shared = 0 if query.outside else len(asked & set(stems(candidate.text)))
    near = {*query.measures, *(c.measure for c in answer.citations)}
    if candidate.kind == "about" and not shared:
        return -1
    return _WORD * shared + _MEASURE * (candidate.measure in near)


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
        if placed.measure is not None:
            yield from _of_table(placed, placed.measure, language)
    for measure in report.measures:
        yield from _of_measure(measure, language)


def _of_table(placed: PlacedTable, number: int, language: Language) -> Iterator[Candidate]:
    column = placed.table.columns[part_columns(placed)[-1]].text
    counted = placed.unit is not None and placed.unit not in AMOUNTS and language != "en"
    form = "counted" if counted else "cell"
    for row in part_rows(placed):
        values = {"row": placed.table.rows[row].label.text, "column": column, "unit": placed.unit}
        text = message(f"examples.{form}", language, **values, number=number)
        yield Candidate(text, "cell", number)
    if len(part_columns(placed)) > 1:
        yield Candidate(message("examples.trend", language, number=number), "trend", number)


def _of_measure(measure: Measure, language: Language) -> Iterator[Candidate]:
    fields = {
        "contact": bool(measure.contacts),
        "ministries": bool(measure.ministries),
        "responsible": measure.responsible is not None,
        "budget": bool(measure.budget),
    }
    for name, given in fields.items():
        if given:
            text = message(f"examples.{name}", language, number=measure.number)
            yield Candidate(text, name, measure.number)
    for _, section in walk(measure.sections):
        if section.kind == "heading" and section.title:
            text = message("examples.about", language, title=section.title)
            yield Candidate(text, "about", measure.number)
