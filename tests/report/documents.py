"""Whole reports from a seed, as PDF, Word, HTML, Markdown and text, with the truth known."""

import random
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

_STEMS = ["Fjell", "Skog", "Kyst", "Elve", "Dal", "Vidde", "Hav", "Myr", "Strand", "Nes"]
_ENDS = ["samling", "gruppe", "ordning", "kampanje", "krets", "linje", "lag", "stasjon"]
_ROWS = [
    "Nord", "Midt", "Vest", "Øst", "Sør", "Indre Øst", "Støy", "Brann og røyk", "Ras/skred", "Utslipp",
    "Skader på veier, broer og kaianlegg som meldes av kommunene", "Tyveri (mindre)",
]  # fmt: skip
_SENTENCES = [
    "Etaten fulgte opp arbeidet i {n} kommuner gjennom hele perioden",
    "Det ble holdt {n} møter med kommunene og de frivillige",
    "I alt deltok {n} personer på samlingene",
    "Arbeidet har gitt bedre oversikt over hendelser i området",
    "Av de {n} søknadene ble de fleste innvilget før sommeren",
    "Evalueringen viser at {n} prosent av deltakerne var fornøyde med tilbudet",
    "Samarbeidet med fylkesmennene og kommunene ble videreført som før",
]


@dataclass
class Table:
    """A table's caption, column labels (the corner first) and rows."""

    caption: str
    header: list[str]
    rows: list[list[str]]


@dataclass
class Element:
    """`heading` with its level, `text`, `list`, or `table`. `{^n}` in a text is a footnote marker."""

    kind: str
    text: str = ""
    level: int = 0
    items: list[str] = field(default_factory=list)
    table: Table | None = None


@dataclass
class Made:
    """A report and the truth about it."""

    title: str
    elements: list[Element]
    notes: dict[int, str] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)
    measures: dict[int, str] = field(default_factory=dict)

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Level and text of every heading but the title."""
        return [(e.level, e.text) for e in self.elements if e.kind == "heading"]

    @property
    def tables(self) -> list[Table]:
        """The tables in order."""
        return [e.table for e in self.elements if e.table]


def make(seed: int) -> Made:
    """A report of three to six measures: how they are called, and what they hold, is by chance."""
    rng = random.Random(seed)
    word = rng.choice(["Tiltak", "Innsatsområde", "Delmål", "Action", ""])
    made = Made(f"Rapport om {rng.choice(_STEMS).lower()}området {rng.randint(2015, 2022)}", [])
    made.elements.append(Element("heading", "1 Innledning" if not word else "Innledning", 1))
    made.elements.append(Element("text", _paragraph(rng, made)))
    count = rng.randint(3, 6)
    for number in range(1, count + 1):
        _measure(rng, made, number if word else number + 1, word)
    made.elements.append(
        Element("heading", f"{count + 2} Veien videre" if not word else "Veien videre", 1)
    )
    made.elements.append(Element("text", _paragraph(rng, made)))
    return made


def _measure(rng: random.Random, made: Made, number: int, word: str) -> None:
    title = f"{rng.choice(_STEMS)}{rng.choice(_ENDS)} for {rng.choice(_STEMS).lower()}området"
    made.measures[number] = title
    start = f"{word} {number}: " if word else f"{number} "
    made.elements.append(Element("heading", start + title, 1))
    if rng.random() < 0.7 or not word:
        made.elements.append(Element("text", f"Ansvarlig: Etat {rng.choice(_STEMS)}"))
    made.elements.append(Element("text", _paragraph(rng, made)))
    for part in range(rng.randint(1, 2)):
        heading = rng.choice(["Gjennomføring", "Erfaringer fra arbeidet", "Samarbeid i regionene"])
        if rng.random() < 0.5 and word != "Delmål":
            heading = f"Resultatmål {part + 1}"
        made.elements.append(Element("heading", heading, 2))
        made.elements.append(Element("text", _paragraph(rng, made, note=rng.random() < 0.5)))
        if rng.random() < 0.5:
            made.elements.append(_table(rng))
        if rng.random() < 0.3:
            made.elements.append(Element("list", items=[f"{s} uten avvik" for s in _STEMS[:3]]))
        made.elements.append(Element("text", _paragraph(rng, made)))


def _paragraph(rng: random.Random, made: Made, note: bool = False) -> str:
    sentences = []
    for form in rng.sample(_SENTENCES, rng.randint(3, 6)):
        number = rng.randint(21, 98) * rng.choice([1, 10, 100])
        if "{n}" in form:
            made.numbers.append(number)
        sentences.append(form.replace("{n}", _grouped(number)) + ".")
    if note:
        number = len(made.notes) + 1
        word = f"{rng.choice(_STEMS)}{rng.choice(_ENDS)}en"
        made.words[number] = word
        made.notes[number] = f"Ordningen er omtalt av {rng.choice(_STEMS)}etaten i et eget notat."
        sentences.append(f"Dessuten ble {word}{{^{number}}} tatt i bruk av flere kommuner.")
    return " ".join(sentences)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", " ") if number > 9999 else str(number)


def _table(rng: random.Random) -> Element:
    kind = rng.choice(["years", "quarters", "regions", "percent"])
    width = rng.randint(2, 4)
    columns = {
        "years": [str(2016 + i) for i in range(width)],
        "quarters": [f"{i + 1}. kvartal" for i in range(width)],
        "regions": _ROWS[:width],
        "percent": [f"Andel {2016 + i}" for i in range(width)],
    }[kind]
    largest = rng.choice([90, 900, 90000])
    rows = []
    for label in rng.sample(_ROWS[width:], rng.randint(3, 6)):
        values = [rng.randint(1, largest) for _ in range(width)]
        form = (lambda v: f"{v % 90},{v % 9} %") if kind == "percent" else _grouped
        rows.append([label, *map(form, values)])
    noun = rng.choice(["saker", "meldinger", "søknader"])
    return Element(
        "table", table=Table(f"Tabellen viser antall {noun} i området", ["Type", *columns], rows)
    )


def write_docx(made: Made, path: Path) -> None:
    """The report as a Word file, its footnotes in their own part."""
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = docx.Document()
    document.add_paragraph(made.title, style="Title")
    for element in made.elements:
        match element.kind:
            case "heading":
                document.add_heading(element.text, element.level)
            case "list":
                for item in element.items:
                    document.add_paragraph(item, style="List Bullet")
            case "table":
                table = element.table
                assert table is not None
                document.add_paragraph(table.caption)
                cells = [table.header, *table.rows]
                drawn = document.add_table(len(cells), len(cells[0]))
                for i, row in enumerate(cells):
                    for j, cell in enumerate(row):
                        drawn.cell(i, j).text = cell
            case "text":
                paragraph = document.add_paragraph()
                for i, part in enumerate(element.text.split("{^")):
                    if i:
                        number, part = part.split("}", 1)
                        reference = OxmlElement("w:footnoteReference")
                        reference.set(qn("w:id"), str(int(number) + 1))
                        paragraph.add_run()._r.append(reference)
                    paragraph.add_run(part)
    notes = "".join(
        f'<w:footnote w:id="{n + 1}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for n, text in made.notes.items()
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    blob = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {space}>{notes}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), kind, blob.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document.save(str(path))


def as_html(made: Made) -> str:
    """The report as a web page."""
    parts = [f"<h1>{made.title}</h1>"]
    for element in made.elements:
        match element.kind:
            case "heading":
                parts.append(f"<h{element.level + 1}>{element.text}</h{element.level + 1}>")
            case "list":
                parts.append("<ul>" + "".join(f"<li>{i}</li>" for i in element.items) + "</ul>")
            case "text":
                parts.append(f"<p>{_with_markers(element.text, _html_marker)}</p>")
            case "table":
                table = element.table
                assert table is not None
                rows = [table.header, *table.rows]
                cells = "".join(
                    "<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows
                )
                parts.append(f"<p>{table.caption}</p><table>{cells}</table>")
    notes = "".join(f'<li id="fn{n}">{text}</li>' for n, text in made.notes.items())
    return f"<html><body><nav>Meny</nav>{''.join(parts)}<ol>{notes}</ol></body></html>"


def as_markdown(made: Made) -> str:
    """The report as Markdown."""
    parts = [f"# {made.title}"]
    for element in made.elements:
        match element.kind:
            case "heading":
                parts.append("#" * (element.level + 1) + f" {element.text}")
            case "list":
                parts.append("\n".join(f"- {item}" for item in element.items))
            case "text":
                parts.append(_with_markers(element.text, lambda n: f"[^{n}]"))
            case "table":
                table = element.table
                assert table is not None
                rows = [table.header, ["---"] * len(table.header), *table.rows]
                parts += [table.caption, "\n".join("| " + " | ".join(row) + " |" for row in rows)]
    notes = "\n".join(f"[^{n}]: {text}" for n, text in made.notes.items())
    return "\n\n".join(parts) + "\n\n" + notes + "\n"


def as_text(made: Made, seed: int) -> str:
    """The report as text taken out of a PDF: pages by form feeds, markers glued to their words."""
    rng = random.Random(seed)
    width, wide = rng.choice([78, 90, 100]), rng.random() < 0.5
    blocks: list[tuple[list[str], list[int]]] = [([made.title], [])]
    for element in made.elements:
        match element.kind:
            case "heading":
                blocks.append((textwrap.wrap(element.text, width), []))
            case "list":
                blocks.append(([f"• {item}" for item in element.items], []))
            case "text":
                glued = _with_markers(element.text, str)
                notes = [n for n in made.notes if f"{{^{n}}}" in element.text]
                blocks.append((textwrap.wrap(glued, width, break_on_hyphens=False), notes))
            case "table":
                table = element.table
                assert table is not None
                rows = [table.header, *table.rows]
                label = max(len(row[0]) for row in rows) + 3
                lines = [
                    row[0].ljust(label) + "".join(c.rjust(14) for c in row[1:]) for row in rows
                ]
                if not wide and all(" " not in c for row in rows for c in row[1:]):
                    lines = [" ".join(row) for row in rows]
                blocks += [([table.caption], []), (lines, [])]
    pages: list[str] = []
    lines, notes = list[str](), list[int]()
    for block, marks in blocks:
        if len(lines) + len(block) > 40:
            pages.append(_page(lines, notes, made))
            lines, notes = [], []
        lines += [*block, ""]
        notes += marks
    pages.append(_page(lines, notes, made))
    return "\f".join(pages)


def _page(lines: list[str], notes: list[int], made: Made) -> str:
    return "\n".join([*lines, *(f"{n} {made.notes[n]}" for n in notes)]) + "\n"


def _html_marker(number: int) -> str:
    return f'<sup><a href="#fn{number}">{number}</a></sup>'


def _with_markers(text: str, write: Callable[[int], str]) -> str:
    first, *parts = text.split("{^")
    return first + "".join(
        write(int(part.split("}", 1)[0])) + part.split("}", 1)[1] for part in parts
    )
