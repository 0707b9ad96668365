"""Report files -> stored text. A format is one function in READERS."""

from collections.abc import Callable
from pathlib import Path

from reportqa.errors import CorpusError


def read_plain_text(path: Path) -> str:
    """A UTF-8 text file as it is: line ends and all characters kept, so that offsets are exact."""
    data = path.read_bytes()
    if b"\x00" in data[:4096]:
        raise CorpusError(f"{path} is a binary file.", "Add a report as UTF-8 text.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{path} is not UTF-8 (byte {error.start}).", "Save it as UTF-8 and add it again."
        ) from None
    if not text.strip():
        raise CorpusError(f"{path} is empty.", "Remove it or replace it with a report.")
    return text


READERS: dict[str, Callable[[Path], str]] = {".txt": read_plain_text}
