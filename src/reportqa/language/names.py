"""Names in running text."""

import re
from functools import cache
from typing import Literal

from reportqa.language.tokens import fold

_NAME = (
    r"[A-ZÆØÅ«“\"][\w«»“”\"’./-]*(?:[ -](?:[A-ZÆØÅ][\w./-]*|i|og(?= [A-ZÆØÅ][\w-]+(?:,| og ))))*"
)
# Names in a row: `A, B og C`.
NAMES = re.compile(rf"{_NAME}(?:, {_NAME})+ (?:og|and|samt|eller) {_NAME}")


def is_country(name: str) -> bool:
    """True for a country's name in bokmål, nynorsk or English, as Unicode's CLDR has it."""
    return fold(name.strip(" .")) in _named("territories")


def is_language(name: str) -> bool:
    """True for a language's name in bokmål, nynorsk or English, as Unicode's CLDR has it."""
    return fold(name.strip(" .")) in _named("languages")


@cache
def _named(what: Literal["territories", "languages"]) -> frozenset[str]:
    from babel import Locale  # read where such names are asked for: it takes a while

    names = (getattr(Locale(language), what).values() for language in ("nb", "nn", "en"))
    return frozenset(fold(name) for known in names for name in known)
