"""What gives way in the last question to what a follow-up names."""

from collections.abc import Sequence
from dataclasses import replace

from reportqa.language.tokens import fold
from reportqa.question.cues import plain, word_set
from reportqa.question.lean import Leaning, is_telling
from reportqa.question.places import Places, is_general
from reportqa.question.query import Query, Term

# Words that end alike from here on play the same part: two kinds of adviser, two networks.
_SHARED_ENDING = 6


def making_way(
    last: Query, new: Query, how: Leaning, measures: Sequence[int], places: Places
) -> list[Term]:
    """The terms of the last question in whose place the new one's are put."""
    dropped = [t for t in last.terms if gives_way(t, how.own, measures, last, places)]
    dropped = sorted([*dropped, *_beside(dropped, last, how, places)], key=lambda t: t.start)
    if dropped or not how.own or any(places.in_row(t) for t in how.own):
        return dropped
    same = {t.forms[0] for t in how.own} & {t.forms[0] for t in last.terms}
    before = plain(new.text[how.lead : how.own[0].start]).split()
    bare = set(before) <= word_set("follow_up", "indefinite")
    return [] if same or not bare else _asked_of(last, how)


def gives_way(
    old: Term, own: Sequence[Term], measures: Sequence[int], last: Query, places: Places
) -> bool:
    """True where a word of the last question stands in the place of one of the new question.

    It does if both name rows of one table or headings side by side; else if both end alike (two
    kinds of adviser), or are names. A word that names another measure than those asked for does,
    save what is counted.
    """
    named = {*measures} or told_by(own, places)
    if of_others(old, named, places) and not is_counted_in(old, last):
        return True
    if any(old.forms[0] == new.forms[0] for new in own):
        return False
    excluded = places.exclude(old, own)
    if excluded is not None:
        return excluded
    free = [n for n in own if all(places.exclude(other, [n]) is None for other in last.terms)]
    return any((old.name and new.name) or _end_alike(old, new) for new in free)


def of_others(term: Term, named: set[int], places: Places) -> bool:
    """True for a word of another measure than those named."""
    told = told_by([term], places)
    return bool(told and named) and not told & named


def told_by(terms: Sequence[Term], places: Places) -> set[int]:
    """The measures that words name which stand in no table's row."""
    named = {places.measure_of(t) for t in terms if not places.in_row(t)}
    return {number for number in named if number is not None}


def as_of_measure(last: Query, query: Query, places: Places) -> Query:
    """The last question as one about the measure that its words name, where the new one asks for a
    measure's contact, budget or the like: `Hvor mange fikk badevaktene?`, `Hvem er ansvarlig?`.
    """
    told = told_by(last.terms, places)
    if query.field is None or last.measures or len(told) != 1:
        return last
    return replace(last, field=query.field, measures=tuple(told))


def is_counted_in(term: Term, query: Query) -> bool:
    """True for what the question counts: `henvendelser` of `hvor mange henvendelser fikk ...`."""
    return fold(query.counted or "").startswith(fold(term.text))


def _asked_of(last: Query, how: Leaning) -> list[Term]:
    """The one thing that the last question asked of: what it defined, or what it counted."""
    telling = [t for t in last.terms if is_telling(t, last)]
    if last.kind == "definition" and not last.field:
        return telling
    if last.counted and not any(t.name for t in how.own):
        return [t for t in telling if is_counted_in(t, last)]
    return []


def _beside(dropped: Sequence[Term], last: Query, how: Leaning, places: Places) -> list[Term]:
    """The nouns right behind words that give way, in English: `centres` of `volunteer centres`."""
    ends = {t.end + 1 for t in dropped if not t.name and " " not in t.text}
    return [
        t
        for t in last.terms
        if last.language == "en"
        and t.start in ends
        and t not in dropped
        and not is_general(fold(t.text))
        and places.exclude(t, how.own) is None
    ]


def _end_alike(old: Term, new: Term) -> bool:
    """True for words of one make: `parkvaktene`, `badevaktene`."""
    olds, news = ([fold(form) for form in (t.text, *t.forms)] for t in (old, new))
    return any(
        a[-_SHARED_ENDING:] == b[-_SHARED_ENDING:] and not a.endswith(b) and not b.endswith(a)
        for a in olds
        for b in news
        if min(len(a), len(b)) > _SHARED_ENDING
    )
