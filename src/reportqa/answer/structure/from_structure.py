"""Answers that need no search: what a report's structure holds, or shows to be missing."""

from reportqa.answer.asking import Asking
from reportqa.answer.compose import Composer, sources_of
from reportqa.answer.match import is_frame
from reportqa.answer.model import Answer
from reportqa.answer.refuse import refuse, refuse_measure, refuse_section, refuse_years
from reportqa.answer.structure.belonging import measures_of
from reportqa.answer.structure.fields import answer_field
from reportqa.answer.structure.parts import Counted, count_parts
from reportqa.language.messages import message
from reportqa.report.model import walk


def from_structure(asking: Asking) -> Answer | None:
    """A measure or section that isn't there, parts to count, or a measure's fields."""
    query = asking.query
    known = frozenset().union(*(held.measures for held in asking.scope.values()))
    if query.outside and query.field is None:
        return refuse(asking)
    if query.measures and not set(query.measures) & known:
        return refuse_measure(asking, known)
    absent = _absent_section(asking)
    if absent is not None:
        return absent
    owned = measures_of(query, list(asking.reports.values()), asking.index.vocabulary)
    if owned is not None:
        return say_count(asking, owned)
    if query.asks_number and query.kind == "number":
        parts = count_parts(query, list(asking.reports.values()))
        if parts is not None:
            return say_count(asking, parts)
    return field_of(asking, asking.composer()) if query.field != "budget" else None


def field_of(asking: Asking, composer: Composer) -> Answer | None:
    """The contact, ministries, responsible unit or budget lines asked for, said in `composer`."""
    reports = list(asking.reports.values())
    return answer_field(asking.query, reports, asking.index.vocabulary, composer)


def say_count(asking: Asking, counted: Counted) -> Answer:
    """The number of things counted, with their names and places."""
    composer = asking.composer()
    composer.add_count(counted.items, counted.unit, counted.measure, counted.sources)
    value = f"{len(counted.items)} {counted.unit}"
    marks = composer.cite(counted.sources)
    items = ", ".join(counted.items)
    composer.say(message("counted", asking.query.language, value=value, items=items, marks=marks))
    return composer.answer("answered", 0.85)


def without_place(asking: Asking) -> Answer | None:
    """A refusal of a year that no report speaks of; an abbreviation that one explains."""
    if asking.query.years:
        known = frozenset().union(*(held.years for held in asking.scope.values()))
        unknown = [year for year in asking.query.years if year not in known]
        if unknown:
            return refuse_years(asking, unknown)
    return _abbreviation(asking)


def _absent_section(asking: Asking) -> Answer | None:
    """A refusal where the measure named has no objective or attainment, or not that one."""
    query = asking.query
    named = [m for r in asking.reports.values() for m in r.measures if m.number in query.measures]
    if len(named) != 1 or len(query.sections) != 1:
        return None
    kind, number = query.sections[0]
    held = [s for _, s in walk(named[0].sections) if s.kind == kind]
    if any(number in (None, s.number) for s in held) or (held and number == 1):
        return None
    return refuse_section(asking, kind, number, named[0])


def _abbreviation(asking: Asking) -> Answer | None:
    """What a short form stands for, from the sentence that explains it."""
    terms = asking.query.terms
    if asking.query.kind != "definition":
        return None
    for held in asking.scope.values():
        known = held.report.abbreviations
        asked = [t for t in terms if t.text in known]
        if not asked or any(not is_frame(t) and t not in asked for t in terms):
            continue
        short, long = asked[0].text, known[asked[0].text]
        explained = f"{long} ({short})"
        for chunk in held.chunks:
            for sentence in chunk.sentences:
                if explained in sentence.text:
                    at = sentence.text.index(explained)
                    composer = asking.composer()
                    place = sources_of(chunk, sentence.slice(at, at + len(explained)))
                    composer.say(f"{short}: {long} {composer.cite(place)}.")
                    return composer.answer("answered", 0.95)
    return None
