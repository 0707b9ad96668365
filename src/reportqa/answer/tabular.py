"""Answers from tables: what the question picks, and the operation it asks for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reportqa.answer.calculate import (
    CellAt,
    Result,
    difference,
    looked_up,
    mean,
    part_columns,
    part_rows,
    percent_change,
    ranked,
    ratio,
    share_of_both,
    share_of_sum,
    total,
    total_column,
    total_row,
)
from reportqa.answer.match import matches
from reportqa.answer.select import Selection, TableWords, select
from reportqa.facts.model import PlacedTable
from reportqa.language.vocabulary import Vocabulary
from reportqa.question.cues import has_cue, plain
from reportqa.question.query import Query
from reportqa.question.understand import content_terms


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


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a table that the question speaks of has no answer: years or a category it lacks."""

    placed: PlacedTable
    years: tuple[int, ...]
    category: bool = False


def read_tables(
    query: Query, words: Sequence[TableWords], vocabulary: Vocabulary
) -> list[Reading] | list[Missing]:
    """Every reading of a question over the tables; Missing where only the year doesn't fit."""
    if not words or not _asks_for_numbers(query):
        return []
    fitting = [s for s in select(query, words) if _fits(query, s, vocabulary)]
    best_exact = [s for s in fitting if s.row_sets and s.exact_rows]
    fitting = best_exact or fitting
    missing = [
        Missing(s.table, s.missing_years, s.torn) for s in fitting if s.missing_years or s.torn
    ]
    fitting = [s for s in fitting if not s.missing_years and not s.torn]
    if not fitting:
        return missing
    crossed = _across_tables(query, fitting)
    if crossed:
        return [crossed]
    readings: list[Reading] = []
    for selection in fitting:
        for rows in selection.row_sets or ((),):
            reading = _read(query, selection, list(rows))
            if reading:
                readings.append(replace(reading, exact=selection.exact_rows))
    return readings


def _asks_for_numbers(query: Query) -> bool:
    placed_in_time = bool(query.years or query.period or query.relative)
    if query.kind in ("definition", "list") and (placed_in_time or query.operation == "sum"):
        return True
    if query.kind in ("why", "how", "definition", "summary", "where") and not query.asks_number:
        return query.operation not in ("lookup", "difference", "max", "min")
    if query.asks_number or query.kind in ("number", "year", "when"):
        return True
    if query.operation != "lookup":
        return True
    return query.kind in ("text", "yes_no") and (placed_in_time or bool(query.claims))


def _fits(query: Query, selection: Selection, vocabulary: Vocabulary) -> bool:
    """True where nothing in the question is left unexplained, and it counts what the table counts."""
    if selection.unexplained:
        return False
    unit = content_terms(selection.table.unit or "", vocabulary)
    counted = content_terms(query.counted or "", vocabulary, query.language)[:1]
    names_unit = any(matches(t, u.forms) for t in query.terms for u in unit)
    if counted and not selection.row_sets:
        return any(matches(counted[0], u.forms) for u in unit) or names_unit
    if not selection.row_sets:
        words = plain(query.text)
        sums = selection.selected and has_cue("operations", "sum", words)
        return names_unit or sums or has_cue("axis", "rows", words)
    if counted and unit and _names_measure(query, selection, vocabulary):
        return names_unit
    return True


def _names_measure(query: Query, selection: Selection, vocabulary: Vocabulary) -> bool:
    """True where the counted word is what the measure is about, not what its table counts."""
    head = content_terms((query.counted or "").split()[0], vocabulary, query.language)
    caption = selection.table.table.caption.text if selection.table.table.caption else ""
    named = [t for t in content_terms(caption, vocabulary) if t.text[0].islower()]
    labels = [
        t for r in selection.table.table.rows for t in content_terms(r.label.text, vocabulary)
    ]
    if any(matches(h, t.forms) for h in head for t in labels):
        return False
    return any(matches(h, t.forms[:1]) for h in head for t in named)


def _read(query: Query, selection: Selection, rows: list[int]) -> Reading | None:
    placed = selection.table
    try:
        return _OPERATIONS[query.operation](query, placed, rows, list(selection.columns))
    except ValueError:
        return None


def _lookup(
    query: Query, placed: PlacedTable, rows: list[int], columns: list[int]
) -> Reading | None:
    """Each named row in each named column; without a column, the total."""
    rows = rows or _whole(placed)
    columns = columns or _default_columns(placed)
    if not rows or not columns:
        return None
    language = query.language
    adds = query.operation == "sum" and len(rows) * len(columns) > 1
    if adds or (query.year_range and len(columns) > 1 and not query.yes_no):
        whole = total_column(placed)
        if whole is not None and set(columns) == set(part_columns(placed)):
            columns = [whole]
        summed = total(_cells(placed, rows, columns), language)
        return Reading(placed, "sum", (summed,), _verdict(query, summed.value))
    results = tuple(looked_up(c) for c in _cells(placed, rows, columns))
    verdict = _verdict(query, results[0].value) if len(results) == 1 else None
    return Reading(placed, "lookup", results, verdict)


def _difference(
    query: Query, placed: PlacedTable, rows: list[int], columns: list[int]
) -> Reading | None:
    pair = _pair(query, placed, rows, columns)
    if pair is None:
        return _lookup(query, placed, rows, columns) if rows or columns else None
    first, second = pair
    result = difference(first, second, query.language)
    if query.yes_no and not query.claims:
        ordered = sorted(pair, key=lambda c: _order(query, c))
        rose = result.value > 0 if query.direction >= 0 else result.value < 0
        return Reading(placed, "compare", tuple(looked_up(c) for c in ordered), rose)
    result = _turned(query, result)
    return Reading(placed, "difference", (result,), _verdict(query, abs(result.value)))


def _percent_change(
    query: Query, placed: PlacedTable, rows: list[int], columns: list[int]
) -> Reading | None:
    pair = _pair(query, placed, rows, columns)
    result = percent_change(*pair, query.language) if pair else None
    if result is None:
        return None
    result = _turned(query, result)
    return Reading(placed, "percent_change", (result,), _verdict(query, abs(result.value)))


def _share(
    query: Query, placed: PlacedTable, rows: list[int], columns: list[int]
) -> Reading | None:
    """Rows as a part of their column's total, or a year as a part of the row's total."""
    whole_row, whole_column = total_row(placed), total_column(placed)
    result = None
    if rows and whole_row is not None:
        if set(columns) == set(part_columns(placed)) and whole_column is not None:
            columns = [whole_column]
        columns = columns or _default_columns(placed)
        if len(columns) == 1:
            whole = CellAt(placed, whole_row, columns[0])
            result = share_of_sum(_cells(placed, rows, columns), whole, query.language)
    elif columns and whole_row is not None and whole_column is not None:
        whole = CellAt(placed, whole_row, whole_column)
        result = share_of_sum(_cells(placed, [whole_row], columns), whole, query.language)
    return Reading(placed, "share", (result,), _verdict(query, result.value)) if result else None


def _ratio(
    query: Query, placed: PlacedTable, rows: list[int], columns: list[int]
) -> Reading | None:
    pair = _pair(query, placed, rows, columns)
    result = ratio(*pair, query.language) if pair else None
    return Reading(placed, "ratio", (result,), _verdict(query, result.value)) if result else None


def _mean(query: Query, placed: PlacedTable, rows: list[int], columns: list[int]) -> Reading | None:
    rows = rows or _whole(placed)
    if len(columns) == 1:
        return None
    columns = columns or part_columns(placed)
    results = tuple(mean(_cells(placed, [row], columns), query.language) for row in rows)
    return Reading(placed, "mean", results, _verdict(query, results[0].value)) if results else None


def _extreme(
    query: Query, placed: PlacedTable, rows: list[int], columns: list[int]
) -> Reading | None:
    """The highest, lowest or n-th of the rows (which category) or of the columns (which year)."""
    cue = plain(query.text)
    if query.operation == "rank" and query.position == 1 and len(rows) == 1:
        return _position(placed, rows[0], columns)
    if (
        query.direction
        and len(part_columns(placed)) > 1
        and not rows
        and (len(columns) == 2 or not columns)
    ):
        changed = _largest_change(query, placed, columns)
        if changed:
            return changed
    over_rows = has_cue("axis", "rows", cue) or (
        not rows and not has_cue("axis", "columns", cue) and query.kind not in ("year", "when")
    )
    over_rows = over_rows or (len(rows) > 1)
    if over_rows:
        columns = columns or _default_columns(placed)
        candidates = _cells(placed, rows if len(rows) > 1 else part_rows(placed), columns[:1])
    else:
        candidates = _cells(
            placed,
            rows[:1] or _whole(placed),
            columns if len(columns) > 1 else part_columns(placed),
        )
    chosen = _chosen(query, candidates)
    results = []
    for cell in chosen:
        name = cell.row_label if over_rows else cell.column_label
        result = replace(looked_up(cell), operation=query.operation, name=name)
        if not over_rows and name.isdigit():
            results.append(replace(result, value=Decimal(name), unit="år"))
            if not has_cue("axis", "how_many", cue):
                continue
        results.append(result)
    return Reading(placed, query.operation, tuple(results))


def _position(placed: PlacedTable, row: int, columns: list[int]) -> Reading:
    """At which place a row stands among the rows of its column, counted from the highest."""
    column = columns[0] if columns else _default_columns(placed)[0]
    cells = ranked(_cells(placed, part_rows(placed), [column]))
    own = next(c for c in cells if c.row == row)
    place = 1 + sum(c.value > own.value for c in cells)
    others = tuple(c for c in cells if c != own)
    shown = " > ".join(f"{c.value}" for c in cells[: place + 1])
    result = Result(Decimal(place), "", own.label, "position", (own, *others), shown)
    return Reading(placed, "position", (result,))


def _chosen(query: Query, candidates: list[CellAt]) -> list[CellAt]:
    """The cells at the place asked for; ties all."""
    ordered = ranked(candidates)
    lowest = query.operation == "min" or query.position < 0
    if lowest:
        ordered.reverse()
    place = abs(query.position) - 1
    if place >= len(ordered):
        return []
    return [c for c in candidates if c.value == ordered[place].value]


def _largest_change(query: Query, placed: PlacedTable, columns: list[int]) -> Reading | None:
    first, last = (
        sorted(columns)
        if len(columns) == 2
        else (part_columns(placed)[0], part_columns(placed)[-1])
    )
    changes = [
        difference(CellAt(placed, row, last), CellAt(placed, row, first), query.language)
        for row in part_rows(placed)
    ]
    best = max(changes, key=lambda r: r.value * query.direction)
    if best.value * query.direction <= 0:
        return None
    tied = [r for r in changes if r.value == best.value]
    results = tuple(replace(_turned(query, r), name=r.cells[0].row_label) for r in tied)
    return Reading(placed, "largest_change", results)


def _trend(
    query: Query, placed: PlacedTable, rows: list[int], columns: list[int]
) -> Reading | None:
    rows = rows or _whole(placed)
    columns = columns if len(columns) > 1 else part_columns(placed)
    results = tuple(looked_up(c) for c in _cells(placed, rows[:1], columns))
    return Reading(placed, "trend", results, series=True) if results else None


def _count(
    query: Query, placed: PlacedTable, rows: list[int], columns: list[int]
) -> Reading | None:
    """How many rows or columns there are, or are over or under a number the question states."""
    over_columns = (
        has_cue("axis", "columns", plain(query.text))
        or "ar" in plain(query.counted or "").split()[:1]
    )
    if over_columns:
        cells = _cells(placed, rows[:1] or _whole(placed), part_columns(placed))
    else:
        cells = _cells(placed, part_rows(placed), columns[:1] or _default_columns(placed)[:1])
    if query.claims:
        limit, down = query.claims[0], query.direction < 0 or " under " in f" {plain(query.text)} "
        cells = [c for c in cells if (c.value < limit if down else c.value > limit)]
    names = ", ".join(c.column_label if over_columns else c.row_label for c in cells)
    result = Result(
        Decimal(len(cells)),
        "år" if over_columns else "kategorier",
        names,
        "count",
        tuple(cells),
        names,
        names,
    )
    return Reading(placed, "count", (result,)) if cells else None


_OPERATIONS = {
    "lookup": _lookup,
    "sum": _lookup,
    "difference": _difference,
    "percent_change": _percent_change,
    "share": _share,
    "ratio": _ratio,
    "mean": _mean,
    "max": _extreme,
    "min": _extreme,
    "rank": _extreme,
    "trend": _trend,
    "count": _count,
}


def _across_tables(query: Query, selections: Sequence[Selection]) -> Reading | None:
    """One reading over two measures, where the question names both of them."""
    named = [s for s in selections if s.selected]
    both = len(named) > 1 or _says_both(query)
    if len(selections) != 2 or not both or any(len(s.row_sets) > 1 for s in selections):
        return None
    cells: list[CellAt] = []
    names: dict[CellAt, str] = {}
    for selection in _in_order(query, selections):
        rows = list(selection.row_sets[0]) if selection.row_sets else _whole(selection.table)
        columns = list(selection.columns[:1]) or _default_columns(selection.table)
        if len(rows) != 1 or not columns or len(selection.columns) > 1:
            return None
        cells.append(CellAt(selection.table, rows[0], columns[0]))
        names[cells[-1]] = selection.named_by
    first, second = cells
    operation = query.operation
    if operation == "share" and len(query.terms) > 2:
        return _share_of_both(query, cells, selections)
    if operation in ("max", "min"):
        best = (max if operation == "max" else min)(cells, key=lambda c: c.value)
        named = replace(looked_up(best), name=names[best], label=f"{names[best]}, {best.label}")
        return Reading(best.placed, operation, (named,))
    if operation == "difference" and query.yes_no:
        higher = first.value > second.value if query.direction >= 0 else first.value < second.value
        return Reading(first.placed, "compare", (looked_up(first), looked_up(second)), higher)
    if operation == "difference":
        return Reading(
            first.placed, "difference", (_turned(query, difference(first, second, query.language)),)
        )
    if operation == "ratio":
        result = ratio(first, second, query.language)
        return Reading(first.placed, "ratio", (result,)) if result else None
    if operation == "percent_change":
        result = percent_change(first, second, query.language)
        return (
            Reading(first.placed, "percent_change", (_turned(query, result),)) if result else None
        )
    if operation == "sum":
        return Reading(first.placed, "sum", (total(cells, query.language),))
    return None


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


def _pair(
    query: Query, placed: PlacedTable, rows: list[int], columns: list[int]
) -> tuple[CellAt, CellAt] | None:
    """The two cells that are compared: two rows, or one row in two columns.

    Of two columns the later is first ("fra 2014 til 2016"), unless the question sets one
    against the other ("i 2014 enn i 2016"): then the one named first.
    """
    if len(rows) == 2:
        column = columns[0] if columns else _default_columns(placed)[0]
        return CellAt(placed, rows[0], column), CellAt(placed, rows[1], column)
    rows = rows or _whole(placed)
    if len(rows) != 1:
        return None
    row = rows[0]
    parts = part_columns(placed)
    if len(columns) == 1 and columns[0] - 1 in parts:
        columns = [columns[0], columns[0] - 1]
    elif not columns and len(parts) > 1:
        columns = [parts[-1], parts[0]]
    if len(columns) < 2:
        return None
    first, second = (columns[0], columns[-1])
    if not query.compares and query.operation != "ratio":
        first, second = max(first, second), min(first, second)
    return CellAt(placed, row, first), CellAt(placed, row, second)


def _order(query: Query, cell: CellAt) -> int:
    """Where the question names the cell's column or row."""
    text = query.text.casefold()
    for label in (cell.column_label, cell.row_label):
        at = text.find(label.casefold())
        if at >= 0:
            return at
    return len(text)


def _turned(query: Query, result: Result) -> Result:
    """A fall counted downwards ("hvor mange færre") is said as a positive number."""
    if query.direction >= 0 or result.value >= 0:
        return result
    if result.operation == "difference":
        first, second = result.cells
        return replace(difference(second, first, query.language), label=result.label)
    return replace(result, value=-result.value)


def _verdict(query: Query, value: Decimal) -> bool | None:
    """Whether the number that the question claims is the report's; None without a claim."""
    if not query.yes_no or not query.claims:
        return None
    claim = query.claims[0]
    return value == claim or (
        value != value.to_integral_value() and abs(value - claim) < Decimal("0.5")
    )


def _whole(placed: PlacedTable) -> list[int]:
    row = total_row(placed)
    return [] if row is None else [row]


def _default_columns(placed: PlacedTable) -> list[int]:
    column = total_column(placed)
    return part_columns(placed) if column is None else [column]


def _cells(placed: PlacedTable, rows: Sequence[int], columns: Sequence[int]) -> list[CellAt]:
    cells = [CellAt(placed, row, column) for row in rows for column in columns]
    return [c for c in cells if placed.table.rows[c.row].cells[c.column].value is not None]
