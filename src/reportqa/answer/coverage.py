"""How much of a question a passage accounts for: the ground of answering or declining."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportqa.answer.match import is_frame, part_of_word, same_word
from reportqa.index.store import Index
from reportqa.language.tokens import stem, tokenize
from reportqa.question.query import Query, Term

# A word that asks or frames says little about what is asked.
_FRAME_WEIGHT = 0.15
# A word found only as a part of a compound, or through the vocabulary.
_PART_CREDIT = 0.6
_EXPANDED_CREDIT = 0.85


@dataclass(frozen=True, slots=True)
class Coverage:
    """`share` of the question's weight that was found; `missing` the words that weren't."""

    share: float
    missing: tuple[Term, ...]


@lru_cache(maxsize=4096)
def stems_of(text: str) -> frozenset[str]:
    """The stems of a text."""
    return frozenset(stem(token.word) for token in tokenize(text))


def coverage(query: Query, texts: Sequence[str], index: Index) -> Coverage:
    """How much of the question's words, weighted by rarity, stand in `texts`."""
    words = frozenset().union(*(stems_of(text) for text in texts)) if texts else frozenset()
    found = total = 0.0
    missing = []
    for term in query.terms:
        weight = term_weight(term, index)
        credit = _credit(term, words)
        total += weight
        found += weight * credit
        if credit == 0:
            missing.append(term)
    return Coverage(found / total if total else 0.0, tuple(missing))


def term_weight(term: Term, index: Index) -> float:
    """The idf of the term's rarest word; little for words that only frame a question."""
    weight = max(index.sentence_words.idf(word) for word in term.forms[0].split())
    return weight * (_FRAME_WEIGHT if is_frame(term) else 1.0)


def _credit(term: Term, words: frozenset[str]) -> float:
    own = term.forms[0].split()
    if all(_has(word, words) for word in own):
        return 1.0
    if any(all(_has(word, words) for word in form.split()) for form in term.forms[1:]):
        return _EXPANDED_CREDIT
    parts = [w for form in term.forms for w in form.split()]
    return _PART_CREDIT if any(part_of_word(p, w) for p in parts for w in words) else 0.0


def _has(word: str, words: frozenset[str]) -> bool:
    return word in words or any(same_word(word, other) for other in words if other[:1] == word[:1])
