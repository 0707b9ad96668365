"""How well a number of running text fits a question: its noun, its sentence, its clause, its year."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportqa.answer.asking import Asking
from reportqa.answer.coverage import Coverage, about_terms, coverage, home_share, is_unknown
from reportqa.answer.match import is_frame, is_person, is_verb, matches
from reportqa.facts.model import Fact
from reportqa.index.index import Index
from reportqa.language.detect import Language
from reportqa.language.names import NAMES
from reportqa.language.numbers import NumberKind, find_numbers, month_before
from reportqa.language.vocabulary import Vocabulary
from reportqa.question.cues import has_cue, plain
from reportqa.question.query import Query, Term
from reportqa.question.understand import content_terms

# The share of the question that the passage around a number must account for.
_LEAST_AROUND = 0.6
# A word that no report holds may be a rare way to say what one does.
_UNKNOWN = 0.6
_NO_YEAR = -0.1
_SAME_YEAR = 0.2
_ABSENT_NAME = -0.15
_CLAUSE_BONUS = 0.3
_MONTH_BONUS = 0.3
_VOICE_BONUS = 0.2
# A number that is only aimed at, where no aim is asked for.
_AIM_PENALTY = -0.4
_TOTAL_BONUS = 0.1
_FIELD_BONUS = 0.3
# Where both ends of a period are asked for.
_RANGE_BONUS = 0.2
_LEAST_CLAUSE = 0.2
_LONG_WORD = 8
_WHOLE_PENALTY = -0.3
_PART_PENALTY = -0.2
# `Hvor mange av stasjonene` wants a part of them.
_PART_BONUS = 0.25
_PART_OF = re.compile(
    r"\b(?:hvor mange|kor mange|how many)\s+(?:av|of)\s+(?:de |dei |den |the )?[^\W\d_]+(?P<part>.*)",
    re.IGNORECASE,
)
# "How much of the grant": the number of the grant is the whole.
_OWN_WHOLE = -0.4
_OF_WHOLE = re.compile(
    r"\b(?:hvor mye|kor mykje|how much|beløp|sum|amount|del|andel|share|prosent|percent(?:age)?|part)"
    r"\s+(?:av|of)\s+(?:the\s+|de\s+|dei\s+|den\s+)?"
    r"(?:[^\W\d_]+s\s+(?=[^\W\d_]{4}))?([^\W\d_]+)",
    re.IGNORECASE,
)
# `Av kontrollene i 2021 fant 463 sted på byggeplasser`: 463 are `kontroller`.
_OF_ALL = re.compile(r"^(?:Av|Of|Blant|Among)\s+(?:de\s+|dei\s+|the\s+|disse\s+)?([^\W\d_]+)")
_TOTAL = re.compile(
    r"\b(?:totalt|total|i alt|til sammen|til saman|samlet|samla|in all)(?:\s+\w+){0,2}\W*$",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\d\s+(?:av|of)\s+(?:\w+\s+)?$")
_OF_THEM = re.compile(r"\s+(?:av dem|av dei|av disse|av desse|of them|of these)\b")
_PART = re.compile(r"\b(?:hvorav|korav|derav|herav|of which|of whom)\s+$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:i|in|for)\s+((?:19|20)\d\d)\b(?!\s?[-–])", re.IGNORECASE)
_YEAR_AFTER = re.compile(r"[^\d,;.]{0,60}?" + _YEAR.pattern, re.IGNORECASE)
_PREDICATE = re.compile(r"\b(?:er|var|are|were|is|was)\s+([^\W\d_]+)\s*\?*$", re.IGNORECASE)
_CONCERNS = re.compile(
    r"\b(?:gjaldt|gjelder|gjeld|handlet om|handla om|omhandlet|involverte|angikk|concerned|involved)"
    r"\s+(.+?)(?:\s+(?:i|in)\s+(?:19|20)\d\d)?\s*\?*$",
    re.IGNORECASE,
)
_YEAR_COMPARED = re.compile(r"\b(?:enn|than)\s+(?:i|in)\s+(?:19|20)\d\d\b", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"[^\d,;.]{0,40}?\b(?:året før|året forut|the year before)\b", re.IGNORECASE
)
_EDGE = re.compile(r"[,;:]|\d+")
# Before the second number of `fra 61 prosent i 2017 til 67 prosent`.
_STEP = re.compile(r"\s*(?:\w+\s+){0,2}(?:til|to|mot)\s+", re.IGNORECASE)
_COMPARED = re.compile(r",\s*(?:mot|compared (?:with|to)|against)\s*$", re.IGNORECASE)
# `I Vestfold har 12 av fylkets kommuner ...` tells nothing of another county.
_ELSEWHERE = re.compile(r"^(?:I|In|På|Ved|Hos)\s+[A-ZÆØÅ]")
_VAGUE = re.compile(r"\b(?:antall|antal|rekke|del|par|stor|stort|number)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SentenceFit:
    """The share of the question that a sentence accounts for, by itself (`alone`) and with what
    stands around it, what else speaks for it, and how many telling words are nowhere near.
    """

    share: float
    extra: float
    alone: float
    missing: int


def number_kinds(query: Query) -> tuple[NumberKind, ...]:
    """The kinds of number that answer a question."""
    words = plain(query.text)
    if query.kind in ("year", "when"):
        return ("year", "date")
    if query.percent or query.operation == "share":
        return ("percent", "fraction")
    counted = plain(query.counted) if query.counted else words
    if query.field == "budget" or has_cue("number_kinds", "money", counted):
        return ("money",)
    if has_cue("number_kinds", "age", words):
        return ("age", "count")
    if query.counted is None and has_cue("number_kinds", "much", words):
        return ("money", "count", "multiple")
    return ("count", "age", "multiple")


def sentence_fit(asking: Asking, fact: Fact, around: str, beside: int) -> SentenceFit | None:
    """How well the sentence of `fact` fits; `beside` numbers of the question stand in it, and each
    accounts for as much as a rare word.

    None where too little of the question is near, or a name or label that it asks about is not.
    """
    query, index = asking.query, asking.index
    measure = None
    if fact.measure is not None:
        measure = asking.reports[fact.report].measure(fact.measure)
    said = [fact.sentence.text, *fact.path]
    in_part_of_year = query.kind == "number" and has_cue("evidence", "period", plain(query.text))
    if in_part_of_year and not has_cue("evidence", "period", plain(" ".join(said))):
        return None
    titled = [*said, measure.title if measure else ""]
    near = coverage(query, [*titled, around], index, fact.measure, _UNKNOWN)
    whole = _share(near, index, beside)
    missing = [t for t in near.missing if not is_frame(t)]
    if whole < _LEAST_AROUND or any(t in about_terms(query) for t in missing):
        return None
    if any(matches(t, (label,)) for t in missing for label in asking.label_stems):
        return None
    if any(_belongs_elsewhere(t, fact.measure, index) for t in missing):
        return None
    unsaid = coverage(query, said, index).missing
    predicate, part = _predicate(query), _part(query)
    if any(t in predicate for t in unsaid) or (part and all(t in unsaid for t in part)):
        return None
    absent = [t for t in unsaid if t.name]
    untold = absent and any(t.name for t in coverage(query, [*said, around], index).missing)
    if untold or (absent and _ELSEWHERE.search(fact.sentence.text)):
        return None
    own = _share(coverage(query, titled, index, fact.measure, _UNKNOWN), index, beside)
    alone = coverage(query, [fact.sentence.text], index).share
    return SentenceFit(0.5 * own + 0.5 * whole, _ABSENT_NAME * len(absent), alone, len(missing))


def _predicate(query: Query) -> list[Term]:
    """What a question says of the things it counts: `Hvor mange saker gjaldt gutter?`."""
    match = _PREDICATE.search(query.text) or _CONCERNS.search(query.text)
    return [t for t in query.terms if match and t.start >= match.start(1) and not is_frame(t)]


def _part(query: Query) -> list[Term]:
    """What tells the part from the whole: `Hvor mange av rådgiverne sluttet i 2016?`. A word that
    carries nothing elsewhere does here (`nye`), but for the verbs of counting.
    """
    match = _PART_OF.search(query.text)
    return [t for t in query.terms if match and t.start >= match.start("part") and not is_verb(t)]


def _is_budget_of_spent(query: Query, fact: Fact) -> bool:
    """True for the amount of a budget line where the question asks what was spent."""
    is_budget = fact.source == "fields" and fact.kind == "money"
    spent = has_cue("number_kinds", "spent", plain(query.text))
    return is_budget and spent and not has_cue("number_kinds", "spent", plain(fact.sentence.text))


def _is_of_all(query: Query, fact: Fact) -> bool:
    """True where the words after a number name several, of which the question wants one:
    `45 ungdommer fra Danmark, Sverige og Norge` are not 45 from Sverige.
    """
    after = fact.sentence.text[fact.start + len(fact.text) :]
    listed = NAMES.search(after)
    if listed is None:
        return False
    names = set(re.findall(r"\w+", listed.group()))
    asked = [t for t in query.terms if t.name and t.text in names]
    return len(asked) == 1


def _time_bonus(query: Query, fact: Fact) -> float:
    """What speaks for a time: a month where one is asked for, and what was done to the subject."""
    words, bonus = plain(query.text), 0.0
    if has_cue("number_kinds", "month", words):
        bonus += _MONTH_BONUS if month_before(fact.sentence.text[: fact.start]) else -_MONTH_BONUS
    passive = has_cue("evidence", "passive", words)
    return bonus + _VOICE_BONUS * (passive and has_cue("evidence", "passive", plain(_clause(fact))))


def _belongs_elsewhere(term: Term, measure: int | None, index: Index) -> bool:
    """True for a long word, which says much, that the reports use but nowhere in this measure."""
    own = replace(term, forms=term.forms[:1])
    if measure is None or len(term.forms[0]) < _LONG_WORD or is_unknown(own, index):
        return False
    return home_share(own, measure, index) == 0


def fact_bonus(asking: Asking, fact: Fact, around: str) -> float | None:
    """What speaks for one number of a sentence; None where it is of another year, or a
    percentage of something else.
    """
    query = asking.query
    if _is_of_all(query, fact) or _is_budget_of_spent(query, fact):
        return None
    clause = coverage(query, [_clause(fact)], asking.index).share
    if fact.kind in ("percent", "fraction") and clause < _LEAST_CLAUSE:
        return None
    bonus = _CLAUSE_BONUS * clause
    if is_total(fact):
        bonus += _TOTAL_BONUS if len(query.terms) > 2 else 3 * _TOTAL_BONUS
    if fact.source == "fields" and query.field == "budget":
        bonus += _FIELD_BONUS
    if query.kind in ("year", "when"):
        bonus += _time_bonus(query, fact)
    if query.years and query.kind not in ("year", "when"):
        fitting = _year_fit(asking, fact, around)
        if fitting is None:
            return None
        bonus += fitting
    if has_cue("evidence", "aim", plain(_clause(fact))) and not has_cue(
        "evidence", "aim", plain(query.text)
    ):
        bonus += _AIM_PENALTY
    if has_cue("limits", "both", plain(query.text)):
        bonus += _RANGE_BONUS if fact.range else -_RANGE_BONUS
    if _PART_OF.search(query.text):
        bonus += _PART_BONUS if fact.of is not None or _is_part(fact) else -_PART_BONUS
    return bonus + _as_part_or_whole(query, fact, asking.index.vocabulary)


def noun_fit(
    fact: Fact, head: list[Term], vocabulary: Vocabulary, language: Language
) -> float | None:
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
    # In English the words of a compound stand apart: `planning meetings` are `planleggingsmøter`.
    alike = head if language == "en" else head[:1]
    if any(matches(h, t.forms, compounds=True) for h in alike for t in counted):
        return 0.8
    whole = _OF_ALL.search(fact.sentence.text[: fact.start])
    if whole and any(matches(first, t.forms) for t in content_terms(whole.group(1), vocabulary)):
        return 0.8
    said = content_terms(fact.sentence.text, vocabulary)
    if not any(matches(first, t.forms, compounds=True) for t in said) and not is_person(first):
        return None
    if not fact.noun or (is_person(first) and any(is_person(t) for t in noun)):
        return 0.0
    is_verb = not any(matches(first, t.forms) for t in counted) and len(head) == 1
    return 0.0 if is_verb and any(matches(first, t.forms) for t in said) else None


def asks_part(query: Query) -> bool:
    """True for `hvor mye av budsjettet`, `andelen av sakene`."""
    return _OF_WHOLE.search(query.text) is not None


def counts_part(query: Query, fact: Fact, head: list[Term], vocabulary: Vocabulary) -> bool:
    """True where a part and its whole count what a share is asked of: `andel av sakene`."""
    whole = _OF_WHOLE.search(query.text)
    wanted = list(content_terms(f". {whole.group(1)}", vocabulary, query.language)) if whole else []
    if not wanted:
        wanted = [t for t in head if not has_cue("percent", "words", plain(t.text))]
    wanted = [t for t in wanted if not is_person(t)]
    counted = content_terms(f". {fact.phrase or ''} {fact.noun or ''}", vocabulary)
    if not wanted or (fact.noun is None and _names_any(wanted, fact.sentence.text, vocabulary)):
        return True
    return any(matches(t, w.forms, compounds=True) for t in wanted for w in counted)


def _names_any(terms: Sequence[Term], text: str, vocabulary: Vocabulary) -> bool:
    return any(matches(t, w.forms) for t in terms for w in content_terms(text, vocabulary))


def words_of_others(asking: Asking, head: list[Term], fact: Fact, siblings: Sequence[Fact]) -> int:
    """How many words of the question stand right after another number of the sentence alone.

    In `550 samtaler: 77 om økonomi, 26 om arv` a question about `arv` is not about 550.
    """
    vocabulary = asking.index.vocabulary
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
    telling = [t for t in asking.query.terms if not is_frame(t) and not _is_head(t, head)]
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


def is_total(fact: Fact) -> bool:
    """True for a number that the text calls a total: `i alt 23`."""
    return bool(_TOTAL.search(fact.sentence.text[: fact.start]))


def _is_part(fact: Fact) -> bool:
    """True for `tolv av stasjonene`."""
    text = fact.sentence.text[fact.start + len(fact.text) :]
    return re.match(r"\s+(?:av|of)\s", text) is not None


def _as_part_or_whole(query: Query, fact: Fact, vocabulary: Vocabulary) -> float:
    """What speaks against a number that is only a part, or the whole that a part is asked of."""
    before, after = (
        fact.sentence.text[: fact.start],
        fact.sentence.text[fact.start + len(fact.text) :],
    )
    is_whole = fact.of is None and _WHOLE.search(before)
    is_some = fact.of is not None and not _PART_OF.search(query.text) and _OF_THEM.match(after)
    return (
        (_PART_PENALTY if _PART.search(before) or is_some else 0.0)
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


def _year_fit(asking: Asking, fact: Fact, around: str) -> float | None:
    """How well the fact's year is the one asked for; None where it is another.

    `8 420 elever ..., mot 7 015 elever i 2018`: a number's year follows it before the next
    number, or else stands before it in the same clause. A sentence without any year is of the
    year that was said last before it, or of the report's own.
    """
    asked, own = asking.query.years, own_year(fact)
    if own is not None:
        return _SAME_YEAR if own in asked else None
    beside = asking.scope[fact.report].facts_at.get(fact.sentence.span.start, ())
    others = {_year_after(f) for f in beside if f is not fact and f.kind not in ("year", "date")}
    said = _years(_YEAR_COMPARED.sub(" ", fact.sentence.text)) - others
    if said:
        return _SAME_YEAR if said & set(asked) else None
    main = asking.scope[fact.report].main_year
    before = around[: max(0, around.find(fact.sentence.text))]
    told = [int(n.value) for n in find_numbers(before) if n.kind in ("year", "date")]
    if told and told[-1] in asked:
        return _SAME_YEAR
    return _NO_YEAR if main is None or main in asked else None


def own_year(fact: Fact) -> int | None:
    """The year that a number's own clause gives it; None where it gives none, and 0 for a number
    of another, unnamed year.
    """
    text, end = fact.sentence.text, fact.start + len(fact.text)
    after = _year_after(fact)
    if after is not None:
        return after
    if _COMPARED.search(
        text[: fact.start]
    ):  # `mot 7 015 elever ved 140 skoler i 2018`: not of the same year
        later = _YEAR.search(re.split(r"[,;.]", text[end:])[0])
        return int(later.group(1)) if later else 0
    if _YEAR_BEFORE.match(text, end):
        named = [int(y) for y in _YEAR.findall(text[: fact.start])]
        return named[-1] - 1 if named else None
    before = _YEAR.findall(re.split(r"[,;]", text[: fact.start])[-1])
    return int(before[-1]) if before else None


def _year_after(fact: Fact) -> int | None:
    """The year that follows a number before the next one: `39 200 i 2018`."""
    after = _YEAR_AFTER.match(fact.sentence.text, fact.start + len(fact.text))
    return int(after.group(1)) if after else None


def _clause(fact: Fact) -> str:
    """The words around the number up to the next comma or number on either side."""
    text, end = fact.sentence.text, fact.start + len(fact.text)
    pieces = _EDGE.split(text[: fact.start])
    before = pieces[-1] if not _STEP.fullmatch(pieces[-1]) else " ".join(pieces)
    after = _EDGE.split(text[end:])[0]
    return f"{before} {after}"


def _years(text: str) -> set[int]:
    return {int(n.value) for n in find_numbers(text) if n.kind in ("year", "date")}
