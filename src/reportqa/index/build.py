"""Reports -> the files of an index: entries, BM25 arrays, vectors, the exported encoder."""

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import msgspec
import numpy as np

from reportqa.chunks.build import build_chunks
from reportqa.chunks.chunk import Chunk, ChunkKind
from reportqa.corpus.manifest import StoredReport, read_document
from reportqa.facts.build import build_facts
from reportqa.facts.model import Fact
from reportqa.index.encoder import (
    ModelSource,
    PassageEncoder,
    Progress,
    Vectors,
)
from reportqa.index.lexical import build_bm25, save_bm25
from reportqa.index.manifest import code_hash
from reportqa.index.vectors import build_vectors
from reportqa.language.tokens import grams, stems
from reportqa.language.vocabulary import Vocabulary
from reportqa.report.headings import read_label
from reportqa.report.model import Report
from reportqa.report.parse import parse_report

_ANALYSERS: dict[str, Callable[[str], list[str]]] = {"words": stems, "grams": grams}
# Sentences on which an exported encoder is compared with the model it came from.
_SAMPLES = 50
# Where each chunk stands, for questions that name a place; -1 stands for none.
KINDS: tuple[str, ...] = get_args(ChunkKind)
SECTIONS = ("objective", "attainment")
_PLACE = np.dtype(
    [
        ("measure", "i4"), ("footnote", "i4"), ("first_page", "i4"), ("last_page", "i4"),
        ("section_number", "i4"), ("section", "i1"), ("kind", "u1"),
    ]
)  # fmt: skip
_NONE = -1


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
class ReportCard:
    """What a report is known by, read without the report."""

    id: str
    title: str
    publisher: str
    period: str


def read_entry(stored: StoredReport) -> Entry:
    """A stored report, parsed, with its chunks and facts."""
    document = read_document(stored)
    report = parse_report(stored.id, document.text, stored.language, document.layout)
    title = stored.title or (report.title.text if report.title else stored.id)
    chunks, facts = build_chunks(report), build_facts(report)
    return Entry(stored.sha256, title, stored.publisher, stored.period, report, chunks, facts)


def write_reports(draft: Path, entries: list[Entry], vocabulary: Vocabulary) -> None:
    """Write what is read back as it was: the entries and the vocabulary."""
    (draft / "reports").mkdir()
    for entry in entries:
        data = msgspec.msgpack.encode(entry)
        (draft / "reports" / f"{entry.report.id}.msgpack").write_bytes(data)
    cards = [ReportCard(e.report.id, e.title, e.publisher, e.period) for e in entries]
    (draft / "cards.msgpack").write_bytes(msgspec.msgpack.encode(cards))
    (draft / "vocabulary.msgpack").write_bytes(msgspec.msgpack.encode(vocabulary))
    places = [_place(chunk, entry.report) for entry in entries for chunk in entry.chunks]
    np.save(draft / "places.npy", np.array(places, dtype=_PLACE))
    counts = [0, *(len(entry.chunks) for entry in entries)]
    np.save(draft / "first_chunks.npy", np.cumsum(counts))


def _place(chunk: Chunk, report: Report) -> tuple[int, ...]:
    """A chunk's row of the places, in the order of `_PLACE`."""
    label = read_label(chunk.path[0] + ":") if chunk.path else None
    named = label is not None and label.kind in SECTIONS
    pages = [report.page(span.start) for s in chunk.sentences for span in s.spans()]
    return (
        _NONE if chunk.measure is None else chunk.measure,
        _NONE if chunk.footnote is None else chunk.footnote,
        min(pages, default=_NONE),
        max(pages, default=_NONE),
        _NONE if label is None or label.number is None else label.number,
        SECTIONS.index(label.kind) if label is not None and named else _NONE,
        KINDS.index(chunk.kind),
    )


def write_passages(draft: Path, chunks: list[Chunk], vectors: Vectors) -> None:
    """Write what is searched: one vector a sentence, BM25 over chunks and over sentences."""
    owner = [i for i, chunk in enumerate(chunks) for _ in chunk.sentences]
    sentences = [sentence.text for chunk in chunks for sentence in chunk.sentences]
    np.save(draft / "sentence_chunk.npy", np.array(owner, dtype=np.int32))
    ids = [f"{chunks[i].report}/{i}/{row}" for row, i in enumerate(owner)]
    build_vectors(vectors, ids, sentences, draft / "vectors.faiss")
    for name, analyse in _ANALYSERS.items():
        passages = build_bm25(analyse(f"{chunk.context} {chunk.text}") for chunk in chunks)
        save_bm25(passages, draft / f"chunk_{name}")
        save_bm25(build_bm25(analyse(text) for text in sentences), draft / f"sentence_{name}")


def encoder_id(source: ModelSource) -> str:
    """The name of the folder that a model's exported encoder lives in."""
    made_of = f"{source.name}\n{source.sha256}\n{code_hash('index')}"
    return hashlib.sha256(made_of.encode()).hexdigest()[:12]


def embed(
    source: ModelSource,
    sentences: list[str],
    known: dict[str, Vectors],
    progress: Progress,
    export_to: Path | None,
) -> Vectors:
    """The vector of each sentence, shape (n, dimensions); those in `known` are taken over.

    The encoder is exported to the folder `export_to`, if one is given. The model is loaded only
    where there is something to embed or to export.
    """
    new = [s for s in dict.fromkeys(sentences) if s not in known]
    if new or export_to is not None:
        model = PassageEncoder(source)
        known = known | dict(zip(new, model.encode_passages(new, progress), strict=True))
        if export_to is not None:
            progress("exporting the encoder", 0, 1)
            _export(model, export_to, sentences)
            progress("exporting the encoder", 1, 1)
    if not sentences:
        return np.zeros((0, 1), dtype=np.float32)
    return np.stack([known[s] for s in sentences])


def _export(model: PassageEncoder, home: Path, sentences: list[str]) -> None:
    draft = home.with_name(f".{home.name}-{os.getpid()}")
    try:
        model.export(draft, sentences[:: max(1, len(sentences) // _SAMPLES)])
        shutil.rmtree(home, ignore_errors=True)
        os.replace(draft, home)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
