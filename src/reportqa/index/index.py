"""An index as questions see it: rows of chunks and sentences, and what scores them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from reportqa.chunks.chunk import Chunk
from reportqa.errors import IndexFault, ReportQAError
from reportqa.facts.model import Fact
from reportqa.index.build import Entry, ReportCard
from reportqa.index.encoder import QueryEncoder, Vectors, open_encoder, read_settings
from reportqa.index.lexical import Bm25, open_bm25
from reportqa.index.manifest import Manifest
from reportqa.index.vectors import VectorIndex, open_vectors
from reportqa.language.vocabulary import Vocabulary
from reportqa.report.model import Report
from reportqa.span import Text

_Part = TypeVar("_Part")

# Reports kept in memory; an archive holds more than memory should.
_ENTRIES_KEPT = 32
_VECTORS_KEPT = 64


class _Parts(msgspec.Struct, frozen=True):
    """An entry as it lies in its file, by the names of `Entry`, its large parts undecoded."""

    made_of: str
    title: str
    publisher: str
    period: str
    report: msgspec.Raw
    chunks: msgspec.Raw
    facts: msgspec.Raw


class StoredEntry:
    """What an index holds of one report; each part is decoded when it is first asked for.

    Raises IndexFault for a part that is damaged.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        with _whole(file):
            self._parts = msgspec.msgpack.decode(file.read_bytes(), type=_Parts)

    @cached_property
    def report(self) -> Report:
        """The report."""
        return self._decoded(self._parts.report, Report)

    @cached_property
    def chunks(self) -> tuple[Chunk, ...]:
        """Its passages, in the order of their rows."""
        return self._decoded(self._parts.chunks, tuple[Chunk, ...])

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Its numbers."""
        return self._decoded(self._parts.facts, tuple[Fact, ...])

    @property
    def title(self) -> str:
        """What it is called."""
        return self._parts.title

    def whole(self) -> Entry:
        """The entry as it was written."""
        held = self._parts
        return Entry(
            held.made_of,
            held.title,
            held.publisher,
            held.period,
            self.report,
            self.chunks,
            self.facts,
        )

    def _decoded(self, part: msgspec.Raw, kind: type[_Part]) -> _Part:
        with _whole(self._file), _uncollected():
            return msgspec.msgpack.decode(part, type=kind)


class Index:
    """An index opened for questions; its parts are read when first asked for.

    `entry(report_id)` is what it holds of a report, `question_vector(question)` the vector of a
    question, shape (dimensions,); the last few of both are kept. A part that turns out to be damaged raises
    IndexFault when it is read.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self._folder = folder / manifest.generation
        self._encoder_folder = folder / "encoders" / manifest.encoder
        self.manifest = manifest
        self.question_vector = lru_cache(maxsize=_VECTORS_KEPT)(self._question_vector)
        # Of the encoder; set before the first question. 0 is one for each core.
        self.encoder_threads = 0
        self.entry = lru_cache(maxsize=_ENTRIES_KEPT)(self._entry)

    @property
    def report_ids(self) -> tuple[str, ...]:
        """The reports, in the order of their chunks."""
        return self.manifest.reports

    @cached_property
    def cards(self) -> list[ReportCard]:
        """What the reports are known by, in the order of `report_ids`."""
        with _whole(self._folder / "cards.msgpack") as path:
            return msgspec.msgpack.decode(path.read_bytes(), type=list[ReportCard])

    def _entry(self, report_id: str) -> StoredEntry:
        return StoredEntry(self._folder / "reports" / f"{report_id}.msgpack")

    def chunk(self, row: int) -> Chunk:
        """The chunk in that row of the index."""
        report = self.report_of(row)
        return self.entry(report).chunks[row - self.chunks_of(report).start]

    def report_of(self, row: int) -> str:
        """The report of the chunk in that row."""
        return self.report_ids[int(np.searchsorted(self._first_chunks, row, side="right")) - 1]

    def chunks_of(self, report_id: str) -> range:
        """The rows of a report's chunks."""
        which = self._places_of_reports[report_id]
        return range(int(self._first_chunks[which]), int(self._first_chunks[which + 1]))

    def sentence(self, row: int) -> Text:
        """The sentence in that row of the index."""
        chunk = int(self.sentence_chunk[row])
        return self.chunk(chunk).sentences[row - self.sentences_of(chunk).start]

    def share_in_measure(self, rows: NDArray[np.int32], measure: int) -> float:
        """The share of some sentence rows that stand in a measure; 0 of none."""
        return float((self._measures[rows] == measure).mean()) if len(rows) else 0.0

    @cached_property
    def _measures(self) -> NDArray[np.int32]:
        """The measure of each sentence, side by side in memory: a frequent word stands in very many."""
        held: NDArray[np.int32] = self.places["measure"][self.sentence_chunk]
        return held

    def sentences_of(self, chunk: int) -> range:
        """The sentence rows of the chunk in that row."""
        first, last = self._first_sentences(np.array([chunk, chunk + 1]))
        return range(int(first), int(last))

    def sentence_rows(self, chunks: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
        """The sentence rows of ascending chunk rows, and where those of each chunk begin."""
        first = self._first_sentences(chunks)
        counts = self._first_sentences(chunks + 1) - first
        begins = np.cumsum(counts) - counts
        return np.repeat(first - begins, counts) + np.arange(counts.sum()), begins

    def _first_sentences(self, chunks: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of the first sentences of chunks."""
        owners = self.sentence_chunk  # of another type than theirs, all would be converted
        return owners.searchsorted(chunks.astype(owners.dtype))

    @cached_property
    def _places_of_reports(self) -> dict[str, int]:
        return {report_id: place for place, report_id in enumerate(self.report_ids)}

    @cached_property
    def _first_chunks(self) -> NDArray[np.int64]:
        with _whole(self._folder / "first_chunks.npy") as path:
            rows: NDArray[np.int64] = np.load(path)
        return rows

    @cached_property
    def sentence_chunk(self) -> NDArray[np.int32]:
        """The chunk row of each sentence row, ascending."""
        with _whole(self._folder / "sentence_chunk.npy") as path:
            rows: NDArray[np.int32] = np.asarray(np.load(path, mmap_mode="r"))
        return rows

    @cached_property
    def places(self) -> NDArray[np.void]:
        """Where each chunk stands, with the fields of `reportqa.index.build`."""
        with _whole(self._folder / "places.npy") as path:
            rows: NDArray[np.void] = np.asarray(np.load(path, mmap_mode="r"))
        return rows

    @cached_property
    def chunk_words(self) -> Bm25:
        """BM25 over the stems of chunks with their headings."""
        return self._bm25("chunk_words")

    @cached_property
    def chunk_grams(self) -> Bm25:
        """BM25 over the character n-grams of chunks with their headings."""
        return self._bm25("chunk_grams")

    @cached_property
    def sentence_words(self) -> Bm25:
        """BM25 over the stems of single sentences."""
        return self._bm25("sentence_words")

    @cached_property
    def sentence_grams(self) -> Bm25:
        """BM25 over the character n-grams of single sentences."""
        return self._bm25("sentence_grams")

    def _bm25(self, name: str) -> Bm25:
        with _whole(self._folder / name) as path:
            return open_bm25(path)

    @cached_property
    def vectors(self) -> VectorIndex:
        """One vector a sentence, in the order of the sentence rows."""
        with _whole(self._folder / "vectors.faiss") as path:
            return open_vectors(path)

    @cached_property
    def encoder(self) -> QueryEncoder:
        """The query side of the encoder that made the vectors."""
        with _whole(self._encoder_folder) as path:
            return open_encoder(path, self.encoder_threads)

    def _question_vector(self, question: str) -> Vectors:
        return self.encoder.encode_query(question)

    @property
    def slow_encoder_reason(self) -> str:
        """Why questions go through sentence-transformers; empty where they don't."""
        with _whole(self._encoder_folder) as path:
            return read_settings(path).reason

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary as it was when the index was built."""
        with _whole(self._folder / "vocabulary.msgpack") as path:
            return msgspec.msgpack.decode(path.read_bytes(), type=Vocabulary)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage meanwhile: what is decoded holds none, and a report of ten thousand
    objects would set off a dozen.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    try:
        yield path
    except ReportQAError:
        raise
    except Exception as error:
        raise IndexFault(
            f"{path} is damaged or was replaced ({type(error).__name__}).",
            "Ask again; if that doesn't help, run `reportqa index build`.",
        ) from error
