"""Is a number of the report as a yes/no question claims? `300`, `more than 200`, `20 or more`."""

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from reportqa.language.numbers import find_numbers
from reportqa.question.cues import find_cue, plain
from reportqa.question.query import Query
from reportqa.question.understand import compares, without_words

# Stand right before the number, each with what it tells.
_BEFORE = ("no_more", "no_less", "more_than", "less_than")
_AFTER = {"at_least": "no_less", "at_most": "no_more"}
# A number told in whole is claimed rightly by one this near.
_ROUNDING = Decimal("0.5")
_LONGEST_PHRASE = 3


def verdict_on(query: Query, value: Decimal) -> bool | None:
    """Whether the number that the question claims is the report's; None without a claim."""
    if not query.yes_no or not query.claims:
        return None
    claim = query.claims[0]
    match _limit(query)[0]:
        case "more_than":
            return value > claim
        case "less_than":
            return value < claim
        case "no_less":
            return value >= claim
        case "no_more":
            return value <= claim
    return value == claim or (value != value.to_integral_value() and abs(value - claim) < _ROUNDING)


def is_claimed(query: Query, value: Decimal) -> bool:
    """True where the number is one that the question claims, or within the limit that it sets."""
    return bool(verdict_on(query, value)) if _limit(query)[0] else value in query.claims


def without_limit(query: Query) -> Query:
    """The query without the words of its limit: `more than 200` asks for no difference."""
    name, words = _limit(query)
    if name is None or not query.yes_no:
        return query
    rest = plain(query.text).split()
    for word in words:
        rest.remove(word)
    return replace(without_words(query, set(words)), compares=compares(" ".join(rest)))


@lru_cache(maxsize=64)
def _limit(query: Query) -> tuple[str | None, tuple[str, ...]]:
    """The limit that the question sets with its first number, and the words that say so."""
    if not query.claims:
        return None, ()
    told = find_numbers(query.text, query.language)
    number = next((n for n in told if n.value == query.claims[0] and not n.article), None)
    if number is None:
        return None, ()
    after = " ".join(plain(query.text[number.end :]).split()[:_LONGEST_PHRASE])
    for cue, name in _AFTER.items():
        found = find_cue("limits", cue, after)
        if found:
            return name, tuple(after[found[0] : sum(found)].split())
    before = plain(query.text[: number.start]).split()[-_LONGEST_PHRASE:]
    for start in range(len(before)):
        words = " ".join(before[start:])
        for name in _BEFORE:
            if find_cue("limits", name, words) == (0, len(words)):
                return name, tuple(before[start:])
    return None, ()
