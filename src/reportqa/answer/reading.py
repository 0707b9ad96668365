"""One way a question fits a table, and the cells it takes by default."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reportqa.answer.calculate import (
    CellAt,
    Result,
    difference,
    part_columns,
)
from reportqa.facts.model import PlacedTable
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
    """A fall counted downwards ("hvor mange færre") is said as a positive number."""
    if query.direction >= 0 or result.value >= 0:
        return result
    if result.operation == "difference":
        first, second = result.cells
        return replace(difference(second, first, query.language), label=result.label)
    return replace(result, value=-result.value)


def verdict_on(query: Query, value: Decimal) -> bool | None:
    """Whether the number that the question claims is the report's; None without a claim."""
    if not query.yes_no or not query.claims:
        return None
    claim = query.claims[0]
    return value == claim or (
        value != value.to_integral_value() and abs(value - claim) < Decimal("0.5")
    )


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
