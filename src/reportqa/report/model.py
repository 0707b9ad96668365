"""The report as a reader sees it: an immutable tree whose every leaf knows its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

import msgspec

from reportqa.span import Span, Text

SectionKind = Literal["introduction", "objective", "attainment", "heading"]


# The three blocks are tagged structs, so that a stored section knows which of them it holds.
class Paragraph(msgspec.Struct, frozen=True, tag=True):
    """Running text, already divided into sentences."""

    sentences: tuple[Text, ...]


class ListBlock(msgspec.Struct, frozen=True, tag=True):
    """A bulleted or numbered list; each item is one text."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's number cell. `value` is None where the cell holds no number (a dash)."""

    text: Text
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row label and its cells, one for each column label, in order."""

    label: Text
    cells: tuple[Cell, ...]
    text: Text


class Table(msgspec.Struct, frozen=True, tag=True):
    """A table of numbers by row label and column label."""

    caption: Text | None
    corner: Text | None
    columns: tuple[Text, ...]
    rows: tuple[Row, ...]
    header: Text


Block = Paragraph | ListBlock | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a measure under a heading. `title` is its short name in a heading path."""

    kind: SectionKind
    title: str
    number: int | None
    heading: Text | None
    blocks: tuple["Paragraph | ListBlock | Table", ...]
    sections: tuple["Section", ...] = ()


# A section with the number of its measure, None outside them, and its heading path.
Part = tuple[int | None, tuple[str, ...], Section]


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact person: unit, name and e-mail as they stand, and the line that names them."""

    unit: str | None
    name: str
    email: str | None
    text: Text


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure (tiltak) of the action plan.

    `heading` is the whole heading as it stands, `title` the words of it without number and
    ministries. `fields` are the field lines as they stand; `responsible`, `contacts` and
    `budget` are what they say.
    """

    number: int
    label: str
    title: str
    heading: Text
    ministries: tuple[Text, ...]
    responsible: Text | None
    contacts: tuple[Contact, ...]
    budget: tuple[Text, ...]
    fields: tuple[Text, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """A footnote marker: the word it is glued to and the digits, in the stored text."""

    footnote: int
    word: str
    span: Span


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote, with the measure and heading path of the text that carries its marker."""

    number: int
    sentences: tuple[Text, ...]
    marker: Marker | None
    measure: int | None
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its measures, and what stands before or outside them in `sections`."""

    id: str
    title: Text | None
    language: str
    measures: tuple[Measure, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    pages: tuple[Span, ...]
    abbreviations: dict[str, str] = field(default_factory=dict)
    unread: tuple[Span, ...] = ()

    def page(self, offset: int) -> int:
        """The page, counted from 1, that the character at `offset` stands on."""
        for number, span in enumerate(self.pages, start=1):
            if offset < span.end:
                return number
        return max(1, len(self.pages))

    def measure(self, number: int) -> Measure | None:
        """The measure with that number, or None."""
        return next((m for m in self.measures if m.number == number), None)

    def parts(self) -> Iterator[Part]:
        """Every section, those outside the measures first."""
        return parts(self.sections, self.measures)


def parts(sections: tuple[Section, ...], measures: tuple[Measure, ...]) -> Iterator[Part]:
    """Every section with the number of its measure, None outside them, and its heading path."""
    for number, group in [(None, sections), *((m.number, m.sections) for m in measures)]:
        for path, section in walk(group):
            yield number, path, section


def walk(
    sections: tuple[Section, ...], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Section]]:
    """Every section with its heading path, outermost first, in reading order."""
    for section in sections:
        here = (*path, section.title) if section.title else path
        yield here, section
        yield from walk(section.sections, here)


def leaves(section: Section) -> Iterator[Text]:
    """The texts of a section's own blocks (not of its inner sections), in reading order."""
    if section.heading is not None:
        yield section.heading
    for block in section.blocks:
        match block:
            case Paragraph(sentences):
                yield from sentences
            case ListBlock(items):
                yield from items
            case Table():
                yield from (t for t in (block.caption, block.header) if t is not None)
                yield from (row.text for row in block.rows)
