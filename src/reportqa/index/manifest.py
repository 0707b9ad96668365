"""The index's manifest: what it was made from, and its files as they were written.

It is replaced last, so that whatever it names is whole; what it doesn't name is not the index.
"""

import hashlib
import os
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import msgspec
import Stemmer

from reportqa.corpus.manifest import corpus_digest, list_reports
from reportqa.errors import IndexFault
from reportqa.index.checked import FileHashes, damaged_file, hash_file
from reportqa.index.encoder import model_name

FORMAT = 2
_MANIFEST = "manifest.json"
# The rooms whose code decides what an index holds.
_PIPELINE = ("language", "corpus", "report", "facts", "chunks", "index")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was made from, and its files with their sizes and hashes.

    `sha256` is that of the manifest itself, without it.
    """

    format: int
    generation: str
    pipeline: str
    corpus: dict[str, str]
    model: str
    model_sha256: str
    encoder: str
    versions: dict[str, str]
    counts: dict[str, int]
    reports: tuple[str, ...]
    files: FileHashes
    sha256: str = ""


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of an index folder; None where there is none, or it isn't as written."""
    try:
        manifest = msgspec.json.decode((folder / _MANIFEST).read_bytes(), type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, OSError):
        return None
    written = manifest.format != FORMAT or manifest.sha256 == _own_hash(manifest)
    return manifest if written else None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in the place of the old one, at once."""
    draft = folder / f".{_MANIFEST}.part"
    whole = replace(manifest, sha256=_own_hash(manifest))
    draft.write_bytes(msgspec.json.format(msgspec.json.encode(whole), indent=1))
    sync(draft)
    os.replace(draft, folder / _MANIFEST)
    sync(folder)


def why_unusable(folder: Path, corpus: Path, model: str | None = None) -> str | None:
    """Why an index may not be used for a corpus, in a few words; None where it may.

    A file that changed since it was last found good is read; `verify_index` reads them all.
    """
    fault = why_unfit(folder, corpus, model)
    manifest = read_manifest(folder)
    if fault or manifest is None:
        return fault
    damaged = damaged_file(folder, manifest.files)
    return f"the file {damaged} is missing or damaged" if damaged else None


def why_unfit(folder: Path, corpus: Path, model: str | None = None) -> str | None:
    """Why an index is none for a corpus, whatever its files hold; None where it is one."""
    if not (folder / _MANIFEST).exists():
        return "there is none yet"
    manifest = read_manifest(folder)
    if manifest is None:
        return "its manifest is damaged"
    if manifest.format != FORMAT or manifest.pipeline != pipeline_hash():
        return "it was made by another version"
    if manifest.corpus != corpus_digest(corpus, list_reports(corpus)):
        return "the corpus has changed"
    if model is not None and model_name(model) != manifest.model:
        return f"it was made with the model {manifest.model}"
    return None


def verify_index(folder: Path) -> list[str]:
    """Every file whose content is not what was written; empty where all is well."""
    manifest = read_manifest(folder)
    if manifest is None:
        raise IndexFault(f"{folder} holds no index.", "Run `reportqa index build`.")
    return [
        name
        for name, (_, sha256) in manifest.files.items()
        if not (folder / name).is_file() or hash_file(folder / name) != sha256
    ]


def hash_files(folder: Path) -> FileHashes:
    """Size and hash of every file below a folder, by its path inside it, in order."""
    paths = sorted(p for p in folder.rglob("*") if p.is_file())
    return {str(p.relative_to(folder)): (p.stat().st_size, hash_file(p)) for p in paths}


def pipeline_hash() -> str:
    """The hash of the code and word lists that decide what an index holds, and of the stemmer."""
    codes = [Stemmer.version(), *(code_hash(room) for room in _PIPELINE)]
    return hashlib.sha256("".join(codes).encode()).hexdigest()[:16]


def code_hash(room: str) -> str:
    """The hash of one room's code and word lists."""
    digest = hashlib.sha256()
    root = Path(str(files("reportqa"))) / room
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".py", ".toml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def sync(path: Path) -> None:
    """Have the disk hold what was written to a file, or a folder's list of files."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _own_hash(manifest: Manifest) -> str:
    return hashlib.sha256(msgspec.json.encode(replace(manifest, sha256=""))).hexdigest()
