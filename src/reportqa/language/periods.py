"""Years and their parts in labels and questions: `2. halvår 2023`, `Q3`, `the first half of 2022`."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from reportqa.language.lexicon import lexicon
from reportqa.language.tokens import fold, words_in

_YEAR = r"(?:19|20)\d\d"


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a part of one, or both. `parts` is how many such parts a year has, `number` which
    of them it is; both are None for a whole year. `year` is None where it isn't said.
    """

    year: int | None
    parts: int | None = None
    number: int | None = None

    def holds(self, other: "Period") -> bool:
        """True where the other lies inside this one, or is it: a half year holds two quarters.

        A part of no year in particular may be of any.
        """
        if self.year != other.year and (self.parts is None or None not in (self.year, other.year)):
            return False
        if self.parts is None or self.number is None:
            return True
        if other.parts is None or other.number is None:
            return False
        starts = (self.number - 1) * other.parts <= (other.number - 1) * self.parts
        return starts and other.number * self.parts <= self.number * other.parts

    @property
    def start(self) -> tuple[int, float]:
        """Where it begins, for the order of time."""
        before = (self.number - 1) / self.parts if self.number and self.parts else 0.0
        return self.year or 0, before


def read_period(label: str) -> Period | None:
    """The period that a label is and says nothing beside; None for another label."""
    words = _plain(label)
    turned = re.fullmatch(rf"({_YEAR}) (.+)", words)
    match = _pattern().fullmatch(f"{turned[2]} {turned[1]}" if turned else words)
    found = _periods_of(match) if match else []
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1024)
def find_periods(text: str) -> tuple[Period, ...]:
    """The years and parts of years that a text names, in order, each part with its year.

    `i første halvår i 2022 og 2023` names two halves, `i 1. og 2. kvartal 2022` two quarters.
    """
    found = [p for match in _pattern().finditer(_plain(text)) for p in _periods_of(match)]
    years = [p for p in found if p.parts is None]
    parts = [p for p in found if p.parts is not None]
    if not parts:
        return tuple(dict.fromkeys(years))
    dated = [p for p in parts if p.year is not None]
    if years and not dated:
        parts = [replace(part, year=year.year) for year in years for part in parts]
    elif years:  # `i første halvår 2022 enn i 2023`
        parts += [replace(parts[-1], year=year.year) for year in years]
    elif dated:
        parts = [p if p.year is not None else replace(p, year=dated[0].year) for p in parts]
    return tuple(dict.fromkeys(parts))


@cache
def period_words() -> frozenset[str]:
    """The words, folded, that periods are named with beside years and digits."""
    named = [*_names("parts"), *_ordinals(), *_links()]
    return frozenset(word for name in named for word in name.split())


def _plain(text: str) -> str:
    return " ".join(fold(word) for word in words_in(text))


def _periods_of(match: re.Match[str]) -> list[Period]:
    """The periods of one match: `1. og 2. kvartal 2022` is two."""
    said = match.groupdict()
    if said["bare"]:
        return [Period(int(said["bare"]))]
    year = int(said["year"]) if said["year"] else None
    parts = _names("parts").get(said["part"] or said["part_first"] or "")
    parts = parts or _names("letters")[said["letter"] or said["letter_last"]]
    numbers = [said[name] for name in ("also", "number", "number_last", "digit", "digit_first")]
    places = [int(n) if n.isdigit() else _ordinals()[n] for n in numbers if n]
    if said["range"]:
        places = list(range(places[0], places[1] + 1))
    return [Period(year, parts, place) for place in places if place <= parts]


@cache
def _pattern() -> re.Pattern[str]:
    """A year, or a part of a year with or without one, in plain words."""
    ordinals = "|".join(["[1-4]", *_ordinals()])
    parts = "|".join(sorted(_names("parts"), key=len, reverse=True))
    letters = "|".join(_names("letters"))
    links = "|".join(_links())
    both, ranges = ("|".join(map(fold, lexicon("periods")["joins"][n])) for n in ("both", "range"))
    return re.compile(
        rf"\b(?:(?:(?:(?P<also>{ordinals}) (?:{both}|(?P<range>{ranges})) )?(?P<number>{ordinals}) (?P<part>{parts})"
        rf"|(?P<part_first>{parts}) (?P<number_last>[1-4])"
        rf"|(?P<letter>{letters})(?P<digit>[1-4])|(?P<digit_first>[1-4])(?P<letter_last>{letters}))"
        rf"\b(?:(?: (?:{links}))* (?P<year>{_YEAR})\b)?|(?P<bare>{_YEAR})\b)"
    )


@cache
def _names(table: str) -> dict[str, int]:
    """The words of a table of the file, folded, each with how many such parts a year has."""
    lists: dict[str, list[str]] = lexicon("periods")[table]
    return {_plain(word): int(parts) for parts, words in lists.items() for word in words}


@cache
def _ordinals() -> dict[str, int]:
    lists: list[list[str]] = lexicon("periods")["ordinals"]["words"]
    return {fold(word): n for n, words in enumerate(lists, start=1) for word in words}


@cache
def _links() -> tuple[str, ...]:
    return tuple(fold(word) for word in lexicon("periods")["links"]["words"])
