"""Which reports of a corpus a question names: by year, by agency, or by a word of their title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from reportqa.language.lexicon import lexicon

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
    """The reports that a question names, by year, and the question without their names."""

    reports: tuple[ReportName, ...]
    question: str


def read_naming(question: str, reports: Sequence[ReportName]) -> Naming:
    """The named reports; none where the question names none, or the corpus has but one."""
    if len(reports) < 2:
        return Naming((), question)
    rest, years = _years(question)
    by_words = _by_words(question, reports)
    named = [r for r in reports if r.year in years]
    named = [r for r in named if r in by_words] or named or by_words
    if not named:
        return Naming((), question)
    ordered = sorted(named, key=lambda r: (r.year or 0, r.id))
    return Naming(tuple(ordered), rest if years else question)


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


def _by_words(question: str, reports: Sequence[ReportName]) -> list[ReportName]:
    """The reports whose agency is named, or whose title begins a word like `trafikkrapporten`."""
    asked = {word.casefold() for word in re.findall(r"[^\W\d_]+", question)}
    starts = {word.removesuffix(end) for word in asked for end in _ends() if word.endswith(end)}
    telling = tuple(start for start in starts if len(start) > _SHORT)
    found = []
    for report in reports:
        agency, words = _words_of(report)
        begun = telling and any(word.startswith(telling) for word in words)
        if begun or not agency.isdisjoint(asked):
            found.append(report)
    return found if len(found) < len(reports) else []


@lru_cache(maxsize=_NAMES_KEPT)
def _words_of(report: ReportName) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a report's agency, and of its id and title."""
    agency = re.findall(r"[^\W\d_]{3,}", report.publisher)
    words = re.findall(r"[^\W\d_]+", f"{report.id} {report.title}")
    return frozenset(map(str.casefold, agency)), frozenset(map(str.casefold, words))


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
