"""One way a question fits a table, and the cells it takes by default."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reportqa.answer.calculate import (
    CellAt,
    Result,
    difference,
    part_columns,
    percent_fall,
)
from reportqa.answer.claims import verdict_on
from reportqa.facts.model import PlacedTable
from reportqa.question.cues import has_cue, plain
from reportqa.question.query import Query


@dataclass(frozen=True, slots=True)
class Reading:
    """One way the question fits a table: the numbers asked for, in order.

    `shown` are numbers said along with them (the two that a change lies between); `verdict` is
    the yes or no of a yes/no question; `series` tells that `results` are a row over the years.
    """

    placed: PlacedTable
    operation: str
    results: tuple[Result, ...]
    verdict: bool | None = None
    series: bool = False
    exact: bool = True


def turned(query: Query, result: Result) -> Result:
    """A fall counted downwards ("hvor mange færre") is said as a positive number, and calculated
    as one.
    """
    if query.direction >= 0 or result.value >= 0:
        return result
    new, old = result.cells
    downwards = difference if result.operation == "difference" else percent_fall
    fall = downwards(old, new, query.language)
    return replace(fall, label=result.label) if fall else result


def verdict_on_change(query: Query, change: Decimal) -> bool | None:
    """Whether a change, above zero for a rise, went the way and as far as the question claims.

    False for `Hvor mange færre ...?` of a rise: that claims a way, too. None without a claim.
    """
    right = verdict_on(query, abs(change))
    if change * claimed_way(query) < 0 and (right is not None or not query.yes_no):
        return False
    return right


def claimed_way(query: Query) -> int:
    """1 where the question says that something rose, -1 that it fell, 0 where it leaves it open:
    `flere eller færre`.
    """
    words = plain(query.text)
    is_open = has_cue("direction", "down", words) and has_cue("direction", "up", words)
    return 0 if is_open else query.direction


def whole_rows(placed: PlacedTable) -> list[int]:
    """The row of totals; empty where there is none."""
    row = placed.total_row
    return [] if row is None else [row]


def default_columns(placed: PlacedTable) -> list[int]:
    """The column of totals; without one, all columns."""
    column = placed.total_column
    return part_columns(placed) if column is None else [column]


def cells_of(placed: PlacedTable, rows: Sequence[int], columns: Sequence[int]) -> list[CellAt]:
    """The cells of some rows and columns that hold a number, row by row."""
    found = [CellAt(placed, row, column) for row in rows for column in columns]
    return [c for c in found if placed.table.rows[c.row].cells[c.column].value is not None]
