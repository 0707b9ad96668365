"""Stored text -> lines, each with its page and what it is: words, link remains, furniture."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from reportqa.language.lexicon import lexicon
from reportqa.span import Span

LineKind = Literal["words", "rule", "link", "furniture"]

# In text without form feeds a page starts with a line that begins with one space and follows
# the line before at once; a list item whose bullet was lost begins with one space as well.
_INDENTED = re.compile(r"^ {1,2}(?=\S)", re.MULTILINE)
_BLANK_BEFORE = re.compile(r"(?:^|\n)[^\S\n]*\n$")
BULLET = re.compile(r"[\u2022\u2023\u25cf\u25aa\u25e6\u2043\u00b7\uf0b7\uf0a7\uf02d*–-]\s+(?=\S)")
_LINE = re.compile(r"[^\n\r\f]+")
_RULE = re.compile(r"(?:\s{20,}|[_\-–—]{8,}\s*)$")
_LINK = re.compile(r"(?:mailto:|file:)\S.*$|(?:https?://|www\.)\S+$")
_LINK_TAIL = re.compile(r"\S*[/=%\-]\S*$")
_PAGE_NUMBER = re.compile(
    r"(?:(?:side|page|s\.)\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:av|of|/)\s*\d+)?$", re.I
)
_CONTENTS_ENTRY = re.compile(
    r".*[^\W\d_].*?(?:[\s.]*\.{3,}\s*|[\s.]*(?:\. ){3,}|\s+)(?P<page>\d{1,3})$"
)

# A leading space marks page starts only where pages then have a page's usual length.
_LEAST_LINES_A_PAGE = 12
# A line at the page's edge is a running head where it stands on this share of the pages.
_RUNNING_HEAD_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    `gap` is the number of blank lines before it; `item` tells that it begins a list item.
    """

    span: Span
    text: str
    page: int
    gap: int
    kind: LineKind
    item: bool = False


def read_pages(text: str) -> tuple[Span, ...]:
    """The pages of a stored text: by form feeds, or by lines that begin with one space."""
    starts = [0, *(m.end() for m in re.finditer("\f", text))]
    if len(starts) == 1:
        marks = [m.start() for m in _INDENTED.finditer(text) if not _is_item(text, m.start())]
        if marks and text.count("\n") / len(marks) >= _LEAST_LINES_A_PAGE:
            starts = [0, *(m for m in marks if m > 0)]
    ends = [*starts[1:], len(text)]
    pages = [Span(a, b) for a, b in zip(starts, ends, strict=True)]
    if "\f" in text:
        # a page without text is a page all the same, but after the last there is none
        while len(pages) > 1 and not text[pages[-1].start : pages[-1].end].strip():
            pages.pop()
        return tuple(pages)
    return tuple(p for p in pages if text[p.start : p.end].strip()) or (Span(0, len(text)),)


def read_lines(text: str, pages: tuple[Span, ...], running_heads: bool = True) -> list[Line]:
    """Every line that is not blank, in order, with its kind.

    Without `running_heads`, no line is taken for one: the file's reader left them out.
    """
    lines: list[Line] = []
    lost_bullets = "\f" not in text
    for number, page in enumerate(pages, start=1):
        last_end = page.start
        for match in _LINE.finditer(text, page.start, page.end):
            raw = match.group()
            if not raw.strip():
                if not _RULE.match(raw):
                    continue
                lines.append(Line(Span(*match.span()), "", number, 0, "rule"))
                continue
            start = match.start() + len(raw) - len(raw.lstrip())
            end = match.start() + len(raw.rstrip())
            gap = max(0, text.count("\n", last_end, start) - 1)
            kind: LineKind = "rule" if _RULE.match(raw) else "words"
            item = bool(BULLET.match(text, start, end))
            if lost_bullets and not item:
                indent = start - match.start() - (last_end == page.start and number > 1)
                item = indent == 1 and len(pages) > 1 and (gap > 0 or last_end == page.start)
            lines.append(Line(Span(start, end), text[start:end], number, gap, kind, item))
            last_end = end
    marked = _mark_furniture(lines, len(pages)) if running_heads else lines
    return _mark_links(_mark_contents(marked))


def _mark_contents(lines: list[Line]) -> list[Line]:
    """Lists of contents: lines that lead to a page number, by dots or under such a heading."""
    marked = list(lines)
    last = 0
    listed = False
    for i, line in enumerate(lines):
        if line.text.casefold().rstrip(":") in _contents_headings():
            marked[i], listed, last = _as(line, "furniture"), True, 0
            continue
        entry = _CONTENTS_ENTRY.match(line.text)
        leads = entry is not None and (listed or "..." in line.text or ". ." in line.text)
        if entry and leads and int(entry.group("page")) >= last:
            marked[i], last = _as(line, "furniture"), int(entry.group("page"))
        elif line.kind == "words":
            listed = listed and _CONTENTS_ENTRY.match(_text_after(lines, i)) is not None
            marked[i] = _as(line, "furniture") if listed else marked[i]
    return marked


def _text_after(lines: list[Line], at: int) -> str:
    return lines[at + 1].text if at + 1 < len(lines) else ""


@cache
def _contents_headings() -> frozenset[str]:
    return frozenset(lexicon("structure")["contents"]["headings"])


def _mark_links(lines: list[Line]) -> list[Line]:
    """Link remains: `mailto:` and `file:` lines anywhere, addresses that close a page."""
    marked = list(lines)
    for i, line in enumerate(lines):
        if re.match(r"(?:mailto:|file:)", line.text):
            marked[i] = _as(line, "link")
    closing = True
    for i in range(len(marked) - 1, -1, -1):
        line = marked[i]
        if i + 1 < len(marked) and marked[i + 1].page != line.page:
            closing = True
        if line.kind in ("link", "furniture"):
            continue
        tail = i > 0 and _LINK.match(marked[i - 1].text) and _LINK_TAIL.match(line.text)
        if closing and (_LINK.match(line.text) or tail):
            marked[i] = _as(line, "link")
        else:
            closing = False
    return marked


def _mark_furniture(lines: list[Line], pages: int) -> list[Line]:
    """Running heads and page numbers: what the edges of most pages share."""
    if pages < 3:
        return lines
    edges: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        if line.kind == "words":
            edges.setdefault(line.page, []).append(i)
    counts: Counter[str] = Counter()
    for rows in edges.values():
        counts.update({_edge_key(lines[i].text) for i in (rows[0], rows[-1])})
    marked = list(lines)
    for rows in edges.values():
        for i in (rows[0], rows[-1]):
            key = _edge_key(lines[i].text)
            if counts[key] >= max(3, _RUNNING_HEAD_SHARE * pages):
                marked[i] = _as(lines[i], "furniture")
    return marked


def _edge_key(text: str) -> str:
    return "#" if _PAGE_NUMBER.match(text) else re.sub(r"\d+", "#", text)


def _as(line: Line, kind: LineKind) -> Line:
    return replace(line, kind=kind)


def _is_item(text: str, start: int) -> bool:
    return bool(_BLANK_BEFORE.search(text, max(0, start - 80), start))
