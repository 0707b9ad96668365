"""Follow-up questions: the typed query of the last turn, carried on and changed."""

import re
from collections.abc import Sequence
from dataclasses import replace

from reportqa.language.messages import message
from reportqa.language.tokens import fold
from reportqa.question.cues import has_cue, plain, word_set
from reportqa.question.exchange import (
    as_of_measure,
    gives_way,
    is_counted_in,
    making_way,
    of_others,
    told_by,
)
from reportqa.question.lean import DEFINITE, Leaning, goes_back, is_telling, leaning
from reportqa.question.places import Places, is_general
from reportqa.question.query import Query, Term
from reportqa.question.referent import asks_of_contact, is_operation, referent
from reportqa.question.reword import (
    asked_anew,
    located,
    number_in,
    numbered,
    phrases,
    with_added,
    with_exchanged,
    with_measures,
    with_years,
    without,
)
from reportqa.question.understand import counted_in, of_measure, without_words

# Turns that matter for what a follow-up leans on.
LAST_TURNS = 6

_CHANGES = ("difference", "percent_change", "trend", "ratio")
# `Og for 11?` after a question about measure 6.
_BARE_NUMBER = re.compile(r"\s*(?:[^\W\d_]+\s+)?(\d{1,3})\s*\??\s*")
_RANKS = ("max", "min", "rank")
_JOINS = ("difference", "percent_change", "ratio", "sum", "mean", "max", "min")


def follow(query: Query, before: Sequence[Query], places: Places) -> Query:
    """The query of a question asked after others: what it leaves out is taken from these.

    A question that stands on its own drops what went before.
    """
    if not before:
        return query
    back = goes_back(query.text)
    if back:
        return _gone_back(query, before, back, places)
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


def _gone_back(query: Query, before: Sequence[Query], back: int, places: Places) -> Query:
    """`Tilbake til tiltak 6`: the last question that named it; with a question of its own, that;
    with a change, that one changed.
    """
    rest = re.search(r"[:,.–?]\s*\w", query.text[back:])
    asked = back + rest.end() - 1 if rest else len(query.text)
    turn = _turn_named(query, before, back, asked)
    if rest:
        change = _part(query, asked)
        how = leaning(change)
        fragment = turn is not None and how.relation == "fragment"
        return _changed(turn, change, how, before, places) if turn and fragment else query
    if len(query.terms) > len(query.text[back:].split()) / 2 > 3:
        return query
    return turn or query


def _turn_named(query: Query, before: Sequence[Query], start: int, end: int) -> Query | None:
    """The last question that spoke of what the query names between two places."""
    named = {t.forms[0] for t in query.terms if start <= t.start < end}
    for turn in reversed(before):
        same_measure = bool(query.measures) and turn.measures == query.measures
        if same_measure or (named and named <= {t.forms[0] for t in turn.terms}):
            return turn
    return None


def _part(query: Query, start: int) -> Query:
    """The query of a question's text from a place on."""
    text = query.text[start:]
    terms = [replace(t, start=t.start - start, end=t.end - start) for t in query.terms]
    return replace(query, text=text, terms=tuple(t for t in terms if t.start >= 0))


def _changed(
    last: Query, new: Query, how: Leaning, before: Sequence[Query], places: Places
) -> Query:
    """The last query with what the new one names put in place of what it named."""
    asks = new.kind in ("why", "how", "who", "when", "where") and not _only_opened(new, how)
    if asks and not how.own:
        return _asked_otherwise(last, new)
    if not how.own and not how.lead and new.kind == "number":
        return _how_much(last, new, how, before, places)
    if not how.own and new.operation in _RANKS and last.operation in _RANKS:
        return _ranked_otherwise(last, new, how)
    whole = _asks_whole(new, how)
    if whole and has_cue("follow_up", "together", plain(new.text)):
        whole = _last_two(before, places) is None
    if whole:
        return _widened(last, new, how, before, places)
    if new.operation in _JOINS:
        return _with_topic(new, how, before, places)
    number = _BARE_NUMBER.fullmatch(new.text[how.lead :])
    if number and last.measures and not new.measures:
        new = replace(new, measures=(int(number.group(1)),))
    years, measures = _years(last, new), _measures(last, new, how.own, places)
    dropped = making_way(last, new, how, measures, places)
    last = without_words(last, {fold(t.text) for t in dropped})
    text = _with_put_in(last, new, how, dropped, measures)
    if measures != last.measures and not (dropped and not how.own):
        text = with_measures(text, last.measures, measures, last.language)
    if years != last.years:
        text = with_years(text, years, last.language)
    named = {*measures} or told_by(how.own, places)
    kept = [t for t in last.terms if t not in dropped and not of_others(t, named, places)]
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
        years=years,
        year_range=new.year_range if new.years else last.year_range,
        relative=None if years else new.relative or last.relative,
        period=last.period and not new.years,
        field=new.field or last.field,
        counted=counted_in(text) if last.counted else None,
    )


def _only_opened(new: Query, how: Leaning) -> bool:
    """True where the asking word is part of what opens: `How about 2015?`."""
    asking = word_set("follow_up", "asking")
    return bool(how.lead) and not asking & set(plain(new.text[how.lead :]).split())


def _with_put_in(
    last: Query, new: Query, how: Leaning, dropped: Sequence[Term], measures: Sequence[int]
) -> str:
    """The last question's text with the new one's words in the place of those that give way."""
    number = number_in(new.text)
    if not how.own:
        old = number_in(last.text)
        if number and old:
            return last.text[: old.start()] + number.group() + last.text[old.end() :]
        named = message("measure", last.language, number=measures[0]) if measures else ""
        return with_exchanged(last.text, dropped, named) if dropped else last.text
    start, end = numbered(new.text, how.own[0].start), how.own[-1].end
    forms = {t.forms[0] for t in how.own}
    same = [t for t in last.terms if t.forms[0] in forms]
    if dropped or (same and number):
        return with_exchanged(last.text, [*dropped, *same], new.text[start:end])
    known = {t.forms[0] for t in same}
    unsaid = [t for t in how.own if t.forms[0] not in known]
    return with_added(last.text, new.text[unsaid[0].start : end]) if unsaid else last.text


def _how_much(
    last: Query, new: Query, how: Leaning, before: Sequence[Query], places: Places
) -> Query:
    """`Hvor mye?` after a question whether it rose, or after one for what had most."""
    if last.operation in _RANKS and new.operation == "lookup" and not new.percent:
        return replace(last, leans=True, language=new.language, carried=last.terms)
    if not last.yes_no or last.operation not in _CHANGES:
        return _with_topic(new, how, before, places)
    text = asked_anew(new.text, last.text, (), yes_no=True)
    terms = located(last.terms, text)
    return replace(
        last,
        text=text,
        leans=True,
        language=new.language,
        kind="number",
        operation="percent_change" if new.percent else last.operation,
        percent=new.percent,
        yes_no=False,
        asks_number=True,
        terms=terms,
        carried=terms,
    )


def _ranked_otherwise(last: Query, new: Query, how: Leaning) -> Query:
    """`Og nest flest?`: the last question asked for another place."""
    ranks = [t for t in last.terms if is_operation(t)]
    text = with_exchanged(last.text, ranks, new.text[how.lead :].strip(" ?."))
    kept = [t for t in last.terms if t not in ranks]
    return replace(
        last,
        text=text,
        leans=True,
        language=new.language,
        operation=new.operation,
        position=new.position,
        direction=new.direction,
        terms=located([*kept, *new.terms], text),
        carried=located(kept, text),
    )


def _widened(
    last: Query, new: Query, how: Leaning, before: Sequence[Query], places: Places
) -> Query:
    """`Og totalt?`: the whole of what the last question named a part of. That is what it put in
    the place of another (`Og i Nairobi?`), or else its years.
    """
    said = new.text[how.lead :].strip(" ?.")
    parts = [] if new.period or _names_years(new) else _exchanged(last, before)
    told = told_by(parts, places)
    if told and told != told_by(_exchanged(last, before, old=True), places):
        return _with_topic(new, how, before, places)
    years = last.years if parts else ()
    quarters = [t for t in last.terms if has_cue("evidence", "period", fold(t.text))]
    text = without(last.text, parts or quarters, said)
    if years != last.years:
        text = with_years(text, (), last.language, said)
    measures = last.measures or tuple(sorted(told))
    if measures != last.measures:
        text = with_measures(text, (), measures, last.language)
    kept = [t for t in last.terms if t not in (parts or quarters)]
    return replace(
        last,
        text=text,
        leans=True,
        language=new.language,
        terms=located(kept, text),
        carried=located(kept, text),
        measures=measures,
        years=years,
        relative=None,
        period=not years,
        operation=last.operation if new.operation == "sum" else "trend",
        counted=counted_in(text) if last.counted else None,
    )


def _names_years(query: Query) -> bool:
    """True for `over the four years`."""
    return any(has_cue("follow_up", "years", word) for word in plain(query.text).split())


def _exchanged(last: Query, before: Sequence[Query], *, old: bool = False) -> list[Term]:
    """The words that the last question put in the place of the one before it; `old` gives those
    that gave way.
    """
    if not last.leans or len(before) < 2 or before[-2].years != last.years:
        return []
    if old:
        known = {t.forms[0] for t in last.terms}
        return [t for t in before[-2].terms if t.forms[0] not in known]
    return [t for t in last.terms if t not in last.carried and is_telling(t, last)]


def _asks_whole(new: Query, how: Leaning) -> bool:
    """True for `Og totalt?`, `Og de andre årene?`: the whole of what the last asked a part of."""
    if how.own or new.measures or new.years:
        return False
    return new.operation == "sum" or (
        new.operation == "lookup" and not new.relative and _names_years(new)
    )


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
    told = told_by(own, places)
    return () if told and not told & set(last.measures) else last.measures


def _asked_otherwise(last: Query, new: Query) -> Query:
    """`Why?`: what the last question spoke of, asked for its reason, its time, its place."""
    telling = [t for t in last.terms if is_telling(t, last)]
    about = [*phrases(last.text, telling), *_said_numbers(last, last.measures, last.years)]
    text = asked_anew(new.text, last.text, about, yes_no=last.yes_no)
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


def _said_numbers(query: Query, measures: Sequence[int], years: Sequence[int]) -> list[str]:
    """Measures and years in words, for a question of the query's language."""
    named = [message("measure", query.language, number=number) for number in measures]
    return [*named, *map(str, years)]


def _with_topic(query: Query, how: Leaning, before: Sequence[Query], places: Places) -> Query:
    """The new question with what it leaves out: names, words, measures and years of the last.

    A question about the last number takes over all that told which number it was.
    """
    last = before[-1]
    numeric = _is_numeric(last) and (_is_numeric(query) or _only_moves(query, how))
    joins = numeric and query.operation in _JOINS and query.kind not in ("year", "why")
    source = (_last_two(before, places) if joins and not how.own else None) or last
    source = as_of_measure(source, query, places)
    measures = _measures(source, query, how.own, places)
    years = _years_of_number(source, query) if numeric else query.years
    carried = _carried(query, how, source, measures, places, numeric=numeric)
    said = phrases(source.text, carried)
    unsaid = {*measures} - {*query.measures, *told_by([*query.terms, *carried], places)}
    new_years = [year for year in years if year not in query.years]
    said += _said_numbers(query, [n for n in measures if n in unsaid], new_years)
    text = _pointed_at(query, how, said, carried, numeric=numeric)
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
        field=query.field or (last.field if numeric else None),
        outside=query.outside or asks_of_contact(query, how, last),
        counted=query.counted or (last.counted if numeric and source is last else None),
    )


def _carried(
    query: Query,
    how: Leaning,
    source: Query,
    measures: Sequence[int],
    places: Places,
    *,
    numeric: bool,
) -> list[Term]:
    """The terms that a question takes over: all that tell of a number, else what it points at."""
    pronoun = fold(query.text[slice(*how.pronoun)]) if how.pronoun else ""
    topic = source.terms if numeric or query.kind == "why" else referent(source, pronoun)
    known = {t.forms[0] for t in query.terms}
    other = bool(how.own and query.counted) and not (how.pronoun or query.percent)
    left = [
        t
        for t in topic
        if t.forms[0] not in known
        and not (numeric and other and is_counted_in(t, source))
        and (not is_operation(t) or places.in_row(t))
        and not gives_way(t, how.own, measures, source, places)
    ]
    counted = numeric and bool(source.counted) and (query.percent or not query.counted)
    several = pronoun in word_set("follow_up", "plural") and not numeric
    telling = [
        t
        for t in left
        if not is_general(fold(t.text))
        or (counted and _is_counted(t))
        or (several and is_counted_in(t, source))
        or (numeric and places.in_row(t))
    ]
    return telling or ([] if measures else left)


def _only_moves(query: Query, how: Leaning) -> bool:
    """`Hva var det i 2014?`: the same for another year."""
    moves = bool(query.years or query.relative)
    return moves and not how.own and query.kind in ("definition", "text", "how")


def _years_of_number(source: Query, query: Query) -> tuple[int, ...]:
    """The years of a question about the last number; a change lies between its year and the new."""
    if query.kind in ("year", "when"):
        return query.years
    joins = query.operation in _CHANGES or has_cue("operations", "compare", plain(query.text))
    if joins and len(query.years) == 1 == len(source.years):
        both = dict.fromkeys((*source.years, *query.years))
        return tuple(both if query.compares else sorted(both))
    return _years(source, query)


def _is_counted(term: Term) -> bool:
    return fold(term.text) in word_set("frame", "counted")


def _is_numeric(query: Query) -> bool:
    numeric = query.asks_number or query.kind in ("number", "year")
    return numeric or query.operation != "lookup" or query.field == "budget"


def _last_two(before: Sequence[Query], places: Places) -> Query | None:
    """The last two questions as one, where they differ in a year or a word: for `Forskjellen?`."""
    if len(before) < 2 or not _is_numeric(before[-2]) or before[-2].field != before[-1].field:
        return None
    first, last = before[-2], before[-1]
    if len(last.years) > 1 or last.operation != first.operation or not last.carried:
        return None
    years = tuple(dict.fromkeys((*first.years, *last.years)))
    known = {t.forms[0] for t in last.terms}
    more = [t for t in first.terms if t.forms[0] not in known and not is_general(fold(t.text))]
    changes = (years != last.years, bool(more), first.measures != last.measures)
    if changes[:2] == (True, True) or not any(changes):
        return None
    told = told_by(more, places), told_by(_exchanged(last, before), places)
    named = [*first.measures, *last.measures, *([*told[0], *told[1]] if all(told) else ())]
    text = with_added(last.text, ", ".join(t.text for t in more))
    terms = located([*last.terms, *more], text)
    return replace(last, text=text, terms=terms, years=years, measures=tuple(dict.fromkeys(named)))


def _pointed_at(
    query: Query, how: Leaning, said: Sequence[str], carried: Sequence[Term], *, numeric: bool
) -> str:
    """The question with its pronoun replaced by the thing it points at, else with all added."""
    text = query.text
    if how.pronoun is not None and len(said) == 1 and not numeric and query.kind != "why":
        start, end = how.pronoun
        definite = not carried or carried[0].name or DEFINITE.search(carried[0].text)
        article = fold(said[0]).split()[0] in word_set("follow_up", "articles")
        replaceable = fold(text[start:end]) in word_set("follow_up", "replaceable")
        if replaceable and (definite or article):
            return _opened(text[:start] + said[0] + text[end:], how.lead)
    return with_added(_opened(text, how.lead), ", ".join(said))


def _opened(text: str, lead: int) -> str:
    """The question without what only opened it: `Og hvem leder det?`."""
    return text[lead : lead + 1].upper() + text[lead + 1 :] if lead else text
