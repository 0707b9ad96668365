"""Follow-up questions: the typed query of the last turn, carried on and changed."""

import re
from collections.abc import Sequence
from dataclasses import replace

from reportqa.language.messages import message
from reportqa.language.tokens import fold
from reportqa.question.cues import word_set
from reportqa.question.lean import Leaning, goes_back, leaning
from reportqa.question.places import Places, is_general
from reportqa.question.query import Query, Term
from reportqa.question.reword import (
    located,
    phrases,
    with_added,
    with_exchanged,
    with_measures,
    with_years,
)
from reportqa.question.understand import counted_in, of_measure

# Turns that matter for what a follow-up leans on.
LAST_TURNS = 6

_CHANGES = ("difference", "percent_change", "trend", "ratio")
_JOINS = ("difference", "percent_change", "ratio", "sum", "mean", "max", "min")
# Words that end alike from here on play the same part: two kinds of adviser, two networks.
_SHARED_ENDING = 6


def follow(query: Query, before: Sequence[Query], places: Places) -> Query:
    """The query of a question asked after others: what it leaves out is taken from these.

    A question that stands on its own drops what went before.
    """
    if not before:
        return query
    back = goes_back(query.text)
    if back:
        return _gone_back(query, before, back)
    how = leaning(query)
    last = before[-1]
    if how.relation == "fragment" and _stands_in(query, how, last):
        return _changed(last, query, how, before, places)
    if how.relation == "question":
        return _with_topic(query, how, before, places)
    return query


def held_to(query: Query, measure: int) -> Query:
    """The query held to one measure, also where it took another from the questions before it."""
    if query.measures in ((), (measure,)):
        return of_measure(query, measure)
    text = with_measures(query.text, query.measures, (measure,), query.language)
    terms, carried = located(query.terms, text), located(query.carried, text)
    return of_measure(replace(query, text=text, terms=terms, carried=carried), measure)


def _stands_in(query: Query, how: Leaning, last: Query) -> bool:
    """False for a bare keyword search, which is a new question after one about something else."""
    if how.lead or last.kind == "number" or last.asks_number:
        return True
    return len(how.own) <= 1 or not query.years


def _gone_back(query: Query, before: Sequence[Query], back: int) -> Query:
    """`Tilbake til tiltak 6`: the last question that named it; with a question of its own, that."""
    rest = query.text[back:]
    if re.search(r"[:,–?]\s*\w", rest) or len(query.terms) > len(rest.split()) / 2 > 3:
        return query
    named = {t.forms[0] for t in query.terms if t.start >= back}
    for turn in reversed(before):
        same_measure = bool(query.measures) and turn.measures == query.measures
        if same_measure or (named and named <= {t.forms[0] for t in turn.terms}):
            return turn
    return query


def _changed(
    last: Query, new: Query, how: Leaning, before: Sequence[Query], places: Places
) -> Query:
    """The last query with what the new one names put in place of what it named."""
    if not how.own and new.kind in ("why", "how", "who", "when", "where"):
        return _asked_otherwise(last, new)
    if new.operation in _JOINS and not _asks_whole(new, how):
        return _with_topic(new, how, before, places)
    years, measures = _years(last, new), _measures(last, new, how.own, places)
    whole = _asks_whole(new, how) and not new.years
    dropped = [t for t in last.terms if _gives_way(t, how.own, measures, last.terms, places)]
    text = last.text
    if how.own:
        first, end = how.own[0].start, how.own[-1].end
        text = with_exchanged(text, dropped, new.text[first:end])
    elif dropped:
        named = message("measure", last.language, number=measures[0])
        text = with_exchanged(text, dropped, named)
    if measures != last.measures and not (dropped and not how.own):
        text = with_measures(text, last.measures, measures, last.language)
    if years != last.years or whole:
        text = with_years(text, () if whole else years, last.language)
    kept = [t for t in last.terms if t not in dropped]
    own = [t for t in how.own if t.forms[0] not in {k.forms[0] for k in kept}]
    return replace(
        last,
        text=text,
        leans=True,
        language=new.language,
        terms=located([*kept, *own], text),
        carried=located(kept, text),
        measures=measures,
        sections=new.sections or last.sections,
        years=() if whole else years,
        year_range=new.year_range if new.years else last.year_range,
        relative=None if years else new.relative or last.relative,
        period=whole or (last.period and not new.years),
        field=new.field or last.field,
        counted=counted_in(text) if last.counted else None,
    )


def _asks_whole(new: Query, how: Leaning) -> bool:
    """True for `Og totalt?`: the whole of what the last question asked a part of."""
    return new.operation == "sum" and not how.own and not new.measures


def _years(last: Query, new: Query) -> tuple[int, ...]:
    """The years named, or those before or after the last question's, or else the last one's."""
    if new.relative in ("before", "after") and not new.years:
        step = 1 if new.relative == "after" else -1
        return tuple(year + step for year in last.years)
    return new.years or (() if new.relative or new.period else last.years)


def _measures(last: Query, new: Query, own: Sequence[Term], places: Places) -> tuple[int, ...]:
    """The measures named anew; none where a word names another measure than the last question."""
    if new.measures:
        return new.measures
    told = {places.measure_of(t) for t in own} - {None}
    return () if told and not told & set(last.measures) else last.measures


def _gives_way(
    old: Term, own: Sequence[Term], measures: Sequence[int], beside: Sequence[Term], places: Places
) -> bool:
    """True where a word of the last question stands in the place of one of the new question.

    It does if both name rows of one table or headings side by side; else if both end alike (two
    kinds of adviser), or are names. A word that names another measure than those asked for does.
    """
    measure = places.measure_of(old)
    if measures and measure is not None and measure not in measures:
        return True
    for new in own:
        if old.forms[0] == new.forms[0]:
            continue
        if any(places.side_by_side(other, new) for other in beside):
            if places.side_by_side(old, new):
                return True
        elif (old.name and new.name) or _end_alike(old, new):
            return True
    return False


def _end_alike(old: Term, new: Term) -> bool:
    """True for words of one make: `minoritetsrådgiverne`, `integreringsrådgiverne`."""
    olds, news = ([fold(form) for form in (t.text, *t.forms)] for t in (old, new))
    return any(
        a[-_SHARED_ENDING:] == b[-_SHARED_ENDING:] and not a.endswith(b) and not b.endswith(a)
        for a in olds
        for b in news
        if min(len(a), len(b)) > _SHARED_ENDING
    )


def _asked_otherwise(last: Query, new: Query) -> Query:
    """`Why?`: what the last question spoke of, asked for its reason, its time, its place."""
    text = f"{new.text.rstrip(' ?')}: {last.text}"
    return replace(
        last,
        text=text,
        leans=True,
        language=new.language,
        kind=new.kind,
        terms=located(last.terms, text),
        carried=located(last.terms, text),
        operation="lookup",
        direction=0,
        yes_no=False,
        asks_number=False,
        field=None,
        claims=(),
    )


def _with_topic(query: Query, how: Leaning, before: Sequence[Query], places: Places) -> Query:
    """The new question with what it leaves out: names, words, measures and years of the last.

    A question about the last number takes over all that told which number it was.
    """
    last = before[-1]
    numeric = _is_numeric(query) and _is_numeric(last)
    joins = numeric and query.operation in _JOINS and query.kind != "year" and not how.own
    source = (_last_two(before, places) if joins else None) or last
    measures = _measures(source, query, how.own, places)
    years = _years_of_number(source, query) if numeric else query.years
    topic = source.terms if numeric or query.kind == "why" else _topic(last)
    known = {t.forms[0] for t in query.terms}
    left = [
        t
        for t in topic
        if t.forms[0] not in known and not _gives_way(t, how.own, measures, source.terms, places)
    ]
    counted = numeric and not query.counted
    telling = [t for t in left if not is_general(fold(t.text)) or (counted and _is_counted(t))]
    carried = telling or left
    said = phrases(source.text, carried)
    if measures != query.measures:
        said += [message("measure", query.language, number=n) for n in measures]
    if years != query.years:
        said += [str(year) for year in years]
    text = _pointed_at(query.text, how, said, all(t.name for t in carried))
    return replace(
        query,
        text=text,
        leans=True,
        kind="number" if numeric and query.kind in ("definition", "text") else query.kind,
        asks_number=query.asks_number or (numeric and query.kind in ("definition", "text")),
        terms=located([*query.terms, *carried], text),
        carried=located(carried, text),
        measures=measures,
        years=years,
        relative=None if years else query.relative,
        period=query.period or (numeric and source.period and not years),
        counted=query.counted or (last.counted if numeric and source is last else None),
    )


def _years_of_number(source: Query, query: Query) -> tuple[int, ...]:
    """The years of a question about the last number; a change lies between its year and the new."""
    if query.kind in ("year", "when"):
        return query.years
    if query.operation in _CHANGES and len(query.years) == 1 == len(source.years):
        return tuple(sorted({*query.years, *source.years}))
    return _years(source, query)


def _is_counted(term: Term) -> bool:
    return fold(term.text) in word_set("frame", "counted")


def _is_numeric(query: Query) -> bool:
    return query.asks_number or query.kind in ("number", "year") or query.operation != "lookup"


def _topic(last: Query) -> list[Term]:
    """What a question was about: its own names, else those it took over, else all its words."""
    own = [t for t in last.terms if t not in last.carried]
    names = [t for t in own if t.name] or [t for t in last.carried if t.name]
    return names or ([] if last.field and last.measures else list(last.terms))


def _last_two(before: Sequence[Query], places: Places) -> Query | None:
    """The last two questions as one, where they differ in a year or a word: for `Forskjellen?`."""
    if len(before) < 2 or not _is_numeric(before[-2]) or before[-2].field != before[-1].field:
        return None
    first, last = before[-2], before[-1]
    if len(last.years) > 1 or last.operation != first.operation:
        return None
    years = tuple(dict.fromkeys((*first.years, *last.years)))
    known = {t.forms[0] for t in last.terms}
    more = [t for t in first.terms if t.forms[0] not in known and not is_general(fold(t.text))]
    if not last.carried or (years == last.years and not more) or (more and years != last.years):
        return None
    text = with_added(last.text, ", ".join(t.text for t in more))
    told = [places.measure_of(t) for t in (*first.terms, *last.terms)] if more else []
    named = [*first.measures, *last.measures, *(n for n in told if n is not None)]
    measures = tuple(dict.fromkeys(named))
    return replace(
        last, text=text, terms=located([*last.terms, *more], text), years=years, measures=measures
    )


def _pointed_at(text: str, how: Leaning, said: Sequence[str], is_name: bool) -> str:
    """The question with its pronoun replaced by the name it points at, else with all added."""
    if how.pronoun is not None and len(said) == 1 and is_name:
        start, end = how.pronoun
        if fold(text[start:end]) in word_set("follow_up", "replaceable"):
            return text[:start] + said[0] + text[end:]
    return with_added(text, ", ".join(said))
