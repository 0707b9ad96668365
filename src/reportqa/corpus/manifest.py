"""The corpus folder: its reports, and what the manifest tells about them.

`manifest.toml` adds title, publisher, period, language and source; a report file counts with or
without an entry, and its content is always read from the file itself.
"""

import hashlib
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from reportqa.corpus.readers import READERS
from reportqa.errors import CorpusError

MANIFEST = "manifest.toml"
VOCABULARY = "vocabulary.toml"
_FIELDS = ("title", "publisher", "period", "language", "source")


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report file of the corpus. `sha256` is that of the file's bytes as they are now."""

    id: str
    path: Path
    sha256: str
    title: str = ""
    publisher: str = ""
    period: str = ""
    language: str = "nb"
    source: str = ""


def list_reports(folder: Path) -> list[StoredReport]:
    """The reports of a corpus folder by id. Raises CorpusError where there is none."""
    if not folder.is_dir():
        raise CorpusError(f"There is no corpus folder {folder}.", "Name one with --corpus DIR.")
    described = _read_manifest(folder / MANIFEST)
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in READERS and p.is_file())
    if not files:
        raise CorpusError(
            f"The corpus folder {folder} holds no report.", "Add one with `reportqa add FILE`."
        )
    return [_stored(path, described.get(path.stem, {})) for path in files]


def read_text(report: StoredReport) -> str:
    """The stored text that offsets refer to. Raises CorpusError for a file that is no text."""
    return READERS[report.path.suffix.lower()](report.path)


def corpus_digest(folder: Path, reports: list[StoredReport]) -> dict[str, str]:
    """What an index depends on: each report's file name and hash, and the vocabulary file's."""
    digest = {report.path.name: report.sha256 for report in reports}
    vocabulary = folder / VOCABULARY
    if vocabulary.exists():
        digest[VOCABULARY] = hashlib.sha256(vocabulary.read_bytes()).hexdigest()
    return digest


def add_report(folder: Path, file: Path) -> StoredReport:
    """Copy a report file into the corpus, atomically. Raises CorpusError; nothing half-added."""
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise CorpusError(f"{file} is of a kind that can't be read.", f"Add one of: {known}.")
    if not file.is_file():
        raise CorpusError(f"There is no file {file}.", "Check the path.")
    reader(file)
    folder.mkdir(parents=True, exist_ok=True)
    target, draft = folder / file.name, folder / f".{file.name}.part"
    try:
        draft.write_bytes(file.read_bytes())
        os.replace(draft, target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise CorpusError(
            f"{file} can't be copied to {folder}: {error.strerror}.", "Mend that and add it again."
        ) from None
    return _stored(target, _read_manifest(folder / MANIFEST).get(target.stem, {}))


def _stored(path: Path, described: dict[str, str]) -> StoredReport:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    known = {name: described[name] for name in _FIELDS if name in described}
    return StoredReport(path.stem, path, sha256, **known)


def _read_manifest(path: Path) -> dict[str, dict[str, str]]:
    if not path.exists():
        return {}
    try:
        tables = tomllib.loads(path.read_text("utf-8")).get("reports", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: {error}.", "Mend that line.") from None
    return {
        key: {name: str(value) for name, value in entry.items()}
        for key, entry in tables.items()
        if isinstance(entry, dict)
    }
