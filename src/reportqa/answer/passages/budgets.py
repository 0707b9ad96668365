"""The amounts of measures' budgets, from their lines or where several are named together."""

from dataclasses import replace
from functools import cache

from reportqa.answer.asking import Asking
from reportqa.answer.match import is_frame, matches
from reportqa.answer.model import Answer
from reportqa.answer.passages.facts import FoundFact
from reportqa.answer.passages.fit import asks_part
from reportqa.answer.passages.statement import (
    label_of,
    say_calculated,
    sources_of_fact,
)
from reportqa.answer.structure.fields import measures_named
from reportqa.answer.structure.from_structure import field_of
from reportqa.facts.model import Fact
from reportqa.language.lexicon import lexicon
from reportqa.question.cues import find_cue, has_cue, plain, word_set
from reportqa.question.query import Term
from reportqa.question.understand import content_terms, measures_in

_SURE = 0.95


def budget_of(asking: Asking) -> Answer | None:
    """The amounts of the budget lines; lines without an amount are said as they stand.

    Of several measures' budgets, their sum or difference where that is asked for.
    """
    composer = asking.composer()
    answer = field_of(asking, composer)
    if answer is None or answer.status != "answered":
        return answer
    amounts = _amounts(asking)
    query = asking.query
    wanted = [amounts.get(number) for number in query.measures]
    first = [found[0] for found in wanted if found]
    if len(first) > 1 and len(first) == len(wanted) and query.operation in ("sum", "difference"):
        say_calculated(query, first, composer)
        return composer.answer("answered", _SURE)
    for fact in (fact for found in wanted if found for fact in found):
        source = sources_of_fact(fact)[0]
        composer.add_value(fact.value, fact.unit, label_of(fact), source)
    return composer.answer("answered", _SURE)


def named_together(asking: Asking) -> FoundFact | None:
    """The one amount that a sentence names for all the measures asked about: `1,22 mill som var
    avsatt til tiltak 5 og 11`; None where none or several do.
    """
    query, vocabulary = asking.query, asking.index.vocabulary
    asks = query.field == "budget" or has_cue("number_kinds", "much", plain(query.text))
    if len(query.measures) < 2 or not asks or query.operation == "difference" or asks_part(query):
        return None
    found = []
    for held in asking.scope.values():
        amounts = [f for f in held.facts if f.kind == "money" and f.source in ("text", "footnote")]
        for i, fact in enumerate(amounts):
            text, end = fact.sentence.text, fact.start + len(fact.text)
            following = amounts[i + 1] if i + 1 < len(amounts) else None
            same = following is not None and following.sentence is fact.sentence
            after = text[end : following.start if following and same else len(text)]
            if set(query.measures) <= set(measures_in(after, vocabulary)):
                found.append(FoundFact(fact, _SURE, (fact,)))
    return found[0] if len({item.fact.value for item in found}) == 1 else None


def _amounts(asking: Asking) -> dict[int, list[Fact]]:
    """The amounts that the field lines of the measures asked about state; no parts of them."""
    amounts: dict[int, list[Fact]] = {}
    for held in asking.scope.values():
        for fact in held.facts:
            is_amount = fact.source == "fields" and fact.kind == "money" and fact.of is None
            if is_amount and fact.measure is not None and fact.measure in asking.query.measures:
                amounts.setdefault(fact.measure, []).append(fact)
    return amounts


def of_titled_measure(asking: Asking) -> Asking:
    """The asking held to the one measure whose title the question names, if it names one."""
    query = asking.query
    named = measures_named(query, list(asking.reports.values()), asking.index.vocabulary)
    if len(named) != 1:
        return asking
    return replace(asking, query=replace(query, measures=(named[0][1].number,)))


def asks_whole_budget(asking: Asking, others: int = 0) -> bool:
    """True where the question asks for measures' budgets and no part of them, and says at most so
    many other words.
    """
    query = asking.query
    if query.field != "budget" or not query.measures or query.yes_no or query.claims:
        return False
    if asks_part(query):
        return False
    words = plain(query.text)
    cue = find_cue("kinds", "budget_of", words)
    said = set(words[cue[0] : cue[0] + cue[1]].split()) if cue else set()
    if query.years and not any(h.main_year in query.years for h in asking.scope.values()):
        return False
    rest = [t for t in query.terms if not _is_frame(t) and not said & set(plain(t.text).split())]
    titles = [
        word
        for report in asking.reports.values()
        for measure in report.measures
        if measure.number in query.measures
        for word in content_terms(f". {measure.title}", asking.index.vocabulary)
    ]
    strange = [
        t
        for t in rest
        if t.text.casefold() not in _measure_words()
        and not any(matches(t, w.forms, compounds=True) for w in titles)
    ]
    return len(strange) <= others


def _is_frame(term: Term) -> bool:
    """True for a word for the amounts, or for what is done with them: `budsjettet`, `større`."""
    words = plain(term.text)
    if has_cue("kinds", "budget", words):
        return True
    compares = has_cue("operations", "difference", words) or has_cue("direction", "up", words)
    return is_frame(term) or compares or words in word_set("budgets", "compared")


@cache
def _measure_words() -> frozenset[str]:
    labels = lexicon("structure")["labels"]
    return frozenset([*labels["measure"], *labels["area"]])
