"""Tables in running text: a header line, then rows that end in the same count of numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

from reportqa.corpus.document import Grid
from reportqa.language.lexicon import lexicon
from reportqa.language.numbers import parse_cell
from reportqa.report.lines import Line
from reportqa.report.model import Cell, Row, Table
from reportqa.report.weave import Weaver
from reportqa.span import Span, Text

_ATOM = re.compile(r"[-–−]?\d+(?:[.,]\d+)*(?:\s?%)?|[–\-−]|\.\.")
_THOUSANDS = re.compile(r"\d{3}(?:,\d+)?")
_SPLIT_WIDE = re.compile(r"\s{2,}|\t")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class RawTable:
    """Where a table stands in a sequence of lines, how many number columns it has, and its cells
    where the file told them.
    """

    first: int
    last: int
    columns: int
    grid: Grid | None = None


def find_tables(lines: Sequence[Line]) -> list[RawTable]:
    """Every table: at least two rows of equally many numbers under a line of column labels."""
    tables: list[RawTable] = []
    at = 0
    while at + 2 < len(lines):
        table = _table_at(lines, at)
        if table:
            tables.append(table)
            at = table.last
        at += 1
    return tables


def _table_at(lines: Sequence[Line], at: int) -> RawTable | None:
    """The table under the header line `at`: of the counts of columns, that which fits most rows."""
    header = lines[at].text
    if re.search(r"[.?!:,;]$", header):
        return None
    best: tuple[int, int, int] | None = None
    for columns in range(2, len(_trailing(lines[at + 1].text)) + 1):
        labels = _header_labels(header, columns)
        if labels is None or (row_parts(header, columns) and not _all_years(header, labels)):
            continue
        last = at
        while last + 1 < len(lines) and row_parts(lines[last + 1].text, columns):
            last += 1
        has_corner = int(bool(header[: labels[0][0]].strip()))
        fit = (last - at, has_corner, columns)
        if last >= at + 2 and (best is None or fit > best):
            best = fit
    return RawTable(at, at + best[0], best[2]) if best else None


def row_parts(row: str, columns: int) -> tuple[int, list[Place]] | None:
    """A row's label end and its `columns` cells as offsets; None where it can't be read so.

    Cells that stand wide apart are taken as they stand. Where single spaces part both cells and
    thousands, the grouping is taken whose last number is the sum of the others, if there is one.
    """
    wide = _pieces(row, _SPLIT_WIDE)
    if len(wide) == columns + 1 and all(is_cell(row[a:b]) for a, b in wide[1:]):
        return wide[0][1], wide[1:]
    atoms = _trailing(row)
    for first in range(len(atoms)):
        groupings = _groupings(row, atoms[first:], columns)
        label = row[: atoms[first][0]]
        if groupings and re.search(r"[^\W\d_]", label):
            return len(label.rstrip()), _most_likely(row, groupings)
    return None


def _trailing(row: str) -> list[Place]:
    """The numbers and dashes that end a row, each parted from what is before by white space."""
    atoms: list[Place] = []
    for match in _ATOM.finditer(row):
        parted = match.start() > 0 and row[match.start() - 1].isspace()
        if not parted or (atoms and row[atoms[-1][1] : match.start()].strip()):
            atoms = []
        if parted:
            atoms.append(match.span())
    return atoms if atoms and not row[atoms[-1][1] :].strip() else []


def _groupings(row: str, atoms: list[Place], columns: int) -> list[list[Place]]:
    """The ways to read atoms as `columns` numbers with thousands joined; late joins first."""
    if columns == 0:
        return [] if atoms else [[]]
    found: list[list[Place]] = []
    for length in range(1, len(atoms) - columns + 2):
        first, *others = (row[a:b] for a, b in atoms[:length])
        joins = re.fullmatch(r"[-–−]?\d{1,3}", first) and all(map(_THOUSANDS.fullmatch, others))
        if others and not joins:
            break
        number = (atoms[0][0], atoms[length - 1][1])
        found += [[number, *rest] for rest in _groupings(row, atoms[length:], columns - 1)]
    return found


def _most_likely(row: str, groupings: list[list[Place]]) -> list[Place]:
    for grouping in groupings:
        values = [parse_cell(row[a:b]) or Decimal(0) for a, b in grouping]
        if len(values) > 2 and sum(values[:-1]) == values[-1]:
            return grouping
    return groupings[0]


def is_cell(text: str) -> bool:
    """True for a number, or a dash in the place of one."""
    return parse_cell(text) is not None or text.strip() in ("-", "–", "−", "..", ".")


def _header_labels(header: str, columns: int) -> list[tuple[int, int]] | None:
    """The offsets of the last `columns` labels of a header line, or None where there are fewer."""
    wide = _pieces(header, _SPLIT_WIDE)
    if len(wide) in (columns, columns + 1):
        return wide[-columns:]
    words = _pieces(header, re.compile(r"\s+"))
    words = _joined_ordinals(header, _joined_totals(header, words))
    whole = _whole_labels(header, words, columns)
    if whole:
        return whole
    if len(words) < columns or not all(_is_label(header[a:b]) for a, b in words[-columns:]):
        return None
    return words[-columns:]


def _whole_labels(header: str, words: list[Place], columns: int) -> list[Place]:
    """The labels where each goes on until the next begins and takes the year behind it: `Levert i
    tide 2023`, `1. halvår 2022`; empty where that doesn't make as many as the columns and a corner.
    """
    labels: list[Place] = []
    for start, end in words:
        if labels and not _is_label(header[start:end]):
            labels[-1] = (labels[-1][0], end)
        else:
            labels.append((start, end))
    dated = [
        i
        for i in range(2, len(labels))
        if _is_year(header, labels[i]) and not _is_year(header, labels[i - 1])
    ]
    if not dated or len(labels) - len(dated) != columns + 1:
        return labels[1:] if len(labels) == columns + 1 else []
    for i in reversed(dated):
        labels[i - 1 : i + 1] = [(labels[i - 1][0], labels[i][1])]
    return labels[1:]


def _joined_ordinals(header: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`1. kvartal` is one label."""
    joined: list[tuple[int, int]] = []
    for start, end in words:
        last = joined[-1] if joined else None
        if last and re.fullmatch(r"\d{1,2}\.", header[last[0] : last[1]]):
            joined[-1] = (last[0], end)
        else:
            joined.append((start, end))
    return joined


def _joined_totals(header: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`I alt` and its like are one label."""
    if len(words) >= 2 and header[words[-2][0] : words[-1][1]].casefold() in _totals():
        return [*words[:-2], (words[-2][0], words[-1][1])]
    return words


def _pieces(text: str, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    pieces, start = [], 0
    for match in separator.finditer(text):
        pieces.append((start, match.start()))
        start = match.end()
    return [p for p in [*pieces, (start, len(text))] if p[0] < p[1]]


def _is_label(word: str) -> bool:
    return (
        bool(re.match(r"(?:[12]\d{3}\b|[A-ZÆØÅ]|\d\.|[QK]\d)", word))
        or word.casefold() in _totals()
    )


def _all_years(header: str, labels: list[tuple[int, int]]) -> bool:
    return all(_is_year(header, label) for label in labels)


def _is_year(header: str, label: Place) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", header[slice(*label)]))


@cache
def _totals() -> frozenset[str]:
    return frozenset(lexicon("structure")["tables"]["totals"])


def is_total(label: str) -> bool:
    """True for a row or column label that holds the sum of the others."""
    said = label.casefold().strip(" :.*")
    first, _, noun = said.partition(" ")
    of_noun = first in lexicon("structure")["tables"]["totals_of"] and noun.isalpha()
    return said in _totals() or of_noun


def caption_among(said: Sequence[Text]) -> Text:
    """Of the sentences before a table, the last that speaks of it; else the last of all."""
    words = lexicon("structure")["tables"]["captions"]
    speaks = (s for s in reversed(said) if s.text.casefold().split()[0].strip(".:,") in words)
    return next(speaks, said[-1])


def read_table(lines: Sequence[Line], raw: RawTable, caption: Text | None, weaver: Weaver) -> Table:
    """The table with the exact place of each label and cell."""
    header = lines[raw.first]
    labels = _header_labels(header.text, raw.columns) or []
    corner_end = labels[0][0]
    corner = header.text[:corner_end].strip()
    rows = []
    for line in lines[raw.first + 1 : raw.last + 1]:
        label_end, cells = row_parts(line.text, raw.columns) or (0, [])
        rows.append(
            Row(
                _piece(weaver, line, 0, label_end),
                tuple(_cell(weaver, line, a, b) for a, b in cells),
                weaver.lines([line]),
            )
        )
    return Table(
        caption,
        _piece(weaver, header, 0, corner_end) if corner else None,
        tuple(_piece(weaver, header, a, b) for a, b in labels),
        tuple(rows),
        weaver.lines([header]),
    )


def find_grids(lines: Sequence[Line], grids: Sequence[Grid]) -> list[RawTable]:
    """The tables that the file told and all of whose rows are among the lines."""
    starts = {line.span.start: i for i, line in enumerate(lines)}
    found = []
    for grid in grids:
        rows = [starts[row[0].start] for row in grid.rows if row[0].start in starts]
        if len(rows) == len(grid.rows):
            found.append(RawTable(rows[0], rows[-1], len(grid.rows[0]) - 1, grid))
    return found


def is_numeric(grid: Grid, weaver: Weaver) -> bool:
    """True for a table with column labels whose cells are mostly numbers."""
    cells = [weaver.spans([cell]).text for row in grid.rows[grid.header :] for cell in row[1:]]
    numbers = sum(is_cell(cell) for cell in cells)
    return grid.header > 0 and bool(cells) and 2 * numbers >= len(cells)


def read_grid(grid: Grid, caption: Text | None, weaver: Weaver) -> Table:
    """A table that the file told, with the exact place of each label and cell."""
    head, rows = _spread(grid.rows[: grid.header], weaver), grid.rows[grid.header :]
    corner, *columns = (weaver.spans(_filled(cells, weaver)) for cells in zip(*head, strict=True))
    return Table(
        caption,
        corner if corner.text.strip("–") else None,
        tuple(columns),
        tuple(
            Row(
                weaver.spans([label]),
                tuple(_grid_cell(weaver, cell) for cell in cells),
                weaver.spans(
                    [Span(min(label.start, cells[0].start), max(label.end, cells[-1].end))]
                ),
            )
            for label, *cells in rows
        ),
        weaver.spans([Span(row[0].start, row[-1].end) for row in head]),
    )


def _spread(head: Sequence[tuple[Span, ...]], weaver: Weaver) -> list[tuple[Span, ...]]:
    """The header rows with an upper label over each of the columns that it goes over: up to the
    next label in its row, where a lower row has labels of its own.
    """
    rows: list[tuple[Span, ...]] = []
    for row, lower in pairwise(head):
        spread = list(row)
        for i in range(2, len(row)):
            if _is_empty(row[i], weaver) and not _is_empty(lower[i], weaver):
                spread[i] = spread[i - 1]
        rows.append(tuple(spread))
    return [*rows, *head[-1:]]


def _is_empty(cell: Span, weaver: Weaver) -> bool:
    return weaver.spans([cell]).text == "–"


def _filled(cells: Sequence[Span], weaver: Weaver) -> list[Span]:
    """The cells that hold something, or the first where none does."""
    return [c for c in cells if not _is_empty(c, weaver)] or [cells[0]]


def _grid_cell(weaver: Weaver, span: Span) -> Cell:
    text = weaver.spans([span])
    return Cell(text, parse_cell(text.text))


def _piece(weaver: Weaver, line: Line, start: int, end: int) -> Text:
    return weaver.spans([Span(line.span.start + start, line.span.start + end)])


def _cell(weaver: Weaver, line: Line, start: int, end: int) -> Cell:
    text = _piece(weaver, line, start, end)
    return Cell(text, parse_cell(text.text))
