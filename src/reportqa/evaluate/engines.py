"""reportqa and its peers, so that they are asked the same in the same run."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from reportqa.answer.model import Answer
from reportqa.chunks.chunk import Chunk
from reportqa.engine import ReportQA
from reportqa.errors import QuestionError
from reportqa.evaluate.peer import Engine, Place, sentence_answer
from reportqa.language.tokens import stems

Vectors = NDArray[np.float32]


class Reportqa:
    """The product itself."""

    name = "reportqa"

    def __init__(self, qa: ReportQA) -> None:
        self._qa = qa

    def ask(self, question: str, history: Sequence[str]) -> Answer:
        """The answer of the product."""
        return self._qa.ask(question, history=history)

    def passages(self, question: str) -> Iterator[list[Place]]:
        """Its hybrid ranking."""
        ranking = self._qa.ranking(question)
        return (_places_of(self._qa.index.chunk(int(row))) for row in ranking.order)


class Bm25:
    """bm25s over the product's passages, with the Norwegian Snowball stemmer."""

    name = "bm25"

    def __init__(self, qa: ReportQA) -> None:
        import bm25s

        self._chunks = all_chunks(qa)
        self._sentences = [(c, s) for c in self._chunks for s in c.sentences]
        self._of_chunks, self._of_sentences = bm25s.BM25(), bm25s.BM25()
        self._of_chunks.index([stems(c.text) for c in self._chunks], show_progress=False)
        texts = [stems(s.text) for _, s in self._sentences]
        self._of_sentences.index(texts, show_progress=False)

    def ask(self, question: str, history: Sequence[str]) -> Answer:
        """The sentence with the highest score."""
        scores = self._of_sentences.get_scores(stems(question))
        chunk, sentence = self._sentences[int(np.argmax(scores))]
        return sentence_answer(question, sentence.text, chunk.report, sentence.span, chunk.measure)

    def passages(self, question: str) -> Iterator[list[Place]]:
        """The passages by score."""
        order = np.argsort(-self._of_chunks.get_scores(stems(question)), kind="stable")
        return (_places_of(self._chunks[int(row)]) for row in order)


class Dense:
    """The product's passages, one vector each of the same model."""

    name = "dense"

    def __init__(self, qa: ReportQA) -> None:
        from reportqa.index.encoder import PassageEncoder, resolve_model

        self._encoder = PassageEncoder(resolve_model(qa.index.manifest.model))
        self._chunks = all_chunks(qa)
        texts = [chunk.text for chunk in self._chunks]
        self._vectors = self._encoder.encode_passages(texts, lambda *_: None)
        # Many questions come to the same passage.
        self._sentences = lru_cache(maxsize=len(texts))(self._encode_sentences)

    def ask(self, question: str, history: Sequence[str]) -> Answer:
        """The nearest sentence of the nearest passage."""
        query = self._encoder.encode_query(question)
        best = int(np.argmax(self._vectors @ query))
        chunk = self._chunks[best]
        sentence = chunk.sentences[int(np.argmax(self._sentences(best) @ query))]
        return sentence_answer(question, sentence.text, chunk.report, sentence.span, chunk.measure)

    def _encode_sentences(self, row: int) -> Vectors:
        texts = [sentence.text for sentence in self._chunks[row].sentences]
        return self._encoder.encode_passages(texts, lambda *_: None)

    def passages(self, question: str) -> Iterator[list[Place]]:
        """The passages by cosine."""
        order = np.argsort(-(self._vectors @ self._encoder.encode_query(question)), kind="stable")
        return (_places_of(self._chunks[int(row)]) for row in order)


NAMES = ("reportqa", "llamaindex", "bm25", "dense")


def make_engine(name: str, qa: ReportQA) -> Engine:
    """The engine of that name over the corpus of `qa`. Raises QuestionError for an unknown one."""
    if name == "llamaindex":
        from reportqa.evaluate.llamaindex import LlamaIndex

        return LlamaIndex(qa)
    if name == "reportqa":
        return Reportqa(qa)
    if name == "bm25":
        return Bm25(qa)
    if name == "dense":
        return Dense(qa)
    raise QuestionError(f"There is no engine '{name}'.", f"Use one of: {', '.join(NAMES)}.")


def all_chunks(qa: ReportQA) -> list[Chunk]:
    """Every passage of the corpus."""
    return [chunk for rid in qa.index.report_ids for chunk in qa.index.entry(rid).chunks]


def _places_of(chunk: Chunk) -> list[Place]:
    return [(chunk.report, span) for text in chunk.sentences for span in text.spans()]
