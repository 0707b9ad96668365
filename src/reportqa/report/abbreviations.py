"""Abbreviations that a report explains itself: `minoritetsrådgivere (MR)`."""

import re
from collections.abc import Iterable

_EXPLAINED = re.compile(
    r"(?P<before>(?:[^\W\d_][\w/-]*\s+){1,7})\((?P<short>[A-ZÆØÅ][A-ZÆØÅa-z]{1,7})\)"
)
_SHORT = re.compile(r"[A-ZÆØÅ]{2,8}|[A-ZÆØÅ]+[a-zæøå]{1,3}[A-ZÆØÅ]+")


def learn_abbreviations(texts: Iterable[str]) -> dict[str, str]:
    """Short form -> the words it stands for, as first explained in `texts`.

    The long form is the fewest words before the brackets that begin with the short form's first
    letter and hold all its letters in order.
    """
    learnt: dict[str, str] = {}
    for text in texts:
        for match in _EXPLAINED.finditer(text):
            short = match.group("short")
            long = _long_form(match.group("before").split(), short)
            if long and _SHORT.fullmatch(short):
                learnt.setdefault(short, long)
    return learnt


def _long_form(words: list[str], short: str) -> str | None:
    letters = short.casefold()
    for count in range(1, min(len(words), len(letters) + 2) + 1):
        candidate = words[-count:]
        if candidate[0][0].casefold() != letters[0]:
            continue
        rest = iter("".join(candidate).casefold())
        if all(letter in rest for letter in letters):
            return " ".join(candidate)
    return None
