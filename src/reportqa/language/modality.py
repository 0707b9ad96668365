"""How exactly a text means a number: `minst 5`, `om lag 5`."""

import re
from functools import cache
from typing import Literal

from reportqa.language.lexicon import lexicon

Modality = Literal[
    "exact", "about", "nearly", "at_least", "at_most", "more_than", "less_than", "between"
]


def modality_before(before: str) -> Modality:
    """How exact a number is, by what stands before it: `minst`, `om lag`."""
    tail = before.casefold().rstrip(" (")
    if _across().search(tail):
        return "exact"
    return next((name for name, ends in _modality_ends() if ends.search(tail)), "exact")


@cache
def _modality_ends() -> list[tuple[Modality, re.Pattern[str]]]:
    """What the text before a number ends with, by what it says of it."""
    return [
        (name, re.compile(rf"(?:^|\W)(?:{'|'.join(map(re.escape, words))})$"))
        for name, words in _data()["modality"].items()
    ]


@cache
def _across() -> re.Pattern[str]:
    """`spredt over` at the end of a text: over a place, not more than a number."""
    words = _data()["across"]
    return re.compile(rf"\b(?:{'|'.join(words['spread'])})\s+(?:{'|'.join(words['over'])})$")


@cache
def aged() -> re.Pattern[str]:
    """`ungdom mellom 13 og`, `barn under` at the end of a text: what years follow is an age."""
    words = _data()["aged"]
    people, links = "|".join(words["people"]), "|".join(words["links"])
    return re.compile(
        rf"(?:{people})\w*\s+(?:(?:{links})\s+)+(?:\d{{1,2}}\s*(?:og|til|and|to|[-–—])\s*)?$",
        re.IGNORECASE,
    )


def _data() -> dict[str, dict]:  # type: ignore[type-arg]
    return lexicon("number_words")
