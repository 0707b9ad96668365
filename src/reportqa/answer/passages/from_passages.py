"""Answers from running text: a number it states, a part of the report, or its sentences."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from reportqa.answer.asking import Asking
from reportqa.answer.claims import is_claimed
from reportqa.answer.compose import Composer, sources_of
from reportqa.answer.coverage import coverage
from reportqa.answer.match import is_frame, same_word
from reportqa.answer.model import Answer
from reportqa.answer.passages.budgets import (
    asks_whole_budget,
    budget_of,
    named_together,
    of_titled_measure,
)
from reportqa.answer.passages.extract import Extract, extract, say_extract
from reportqa.answer.passages.facts import FoundFact, Stated, find_facts, stated_in, tied
from reportqa.answer.passages.kind import holds_kind, lacks_day
from reportqa.answer.passages.listed import count_listed, name_listed
from reportqa.answer.passages.statement import (
    say_statement,
    state,
)
from reportqa.answer.refuse import refuse
from reportqa.answer.structure.from_structure import say_count
from reportqa.chunks.chunk import Chunk
from reportqa.language.lexicon import lexicon
from reportqa.language.messages import message
from reportqa.language.tokens import stem
from reportqa.question.cues import has_cue, plain
from reportqa.question.query import Query, SectionName
from reportqa.report.headings import read_label
from reportqa.report.model import Report

# Below this an extract is no answer: fewer than one in twenty of the answerable questions of
# eval/ lie below. Measured with bench/fit_confidence.py.
LEAST_CONFIDENCE = 0.64
_LONGEST_SUMMARY = 640
_MOST_KEYWORDS = 5
_LONGEST_NOTE = 240
# Passages whose numbers are looked at; more gave no other answer on the question sets of eval/.
_PASSAGES = 20
_ATTAINMENT: tuple[SectionName, ...] = (("attainment", None),)


def from_passages(asking: Asking) -> Answer:
    """The answer from running text; else a refusal."""
    query = asking.query
    if _asks_for_section(query):
        summary = _summary(asking)
        if summary is not None:
            return summary
    asks_number = (query.asks_number or query.field == "budget") and query.kind != "why"
    if query.field == "budget" and not query.measures:
        asking = of_titled_measure(asking)
        query = asking.query
    together = named_together(asking)
    if together is not None:
        return _say(asking, [together])
    if asks_whole_budget(asking):
        budget = budget_of(asking)
        if budget is not None:
            return budget
    if asks_number or query.kind in ("number", "year"):
        return _from_facts(asking) or refuse(asking, asking.ranking)
    if _is_keywords(query):
        counted = replace(query, kind="number", asks_number=True, counted=query.terms[0].text)
        found = _from_facts(replace(asking, query=counted))
        if found is not None:
            return found
    stated = query.kind == "when" or (query.yes_no and bool(query.claims))
    found = _from_facts(asking) if stated else None
    if found is None or lacks_day(query, found.text):
        return _from_words(asking)
    return found


def _is_keywords(query: Query) -> bool:
    """True for words in a row that name a thing and a time: `møter Agdernettverket 2016`."""
    is_short = 1 < len(query.terms) <= _MOST_KEYWORDS and query.kind == "text"
    return is_short and bool(query.years) and not query.yes_no and not query.text.endswith("?")


def _from_facts(asking: Asking) -> Answer | None:
    query = asking.query
    found = find_facts(asking, _stated(asking))
    if not found:
        listed = count_listed(query, asking.ranking, asking.index)
        if listed is not None:
            return say_count(asking, listed)
        return budget_of(asking) if asks_whole_budget(asking, others=1) else None
    return _say(asking, found)


def _say(asking: Asking, found: Sequence[FoundFact]) -> Answer:
    """The answer that the best of the facts found state, or several that fit as well."""
    query = asking.query
    statements = [state(query, f, asking.index) for f in tied(found)]
    composer = asking.composer()
    if query.yes_no and query.claims:
        right = any(is_claimed(query, s.value) for s in statements)
        composer.say(message("yes" if right else "no", query.language))
    for statement in statements:
        say_statement(statement, query.language, composer)
    confidence = min(0.95, statements[0].score)
    return composer.answer("answered" if len(statements) == 1 else "ambiguous", confidence)


def from_year(asking: Asking) -> Answer | None:
    """`Ble nettverket etablert i 2012?`: yes or no, by the year that the report tells for just
    that; None for another question.
    """
    query = asking.query
    passive = has_cue("evidence", "passive", plain(query.text))
    if not (query.yes_no and passive and len(query.years) == 1):
        return None
    when = replace(query, kind="when", years=(), claims=(Decimal(query.years[0]),))
    asking = replace(asking, query=when)
    found = find_facts(asking, _stated(asking))
    if not found:
        return None
    said = [found[0].fact.sentence.text, *found[0].fact.path]
    if coverage(when, said, asking.index).missing:
        return None
    return _say(asking, found)


def _stated(asking: Asking) -> list[Stated]:
    """The numbers of the best passages of running text, with how near their sentences are."""
    ranking, index = asking.ranking, asking.index
    found: list[Stated] = []
    passages = 0
    for row in map(int, ranking.order):
        if passages == _PASSAGES:
            break
        chunk = index.chunk(row)
        if chunk.kind in ("row", "table") or chunk.report not in asking.scope:
            continue
        passages += 1
        near = [
            max(-1.0, min(2.0, sum(float(s[place]) for s in ranking.sentences.values()) / 6))
            for place in index.sentences_of(row)
        ]
        found += stated_in(chunk, asking.scope[chunk.report], near)
    return found


def _from_words(asking: Asking) -> Answer:
    query = asking.query
    if not (query.terms or query.sections or query.footnote):
        return refuse(asking)
    if query.kind == "list":
        listed = name_listed(query, asking.ranking, asking.index)
        if listed is not None:
            return say_count(asking, listed)
    found = extract(query, asking.ranking, asking.index)
    if found is None or found.confidence < LEAST_CONFIDENCE or not holds_kind(asking, found):
        return refuse(asking, asking.ranking)
    composer = asking.composer()
    say_extract(found, composer)
    if query.kind in ("list", "definition"):
        _say_notes(asking, found, composer)
    return composer.answer("answered", found.confidence)


def _say_notes(asking: Asking, found: Extract, composer: Composer) -> None:
    """Say the footnotes that the best sentence refers to: they list or explain what it names."""
    best = max(found.chosen, key=lambda c: c.score)
    report = asking.reports[best.chunk.report]
    spans = best.text.spans()
    marked = {
        note.number
        for note in report.footnotes
        if note.marker and any(s.start <= note.marker.span.start <= s.end for s in spans)
    }
    said = {c.chunk.footnote for c in found.chosen}
    for chunk in asking.scope[best.chunk.report].chunks:
        if chunk.footnote in marked and chunk.footnote not in said:
            text = " ".join(s.text for s in chunk.sentences)
            if len(text) <= _LONGEST_NOTE:
                marks = composer.cite(p for s in chunk.sentences for p in sources_of(chunk, s))
                composer.say(f"{text} {marks}")


def _asks_for_section(query: Query) -> bool:
    """True for a summary of a named part, for `Hva er resultatmålet for tiltak 5?`, and for a
    page or footnote named without more.
    """
    exact = query.page is not None or query.footnote is not None
    if query.kind == "summary":
        return exact or bool(query.measures or query.sections)
    labels = lexicon("structure")["labels"]
    names = [stem(word) for kind in ("objective", "attainment", "measure") for word in labels[kind]]
    telling = [t for t in query.terms if not is_frame(t)]
    if exact:
        return not telling
    only_name = all(any(same_word(t.forms[0], name) for name in names) for t in telling)
    return bool(query.sections) and query.kind in ("definition", "text", "list") and only_name


def _summary(asking: Asking) -> Answer | None:
    """The first sentences of the part asked for; of a whole measure, those of its attainment."""
    query, numbers = asking.query, asking.query.measures
    chunks = [
        chunk
        for held in asking.scope.values()
        for chunk in held.chunks
        if chunk.kind in ("text", "footnote") and (not numbers or chunk.measure in numbers)
        if _in_named_place(query, chunk, held.report)
    ]
    wanted = [c for c in chunks if _in_section(query.sections or _ATTAINMENT, c)]
    composer = asking.composer()
    length = 0
    for chunk in wanted or chunks:
        page = asking.reports[chunk.report].page
        for sentence in chunk.sentences:
            if query.page not in (None, page(sentence.span.start)):
                continue
            length += len(sentence.text)
            if length > _LONGEST_SUMMARY and length > len(sentence.text):
                return composer.answer("answered", 0.8)
            composer.say(f"{sentence.text} {composer.cite(sources_of(chunk, sentence))}")
    return composer.answer("answered", 0.8) if length else None


def _in_named_place(query: Query, chunk: Chunk, report: Report) -> bool:
    """False for a passage of another page or footnote than the question names."""
    if query.footnote is not None and chunk.footnote != query.footnote:
        return False
    pages = {report.page(span.start) for s in chunk.sentences for span in s.spans()}
    return query.page is None or query.page in pages


def _in_section(sections: tuple[SectionName, ...], chunk: Chunk) -> bool:
    """True for a passage of one of the objectives or attainments named."""
    label = read_label(chunk.path[0] + ":") if chunk.path else None
    return label is not None and any(
        label.kind == kind and number in (None, label.number) for kind, number in sections
    )
