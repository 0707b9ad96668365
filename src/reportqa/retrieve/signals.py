"""Query -> scores of every passage by each signal: stems, character n-grams, vectors."""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from reportqa.index.index import Index
from reportqa.index.vectors import VectorIndex
from reportqa.language.tokens import fold, stem, tokenize, word_grams
from reportqa.question.query import Term

Scores = NDArray[np.float32]

# A vocabulary word weighs less than the reader's own: measured with `reportqa eval retrieval`.
EXPANSION_WEIGHT = 0.5


def word_weights(terms: tuple[Term, ...]) -> dict[str, float]:
    """The stems to look for with their weights; expansions share one lesser weight."""
    weights: dict[str, float] = defaultdict(float)
    for term in terms:
        for form, weight in _weighted_forms(term):
            for word in form.split():
                weights[word] = max(weights[word], weight)
    return dict(weights)


def gram_weights(terms: tuple[Term, ...]) -> dict[str, float]:
    """The character n-grams to look for with their weights."""
    weights: dict[str, float] = defaultdict(float)
    for term in terms:
        own = [fold(token.word) for token in tokenize(term.text)]
        pieces = [(word, 1.0) for word in own]
        pieces += [(w, EXPANSION_WEIGHT) for form in term.forms[1:] for w in form.split()]
        for word, weight in pieces:
            for gram in _grams(word, weight < 1.0):
                weights[gram] = max(weights[gram], weight)
    return dict(weights)


def _grams(word: str, is_stem: bool) -> list[str]:
    """A stem has no known end: its end-marked n-grams are left out."""
    found = word_grams(word)
    return [g for g in found if not (is_stem and g.endswith(">"))]


def _weighted_forms(term: Term) -> list[tuple[str, float]]:
    own = " ".join(stem(token.word) for token in tokenize(term.text))
    return [(own, 1.0), *((form, EXPANSION_WEIGHT) for form in term.forms if form != own)]


def dense_sentence_scores(vectors: VectorIndex, vector: Scores, size: int) -> Scores:
    """The cosine of every sentence with the question."""
    rows, found = vectors.search(vector, size)
    scores = np.zeros(size, dtype=np.float32)
    scores[rows] = found
    return scores


def best_sentence(index: Index, sentence_scores: Scores) -> Scores:
    """The score of every chunk: that of its best sentence."""
    starts = np.flatnonzero(np.diff(index.sentence_chunk, prepend=-1))
    return np.maximum.reduceat(sentence_scores, starts)


def standardised(scores: Scores) -> Scores:
    """Scores with mean 0 and deviation 1; all zero where they don't differ."""
    deviation = float(scores.std())
    return (scores - scores.mean()) / deviation if deviation > 1e-9 else np.zeros_like(scores)
