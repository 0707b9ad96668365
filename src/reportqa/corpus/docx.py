"""Word (.docx) -> Document: headings by style, tables, footnotes from their own part."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportqa.corpus.document import Document, Writer, marked, parted
from reportqa.corpus.pdf_table import header_rows
from reportqa.errors import CorpusError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
# Bytes that a file may hold unpacked, and how often larger than packed they may be.
_MOST_BYTES, _MOST_PACKED = 500_000_000, 200
_HEADING = re.compile(r"(?:heading|overskrift)\s*(\d)", re.IGNORECASE)
_TITLES = ("title", "tittel")
_LISTS = re.compile(r"list|liste|punkt", re.IGNORECASE)


def read_docx(path: Path) -> Document:
    """The text of a Word file with its headings, tables and footnotes.

    Raises CorpusError for a file that is encrypted, damaged, empty or a bomb.
    """
    _check(path)
    return _Reader(_opened(path), path).read()


def _check(path: Path) -> None:
    """Look at the sizes that the archive states before anything of it is unpacked."""
    if path.read_bytes()[:4] == b"\xd0\xcf\x11\xe0":
        raise CorpusError(
            f"{path} is encrypted or an old .doc file.", "Save it as .docx without a password."
        )
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError):
        raise _damaged(path) from None
    size = sum(info.file_size for info in infos)
    packed = max(1, sum(info.compress_size for info in infos))
    if size > _MOST_BYTES or (size > _MOST_BYTES // 20 and size / packed > _MOST_PACKED):
        raise CorpusError(f"{path} unpacks to {size:,} bytes.", "Leave it out; it is no report.")


def _opened(path: Path) -> "WordDocument":
    import docx

    try:
        return docx.Document(str(path))
    except Exception:  # noqa: BLE001  a damaged file fails anywhere in the library
        raise _damaged(path) from None


def _damaged(path: Path) -> CorpusError:
    return CorpusError(
        f"{path} is damaged or no Word file.",
        "Open it in a word processor, save it anew, add that.",
    )


class _Reader:
    """Walks the body of one file."""

    def __init__(self, word: "WordDocument", path: Path) -> None:
        self._word = word
        self._path = path
        self._writer = Writer()
        self._notes = self._note_texts()
        self._numbers: dict[str, int] = {}
        self._waiting: list[str] = []

    def read(self) -> Document:
        """The document. Raises CorpusError where it holds no text."""
        for child in self._word.element.body.iterchildren():
            if child.tag == f"{_W}p":
                self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                self._table(child)
            elif child.tag == f"{_W}sdt":
                for inner in child.iter(f"{_W}p"):
                    self._paragraph(inner)
        self._write_notes()
        document = self._writer.document()
        if not document.text.strip():
            raise CorpusError(f"{self._path} is empty.", "Replace it with a report.")
        return document

    def _paragraph(self, element: Any) -> None:
        if any(True for _ in element.iter(f"{_W}lastRenderedPageBreak")) or any(
            br.get(f"{_W}type") == "page" for br in element.iter(f"{_W}br")
        ):
            self._write_notes()
            self._writer.page_break()
        text = self._text(element)
        if not text.strip():
            return
        style = self._style(element)
        level = self._level(style, element)
        if level is None and self._is_item(element, style):
            text = f"• {text}"
        for part in parted(text) if level is None else [text]:
            self._writer.paragraph([" ".join(part.split())], level)

    def _text(self, element: Any) -> str:
        parts = []
        for node in element.iter():
            if node.tag == f"{_W}t":
                parts.append(node.text or "")
            elif node.tag == f"{_W}tab":
                parts.append(" ")
            elif node.tag in (f"{_W}br", f"{_W}cr"):
                parts.append("\n")
            elif node.tag == f"{_W}noBreakHyphen":
                parts.append("-")
            elif node.tag == f"{_W}footnoteReference":
                parts.append(self._marker(node.get(f"{_W}id")))
        return "".join(parts).replace("\xad", "").replace("\xa0", " ")

    def _marker(self, identity: str) -> str:
        if identity not in self._notes:
            return ""
        if identity not in self._numbers:
            self._numbers[identity] = len(self._numbers) + 1
            self._waiting.append(identity)
        return marked(str(self._numbers[identity]))

    def _write_notes(self) -> None:
        """The footnotes of the page that ends here."""
        for identity in self._waiting:
            self._writer.note(self._numbers[identity], [self._notes[identity]])
        self._waiting = []

    def _style(self, element: Any) -> str:
        from docx.text.paragraph import Paragraph

        style = Paragraph(element, self._word._body).style
        return style.name or "" if style is not None else ""

    def _level(self, style: str, element: Any) -> int | None:
        if style.casefold() in _TITLES:
            return 0
        found = _HEADING.match(style)
        if found:
            return int(found.group(1))
        outline = element.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None and outline.get(f"{_W}val", "9") < "9":
            return int(outline.get(f"{_W}val")) + 1
        return None

    def _is_item(self, element: Any, style: str) -> bool:
        return bool(element.find(f"{_W}pPr/{_W}numPr") is not None or _LISTS.search(style))

    def _table(self, element: Any) -> None:
        rows = [[self._cell(cell) for cell in _cells(row)] for row in element.iter(f"{_W}tr")]
        width = max((len(row) for row in rows), default=0)
        rows = [row + [""] * (width - len(row)) for row in rows if any(row)]
        if width < 2 or len(rows) < 2:
            for row in rows:
                self._writer.paragraph([cell for cell in row if cell])
            return
        self._writer.table(rows, header_rows(rows))

    def _cell(self, cell: Any) -> str:
        return " ".join(" ".join(self._text(p) for p in cell.iter(f"{_W}p")).split())

    def _note_texts(self) -> dict[str, str]:
        from docx.oxml import parse_xml

        for relation in self._word.part.rels.values():
            if relation.reltype == _NOTES:
                root = parse_xml(relation.target_part.blob)
                return {
                    note.get(f"{_W}id", ""): _plain(note)
                    for note in root.iter(f"{_W}footnote")
                    if note.get(f"{_W}type") is None
                }
        return {}


def _cells(row: Any) -> Iterator[Any]:
    """A row's cells; one that spans several columns is followed by empty ones."""
    for cell in row.findall(f"{_W}tc"):
        yield cell
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        for _ in range(int(span.get(f"{_W}val", "1")) - 1 if span is not None else 0):
            yield cell.makeelement(f"{_W}tc")


def _plain(note: Any) -> str:
    return " ".join("".join(t.text or "" for t in note.iter(f"{_W}t")).split())
