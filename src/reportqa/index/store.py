"""The index folder: written whole or not at all, and checked before it is used.

index/
  manifest.json        which generation is in use, and what it was made from
  <generation>/        vectors, BM25 arrays, reports, vocabulary
  encoders/<hash>/     exported encoders, shared by generations
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from reportqa.chunks.build import build_chunks
from reportqa.chunks.chunk import Chunk
from reportqa.corpus.manifest import (
    VOCABULARY,
    StoredReport,
    corpus_digest,
    list_reports,
    read_text,
)
from reportqa.errors import IndexFault
from reportqa.facts.build import build_facts
from reportqa.facts.model import Fact
from reportqa.index.encoder import (
    PassageEncoder,
    Progress,
    QueryEncoder,
    Vectors,
    open_encoder,
    read_settings,
    resolve_model,
)
from reportqa.index.lexical import Bm25, build_bm25, open_bm25, save_bm25
from reportqa.index.vectors import VectorIndex, build_vectors
from reportqa.language.tokens import fold, grams, stems, tokenize
from reportqa.language.vocabulary import Vocabulary, compile_vocabulary
from reportqa.report.model import Report
from reportqa.report.parse import parse_report
from reportqa.span import Text

_FORMAT = 1
_MANIFEST = "manifest.json"
_LEXICAL: dict[str, Callable[[str], list[str]]] = {"words": stems, "grams": grams}
# The rooms whose code decides what an index holds.
_PIPELINE = ("language", "report", "facts", "chunks", "index")


@dataclass(frozen=True, slots=True)
class Entry:
    """What an index holds of one report."""

    stored_sha256: str
    title: str
    publisher: str
    period: str
    report: Report
    chunks: tuple[Chunk, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was made from, and its files with their sizes and hashes."""

    format: int
    generation: str
    pipeline: str
    corpus: dict[str, str]
    model: str
    encoder: str
    versions: dict[str, str]
    counts: dict[str, int]
    reports: tuple[str, ...]
    files: dict[str, tuple[int, str]]


class Index:
    """An index opened for questions; its parts are read when first asked for."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder = folder / manifest.generation
        self._encoder_folder = folder / "encoders" / manifest.encoder
        self.manifest = manifest
        self._entries: dict[str, Entry] = {}

    @property
    def report_ids(self) -> tuple[str, ...]:
        """The reports, in the order of their chunks."""
        return self.manifest.reports

    def entry(self, report_id: str) -> Entry:
        """What the index holds of a report."""
        if report_id not in self._entries:
            data = (self._folder / "reports" / f"{report_id}.msgpack").read_bytes()
            self._entries[report_id] = msgspec.msgpack.decode(data, type=Entry)
        return self._entries[report_id]

    def chunk(self, row: int) -> Chunk:
        """The chunk in that row of the index."""
        which = int(np.searchsorted(self._first_chunks, row, side="right")) - 1
        return self.entry(self.report_ids[which]).chunks[row - int(self._first_chunks[which])]

    def chunks_of(self, report_id: str) -> range:
        """The rows of a report's chunks."""
        which = self.report_ids.index(report_id)
        return range(int(self._first_chunks[which]), int(self._first_chunks[which + 1]))

    def sentence(self, row: int) -> Text:
        """The sentence in that row of the index."""
        chunk = int(self.sentence_chunk[row])
        first = int(np.searchsorted(self.sentence_chunk, chunk, side="left"))
        return self.chunk(chunk).sentences[row - first]

    def sentences_of(self, chunk: int) -> range:
        """The sentence rows of the chunk in that row."""
        first, last = np.searchsorted(self.sentence_chunk, [chunk, chunk + 1], side="left")
        return range(int(first), int(last))

    @cached_property
    def _first_chunks(self) -> NDArray[np.int64]:
        rows: NDArray[np.int64] = np.load(self._folder / "first_chunks.npy")
        return rows

    @cached_property
    def sentence_chunk(self) -> NDArray[np.int32]:
        """The chunk row of each sentence row, ascending."""
        rows: NDArray[np.int32] = np.load(self._folder / "sentence_chunk.npy", mmap_mode="r")
        return rows

    @cached_property
    def chunk_words(self) -> Bm25:
        """BM25 over the stems of chunks with their headings."""
        return open_bm25(self._folder / "chunk_words")

    @cached_property
    def chunk_grams(self) -> Bm25:
        """BM25 over the character n-grams of chunks with their headings."""
        return open_bm25(self._folder / "chunk_grams")

    @cached_property
    def sentence_words(self) -> Bm25:
        """BM25 over the stems of single sentences."""
        return open_bm25(self._folder / "sentence_words")

    @cached_property
    def sentence_grams(self) -> Bm25:
        """BM25 over the character n-grams of single sentences."""
        return open_bm25(self._folder / "sentence_grams")

    @cached_property
    def vectors(self) -> VectorIndex:
        """One vector a sentence, in the order of the sentence rows."""
        return VectorIndex(self._folder / "vectors.faiss")

    @cached_property
    def encoder(self) -> QueryEncoder:
        """The query side of the encoder that made the vectors."""
        return open_encoder(self._encoder_folder)

    @property
    def slow_encoder_reason(self) -> str:
        """Why questions go through sentence-transformers; empty where they don't."""
        return read_settings(self._encoder_folder).reason

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary as it was when the index was built."""
        return msgspec.msgpack.decode(
            (self._folder / "vocabulary.msgpack").read_bytes(), type=Vocabulary
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """Every folded word of the reports and of the vocabulary, for mending misspellings."""
        return frozenset((self._folder / "words.txt").read_text("utf-8").split("\n"))


def open_index(folder: Path, corpus: Path, model: str | None = None) -> Index:
    """The index of a corpus. Raises IndexFault where it is missing, stale, foreign or damaged."""
    fault = why_unusable(folder, corpus, model)
    if fault:
        raise IndexFault(
            f"The index in {folder} can't be used: {fault}.", "Run `reportqa index build`."
        )
    return Index(folder, _read_manifest(folder))


def why_unusable(folder: Path, corpus: Path, model: str | None = None) -> str | None:
    """Why an index may not be used for a corpus, in a few words; None where it may."""
    if not (folder / _MANIFEST).exists():
        return "there is none yet"
    try:
        manifest = _read_manifest(folder)
    except (msgspec.MsgspecError, OSError):
        return "its manifest is damaged"
    if manifest.format != _FORMAT or manifest.pipeline != pipeline_hash():
        return "it was made by another version"
    if manifest.corpus != corpus_digest(corpus, list_reports(corpus)):
        return "the corpus has changed"
    if model is not None and model != manifest.model:
        return f"it was made with the model {manifest.model}"
    for name, (size, _) in manifest.files.items():
        path = folder / name
        if not path.exists() or path.stat().st_size != size:
            return f"the file {name} is missing or damaged"
    return None


def verify_index(folder: Path) -> list[str]:
    """Every file whose content is not what was written; empty where all is well."""
    manifest = _read_manifest(folder)
    return [
        name
        for name, (_, sha256) in manifest.files.items()
        if not (folder / name).exists() or _sha256(folder / name) != sha256
    ]


def build_index(
    folder: Path, corpus: Path, model: str | None = None, progress: Progress = lambda *_: None
) -> Index:
    """Build the index of a corpus and put it in place of the old one, at once or not at all.

    Sentences that the old index holds with the same model are not embedded again. Two builds at
    once wait for each other. Raises IndexFault, CorpusError or VocabularyError; the old index
    stays as it was.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock", timeout=600)
        with lock:
            if why_unusable(folder, corpus, model) is None:
                return Index(folder, _read_manifest(folder))
            return _build(folder, corpus, model, progress)
    except Timeout:
        raise IndexFault(
            f"Another build holds {folder}.", "Wait for it, or remove .lock."
        ) from None
    except OSError as error:
        raise IndexFault(
            f"The index can't be written to {folder}: {error.strerror or error}.",
            "Make room or name another folder with --index DIR; the old index is as it was.",
        ) from None


def _build(folder: Path, corpus: Path, model: str | None, progress: Progress) -> Index:
    stored = list_reports(corpus)
    entries = [_read_report(report, progress, i, len(stored)) for i, report in enumerate(stored)]
    vocabulary = compile_vocabulary(corpus / VOCABULARY, [e.report.abbreviations for e in entries])
    chunks = [chunk for entry in entries for chunk in entry.chunks]
    sentences = [sentence.text for chunk in chunks for sentence in chunk.sentences]
    draft = folder / f".building-{os.getpid()}"
    for leftover in folder.glob(".building-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    draft.mkdir()
    try:
        encoder, vectors = _embed(folder, model, sentences, progress)
        _write_reports(draft, entries, vocabulary)
        _write_passages(draft, chunks, sentences, vectors)
        settings = read_settings(folder / "encoders" / encoder)
        progress("writing", 1, 1)
        return _put_in_place(
            folder, draft, corpus, stored, entries, settings.name, encoder, len(sentences)
        )
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _read_report(stored: StoredReport, progress: Progress, done: int, total: int) -> Entry:
    report = parse_report(stored.id, read_text(stored), stored.language)
    progress("reading", done + 1, total)
    title = stored.title or (report.title.text if report.title else stored.id)
    chunks, facts = build_chunks(report), build_facts(report)
    return Entry(stored.sha256, title, stored.publisher, stored.period, report, chunks, facts)


def _embed(
    folder: Path, model: str | None, sentences: list[str], progress: Progress
) -> tuple[str, Vectors]:
    """The encoder's folder name and the vector of each sentence, known ones taken over."""
    source = resolve_model(model)
    encoder = hashlib.sha256(
        f"{source.name}\n{source.path}\n{_code_hash('index')}".encode()
    ).hexdigest()[:12]
    home = folder / "encoders" / encoder
    known = _known_vectors(folder, encoder)
    new = [s for s in dict.fromkeys(sentences) if s not in known]
    if new or not (home / "settings.json").exists():
        passages = PassageEncoder(source)
        known |= dict(zip(new, passages.encode_passages(new, progress), strict=True))
        if not (home / "settings.json").exists():
            progress("exporting the encoder", 0, 1)
            _export(passages, home, sentences)
            progress("exporting the encoder", 1, 1)
    return encoder, np.stack([known[s] for s in sentences])


def _export(passages: PassageEncoder, home: Path, sentences: list[str]) -> None:
    draft = home.with_name(f".{home.name}-{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    passages.export(draft, sentences[:: max(1, len(sentences) // 50)])
    shutil.rmtree(home, ignore_errors=True)
    os.replace(draft, home)


def _known_vectors(folder: Path, encoder: str) -> dict[str, Vectors]:
    """The sentences of the index in place with their vectors, where the encoder is the same."""
    try:
        manifest = _read_manifest(folder)
        if (
            manifest.encoder != encoder
            or manifest.pipeline != pipeline_hash()
            or verify_index(folder)
        ):
            return {}
        old = Index(folder, manifest)
        vectors = old.vectors.all()
        return {old.sentence(i).text: vectors[i] for i in range(len(vectors))}
    except (OSError, msgspec.MsgspecError, IndexError, RuntimeError):
        return {}


def _write_reports(draft: Path, entries: list[Entry], vocabulary: Vocabulary) -> None:
    (draft / "reports").mkdir()
    for entry in entries:
        data = msgspec.msgpack.encode(entry)
        (draft / "reports" / f"{entry.report.id}.msgpack").write_bytes(data)
    (draft / "vocabulary.msgpack").write_bytes(msgspec.msgpack.encode(vocabulary))
    words = {w for key in vocabulary.entries for w in key.split()}
    for entry in entries:
        for chunk in entry.chunks:
            words |= {fold(t.word) for t in tokenize(f"{chunk.context} {chunk.text}")}
    (draft / "words.txt").write_text("\n".join(sorted(words)), "utf-8")
    counts = [0, *(len(entry.chunks) for entry in entries)]
    np.save(draft / "first_chunks.npy", np.cumsum(counts))


def _write_passages(
    draft: Path, chunks: list[Chunk], sentences: list[str], vectors: Vectors
) -> None:
    owner = [i for i, chunk in enumerate(chunks) for _ in chunk.sentences]
    np.save(draft / "sentence_chunk.npy", np.array(owner, dtype=np.int32))
    ids = [f"{chunks[i].report}/{i}/{row}" for row, i in enumerate(owner)]
    build_vectors(vectors, ids, sentences, draft / "vectors.faiss")
    for name, analyse in _LEXICAL.items():
        passages = build_bm25(analyse(f"{chunk.context} {chunk.text}") for chunk in chunks)
        save_bm25(passages, draft / f"chunk_{name}")
        save_bm25(build_bm25(analyse(text) for text in sentences), draft / f"sentence_{name}")


def _put_in_place(
    folder: Path,
    draft: Path,
    corpus: Path,
    stored: list[StoredReport],
    entries: list[Entry],
    model: str,
    encoder: str,
    sentences: int,
) -> Index:
    names = {p.relative_to(draft): p for p in sorted(draft.rglob("*")) if p.is_file()}
    hashes = {str(name): (p.stat().st_size, _sha256(p)) for name, p in names.items()}
    generation = hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()[:16]
    listed = {f"{generation}/{name}": value for name, value in hashes.items()}
    home = folder / "encoders" / encoder
    for path in sorted(home.iterdir()):
        listed[f"encoders/{encoder}/{path.name}"] = (path.stat().st_size, _sha256(path))
    manifest = Manifest(
        format=_FORMAT,
        generation=generation,
        pipeline=pipeline_hash(),
        corpus=corpus_digest(corpus, stored),
        model=model,
        encoder=encoder,
        versions={name: version(name) for name in ("reportqa", "faiss-cpu", "numpy")},
        counts={
            "reports": len(entries),
            "measures": sum(len(e.report.measures) for e in entries),
            "chunks": sum(len(e.chunks) for e in entries),
            "sentences": sentences,
            "facts": sum(len(e.facts) for e in entries),
        },
        reports=tuple(e.report.id for e in entries),
        files=listed,
    )
    shutil.rmtree(folder / generation, ignore_errors=True)
    os.replace(draft, folder / generation)
    temporary = folder / f".{_MANIFEST}.part"
    temporary.write_text(json.dumps(asdict(manifest), indent=1), "utf-8")
    os.replace(temporary, folder / _MANIFEST)
    _remove_others(folder, manifest)
    return Index(folder, manifest)


def _remove_others(folder: Path, manifest: Manifest) -> None:
    """Old generations and encoders; a reader that has files mapped keeps them."""
    for path in folder.iterdir():
        if path.is_dir() and path.name not in (manifest.generation, "encoders"):
            shutil.rmtree(path, ignore_errors=True)
    for path in (folder / "encoders").iterdir():
        if path.name != manifest.encoder:
            shutil.rmtree(path, ignore_errors=True)


def pipeline_hash() -> str:
    """The hash of the package's code and word lists that decide what an index holds."""
    return hashlib.sha256("".join(_code_hash(room) for room in _PIPELINE).encode()).hexdigest()[:16]


def _code_hash(room: str) -> str:
    digest = hashlib.sha256()
    root = Path(str(files("reportqa"))) / room
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".py", ".toml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read_manifest(folder: Path) -> Manifest:
    return msgspec.json.decode((folder / _MANIFEST).read_bytes(), type=Manifest)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
