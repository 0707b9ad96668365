"""How much of a question a passage accounts for: the ground of answering or declining."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportqa.answer.match import is_frame, part_of_word, same_word
from reportqa.index.index import Index
from reportqa.language.tokens import fold, stem, tokenize
from reportqa.question.cues import word_set
from reportqa.question.query import Query, Term

_ABOUT = re.compile(r"\b(?:om|about|regarding|concerning|vedrørende)\s+", re.IGNORECASE)
# A word that asks or frames says little about what is asked.
_FRAME_WEIGHT = 0.15
# A word found only as a part of a compound, a compound of which only a part is found, or a word
# found through the vocabulary.
_PART_CREDIT = 0.6
_WHOLE_CREDIT = 0.3
_EXPANDED_CREDIT = 0.85
# A word that isn't in the passage, but whose home is the passage's measure.
_HOME_CREDIT = 0.6


@dataclass(frozen=True, slots=True)
class Coverage:
    """`share` of the question's `weight` that was found; `missing` the words that weren't."""

    share: float
    weight: float
    missing: tuple[Term, ...]


@lru_cache(maxsize=4096)
def stems_of(text: str) -> frozenset[str]:
    """The stems of a text's words, the smallest words left out."""
    stop = word_set("stopwords", "words")
    return frozenset(stem(t.word) for t in tokenize(text) if fold(t.word) not in stop)


def coverage(
    query: Query,
    texts: Sequence[str],
    index: Index,
    measure: int | None = None,
    unknown: float = 1.0,
) -> Coverage:
    """How much of the question's words, weighted by rarity, stand in `texts`.

    A word that stands mostly in one measure of the reports is half there in all of that
    `measure`'s passages. A word that no report holds weighs `unknown` times its weight.
    """
    words = frozenset().union(*(stems_of(text) for text in texts)) if texts else frozenset()
    found = total = 0.0
    missing = []
    for term in query.terms:
        weight = term_weight(term, index) * (unknown if is_unknown(term, index) else 1.0)
        credit = _credit(term, words)
        total += weight
        if credit == 0:
            missing.append(term)
            if measure is not None and not term.name:
                credit = _HOME_CREDIT * home_share(term, measure, index)
        found += weight * credit
    return Coverage(found / total if total else 0.0, total, tuple(missing))


def home_share(term: Term, measure: int, index: Index) -> float:
    """The share of the term's sentences that stand in a measure; 0 where it stands nowhere."""
    words = {word for form in term.forms for word in form.split()}
    shares = [index.share_in_measure(index.sentence_words.rows(word), measure) for word in words]
    return max(shares, default=0.0)


def is_unknown(term: Term, index: Index) -> bool:
    """True for a word that stands nowhere in the reports, in no form the vocabulary knows."""
    words = [w for form in term.forms for w in form.split()]
    return not any(index.chunk_words.document_frequency(w) for w in words)


def about_terms(query: Query) -> list[Term]:
    """The words that say what is asked about: those right after `om` or `about`."""
    starts = {match.end() for match in _ABOUT.finditer(query.text)}
    return [t for t in query.terms if t.start in starts]


def term_weight(term: Term, index: Index) -> float:
    """The idf of the term's rarest word; little for words that only frame a question."""
    weight = max(index.sentence_words.idf(word) for word in _telling(term.forms[0]))
    return weight * (_FRAME_WEIGHT if is_frame(term) else 1.0)


def _credit(term: Term, words: frozenset[str]) -> float:
    if all(_has(word, words) for word in _telling(term.forms[0])):
        return 1.0
    if any(all(_has(word, words) for word in _telling(form)) for form in term.forms[1:]):
        return _EXPANDED_CREDIT
    parts = [w for form in term.forms for w in form.split()]
    if any(part_of_word(p, w) for p in parts for w in words if len(p) < len(w)):
        return _PART_CREDIT
    if term.name:
        return 0.0
    return _WHOLE_CREDIT if any(part_of_word(p, w) for p in parts for w in words) else 0.0


def _telling(form: str) -> list[str]:
    """The words of a phrase without the smallest ones, which passages are looked up without."""
    words = form.split()
    return [word for word in words if word not in word_set("stopwords", "words")] or words


def _has(word: str, words: frozenset[str]) -> bool:
    return word in words or any(same_word(word, other) for other in words if other[:1] == word[:1])
