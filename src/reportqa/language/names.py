"""Names in running text."""

import re
from functools import cache

from reportqa.language.tokens import fold

_NAME = (
    r"[A-ZÆØÅ«“\"][\w«»“”\"’./-]*(?:[ -](?:[A-ZÆØÅ][\w./-]*|i|og (?=[A-ZÆØÅ][\w-]+(?:,| og ))))*"
)
# Names in a row: `A, B og C`.
NAMES = re.compile(rf"{_NAME}(?:, {_NAME})+ (?:og|and|samt|eller) {_NAME}")


def is_country(name: str) -> bool:
    """True for a country's name in bokmål, nynorsk or English, as Unicode's CLDR has it."""
    return fold(name.strip(" .")) in _countries()


@cache
def _countries() -> frozenset[str]:
    from babel import Locale  # read where countries are asked for: it takes a while

    names = (Locale(language).territories.values() for language in ("nb", "nn", "en"))
    return frozenset(fold(name) for known in names for name in known)
