"""Where sentences end, in Norwegian and English prose with its abbreviations."""

import re
from functools import cache
from itertools import pairwise

from reportqa.language.lexicon import lexicon

_STOP = re.compile(r"[.?!…]+[»”\"')\]]*(?=\s)")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_LAST_WORD = re.compile(r"\S+$")
_CAPITAL_START = re.compile(r"[\s]*[«“”\"'(\[]*(?:[A-ZÆØÅÄÖÉ]|\d|https?://|www\.)")
_WORD_AFTER = re.compile(r"\s*[«“\"'(]*([A-ZÆØÅÄÖÉ][^\W\d_]*)")
# What stands before a number that numbers what follows: nothing or one word, `Tabell`.
_NUMBERING = re.compile(r"(?:^|[.?!]\s+)(?:[^\W\d_]+\s+)?$")
# A remark in brackets between two sentences: `… skolen». (sitat MR) I 2016 …`.
_REMARK = re.compile(rf"\s*\([^()]*\)(?=\s*$|\s{_CAPITAL_START.pattern})")


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    words = lexicon("structure")["sentences"]
    return frozenset(words["inner"]), frozenset(words["final"])


def split_sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a paragraph as (start, end) offsets, outer spaces left out.

    A web address stands alone, so that it is never read as words. Together the ranges hold
    every character of `text` that is not white space.
    """
    breaks = [0]
    for stop in _STOP.finditer(text):
        if _ends_sentence(text, stop):
            breaks.append(stop.end())
            if remark := _REMARK.match(text, stop.end()):
                breaks.append(remark.end())
    for url in _URL.finditer(text):
        breaks += [url.start(), url.end()]
    breaks = sorted({*breaks, len(text)})
    pieces = (_trim(text, a, b) for a, b in pairwise(breaks))
    return [(a, b) for a, b in pieces if a < b]


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    if not (_CAPITAL_START.match(text, stop.end()) or _REMARK.match(text, stop.end())):
        return False
    if stop.group() != ".":
        return True
    word = _LAST_WORD.search(text, 0, stop.end())
    last = word.group().casefold().lstrip("«“\"'([") if word else ""
    inner, final = _abbreviations()
    if last in inner:
        return last in _after_amounts() and _WORD_AFTER.match(text, stop.end()) is not None
    if last in final:
        return True
    initial = re.fullmatch(r"[a-zæøå]\.", last) is not None
    ordinal = re.fullmatch(r"\d{1,2}\.", last) is not None
    return not (initial or (ordinal and not _counts(text, word, stop)))


def _counts(text: str, number: re.Match[str] | None, stop: re.Match[str]) -> bool:
    """True for a short number that ends a sentence: `steget til 61. Veksten`, not `1. Mai`.

    An ordinal's noun is written small, apart from months; `3. Veksten` and `Tabell 3. Veksten`
    at a sentence's beginning number what follows.
    """
    following = _WORD_AFTER.match(text, stop.end())
    if number is None or following is None or following[1].casefold() in _months():
        return False
    return _NUMBERING.search(text, 0, number.start()) is None


@cache
def _after_amounts() -> frozenset[str]:
    return frozenset(lexicon("structure")["sentences"]["after_amounts"])


@cache
def _months() -> frozenset[str]:
    return frozenset(lexicon("number_words")["months"])


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
