"""HTML and Markdown -> Document. Markdown is read as the HTML that it stands for."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from reportqa.corpus.document import Document, Writer, marked, parted
from reportqa.corpus.pdf_table import header_rows
from reportqa.corpus.plain import decoded
from reportqa.errors import CorpusError

if TYPE_CHECKING:
    from bs4 import Tag

_FURNITURE = ["script", "style", "nav", "noscript", "template", "head", "iframe", "svg", "form"]
_BLOCKS = (
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "table", "pre", "blockquote", "dt", "dd",
    "figcaption", "caption", "div", "section", "article", "main", "ul", "ol", "hr",
)  # fmt: skip
_NOTE_MARK = re.compile(r"\[\^(\w+)\](?!:)")
_NOTE_TEXT = re.compile(r"^\[\^(\w+)\]:[ \t]*(.*(?:\n(?:[ \t]+\S.*))*)\n?", re.MULTILINE)
_WIDEST = 100
_LABEL = re.compile(r"^[\[(]?(\d{1,3})[\])]?[.:]?\s*")


def read_html(path: Path) -> Document:
    """The text of a web page with its headings, tables and footnotes. Raises CorpusError."""
    return _read(path, decoded(path))


def read_markdown(path: Path) -> Document:
    """The text of a Markdown file with its headings, tables and footnotes. Raises CorpusError."""
    from markdown_it import MarkdownIt

    source = decoded(path)
    notes = {name: " ".join(text.split()) for name, text in _NOTE_TEXT.findall(source)}
    body = _NOTE_TEXT.sub("", source)
    used = dict.fromkeys(name for name in _NOTE_MARK.findall(body) if name in notes)
    number = {name: i for i, name in enumerate(used, start=1)}
    body = _NOTE_MARK.sub(
        lambda m: (
            f'<sup><a href="#fn{number[m[1]]}">{number[m[1]]}</a></sup>' if m[1] in number else m[0]
        ),
        body,
    )
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    tail = "".join(f'<p id="fn{i}">{notes[name]}</p>' for name, i in number.items())
    return _read(path, markdown.render(body) + tail)


def _read(path: Path, html: str) -> Document:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "lxml")
    for tag in soup(_FURNITURE):
        tag.decompose()
    document = _Reader(soup.body or soup).read()
    if not document.text.strip():
        raise CorpusError(f"{path} is empty.", "Replace it with a report.")
    return document


class _Reader:
    """Walks the blocks of one page."""

    def __init__(self, root: "Tag") -> None:
        self._root = root
        self._writer = Writer()
        self._notes = self._note_texts()
        one_title = len(root.find_all("h1")) == 1
        self._outermost = 1 if one_title else 0

    def read(self) -> Document:
        """The document, its footnotes last."""
        self._walk(self._root)
        for number, text in sorted(self._notes.items()):
            self._writer.note(number, [text])
        return self._writer.document()

    def _walk(self, tag: "Tag") -> None:
        from bs4.element import NavigableString, Tag

        loose: list[str] = []
        for child in tag.children:
            if isinstance(child, Tag) and (
                child.name in _BLOCKS or child.find(_BLOCKS) is not None
            ):
                self._paragraph(" ".join(loose))
                loose = []
                self._block(child)
            elif isinstance(child, Tag):
                loose.append(self._inline(child))
            elif type(child) is NavigableString:
                loose.append(str(child))
        self._paragraph("".join(loose))

    def _block(self, tag: "Tag") -> None:
        if re.fullmatch(r"h[1-6]", tag.name):
            self._paragraph(self._inline(tag), int(tag.name[1]) - self._outermost)
        elif tag.name == "table":
            self._table(tag)
        elif tag.name == "dl":
            self._definitions(tag)
        elif tag.name == "li":
            self._item(tag)
        elif tag.find(_BLOCKS) is None:
            self._paragraph(self._inline(tag))
        else:
            self._walk(tag)

    def _item(self, tag: "Tag") -> None:
        """A list item, then the lists and tables inside it."""
        inner = [child.extract() for child in tag.find_all(["ul", "ol", "table"], recursive=False)]
        text = self._inline(tag).strip()
        self._paragraph(f"• {text}" if text else "")
        for child in inner:
            self._block(child)

    def _definitions(self, tag: "Tag") -> None:
        """Names and what they stand for: `Budsjett: ...`."""
        name = ""
        for child in tag.find_all(["dt", "dd"]):
            text = " ".join(self._inline(child).split())
            if child.name == "dt":
                name = text.rstrip(":")
            else:
                self._paragraph(f"{name}: {text}" if name else text)
                name = ""

    def _paragraph(self, text: str, level: int | None = None) -> None:
        for part in parted(text) if level is None else [text]:
            if words := " ".join(part.split()):
                self._writer.paragraph([words], level)

    def _table(self, tag: "Tag") -> None:
        if tag.caption is not None:
            self._paragraph(self._inline(tag.caption))
        rows = self._cells(tag)
        width = max(map(len, rows), default=0)
        rows = [texts + [""] * (width - len(texts)) for texts in rows if any(texts)]
        if width < 2 or len(rows) < 2:
            for texts in rows:
                self._paragraph(" ".join(texts))
            return
        self._writer.table(rows, header_rows(rows))

    def _cells(self, table: "Tag") -> list[list[str]]:
        """The texts of a table's cells; one over several columns or rows is followed by empty ones."""
        rows: list[list[str]] = []
        below: dict[int, int] = {}  # by column: how many more rows a cell from above goes on for
        for row in table.find_all("tr"):
            texts: list[str] = []
            for cell in row.find_all(["td", "th"]):
                while below.get(len(texts), 0):
                    below[len(texts)] -= 1
                    texts.append("")
                width, height = _spanned(cell, "colspan"), _spanned(cell, "rowspan")
                below |= dict.fromkeys(range(len(texts), len(texts) + width), height - 1)
                texts += [" ".join(self._inline(cell).split()), *[""] * (width - 1)]
            below |= {at: max(0, n - 1) for at, n in below.items() if at >= len(texts)}
            rows.append(texts)
        return rows

    def _inline(self, tag: "Tag") -> str:
        from bs4.element import NavigableString, Tag

        parts: list[str] = []
        for child in tag.children:
            if not isinstance(child, Tag):
                parts.append(str(child) if type(child) is NavigableString else "")
                continue
            digits = child.get_text().strip(" []()")
            if child.name == "br":
                parts.append("\n")
            elif child.name == "sup" and digits.isdigit() and int(digits) in self._notes:
                parts.append(marked(digits))
            else:
                parts.append(self._inline(child))
        return "".join(parts).replace("\xa0", " ").replace("\xad", "")

    def _note_texts(self) -> dict[int, str]:
        """The footnotes that superior links lead to; they are taken out of the running text."""
        notes: dict[int, str] = {}
        for sup in self._root.find_all("sup"):
            link = sup.find("a")
            number = sup.get_text().strip(" []()")
            target = str(link.get("href", "")) if link else ""
            if not target.startswith("#") or not number.isdigit():
                continue
            home = self._root.find(id=target[1:])
            if home is not None and home.name in ("p", "li", "div", "dd"):
                text = " ".join(home.get_text(" ").split()).rstrip(" ↩︎")
                notes[int(number)] = _LABEL.sub("", text) if home.name != "li" else text
                home.decompose()
        return notes


def _spanned(cell: "Tag", attribute: str) -> int:
    """How many columns or rows a cell goes over."""
    said = str(cell.get(attribute, "1"))
    return min(max(1, int(said)), _WIDEST) if said.isdigit() else 1
