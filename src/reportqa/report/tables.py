"""Tables in running text: a header line, then rows that end in the same count of numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reportqa.language.lexicon import lexicon
from reportqa.language.numbers import parse_cell
from reportqa.report.lines import Line
from reportqa.report.model import Cell, Row, Table
from reportqa.report.weave import Weaver
from reportqa.span import Span, Text

_CELL = (
    r"(?:[-–−]?\d{1,3}(?:[ \u00a0\u2009.]\d{3})+(?:,\d+)?|[-–−]?\d+(?:[.,]\d+)?)\s?%?|[–\-−]|\.\.?"
)
_TRAILING_CELLS = re.compile(rf"(?:(?<=\s)(?:{_CELL})(?:\s+|$)){{2,}}$")
_SPLIT_WIDE = re.compile(r"\s{2,}|\t")


@dataclass(frozen=True, slots=True)
class RawTable:
    """Where a table stands in a sequence of lines, and how many number columns it has."""

    first: int
    last: int
    columns: int


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
    header = lines[at].text
    if re.search(r"[.?!:,;]$", header):
        return None
    for columns in sorted(_column_counts(lines[at + 1].text), reverse=True):
        labels = _header_labels(header, columns)
        if labels is None or (_row_parts(header, columns) and not _all_years(header, labels)):
            continue
        last = at
        while last + 1 < len(lines) and _row_parts(lines[last + 1].text, columns):
            last += 1
        if last >= at + 2:
            return RawTable(at, last, columns)
    return None


def _column_counts(row: str) -> set[int]:
    """The counts of columns that a row's trailing numbers can be read as (2 and more)."""
    match = _TRAILING_CELLS.search(row)
    if not match:
        return set()
    most = len(match.group().split())
    return {n for n in range(2, most + 1) if _row_parts(row, n)}


def _row_parts(row: str, columns: int) -> tuple[int, list[tuple[int, int]]] | None:
    """A row's label end and its `columns` cells as offsets, or None where it has others."""
    pattern = rf"\s+({_CELL})" * columns + r"\s*$"
    for match in re.finditer(r"(?=(\s+))", row):
        found = re.compile(pattern).match(row, match.start())
        if found:
            label = row[: match.start()].strip()
            if not label or not re.search(r"[^\W\d_]", label):
                return None
            return match.start(), [found.span(i) for i in range(1, columns + 1)]
    return None


def _header_labels(header: str, columns: int) -> list[tuple[int, int]] | None:
    """The offsets of the last `columns` labels of a header line, or None where there are fewer."""
    wide = _pieces(header, _SPLIT_WIDE)
    if len(wide) in (columns, columns + 1):
        return wide[-columns:]
    words = _pieces(header, re.compile(r"\s+"))
    words = _joined_totals(header, words)
    if len(words) < columns or not all(_is_label(header[a:b]) for a, b in words[-columns:]):
        return None
    return words[-columns:]


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
    return all(re.fullmatch(r"(?:19|20)\d\d", header[a:b]) for a, b in labels)


@cache
def _totals() -> frozenset[str]:
    return frozenset(lexicon("structure")["tables"]["totals"])


def is_total(label: str) -> bool:
    """True for a row or column label that holds the sum of the others."""
    return label.casefold().strip(" :.*") in _totals()


def read_table(lines: Sequence[Line], raw: RawTable, caption: Text | None, weaver: Weaver) -> Table:
    """The table with the exact place of each label and cell."""
    header = lines[raw.first]
    labels = _header_labels(header.text, raw.columns) or []
    corner_end = labels[0][0]
    corner = header.text[:corner_end].strip()
    rows = []
    for line in lines[raw.first + 1 : raw.last + 1]:
        label_end, cells = _row_parts(line.text, raw.columns) or (0, [])
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


def _piece(weaver: Weaver, line: Line, start: int, end: int) -> Text:
    return weaver.spans([Span(line.span.start + start, line.span.start + end)])


def _cell(weaver: Weaver, line: Line, start: int, end: int) -> Cell:
    text = _piece(weaver, line, start, end)
    return Cell(text, parse_cell(text.text))
