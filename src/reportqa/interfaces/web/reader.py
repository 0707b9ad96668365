"""A report as a page to read: every piece of text keeps its place in the stored text."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportqa.report.model import Footnote, ListBlock, Measure, Paragraph, Report, Section, Table
from reportqa.span import Text


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a text: where they stand, or None for a space that was a line end.

    `note` is the footnote whose marker follows.
    """

    text: str
    start: int | None = None
    end: int | None = None
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list or table; `page` is set where a new page begins with it.

    `label` is what a table is called, also where its caption stands as text right before it.
    """

    kind: str
    page: int | None
    texts: tuple[tuple[Piece, ...], ...] = ()
    level: int = 0
    anchor: str = ""
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents list."""

    anchor: str
    label: str
    inner: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A report laid out for reading."""

    contents: tuple[Entry, ...]
    blocks: tuple[Block, ...]
    notes: tuple[tuple[int, tuple[Piece, ...]], ...]


def lay_out(report: Report) -> Page:
    """The report's blocks in reading order, its contents list and its footnotes."""
    layout = _Layout(report)
    for i, section in enumerate(report.sections):
        layout.section(section, 2, f"s{i}")
    for measure in report.measures:
        layout.measure(measure)
    notes = tuple((n.number, layout.note(n)) for n in report.footnotes)
    return Page(tuple(layout.contents), tuple(layout.blocks), notes)


class _Layout:
    """Walks a report once and collects its blocks."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._markers = {n.marker.span.start: n.number for n in report.footnotes if n.marker}
        self._page = 0
        self.blocks: list[Block] = []
        self.contents: list[Entry] = []

    def measure(self, measure: Measure) -> None:
        """A measure: heading, field lines, sections."""
        anchor = f"m{measure.number}"
        self._heading(measure.heading, 2, anchor)
        if measure.fields:
            self._add("list", measure.fields)
        inner = [
            self.section(section, 3, f"{anchor}-{i}") for i, section in enumerate(measure.sections)
        ]
        label = f"{measure.label}: {measure.title}"
        self.contents.append(Entry(anchor, label, tuple(e for e in inner if e)))

    def section(self, section: Section, level: int, anchor: str) -> Entry | None:
        """A section with those inside it; its line of the contents list where it has a heading."""
        if section.heading is not None:
            self._heading(section.heading, min(level, 6), anchor)
        for block in section.blocks:
            match block:
                case Paragraph(sentences):
                    self._add("paragraph", sentences)
                case ListBlock(items):
                    self._add("list", items)
                case Table():
                    self._table(block)
        inner = [
            self.section(s, level + 1, f"{anchor}-{i}") for i, s in enumerate(section.sections)
        ]
        if section.heading is None or not section.title:
            return None
        return Entry(anchor, section.title, tuple(e for e in inner if e))

    def note(self, note: Footnote) -> tuple[Piece, ...]:
        """A footnote's text."""
        return tuple(
            p for sentence in note.sentences for p in (*self._pieces(sentence), Piece(" "))
        )

    def _heading(self, heading: Text, level: int, anchor: str) -> None:
        self.blocks.append(
            Block("heading", self._new_page(heading), (self._pieces(heading),), level, anchor)
        )

    def _add(self, kind: str, texts: Sequence[Text]) -> None:
        if texts:
            pieces = tuple(self._pieces(text) for text in texts)
            self.blocks.append(Block(kind, self._new_page(texts[0]), pieces))

    def _table(self, table: Table) -> None:
        head = (table.corner, *table.columns)
        first = tuple(self._pieces(cell) if cell else () for cell in head)
        rows = [
            (self._pieces(row.label), *(self._pieces(cell.text) for cell in row.cells))
            for row in table.rows
        ]
        page = self._new_page(table.caption or table.header)
        label = table.caption.text if table.caption else ""
        shown = self.blocks[-1].texts if self.blocks else ()
        caption = (self._pieces(table.caption),) if table.caption else ()
        caption = () if caption and caption[0] in shown else caption
        self.blocks.append(Block("table", page, caption, rows=(first, *rows), label=label))

    def _new_page(self, text: Text) -> int | None:
        page = self._report.page(text.span.start)
        if page <= self._page:
            return None
        self._page = page
        return page

    def _pieces(self, text: Text) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        at = 0
        for run in text.runs:
            if run.at > at:
                pieces.append(Piece(text.text[at : run.at]))
            at, end = run.at + run.length, run.start + run.length
            note = self._markers.get(end)
            pieces.append(Piece(text.text[run.at : at], run.start, end, note))
        return tuple(pieces)
