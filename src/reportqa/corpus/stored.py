"""What was read from a report's file, kept beside it: `report.pdf` -> two files.

report.pdf.txt           the stored text, which offsets refer to
report.pdf.layout.json   what the file tells of its form, and what the text was read from

They are read again only while they fit the file, the text and the code that reads, and go when
the file is gone.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from reportqa.corpus.document import Document, Layout
from reportqa.corpus.readers import PLAIN, READERS

_LAYOUT = ".layout.json"


@dataclass(frozen=True, slots=True)
class _Kept:
    """`reader`, `source` and `text` are hashes of the code, the file and the text it gave."""

    reader: str
    source: str
    text: str
    layout: Layout | None


def is_stored_text(path: Path) -> bool:
    """True for a name like `report.pdf.txt`: never a report itself."""
    inner = Path(path.stem).suffix.lower()
    return path.suffix.lower() == PLAIN and inner != PLAIN and inner in READERS


def side_paths(path: Path) -> tuple[Path, Path]:
    """Where the stored text and the layout of a report's file are kept."""
    return path.with_name(path.name + PLAIN), path.with_name(path.name + _LAYOUT)


def side_files(path: Path, sha256: str, document: Document) -> dict[Path, bytes]:
    """The files that keep what was read from `path`, a file with that hash."""
    text = document.text.encode("utf-8")
    kept = _Kept(_reader_hash(), sha256, hashlib.sha256(text).hexdigest(), document.layout)
    return dict(zip(side_paths(path), (text, msgspec.json.encode(kept)), strict=True))


def kept_document(path: Path, sha256: str) -> Document | None:
    """What was read from `path`, a file with that hash; None where that must be done (again)."""
    try:
        text, layout = (side.read_bytes() for side in side_paths(path))
        kept = msgspec.json.decode(layout, type=_Kept)
    except (OSError, msgspec.MsgspecError):
        return None
    found = (kept.reader, kept.source, kept.text)
    if found != (_reader_hash(), sha256, hashlib.sha256(text).hexdigest()):
        return None
    return Document(text.decode("utf-8"), kept.layout)


def drop_left_over(folder: Path) -> None:
    """Take away what was read from files that are gone; a text that was changed since stays."""
    for layout in folder.glob(f"*{_LAYOUT}"):
        original = layout.with_name(layout.name.removesuffix(_LAYOUT))
        text = side_paths(original)[0]
        if original.exists() or original.suffix.lower() not in READERS:
            continue
        with suppress(OSError, msgspec.MsgspecError):
            kept = msgspec.json.decode(layout.read_bytes(), type=_Kept)
            layout.unlink()
            if hashlib.sha256(text.read_bytes()).hexdigest() == kept.text:
                text.unlink()


@cache
def _reader_hash() -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
