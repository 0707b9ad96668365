"""Does a word of the question mean a word of the report? One place decides."""

import re
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from reportqa.language.tokens import fold, stem
from reportqa.question.cues import word_set
from reportqa.question.query import Term

# Edits allowed by word length: misspellings and the two written standards.
_EDITS = ((11, 2), (6, 1))
_LEAST_PART = 4
_LEAST_REST = 3
# Endings that make no compound.
_SYNCOPE = re.compile(r"([^aeiouy])\1?e([lr])$")
# What makes a noun of a verb: `reparasjon`, `registrering`.
_DEEDS = ("asjon", "ering", "ing")
_LEAST_HEAD, _LEAST_FIRST = 3, 5
_ENDINGS = ("ing", "ene", "ane", "het", "heit", "lig", "leg", "else", "isk", "ere", "inga", "ingen")


@lru_cache(maxsize=100_000)
def same_word(a: str, b: str) -> bool:
    """True where two stems are one word: equal, inflected, misspelt or spelt the other way."""
    if a == b or _shortened(a) == _shortened(b):
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if long.startswith(short) and len(long) - len(short) <= (3 if len(short) >= 5 else 2):
        return len(short) >= 4
    if a.isdigit() or b.isdigit() or a[0] != b[0]:
        return False
    edits = next((n for least, n in _EDITS if len(short) >= least), 0)
    return edits > 0 and DamerauLevenshtein.distance(a, b, score_cutoff=edits) <= edits


def _shortened(word: str) -> str:
    """`sykkel` as it is in `sykler`: without the vowel that an ending drives out."""
    return _SYNCOPE.sub(r"\1\2", word)


@lru_cache(maxsize=20_000)
def same_deed(forms: tuple[str, ...], word_forms: tuple[str, ...]) -> bool:
    """True where one word is the deed that the other names: `reparert` and `reparasjon`."""
    own, others = _verbs_of(forms), _verbs_of(word_forms)
    return not own.isdisjoint(word_forms) or not others.isdisjoint(forms)


def _verbs_of(forms: tuple[str, ...]) -> set[str]:
    """The stems of the verbs that nouns are made of; empty for other words."""
    return {
        stem(form.removesuffix(ending))
        for form in forms
        for ending in _DEEDS
        if form.endswith(ending) and len(form) - len(ending) >= _LEAST_HEAD
    }


def is_head(own: str, compound: str) -> bool:
    """True where a stem, be it short, is what a compound ends in: `løp` of `rådgivningsløp`."""
    first = compound.removesuffix(own)
    return first != compound and len(own) >= _LEAST_HEAD and len(first) >= _LEAST_FIRST


@lru_cache(maxsize=100_000)
def part_of_word(part: str, word: str) -> bool:
    """True where one is a part of the other as a compound: `vold` in `voldssak`, `utsending`."""
    short, long = (part, word) if len(part) <= len(word) else (word, part)
    if len(short) < _LEAST_PART:
        return False
    rest = long.removeprefix(short) if long.startswith(short) else long.removesuffix(short)
    return rest != long and len(rest) >= _LEAST_REST and rest not in _ENDINGS


def matches(term: Term, word_forms: tuple[str, ...], compounds: bool = False) -> bool:
    """True where a term, or a vocabulary form of it, is one of the forms of a report's word."""
    return _match(term.forms, word_forms, compounds)


@lru_cache(maxsize=20_000)
def _match(forms: tuple[str, ...], word_forms: tuple[str, ...], compounds: bool) -> bool:
    own_words, others = _forms_and_words(forms), _forms_and_words(word_forms)
    if not own_words.isdisjoint(others):
        return True
    if any(own[:1] == other[:1] and same_word(own, other) for own in own_words for other in others):
        return True
    return compounds and any(part_of_word(own, other) for own in own_words for other in others)


@lru_cache(maxsize=20_000)
def _forms_and_words(forms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for form in forms for word in (form, *form.split()))


@lru_cache(maxsize=20_000)
def is_frame(term: Term) -> bool:
    """True for a word that carries no constraint of its own: `saker`, `registrerte`, `ulike`."""
    return (
        all(_is_frame_word(word) for word in term.text.replace("-", " ").split())
        or term.forms[0] in _frame_stems()
    )


def is_person(term: Term) -> bool:
    """True for a general word for people: `elever`, `deltakere`, `young people`."""
    return fold(term.text) in word_set("frame", "persons")


def is_counted(term: Term) -> bool:
    """True for a general word for what tables count: `saker`, `elever`, `cases`."""
    return fold(term.text) in word_set("frame", "counted")


def is_verb(term: Term) -> bool:
    """True for a verb that only says that something was counted: `registrert`, `fant sted`."""
    return fold(term.text) in word_set("frame", "verbs")


def _is_frame_word(word: str) -> bool:
    folded = fold(word.strip(".,?!:;"))
    framing = any(folded in word_set("frame", name) for name in ("counted", "verbs", "others"))
    return framing or folded in word_set("stopwords", "words")


@lru_cache(maxsize=1)
def _frame_stems() -> frozenset[str]:
    return frozenset(
        stem(w) for name in ("counted", "verbs", "others") for w in word_set("frame", name)
    )
