"""What a sentence says that went from one number to another."""

import re
from collections.abc import Sequence
from itertools import pairwise

from reportqa.facts.model import Fact

_MEASURED = ("count", "percent", "money", "age")
_FROM = re.compile(r"\b(?:fra|frå|from)\s+(?:kr\.?\s*)?$", re.IGNORECASE)
_TO = re.compile(r"^[^.;:]{0,40}\b(?:til|to)\s+(?:kr\.?\s*)?$", re.IGNORECASE)
_AGAINST = re.compile(
    r"(?:,\s*|\()(?:mot|compared (?:with|to)|against|(?:opp|ned) (?:fra|frå)|(?:up|down) from)"
    r"\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)


def old_and_new(beside: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    """What a sentence says that went from one number to another: `fra 143 til 119 dager`,
    `118 saker, mot 96 i 2020`.
    """
    for first, second in pairwise(f for f in beside if f.kind in _MEASURED and not f.article):
        text = first.sentence.text
        between = text[first.start + len(first.text) : second.start]
        alike = first.kind == second.kind and (first.of is None and second.of is None)
        if not alike or first.range or second.range:
            continue
        if _FROM.search(text[: first.start]) and _TO.search(between):
            return first, second
        if _AGAINST.search(between):
            return second, first
    return None


def is_step(first: Fact) -> bool:
    """True for the first number of `fra 143 til 119 dager`."""
    return _FROM.search(first.sentence.text[: first.start]) is not None
