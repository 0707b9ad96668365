"""The index folder: written whole or not at all, and checked before it is used.

index/
  manifest.json        which generation is in use, and what it was made from
  <generation>/        vectors, BM25 arrays, reports, vocabulary
  encoders/<hash>/     exported encoders, shared by generations

Whatever else lies in the folder is left alone.
"""

import hashlib
import json
import os
import re
import shutil
from pathlib import Path

from reportqa.corpus.manifest import VOCABULARY, corpus_digest, list_reports
from reportqa.errors import IndexFault
from reportqa.index.build import embed, encoder_id, read_entry, write_passages, write_reports
from reportqa.index.encoder import ModelSource, Progress, Vectors, resolve_model
from reportqa.index.index import Index
from reportqa.index.manifest import (
    FORMAT,
    FileHashes,
    Manifest,
    hash_files,
    pipeline_hash,
    read_manifest,
    sync,
    verify_index,
    why_unusable,
    write_manifest,
)
from reportqa.language.vocabulary import compile_vocabulary

__all__ = ["Index", "build_index", "open_index", "verify_index", "why_unusable"]

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
    folder: Path, corpus: Path, model: str | None = None, progress: Progress = lambda *_: None
) -> Index:
    """Build the index of a corpus and put it in place of the old one, at once or not at all.

    Nothing is done where the index in place fits and every file of it is as written. Sentences
    that it holds with the same model are not embedded again; without `model`, its model is kept.
    Two builds at once wait for each other. Raises IndexFault, CorpusError or VocabularyError; the
    old index stays as it was.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=_LOCK_SECONDS):
            old = read_manifest(folder)
            damaged = verify_index(folder) if old else []
            if old and not damaged and why_unusable(folder, corpus, model) is None:
                return Index(folder, old)
            model = model or (old.model if old else None)
            return _build(folder, corpus, resolve_model(model), progress)
    except Timeout:
        raise IndexFault(
            f"Another build holds {folder}.", "Wait for it, or end it, and build again."
        ) from None
    except OSError as error:
        raise IndexFault(
            f"The index can't be written to {folder}: {error.strerror or error}.",
            "Make room or name another folder with --index DIR; the old index is as it was.",
        ) from None


def _build(folder: Path, corpus: Path, source: ModelSource, progress: Progress) -> Index:
    stored = list_reports(corpus)
    digest = corpus_digest(corpus, stored)
    entries = []
    for report in stored:
        entries.append(read_entry(report))
        progress("reading", len(entries), len(stored))
    chunks = [chunk for entry in entries for chunk in entry.chunks]
    texts = [f"{c.context} {c.text}" for c in chunks]
    learnt = [entry.report.abbreviations for entry in entries]
    vocabulary = compile_vocabulary(corpus / VOCABULARY, learnt, texts)
    sentences = [sentence.text for chunk in chunks for sentence in chunk.sentences]
    _remove(folder, _DRAFT)
    draft = folder / f".building-{os.getpid()}"
    draft.mkdir()
    try:
        encoder = encoder_id(source)
        home = folder / "encoders" / encoder
        old = _kept(folder, encoder)
        known = _known_vectors(folder, old) if old else {}
        vectors = embed(source, sentences, known, progress, None if old else home)
        progress("writing", 0, 1)
        write_reports(draft, entries, vocabulary)
        write_passages(draft, chunks, vectors)
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
            counts={
                "reports": len(entries),
                "measures": sum(len(e.report.measures) for e in entries),
                "chunks": len(chunks),
                "sentences": len(sentences),
                "facts": sum(len(e.facts) for e in entries),
            },
            reports=tuple(e.report.id for e in entries),
            files=files,
        )
        write_manifest(folder, manifest)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    _remove(folder, _GENERATION, keep=generation)
    _remove(folder / "encoders", _ENCODER, keep=encoder)
    progress("writing", 1, 1)
    return Index(folder, manifest)


def _kept(folder: Path, encoder: str) -> Manifest | None:
    """The manifest in place, where its encoder is the wanted one and no file is damaged."""
    old = read_manifest(folder)
    return old if old and old.encoder == encoder and not verify_index(folder) else None


def _known_vectors(folder: Path, old: Manifest) -> dict[str, Vectors]:
    """The sentences of the index in place with their vectors."""
    if old.pipeline != pipeline_hash():
        return {}
    index = Index(folder, old)
    return {index.sentence(i).text: v for i, v in enumerate(index.vectors.all())}


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
