"""Abbreviations that a report explains itself: `parkvakter (PV)`, `PV – parkvakt`."""

import re
from collections.abc import Iterable

_EXPLAINED = re.compile(
    r"(?P<before>(?:[^\W\d_][\w/-]*\s+){1,7})\((?P<short>[A-ZÆØÅ][A-ZÆØÅa-z]{1,7})\)"
)
# A line of a list of abbreviations.
_LISTED = re.compile(
    r"(?P<short>[A-ZÆØÅ][A-ZÆØÅa-z]{1,7})\s*[–—:=-]\s+(?P<long>[^\W\d_][^.:;()]{2,80}?)\.?"
)
_SHORT = re.compile(r"[A-ZÆØÅ]{2,8}|[A-ZÆØÅ]+[a-zæøå]{1,3}[A-ZÆØÅ]+")


def learn_abbreviations(texts: Iterable[str]) -> dict[str, str]:
    """Short form -> the words it stands for, as first explained in `texts`, in brackets or a list.

    The long form is the fewest words before the brackets that begin with the short form's first
    letter and hold all its letters in order.
    """
    learnt: dict[str, str] = {}
    for text in texts:
        listed = _LISTED.fullmatch(text)
        if (
            listed
            and _SHORT.fullmatch(listed["short"])
            and _stands_for(listed["long"], listed["short"])
        ):
            learnt.setdefault(listed["short"], listed["long"])
        for match in _EXPLAINED.finditer(text):
            short = match.group("short")
            long = _long_form(match.group("before").split(), short)
            if long and _SHORT.fullmatch(short):
                learnt.setdefault(short, long)
    return learnt


def _long_form(words: list[str], short: str) -> str | None:
    for count in range(1, min(len(words), len(short) + 2) + 1):
        candidate = " ".join(words[-count:])
        if _stands_for(candidate, short):
            return candidate
    return None


def _stands_for(long: str, short: str) -> bool:
    """True where `long` begins with the first letter of `short` and holds the others in order."""
    rest = iter(long.casefold())
    letters = short.casefold()
    return long.casefold().startswith(letters[0]) and all(letter in rest for letter in letters)
