"""One reading over two measures, where a question sets them side by side."""

from collections.abc import Sequence
from dataclasses import replace

from reportqa.answer.calculate import (
    CellAt,
    difference,
    looked_up,
    part_columns,
    percent_change,
    ratio,
    share_of_both,
    total,
)
from reportqa.answer.tables.reading import Reading, default_columns, turned, whole_rows
from reportqa.answer.tables.select import Selection
from reportqa.question.cues import has_cue, plain
from reportqa.question.query import Query


def across_tables(query: Query, selections: Sequence[Selection]) -> Reading | None:
    """One reading over two measures, where the question names both of them."""
    named = [s for s in selections if s.selected]
    both = len(named) > 1 or _says_both(query)
    if len(selections) != 2 or not both or any(len(s.row_sets) > 1 for s in selections):
        return None
    cells: list[CellAt] = []
    names: dict[CellAt, str] = {}
    for selection in _in_order(query, selections):
        cell = _only_cell(selection)
        if cell is None:
            return None
        cells.append(cell)
        names[cell] = selection.named_by
    first, second = cells
    operation = query.operation
    if operation == "share" and len(query.terms) > 2:
        return _share_of_both(query, cells, selections)
    if operation in ("max", "min"):
        best = (max if operation == "max" else min)(cells, key=lambda c: c.value)
        named_best = replace(
            looked_up(best), name=names[best], label=f"{names[best]}, {best.label}"
        )
        return Reading(best.placed, operation, (named_best,))
    if operation == "difference" and query.yes_no:
        higher = first.value > second.value if query.direction >= 0 else first.value < second.value
        return Reading(first.placed, "compare", (looked_up(first), looked_up(second)), higher)
    if operation == "difference":
        return Reading(
            first.placed, "difference", (turned(query, difference(first, second, query.language)),)
        )
    if operation == "ratio":
        result = ratio(first, second, query.language)
        return Reading(first.placed, "ratio", (result,)) if result else None
    if operation == "percent_change":
        result = percent_change(first, second, query.language)
        return Reading(first.placed, "percent_change", (turned(query, result),)) if result else None
    if operation == "sum":
        return Reading(first.placed, "sum", (total(cells, query.language),))
    return None


def _only_cell(selection: Selection) -> CellAt | None:
    """The one cell that a selection comes to; the whole of a table where it names no part."""
    placed = selection.table
    rows = list(selection.row_sets[0]) if selection.row_sets else whole_rows(placed)
    columns = list(selection.columns)
    if not columns or set(columns) == set(part_columns(placed)):
        columns = default_columns(placed)
    return CellAt(placed, rows[0], columns[0]) if len(rows) == len(columns) == 1 else None


def _share_of_both(
    query: Query, cells: list[CellAt], selections: Sequence[Selection]
) -> Reading | None:
    """One measure's number in percent of both measures' together; the one named last is the part."""
    last = max(selections, key=lambda s: s.named_last)
    part = next(c for c in cells if c.placed is last.table)
    rest = next(c for c in cells if c is not part)
    result = share_of_both(part, rest, query.language)
    return Reading(part.placed, "share", (result,)) if result else None


def _says_both(query: Query) -> bool:
    return len(query.measures) == 2 or has_cue("operations", "both", plain(query.text))


def _in_order(query: Query, selections: Sequence[Selection]) -> list[Selection]:
    """The selections in the order in which the question names their measures."""
    if len(query.measures) == 2:
        return sorted(selections, key=lambda s: query.measures.index(s.table.measure or 0))
    return sorted(selections, key=lambda s: s.named_at)
