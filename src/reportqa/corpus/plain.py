"""Text files as they are."""

from pathlib import Path

from reportqa.errors import CorpusError


def read_bytes(path: Path) -> bytes:
    """The bytes of a report's file. Raises CorpusError where it can't be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CorpusError(
            f"{path} can't be read ({error.strerror}).", "Mend that or remove the file."
        ) from None


def decoded(path: Path) -> str:
    """A UTF-8 text file as it is, so that offsets count the file's own characters.

    Line ends are kept, and so is a byte order mark. Raises CorpusError for a file that is
    binary, empty or not UTF-8.
    """
    data = read_bytes(path)
    if b"\x00" in data:
        raise CorpusError(f"{path} is a binary file.", "Add a report as UTF-8 text.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{path} is not UTF-8 (byte {error.start}).", "Save it as UTF-8 and add it again."
        ) from None
    if not text.strip("\ufeff \t\r\n\f"):
        raise CorpusError(f"{path} is empty.", "Remove it or replace it with a report.")
    return text
