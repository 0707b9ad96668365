"""Which reports of a corpus a question names: by year, by agency, or by a name or a word of their
title.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from reportqa.language.lexicon import lexicon
from reportqa.language.tokens import fold
from reportqa.question.cues import word_set

_WORD = re.compile(r"[^\W\d_]+")
_YEAR = r"(?:19|20)\d\d"
# A shorter beginning tells no title.
_SHORT = 2
_NAMES_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class ReportName:
    """What a report is known by. `year` is the last that its title, period or id names."""

    id: str
    title: str
    publisher: str
    year: int | None

    @classmethod
    def of(cls, report_id: str, title: str, publisher: str, period: str) -> "ReportName":
        """A report's name from its id and what the manifest or its own title says."""
        for words in (title, period, report_id):
            years = re.findall(rf"(?<!\d){_YEAR}(?!\d)", words)
            if years:
                return cls(report_id, title, publisher, max(map(int, years)))
        return cls(report_id, title, publisher, None)

    @property
    def shown(self) -> str:
        """The id, with the year where it doesn't hold it."""
        year = str(self.year or "")
        return self.id if year in self.id else f"{self.id} ({year})"


@dataclass(frozen=True, slots=True)
class Naming:
    """The reports that a question names, and the question without their names.

    `sure` is False where only a name in a title tells: `Hvem bor i Bergen?` may as well ask for
    what another report says of Bergen.
    """

    reports: tuple[ReportName, ...]
    question: str
    sure: bool = True


class ReportNames:
    """The reports of a corpus, found by the words that they are known by: an archive holds more
    than can be gone through at each question.
    """

    def __init__(self, reports: Sequence[ReportName]) -> None:
        self.all = tuple(reports)
        self._by_agency: dict[str, list[int]] = defaultdict(list)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for place, report in enumerate(reports):
            words = _words_of(report)
            for held, by in (
                (words.agency, self._by_agency),
                (words.names, self._by_name),
                (words.all, self._by_word),
            ):
                for word in held:
                    by[word].append(place)

    def of_agencies(self, asked: Iterable[str]) -> set[int]:
        """The places, in `all`, of the reports whose agency has one of the words in its name."""
        return {place for word in asked for place in self._by_agency.get(word, ())}

    def named(self, word: str) -> set[int]:
        """The places of the reports whose title has this name in it."""
        return set(self._by_name.get(word, ()))

    def beginning(self, starts: tuple[str, ...]) -> set[int]:
        """The places of the reports with a word in title or id that begins so."""
        words = [word for word in self._by_word if word.startswith(starts)] if starts else []
        return {place for word in words for place in self._by_word[word]}

    def at(self, places: Iterable[int]) -> list[ReportName]:
        """The reports in some places, in the corpus's order; none where they are all of them."""
        found = sorted(places)
        return [self.all[place] for place in found] if len(found) < len(self.all) else []


def read_naming(question: str, reports: ReportNames) -> Naming:
    """The named reports; none where the question names none, or the corpus has but one."""
    if len(reports.all) < 2:
        return Naming((), question)
    rest, years = _years(question)
    names = _names_in(rest, reports)
    by_words = _by_words(rest, reports)
    told = dict.fromkeys(by_words or (r for holders in names.values() for r in holders))
    of_years = [r for r in reports.all if r.year in years] if years else []
    both = [r for r in of_years if r in told]
    named = both or of_years or told
    if not named:
        return Naming((), question)
    ordered = tuple(sorted(named, key=lambda r: (r.year or 0, r.id)))
    rest = rest if years else question
    for name, holders in names.items():
        if any(report in named for report in holders):
            rest = _without_name(rest, name, holders)
    return Naming(ordered, rest, sure=bool(of_years or by_words))


def _years(question: str) -> tuple[str, set[int]]:
    """The years of the reports named by year, and the question without these words."""
    match = _named_range().search(question)
    if match:
        first, last = sorted((int(match.group("first")), int(match.group("last"))))
        return _without(question, match), set(range(first, last + 1))
    years: set[int] = set()
    while match := _named_year().search(question):
        years |= set(map(int, re.findall(_YEAR, match.group())))
        question = _without(question, match)
    return question, years


def _without(question: str, match: re.Match[str]) -> str:
    rest = f"{question[: match.start()]} {question[match.end() :]}"
    return re.sub(r"\s+(?=[?.,!])", "", " ".join(rest.split())).lstrip(",: ")


def _by_words(question: str, reports: ReportNames) -> list[ReportName]:
    """The reports whose agency is named, or whose title begins a word like `trafikkrapporten`."""
    whole = question.replace("-", "")  # `trafikk-rapporten`
    asked = {word.casefold() for text in (question, whole) for word in _WORD.findall(text)}
    starts = {word.removesuffix(end) for word in asked for end in _ends() if word.endswith(end)}
    telling = tuple(start for start in starts if len(start) > _SHORT)
    return reports.at(reports.of_agencies(asked) | reports.beginning(telling))


def _names_in(question: str, reports: ReportNames) -> dict[str, list[ReportName]]:
    """The names of agencies and in titles that the question holds, with the reports they tell."""
    found: dict[str, list[ReportName]] = {}
    for written in _WORD.findall(question):
        for name in (written.casefold(), written.casefold().removesuffix("s")):
            places = reports.of_agencies([name])
            if written[:1].isupper():
                places |= reports.named(name)
            holders = reports.at(places)
            if holders:
                found.setdefault(name, holders)
    return found


def _without_name(question: str, name: str, holders: Sequence[ReportName]) -> str:
    """The question without a name that tells its reports: `i Havna kommune`, `Havnas`.

    A name that is part of a longer one stays (`Havna skole`), and one that is all that is asked
    about.
    """
    more = "|".join(
        re.escape(w) for r in holders for w in sorted(_words_of(r).all | {*_ends()}) if w != name
    )
    before = "|".join(lexicon("questions")["reports"]["around"])
    small = word_set("stopwords", "words")
    match = re.search(
        rf"(?:\b(?:{before})\s+)?(?<![\w-]){re.escape(name)}"
        rf"(?:(?P<own>s)\b|(?:[-\s]+(?:{more})\b)*)(?=\s*(?P<next>\w*))",
        question,
        re.IGNORECASE,
    )
    if match is None:
        return question
    after = match.group("next")
    alone = match.group("own") or not after or after[0].isdigit() or fold(after) in small
    rest = _without(question, match)
    telling = [word for word in _WORD.findall(rest) if fold(word) not in small]
    return rest if alone and telling else question


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a report's agency and the names in its title; all those of title and id."""

    agency: frozenset[str]
    names: frozenset[str]
    all: frozenset[str]


@lru_cache(maxsize=_NAMES_KEPT)
def _words_of(report: ReportName) -> _Words:
    agency = [word for word in _WORD.findall(report.publisher) if len(word) > _SHORT]
    title = _WORD.findall(report.title)
    names = [word for word in title[1:] if word[:1].isupper() and len(word) > _SHORT]
    return _Words(
        *(
            frozenset(map(str.casefold, words))
            for words in (agency, names, [*title, *_WORD.findall(report.id)])
        )
    )


@cache
def _ends() -> tuple[str, ...]:
    words = lexicon("questions")["reports"]["words"]
    return tuple(sorted(words, key=len, reverse=True))


@cache
def _named_year() -> re.Pattern[str]:
    """`i 2014-rapporten`, `rapporten for 2014`, `2014- og 2016-rapporten`, `the 2014 report`."""
    words, before = "|".join(_ends()), "|".join(lexicon("questions")["reports"]["before"])
    lead = rf"(?:\b(?:{before})\s+)*"
    several = rf"{_YEAR}(?:-?\s*(?:,|og|and)\s*{_YEAR})*"
    return re.compile(
        rf"{lead}(?<!\d){several}[-\s]*(?:{words})\b"
        rf"|{lead}\b\w*(?:{words})\s+(?:for|fra|frå|from|i|om|per)\s+{several}(?!\d)",
        re.IGNORECASE,
    )


@cache
def _named_range() -> re.Pattern[str]:
    """`fra 2014-rapporten til 2016-rapporten`."""
    words = "|".join(_ends())
    return re.compile(
        rf"\b(?:fra|frå|from|mellom|between)\s+(?:the\s+)?(?P<first>{_YEAR})(?:[-\s]*(?:{words}))?"
        rf"\s*(?:til|to|og|and)\s+(?:the\s+)?(?P<last>{_YEAR})[-\s]*(?:{words})\b",
        re.IGNORECASE,
    )
