"""Numbers that running text states: the fact whose sentence and noun fit the question."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportqa.answer.coverage import Coverage, about_terms, coverage, stems_of
from reportqa.answer.match import is_frame, is_person, matches
from reportqa.facts.model import Fact
from reportqa.index.index import Index
from reportqa.language.numbers import NumberKind, month_before
from reportqa.language.tokens import fold
from reportqa.language.vocabulary import Vocabulary
from reportqa.question.cues import has_cue, plain, word_set
from reportqa.question.query import Query, Term
from reportqa.question.understand import content_terms
from reportqa.report.model import Report

# The share of the question that a fact's sentence must account for: little where the noun is the
# one asked for, more where it is only a part of a word, most where the number has no noun.
_LEAST_SHARE = {1.0: 0.5, 0.8: 0.6, 0.0: 0.7}
_LEAST_SHARE_OF_YEAR = 0.5
# ... and the share that the passage around it must account for.
_LEAST_AROUND = 0.6
_LEAST_SHARE_OF_FIELD = 0.4
# A word that no report holds may be a rare way to say what one does.
_UNKNOWN = 0.6
_NOUN_BONUS = 0.35
_NO_YEAR = -0.1
# "How much of the grant": the number of the grant is the whole.
_OWN_WHOLE = -0.4
_OF_WHOLE = re.compile(
    r"\b(?:hvor mye|kor mykje|how much|beløp|sum|amount|del|andel|share|prosent|percent(?:age)?|part)"
    r"\s+(?:av|of)\s+(?:the\s+|de\s+|dei\s+|den\s+)?([^\W\d_]+)",
    re.IGNORECASE,
)
_SAME_YEAR = 0.2
# A number that the question gives ("av de 23") and the fact's sentence holds, or doesn't.
_SAME_NUMBER = 0.3
_NO_SUCH_NUMBER = -0.2
_ABSENT_NAME = -0.15
_CLAUSE_BONUS = 0.3
_MONTH_BONUS = 0.3
_TOTAL_BONUS = 0.1
_FIELD_BONUS = 0.3
# What running text doesn't state by one number: only tables answer these.
_CALCULATED = ("mean", "ratio", "percent_change")
_LEAST_CLAUSE = 0.2
_TOTAL = re.compile(r"\b(?:totalt|total|i alt|til sammen|samlet|in all)\W*$", re.IGNORECASE)
_WHOLE = re.compile(r"\d\s+(?:av|of)\s+(?:\w+\s+)?$")
_WHOLE_PENALTY = -0.3
_PART = re.compile(r"\b(?:hvorav|korav|derav|herav|of which|of whom)\s+$", re.IGNORECASE)
_PART_PENALTY = -0.2
_YEAR = re.compile(r"\b(?:i|in|for)\s+((?:19|20)\d\d)\b(?!\s?[-–])", re.IGNORECASE)
_YEAR_AFTER = re.compile(r"[^\d,;.]{0,60}?" + _YEAR.pattern, re.IGNORECASE)
_EDGE = re.compile(r"[,;:]|\d+")
_OTHERS_WORD = -0.3
_VAGUE = re.compile(r"\b(?:antall|antal|rekke|del|par|stor|stort|number)\b", re.IGNORECASE)
# Readings this close to the best one count as equally good.
_TIE = 0.05


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact with how well it fits; `others` are numbers of the same statement (a range)."""

    fact: Fact
    score: float
    others: tuple[Fact, ...] = ()


def find_facts(
    query: Query,
    facts: Sequence[Fact],
    reports: dict[str, Report],
    index: Index,
    similarity: dict[int, float],
    passages: dict[int, str],
) -> list[FoundFact]:
    """The facts of running text that answer, best first; empty where none fits well enough.

    By a sentence's start, `similarity` is how near it is to the question and `passages` the
    passage around it.
    """
    if query.operation in _CALCULATED:
        return []
    kinds = _kinds(query)
    head = _head(query, index.vocabulary)
    given = frozenset() if query.yes_no else frozenset(query.claims)
    labels = _label_words(facts)
    sentences = _by_sentence(facts)
    found = []
    for fact in facts:
        siblings = sentences[fact.report, fact.sentence.span.start]
        beside = given & {f.value for f in siblings}
        of_whole = fact.of is not None or (bool(beside) and fact.kind in ("count", "money"))
        part = of_whole and (query.percent or query.operation == "share")
        if fact.source == "table" or not (fact.kind in kinds or part):
            continue
        if query.measures and fact.measure not in query.measures:
            continue
        if fact.value in given:
            continue
        noun = (
            1.0 if fact.of in given else 0.0 if part else _noun_fits(fact, head, index.vocabulary)
        )
        if noun is None:
            continue
        around = passages.get(fact.sentence.span.start, "")
        fit = _fit(query, fact, reports[fact.report], index, around, labels, len(beside))
        least = _LEAST_SHARE_OF_YEAR if query.kind in ("year", "when") else _LEAST_SHARE[noun]
        if fact.source == "fields" and query.field == "budget":
            least = _LEAST_SHARE_OF_FIELD
        if fit is None or fit[0] < least:
            continue
        score = sum(fit) + noun * _NOUN_BONUS + 0.15 * similarity.get(fact.sentence.span.start, 0.0)
        score += _OTHERS_WORD * _words_of_others(query, head, fact, siblings, index.vocabulary)
        if given:
            score += _SAME_NUMBER if beside else _NO_SUCH_NUMBER
        found.append(FoundFact(fact, score))
    found.sort(key=lambda f: -f.score)
    return _with_ranges(found, facts)


def tied(found: list[FoundFact]) -> list[FoundFact]:
    """The best fact, and those of other places that fit as well with another number."""
    best = found[0]
    result = [best]
    for other in found[1:]:
        if best.score - other.score > _TIE:
            break
        places = {(f.fact.measure, f.fact.path) for f in result}
        if (
            other.fact.measure,
            other.fact.path,
        ) not in places and other.fact.value != best.fact.value:
            result.append(other)
    return sorted(result, key=lambda f: f.fact.span)


def _kinds(query: Query) -> tuple[NumberKind, ...]:
    words = plain(query.text)
    if query.kind in ("year", "when"):
        return ("year", "date")
    if query.percent or query.operation == "share":
        return ("percent", "fraction")
    if query.field == "budget" or has_cue("number_kinds", "money", words):
        return ("money",)
    if has_cue("number_kinds", "age", words):
        return ("age", "count")
    if query.counted is None and has_cue("number_kinds", "much", words):
        return ("money", "count", "age", "multiple")
    return ("count", "age", "multiple")


def _head(query: Query, vocabulary: Vocabulary) -> list[Term]:
    """The words for what is counted; none where no noun follows "how many"."""
    if has_cue("number_kinds", "often", plain(query.text)):
        return list(content_terms("ganger", vocabulary))
    if has_cue("number_kinds", "age", plain(query.text)):
        return list(content_terms("år", vocabulary))
    words = (query.counted or "").split()
    if not words or fold(words[0]) in word_set("stopwords", "words"):
        return []
    return list(content_terms(query.counted or "", vocabulary, query.language))


def head_words(query: Query, vocabulary: Vocabulary) -> list[str]:
    """The stems that mean the thing counted."""
    return [form for term in _head(query, vocabulary)[:1] for form in term.forms]


def _clause_share(query: Query, fact: Fact, index: Index) -> float:
    """The share of the question that the words around the number account for."""
    return coverage(query, [_clause(fact)], index).share


def is_total(fact: Fact) -> bool:
    """True for a number that the text calls a total: `i alt 23`."""
    return bool(_TOTAL.search(fact.sentence.text[: fact.start]))


def _is_part_asked_for(query: Query, fact: Fact, index: Index) -> bool:
    """True where the question names what a part and its whole count, or gives the whole."""
    if fact.of is None:
        return True
    whole = _OF_WHOLE.search(query.text)
    asked = content_terms(f". {whole.group(1)}", index.vocabulary, query.language) if whole else ()
    counted = content_terms(f". {fact.phrase or ''}", index.vocabulary)
    return any(matches(t, w.forms) for t in asked or query.terms for w in counted)


def _label_words(facts: Sequence[Fact]) -> frozenset[str]:
    """The stems of the labels of all tables: what numbers are told apart by."""
    labels = {label for f in facts for label in (f.row, f.column) if label is not None}
    return frozenset().union(*(stems_of(label) for label in labels))


def _by_sentence(facts: Sequence[Fact]) -> dict[tuple[str, int], list[Fact]]:
    held: dict[tuple[str, int], list[Fact]] = {}
    for fact in facts:
        held.setdefault((fact.report, fact.sentence.span.start), []).append(fact)
    return held


def _words_of_others(
    query: Query, head: list[Term], fact: Fact, siblings: Sequence[Fact], vocabulary: Vocabulary
) -> int:
    """How many words of the question stand right after another number of the sentence alone.

    In `550 samtaler: 77 om økonomi, 26 om arv` a question about `arv` is not about 550.
    """
    numbers = [f for f in siblings if f.kind == fact.kind and not f.article]
    if len(numbers) < 2 or fact.article:
        return 0
    text = fact.sentence.text
    after = {f.start: own_words(f, siblings) for f in numbers}
    rest = text
    for segment in after.values():
        rest = rest.replace(segment, " ", 1) if segment.strip() else rest
    mine = content_terms(f". {rest} {after[fact.start]}", vocabulary)
    others = [
        w
        for f in numbers
        if f is not fact
        for w in content_terms(f". {after[f.start]}", vocabulary)
    ]
    telling = [t for t in query.terms if not is_frame(t) and not _is_head(t, head)]
    return sum(
        any(matches(t, w.forms) for w in others) and not any(matches(t, w.forms) for w in mine)
        for t in telling
    )


def _is_head(term: Term, head: list[Term]) -> bool:
    return any(matches(term, h.forms) for h in head[:1])


def own_words(fact: Fact, siblings: Sequence[Fact]) -> str:
    """The words that belong to a number: those after it, or before one in brackets.

    They end at the next number or mark.
    """
    text, end = fact.sentence.text, fact.start + len(fact.text)
    if text[end : end + 1] == ")" and text[: fact.start].endswith("("):
        return _EDGE.split(text[: fact.start - 1])[-1]
    following = min((f.start for f in siblings if f.start >= end), default=len(text))
    return _EDGE.split(text[end:following])[0]


def _noun_fits(fact: Fact, head: list[Term], vocabulary: Vocabulary) -> float | None:
    """1 where the fact counts what is asked for, 0 where it may; None where it counts another thing."""
    if fact.kind != "count":
        return 0.0
    if fact.article and (not head or _VAGUE.search(fact.phrase or "")):
        return None
    if not head:
        return 0.0
    first = head[0]
    counted = content_terms(f". {fact.phrase or ''} {fact.noun or ''}", vocabulary)
    noun = content_terms(f". {fact.noun or ''}", vocabulary)
    if any(matches(first, t.forms) for t in (noun if fact.article else counted)):
        return 1.0
    if fact.article:
        return None
    if any(matches(first, t.forms, compounds=True) for t in counted):
        return 0.8
    said = content_terms(fact.sentence.text, vocabulary)
    if not any(matches(first, t.forms, compounds=True) for t in said) and not is_person(first):
        return None
    if not fact.noun or (is_person(first) and any(is_person(t) for t in noun)):
        return 0.0
    is_verb = not any(matches(first, t.forms) for t in counted) and len(head) == 1
    return 0.0 if is_verb and any(matches(first, t.forms) for t in said) else None


def _fit(
    query: Query,
    fact: Fact,
    report: Report,
    index: Index,
    around: str,
    labels: frozenset[str],
    beside: int = 0,
) -> tuple[float, float] | None:
    """The share of the question that the fact accounts for, and what else speaks for it.

    `beside` numbers of the question stand in the sentence: each accounts for as much as a rare
    word. None where the sentence is about another year, or a name of the question isn't near it.
    """
    measure = report.measure(fact.measure) if fact.measure is not None else None
    said = [fact.sentence.text, *fact.path]
    titled = [*said, measure.title if measure else ""]
    absent = [t for t in coverage(query, said, index).missing if t.name]
    if absent and any(t.name for t in coverage(query, [*said, around], index).missing):
        return None
    missing = [t for t in coverage(query, [*titled, around], index).missing if not is_frame(t)]
    if any(matches(t, (label,)) for t in missing for label in labels):
        return None
    if any(t in about_terms(query) for t in missing):
        return None
    own = _share(coverage(query, titled, index, fact.measure, _UNKNOWN), index, beside)
    whole = _share(coverage(query, [*titled, around], index, fact.measure, _UNKNOWN), index, beside)
    clause = _clause_share(query, fact, index)
    if fact.kind in ("percent", "fraction") and clause < _LEAST_CLAUSE:
        return None
    if whole < _LEAST_AROUND:
        return None
    extra = _ABSENT_NAME * len(absent) + _CLAUSE_BONUS * clause
    if is_total(fact):
        extra += _TOTAL_BONUS if len(query.terms) > 2 else 3 * _TOTAL_BONUS
    if fact.source == "fields" and query.field == "budget":
        extra += _FIELD_BONUS
    if query.kind in ("year", "when") and has_cue("number_kinds", "month", plain(query.text)):
        extra += _MONTH_BONUS if month_before(fact.sentence.text[: fact.start]) else -_MONTH_BONUS
    if query.years and query.kind not in ("year", "when"):
        fitting = _year_fit(query, fact, around)
        if fitting is None:
            return None
        extra += fitting
    return 0.5 * own + 0.5 * whole, extra + _as_part_or_whole(query, fact, index.vocabulary)


def _as_part_or_whole(query: Query, fact: Fact, vocabulary: Vocabulary) -> float:
    """What speaks against a number that is only a part, or the whole that a part is asked of."""
    before = fact.sentence.text[: fact.start]
    is_whole = fact.of is None and _WHOLE.search(before)
    return (
        (_PART_PENALTY if _PART.search(before) else 0.0)
        + (_WHOLE_PENALTY if is_whole else 0.0)
        + (_OWN_WHOLE if _is_named_whole(query, fact, vocabulary) else 0.0)
    )


def _is_named_whole(query: Query, fact: Fact, vocabulary: Vocabulary) -> bool:
    """True where the words right before a number name what the question wants a part of."""
    whole = _OF_WHOLE.search(query.text)
    if whole is None:
        return False
    wanted = content_terms(f". {whole.group(1)}", vocabulary, query.language)
    before = " ".join(fact.sentence.text[: fact.start].split()[-2:])
    return any(matches(t, w.forms) for t in wanted for w in content_terms(before, vocabulary))


def _share(covered: Coverage, index: Index, numbers: int) -> float:
    """The share of a question's words and numbers, of which `numbers` are there."""
    extra = numbers * index.sentence_words.idf("")
    return (covered.share * covered.weight + extra) / max(covered.weight + extra, 1e-9)


def _year_fit(query: Query, fact: Fact, around: str) -> float | None:
    """How well the fact's year is the one asked for; None where it is another.

    `8 420 elever ..., mot 7 015 elever i 2018`: a number's year follows it before the next
    number, or else stands before it in the same clause.
    """
    own = own_year(fact)
    if own is not None:
        return _SAME_YEAR if own in query.years else None
    said = {int(y) for y in (*_years(fact.sentence.text), *_years(around))}
    if not said & set(query.years):
        return None if said else _NO_YEAR
    return _SAME_YEAR


def own_year(fact: Fact) -> int | None:
    """The year that a number's own clause gives it; None where it gives none."""
    text, end = fact.sentence.text, fact.start + len(fact.text)
    after = _YEAR_AFTER.match(text, end)
    if after:
        return int(after.group(1))
    before = _YEAR.findall(re.split(r"[,;]", text[: fact.start])[-1])
    return int(before[-1]) if before else None


def _clause(fact: Fact) -> str:
    """The words around the number up to the next comma or number on either side."""
    text, end = fact.sentence.text, fact.start + len(fact.text)
    before = _EDGE.split(text[: fact.start])[-1]
    after = _EDGE.split(text[end:])[0]
    return f"{before} {after}"


def _years(text: str) -> Iterable[Decimal]:
    from reportqa.language.numbers import find_numbers

    return [n.value for n in find_numbers(text) if n.kind in ("year", "date")]


def _with_ranges(found: list[FoundFact], facts: Sequence[Fact]) -> list[FoundFact]:
    """A range is one statement: its two ends are given together, the first once."""
    result: list[FoundFact] = []
    for item in found:
        fact = item.fact
        if fact.range is None or fact.kind in ("year", "date"):
            result.append(item)
            continue
        ends = [
            f
            for f in facts
            if f.range and f.sentence.span == fact.sentence.span and f.unit == fact.unit
        ]
        low = [f for f in ends if f.range == "from" and f.span <= fact.span]
        high = [f for f in ends if f.range == "to" and f.span >= fact.span]
        if low and high and not any(r.fact is low[-1] for r in result):
            result.append(FoundFact(low[-1], item.score, (high[0],)))
    return result
