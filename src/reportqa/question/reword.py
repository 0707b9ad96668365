"""A follow-up question in full words: what it left out is said."""

import re
from collections.abc import Sequence
from dataclasses import replace

from reportqa.language.detect import Language
from reportqa.language.messages import message
from reportqa.language.tokens import fold, stems
from reportqa.question.cues import word_set
from reportqa.question.places import is_general
from reportqa.question.query import Query, Term

_YEARS = re.compile(r"\b(?:19|20)\d\d\b(?:.{1,12}?\b(?:19|20)\d\d\b)*")
_IN_YEARS = re.compile(r"\s*\b(?:(?:i|in|for|fra|frå|from|per|siden)\s+)?" + _YEARS.pattern)
# Words that join two terms to one phrase: `frykt for tvangsekteskap`, `trusler/vold`.
_LONGEST_JOINT = 12


def with_exchanged(text: str, dropped: Sequence[Term], phrase: str) -> str:
    """`text` with a phrase in the place of some of its terms; at its end where none is dropped."""
    if not dropped:
        return with_added(text, phrase)
    places = sorted((t.start, t.end) for t in dropped if text[t.start : t.end] == t.text)
    for start, end in reversed(_joined(text, places)[1:]):
        text = text[:start].rstrip() + text[end:]
    for start, end in _joined(text, places)[:1]:
        text = text[:start] + phrase + text[end:]
    return text


def with_added(text: str, words: str) -> str:
    """Words put behind a question in brackets: `Hva er mandatet (Agdernettverket)?`."""
    if not words:
        return text
    bare = text.rstrip(" ?.!")
    return f"{bare} ({words})?"


def with_years(text: str, years: Sequence[int], language: Language) -> str:
    """`text` with other years in the place of those it names."""
    said = f" {message('and', language)} ".join(str(year) for year in years)
    if not years:
        return _IN_YEARS.sub("", text)
    if _YEARS.search(text):
        return _YEARS.sub(said, text, count=1)
    return with_added(text, said)


def with_measures(text: str, old: Sequence[int], new: Sequence[int], language: Language) -> str:
    """`text` with other measures in the place of those it names."""
    said = ", ".join(message("measure", language, number=number) for number in new)
    for number in old:
        named = re.compile(rf"\b(?:tiltak|measure)\w*\s+{number}\b", re.IGNORECASE)
        if named.search(text):
            return named.sub(said, text, count=1) if said else named.sub("", text)
    return with_added(text, said)


def phrases(text: str, terms: Sequence[Term]) -> list[str]:
    """The terms as they stand in `text`, those beside each other as one phrase."""
    places = sorted((t.start, t.end) for t in terms if text[t.start : t.end] == t.text)
    return [text[start:end] for start, end in _joined(text, places)]


def located(terms: Sequence[Term], text: str) -> tuple[Term, ...]:
    """The terms at their places in a text that holds them, in order."""
    found = []
    taken: list[tuple[int, int]] = []
    for term in terms:
        for match in re.finditer(re.escape(term.text), text):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                found.append(replace(term, start=match.start(), end=match.end()))
                break
        else:
            found.append(replace(term, start=len(text), end=len(text)))
    return tuple(sorted(found, key=lambda t: t.start))


def is_plain(query: Query, asked: str, answered: str) -> bool:
    """True where an answer's own words tell all that a question took from those before it."""
    said = set(stems(answered))
    numbers = {*query.measures, *query.years} - {int(n) for n in re.findall(r"\d+", asked)}
    return all(str(number) in said for number in numbers) and all(
        is_general(fold(term.text)) or any(said.issuperset(form.split()) for form in term.forms)
        for term in query.carried
    )


def _joined(text: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of terms, those with at most a small word between them joined."""
    spans: list[tuple[int, int]] = []
    for start, end in places:
        between = text[spans[-1][1] : start] if spans else ""
        small = len(between) <= _LONGEST_JOINT and len(between.split()) <= 1
        small = small and fold(between.strip()) not in word_set("frame", "verbs")
        if spans and small and not re.search(r"[?.,;()]", between):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans
