"""The corpus folder: its reports, and what the manifest tells about them.

`manifest.toml` adds title, publisher, period, language and source; a report file counts with or
without an entry, and its content is always read from the file itself: an entry whose `sha256` is
another tells of an older file, no more.
"""

import hashlib
import json
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from reportqa.corpus.readers import READERS, read_bytes
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
    """The reports of a corpus folder by id. Raises CorpusError where there is none.

    A report's id is its file's name without the suffix; hidden files are no reports.
    """
    if not folder.is_dir():
        raise CorpusError(f"There is no corpus folder {folder}.", "Name one with --corpus DIR.")
    described = _read_manifest(folder / MANIFEST)
    files = {path.stem: path for path in sorted(folder.iterdir()) if _is_report(path)}
    twins = [p for p in folder.iterdir() if _is_report(p) and files[p.stem] != p]
    if twins:
        raise CorpusError(
            f"{twins[0].name} and {files[twins[0].stem].name} have one name.", "Rename one of them."
        )
    if not files:
        raise CorpusError(
            f"The corpus folder {folder} holds no report.", "Add one with `reportqa add FILE`."
        )
    return [_stored(path, described.get(report_id, {})) for report_id, path in files.items()]


def read_text(report: StoredReport) -> str:
    """The stored text that offsets refer to. Raises CorpusError for a file that is no text."""
    return READERS[report.path.suffix.lower()](report.path)


def corpus_digest(folder: Path, reports: list[StoredReport]) -> dict[str, str]:
    """What an index depends on: the hash of each report's file, the manifest and the vocabulary."""
    digest = {report.path.name: report.sha256 for report in reports}
    for path in (folder / MANIFEST, folder / VOCABULARY):
        if path.exists():
            digest[path.name] = hashlib.sha256(read_bytes(path)).hexdigest()
    return digest


def add_report(folder: Path, file: Path) -> StoredReport:
    """Copy a report file into the corpus and enter it in the manifest.

    A file of the same name is replaced. Raises CorpusError; a file is there whole or not at all.
    """
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise CorpusError(f"{file} is of a kind that can't be read.", f"Add one of: {known}.")
    if not file.is_file():
        raise CorpusError(f"There is no file {file}.", "Check the path.")
    reader(file)
    described = _read_manifest(folder / MANIFEST)
    target = folder / file.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace(target, read_bytes(file))
        report = _stored(target, described.get(target.stem, {}))
        _enter(folder / MANIFEST, report, described.get(report.id))
    except OSError as error:
        raise CorpusError(
            f"{file} can't be copied to {folder}: {error.strerror}.", "Mend that and add it again."
        ) from None
    return report


def _enter(manifest: Path, report: StoredReport, entry: dict[str, str] | None) -> None:
    """Enter a report's file and hash; what an editor wrote in the manifest stays as it is."""
    text = manifest.read_text("utf-8") if manifest.exists() else ""
    before = (entry or {}).get("sha256", "")
    if entry is None:
        key, name = (json.dumps(word, ensure_ascii=False) for word in (report.id, report.path.name))
        text += f'\n[reports.{key}]\nfile = {name}\nsha256 = "{report.sha256}"\n'
    elif len(before) == len(report.sha256) and before != report.sha256:
        text = text.replace(before, report.sha256)
    else:
        return
    _replace(manifest, text.encode())


def _replace(path: Path, data: bytes) -> None:
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(data)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _is_report(path: Path) -> bool:
    return path.suffix.lower() in READERS and not path.name.startswith(".") and path.is_file()


def _stored(path: Path, described: dict[str, str]) -> StoredReport:
    known = {name: described[name] for name in _FIELDS if name in described}
    return StoredReport(path.stem, path, hashlib.sha256(read_bytes(path)).hexdigest(), **known)


def _read_manifest(path: Path) -> dict[str, dict[str, str]]:
    if not path.exists():
        return {}
    try:
        tables = tomllib.loads(read_bytes(path).decode("utf-8")).get("reports", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: {error}.", "Mend that line.") from None
    if not isinstance(tables, dict) or not all(isinstance(e, dict) for e in tables.values()):
        raise CorpusError(f"{path}: `reports` is no table of reports.", "Write [reports.ID] above.")
    return {
        key: {name: str(value) for name, value in entry.items()} for key, entry in tables.items()
    }
