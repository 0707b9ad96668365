"""How much of a question a passage accounts for: the ground of answering or declining."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportqa.answer.match import is_frame, part_of_word, same_word
from reportqa.index.index import Index
from reportqa.language.tokens import fold, stem, words_in
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
# Questions whose words are kept judged: one is asked, and those that may be suggested after it.
_JUDGED_KEPT = 8
# Words whose beginnings and ends are kept.
_PARTED_KEPT = 4096


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
    return frozenset(stem(word) for word in words_in(text) if fold(word) not in stop)


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
    said = frozenset().union(*map(stems_of, texts))
    found = total = 0.0
    missing = []
    asked = _asked(query.terms, index)
    asked.judge(said)
    for wanted in asked.wanted:
        term = wanted.term
        weight = wanted.weight * (unknown if wanted.is_unknown else 1.0)
        credit = wanted.credit(said)
        total += weight
        if credit == 0:
            missing.append(term)
            if measure is not None and not term.name:
                credit = _HOME_CREDIT * wanted.home(measure)
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


class _Meeting:
    """The words of the reports, of those judged, that meet a word of the question."""

    def __init__(self, meeting: Callable[[Iterable[str]], set[str]]) -> None:
        self._meeting = meeting
        self._met: set[str] = set()

    def judge(self, words: Iterable[str]) -> None:
        """Take in words that were not judged before."""
        self._met |= self._meeting(words)

    def is_in(self, words: frozenset[str]) -> bool:
        """True where one of the words, which are all judged, meets it."""
        return not self._met.isdisjoint(words)


class _Wanted:
    """A word of the question with what doesn't hang on the passage that is looked at."""

    def __init__(self, term: Term, index: Index) -> None:
        self.term, self._index = term, index
        self.weight = term_weight(term, index)
        self.is_unknown = is_unknown(term, index)
        self._homes: dict[int, float] = {}
        telling = [_telling(form) for form in term.forms]
        self._same = [[_Meeting(_same_as(word)) for word in form] for form in telling]
        self._firsts = [[word[:1] for word in form] for form in telling]
        self.parts = tuple(word for form in term.forms for word in form.split())
        self._longer = _Meeting(_longer_than(self.parts))
        self._shorter = frozenset(w for part in self.parts for w in _parts_of(part))

    def judge(self, by_first: Mapping[str, Sequence[str]], at_ends: Sequence[str]) -> None:
        """Take in words that were not judged before: by their first letter, as only those of the
        same are one word, and those that begin or end with a part of the question's words.
        """
        self._longer.judge(at_ends)
        for form, firsts in zip(self._same, self._firsts, strict=True):
            for word, first in zip(form, firsts, strict=True):
                word.judge(by_first.get(first, ()))

    def home(self, measure: int) -> float:
        """The share of its sentences that stand in a measure."""
        if measure not in self._homes:
            self._homes[measure] = home_share(self.term, measure, self._index)
        return self._homes[measure]

    def credit(self, words: frozenset[str]) -> float:
        """How much of it stands among words that were judged, 0 to 1."""
        own, *others = self._same
        if all(word.is_in(words) for word in own):
            return 1.0
        if any(all(word.is_in(words) for word in form) for form in others):
            return _EXPANDED_CREDIT
        if self._longer.is_in(words):
            return _PART_CREDIT
        return 0.0 if self.term.name or self._shorter.isdisjoint(words) else _WHOLE_CREDIT


class _Asked:
    """The words of a question; each word of the reports is judged once against all of them."""

    def __init__(self, terms: tuple[Term, ...], index: Index) -> None:
        self.wanted = tuple(_Wanted(term, index) for term in terms)
        self._parts = tuple({part for wanted in self.wanted for part in wanted.parts})
        self._judged: set[str] = set()

    def judge(self, words: frozenset[str]) -> None:
        """Take in the words that were not judged before."""
        new = words - self._judged
        if not new:
            return
        self._judged |= new
        by_first: dict[str, list[str]] = defaultdict(list)
        for word in new:
            by_first[word[:1]].append(word)
        at_ends = [w for w in new if w.startswith(self._parts) or w.endswith(self._parts)]
        for wanted in self.wanted:
            wanted.judge(by_first, at_ends)


@lru_cache(maxsize=_JUDGED_KEPT)
def _asked(terms: tuple[Term, ...], index: Index) -> _Asked:
    return _Asked(terms, index)


def _same_as(word: str) -> Callable[[Iterable[str]], set[str]]:
    """The words, of those given, that are this one."""
    return lambda words: {w for w in words if same_word(word, w)}


def _longer_than(parts: tuple[str, ...]) -> Callable[[Iterable[str]], set[str]]:
    """The words, of those given, that one of the parts is a part of."""
    return lambda words: {
        w
        for w in words
        if (w.startswith(parts) or w.endswith(parts))
        and any(len(p) < len(w) and part_of_word(p, w) for p in parts)
    }


@lru_cache(maxsize=_PARTED_KEPT)
def _parts_of(word: str) -> frozenset[str]:
    """The beginnings and ends of a word that are parts of it."""
    pieces = {piece for at in range(1, len(word)) for piece in (word[:at], word[at:])}
    return frozenset(piece for piece in pieces if part_of_word(piece, word))


def _telling(form: str) -> list[str]:
    """The words of a phrase without the smallest ones, which passages are looked up without."""
    words = form.split()
    return [word for word in words if word not in word_set("stopwords", "words")] or words
