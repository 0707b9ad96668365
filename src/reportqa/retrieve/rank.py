"""Query + index -> ranked passages, with the reasons for each place."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportqa.index.build import KINDS, SECTIONS
from reportqa.index.index import Index
from reportqa.question.query import Query, SectionName
from reportqa.retrieve.signals import (
    Scores,
    best_sentence,
    dense_sentence_scores,
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


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every passage and sentence with its scores; `order` lists chunk rows, best first.

    `signals` are the standardised scores of the chunks by signal, `sentences` those of the
    sentences. Chunks that the question's constraints leave out score minus infinity.
    """

    scores: Scores
    order: np.ndarray
    signals: dict[str, Scores]
    sentences: dict[str, Scores]
    cosine: Scores


def rank(
    query: Query, index: Index, report: str | None = None, measure: int | None = None
) -> Ranking:
    """Rank all passages of the index for a question, or those of one report or measure."""
    words, grams = word_weights(query.terms), gram_weights(query.terms)
    size = len(index.sentence_chunk)
    vector = index.encoder.encode_query(query.text)
    cosine = dense_sentence_scores(index.vectors, vector, size)
    sentence_grams, sentence_words = (
        index.sentence_grams.scores(grams),
        index.sentence_words.scores(words),
    )
    signals = {
        "grams": standardised(index.chunk_grams.scores(grams)),
        "words": standardised(index.chunk_words.scores(words)),
        "dense": standardised(best_sentence(index, cosine)),
        "sentence_grams": standardised(best_sentence(index, sentence_grams)),
        "sentence_words": standardised(best_sentence(index, sentence_words)),
    }
    scores = sum(
        (WEIGHTS[name] * values for name, values in signals.items()), np.zeros(1, np.float32)
    )
    scores = scores + _structure(query, index, report, measure)
    sentences = {
        "grams": standardised(sentence_grams),
        "words": standardised(sentence_words),
        "dense": standardised(cosine),
    }
    return Ranking(scores, np.argsort(-scores, kind="stable"), signals, sentences, cosine)


def _structure(query: Query, index: Index, report: str | None, measure: int | None) -> Scores:
    """What the question says of the place, by chunk: it narrows, or lifts."""
    places = index.places
    lifts: Scores = _KIND_LIFTS[places["kind"]]
    lifts[_in_sections(query.sections, places)] += _SECTION_LIFT
    measures = (measure,) if measure is not None else query.measures
    allowed = np.ones(len(places), dtype=bool)
    if measures:
        allowed &= np.isin(places["measure"], measures)
    if query.footnote is not None:
        allowed &= places["footnote"] == query.footnote
    if query.page is not None:
        allowed &= (places["first_page"] <= query.page) & (query.page <= places["last_page"])
    if report is not None:
        rows = index.chunks_of(report)
        allowed[: rows.start] = allowed[rows.stop :] = False
    lifts[~allowed] = -np.inf
    return lifts


def _in_sections(sections: tuple[SectionName, ...], places: NDArray[np.void]) -> NDArray[np.bool_]:
    """The passages of the objectives or attainments named."""
    named = np.zeros(len(places), dtype=bool)
    for kind, number in sections:
        numbered = places["section_number"] == number if number is not None else True
        named |= (places["section"] == SECTIONS.index(kind)) & numbered
    return named
