"""Query -> scores of every passage by each signal: stems, character n-grams, vectors."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportqa.language.tokens import fold, stem, tokenize, word_grams
from reportqa.question.query import Term

Scores = NDArray[np.float32]
Rows = NDArray[np.int64]

# A vocabulary word weighs less than the reader's own: measured with `reportqa eval retrieval`.
EXPANSION_WEIGHT = 0.5
_LEAST_DEVIATION = 1e-9


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


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores of some rows of the index: `values[i]` is that of `rows[i]`, which ascend."""

    rows: Rows
    values: Scores

    def __getitem__(self, row: int) -> float:
        """The score of one of the rows."""
        return float(self.values[self.rows.searchsorted(row)])


def best_sentence(scores: Scores, firsts: Rows) -> Scores:
    """The score of every chunk: that of its best sentence.

    `scores` are those of the chunks' sentences, chunk by chunk; `firsts` where each chunk begins.
    """
    best: Scores = np.maximum.reduceat(scores, firsts) if len(firsts) else scores[:0]
    return best


def standardised(scores: Scores) -> Scores:
    """Scores with mean 0 and deviation 1; all 0 where they don't differ."""
    if not len(scores) or scores.max() == scores.min():
        return np.zeros(scores.shape, dtype=np.float32)
    apart = scores - scores.mean()
    deviation = float(np.sqrt(np.square(apart).mean()))
    if deviation <= _LEAST_DEVIATION:
        return np.zeros(scores.shape, dtype=np.float32)
    found: Scores = apart / deviation
    return found
