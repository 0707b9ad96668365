"""How exactly a number is meant: about, at least, up to, nearly, more or less than."""

from functools import cache
from typing import Literal

from reportqa.language.lexemes import SPACES, Line, number_words, words_of

Modality = Literal[
    "exact", "about", "at_least", "at_most", "between", "nearly", "more_than", "less_than"
]

_LONGEST_HEDGE = 4


def modality_at(line: Line, first: int, start: int, last: int) -> Modality:
    """The modality of a number at the lexemes `first` to `last` (exclusive).

    `start` is its first character, which may be a currency sign before `first`.
    """
    while first > 0 and line.lexemes[first - 1].start >= start:
        first -= 1
    return (
        _by_words_before(line, first)
        or _by_sign(line, start)
        or _by_words_after(line, last)
        or "exact"
    )


def _by_words_before(line: Line, first: int) -> Modality | None:
    hedges = _hedges()
    if not line.word(first - 1) or line.word(first - 1) not in _last_words():
        return None
    words: list[str] = []
    found: Modality | None = None
    for at in range(first - 1, max(-1, first - 1 - _LONGEST_HEDGE), -1):
        if not line.word(at) or not _joins(line, at + 1):
            break
        words.insert(0, line.word(at))
        longer = hedges.get(" ".join(words))
        if longer:
            found = longer if _is_hedge(line, at, words) else None
    return found


def _joins(line: Line, index: int) -> bool:
    """True for spaces, or the point of an abbreviation ("ca. 23")."""
    return line.gap(index).strip(SPACES) in ("", ".") and line.gap(index) != "."


def _is_hedge(line: Line, at: int, words: list[str]) -> bool:
    """Not "spredt over 7 fylker", nor "114 flere enn 147"."""
    before = line.word(at - 1)
    if words[0] in ("over", "under") and len(words) == 1:
        return before not in words_of(number_words()["modality_context"]["across"])
    if words[-1] in ("enn", "than") and at > 0:
        return line.lexemes[at - 1].form == "word"
    return True


def _by_sign(line: Line, start: int) -> Modality | None:
    sign = line.text[:start].rstrip(SPACES)[-1:]
    found: Modality | None = number_words()["modality_context"]["symbols"].get(sign)
    return found


def _by_words_after(line: Line, last: int) -> Modality | None:
    """`tre eller flere`: at least three."""
    if line.word(last) not in ("eller", "or"):
        return None
    context = number_words()["modality_context"]
    following = f"{line.word(last)} {line.word(last + 1)}"
    if following in context["or_more"]:
        return "at_least"
    return "at_most" if following in context["or_less"] else None


@cache
def _hedges() -> dict[str, Modality]:
    table: dict[Modality, list[str]] = number_words()["modality"]
    return {words: name for name, hedges in table.items() for words in hedges}


@cache
def _last_words() -> frozenset[str]:
    return frozenset(hedge.split()[-1] for hedge in _hedges())
