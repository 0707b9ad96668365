"""Report files -> Document. A format is one function in READERS; each imports what it needs."""

from collections.abc import Callable
from pathlib import Path

from reportqa.corpus.document import Document
from reportqa.corpus.plain import decoded, read_bytes
from reportqa.errors import CorpusError

PLAIN = ".txt"
# Pages read and pages in all.
PageProgress = Callable[[int, int], None]

# What a file of another kind begins with, and what that kind is called.
_SIGNATURES = ((b"%PDF-", ".pdf"), (b"PK\x03\x04", ".docx"))


def _plain(path: Path, _: PageProgress) -> Document:
    return Document(decoded(path), None)


def _pdf(path: Path, progress: PageProgress) -> Document:
    from reportqa.corpus.pdf import read_pdf

    return read_pdf(path, progress)


def _docx(path: Path, _: PageProgress) -> Document:
    from reportqa.corpus.docx import read_docx

    return read_docx(path)


def _markdown(path: Path, _: PageProgress) -> Document:
    from reportqa.corpus.web import read_markdown

    return read_markdown(path)


def _html(path: Path, _: PageProgress) -> Document:
    from reportqa.corpus.web import read_html

    return read_html(path)


READERS: dict[str, Callable[[Path, PageProgress], Document]] = {
    PLAIN: _plain,
    ".pdf": _pdf,
    ".docx": _docx,
    ".md": _markdown,
    ".html": _html,
    ".htm": _html,
}


def read_file(path: Path, progress: PageProgress = lambda *_: None) -> Document:
    """What a report's file holds. Raises CorpusError for one that can't be read, and says why."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise CorpusError(f"{path} is of a kind that can't be read.", f"Add one of: {known}.")
    data = read_bytes(path)
    if not data:
        raise CorpusError(f"{path} is empty.", "Remove it or replace it with a report.")
    kind = next((k for start, k in _SIGNATURES if data[:1024].lstrip().startswith(start)), None)
    if kind is not None and kind != path.suffix.lower():
        raise CorpusError(
            f"{path} is in fact a {kind} file.", f"Rename it to {path.with_suffix(kind).name}."
        )
    return reader(path, progress)
