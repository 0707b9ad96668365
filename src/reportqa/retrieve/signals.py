"""Query -> scores of every passage by each signal: stems, character n-grams, vectors."""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from reportqa.language.tokens import fold, stem, tokenize, word_grams
from reportqa.question.query import Term

Scores = NDArray[np.float32]
Rows = NDArray[np.int64]

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


def best_sentence(scores: Scores, sentences: Rows, firsts: Rows, chunks: Rows, size: int) -> Scores:
    """The score of every chunk, shape (size,): that of its best sentence; 0 outside `chunks`.

    `sentences` are the rows of the chunks' sentences, chunk by chunk; `firsts` where each begins.
    """
    best = np.zeros(size, dtype=np.float32)
    if len(chunks):
        best[chunks] = np.maximum.reduceat(scores[sentences], firsts)
    return best


def standardised(scores: Scores, rows: Rows) -> Scores:
    """Scores with mean 0 and deviation 1 over `rows`; 0 elsewhere, and where they don't differ."""
    result = np.zeros(scores.shape, dtype=np.float32)
    looked_at = scores[rows]
    deviation = float(looked_at.std()) if len(rows) else 0.0
    if deviation > 1e-9:
        result[rows] = (looked_at - looked_at.mean()) / deviation
    return result
