"""Dates: days, months and seasons of a text, with or without their year."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from reportqa.language.lexemes import SPACES, Line, number_words, words_of

Season = Literal["spring", "summer", "autumn", "winter"]

_DAY_FIRST = re.compile(r"(\d{1,2})[./]\s?(\d{1,2})[./-]\s?(\d{4}|\d\d)")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\.(\d{1,2})")
_LONGEST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_CENTURY_STARTS_AT = 50


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as it is stated: month and day count from 1, what isn't stated is None."""

    year: int | None
    month: int | None = None
    day: int | None = None
    season: Season | None = None


class PlacedDate(NamedTuple):
    """A date and its characters; `last` is the lexeme after it."""

    start: int
    end: int
    date: Date
    last: int


def date_at(line: Line, index: int) -> PlacedDate | None:
    """The date that begins at the lexeme `index`: `31.12.2016`, `12. mars 2018`, `våren 2016`."""
    lexeme = line.lexemes[index]
    if lexeme.form == "date":
        date = numeric_date(line.text[lexeme.start : lexeme.end])
        return PlacedDate(lexeme.start, lexeme.end, date, index + 1) if date else None
    if lexeme.form == "digits":
        return _day_and_month(line, index)
    if lexeme.word in _months():
        return _month_first(line, index)
    return _season(line, index) if lexeme.word in _seasons() else None


def numeric_date(text: str) -> Date | None:
    """The date of `31.12.2016`, `31.12.16`, `31/12-2016` or `2016-12-31`; None if there is none."""
    first, second = _DAY_FIRST.fullmatch(text), _YEAR_FIRST.fullmatch(text)
    if first:
        day, month, year = (int(part) for part in first.groups())
        if year < 100:
            year += 1900 if year >= _CENTURY_STARTS_AT else 2000
    elif second:
        year, month, day = (int(part) for part in second.groups())
    else:
        return None
    return Date(year, month, day) if is_day(day, month) else None


def is_day(day: int, month: int) -> bool:
    """True where a month has such a day (29 in February)."""
    return 1 <= month <= 12 and 1 <= day <= _LONGEST_DAYS[month - 1]


def _day_and_month(line: Line, index: int) -> PlacedDate | None:
    lexeme = line.lexemes[index]
    value, at = lexeme.value, index + 1
    if line.word(at) in words_of(number_words()["ordinal_context"]["digit_suffix"]):
        at += 1
    if line.word(at) == "of" and line.english:
        at += 1
    month = _months().get(line.word(at))
    gap = line.gap(at).strip(SPACES)
    if month and value is not None and gap in ("", ".") and _is_whole_day(value, month):
        return _with_year(line, lexeme.start, at, Date(None, month, int(value)))
    return _bare_day_and_month(line, index)


def _is_whole_day(value: Decimal, month: int) -> bool:
    return value == value.to_integral_value() and is_day(int(value), month)


def _bare_day_and_month(line: Line, index: int) -> PlacedDate | None:
    """`per 31.12`: a day and a month where a word before says so."""
    lexeme = line.lexemes[index]
    match = _DAY_AND_MONTH.fullmatch(line.text, lexeme.start, lexeme.end)
    if not match or line.english:
        return None
    day, month = int(match.group(1)), int(match.group(2))
    after = line.text[lexeme.end : lexeme.end + 2]
    named = line.word(index - 1) in words_of(number_words()["dates"]["before"])
    if not is_day(day, month) or not (named or (after[:1] == "." and after[1:].isspace())):
        return None
    following = line.word(index + 1)
    if following and not after.startswith(".") and following[:3] in ("pro", "kro", "mil", "mrd"):
        return None
    return PlacedDate(lexeme.start, lexeme.end, Date(None, month, day), index + 1)


def _with_year(line: Line, start: int, month_index: int, date: Date) -> PlacedDate:
    """The date with the year that follows its month, if one does."""
    year = _year(line, month_index + 1, (" ", ". ", ", "))
    last = month_index + 2 if year else month_index + 1
    found = Date(year, date.month, date.day, date.season)
    return PlacedDate(start, line.lexemes[last - 1].end, found, last)


def _month_first(line: Line, index: int) -> PlacedDate | None:
    """`april 2016`, `March 12, 2018`; a month without day and year is no number."""
    month, start = _months()[line.word(index)], line.lexemes[index].start
    if _year(line, index + 1, (" ", ". ", ", ")):
        return _with_year(line, start, index, Date(None, month))
    day = line.lexemes[index + 1] if index + 1 < len(line.lexemes) else None
    if day is None or day.value is None or line.gap(index + 1) != " ":
        return None
    if not _is_whole_day(day.value, month) or day.end - day.start > 2:
        return None
    suffix = line.gap(index + 2) == "" and line.word(index + 2) in words_of(
        number_words()["ordinal_context"]["digit_suffix"]
    )
    at = index + 1 + suffix
    dated = _with_year(line, start, at, Date(None, month, int(day.value)))
    named = line.english and line.text[start].isupper()
    return dated if dated.date.year or (named and (suffix or _ends_there(line, at))) else None


def _ends_there(line: Line, index: int) -> bool:
    """True where punctuation or the text's end follows the lexeme `index`."""
    return index + 1 >= len(line.lexemes) or bool(line.gap(index + 1).strip(SPACES))


def _season(line: Line, index: int) -> PlacedDate | None:
    """`våren 2016`, `spring of 2016`."""
    linked = line.word(index + 1) in ("i", "of", "in")
    year = _year(line, index + 1 + linked, (" ",))
    if not year:
        return None
    last = index + 2 + linked
    start, end = line.lexemes[index].start, line.lexemes[last - 1].end
    return PlacedDate(start, end, Date(year, season=_seasons()[line.word(index)]), last)


def _year(line: Line, index: int, gaps: tuple[str, ...]) -> int | None:
    if index >= len(line.lexemes) or line.gap(index).replace("\u00a0", " ") not in gaps:
        return None
    lexeme = line.lexemes[index]
    if lexeme.form != "digits" or lexeme.value is None or lexeme.end - lexeme.start != 4:
        return None
    return int(lexeme.value) if 1800 <= lexeme.value <= 2199 else None


@cache
def _months() -> dict[str, int]:
    table = number_words()["months"]
    named = [(name.lower(), i) for i, name in enumerate(table["norwegian"], 1)]
    named += [(name.lower(), i) for i, name in enumerate(table["english"], 1)]
    return dict(named) | dict(table["also"])


@cache
def _seasons() -> dict[str, Season]:
    table: dict[Season, str] = number_words()["seasons"]
    return {word: season for season, words in table.items() for word in words.split()}
