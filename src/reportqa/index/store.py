"""The index folder: written whole or not at all, and checked before it is used.

index/
  manifest.json        which generation is in use, and what it was made from
  checked.json         which files were found as written, see `checked`
  <generation>/        vectors, BM25 arrays, reports, vocabulary
  encoders/<hash>/     exported encoders, shared by generations

Whatever else lies in the folder is left alone.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from reportqa.corpus.manifest import VOCABULARY, StoredReport, corpus_digest, list_reports
from reportqa.corpus.stored import drop_left_over
from reportqa.errors import IndexFault
from reportqa.index.build import (
    Entry,
    Passages,
    embed,
    encoder_id,
    made_of,
    read_entry,
    write_entry,
    write_vocabulary,
)
from reportqa.index.checked import FileHashes, remember
from reportqa.index.encoder import ModelSource, Progress, Vectors, resolve_model
from reportqa.index.index import Index
from reportqa.index.manifest import (
    FORMAT,
    Manifest,
    hash_files,
    pipeline_hash,
    read_manifest,
    sync,
    verify_index,
    why_unfit,
    why_unusable,
    write_manifest,
)
from reportqa.language.vocabulary import compile_vocabulary

__all__ = ["Index", "build_index", "open_index", "verify_index", "why_unfit", "why_unusable"]

_LOCK_SECONDS = 600
# The folders that builds make: drafts left behind by a build that was killed, and old ones.
_DRAFT = re.compile(r"\.building-\d+")
_GENERATION = re.compile(r"[0-9a-f]{16}")
_ENCODER = re.compile(r"[0-9a-f]{12}|\.[0-9a-f]{12}-\d+")


def open_index(folder: Path, corpus: Path, model: str | None = None) -> Index:
    """The index of a corpus. Raises IndexFault where it is missing, stale, foreign or damaged."""
    fault = why_unusable(folder, corpus, model)
    manifest = read_manifest(folder)
    if fault or manifest is None:
        raise IndexFault(
            f"The index in {folder} can't be used: {fault}.", "Run `reportqa index build`."
        )
    return Index(folder, manifest)


def build_index(
    folder: Path,
    corpus: Path,
    model: str | None = None,
    progress: Progress = lambda *_: None,
    told: Callable[[str], None] = lambda _: None,
) -> Index:
    """Build the index of a corpus and put it in place of the old one, at once or not at all.

    Nothing is done where the index in place fits and every file of it is as written; else why it
    is built is `told` in a line. Sentences that it holds with the same model are not embedded
    again; without `model`, its model is kept. Two builds at once wait for each other. Raises
    IndexFault, CorpusError or VocabularyError; the old index stays as it was.
    """
    from filelock import FileLock, Timeout

    fault = why_unusable(folder, corpus, model)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=_LOCK_SECONDS):
            old = read_manifest(folder)
            fault = why_unusable(folder, corpus, model) or _damage(folder)
            if old and fault is None:
                return Index(folder, old)
            model = model or (old.model if old else None)
            draft = _draft(folder)
            told(f"The index in {folder} is built: {fault}.")
            try:
                return _build(folder, draft, corpus, resolve_model(model), progress)
            finally:
                shutil.rmtree(draft, ignore_errors=True)
    except Timeout:
        raise IndexFault(
            f"Another build holds {folder}.", "Wait for it, or end it, and build again."
        ) from None
    except OSError as error:
        raise IndexFault(
            f"The index in {folder} can't be used ({fault}), and none can be written: "
            f"{error.strerror or error}.",
            "Make room or name another folder with --index DIR; the old index is as it was.",
        ) from None


def _damage(folder: Path) -> str | None:
    """What is damaged, every file read; None where nothing is."""
    damaged = verify_index(folder)
    return f"the file {damaged[0]} is damaged" if damaged else None


def _draft(folder: Path) -> Path:
    """An empty folder for a new index; what killed builds left is cleared up."""
    _remove(folder, _DRAFT)
    draft = folder / f".building-{os.getpid()}"
    draft.mkdir()
    return draft


def _build(
    folder: Path, draft: Path, corpus: Path, source: ModelSource, progress: Progress
) -> Index:
    stored = list_reports(corpus)
    drop_left_over(corpus)
    digest = corpus_digest(corpus, stored)
    encoder = encoder_id(source)
    home = folder / "encoders" / encoder
    old = _kept(folder)
    passages = Passages()
    for report in stored:
        entry = _known_entry(old, report) or read_entry(report)
        write_entry(draft, entry)
        passages.add(entry)
        progress("reading", len(passages.cards), len(stored))
    words = compile_vocabulary(
        corpus / VOCABULARY, passages.abbreviations, passages.texts, passages.measure_words
    )
    write_vocabulary(draft, words)
    same_encoder = old is not None and old.manifest.encoder == encoder
    known = _known_vectors(old) if old and same_encoder else {}
    export_to = None if same_encoder else home
    vectors = embed(source, passages.sentences, known, progress, export_to)
    progress("writing", 0, 1)
    passages.write(draft, vectors)
    generation, files = _put_in_place(folder, draft)
    files |= {f"encoders/{encoder}/{name}": of for name, of in hash_files(home).items()}
    manifest = Manifest(
        format=FORMAT,
        generation=generation,
        pipeline=pipeline_hash(),
        corpus=digest,
        model=source.name,
        model_sha256=source.sha256,
        encoder=encoder,
        versions=_versions(),
        counts=passages.counts,
        reports=tuple(card.id for card in passages.cards),
        files=files,
    )
    write_manifest(folder, manifest)
    remember(folder, files)
    _remove(folder, _GENERATION, keep=generation)
    _remove(folder / "encoders", _ENCODER, keep=encoder)
    progress("writing", 1, 1)
    return Index(folder, manifest)


def _kept(folder: Path) -> Index | None:
    """The index in place, where this version of the code made it and no file is damaged."""
    old = read_manifest(folder)
    if old is None or old.pipeline != pipeline_hash() or verify_index(folder):
        return None
    return Index(folder, old)


def _known_entry(old: Index | None, stored: StoredReport) -> Entry | None:
    """What the index in place holds of a report that is as it was."""
    if old is None or stored.id not in old.manifest.reports:
        return None
    entry = old.entry(stored.id).whole()
    return entry if entry.made_of == made_of(stored) else None


def _known_vectors(old: Index) -> dict[str, Vectors]:
    """The sentences of the index in place with their vectors."""
    return {old.sentence(row).text: vector for row, vector in enumerate(old.vectors.all())}


def _put_in_place(folder: Path, draft: Path) -> tuple[str, FileHashes]:
    """Name a finished draft by its content; its name and its files, by their paths in `folder`."""
    hashes = hash_files(draft)
    generation = hashlib.sha256(json.dumps(hashes).encode()).hexdigest()[:16]
    home = folder / generation
    # The index in place may hold just the same: it is not taken away for a moment even then.
    if not home.is_dir() or hash_files(home) != hashes:
        shutil.rmtree(home, ignore_errors=True)
        for path in (*draft.rglob("*"), draft):
            sync(path)
        os.replace(draft, home)
    return generation, {f"{generation}/{name}": of for name, of in hashes.items()}


def _remove(folder: Path, ours: re.Pattern[str], keep: str = "") -> None:
    """Remove folders that builds made; a reader that has files mapped keeps them."""
    for path in folder.iterdir():
        if path.is_dir() and path.name != keep and ours.fullmatch(path.name):
            shutil.rmtree(path, ignore_errors=True)


def _versions() -> dict[str, str]:
    from importlib.metadata import version

    names = ("reportqa", "sentence-transformers", "torch", "faiss-cpu", "numpy", "PyStemmer")
    return {name: version(name) for name in names}
