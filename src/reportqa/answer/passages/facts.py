"""Numbers that running text states: the fact whose sentence and noun fit the question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportqa.answer.asking import Asking, Holding
from reportqa.answer.match import is_frame, matches
from reportqa.answer.nouns import head_terms
from reportqa.answer.passages.change import old_and_new
from reportqa.answer.passages.fit import (
    SentenceFit,
    counts_part,
    fact_bonus,
    noun_fit,
    number_kinds,
    sentence_fit,
    words_of_others,
)
from reportqa.chunks.chunk import Chunk
from reportqa.facts.model import Fact
from reportqa.language.numbers import NumberKind
from reportqa.question.cues import has_cue, plain
from reportqa.question.query import Query, Term
from reportqa.question.understand import content_terms

# The share of the question that a fact's sentence must account for: little where the noun is the
# one asked for, more where it is only a part of a word, most where the number has no noun.
_LEAST_SHARE = {1.0: 0.5, 0.8: 0.6, 0.0: 0.7}
_LEAST_SHARE_OF_YEAR = 0.5
_LEAST_SHARE_OF_FIELD = 0.4
# A budget line answers for its measure, not for what else was done with money.
_MOST_MISSING_OF_FIELD = 1
# The share that a sentence itself must account for, where what it counts isn't asked for.
_LEAST_ALONE = 0.1
_NOUN_BONUS = 0.35
_NEARNESS = 0.15
# A number that the question gives ("av de 23") and the fact's sentence holds, or doesn't.
_SAME_NUMBER = 0.3
_NO_SUCH_NUMBER = -0.2
_OTHERS_WORD = -0.3
# What running text seldom states by one number; a mean only where its sentence says so.
_CALCULATED = ("ratio", "mean")
# "One" that may be an article only.
_ARTICLE = -0.5
# Readings this close to the best one count as equally good.
_TIE = 0.05


@dataclass(frozen=True, slots=True)
class Stated:
    """The numbers of one sentence, the passage around it, and how near it is to the question."""

    facts: tuple[Fact, ...]
    around: str
    near: float


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact with how well it fits, and all facts of its sentence; `others` are numbers of the
    same statement (a range).
    """

    fact: Fact
    score: float
    beside: tuple[Fact, ...]
    others: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class _Number:
    """What is asked for: kinds of number, the noun counted, and numbers that the question gives."""

    kinds: tuple[NumberKind, ...]
    head: list[Term]
    given: frozenset[Decimal]


def stated_in(chunk: Chunk, held: Holding, near: Sequence[float] = ()) -> list[Stated]:
    """The sentences of a passage that state numbers; `near` is how near each sentence is."""
    return [
        Stated(held.facts_at[sentence.span.start], held.around(chunk), near[i] if near else 0.0)
        for i, sentence in enumerate(chunk.sentences)
        if sentence.span.start in held.facts_at
    ]


def find_facts(
    asking: Asking, stated: Sequence[Stated], wanted: Callable[[Fact], bool] = lambda _: True
) -> list[FoundFact]:
    """The wanted facts that answer, best first; empty where none fits well enough."""
    query = asking.query
    if query.operation in _CALCULATED:
        stated = [s for s in stated if _says_so(query, s.facts[0])]
    given = frozenset() if query.yes_no else frozenset(query.claims)
    number = _Number(number_kinds(query), head_terms(query, asking.index.vocabulary), given)
    found: list[FoundFact] = []
    for sentence in stated:
        beside = given & {f.value for f in sentence.facts}
        pair = old_and_new(sentence.facts) if query.operation == "percent_change" else None
        nouns = {
            i: noun
            for i, fact in enumerate(sentence.facts)
            if wanted(fact)
            and (noun := _noun(asking, number, fact, bool(beside), pair)) is not None
        }
        best = max(nouns.values(), default=0.0)  # `23 advisers at 16 schools`: of schools, 16
        nouns = {i: n for i, n in nouns.items() if n == best or sentence.facts[i].noun is None}
        fit = nouns and sentence_fit(asking, sentence.facts[0], sentence.around, len(beside))
        if not fit:
            continue
        for i, noun in nouns.items():
            score = _score(asking, sentence.facts[i], noun, fit, sentence.around)
            if score is None:
                continue
            score += _NEARNESS * sentence.near + _ARTICLE * sentence.facts[i].article
            other = words_of_others(asking, number.head, sentence.facts[i], sentence.facts)
            score += _OTHERS_WORD * other
            if given:
                score += _SAME_NUMBER if beside else _NO_SUCH_NUMBER
            found.append(FoundFact(sentence.facts[i], score, sentence.facts))
    # Of equals, the one that says least beside the thing asked for: `schools`, not `x and y schools`.
    found.sort(key=lambda f: (-f.score, len((f.fact.phrase or "").split())))
    return _with_ranges(found, has_cue("limits", "both", plain(query.text)))


def _says_so(query: Query, fact: Fact) -> bool:
    """True where a sentence itself calls its number a mean: `i snitt 31 dager`."""
    return query.operation == "mean" and has_cue("operations", "mean", plain(fact.sentence.text))


def _noun(
    asking: Asking,
    number: _Number,
    fact: Fact,
    beside: bool,
    pair: tuple[Fact, Fact] | None,
) -> float | None:
    """How well what a number counts fits; None for a number of another kind, place or thing. How
    many percent it changed is calculated from a `pair`, or told by a sentence of a change.
    """
    query = asking.query
    if query.operation == "percent_change" and not pair and not _tells_change(fact):
        return None
    changed = pair is not None and fact in pair
    of_whole = fact.of is not None or (beside and fact.kind in ("count", "money"))
    part = of_whole and (query.percent or query.operation == "share")
    if not (fact.kind in number.kinds or part or changed):
        return None
    if (query.measures and fact.measure not in query.measures) or fact.value in number.given:
        return None
    if fact.of in number.given:
        return 1.0
    if part and not counts_part(query, fact, number.head, asking.index.vocabulary):
        return None
    if part:
        return 0.0
    if _counts_deeds(asking, fact):
        return 0.8
    return noun_fit(fact, number.head, asking.index.vocabulary, query.language)


def _tells_change(fact: Fact) -> bool:
    """True for a number whose sentence says that something rose or fell."""
    said = plain(fact.sentence.text)
    return has_cue("direction", "up", said) or has_cue("direction", "down", said)


def _counts_deeds(asking: Asking, fact: Fact) -> bool:
    """True for `sju samarbeidsmøter` where the question is how often somebody met."""
    if fact.article or not has_cue("number_kinds", "often", plain(asking.query.text)):
        return False
    counted = content_terms(f". {fact.phrase or ''}", asking.index.vocabulary)
    asked = [t for t in asking.query.terms if not is_frame(t) and not t.name]
    return any(matches(t, c.forms, compounds=True) for t in asked for c in counted)


def _score(asking: Asking, fact: Fact, noun: float, fit: SentenceFit, around: str) -> float | None:
    """How well a fact fits; None where its sentence accounts for too little of the question."""
    query = asking.query
    least = _LEAST_SHARE_OF_YEAR if query.kind in ("year", "when") else _LEAST_SHARE[noun]
    if fact.source == "fields" and query.field == "budget":
        least = _LEAST_SHARE_OF_FIELD
        if fit.missing > _MOST_MISSING_OF_FIELD:
            return None
    bonus = fact_bonus(asking, fact, around)
    if bonus is None or fit.share < least or (noun == 0 and fit.alone < _LEAST_ALONE):
        return None
    return fit.share + fit.extra + bonus + noun * _NOUN_BONUS


def tied(found: Sequence[FoundFact]) -> list[FoundFact]:
    """The best fact, and those of other places that fit as well with another number."""
    best = found[0]
    result = [best]
    for other in found[1:]:
        if best.score - other.score > _TIE:
            break
        places = {_place(f.fact) for f in result}
        if _place(other.fact) not in places and other.fact.value != best.fact.value:
            result.append(other)
    return sorted(result, key=lambda f: (f.fact.report, f.fact.span))


def _place(fact: Fact) -> tuple[str, int | None, tuple[str, ...]]:
    return fact.report, fact.measure, fact.path


def _with_ranges(found: list[FoundFact], of_years: bool) -> list[FoundFact]:
    """A range is one statement: its two ends are given together, the first once; one of years
    where both are asked for.
    """
    result: list[FoundFact] = []
    for item in found:
        fact = item.fact
        if fact.range is None or (fact.kind in ("year", "date") and not of_years):
            result.append(item)
            continue
        ends = [f for f in item.beside if f.range and f.unit == fact.unit]
        low = [f for f in ends if f.range == "from" and f.span <= fact.span]
        high = [f for f in ends if f.range == "to" and f.span >= fact.span]
        if low and high and not any(r.fact is low[-1] for r in result):
            result.append(FoundFact(low[-1], item.score, item.beside, (high[0],)))
    return result
