"""Tables whose text was taken out cell by cell: a row is its label and its cells, a line each."""

import re
from collections.abc import Callable, Iterator, Sequence

from reportqa.corpus.document import Grid
from reportqa.report.lines import Line
from reportqa.report.tables import RawTable, is_cell, is_total
from reportqa.span import Span

_LEAST_ROWS = 2
_LEAST_COLUMNS = 2
_LONGEST_LABEL = 70
# A label may run over so many lines.
_LABEL_LINES = 2
_HEADER_LINES = 12
# What parts the labels of one header line: two spaces, or the point of `1. kvartal 2. kvartal`.
_HEADER_EDGE = re.compile(r"\s{2,}|\s+(?=\d{1,2}\.\s)|\s+(?=[12]\d{3}\b)")

Row = tuple[Span, ...]


def find_stacked(lines: Sequence[Line]) -> Iterator[RawTable]:
    """The tables that stand one cell a line: two rows or more of equally many cells, under a
    header of as many labels.
    """
    at = 0
    while at < len(lines):
        rows, stop = _rows(lines, at)
        first, header = _header(lines, at, len(rows[0]) - 1) if rows else (at, ())
        if header:
            yield RawTable(first, stop - 1, len(header) - 1, Grid((header, *rows), 1))
            at = stop
        else:
            at += 1


def _rows(lines: Sequence[Line], at: int) -> tuple[list[Row], int]:
    """The rows from a line on, and the line after them; none where no table begins there."""
    rows: list[Row] = []
    columns = 0
    while at < len(lines):
        # The header stands right before the first row: its label is one line.
        first_cell = _after(lines, at, 1 if not rows else _LABEL_LINES, _is_label)
        stop = _after(lines, first_cell, len(lines), lambda line: is_cell(line.text))
        cells = [line.span for line in lines[first_cell:stop]]
        columns = columns or len(cells)
        # A total's label may come after its numbers, which then follow the last row's.
        total = lines[stop] if stop < len(lines) and is_total(lines[stop].text) else None
        if first_cell == at or columns < _LEAST_COLUMNS or len(cells) not in (columns, 2 * columns):
            break
        if len(cells) == 2 * columns and total is None:
            break
        label = Span(lines[at].span.start, lines[first_cell - 1].span.end)
        rows.append((label, *cells[:columns]))
        at = stop
        if len(cells) == 2 * columns and total is not None:
            rows.append((total.span, *cells[columns:]))
            at = stop + 1
            break
    return (rows, at) if len(rows) >= _LEAST_ROWS else ([], at)


def _after(lines: Sequence[Line], at: int, most: int, holds: Callable[[Line], bool]) -> int:
    """The line after those from `at` on, at most so many, for which something holds."""
    end = at
    while end < min(len(lines), at + most) and holds(lines[end]):
        end += 1
    return end


def _is_label(line: Line) -> bool:
    text = line.text.strip()
    return len(text) <= _LONGEST_LABEL and text[-1:] not in ".:;?!" and not is_cell(text)


def _header(lines: Sequence[Line], at: int, columns: int) -> tuple[int, Row]:
    """The corner and the labels of the columns above the first row, and the line they begin on."""
    labels: list[Span] = []
    first = at
    while first > 0 and at - first < _HEADER_LINES and len(labels) <= columns:
        line = lines[first - 1]
        if len(line.text) > _LONGEST_LABEL or line.text.strip()[-1:] in ".:;?!":
            break
        labels = [*_labels(line), *labels]
        first -= 1
    return (first, tuple(labels)) if len(labels) == columns + 1 else (at, ())


def _labels(line: Line) -> list[Span]:
    """The labels of one header line."""
    found, start = [], 0
    for match in _HEADER_EDGE.finditer(line.text):
        found.append((start, match.start()))
        start = match.end()
    found.append((start, len(line.text)))
    at = line.span.start
    return [Span(at + a, at + b) for a, b in found if line.text[a:b].strip()]
