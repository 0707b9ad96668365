"""Tables as facts: where they stand, what they count, and whether their sums agree."""

import re
from collections.abc import Iterator
from decimal import Decimal

from reportqa.facts.model import PlacedTable, SumCheck
from reportqa.language.numbers import find_numbers
from reportqa.report.model import Report, Row, Table, walk
from reportqa.report.tables import is_total

_COUNTED = re.compile(
    r"\b(?:antallet|antall|antalet|antal|tallet på|talet på|tal på|number of)\s+(?P<noun>[^\W\d_]+(?:\s+[^\W\d_]+)?)",
    re.IGNORECASE,
)
# `Tabell 1: Avdekkede brudd ved kontroller, etter kategori og år` counts `brudd`, by two things.
_HEADED = re.compile(
    r"^(?:[^\W\d_]+\s+\d+(?:\.\d+)?\s*[.:–-]?\s*)?"
    r"(?:(?:oversikt|oversyn|fordeling|utvikling|statistikk|overview)\w*\s+(?:over|av|i|for|of)\s+)?"
    r"(?P<noun>[^\W\d_]+(?:\s+[^\W\d_]+){0,2}?)"
    r"(?=,|$|\s+(?:ved|til|i|på|hos|for|fra|frå|etter|per|by|of|in|at|og|and)\b|\s+\d)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:etter|fordelt på|fordelte på|by)\s+(?P<rows>[^\W\d_]+)\s+(?:og|and)\s+(?P<columns>[^\W\d_]+)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\b(?:prosent|andel|per cent|percent|share)\b|%", re.IGNORECASE)
_MONEY = re.compile(r"\b(?:kroner|kr|NOK|mill)\b", re.IGNORECASE)


def tables_of(report: Report) -> Iterator[PlacedTable]:
    """Every table of a report, in reading order."""
    groups = [(None, report.sections), *((m.number, m.sections) for m in report.measures)]
    for measure, sections in groups:
        for path, section in walk(sections):
            for block in section.blocks:
                if isinstance(block, Table):
                    by = _BY.search(block.caption.text) if block.caption else None
                    axes = (by.group("rows"), by.group("columns")) if by else None
                    yield PlacedTable(
                        report.id, measure, path, block, _unit(block), _checks(block), axes
                    )


def _unit(table: Table) -> str | None:
    """The counted noun that the caption names, `prosent` or `kroner`; None where it says nothing."""
    caption = " ".join(t.text for t in (table.caption, table.corner) if t)
    cells = " ".join(cell.text.text for row in table.rows for cell in row.cells)
    counted = _COUNTED.search(caption)
    if counted:
        numbers = find_numbers(f"2 {counted.group('noun')}")
        return numbers[0].noun if numbers else None
    if "%" in cells or _PERCENT.search(caption):
        return "prosent"
    if _MONEY.search(caption):
        return "kroner"
    headed = _HEADED.match(table.caption.text) if table.caption else None
    return headed.group("noun").split()[-1].casefold() if headed else None


def _checks(table: Table) -> tuple[SumCheck, ...]:
    """Row totals against the row's parts, column totals against the column's."""
    columns = [c.text for c in table.columns]
    parts = [i for i, label in enumerate(columns) if not is_total(label)]
    totals = [i for i, label in enumerate(columns) if is_total(label)]
    checks: list[SumCheck] = []
    for row in table.rows:
        checks += [
            SumCheck(f"{row.label.text}, {columns[t]}", *pair)
            for t in totals
            if (pair := _pair(row.cells[t].value, [row.cells[i].value for i in parts]))
        ]
    total_rows = [row for row in table.rows if is_total(row.label.text)]
    for row in total_rows:
        checks += _column_checks(table, row)
    return tuple(checks)


def _column_checks(table: Table, total: Row) -> Iterator[SumCheck]:
    others = [row for row in table.rows if not is_total(row.label.text)]
    for i, column in enumerate(table.columns):
        pair = _pair(total.cells[i].value, [row.cells[i].value for row in others])
        if pair:
            yield SumCheck(f"{total.label.text}, {column.text}", *pair)


def _pair(total: Decimal | None, parts: list[Decimal | None]) -> tuple[Decimal, Decimal] | None:
    if total is None or len(parts) < 2:
        return None
    return total, sum((p for p in parts if p is not None), Decimal(0))
