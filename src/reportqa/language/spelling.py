"""Hasty writing put right: misspelt words, compounds written apart, words run together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from reportqa.language.tokens import bare, fold, stem, tokenize

# Edits by the length of the word: a swap of neighbours alone in short words, where one letter makes
# another word; measured with bench/robustness.py.
_ONE_EDIT_FROM, _TWO_EDITS_FROM = 7, 10
_LEAST, _LEAST_CUE = 5, 4
_LEAST_PART = 4
# Unknown words of a text that are looked up among all known ones. The questions of eval/ have four
# at most; a text with more than this is no hasty writing.
MOST_LOOKED_UP = 40
# Norwegian and English ones, of the index that is open.
_MENDERS_KEPT = 4


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """How the words of the reports and of their readers are written, folded form to form.

    `pairs` holds words that stand side by side in a report, run together: `ekstremkontroll`.
    Known by identity, so that what is made of it can be kept.
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


@dataclass(frozen=True, slots=True, eq=False)
class Familiar:
    """The words that need no mending, beside those of the reports. Known by identity.

    `cues` are the words that questions are made of, folded form to form, `small` those of them
    that may be run together with the next; `stems` the known stems of a language's words.
    """

    cues: dict[str, str]
    small: frozenset[str]
    stems: frozenset[str]


def respelt(text: str, spelling: Spelling, familiar: Familiar, english: bool) -> str:
    """`text` with its unknown words put right where one known word, or two, are near enough."""
    mender = _mender(spelling, familiar, english)
    tokens = tokenize(text)
    written: list[str] = []
    end = at = looked_up = 0
    while at < len(tokens):
        token, after = tokens[at], tokens[at + 1 : at + 2]
        taken, word = 1, None
        if after and text[token.end : after[0].start] == " ":
            word = mender.joined(token.word, after[0].word)
            taken = 2 if word else 1
        if word is None and looked_up < MOST_LOOKED_UP and mender.is_unknown(token.word):
            looked_up += 1
            word = mender.mended(token.word)
        last = tokens[at + taken - 1]
        written += [text[end : token.start], word or text[token.start : last.end]]
        end, at = last.end, at + taken
    return "".join([*written, text[end:]])


@lru_cache(maxsize=_MENDERS_KEPT)
def _mender(spelling: Spelling, familiar: Familiar, english: bool) -> "_Mender":
    return _Mender(spelling, familiar, english)


class _Mender:
    """Mends words by those that a question of one language may be made of."""

    def __init__(self, spelling: Spelling, familiar: Familiar, english: bool) -> None:
        self._spelling = spelling
        self._familiar = familiar
        self._words = spelling.words if not english else spelling.english
        self._cues_near, self._words_near = _Shelves(familiar.cues), _Shelves(self._words)
        self._spelt_near = _Shelves(spelling.words) if english else self._words_near

    def joined(self, left: str, right: str) -> str | None:
        """`minoritets rådgiverne` as one word, where the reports write it so and never apart."""
        both = fold(left + right)
        if min(len(left), len(right)) < _LEAST_PART or fold(left) in self._familiar.cues:
            return None
        return None if both in self._spelling.pairs else self._spelling.words.get(both)

    def is_unknown(self, written: str) -> bool:
        """True for a word that stands nowhere, long enough to be mended."""
        word = fold(written)
        return len(word) >= _LEAST_CUE and word.isalpha() and not self._knows(word)

    def mended(self, written: str) -> str | None:
        """An unknown word, or two run together, put right; None where no word is near."""
        word = fold(written)
        parted = self._spelling.pairs.get(word) or self._parted(word)
        if parted or self._is_compound(word):
            return parted
        return self._near(bare(written)) or self._near(word)

    def _knows(self, word: str) -> bool:
        spelling, familiar = self._spelling, self._familiar
        if word in familiar.cues or word in spelling.words or word in spelling.english:
            return True
        return word in familiar.stems or stem(word) in familiar.stems

    def _is_compound(self, word: str) -> bool:
        """`barneskoler`: a word of the reports behind another."""
        return any(
            word[:at] in self._spelling.words and stem(word[at:]) in self._familiar.stems
            for at in range(_LEAST_PART, len(word) - _LEAST_PART + 1)
        )

    def _near(self, word: str) -> str | None:
        cue = self._cues_near.nearest(word, _edits(len(word) + 2))
        if cue or len(word) < _LEAST:
            return cue
        found = self._words_near.nearest(word, _edits(len(word)))
        if found is None and len(word) >= _TWO_EDITS_FROM:
            return self._spelt_near.nearest(word, _edits(len(word)))
        return found

    def _parted(self, word: str) -> str | None:
        """`mangesaker`: a small word run together with the next."""
        cues, words = self._familiar.cues, self._spelling.words
        for at in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
            left, right = word[:at], word[at:]
            if left in self._familiar.small and (right in cues or right in words):
                return f"{cues[left]} {words.get(right, right)}"
        return None


def _edits(length: int) -> int:
    return 2 if length >= _TWO_EDITS_FROM else 1 if length >= _ONE_EDIT_FROM else 0


class _Shelves:
    """Words, folded form to form, by the first letter and length of the folded form."""

    def __init__(self, words: dict[str, str]) -> None:
        self._words = words
        self._shelves: dict[tuple[str, int], list[str]] = {}
        for word in words:
            self._shelves.setdefault((word[:1], len(word)), []).append(word)

    def nearest(self, word: str, edits: int) -> str | None:
        """The word within so many edits, both spelt bare; short ones only with neighbours swapped,
        or a letter too many or too few: another letter makes another word.
        """
        lengths = range(len(word) - edits, len(word) + edits + 1)
        near = [w for n in lengths for w in self._shelves.get((word[0], n), ())]
        if word[0] != word[1]:
            swapped = word[1::-1]
            held = (w for n in lengths for w in self._shelves.get((word[1], n), ()))
            near += [w for w in held if w[:2] == swapped]
        if len(word) < _ONE_EDIT_FROM:
            near = [w for w in near if len(w) != len(word) or sorted(w) == sorted(word)]
        # In one order always: the first of the nearest is taken.
        found = process.extractOne(
            word, sorted(near), scorer=OSA.distance, score_cutoff=max(1, edits)
        )
        return self._words[found[0]] if found else None
