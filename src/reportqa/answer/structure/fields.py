"""Answers from a measure's fields: contact persons, responsible unit, ministries, budget."""

import re
from collections.abc import Sequence
from decimal import Decimal

from reportqa.answer.compose import Composer, Source
from reportqa.answer.match import is_frame, matches
from reportqa.answer.model import Answer
from reportqa.answer.naming import measure_name
from reportqa.language.lexicon import lexicon
from reportqa.language.messages import message
from reportqa.language.vocabulary import Vocabulary
from reportqa.question.cues import find_cue, has_cue, plain
from reportqa.question.query import Query, Term
from reportqa.question.understand import content_terms
from reportqa.report.model import Contact, Measure, Report
from reportqa.span import Text

_CONFIDENCE = 0.95


def answer_field(
    query: Query, reports: Sequence[Report], vocabulary: Vocabulary, composer: Composer
) -> Answer | None:
    """The answer where the question asks for a field of a measure; None where it doesn't."""
    if query.field is None or (
        query.field == "budget" and query.kind not in ("number", "definition", "text", "list")
    ):
        return None
    if query.field == "phone" and (query.asks_number or query.kind == "why"):
        return None
    if query.field in ("contact", "phone"):
        return _contact(query, reports, vocabulary, composer)
    measures = measures_named(query, reports, vocabulary)
    if not measures:
        return None
    if query.field == "budget":
        return _budget(query, measures, composer)
    if query.field in ("post", "chapter"):
        return _entered(query, measures, composer)
    if query.field == "ministries":
        return _ministries(query, measures, composer)
    return _responsible(query, measures, composer)


def measures_named(
    query: Query, reports: Sequence[Report], vocabulary: Vocabulary
) -> list[tuple[Report, Measure]]:
    """The measures named by number, or else the one whose title the question names."""
    everything = [(r, m) for r in reports for m in r.measures]
    if query.measures:
        return [(r, m) for r, m in everything if m.number in query.measures]
    telling = [t for t in query.terms if not is_frame(t)]
    scored = []
    for report, measure in everything:
        title = content_terms(measure.title, vocabulary)
        hits = sum(any(matches(t, w.forms, compounds=True) for w in title) for t in telling)
        scored.append((hits, report, measure))
    best = max((s[0] for s in scored), default=0)
    # One word of a title is enough where the question says nothing else than it and the field.
    words = plain(query.text)
    cue = find_cue("kinds", query.field or "", words)
    asking = set(words[cue[0] : cue[0] + cue[1]].split()) if cue else set()
    field_words = [t for t in telling if asking & set(plain(t.text).split())]
    least = 1 if best == len(telling) - len(field_words) else 2
    top = [(r, m) for hits, r, m in scored if hits == best and hits >= least]
    return top if len(top) == 1 else []


def _contact(
    query: Query, reports: Sequence[Report], vocabulary: Vocabulary, composer: Composer
) -> Answer | None:
    contacts = [(r, m, c) for r in reports for m in r.measures for c in m.contacts]
    titled = [] if query.measures else measures_named(query, reports, vocabulary)
    if query.measures:
        contacts = [found for found in contacts if found[1].number in query.measures]
    elif titled:
        contacts = [found for found in contacts if (found[0], found[1]) in titled]
    named = _best_named(query.terms, contacts, vocabulary)
    if named is None or not contacts:
        known = [m for r in reports for m in r.measures if m.number in query.measures]
        return _missing(query, known, composer) if known or named is None else None
    if query.field == "phone":
        return _missing(query, [m for _, m, _ in named[:1]], composer)
    # `E-postadressen til verten på Ulvehytta` is not that of all who are named.
    others = not titled and _names_others(query.terms, contacts, vocabulary)
    if not query.measures and len(named) == len(contacts) and (len(contacts) > 3 or others):
        return None
    if has_cue("kinds", "email", plain(query.text)) and not any(c.email for _, _, c in named):
        return _missing(query, list({m.number: m for _, m, _ in named}.values()), composer, "email")
    said: dict[tuple[str | None, str], list[tuple[Report, Measure, Contact]]] = {}
    for found in named:
        said.setdefault((_unit_key(found[2].unit), found[2].name), []).append(found)
    for (_, name), places in said.items():
        email = next((c.email for _, _, c in places if c.email), None)
        marks = composer.cite(s for r, m, c in places for s in _places(r, m, c.text))
        composer.say(
            message(
                "contact",
                query.language,
                unit=places[0][2].unit or message("field_names.contact", query.language),
                name=name,
                email=f", {email}" if email else "",
                marks=marks,
            )
        )
    return composer.answer("answered", _CONFIDENCE)


def _best_named(
    terms: tuple[Term, ...], contacts: list[tuple[Report, Measure, Contact]], vocabulary: Vocabulary
) -> list[tuple[Report, Measure, Contact]] | None:
    """The contacts whose name or unit the question names; all where it names none.

    None where the question names a unit or person that isn't among them.
    """
    hits = []
    spoken: set[str] = set()
    for found in contacts:
        contact = found[2]
        words = content_terms(f". {contact.name} {contact.unit or ''}", vocabulary)
        matched = {t.text for t in terms for w in words if matches(t, w.forms)}
        spoken |= matched
        hits.append((len(matched), found))
    best = max((h for h, _ in hits), default=0)
    unknown = [t for t in terms if t.name and t.text not in spoken and not is_frame(t)]
    if best == 0:
        return None if unknown and not contacts else [found for _, found in hits]
    longest = [(h, found) for h, found in hits if h == best]
    shortest = min(len((f[2].unit or "").split()) for _, f in longest)
    return [
        f
        for _, f in longest
        if len((f[2].unit or "").split()) == shortest or f[2].name in _said(terms)
    ]


def _names_others(
    terms: tuple[Term, ...], contacts: list[tuple[Report, Measure, Contact]], vocabulary: Vocabulary
) -> bool:
    """True where the question has names, and no contact's name or unit holds any of them."""
    held = " ".join(f"{c.name} {c.unit or ''}" for _, _, c in contacts)
    words = content_terms(f". {held}", vocabulary)
    names = [t for t in terms if t.name and not is_frame(t)]
    return bool(names) and not any(matches(t, w.forms) for t in names for w in words)


def _said(terms: tuple[Term, ...]) -> str:
    return " ".join(t.text for t in terms)


def _unit_key(unit: str | None) -> str | None:
    return unit.replace("-", " ").casefold() if unit else None


def _ministries(query: Query, measures: list[tuple[Report, Measure]], composer: Composer) -> Answer:
    with_names = [(r, m) for r, m in measures if m.ministries]
    if not with_names:
        return _missing(query, [m for _, m in measures], composer)
    for report, measure in with_names:
        names = ", ".join(name.text for name in measure.ministries)
        lines = dict.fromkeys(_ministry_line(measure, name) for name in measure.ministries)
        marks = composer.cite(s for line in lines for s in _places(report, measure, line))
        composer.say(
            message(
                "ministries",
                query.language,
                measure=_capital(measure_name(measure, query.language)),
                names=names,
                marks=marks,
            )
        )
    return composer.answer("answered", _CONFIDENCE)


def _responsible(
    query: Query, measures: list[tuple[Report, Measure]], composer: Composer
) -> Answer | None:
    """The field's units; of a measure that was not named by number, running text may tell."""
    with_unit = [(r, m, m.responsible) for r, m in measures if m.responsible]
    if not with_unit and not query.measures:
        return None
    if not with_unit:
        return _missing(query, [m for _, m in measures], composer)
    for report, measure, unit in with_unit:
        marks = composer.cite(_places(report, measure, _line_of(measure, unit)))
        composer.say(
            message(
                "responsible",
                query.language,
                measure=measure_name(measure, query.language),
                names=unit.text,
                marks=marks,
            )
        )
    return composer.answer("answered", _CONFIDENCE)


def _budget(
    query: Query, measures: list[tuple[Report, Measure]], composer: Composer
) -> Answer | None:
    """The budget lines as they stand, where they hold no amount; amounts come from the facts."""
    if not query.measures:
        return None
    with_lines = [(r, m) for r, m in measures if m.budget]
    if not with_lines:
        return _missing(query, [m for _, m in measures], composer)
    for report, measure in with_lines:
        for line in measure.budget:
            composer.say(f"{line.text} {composer.cite(_places(report, measure, line))}")
    return composer.answer("answered", _CONFIDENCE)


def _entered(
    query: Query, measures: list[tuple[Report, Measure]], composer: Composer
) -> Answer | None:
    """The post or chapter that a budget line is entered on."""
    words = lexicon("structure")["entries"][query.field or ""]
    number = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\s+(\d+)", re.IGNORECASE)
    found = False
    for report, measure in measures:
        for line in measure.budget:
            match = number.search(line.text)
            if match is None:
                continue
            found = True
            places = _places(report, measure, line)
            composer.say(f"{line.text} {composer.cite(places)}")
            composer.add_value(Decimal(match.group(1)), None, match.group(), places[0])
    if not found:
        return _missing(query, [m for _, m in measures], composer)
    return composer.answer("answered", _CONFIDENCE)


def _missing(
    query: Query, measures: list[Measure], composer: Composer, name: str | None = None
) -> Answer:
    field = message(f"field_names.{name or query.field}", query.language)
    if not query.measures:
        composer.say(message("field_nowhere", query.language, field=field))
        return composer.answer("not_in_report", _CONFIDENCE)
    for measure in measures:
        name_of = measure_name(measure, query.language)
        composer.say(message("field_missing", query.language, field=field, measure=name_of))
    return composer.answer("not_in_report", _CONFIDENCE)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _ministry_line(measure: Measure, name: Text) -> Text:
    """The heading or the field line that names a ministry."""
    return measure.heading if measure.heading.span.covers(name.span) else _line_of(measure, name)


def _line_of(measure: Measure, part: Text) -> Text:
    """The field line that a part of it was read from, up to that part's end."""
    for line in measure.fields:
        if line.span.covers(part.span):
            end = line.text.index(part.text) + len(part.text)
            return line.slice(0, end)
    return part


def _places(report: Report, measure: Measure, text: Text) -> list[Source]:
    return [Source(report.id, measure.number, (), span) for span in text.spans()]
