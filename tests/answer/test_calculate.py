"""Calculations on cells: the formula that is shown gives the value, with its sign."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportqa.answer import calculate
from reportqa.answer.calculate import CellAt, Result
from reportqa.facts.model import PlacedTable
from reportqa.language.detect import Language
from reportqa.report.model import Cell, Row, Table
from reportqa.span import Run, Text

_numbers = st.decimals(min_value=-10_000, max_value=1_000_000, places=1)


def _text(text: str) -> Text:
    return Text(text, (Run(0, 0, len(text), False),))


def _cells(values: Sequence[Decimal], unit: str | None = "saker") -> list[CellAt]:
    """The cells of a table of one row."""
    columns = tuple(_text(f"{2001 + i}") for i in range(len(values)))
    row = Row(_text("Brann"), tuple(Cell(_text(str(v)), v) for v in values), _text("Brann"))
    table = Table(None, None, columns, (row,), _text("Type"))
    placed = PlacedTable("r", 1, (), table, (unit,) * len(values), ())
    return [CellAt(placed, 0, i) for i in range(len(values))]


def _evaluated(formula: str, language: Language) -> tuple[Decimal, Decimal]:
    """What the left side of a formula comes to, and what its right side says."""
    bare = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d)", "", formula.removesuffix(" %"))
    bare = bare.replace(",", "" if language == "en" else ".").replace("−", "-")
    left, right = bare.split(" = ")
    exact = re.sub(r"\d+(?:\.\d+)?", lambda m: f"Decimal('{m[0]}')", left)
    return eval(exact, {"Decimal": Decimal}), Decimal(right)


_PAIRWISE: list[Callable[[CellAt, CellAt, Language], Result | None]] = [
    calculate.difference,
    calculate.percent_change,
    calculate.percent_fall,
    calculate.share,
    calculate.share_of_both,
    calculate.ratio,
]
_SEVERAL: list[Callable[[Sequence[CellAt], Language], Result]] = [calculate.total, calculate.mean]


def _holds(result: Result, language: Language) -> None:
    assert result.formula is not None
    left, right = _evaluated(result.formula, language)
    scale = 100 if result.unit == "prosent" else 1
    assert abs(left * scale - result.value) < Decimal("1e-6")
    assert abs(right - result.value) <= Decimal("0.05")


@pytest.mark.parametrize("operation", _PAIRWISE)
@given(first=_numbers, second=_numbers, language=st.sampled_from(["nb", "nn", "en"]))
def test_a_formula_of_two_gives_the_value(
    operation: Callable[[CellAt, CellAt, Language], Result | None],
    first: Decimal,
    second: Decimal,
    language: Language,
) -> None:
    result = operation(*_cells([first, second]), language)
    if result is not None:
        _holds(result, language)


@pytest.mark.parametrize("operation", _SEVERAL)
@given(
    values=st.lists(_numbers, min_size=2, max_size=6),
    language=st.sampled_from(["nb", "nn", "en"]),
)
def test_a_formula_of_several_gives_the_value(
    operation: Callable[[Sequence[CellAt], Language], Result],
    values: list[Decimal],
    language: Language,
) -> None:
    _holds(operation(_cells(values), language), language)


@given(st.lists(_numbers, min_size=2, max_size=5), _numbers)
def test_a_share_of_a_sum(parts: list[Decimal], whole: Decimal) -> None:
    *some, last = _cells([*parts, whole])
    result = calculate.share_of_sum(some, last, "nb")
    assert (result is None) == (whole == 0)
    if result is not None:
        _holds(result, "nb")


@pytest.mark.parametrize("operation", _PAIRWISE[1:])
def test_nothing_is_divided_by_zero(
    operation: Callable[[CellAt, CellAt, Language], Result | None],
) -> None:
    zero = Decimal(0)
    assert operation(*_cells([zero, zero]), "nb") is None


@given(_numbers, _numbers)
def test_a_fall_is_a_negative_change_counted_downwards(new: Decimal, old: Decimal) -> None:
    this, that = _cells([new, old])
    change = calculate.percent_change(this, that, "nb")
    fall = calculate.percent_fall(that, this, "nb")
    assert (change is None) == (fall is None)
    if change is not None and fall is not None:
        assert fall.value == -change.value


def test_percentages_differ_in_points() -> None:
    result = calculate.difference(*_cells([Decimal(44), Decimal(40)], "prosent"), "nb")
    assert result.unit == "prosentpoeng"


def test_one_cell_is_no_calculation() -> None:
    assert calculate.total(_cells([Decimal(7)]), "nb").formula is None


@given(st.lists(_numbers, min_size=1, max_size=8))
def test_ranks_go_down_and_keep_the_order_of_equals(values: list[Decimal]) -> None:
    ranked = calculate.ranked(_cells(values))
    assert [c.value for c in ranked] == sorted(values, reverse=True)
    assert all(a.column < b.column for a, b in pairwise(ranked) if a.value == b.value)
