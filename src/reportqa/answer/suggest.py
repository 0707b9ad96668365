"""Questions that a report does answer: drawn from its own fields, tables and headings."""

from collections.abc import Sequence

from reportqa.answer.calculate import part_columns, part_rows
from reportqa.facts.tables import tables_of
from reportqa.language.detect import Language
from reportqa.language.messages import message
from reportqa.report.model import Report


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


def suggestions(
    reports: Sequence[Report], language: Language, measure: int | None, most: int = 3
) -> tuple[str, ...]:
    """Up to `most` questions that are answered, those about `measure` first."""
    found = examples(reports, language)
    about = [q for q in found if measure is not None and q.rstrip("?").split()[-1] == str(measure)]
    about += [q for q in found if measure is not None and f" {measure}" in q and q not in about]
    return tuple(dict.fromkeys([*about, *found]))[:most]
