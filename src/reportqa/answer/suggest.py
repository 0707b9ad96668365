"""Questions that a report does answer: drawn from its own fields, tables and headings."""

from collections.abc import Sequence

from reportqa.answer.calculate import part_columns, part_rows
from reportqa.answer.model import Answer
from reportqa.facts.tables import tables_of
from reportqa.language.detect import Language
from reportqa.language.messages import message
from reportqa.question.query import Query
from reportqa.report.model import Report

_MOST = 3


def examples(reports: Sequence[Report], language: Language) -> list[str]:
    """Questions over all reports, the most telling kinds first."""
    asked: list[str] = []
    for report in reports:
        for placed in tables_of(report):
            row = placed.table.rows[part_rows(placed)[0]].label.text
            column = placed.table.columns[part_columns(placed)[-1]].text
            number = placed.measure if placed.measure is not None else ""
            values = {"row": row, "column": column, "number": number, "unit": placed.unit or ""}
            asked.append(message("examples.cell", language, **values))
            asked.append(message("examples.trend", language, **values))
        for measure in report.measures:
            if measure.contacts:
                asked.append(message("examples.contact", language, number=measure.number))
            if measure.ministries:
                asked.append(message("examples.ministries", language, number=measure.number))
    return asked


def suggestions(answer: Answer, query: Query, reports: Sequence[Report]) -> tuple[str, ...]:
    """Up to three questions that are answered, after a refusal or an ambiguous answer.

    After an ambiguous one: the same question for each of the measures it fits. After a refusal:
    questions about the measure asked for, or the one that stands nearest.
    """
    language = query.language
    if answer.status == "ambiguous":
        numbers = dict.fromkeys(v.measure for v in answer.values if v.measure is not None)
        asked = query.text.rstrip(" ?.")
        named = [message("examples.narrowed", language, question=asked, number=n) for n in numbers]
        return tuple(named[:_MOST]) if len(named) > 1 else ()
    if answer.status != "not_in_report" or query.outside:
        return ()
    cited = [c.measure for c in answer.citations if c.measure is not None]
    near = {*query.measures, *cited}
    found = examples(reports, language)
    about = [q for q in found if any(f" {n}?" in q for n in near)]
    return tuple(dict.fromkeys([*about, *found]))[:_MOST]
