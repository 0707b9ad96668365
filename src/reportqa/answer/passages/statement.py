"""What one sentence states of a number asked for, or lets be calculated: a sum, a rest, a share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from reportqa.answer.calculate import shown_percent
from reportqa.answer.compose import Composer, Source, leading_heading
from reportqa.answer.match import matches, part_of_word, same_word
from reportqa.answer.nouns import head_words
from reportqa.answer.passages.change import is_step, old_and_new
from reportqa.answer.passages.facts import FoundFact
from reportqa.answer.passages.fit import is_total, own_words, own_year
from reportqa.facts.model import Fact
from reportqa.index.index import Index
from reportqa.language.detect import Language
from reportqa.language.formatting import format_number, format_quantity
from reportqa.language.lexicon import lexicon
from reportqa.language.messages import message
from reportqa.language.tokens import stem, tokenize
from reportqa.language.vocabulary import Vocabulary
from reportqa.question.cues import has_cue, plain
from reportqa.question.query import Query, Term
from reportqa.question.understand import content_terms

_LISTED = re.compile(r",|\b(?:og|samt|and)\b")
# Numbers that are set against each other, or lie inside one another, are not added.
_SET_APART = re.compile(
    r"\b(?:mot|enn|til|fra|frå|hvorav|korav|derav|herav|av|of|than|to|from|including|inkludert)\b|[.;:(]",
    re.IGNORECASE,
)
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Statement:
    """A number asked for, with the facts it stands on; `formula` is None where one states it.

    A range has two facts and no formula: both are the answer. `said` names the wording.
    """

    operation: str
    value: Decimal
    unit: str | None
    facts: tuple[Fact, ...]
    score: float
    formula: str | None = None
    said: str = "stated"


def state(query: Query, found: FoundFact, index: Index) -> Statement:
    """What the sentence of the found fact answers: its number, or a calculation on its numbers."""
    fact, beside = found.fact, found.beside
    part, whole = _part_and_whole(query, fact, beside)
    changed = _changed(query, beside)
    if changed is not None:
        operation, operands, value, unit, formula = changed
        return Statement(operation, value, unit, operands, found.score, formula, "calculated")
    calculated = _of_whole(query, part, whole) if part and whole else None
    calculated = calculated or _summed(query, fact, beside, index)
    if calculated is not None:
        operation, operands, value, unit, formula = calculated
        return Statement(operation, value, unit, operands, found.score, formula)
    if part and whole and _asks_whole(query, part, whole, index.vocabulary):
        return Statement("lookup", whole.value, whole.unit, (whole,), found.score)
    before = part is not None and whole is not None and part.start < whole.start
    if part and fact is whole and before and _tells_deed(query, part, whole, index.vocabulary):
        return Statement("lookup", part.value, part.unit, (part,), found.score)
    facts = _latest(query, fact, beside) or _ends_asked(query, (fact, *found.others))
    return Statement("lookup", facts[0].value, facts[0].unit, facts, found.score)


def _ends_asked(query: Query, ends: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Of a range, the end that the question asks for, or both."""
    words = plain(query.text)
    if len(ends) == 2 and has_cue("limits", "upper", words) != has_cue("limits", "lower", words):
        return ends[1:] if has_cue("limits", "upper", words) else ends[:1]
    return ends


def _latest(query: Query, fact: Fact, beside: Sequence[Fact]) -> tuple[Fact, ...]:
    """Of `fra 143 til 119 dager` the later number, where no year chooses."""
    pair = old_and_new(beside)
    if pair is None or fact not in pair or query.years or query.yes_no or query.claims:
        return ()
    return (pair[1],) if is_step(pair[0]) and own_year(pair[0]) is None else ()


def _changed(query: Query, beside: Sequence[Fact]) -> "_Calculated | None":
    """How far a number went that its sentence sets against an earlier one."""
    pair = old_and_new(beside)
    if pair is None or query.operation not in ("difference", "percent_change"):
        return None
    old, new = pair
    if {old.value, new.value} & set(query.claims) or not old.value:
        return None
    down = query.direction < 0 and new.value < old.value
    first, second = (
        (old, new) if down or has_cue("direction", "shorter", plain(query.text)) else (new, old)
    )
    if query.operation == "difference":
        value = first.value - second.value
        unit = "prosentpoeng" if new.unit == "prosent" else new.unit or old.unit
        formula = _formula((first, second), " − ", value, query.language)
        return "difference", (first, second), value, unit, formula
    value = (new.value - old.value) / old.value * _HUNDRED
    shown = shown_percent(value, query.language)
    n, o = _shown(new.value, query.language), _shown(old.value, query.language)
    return "percent_change", (new, old), value, "prosent", f"({n} − {o}) / {o} = {shown} %"


def _part_and_whole(
    query: Query, fact: Fact, beside: Sequence[Fact]
) -> tuple[Fact | None, Fact | None]:
    """A part and the whole that the sentence, or else the question, says it belongs to."""
    part = fact if fact.of is not None else next((f for f in beside if f.of == fact.value), None)
    if part is not None:
        return part, next((f for f in beside if f.value == part.of and f is not part), None)
    given = (f for f in beside if f.value in query.claims and f.kind == fact.kind)
    return fact, next((f for f in given if f.value > fact.value), None)


_Calculated = tuple[str, tuple[Fact, ...], Decimal, str | None, str]


def _of_whole(query: Query, part: Fact, whole: Fact) -> _Calculated | None:
    """Of a part and its whole ("12 av fylkets 14"): the rest, or the share in percent."""
    words, said = plain(query.text), plain(part.sentence.text)
    not_so = has_cue("parts", "negation", words) and not has_cue("parts", "negation", said)
    if not_so or has_cue("parts", "rest", words):
        value = whole.value - part.value
        formula = _formula((whole, part), " − ", value, query.language)
        return "difference", (whole, part), value, part.unit, formula
    if (query.percent or query.operation == "share") and whole.value:
        value = part.value / whole.value * _HUNDRED
        shown = shown_percent(value, query.language)
        formula = f"{_shown(part.value, query.language)} / {_shown(whole.value, query.language)}"
        return "share", (part, whole), value, "prosent", f"{formula} = {shown} %"
    return None


def _asks_whole(query: Query, part: Fact, whole: Fact, vocabulary: Vocabulary) -> bool:
    """True for `av hvor mange`, and where the question says whose the whole is (`fylkets`), and not
    what the part did.
    """
    if has_cue("parts", "whole", plain(query.text)):
        return True
    owner = part.sentence.text[part.start + len(part.text) : whole.start]
    asked = [t for t in query.terms if not matches(t, tuple(head_words(query, vocabulary)))]
    told = _tells_deed(query, part, whole, vocabulary)
    return _says(asked, owner, vocabulary) and not told


def _tells_deed(query: Query, part: Fact, whole: Fact, vocabulary: Vocabulary) -> bool:
    """True where the question says what the part did: `hvor mange kommuner gikk sammen`, where
    `12 av fylkets 14 kommuner` did.
    """
    asked = [t for t in query.terms if not matches(t, tuple(head_words(query, vocabulary)))]
    return _says(asked, own_words(whole, (part, whole)), vocabulary)


def _says(terms: Sequence[Term], text: str, vocabulary: Vocabulary) -> bool:
    words = content_terms(f". {text}", vocabulary)
    return any(matches(t, w.forms) for t in terms for w in words)


def _summed(query: Query, fact: Fact, beside: Sequence[Fact], index: Index) -> _Calculated | None:
    """The sum of the numbers that one sentence lists of the thing counted.

    Where the question doesn't say which of them it means, it means them all: `fire ungdomsskoler,
    to kombinerte skoler og 16 videregående skoler` are 22 `skoler`.
    """
    if fact.kind != "count" or fact.range or query.yes_no:
        return None
    counted = [f for f in beside if f.kind == "count" and not f.range and f.of is None]
    head = head_words(query, index.vocabulary)
    parts = [f for f in counted if _counts(head, f) and not _begins_clause(f)]
    if len(parts) < 2 or fact not in parts or not _are_listed(parts):
        return None
    value = sum((f.value for f in parts), Decimal(0))
    holds_total = any(is_total(f) or f.value * 2 == value for f in parts)
    apart = {_told_apart(query, f, beside, index.vocabulary) for f in parts}
    if holds_total or (len(apart) > 1 and not has_cue("parts", "all", plain(query.text))):
        return None
    unit = min((f.unit for f in parts if f.unit), key=len, default=None)
    return "sum", tuple(parts), value, unit, _formula(parts, " + ", value, query.language)


def _counts(head: Sequence[str], fact: Fact) -> bool:
    """True where a fact counts the thing asked for, or a kind of it: `ungdomsskoler`, `skoler`."""
    nouns = [stem(token.word) for token in tokenize(fact.noun or "")]
    return any(
        same_word(asked, noun) or (len(asked) < len(noun) and part_of_word(asked, noun))
        for asked in head
        for noun in nouns
    )


def _begins_clause(fact: Fact) -> bool:
    """True for `63 svar, og 45 var sene`: what a verb follows isn't listed, it may be a part."""
    after = tokenize(fact.sentence.text[fact.start + len(fact.text) :])
    return bool(after) and after[0].word.casefold() in lexicon("structure")["headings"]["verbs"]


def _told_apart(
    query: Query, fact: Fact, beside: Sequence[Fact], vocabulary: Vocabulary
) -> frozenset[str]:
    """The words of the question, besides the thing counted, that stand right after a number."""
    said = content_terms(f". {own_words(fact, beside)}", vocabulary)
    asked = [t for t in query.terms if not matches(t, tuple(head_words(query, vocabulary)))]
    return frozenset(t.text for t in asked if any(matches(t, w.forms) for w in said))


def _are_listed(parts: Sequence[Fact]) -> bool:
    """True where a sentence strings numbers together, and nothing sets them against each other."""
    if len({own_year(f) for f in parts} - {None}) > 1:
        return False
    for first, second in pairwise(parts):
        between = first.sentence.text[first.start + len(first.text) : second.start]
        edges = list(_LISTED.finditer(between))
        if not edges or ":" in between or _SET_APART.search(between[edges[-1].end() :]):
            return False
    return True


def _formula(facts: Sequence[Fact], sign: str, value: Decimal, language: Language) -> str:
    return f"{sign.join(_shown(f.value, language) for f in facts)} = {_shown(value, language)}"


def _shown(value: Decimal, language: Language) -> str:
    return format_number(value, language)


def say_statement(statement: Statement, language: Language, composer: Composer) -> None:
    """Say the sentence with its citation, and the calculation where there is one."""
    fact = statement.facts[0]
    marks = composer.cite(sources_of_fact(fact))
    composer.say(f"{leading_heading(fact.path, fact.sentence.text)}{fact.sentence.text} {marks}")
    if statement.formula is None:
        for stated in statement.facts:
            source = sources_of_fact(stated)[0]
            composer.add_value(stated.value, stated.unit, label_of(stated), source)
        return
    composer.add_calculated(
        statement.value,
        statement.unit,
        label_of(fact),
        statement.operation,
        statement.formula,
        [(f.value, sources_of_fact(f)[0]) for f in statement.facts],
    )
    value = format_quantity(statement.value, statement.unit, language)
    composer.say(
        message(
            f"{statement.said}.{statement.operation}",
            language,
            value=value,
            formula=statement.formula,
            marks=marks,
        )
    )


def say_calculated(query: Query, facts: Sequence[Fact], composer: Composer) -> None:
    """Say the sum of several amounts, or how much the first is more than the second."""
    language = query.language
    if query.operation == "sum":
        value = sum((f.value for f in facts), Decimal(0))
        operation, formula = "sum", _formula(facts, " + ", value, language)
    else:
        first, second = facts[:2]
        if query.direction < 0 or not query.compares:
            first, second = sorted((first, second), key=lambda f: -f.value)
        value, facts = first.value - second.value, (first, second)
        operation, formula = "difference", _formula(facts, " − ", value, language)
    places = [sources_of_fact(f)[0] for f in facts]
    composer.add_calculated(
        value,
        facts[0].unit,
        " / ".join(label_of(f) for f in facts),
        operation,
        formula,
        [(f.value, place) for f, place in zip(facts, places, strict=True)],
    )
    shown = format_quantity(value, facts[0].unit, language)
    marks = composer.cite(places)
    name = f"calculated.{operation}"
    composer.say(message(name, language, value=shown, formula=formula, marks=marks))


def sources_of_fact(fact: Fact) -> list[Source]:
    """The places of the fact's sentence, the one that holds the number first."""
    spans = sorted(fact.sentence.spans(), key=lambda s: not s.covers(fact.span))
    return [Source(fact.report, fact.measure, fact.path, s, fact.footnote) for s in spans]


def label_of(fact: Fact) -> str:
    """What a fact counts and under which heading: `møter, Østlandsnettverket`."""
    counted = fact.phrase or fact.noun or fact.unit or ""
    place = fact.path[-1] if fact.path else ""
    return ", ".join(part for part in (counted, place) if part)
