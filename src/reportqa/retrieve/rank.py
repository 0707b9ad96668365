"""Query + index -> ranked passages, with the reasons for each place."""

from dataclasses import dataclass

import numpy as np

from reportqa.chunks.chunk import Chunk
from reportqa.index.index import Index
from reportqa.question.query import Query
from reportqa.report.headings import read_label
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
    """What the question says of the place: it narrows, or lifts."""
    lifts = np.zeros(index.manifest.counts["chunks"], dtype=np.float32)
    measures = (measure,) if measure is not None else query.measures
    for row in range(len(lifts)):
        chunk = index.chunk(row)
        other_report = report is not None and chunk.report != report
        other_measure = bool(measures) and chunk.measure not in measures
        if other_report or other_measure or not in_named_place(query, chunk, index):
            lifts[row] = -np.inf
            continue
        lifts[row] += _KIND_LIFT.get(chunk.kind, 0.0)
        if in_named_section(query, chunk):
            lifts[row] += _SECTION_LIFT
    return lifts


def in_named_place(query: Query, chunk: Chunk, index: Index) -> bool:
    """False for a passage of another page or footnote than the question names."""
    if query.footnote is not None and chunk.footnote != query.footnote:
        return False
    report = index.entry(chunk.report).report
    return query.page is None or any(
        report.page(span.start) == query.page for s in chunk.sentences for span in s.spans()
    )


def in_named_section(query: Query, chunk: Chunk) -> bool:
    """True for a passage of an objective or attainment that the question names."""
    label = read_label(chunk.path[0] + ":") if chunk.path else None
    return label is not None and any(
        label.kind == kind and number in (None, label.number) for kind, number in query.sections
    )
