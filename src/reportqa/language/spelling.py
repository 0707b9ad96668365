"""Hasty writing put right: misspelt words, compounds written apart, words run together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from reportqa.language.tokens import Token, fold, stem, tokenize

# Edits by the length of the word: a swap of neighbours alone in short words, where one letter makes
# another word; measured with bench/robustness.py.
_ONE_EDIT_FROM, _TWO_EDITS_FROM = 7, 10
_LEAST, _LEAST_CUE = 5, 4
_LEAST_PART = 4


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the words of the reports and of their readers are written, folded form to form.

    `pairs` holds words that stand side by side in a report, run together: `ekstremkontroll`.
    """

    words: dict[str, str] = field(default_factory=dict)
    english: dict[str, str] = field(default_factory=dict)
    pairs: dict[str, str] = field(default_factory=dict)


def learn_spelling(
    texts: Iterable[str], readers: Iterable[str], english: Iterable[str]
) -> Spelling:
    """The spelling of reports' texts, and of the vocabulary's Norwegian and English words."""
    words: dict[str, str] = {}
    pairs: dict[str, str] = {}
    for text in texts:
        tokens = tokenize(text)
        for token in tokens:
            words.setdefault(fold(token.word), token.word)
        for left, right in pairwise(tokens):
            if min(len(left.word), len(right.word)) >= _LEAST_PART and right.start - left.end == 1:
                joined = fold(left.word + right.word)
                pairs.setdefault(joined, f"{left.word} {right.word}")
    for reader in readers:
        for token in tokenize(reader):
            words.setdefault(fold(token.word), token.word)
    spoken = {fold(t.word): t.word for phrase in english for t in tokenize(phrase)}
    return Spelling(words, spoken, {j: pair for j, pair in pairs.items() if j not in words})


def respelt(
    text: str,
    spelling: Spelling,
    cues: dict[str, str],
    is_known: Callable[[str], bool],
    english: bool,
) -> str:
    """`text` with its unknown words put right where one known word, or two, are near enough.

    `cues` are the words that questions are made of; `is_known` tells of a folded word whether it,
    or its stem, needs no mending.
    """
    known = _Known(spelling, cues, is_known, english)
    tokens = tokenize(text)
    written: list[str] = []
    end = at = 0
    while at < len(tokens):
        token, after = tokens[at], tokens[at + 1 : at + 2]
        taken, word = 1, None
        if after and text[token.end : after[0].start] == " ":
            word = known.joined(token.word, after[0].word)
            taken = 2 if word else 1
        word = word or known.mended(token)
        last = tokens[at + taken - 1]
        written += [text[end : token.start], word or text[token.start : last.end]]
        end, at = last.end, at + taken
    return "".join([*written, text[end:]])


class _Known:
    """The words that a question of one language may be made of."""

    def __init__(
        self,
        spelling: Spelling,
        cues: dict[str, str],
        is_known: Callable[[str], bool],
        english: bool,
    ) -> None:
        self._spelling = spelling
        self._cues = cues
        self._is_known = is_known
        self._words = spelling.words if not english else spelling.english

    def joined(self, left: str, right: str) -> str | None:
        """`minoritets rådgiverne` as one word, where the reports write it so and never apart."""
        both = fold(left + right)
        if len(right) < _LEAST_PART or fold(left) in self._cues or len(left) < _LEAST_PART:
            return None
        return None if both in self._spelling.pairs else self._spelling.words.get(both)

    def mended(self, token: Token) -> str | None:
        """A misspelt word, or two run together, put right; None for a known or distant one."""
        word = fold(token.word)
        if len(word) < _LEAST_CUE or not word.isalpha() or self._knows(word):
            return None
        return (
            self._near_cue(word)
            or self._spelling.pairs.get(word)
            or self._parted(word)
            or (self._near_word(word) if len(word) >= _LEAST else None)
        )

    def _knows(self, word: str) -> bool:
        spelling = self._spelling
        return (
            word in self._cues
            or word in spelling.words
            or word in spelling.english
            or self._is_known(word)
            or self._is_known(stem(word))
        )

    def _near_cue(self, word: str) -> str | None:
        return _nearest(word, self._cues, 0 if len(word) < _LEAST else 1)

    def _near_word(self, word: str) -> str | None:
        edits = 2 if len(word) >= _TWO_EDITS_FROM else 1 if len(word) >= _ONE_EDIT_FROM else 0
        found = _nearest(word, self._words, edits)
        if found is None and len(word) >= _TWO_EDITS_FROM:
            return _nearest(word, self._spelling.words, edits)
        return found

    def _parted(self, word: str) -> str | None:
        """`mangesaker`: a word that questions are made of, run together with the next."""
        for at in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
            left, right = word[:at], word[at:]
            if left in self._cues and (right in self._cues or right in self._spelling.words):
                return f"{self._cues[left]} {self._spelling.words.get(right, right)}"
        return None


def _nearest(word: str, words: dict[str, str], edits: int) -> str | None:
    """The word within so many edits; with none, that which has two neighbours swapped."""
    near = [
        w
        for w in sorted(words)
        if abs(len(w) - len(word)) <= edits and (w[:1] == word[:1] or w[:2] == word[1::-1])
    ]
    if edits == 0:
        near = [w for w in near if sorted(w) == sorted(word)]
    found = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=max(1, edits))
    return words[found[0]] if found else None
