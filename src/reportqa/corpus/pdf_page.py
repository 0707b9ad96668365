"""One page of a PDF -> its lines and tables in reading order.

Characters become segments (pieces of a row with no wide gap inside), segments become columns of
text, tables and lines. Superior digits are kept apart from the words they stand at.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from reportqa.corpus.document import marked
from reportqa.corpus.pdf_table import Segment, find_table, header_rows

if TYPE_CHECKING:
    from pdfplumber.page import Page

# Size in points and whether it is bold.
Style = tuple[float, bool]
Char = dict[str, Any]

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv", re.IGNORECASE)
# Stands for a glyph that has no character, as bullets often have none.
_UNKNOWN = "\uf0b7"
_LIST_MARK = re.compile(
    r"(?:[\u2022\u25cf\u25aa\u25e6\uf0b7\uf0a7*–-]|\(?(?:\d{1,2}|[a-zA-Z])[.)]|\d+(?:\.\d+)*)$"
)
# In units of the character size: what parts rows, words, segments; how small a superior digit is.
_SAME_BASELINE = 0.4  # points
# Common programs set it at 0.8, which sizes in a file come near to, not exactly.
_ROW, _WORD, _SEGMENT, _SUPERIOR = 0.28, 0.15, 1.1, 0.82
# Numbers in neighbouring cells stand closer than columns of text, but not as close as thousands.
_NUMBERS_APART = 0.6
# A bullet or number is at most so far from the words of its item.
_MARK, _LONGEST_MARK = 4.0, 3
# Lines of prose on each side that make a page two columns, and the letters of such a line.
_LEAST_COLUMN_LINES, _PROSE = 4, 18


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of text. `column` counts the columns of the page in reading order."""

    text: str
    x0: float
    x1: float
    top: float
    size: float
    bold: bool
    italic: bool = False
    wide: bool = False
    column: int = 0

    @property
    def style(self) -> Style:
        """Size and weight."""
        return (self.size, self.bold)


@dataclass(frozen=True, slots=True)
class PageTable:
    """The rows of a table on one page; `header` of them are column labels."""

    rows: list[list[str]]
    header: int
    top: float


Block = PdfLine | PageTable


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page holds, in reading order. `rule` is where a short rule parts footnotes off."""

    blocks: list[Block]
    height: float
    rule: float | None = None
    has_image: bool = False
    gutter: float | None = None

    @property
    def lines(self) -> list[PdfLine]:
        """The lines of text."""
        return [block for block in self.blocks if isinstance(block, PdfLine)]

    @property
    def tables(self) -> list[PageTable]:
        """The tables."""
        return [block for block in self.blocks if isinstance(block, PageTable)]

    def without(self, identities: set[int]) -> "Drawn":
        """The page without some of its blocks."""
        return replace(self, blocks=[b for b in self.blocks if id(b) not in identities])


def read_page(page: "Page", usual_gutter: float | None = None) -> Drawn:
    """A page's lines and tables; `usual_gutter` is where other pages part two columns."""
    chars = [_known(c) for c in page.chars if c["upright"] and c["text"] not in ("\x00", "")]
    ruled, boxes = _ruled_tables(page, chars)
    free = [c for c in chars if not any(_inside(c, box) for box in boxes)]
    places = [
        [Segment("", x0, x1, top, 0.0, False, table=i)] for i, (x0, top, x1, _) in enumerate(boxes)
    ]
    rows = sorted([*_rows(free), *places], key=lambda row: min(s.top for s in row))
    blocks: list[Block] = []
    segments = [segment for row in rows for segment in row]
    gutter = _gutter(segments, float(page.width))
    if gutter is None and usual_gutter is not None and _keeps(segments, usual_gutter):
        gutter = usual_gutter
    for column, part in enumerate(_in_reading_order(rows, gutter)):
        blocks += _column_blocks(part, column, ruled)
    return Drawn(blocks, float(page.height), _note_rule(page), bool(page.images), gutter)


def _known(char: Char) -> Char:
    return {**char, "text": _UNKNOWN} if char["text"].startswith("(cid:") else char


def _ruled_tables(
    page: "Page", chars: list[Char]
) -> tuple[list[PageTable], list[tuple[float, float, float, float]]]:
    tables, boxes = [], []
    for found in page.find_tables() if page.edges else []:
        rows = [
            ["" if cell is None else _cell_text(chars, cell) for cell in row.cells]
            for row in found.rows
        ]
        keep = [i for i in range(max(map(len, rows), default=0)) if any(row[i] for row in rows)]
        rows = [[row[i] for i in keep] for row in rows if any(row)]
        if rows and len(keep) >= 2:
            tables.append(PageTable(rows, header_rows(rows), found.bbox[1]))
            boxes.append(found.bbox)
    return tables, boxes


def _cell_text(chars: list[Char], box: tuple[float, float, float, float]) -> str:
    rows = _rows([c for c in chars if _inside(c, box)])
    return join_lines([" ".join(segment.text for segment in row) for row in rows])


def join_lines(lines: list[str]) -> str:
    """The lines of a cell as one, a word broken at a line's end made whole."""
    text = ""
    for line in lines:
        if (
            text.endswith("-")
            and line[:1].islower()
            and not re.match(r"(?:og|eller|and|or)\b", line)
        ):
            text = text[:-1] + line
        else:
            text = f"{text} {line}".strip()
    return text


def _inside(char: Char, box: tuple[float, float, float, float]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _rows(chars: list[Char]) -> list[list[Segment]]:
    """The rows of segments, from top to bottom; superior digits are in the row of their word."""
    groups = _baselines(chars)
    rows: list[list[Char]] = []
    superior: list[Char] = []
    for group in groups:
        inked = [c for c in group if not c["text"].isspace()]
        rows.append([c for c in inked if not _is_superior(c, groups, group)])
        superior += [c for c in inked if _is_superior(c, groups, group)]
    rows = [row for row in rows if row]
    for char in superior:
        home = min(rows, key=lambda row: _distance(char, row), default=None)
        if home is None:
            continue
        home.append(char)
    spaces = [c for c in chars if c["text"].isspace()]
    return [_segments(row, spaces) for row in sorted(rows, key=lambda r: _main(r)["top"])]


def _baselines(chars: list[Char]) -> list[list[Char]]:
    """The characters by baseline; two fonts of one line may differ a little, columns may not meet."""
    exact: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: (c["bottom"], c["x0"])):
        if exact and char["bottom"] - exact[-1][0]["bottom"] <= _SAME_BASELINE:
            exact[-1].append(char)
        else:
            exact.append([char])
    groups: list[list[Char]] = []
    for group in exact:
        near = groups[-1] if groups else None
        if near and group[0]["bottom"] - near[0]["bottom"] <= _ROW * _main(group)["size"]:
            mark = min(len(group), len(near)) <= _LONGEST_MARK
            reach = _main(near)["size"] * (_MARK if mark else 1.0)
            if any(_gap(a, b) < reach for a in group[:40] for b in near):
                near += group
                continue
        groups.append(group)
    return groups


def _gap(a: Char, b: Char) -> float:
    """The white space between two characters, in points; negative where they overlap."""
    return float(max(a["x0"] - b["x1"], b["x0"] - a["x1"]))


def _is_superior(char: Char, groups: list[list[Char]], own: list[Char]) -> bool:
    """True for a small digit that is set higher than larger characters just beside it."""
    if not char["text"].isdigit():
        return False
    for group in groups:
        if group is own:
            continue
        first = group[0]
        if first["top"] > char["bottom"] or first["bottom"] + 30 < char["top"]:
            continue
        for other in group:
            if (
                char["size"] <= _SUPERIOR * other["size"]
                and char["bottom"] < other["bottom"] - 0.1 * other["size"]
                and char["bottom"] > other["top"]
                and _gap(char, other) < other["size"]
                and not other["text"].isspace()
            ):
                return True
    return False


def _distance(char: Char, row: list[Char]) -> float:
    """How far a superior character stands from the nearest larger one of a row, in points."""
    near = [
        abs(char["x0"] - c["x1"]) if char["x0"] >= c["x0"] else abs(c["x0"] - char["x1"])
        for c in row
        if c["size"] > char["size"] and c["top"] < char["bottom"] < c["bottom"]
    ]
    return min(near, default=1e9)


def _main(row: list[Char]) -> Char:
    return max(row, key=lambda c: float(c["size"]))


def _segments(row: list[Char], spaces: list[Char]) -> list[Segment]:
    row = sorted(row, key=lambda c: float(c["x0"]))
    size = Counter(_tenths(c["size"]) for c in row).most_common(1)[0][0]
    if any(c["size"] > size for c in row) and all(
        c["text"].isdigit() for c in row if c["size"] <= size * 1.01
    ):
        size = _tenths(_main(row)["size"])
    base = max(c["bottom"] for c in row if c["size"] >= size * 0.9)
    own_spaces = [s for s in spaces if s["top"] < base and s["bottom"] > base - size]
    groups: list[list[Char]] = [[row[0]]]
    for before, char in pairwise(row):
        if char["x0"] - before["x1"] > _apart(before, char) * size and not (
            len(groups) == 1
            and char["text"].isalpha()
            and char["x0"] - before["x1"] < _MARK * size
            and _is_mark(groups[0])
        ):
            groups.append([char])
        else:
            groups[-1].append(char)
    return [_segment(group, size, base, own_spaces) for group in groups]


def _tenths(size: float) -> float:
    """A size in tenths of a point; what is added keeps x.25 from going now up, now down."""
    return round(size + 0.003, 1)


def _apart(before: Char, char: Char) -> float:
    """The gap that parts two characters into segments, in units of their size."""
    numbers = before["text"] in "0123456789%–-" and char["text"] in "0123456789–-"
    return _NUMBERS_APART if numbers else _SEGMENT


def _is_mark(group: list[Char]) -> bool:
    """True for a bullet or a heading's number that stands apart from its text."""
    text = "".join(c["text"] for c in group)
    return (
        len(group) <= 5 and bool(_LIST_MARK.match(text)) and not re.fullmatch(r"\d{4}|[–-]", text)
    )


def _segment(group: list[Char], size: float, base: float, spaces: list[Char]) -> Segment:
    text, digits = "", ""
    previous: Char | None = None
    for char in group:
        raised = char["size"] <= _SUPERIOR * size and char["bottom"] < base - 0.1 * size
        if previous is not None:
            gap = char["x0"] - previous["x1"]
            spaced = (
                any(previous["x0"] < s["x0"] < char["x0"] for s in spaces) and gap > 0.05 * size
            )
            if gap > _WORD * size or spaced:
                text, digits = text + (marked(digits) if digits else "") + " ", ""
        if raised and char["text"].isdigit():
            digits += char["text"]
        else:
            text, digits = text + (marked(digits) if digits else "") + char["text"], ""
        previous = char
    text += marked(digits) if digits else ""
    letters = [c for c in group if c["text"].isalnum() and c["size"] > _SUPERIOR * size]
    bold, italic = (
        bool(letters) and all(form.search(c["fontname"]) for c in letters)
        for form in (_BOLD, _ITALIC)
    )
    sizes = Counter(_tenths(c["size"]) for c in letters or group)
    return Segment(
        text=_clean(text),
        x0=min(c["x0"] for c in group),
        x1=max(c["x1"] for c in group),
        top=min(c["top"] for c in letters or group),
        size=sizes.most_common(1)[0][0],
        bold=bold,
        italic=italic,
        ink=tuple(((c["x0"] + c["x1"]) / 2, c["text"]) for c in group),
    )


def _clean(text: str) -> str:
    text = re.sub(rf"^{_UNKNOWN}(?=\s?\S)", "• ", text).replace(_UNKNOWN, "")
    text = text.replace("\xad", "-").replace("\xa0", " ")
    for ligature, letters in (("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬀ", "ff"), ("ﬃ", "ffi"), ("ﬄ", "ffl")):
        text = text.replace(ligature, letters)
    return text.strip()


def _in_reading_order(rows: list[list[Segment]], gutter: float | None) -> list[list[list[Segment]]]:
    """The rows in parts that are read one after the other: full width, left, right ..."""
    if gutter is None:
        return [rows]
    parts: list[list[list[Segment]]] = []
    left: list[list[Segment]] = []
    right: list[list[Segment]] = []
    for row in rows:
        if any(s.x0 < gutter - 1 and s.x1 > gutter + 1 for s in row):
            parts += [part for part in (left, right) if part]
            left, right = [], []
            if parts and any(s.x0 < gutter < s.x1 for s in parts[-1][0]):
                parts[-1].append(row)
            else:
                parts.append([row])
            continue
        for side, segments in (
            (left, [s for s in row if s.x0 < gutter]),
            (right, [s for s in row if s.x0 >= gutter]),
        ):
            if segments:
                side.append(segments)
    return [*parts, *(part for part in (left, right) if part)]


def _gutter(segments: list[Segment], width: float) -> float | None:
    """Where the right one of two columns of running text begins; None on a page without."""
    starts = Counter(
        round(s.x0) for s in segments if 0.35 * width < s.x0 < 0.65 * width and len(s.text) > 12
    )
    if not starts or starts.most_common(1)[0][1] < _LEAST_COLUMN_LINES:
        return None
    at = starts.most_common(1)[0][0] - 2.0
    right = [s for s in segments if abs(s.x0 - at - 2.0) < 2]
    top, bottom = min(s.top for s in right), max(s.top for s in right)
    left = [s for s in segments if s.x1 <= at and top - 3 <= s.top <= bottom + 3]
    prose = [[s for s in side if _letters(s.text) >= _PROSE] for side in (left, right)]
    crossing = [s for s in segments if s.x0 < at < s.x1 and top <= s.top <= bottom]
    few = any(len(side) < _LEAST_COLUMN_LINES for side in prose)
    return None if few or len(crossing) > min(map(len, prose)) else at


def _keeps(segments: list[Segment], gutter: float) -> bool:
    """True where nothing crosses a gutter and something begins at it."""
    crossing = any(s.x0 < gutter - 1 and s.x1 > gutter + 1 for s in segments)
    return not crossing and sum(0 <= s.x0 - gutter < 12 for s in segments) >= 2


def _letters(text: str) -> int:
    return len(re.findall(r"[^\W\d_]", text))


def _column_blocks(rows: list[list[Segment]], column: int, ruled: list[PageTable]) -> list[Block]:
    """The rows of one column as lines and tables."""
    blocks: list[Block] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        place = row[0].table
        table = None if place is not None else find_table(rows, at)
        if place is not None:
            blocks.append(ruled[place])
            at += 1
        elif table:
            stop, cells, header = table
            blocks.append(PageTable(cells, header, row[0].top))
            at = stop
        else:
            blocks.append(_line(row, column))
            at += 1
    return blocks


def _line(row: list[Segment], column: int) -> PdfLine:
    return PdfLine(
        text="  ".join(s.text for s in row),
        x0=row[0].x0,
        x1=row[-1].x1,
        top=min(s.top for s in row),
        size=max(s.size for s in row),
        bold=all(s.bold for s in row),
        italic=all(s.italic for s in row),
        wide=len(row) > 1,
        column=column,
    )


def _note_rule(page: "Page") -> float | None:
    """The lowest short horizontal rule in the lower half of a page, from the left margin."""
    rules = [
        e["top"]
        for e in page.edges
        if e["orientation"] == "h"
        and e["x1"] - e["x0"] < 0.45 * float(page.width)
        and e["x0"] < 0.2 * float(page.width)
        and e["top"] > 0.5 * float(page.height)
    ]
    return max(rules, default=None)
