"""The corpus folder: its reports, and what the manifest tells about them.

A report is a file; of one that is no plain text, the text that it was read to is kept beside it
(see `stored`). `manifest.toml` adds title, publisher, period, language and source; a report file counts with or
without an entry, and its content is always read from the file itself: an entry whose `sha256` is
another tells of an older file, no more.
"""

import hashlib
import os
import tomllib
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from reportqa.corpus.document import Document
from reportqa.corpus.plain import read_bytes
from reportqa.corpus.readers import PLAIN, READERS, PageProgress, read_file
from reportqa.corpus.stored import is_stored_text, kept_document, side_files, side_paths
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


def read_document(report: StoredReport, progress: PageProgress = lambda *_: None) -> Document:
    """A report's stored text and layout; what was read before is read from where it was kept.

    Raises CorpusError for a file that can't be read.
    """
    if report.path.suffix.lower() == PLAIN:
        return read_file(report.path)
    document = kept_document(report.path, report.sha256)
    if document is None:
        document = read_file(report.path, progress)
        with _told(report.path):
            for path, data in side_files(report.path, report.sha256, document).items():
                _replace(path, data)
    return document


def read_text(report: StoredReport) -> str:
    """The stored text that offsets refer to. Raises CorpusError for a file that can't be read."""
    return read_document(report).text


def corpus_digest(folder: Path, reports: list[StoredReport]) -> dict[str, str]:
    """What an index depends on: the hash of each report's file, the manifest and the vocabulary."""
    digest = {report.path.name: report.sha256 for report in reports}
    for path in (folder / MANIFEST, folder / VOCABULARY):
        if path.exists():
            digest[path.name] = hashlib.sha256(read_bytes(path)).hexdigest()
    return digest


def add_reports(
    folder: Path, files: list[Path], progress: PageProgress = lambda *_: None
) -> list[StoredReport]:
    """Copy report files into the corpus and enter them in the manifest: all of them or none.

    Each is read first; a report of the same file name is replaced. Raises CorpusError, also for a
    report that the corpus holds under another name.
    """
    _refuse_twins(folder, files)
    writes: dict[Path, bytes] = {}
    known = _known_texts(folder, files)
    for file in files:
        if not file.is_file():
            raise CorpusError(f"There is no file {file}.", "Check the path.")
        document = read_file(file, progress)
        same = known.setdefault(_text_hash(document.text), file.name)
        if same != file.name:
            raise CorpusError(
                f"{file.name} holds the same report as {same}; nothing was added.",
                f"To have it under the new name, first `reportqa remove {Path(same).stem}`.",
            )
        data, target = read_bytes(file), folder / file.name
        writes[target] = data
        if file.suffix.lower() != PLAIN:
            writes |= side_files(target, hashlib.sha256(data).hexdigest(), document)
    described = _read_manifest(folder / MANIFEST)
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _replace_all(writes)
        added = [
            _stored(folder / file.name, described.get(file.stem, {}))
            for file in dict.fromkeys(files)
        ]
        with _edited_manifest(folder) as reports:
            for report in added:
                _enter(reports, report)
    return added


def remove_report(folder: Path, report_id: str) -> None:
    """Take a report, what was read from it and its entry out of the corpus. Raises CorpusError."""
    report = next((r for r in list_reports(folder) if r.id == report_id), None)
    if report is None:
        raise CorpusError(f"There is no report {report_id}.", "`reportqa list` shows them.")
    with _told(folder):
        with _edited_manifest(folder) as reports:
            reports.pop(report_id, None)
        for path in (report.path, *side_paths(report.path)):
            path.unlink(missing_ok=True)


def _refuse_twins(folder: Path, files: list[Path]) -> None:
    """Two files of one stem would be one report's id twice."""
    present = [p for p in folder.iterdir() if _is_report(p)] if folder.is_dir() else []
    names = {path.stem: path.name for path in present}
    for file in files:
        if names.setdefault(file.stem, file.name) != file.name:
            raise CorpusError(
                f"{file.name} and {names[file.stem]} have one name.",
                f"Rename one, or take the other out with `reportqa remove {file.stem}`.",
            )


def _known_texts(folder: Path, files: list[Path]) -> dict[str, str]:
    """The names of the corpus's reports by their texts, without those that `files` replace."""
    new = {file.name for file in files}
    present = [p for p in folder.iterdir() if _is_report(p)] if folder.is_dir() else []
    known: dict[str, str] = {}
    for path in sorted(p for p in present if p.name not in new):
        with suppress(CorpusError):  # one that can't be read is nobody's double
            known[_text_hash(read_text(_stored(path, {})))] = path.name
    return known


def _text_hash(text: str) -> str:
    """The hash of a text's words: line ends and spaces may differ from file to file."""
    return hashlib.sha256(" ".join(text.removeprefix("\ufeff").split()).encode()).hexdigest()


@contextmanager
def _edited_manifest(folder: Path) -> Iterator[MutableMapping[str, Any]]:
    """The manifest's reports to change; written where changed, all else as an editor wrote it."""
    import tomlkit

    path = folder / MANIFEST
    text = read_bytes(path).decode("utf-8") if path.exists() else ""
    manifest = tomlkit.parse(text)
    if "reports" not in manifest:
        manifest["reports"] = tomlkit.table(is_super_table=True)
    yield cast(MutableMapping[str, Any], manifest["reports"])
    edited = tomlkit.dumps(manifest)
    if edited != text:
        _replace(path, f"{edited.rstrip()}\n".encode())


def _enter(reports: MutableMapping[str, Any], report: StoredReport) -> None:
    """Give a report's file and hash; of an entry that an editor wrote, an older file's hash."""
    import tomlkit

    entry = reports.get(report.id)
    if entry is None:
        inline = isinstance(reports, tomlkit.items.InlineTable)
        entry = tomlkit.inline_table() if inline else tomlkit.table()
        entry.update(file=report.path.name, sha256=report.sha256)
        reports[report.id] = entry
    elif "sha256" in entry and entry["sha256"] != report.sha256:
        entry["sha256"] = report.sha256


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """A failure to write as a line for people."""
    try:
        yield
    except OSError as error:
        raise CorpusError(
            f"{place} can't be written: {error.strerror}.", "Mend that and try again."
        ) from None


def _replace_all(writes: dict[Path, bytes]) -> None:
    """Put files in place, none before all of them are written."""
    drafts = {path: path.with_name(f".{path.name}.part") for path in writes}
    try:
        for path, draft in drafts.items():
            draft.write_bytes(writes[path])
        for path, draft in drafts.items():
            os.replace(draft, path)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _replace(path: Path, data: bytes) -> None:
    _replace_all({path: data})


def _is_report(path: Path) -> bool:
    known = path.suffix.lower() in READERS and not path.name.startswith(".")
    return known and not is_stored_text(path) and path.is_file()


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
