"""Reports -> the files of an index: entries, BM25 arrays, vectors, the exported encoder."""

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
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

    made_of: str
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


def made_of(stored: StoredReport) -> str:
    """What an entry depends on: the report's file, and what the manifest says of it."""
    said = (stored.sha256, stored.title, stored.publisher, stored.period, stored.language)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def read_entry(stored: StoredReport) -> Entry:
    """A stored report, parsed, with its chunks and facts."""
    document = read_document(stored)
    report = parse_report(stored.id, document.text, stored.language, document.layout)
    title = stored.title or (report.title.text if report.title else stored.id)
    chunks, facts = build_chunks(report), build_facts(report)
    return Entry(made_of(stored), title, stored.publisher, stored.period, report, chunks, facts)


class Passages:
    """What is searched, gathered report by report: passages, their sentences, their places.

    Of a report no more is kept, so that an archive can be larger than memory.
    """

    def __init__(self) -> None:
        self.cards: list[ReportCard] = []
        self.texts: list[str] = []
        self.sentences: list[str] = []
        self.abbreviations: list[Mapping[str, str]] = []
        self.measure_words: set[str] = set()
        self._measures = self._facts = 0
        self._ids: list[str] = []
        self._owners: list[int] = []
        self._places: list[tuple[int, ...]] = []
        self._first_chunks = [0]

    def add(self, entry: Entry) -> None:
        """Gather a report's passages."""
        report = entry.report
        self.cards.append(ReportCard(report.id, entry.title, entry.publisher, entry.period))
        for chunk in entry.chunks:
            row = len(self.texts)
            self.texts.append(f"{chunk.context} {chunk.text}")
            self._places.append(_place(chunk, report))
            for sentence in chunk.sentences:
                self._ids.append(f"{report.id}/{row}/{len(self.sentences)}")
                self._owners.append(row)
                self.sentences.append(sentence.text)
        self._first_chunks.append(len(self.texts))
        self.abbreviations.append(report.abbreviations)
        self.measure_words |= {_word_of(measure.label) for measure in report.measures} - {""}
        self._measures += len(report.measures)
        self._facts += len(entry.facts)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind there are."""
        return {
            "reports": len(self.cards),
            "measures": self._measures,
            "chunks": len(self.texts),
            "sentences": len(self.sentences),
            "facts": self._facts,
        }

    def write(self, draft: Path, vectors: Vectors) -> None:
        """Write the arrays of the index: one vector a sentence, BM25 of passages and sentences."""
        (draft / "cards.msgpack").write_bytes(msgspec.msgpack.encode(self.cards))
        np.save(draft / "first_chunks.npy", np.array(self._first_chunks))
        np.save(draft / "places.npy", np.array(self._places, dtype=_PLACE))
        np.save(draft / "sentence_chunk.npy", np.array(self._owners, dtype=np.int32))
        build_vectors(vectors, self._ids, self.sentences, draft / "vectors.faiss")
        for name, analyse in _ANALYSERS.items():
            save_bm25(build_bm25(map(analyse, self.texts)), draft / f"chunk_{name}")
            save_bm25(build_bm25(map(analyse, self.sentences)), draft / f"sentence_{name}")


def _word_of(label: str) -> str:
    """The word of a measure's label, `Delmål 3`; empty where it is a number alone."""
    return " ".join(part for part in label.split() if part.isalpha()).casefold()


def write_entry(draft: Path, entry: Entry) -> None:
    """Write what is read back of a report as it was."""
    (draft / "reports").mkdir(exist_ok=True)
    file = draft / "reports" / f"{entry.report.id}.msgpack"
    file.write_bytes(msgspec.msgpack.encode(entry))


def write_vocabulary(draft: Path, vocabulary: Vocabulary) -> None:
    """Write the compiled vocabulary."""
    (draft / "vocabulary.msgpack").write_bytes(msgspec.msgpack.encode(vocabulary))


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
            checked = sentences[:: max(1, len(sentences) // _SAMPLES)]
            _export(model, export_to, {sentence: known[sentence] for sentence in checked})
            progress("exporting the encoder", 1, 1)
    if not sentences:
        return np.zeros((0, 1), dtype=np.float32)
    return np.stack([known[s] for s in sentences])


def _export(model: PassageEncoder, home: Path, checked: dict[str, Vectors]) -> None:
    draft = home.with_name(f".{home.name}-{os.getpid()}")
    try:
        model.export(draft, list(checked), np.array(list(checked.values())))
        shutil.rmtree(home, ignore_errors=True)
        os.replace(draft, home)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
