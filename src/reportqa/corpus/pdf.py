"""PDF -> Document: lines, columns, headings, tables and footnotes from what the file draws.

The pages are first taken apart (`pdf_page`), then read together here: only the whole file tells
the usual font, the running heads, and which tables go on over a page.
"""

import contextlib
import logging
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from reportqa.corpus.document import Document, Writer
from reportqa.corpus.pdf_page import Block, Drawn, PageTable, PdfLine, Style, read_page
from reportqa.errors import CorpusError

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

PageProgress = Callable[[int, int], None]

_MOST_PAGES = 2_000
_NOTE_START = re.compile(r"\x02?(\d{1,3})\x03?[.)]?\s*(?=\S)")
_ENDS = re.compile(r"[.:?!](?:\x02\d+\x03)?$")
_NOTE_MARK = re.compile(r"\x02\d")
_BULLET = re.compile(r"[\u2022\u2023\u25cf\u25aa\u25e6\u2043\u00b7\uf0b7\uf0a7*–-]\s+\S")
# A heading is set larger than the running text by this factor, or bold.
_LARGER = 1.08
# A footnote is set smaller than the running text by this factor.
_SMALLER = 0.93
# Running heads are in this part of a page's height; large ones stand on this share of the pages.
_EDGE, _RUNNING_HEAD = 0.12, 0.4
# So many footnotes may be missed before one that is found.
_MOST_MISSED = 2
_LONGEST_HEADING, _LONGEST_ITALIC = 220, 70
_NEW_HEADING = re.compile(r"(?:\d{1,2}(?:\.\d+)*\.?|[A-ZÆØÅ][^\W\d_]* \d+\s*[:.–-])\s")
# A line of a list of short forms: `NAV – Arbeids- og velferdsetaten`.
_SHORT_FORM = re.compile(r"[A-ZÆØÅ][\w-]{1,9}\s+[–—=-]\s+\S|[A-ZÆØÅ]{2,9}:\s+\S")
# Lines further apart than this many times the usual distance part paragraphs.
_PARAGRAPH_GAP = 1.25
# A field by its form: `Ansvarlig enhet: ...`.
_LABELLED = re.compile(r"[A-ZÆØÅ][^\W\d_]+(?: [^\W\d_]+){0,2}:\s+\S")
# Lines a little further apart part paragraphs where one has ended and the other begins.
_SLIGHT_GAP = 1.1
# Shares of a column's width that the last line of a paragraph fills at most, with and without a stop.
_SHORT, _VERY_SHORT = 0.85, 0.6


def read_pdf(path: Path, progress: PageProgress = lambda *_: None) -> Document:
    """The text of a PDF with its headings, tables and footnotes.

    Raises CorpusError for a file that is encrypted, damaged, empty, very long, or scanned where
    `ocrmypdf` is not installed.
    """
    pages, outline = _drawn(path, progress)
    if not any(page.lines or page.tables for page in pages):
        if not any(page.has_image for page in pages):
            raise CorpusError(f"{path} has no text on its pages.", "Add a PDF that holds text.")
        pages, outline = _recognised(path, progress)
    return _Reader(pages, outline).read()


def _drawn(path: Path, progress: PageProgress) -> tuple[list[Drawn], dict[str, int]]:
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with contextlib.ExitStack() as stack:
        with _damage_told(path):
            pdf = stack.enter_context(pdfplumber.open(path))
            count = len(pdf.pages)
        if count > _MOST_PAGES:
            raise CorpusError(
                f"{path} has {count} pages.", f"Divide it into files of at most {_MOST_PAGES}."
            )
        pages: list[Drawn] = []
        for page in pdf.pages:
            with _damage_told(path):
                _ = page.objects
            gutter = next((p.gutter for p in reversed(pages) if p.gutter is not None), None)
            pages.append(read_page(page, gutter))
            page.close()
            progress(len(pages), count)
        return pages, _outline(pdf)


@contextlib.contextmanager
def _damage_told(path: Path) -> Iterator[None]:
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        yield
    except Exception as error:  # noqa: BLE001  a damaged file fails anywhere in the library
        inner = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        if isinstance(inner, PDFPasswordIncorrect | PDFEncryptionError):
            raise CorpusError(
                f"{path} is encrypted.", "Save it without a password and add it again."
            ) from None
        raise CorpusError(
            f"{path} is damaged or no PDF.", "Open it in a PDF reader, save it anew, add that."
        ) from None


def _outline(pdf: "PDF") -> dict[str, int]:
    """The bookmarks' titles, folded, with their levels from 1."""
    from pdfminer.pdfdocument import PDFNoOutlines

    found: dict[str, int] = {}
    with contextlib.suppress(PDFNoOutlines, TypeError, KeyError):
        for level, title, *_ in pdf.doc.get_outlines():
            found.setdefault(_folded(str(title)), level)
    return found


def _recognised(path: Path, progress: PageProgress) -> tuple[list[Drawn], dict[str, int]]:
    """The pages of a scanned file, with the text that `ocrmypdf` finds on them."""
    tool = shutil.which("ocrmypdf")
    if tool is None:
        raise CorpusError(
            f"{path} is a scanned PDF without text.", "Install ocrmypdf and add it again."
        )
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "recognised.pdf"
        done = subprocess.run([tool, "--quiet", str(path), str(out)], check=False)
        if done.returncode != 0 or not out.exists():
            raise CorpusError(f"{path} is a scanned PDF that ocrmypdf can't read.", "Mend that.")
        pages, outline = _drawn(out, progress)
    if not any(page.lines for page in pages):
        raise CorpusError(f"{path} is a scanned PDF without readable text.", "Leave it out.")
    return pages, outline


class _Reader:
    """Reads the pages of one file in order."""

    def __init__(self, pages: list[Drawn], outline: dict[str, int]) -> None:
        self._pages = _without_running_heads(pages)
        self._outline = outline
        self._body = _body_style(self._pages)
        self._italic = {i for page in self._pages for i in _italic_headings(page.blocks)}
        self._levels = self._heading_levels()
        self._right: dict[int, float] = {}
        self._writer = Writer()

    def read(self) -> Document:
        numbers = 0
        columns: tuple[int, list[str]] | None = None
        for i, page in enumerate(self._pages):
            if i:
                self._writer.page_break()
            blocks, notes = self._notes_apart(page, numbers + 1)
            columns = self._write_page(blocks, columns)
            for number, lines in notes:
                self._writer.note(number, lines)
                numbers = max(numbers, number)
        return self._writer.document()

    def _write_page(
        self, blocks: list[Block], before: tuple[int, list[str]] | None
    ) -> tuple[int, list[str]] | None:
        """Write a page's blocks; the columns and header of the table that ends it, if one does."""
        last: tuple[int, list[str]] | None = None
        spacing = _usual_spacing(blocks)
        self._right = _right_edges(blocks)
        at = 0
        while at < len(blocks):
            block = blocks[at]
            if isinstance(block, PageTable):
                last = self._write_table(block, last if at else before)
                at += 1
                continue
            last = None
            stop = at + 1
            while stop < len(blocks) and self._same_paragraph(
                blocks[stop - 1], blocks[stop], spacing
            ):
                stop += 1
            lines = [line for line in blocks[at:stop] if isinstance(line, PdfLine)]
            self._writer.paragraph([line.text for line in lines], self._level(lines))
            at = stop
        return last

    def _write_table(
        self, table: PageTable, before: tuple[int, list[str]] | None
    ) -> tuple[int, list[str]] | None:
        """Write a table, as part of that just `before` it where it goes on: its columns and header."""
        rows, header = table.rows, table.header
        same = before is not None and before[0] == len(rows[0])
        if before is not None and same and (not header or before[1] == rows[0]):
            self._writer.table(rows[header:], header, goes_on=True)
            return before
        if not header:
            self._writer.paragraph(["  ".join(row) for row in rows])
            return None
        self._writer.table(rows, header)
        return len(rows[0]), rows[0]

    def _same_paragraph(self, line: Block, following: Block, spacing: float) -> bool:
        if not isinstance(line, PdfLine) or not isinstance(following, PdfLine):
            return False
        if following.column != line.column and following.top < line.top:
            same = self._style(line) == self._style(following) and not self._is_heading(line)
            return same and not self._ends_short(line, following)
        letters = re.search(r"[^\W\d_]", following.text)
        if self._is_heading(line) and line.style == following.style and not letters:
            pass
        elif self._style(line) != self._style(following) or _BULLET.match(following.text):
            return False
        distance = following.top - line.top
        if self._is_heading(line):
            return distance < 1.6 * line.size and not _NEW_HEADING.match(following.text)
        if line.text.endswith((".", ":", "?", "!")) and following.x0 > line.x0 + line.size:
            return False
        if distance > _PARAGRAPH_GAP * spacing or self._ends_short(line, following):
            return False
        slight = distance > _SLIGHT_GAP * spacing and line.size == following.size
        labelled = _LABELLED.match(line.text) or _LABELLED.match(following.text)
        return not ((slight or labelled) and self._may_part(line, following))

    def _ends_short(self, line: PdfLine, following: PdfLine) -> bool:
        """True for a line that leaves a part of its column empty before a new beginning."""
        if _SHORT_FORM.match(line.text) and _SHORT_FORM.match(following.text):
            return True
        share = (line.x1 - line.x0) / max(1.0, following.x1 - following.x0)
        ends = _ENDS.search(line.text)
        return share < (_SHORT if ends else _VERY_SHORT) and following.text[:1].isupper()

    def _may_part(self, line: PdfLine, following: PdfLine) -> bool:
        """True where one line may end and the next begin a paragraph: after a stop, or with room
        left for the next line's first word.
        """
        letters = max(1, len(following.text))
        first = len(following.text.split()[0]) / letters * (following.x1 - following.x0)
        room = self._right[line.column] - line.x1 if line.column in self._right else 0.0
        ends = _ENDS.search(line.text) or room > first + line.size
        return bool(ends) and following.text[:1].isupper()

    def _style(self, line: PdfLine) -> Style | None:
        """A heading's style; None for all running text."""
        return line.style if self._is_heading(line) else None

    def _is_heading(self, line: PdfLine) -> bool:
        if _folded(line.text) in self._outline:
            return True
        if line.wide or not re.search(r"[^\W\d_]", line.text) or _BULLET.match(line.text):
            return False
        size, bold = self._body
        return (
            id(line) in self._italic
            or line.size >= size * _LARGER
            or (line.bold and not bold and line.size >= size * 0.9)
        )

    def _level(self, lines: list[PdfLine]) -> int | None:
        if not lines or not self._is_heading(lines[0]):
            return None
        text = " ".join(line.text for line in lines)
        if len(text) > _LONGEST_HEADING or "@" in text:
            return None
        return self._levels.get(lines[0].style, len(self._levels) + 1)

    def _heading_levels(self) -> dict[Style, int]:
        """Larger is further out; of one size, bold is. The largest, on page 1 alone, is the title."""
        places: dict[Style, set[int]] = {}
        for number, page in enumerate(self._pages):
            for line in page.lines:
                if self._is_heading(line):
                    places.setdefault(line.style, set()).add(number)
        styles = sorted(places, reverse=True)
        first = 1
        if styles and places[styles[0]] == {0} and self._is_title(styles[0], len(styles)):
            first = 0
        return {style: level for level, style in enumerate(styles, start=first)}

    def _is_title(self, style: Style, styles: int) -> bool:
        return styles > 1 and style[0] >= self._body[0] * 1.2

    def _notes_apart(
        self, page: Drawn, expected: int
    ) -> tuple[list[Block], list[tuple[int, list[str]]]]:
        """A page's blocks without its footnotes, and these: small lines after all others."""
        blocks: list[Block] = []
        notes: list[tuple[int, list[str]]] = []
        small = self._body[0] * _SMALLER
        top: float | None = None
        for block in page.blocks:
            if isinstance(block, PdfLine) and not self._is_heading(block):
                start = _NOTE_START.match(block.text)
                below = page.rule is not None and block.top > page.rule
                after = top is None or block.top > top
                if (block.size <= small or below) and (notes or start) and after:
                    number = int(start.group(1)) if start else 0
                    least = notes[-1][0] + 1 if notes else expected
                    if start and least <= number <= least + _MOST_MISSED:
                        notes.append((number, [block.text[start.end() :]]))
                        top = block.top if top is None else top
                        continue
                    if notes:
                        notes[-1][1].append(block.text)
                        continue
            blocks.append(block)
        return blocks, notes


def _italic_headings(blocks: list[Block]) -> set[int]:
    """The identities of short italic lines that stand alone among lines that are not."""
    found = set()
    for i, line in enumerate(blocks):
        if not isinstance(line, PdfLine) or not line.italic:
            continue
        near = [b for b in (*blocks[max(0, i - 1) : i], *blocks[i + 1 : i + 2])]
        alone = not any(isinstance(b, PdfLine) and b.italic for b in near)
        if alone and len(line.text) <= _LONGEST_ITALIC and line.text[-1] not in ".,:;?!»":
            found.add(id(line))
    return found


def _without_running_heads(pages: list[Drawn]) -> list[Drawn]:
    """The pages without what their edges share: the same words at the same height, or numbers
    that grow with the page. What is set as large as running text must stand on many pages.
    """
    size, _ = _body_style(pages)
    edges = [
        [(line, _edge_keys(line, number)) for line in _edge_lines(page)]
        for number, page in enumerate(pages)
    ]
    counts: Counter[_EdgeKey] = Counter()
    for lines in edges:
        counts.update({key for _, pieces in lines for keys in pieces for key in keys})
    kept = []
    for page, lines in zip(pages, edges, strict=True):
        out = {
            id(line)
            for line, pieces in lines
            if min(max(counts[key] for key in keys) for keys in pieces)
            >= (2 if line.size < size else max(3, _RUNNING_HEAD * len(pages)))
        }
        kept.append(page.without(out))
    return kept


def _edge_lines(page: Drawn) -> list[PdfLine]:
    lines = sorted(page.lines, key=lambda line: line.top)
    return [
        line
        for line in (*lines[:2], *lines[2:][-2:])
        if not _NOTE_MARK.match(line.text)
        and not page.height * _EDGE < line.top < page.height * (1 - _EDGE)
    ]


_EdgeKey = tuple[str, float, int]


def _edge_keys(line: PdfLine, page: int) -> list[set[_EdgeKey]]:
    """What each piece of a line says (left and right of a wide gap), as it is and with its first
    or last number told by how far it is from the page's, each with its size and height.
    """
    pieces = []
    for piece in line.text.split("  "):
        text = _folded(piece)
        texts = {text}
        for form in (r"\d+", r"\d+(?=\D*$)"):
            texts.add(re.sub(form, lambda m: f"#{int(m[0]) - page}", text, count=1))
        pieces.append({(t, line.size, round(line.top)) for t in texts})
    return pieces


def _body_style(pages: list[Drawn]) -> Style:
    counts: Counter[Style] = Counter()
    for page in pages:
        for line in page.lines:
            counts[line.style] += len(line.text)
    return counts.most_common(1)[0][0] if counts else (10.0, False)


def _usual_spacing(blocks: list[Block]) -> float:
    """The distance between two lines of a paragraph on this page, in points."""
    lines = [block for block in blocks if isinstance(block, PdfLine)]
    gaps = sorted(
        b.top - a.top
        for a, b in pairwise(lines)
        if 0 < b.top - a.top < 2.2 * a.size and a.size == b.size
    )
    return gaps[len(gaps) // 3] if gaps else 14.0


def _right_edges(blocks: list[Block]) -> dict[int, float]:
    """How far the lines of each column of a page go, in points."""
    edges: dict[int, float] = {}
    for block in blocks:
        if isinstance(block, PdfLine):
            edges[block.column] = max(edges.get(block.column, 0.0), block.x1)
    return edges


def _folded(text: str) -> str:
    return " ".join(re.sub(r"\x02.*?\x03", "", text).casefold().split())
