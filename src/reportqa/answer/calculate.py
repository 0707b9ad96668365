"""Calculations on table cells: exact decimals, each with its formula and its operands."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportqa.facts.model import PlacedTable
from reportqa.language.detect import Language
from reportqa.language.formatting import format_number

_TEN, _HUNDRED = Decimal(10), Decimal(100)


@dataclass(frozen=True, slots=True)
class CellAt:
    """One cell of a placed table."""

    placed: PlacedTable
    row: int
    column: int

    @property
    def value(self) -> Decimal:
        """The cell's number. Raises ValueError for an empty cell."""
        value = self.placed.table.rows[self.row].cells[self.column].value
        if value is None:
            raise ValueError("an empty cell holds no number")
        return value

    @property
    def unit(self) -> str | None:
        """What the cell's number counts."""
        return self.placed.units[self.column]

    @property
    def row_label(self) -> str:
        """The row's label as it stands."""
        return self.placed.table.rows[self.row].label.text

    @property
    def column_label(self) -> str:
        """The column's label as it stands."""
        return self.placed.table.columns[self.column].text

    @property
    def label(self) -> str:
        """`Ekstrem kontroll, 2016`."""
        return f"{self.row_label}, {self.column_label}"


@dataclass(frozen=True, slots=True)
class Result:
    """A number with the cells it stands on. `formula` is None where one cell states it."""

    value: Decimal
    unit: str | None
    label: str
    operation: str
    cells: tuple[CellAt, ...]
    formula: str | None = None
    name: str | None = None


def looked_up(cell: CellAt) -> Result:
    """The number of one cell."""
    return Result(cell.value, cell.unit, cell.label, "lookup", (cell,))


def total(cells: Sequence[CellAt], language: Language) -> Result:
    """The sum of several cells; of one cell, its number."""
    if len(cells) == 1:
        return looked_up(cells[0])
    value = sum((c.value for c in cells), Decimal(0))
    formula = " + ".join(_shown(c.value, language) for c in cells)
    return Result(
        value,
        cells[0].unit,
        joined_label(cells),
        "sum",
        tuple(cells),
        f"{formula} = {_shown(value, language)}",
    )


def difference(first: CellAt, second: CellAt, language: Language) -> Result:
    """`first` less `second`."""
    value = first.value - second.value
    formula = f"{_shown(first.value, language)} − {_shown(second.value, language)} = {_shown(value, language)}"
    return Result(
        value,
        "prosentpoeng" if first.unit == "prosent" else first.unit,
        joined_label((second, first)),
        "difference",
        (first, second),
        formula,
    )


def percent_change(new: CellAt, old: CellAt, language: Language) -> Result | None:
    """The change from `old` to `new` in percent of `old`; None where `old` is zero."""
    if old.value == 0:
        return None
    value = (new.value - old.value) / old.value * _HUNDRED
    n, o = _shown(new.value, language), _shown(old.value, language)
    formula = f"({n} − {o}) / {o} = {shown_percent(value, language)} %"
    return Result(value, "prosent", joined_label((old, new)), "percent_change", (new, old), formula)


def percent_fall(old: CellAt, new: CellAt, language: Language) -> Result | None:
    """The fall from `old` to `new` in percent of `old`; None where `old` is zero."""
    if old.value == 0:
        return None
    value = (old.value - new.value) / old.value * _HUNDRED
    o, n = _shown(old.value, language), _shown(new.value, language)
    formula = f"({o} − {n}) / {o} = {shown_percent(value, language)} %"
    return Result(value, "prosent", joined_label((old, new)), "percent_fall", (old, new), formula)


def share(part: CellAt, whole: CellAt, language: Language) -> Result | None:
    """`part` in percent of `whole`; None where the whole is zero."""
    if whole.value == 0:
        return None
    value = part.value / whole.value * _HUNDRED
    formula = f"{_shown(part.value, language)} / {_shown(whole.value, language)} = {shown_percent(value, language)} %"
    return Result(value, "prosent", joined_label((part, whole)), "share", (part, whole), formula)


def share_of_sum(parts: Sequence[CellAt], whole: CellAt, language: Language) -> Result | None:
    """Several cells together in percent of `whole`; None where the whole is zero."""
    if len(parts) == 1:
        return share(parts[0], whole, language)
    if whole.value == 0:
        return None
    value = sum((p.value for p in parts), Decimal(0)) / whole.value * _HUNDRED
    added = " + ".join(_shown(p.value, language) for p in parts)
    formula = f"({added}) / {_shown(whole.value, language)} = {shown_percent(value, language)} %"
    return Result(value, "prosent", joined_label(parts), "share", (*parts, whole), formula)


def share_of_both(part: CellAt, rest: CellAt, language: Language) -> Result | None:
    """`part` in percent of `part` and `rest` together; None where both are zero."""
    whole = part.value + rest.value
    if whole == 0:
        return None
    value = part.value / whole * _HUNDRED
    p, r = _shown(part.value, language), _shown(rest.value, language)
    formula = f"{p} / ({p} + {r}) = {shown_percent(value, language)} %"
    return Result(value, "prosent", part.label, "share_of_both", (part, rest), formula)


def ratio(first: CellAt, second: CellAt, language: Language) -> Result | None:
    """How many times `second` goes into `first`; None where the second is zero."""
    if second.value == 0:
        return None
    value = first.value / second.value
    shown = format_number(value, language, decimals=2)
    formula = f"{_shown(first.value, language)} / {_shown(second.value, language)} = {shown}"
    return Result(value, "", joined_label((first, second)), "ratio", (first, second), formula)


def mean(cells: Sequence[CellAt], language: Language) -> Result:
    """The arithmetic mean of several cells."""
    value = sum((c.value for c in cells), Decimal(0)) / len(cells)
    added = " + ".join(_shown(c.value, language) for c in cells)
    shown = format_number(value, language, decimals=2)
    formula = f"({added}) / {len(cells)} = {shown}"
    return Result(value, cells[0].unit, joined_label(cells), "mean", tuple(cells), formula)


def ranked(cells: Sequence[CellAt]) -> list[CellAt]:
    """The cells from the highest number to the lowest; equal ones keep their order."""
    return sorted(cells, key=lambda c: -c.value)


def joined_label(cells: Sequence[CellAt]) -> str:
    """What several cells are about: their shared row or column said once."""
    rows = list(dict.fromkeys(c.row_label for c in cells))
    columns = list(dict.fromkeys(c.column_label for c in cells))
    if len(columns) > 2 and all(c.isdigit() for c in columns):
        columns = [f"{min(columns)}–{max(columns)}"]
    return f"{' / '.join(rows)}, {' / '.join(columns)}"


def part_rows(placed: PlacedTable) -> list[int]:
    """The rows that are no total."""
    return [i for i in range(len(placed.table.rows)) if i != placed.total_row]


def part_columns(placed: PlacedTable) -> list[int]:
    """The columns that are no total; periods in the order of time, however the table has them.

    Of a table that sets other things beside its periods (`2022 2023 Endring`), the periods.
    """
    parts = [i for i in range(len(placed.table.columns)) if i != placed.total_column]
    dated = {i: period for i in parts if (period := placed.periods[i]) is not None}
    in_time = sorted(dated, key=lambda i: dated[i].start)
    if len(in_time) == len(parts):
        return in_time
    units = {placed.units[i] for i in in_time}
    others = {placed.units[i] for i in parts if i not in dated}
    return in_time if len(in_time) > 1 and units.isdisjoint(others) else parts


def shown_percent(value: Decimal, language: Language) -> str:
    """A percentage with one decimal, below ten with two."""
    return format_number(value, language, decimals=1 if abs(value) >= _TEN else 2)


def _shown(value: Decimal, language: Language) -> str:
    return format_number(value, language)
