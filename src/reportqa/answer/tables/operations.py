"""The operations on one table: each takes the rows and columns a question names to a Reading."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

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
    share,
    share_of_sum,
    total,
)
from reportqa.answer.claims import verdict_on
from reportqa.answer.tables.reading import (
    Reading,
    cells_of,
    claimed_way,
    default_columns,
    turned,
    verdict_on_change,
    whole_rows,
)
from reportqa.facts.model import PlacedTable
from reportqa.language.lexicon import lexicon
from reportqa.language.tokens import stem, stems, tokenize
from reportqa.question.cues import has_cue, plain
from reportqa.question.query import Query


def _lookup(
    query: Query, placed: PlacedTable, rows: list[int], columns: list[int]
) -> Reading | None:
    """Each named row in each named column; without a column, the total."""
    if len(rows) == 1 and not query.yes_no and _asks_rest(query):
        return _rest(query, placed, rows[0], columns)
    if not rows and _asks_all_rows(query, placed):
        rows = part_rows(placed)
    rows = rows or whole_rows(placed)
    columns = columns or default_columns(placed)
    if not rows or not columns:
        return None
    language = query.language
    either = len(rows) > 1 and has_cue("parts", "either", plain(query.text))
    adds = (query.operation == "sum" or (either and not query.yes_no)) and len(rows) * len(
        columns
    ) > 1
    if adds or (query.year_range and len(columns) > 1 and not query.yes_no):
        whole = placed.total_column
        if whole is not None and set(columns) == set(part_columns(placed)):
            columns = [whole]
        summed = total(cells_of(placed, rows, columns), language)
        return Reading(placed, "sum", (summed,), verdict_on(query, summed.value))
    results = tuple(looked_up(c) for c in cells_of(placed, rows, columns))
    verdict = verdict_on(query, results[0].value) if len(results) == 1 else None
    return Reading(placed, "lookup", results, verdict)


def _asks_rest(query: Query) -> bool:
    """True for `Hvor mange saker gjaldt ikke A?` and `utenom A`."""
    words = plain(query.text)
    return has_cue("parts", "negation", words) or has_cue("parts", "except", words)


def _rest(query: Query, placed: PlacedTable, row: int, columns: list[int]) -> Reading | None:
    """The total less the row named."""
    if placed.total_row is None or placed.total_row == row:
        return None
    column = (columns or default_columns(placed))[0]
    left = difference(
        CellAt(placed, placed.total_row, column), CellAt(placed, row, column), query.language
    )
    return Reading(placed, "rest", (left,))


def _asks_all_rows(query: Query, placed: PlacedTable) -> bool:
    """True for `Hvilke kategorier var det?`, which asks for what there is in each."""
    several = query.kind == "list" and query.counted is None and query.operation == "lookup"
    return several and (_asks_rows(query, placed) or has_cue("axis", "rows", plain(query.text)))


def _difference(
    query: Query, placed: PlacedTable, rows: list[int], columns: list[int]
) -> Reading | None:
    if query.yes_no and has_cue("steps", "each", plain(query.text)):
        return _each_step(query, placed, rows)
    if not rows and _asks_all_rows(replace(query, operation="lookup"), placed) and query.direction:
        return _changed(query, placed, columns)
    pair = _pair(query, placed, rows, columns)
    if pair is None:
        return _lookup(query, placed, rows, columns) if rows or columns else None
    first, second = pair
    result = difference(first, second, query.language)
    if query.yes_no and not query.claims:
        ordered = sorted(pair, key=lambda c: _order(query, c))
        return Reading(
            placed, "compare", tuple(looked_up(c) for c in ordered), _went(query, result.value)
        )
    verdict = verdict_on_change(query, result.value)
    return Reading(placed, "difference", (turned(query, result),), verdict)


def _went(query: Query, change: Decimal) -> bool | None:
    """Whether a change went the way asked for; None for `flere eller færre`."""
    if query.direction and not claimed_way(query):
        return None
    return change * (query.direction or 1) > 0


def _each_step(query: Query, placed: PlacedTable, rows: list[int]) -> Reading | None:
    """The series, and whether it went the way asked for at every step."""
    cells = cells_of(placed, (rows or whole_rows(placed))[:1], part_columns(placed))
    if len(cells) < 2 or not _are_in_order(placed):
        return None
    went = all((b.value - a.value) * (query.direction or 1) > 0 for a, b in pairwise(cells))
    return Reading(placed, "trend", tuple(looked_up(c) for c in cells), went, series=True)


def _changed(query: Query, placed: PlacedTable, columns: list[int]) -> Reading | None:
    """The rows that went the way asked for, each with how far."""
    changes = [c for c in _changes(query, placed, columns) if c.value * query.direction > 0]
    results = tuple(replace(turned(query, c), name=c.cells[0].row_label) for c in changes)
    return Reading(placed, "difference", results) if results else None


def _changes(query: Query, placed: PlacedTable, columns: list[int]) -> list[Result]:
    """How far each row went between two columns, or over all of them."""
    parts = part_columns(placed)
    columns = [*_column_before(parts, columns), *columns]
    in_time = sorted(columns, key=parts.index)
    first, last = (in_time[0], in_time[-1]) if len(columns) > 1 else (parts[0], parts[-1])
    pairs = [cells_of(placed, [row], [first, last]) for row in part_rows(placed)]
    return [difference(b, a, query.language) for a, b in (p for p in pairs if len(p) == 2)]


def _column_before(parts: list[int], columns: list[int]) -> list[int]:
    """The column before the only one named: what it is compared with."""
    at = parts.index(columns[0]) if len(columns) == 1 and columns[0] in parts else 0
    return [parts[at - 1]] if at else []


def _percent_change(
    query: Query, placed: PlacedTable, rows: list[int], columns: list[int]
) -> Reading | None:
    pair = _pair(query, placed, rows, columns)
    result = percent_change(*pair, query.language) if pair else None
    if result is None:
        return None
    verdict = verdict_on_change(query, result.value)
    return Reading(placed, "percent_change", (turned(query, result),), verdict)


def _share(
    query: Query, placed: PlacedTable, rows: list[int], columns: list[int]
) -> Reading | None:
    """Rows as a part of their column's total, or a year as a part of the row's total.

    Of a table of percentages, the percentage that stands there.
    """
    if set(placed.units) == {"prosent"} or (
        columns and {placed.units[i] for i in columns} == {"prosent"}
    ):
        return _lookup(query, placed, rows, columns) if rows else None
    of_both = _part_of_column(query, placed, rows, columns)
    if of_both:
        return of_both
    whole_row, whole_column = placed.total_row, placed.total_column
    result = None
    if rows and whole_row is not None:
        if set(columns) == set(part_columns(placed)) and whole_column is not None:
            columns = [whole_column]
        columns = columns or default_columns(placed)
        if len(columns) == 1:
            whole = CellAt(placed, whole_row, columns[0])
            result = share_of_sum(cells_of(placed, rows, columns), whole, query.language)
    elif columns and whole_row is not None and whole_column is not None:
        whole = CellAt(placed, whole_row, whole_column)
        result = share_of_sum(cells_of(placed, [whole_row], columns), whole, query.language)
    return Reading(placed, "share", (result,), verdict_on(query, result.value)) if result else None


def _part_of_column(
    query: Query, placed: PlacedTable, rows: list[int], columns: list[int]
) -> Reading | None:
    """One column's number as a part of another's, which counts all: `søknader`, `innvilget`."""
    counted = set(stems(placed.units[columns[0]] or "")) if columns else set()
    labels = {i: set(stems(placed.table.columns[i].text)) for i in columns}
    wholes = [i for i in columns if counted & labels[i]]
    if (
        len(columns) != 2
        or len(wholes) != 1
        or placed.units[columns[0]] != placed.units[columns[1]]
    ):
        return None
    part = next(i for i in columns if i != wholes[0])
    cells = cells_of(placed, (rows or whole_rows(placed))[:1], [part, *wholes])
    result = share(cells[0], cells[1], query.language) if len(cells) == 2 else None
    return Reading(placed, "share", (result,), verdict_on(query, result.value)) if result else None


def _ratio(
    query: Query, placed: PlacedTable, rows: list[int], columns: list[int]
) -> Reading | None:
    if query.per is not None and len(rows) < 2:
        return _per(query, placed, rows, columns)
    pair = _pair(query, placed, rows, columns)
    result = ratio(*pair, query.language) if pair else None
    return Reading(placed, "ratio", (result,), verdict_on(query, result.value)) if result else None


def _per(query: Query, placed: PlacedTable, rows: list[int], columns: list[int]) -> Reading | None:
    """One column's number for each of another's: `tilskudd per hjemmebesøk`. None where the table
    doesn't count what is asked per.
    """
    things = set(stems(query.per or ""))
    per = [i for i in columns if things & set(stems(placed.table.columns[i].text))]
    if len(columns) != 2 or len(per) != 1:
        return None
    row = (rows or whole_rows(placed))[:1]
    other = next(i for i in columns if i != per[0])
    cells = cells_of(placed, row, [other, per[0]])
    result = ratio(cells[0], cells[1], query.language) if len(cells) == 2 else None
    if result is None:
        return None
    return Reading(placed, "ratio", (replace(result, unit=placed.units[other]),))


def _mean(query: Query, placed: PlacedTable, rows: list[int], columns: list[int]) -> Reading | None:
    rows = rows or whole_rows(placed)
    if len(columns) == 1 or query.per is not None:
        return None
    columns = columns or part_columns(placed)
    results = tuple(mean(cells_of(placed, [row], columns), query.language) for row in rows)
    return (
        Reading(placed, "mean", results, verdict_on(query, results[0].value)) if results else None
    )


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
        and (len(columns) == 2 or not columns or query.year_range)
    ):
        changed = _largest_change(query, placed, columns)
        if changed:
            return changed
    if has_cue("axis", "columns", cue) and _are_parts_of_years(placed):
        return None
    over_rows = has_cue("axis", "rows", cue) or (
        not rows and not has_cue("axis", "columns", cue) and query.kind not in ("year", "when")
    )
    over_rows = over_rows or (not rows and _asks_rows(query, placed))
    over_rows = (over_rows and not _asks_columns(query, placed)) or len(rows) > 1
    # `Hvilken bransje hadde flest tips i 4. kvartal?` names one column to choose a row in.
    over_rows = over_rows or (not rows and len(columns) == 1)
    if over_rows:
        columns = columns or default_columns(placed)
        candidates = cells_of(placed, rows if len(rows) > 1 else part_rows(placed), columns[:1])
    else:
        candidates = cells_of(
            placed,
            rows[:1] or whole_rows(placed),
            columns if len(columns) > 1 else part_columns(placed),
        )
    chosen = _chosen(query, candidates)
    results = []
    for cell in chosen:
        name = cell.row_label if over_rows else cell.column_label
        result = replace(looked_up(cell), operation=query.operation, name=name)
        if not over_rows and name.isdigit() and not has_cue("axis", "how_many", cue):
            result = replace(result, value=Decimal(name), unit="år")
        results.append(result)
    return Reading(placed, query.operation, tuple(results))


def _are_parts_of_years(placed: PlacedTable) -> bool:
    """True for columns of halves or quarters, of which none tells a year."""
    return any(period and period.parts for period in placed.periods)


def _asks_rows(query: Query, placed: PlacedTable) -> bool:
    """True where the question asks for what the rows are: `Hvilken årsak ...?`."""
    corner = placed.table.corner.text if placed.table.corner else ""
    corner = f"{corner} {placed.axes[0] if placed.axes else ''}"
    asked = {stem(word) for word in plain(query.text).split()}
    return any(stem(token.word) in asked for token in tokenize(corner))


def _asks_columns(query: Query, placed: PlacedTable) -> bool:
    """True where the question asks for what the columns are: `Hvilket kvartal ...?`."""
    asked = {stem(word) for word in plain(query.text).split()}
    labels = [placed.table.columns[i].text for i in part_columns(placed)]
    labels += placed.axes[1:] if placed.axes else ()
    return any(
        stem(t.word) in asked for label in labels for t in tokenize(label) if t.word.isalpha()
    )


def _position(placed: PlacedTable, row: int, columns: list[int]) -> Reading:
    """At which place a row stands among the rows of its column, counted from the highest."""
    column = columns[0] if columns else default_columns(placed)[0]
    cells = ranked(cells_of(placed, part_rows(placed), [column]))
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
    changes = _changes(query, placed, columns)
    if not changes or not _are_in_order(placed):
        return None
    best = max(changes, key=lambda r: r.value * query.direction)
    if best.value * query.direction <= 0:
        return None
    tied = [r for r in changes if r.value == best.value]
    results = tuple(replace(turned(query, r), name=r.cells[0].row_label) for r in tied)
    return Reading(placed, "largest_change", results)


def _trend(
    query: Query, placed: PlacedTable, rows: list[int], columns: list[int]
) -> Reading | None:
    rows = rows or whole_rows(placed)
    columns = columns if len(columns) > 1 else part_columns(placed)
    results = tuple(looked_up(c) for c in cells_of(placed, rows[:1], columns))
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
        cells = cells_of(placed, rows[:1] or whole_rows(placed), part_columns(placed))
    else:
        cells = cells_of(placed, part_rows(placed), columns[:1] or default_columns(placed)[:1])
    if query.claims:
        cells = [c for c in cells if _is_within_limit(c.value, query)]
    elif query.direction and not over_columns:
        changed = [c for c in _changes(query, placed, columns) if c.value * query.direction > 0]
        cells = [c.cells[0] for c in changed]
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


def _is_within_limit(value: Decimal, query: Query) -> bool:
    """`mer enn 20`, `minst 20`, `færre enn 20`, `høyst 20`."""
    words, limit = plain(query.text), query.claims[0]
    if has_cue("limits", "at_least", words):
        return value >= limit
    if has_cue("limits", "at_most", words):
        return value <= limit
    if query.direction < 0 or has_cue("limits", "under", words):
        return value < limit
    return value > limit


def _pair(
    query: Query, placed: PlacedTable, rows: list[int], columns: list[int]
) -> tuple[CellAt, CellAt] | None:
    """The two cells that are compared: two rows, or one row in two columns.

    Of two columns the later is first ("fra 2014 til 2016"), unless the question sets one
    against the other ("i 2014 enn i 2016"): then the one named first.
    """
    if len(rows) == 2:
        column = columns[0] if columns else default_columns(placed)[0]
        return CellAt(placed, rows[0], column), CellAt(placed, rows[1], column)
    rows = rows or whole_rows(placed)
    if len(rows) != 1:
        return None
    row = rows[0]
    parts = part_columns(placed)
    dated = [column for column in columns if column in parts]
    # A column of changes is named by the word that asks for one.
    columns = dated if len(dated) > 1 else columns
    if _column_before(parts, columns) and _are_in_order(placed):
        columns = [*columns, *_column_before(parts, columns)]
    elif not columns and len(parts) > 1 and _are_in_order(placed):
        columns = [parts[-1], parts[0]]
    if len(columns) < 2:
        return None
    first, second = (columns[0], columns[-1])
    if not query.compares and query.operation != "ratio" and _are_in_order(placed):
        first, second = sorted((first, second), key=parts.index, reverse=True)
    return CellAt(placed, row, first), CellAt(placed, row, second)


def _are_in_order(placed: PlacedTable) -> bool:
    """True where the columns follow one another in time: years, quarters, months."""
    parts = part_columns(placed)
    if all(placed.periods[i] for i in parts):
        return True
    labels = [placed.table.columns[i].text for i in parts]
    months: dict[str, int] = lexicon("number_words")["months"]
    return all(any(c.isdigit() for c in label) or label.casefold() in months for label in labels)


def _order(query: Query, cell: CellAt) -> int:
    """Where the question names the cell's column or row."""
    text = query.text.casefold()
    for label in (cell.column_label, cell.row_label):
        at = text.find(label.casefold())
        if at >= 0:
            return at
    return len(text)


OPERATIONS: dict[str, Callable[[Query, PlacedTable, list[int], list[int]], Reading | None]] = {
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
