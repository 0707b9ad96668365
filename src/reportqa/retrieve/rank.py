"""Query + index -> ranked passages, with the reasons for each place."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportqa.index.build import KINDS, SECTIONS
from reportqa.index.index import Index
from reportqa.question.query import Query, SectionName
from reportqa.retrieve.signals import (
    Rows,
    Scored,
    Scores,
    best_sentence,
    gram_weights,
    standardised,
    word_weights,
)

# Weights of the standardised signals, measured with `reportqa eval retrieval` and on the
# question sets of eval/: n-grams of passages carry most, the best sentence and the vectors add.
WEIGHTS = {"grams": 1.0, "words": 0.2, "dense": 0.5, "sentence_grams": 0.5, "sentence_words": 0.2}
_SECTION_LIFT = 2.0
# A table row answers a question about numbers through the facts, not as a passage.
_KIND_LIFT = {"row": -1.0, "table": -0.5, "fields": -0.3}
_KIND_LIFTS = np.array([_KIND_LIFT.get(kind, 0.0) for kind in KINDS], dtype=np.float32)

# An index of more passages than this is looked up first: the best by words, reading so many
# postings at most, and the nearest by vector. Measured with bench/growth.py.
_RANKED_WHOLE = 5_000
_CANDIDATES = 500
_POSTINGS = 100_000


@dataclass(frozen=True, slots=True)
class Ranking:
    """The passages and sentences with their scores; `order` lists chunk rows, best first.

    `signals` are the standardised scores of the chunks by signal, `sentences` those of the
    sentences. Chunks that the question's constraints leave out are not in `order`. Of a large
    index some rows alone are ranked, and have scores.
    """

    scores: Scored
    order: Rows
    signals: dict[str, Scored]
    sentences: dict[str, Scored]
    cosine: Scored


def rank(query: Query, index: Index, reports: Sequence[str] = ()) -> Ranking:
    """Rank the passages of the index for a question, or those of some reports.

    Of a large index, the passages that the rarest words or the nearest vectors lead to are ranked.
    """
    words, grams = word_weights(query.terms), gram_weights(query.terms)
    vector = index.question_vector(query.text)
    chunks = _candidates(index, words, vector, reports)
    sentences, firsts = index.sentence_rows(chunks)
    cosine = index.vectors.cosines(sentences, vector)
    by_sentence = {
        "grams": index.sentence_grams.scores_at(sentences, grams),
        "words": index.sentence_words.scores_at(sentences, words),
        "dense": cosine,
    }
    by_chunk = {
        "grams": index.chunk_grams.scores_at(chunks, grams),
        "words": index.chunk_words.scores_at(chunks, words),
    }
    for name, of in (("dense", "dense"), ("sentence_grams", "grams"), ("sentence_words", "words")):
        by_chunk[name] = best_sentence(by_sentence[of], firsts)
    signals = {name: standardised(values) for name, values in by_chunk.items()}
    scores = np.zeros(len(chunks), dtype=np.float32)
    for name, values in signals.items():
        scores += WEIGHTS[name] * values
    scores += _structure(query, index.places[chunks])
    order = np.argsort(-scores, kind="stable")
    return Ranking(
        scores=Scored(chunks, scores),
        order=chunks[order[np.isfinite(scores[order])]],
        signals={name: Scored(chunks, values) for name, values in signals.items()},
        sentences={n: Scored(sentences, standardised(v)) for n, v in by_sentence.items()},
        cosine=Scored(sentences, cosine),
    )


def _candidates(
    index: Index, words: dict[str, float], vector: Scores, reports: Sequence[str]
) -> Rows:
    """The rows of the passages to rank, ascending: all of the reports named or a small index."""
    if 0 < len(reports) < len(index.report_ids):
        return np.sort(np.concatenate([np.array(index.chunks_of(r), np.int64) for r in reports]))
    if index.chunk_words.size <= _RANKED_WHOLE:
        return np.arange(index.chunk_words.size, dtype=np.int64)
    by_word = index.chunk_words.best(words, _CANDIDATES, _POSTINGS)
    by_vector, _ = index.vectors.search(vector, _CANDIDATES)
    return np.union1d(by_word, index.sentence_chunk[by_vector].astype(np.int64))


def _structure(query: Query, places: NDArray[np.void]) -> Scores:
    """What the question says of where a passage stands: it narrows (minus infinity), or lifts."""
    lifts: Scores = _KIND_LIFTS[places["kind"]]
    lifts[_in_sections(query.sections, places)] += _SECTION_LIFT
    allowed = np.ones(len(places), dtype=bool)
    if query.measures:
        allowed &= np.isin(places["measure"], query.measures)
    if query.footnote is not None:
        allowed &= places["footnote"] == query.footnote
    if query.page is not None:
        allowed &= (places["first_page"] <= query.page) & (query.page <= places["last_page"])
    lifts[~allowed] = -np.inf
    return lifts


def _in_sections(sections: tuple[SectionName, ...], places: NDArray[np.void]) -> NDArray[np.bool_]:
    """The passages of the objectives or attainments named."""
    named = np.zeros(len(places), dtype=bool)
    for kind, number in sections:
        numbered = places["section_number"] == number if number is not None else True
        named |= (places["section"] == SECTIONS.index(kind)) & numbered
    return named
