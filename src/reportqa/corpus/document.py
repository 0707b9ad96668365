"""A report's file as it was read: the stored text, and what the file itself knows of its form.

The stored text holds pages parted by form feeds, paragraphs parted by a blank line, list items
that begin with a bullet, one line a table row, and footnote markers as superior digits, so that
no digit is glued to a word. All spans refer to it.
"""

import re
from dataclasses import dataclass

from reportqa.span import Span

PAGE_BREAK = "\f"
_SUPERIOR = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, over one or more whole lines. Level 0 is the title, 1 the outermost heading."""

    span: Span
    level: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: every row has as many cells; the first `header` rows hold the column labels."""

    rows: tuple[tuple[Span, ...], ...]
    header: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its text (the number left out) and the digits in the text that refer to it."""

    number: int
    text: Span
    marker: Span | None


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file tells of its form. Without headings, headings are known by their form."""

    headings: tuple[Heading, ...] = ()
    grids: tuple[Grid, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A stored text with its layout; None where the file is text and no more."""

    text: str
    layout: Layout | None


class Writer:
    """Writes a stored text from top to bottom and notes the place of each part."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._headings: list[Heading] = []
        self._grids: list[Grid] = []
        self._notes: dict[int, Span] = {}
        self._markers: list[tuple[int, Span]] = []

    def paragraph(self, lines: list[str], level: int | None = None) -> None:
        """Lines of running text; with a `level`, of a heading. `marked` makes their markers."""
        start = self._length
        for line in lines:
            self._line(line)
        if level is not None and self._length > start:
            self._headings.append(Heading(Span(start, self._length - 1), level))
        self._write("\n")

    def table(self, rows: list[list[str]], header: int, goes_on: bool = False) -> None:
        """A table, one line a row; one that goes on adds its rows to the table before.

        Two columns without numbers are names and what they stand for: `Budsjett: ...`.
        """
        if all(len(row) == 2 and not re.fullmatch(r"[\d\s.,%–-]*", row[1]) for row in rows):
            for name, words in rows:
                self.paragraph([f"{' '.join(name.split()).rstrip(':')}: {' '.join(words.split())}"])
            return
        spans = []
        for row in rows:
            cells = []
            for i, cell in enumerate(row):
                self._write("  " if i else "")
                start = self._length
                self._marked(" ".join(cell.split()) or "–")
                cells.append(Span(start, self._length))
            self._write("\n")
            spans.append(tuple(cells))
        self._write("\n")
        if goes_on and self._grids:
            before = self._grids.pop()
            self._grids.append(Grid((*before.rows, *spans), before.header))
        else:
            self._grids.append(Grid(tuple(spans), header))

    def note(self, number: int, lines: list[str]) -> None:
        """A footnote's text, under its number."""
        self._write(superior(number) + " ")
        start = self._length
        for line in lines:
            self._line(line)
        self._notes[number] = Span(start, self._length - 1)

    def page_break(self) -> None:
        """A new page begins."""
        self._write(PAGE_BREAK)

    def document(self) -> Document:
        """The text, with the layout as far as it was told."""
        text = "".join(self._parts)
        markers: dict[int, Span] = {}
        for number, span in self._markers:
            markers.setdefault(number, span)
        notes = tuple(
            Note(number, span, markers.get(number)) for number, span in self._notes.items()
        )
        return Document(text, Layout(tuple(self._headings), tuple(self._grids), notes))

    def _line(self, line: str) -> None:
        self._marked(line.strip())
        self._write("\n")

    def _marked(self, text: str) -> None:
        """Text in which markers stand between the signs of `marked`."""
        for i, piece in enumerate(text.replace(_CLOSE, _OPEN).split(_OPEN)):
            if i % 2 and piece.isdigit():
                start = self._length
                self._write(superior(int(piece)))
                self._markers.append((int(piece), Span(start, self._length)))
            else:
                self._write(piece)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


_BEFORE_LABEL = re.compile(r"\n\s*(?=[A-ZÆØÅ][^\W\d_]+(?: [^\W\d_]+){0,2}:\s)")


def parted(text: str) -> list[str]:
    """The paragraphs of a text with line breaks: a line that begins with a label (`Budsjett: ...`)
    begins something new.
    """
    return _BEFORE_LABEL.split(text)


_OPEN, _CLOSE = "\x02", "\x03"


def marked(number: str) -> str:
    """A footnote marker as `Writer` takes it inside a line."""
    return f"{_OPEN}{number}{_CLOSE}"


def superior(number: int) -> str:
    """The number in superior digits: `¹²`."""
    return str(number).translate(_SUPERIOR)
