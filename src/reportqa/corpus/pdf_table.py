"""Tables that are known by how their cells are set: numbers in columns, labels before them."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

_NUMBER = re.compile(
    r"(?:kr\.?\s*)?[-–−+]?\d[\d\s.,]*(?:\s?(?:%|‰|,-))?(?:\x02\d+\x03)?$|[-–−]$|\.{1,2}$|[*:]$",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\x02\d+\x03)?$")
# Rows of a table are at most this many sizes apart, header lines and wrapped labels too.
_FURTHEST_ROW = 3.2
_SAME_DISTANCE = 0.5  # points
# So many rows may stand above a table that goes on from the page before.
_RUNNING_HEADS = 2


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a row of characters with no wide gap in it. Places are in points.

    One that stands for a ruled table has no text and names the `table`. `ink` is where the middle
    of each character is that is no space.
    """

    text: str
    x0: float
    x1: float
    top: float
    size: float
    bold: bool
    italic: bool = False
    table: int | None = None
    ink: tuple[tuple[float, str], ...] = ()


Interval = tuple[float, float]


def is_number(text: str) -> bool:
    """True for the text of a number cell: a number, a percentage, a dash."""
    return bool(_NUMBER.match(text.strip()))


def header_rows(rows: list[list[str]]) -> int:
    """How many of the first rows hold column labels: those without numbers, years apart."""
    count = 0
    for row in rows[:-1]:
        cells = [c for c in row[1:] if c]
        labels = all(not is_number(c) or _YEAR.match(c) for c in cells)
        if not labels or (not cells and count):
            break
        count += 1
        following = [c for c in rows[count][1:] if c]
        if any(is_number(c) and not _YEAR.match(c) for c in following):
            break
        if all(row) and count == 1:
            break
    return count


def find_table(rows: list[list[Segment]], at: int) -> tuple[int, list[list[str]], int] | None:
    """The table whose header begins at row `at`: the row after it, its cells, its header rows.

    A row of the table has a label and numbers that stand in the same columns as those of the
    other rows; a label over several lines is one label.
    """
    first = at
    while first < len(rows) and first - at <= 3 and _is_above(rows, at, first):
        if len(rows[first]) < 2 and not _could_be_header(rows, first):
            return None
        first += 1
    if first >= len(rows) or not _is_data(rows[first]) or not _near(rows, at, first):
        return None
    last = first
    reach = first + 1
    while reach < len(rows) and reach - last <= 4 and _near(rows, reach - 1, reach):
        if _is_data(rows[reach]):
            last = reach
        elif len(rows[reach]) > 1 or rows[reach][0].bold or rows[reach][0].table is not None:
            break
        reach += 1
    data = [row for row in rows[first : last + 1] if _is_data(row)]
    columns = _columns(data)
    headless = first == at and not _is_header(data[0])
    if not columns or not _is_enough(len(data), len(columns), headless, at <= _RUNNING_HEADS):
        return None
    while last + 1 < len(rows) and _wraps(rows, last, columns):
        last += 1
    head = _heads(rows[at:first], columns) if first > at else []
    body = _with_wrapped_labels(rows[first : last + 1], columns)
    if headless:
        return last + 1, body, 0
    if first == at:
        head, body = body[:1], body[1:]
    header = [_merged(head)] if head else []
    if not body or not any(header[0][1:] if header else []):
        return None
    return last + 1, header + body, len(header)


def _is_above(rows: list[list[Segment]], at: int, row: int) -> bool:
    """True for a row of the header that begins at `at`; one of years may be its last."""
    return not _is_data(rows[row]) or (row > at and _is_header(rows[row]))


def _is_enough(rows: int, columns: int, headless: bool, at_top: bool) -> bool:
    """True where so many rows of so many columns make a table.

    Without a header they do only at the top of a page, where a table may go on.
    """
    if headless:
        return at_top and columns > 1
    return rows >= 3 or columns > 1


def _is_data(row: list[Segment]) -> bool:
    """True for a label followed by numbers, or numbers alone."""
    if row[0].table is not None:
        return False
    cells = row if is_number(row[0].text) and len(row) > 1 else row[1:]
    return bool(cells) and all(is_number(s.text) for s in cells)


def _is_header(row: list[Segment]) -> bool:
    cells = row if is_number(row[0].text) else row[1:]
    return all(_YEAR.match(s.text) for s in cells)


def _could_be_header(rows: list[list[Segment]], at: int) -> bool:
    """True for a lone segment that stands over the columns of a table's next lines."""
    if at + 1 >= len(rows) or len(rows[at + 1]) < 2:
        return False
    return rows[at][0].x0 > rows[at + 1][1].x0 - 60 and not rows[at][0].text.endswith(".")


def _near(rows: list[list[Segment]], a: int, b: int) -> bool:
    return all(
        rows[i + 1][0].top - rows[i][0].top <= _FURTHEST_ROW * rows[i][0].size for i in range(a, b)
    )


def _columns(data: list[list[Segment]]) -> list[Interval]:
    """The intervals that the numbers of the rows stand in, from left to right."""
    places: list[Interval] = []
    for row in data:
        cells = row if is_number(row[0].text) and len(row) == max(map(len, data)) else row[1:]
        if len(row) < max(map(len, data)) and is_number(row[0].text) and len(row) > 1:
            cells = row
        if is_number(row[0].text) and all(is_number(r[0].text) for r in data):
            cells = row[1:]
        places += [(s.x0, s.x1) for s in cells]
    columns: list[Interval] = []
    for x0, x1 in sorted(places):
        if columns and x0 <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _placed(row: list[Segment], columns: list[Interval]) -> list[str]:
    """A row's texts by column, the label first."""
    cells = [""] * (len(columns) + 1)
    for segment in row:
        at = _column_of(segment, columns)
        cells[at] = f"{cells[at]} {segment.text}".strip()
    return cells


def _heads(rows: list[list[Segment]], columns: list[Interval]) -> list[list[str]]:
    """The header rows' texts by column."""
    lowest = _placed(_parted(rows[-1], columns), columns)
    return [*(_placed_over(row, lowest, columns) for row in rows[:-1]), lowest]


def _placed_over(row: list[Segment], lower: list[str], columns: list[Interval]) -> list[str]:
    """An upper header row's texts by column: where the labels under it come again, `2022 2023 2022
    2023`, each of its labels is over one round of them.
    """
    labels = lower[1:]
    over = [segment for segment in row if _column_of(segment, columns)]
    size = labels.index(labels[0], 1) if labels[0] in labels[1:] else len(labels)
    if size * len(over) != len(labels) or labels != labels[:size] * len(over) or len(over) < 2:
        return _placed(row, columns)
    corner = _placed([segment for segment in row if segment not in over], columns)[0]
    return [corner, *(segment.text for segment in over for _ in range(size))]


def _column_of(segment: Segment, columns: list[Interval]) -> int:
    """The column a segment shares most with, from 1; 0 for the label."""
    shared = [min(segment.x1, b) - max(segment.x0, a) for a, b in columns]
    best = max(range(len(columns)), key=lambda i: shared[i])
    if shared[best] > 0:
        return best + 1
    if segment.x1 < columns[0][0]:
        gap = columns[0][0] - segment.x1
        return 1 if gap < segment.size and segment.x0 > columns[0][0] - 60 else 0
    nearest = min(
        range(len(columns)),
        key=lambda i: abs((columns[i][0] + columns[i][1]) - (segment.x0 + segment.x1)),
    )
    return nearest + 1


def _wraps(rows: list[list[Segment]], last: int, columns: list[Interval]) -> bool:
    """True where the row after the last is the rest of its label."""
    row, before = rows[last + 1], rows[last]
    close = row[0].top - before[0].top <= 1.35 * before[0].size
    return (
        len(row) == 1
        and close
        and row[0].x1 < columns[0][0]
        and row[0].text[:1].islower()
        and row[0].size == before[0].size
    )


def _with_wrapped_labels(rows: list[list[Segment]], columns: list[Interval]) -> list[list[str]]:
    """The rows' cells; a line with a label alone goes to the row that it is nearest to."""
    cells: list[list[str]] = []
    waiting = ""
    for i, row in enumerate(rows):
        placed = _placed(row, columns)
        if not _is_data(row):
            after = rows[i + 1][0].top - row[0].top if i + 1 < len(rows) else 1e9
            before = row[0].top - rows[i - 1][0].top if i else 1e9
            level = abs(before - after) < _SAME_DISTANCE
            nearer = row[0].text[:1].islower() if level else before < after
            if cells and nearer:
                cells[-1][0] = _joined(cells[-1][0], placed[0])
            else:
                waiting = _joined(waiting, placed[0])
            continue
        placed[0] = _joined(waiting, placed[0])
        cells.append(placed)
        waiting = ""
    return cells


def _merged(rows: list[list[str]]) -> list[str]:
    return [" ".join(row[i] for row in rows if row[i]) for i in range(len(rows[0]))]


def _parted(row: list[Segment], columns: list[Interval]) -> list[Segment]:
    """A header's segments, those over several columns parted between these where words end."""
    parted: list[Segment] = []
    for segment in row:
        over = [c for c in columns if c[0] < segment.x1 and segment.x0 < c[1]]
        inside = [(a[1] + b[0]) / 2 for a, b in pairwise(over)]
        even = _shared_out(segment, over)
        alike = len({re.sub(r"\d+", "9", piece.text) for piece in even}) == 1
        pieces = even if alike else _cut(segment, inside) or even
        others = [s for s in row if s is not segment]
        alone = not any(s.x0 < segment.x1 and segment.x0 < s.x1 for s in others)
        parted += pieces if inside and pieces and alone else [segment]
    return parted


def _shared_out(segment: Segment, over: list[Interval]) -> list[Segment]:
    """A segment's words shared out evenly among the columns it lies over, where that can be."""
    words = _label_words(segment.text)
    if not over or len(words) % len(over):
        return []
    size = len(words) // len(over)
    return [
        replace(segment, text=" ".join(words[i * size : (i + 1) * size]), x0=x0, x1=x1, ink=())
        for i, (x0, x1) in enumerate(over)
    ]


def _cut(segment: Segment, cuts: list[float]) -> list[Segment]:
    """The pieces of a segment between cuts; none where a cut is inside a word."""
    edges = [segment.x0 - 1, *cuts, segment.x1 + 1]
    words = _label_words(segment.text)
    pieces: list[Segment] = []
    for a, b in pairwise(edges):
        ink = [(x, c) for x, c in segment.ink if a <= x < b]
        wanted, taken = "".join(c for _, c in ink), 0
        while taken < len(words) and len("".join(words[:taken])) < len(wanted):
            taken += 1
        if not wanted or "".join(words[:taken]) != wanted:
            return []
        text, words = " ".join(words[:taken]), words[taken:]
        pieces.append(replace(segment, text=text, x0=ink[0][0], x1=ink[-1][0], ink=tuple(ink)))
    return pieces


def _label_words(text: str) -> list[str]:
    """The words of column labels, also where two labels touch: `1. kvartal2. kvartal`."""
    return re.sub(r"(?<=[a-zæøå])(?=\d)", " ", text).split()


def _joined(left: str, right: str) -> str:
    if left.endswith("-") and right[:1].islower():
        return left[:-1] + right
    return f"{left} {right}".strip()
