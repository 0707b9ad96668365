"""A made report as a PDF: fonts, rules, columns and running heads are by chance of a seed."""

import random
from pathlib import Path
from textwrap import wrap
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer
from reportlab.platypus import Table as PdfTable

from tests.report.documents import Element, Made, Table


def write_pdf(made: Made, path: Path, seed: int) -> None:
    """Write the report to `path`."""
    writer = _Writer(made, random.Random(seed))
    document = BaseDocTemplate(str(path), pagesize=A4)
    document.addPageTemplates(
        [PageTemplate(frames=writer.frames(), onPageEnd=writer.draw_furniture)]
    )
    title = Paragraph(made.title, writer.heads[0])
    document.build([title, *(part for e in made.elements for part in writer.flow(e))])


class _Marked(Paragraph):
    """A paragraph that tells on which page its footnote markers are drawn."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.notes: tuple[int, ...] = ()
        self.pages: dict[int, list[int]] = {}

    def split(self, width: float, height: float) -> list[Any]:
        """Parted by a page's end; a marker stands at a paragraph's end, so in the last part."""
        parts = super().split(width, height)
        if parts:
            parts[-1].notes, parts[-1].pages = self.notes, self.pages
        return parts

    def draw(self) -> None:
        self.pages.setdefault(self.canv.getPageNumber(), []).extend(self.notes)
        super().draw()


class _Writer:
    def __init__(self, made: Made, rng: random.Random) -> None:
        self._made = made
        self._notes_of: dict[int, list[int]] = {}
        font = rng.choice(["Helvetica", "Times"])
        self._regular = "Helvetica" if font == "Helvetica" else "Times-Roman"
        self._size = size = rng.choice([9.5, 10, 11])
        self._columns = rng.random() < 0.3
        self._rules = rng.choice(["grid", "lines", "none"])
        self._footed = rng.random() < 0.8
        self._align = rng.choice(["RIGHT", "LEFT", "CENTER"])
        self._width = 230 if self._columns else 475
        self._body = ParagraphStyle(
            "body",
            fontName=self._regular,
            fontSize=size,
            leading=size * 1.3,
            spaceAfter=size * 0.7,
            alignment=rng.choice([TA_LEFT, TA_JUSTIFY]),
        )
        smallest = size if rng.random() < 0.3 else size * 1.2
        self.heads = [
            ParagraphStyle(
                f"h{level}",
                parent=self._body,
                fontName=f"{font}-Bold",
                alignment=TA_LEFT,
                spaceBefore=size,
                spaceAfter=4,
                fontSize=head,
                leading=head * 1.2,
                keepWithNext=1,
            )
            for level, head in enumerate([size * 2, size * 1.5, smallest])
        ]

    def frames(self) -> list[Frame]:
        """One column or two."""
        lefts = [60, 310] if self._columns else [60]
        return [Frame(x, 125, self._width, 670, leftPadding=0, rightPadding=0) for x in lefts]

    def flow(self, element: Element) -> list[Any]:
        """What is drawn for a part of the report."""
        match element.kind:
            case "heading":
                return [Paragraph(element.text, self.heads[element.level])]
            case "list":
                return [Paragraph(f"• {item}", self._body) for item in element.items]
            case "table":
                assert element.table is not None
                caption = Paragraph(element.table.caption, self._body)
                return [caption, self._table(element.table), Spacer(1, self._size)]
        return [self._paragraph(element.text)]

    def draw_furniture(self, canvas: Any, document: Any) -> None:
        """Running head, page number, and the footnotes of the page."""
        canvas.saveState()
        canvas.setFont(self._regular, 8)
        if self._footed:
            canvas.drawString(60, 812, self._made.title)
            canvas.drawCentredString(297, 24, f"{document.page}")
        numbers = sorted(self._notes_of.get(document.page, []))
        if numbers:
            canvas.setLineWidth(0.5)
            canvas.line(60, 116, 190, 116)
        y = 104
        for number in numbers:
            canvas.setFont(self._regular, 5)
            canvas.drawString(60, y + 3, str(number))
            canvas.setFont(self._regular, 8)
            for line in wrap(self._made.notes[number], 115):
                canvas.drawString(66, y, line)
                y -= 10
        canvas.restoreState()

    def _paragraph(self, text: str) -> Paragraph:
        first, *parts = (part.split("}", 1) for part in text.split("{^"))
        size, rise = self._size * 0.6, self._size * 0.4
        raised = [f'<super size="{size}" rise="{rise}">{n}</super>{rest}' for n, rest in parts]
        paragraph = _Marked(first[0] + "".join(raised), self._body)
        paragraph.notes = tuple(int(n) for n, _ in parts)
        paragraph.pages = self._notes_of
        return paragraph

    def _table(self, table: Table) -> PdfTable:
        size = 7 if self._columns else self._size
        cell = ParagraphStyle(
            "cell",
            parent=self._body,
            alignment=TA_LEFT,
            spaceAfter=0,
            fontSize=size,
            leading=size * 1.3,
        )
        rows = [table.header, *table.rows]
        label, others = self._width * 0.36, len(table.header) - 1
        style: list[Any] = [
            ("FONT", (0, 0), (-1, -1), self._regular, size),
            ("ALIGN", (1, 0), (-1, -1), self._align),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
        if self._rules == "grid":
            style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
        elif self._rules == "lines":
            style.append(("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey))
        return PdfTable(
            [[Paragraph(row[0], cell), *row[1:]] for row in rows],
            colWidths=[label] + [(self._width - label) / others] * others,
            repeatRows=1,
            style=style,
        )
