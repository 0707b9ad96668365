"""One number in its text: kind, unit, counted noun and modality, told by its neighbours."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from reportqa.language.counted import counted_at
from reportqa.language.dates import Date, PlacedDate, date_at
from reportqa.language.lexemes import SPACES, Line, number_words, words_of
from reportqa.language.modality import Modality, modality_at
from reportqa.language.numerals import Numeral, numeral_at

NumberKind = Literal[
    "count",
    "percent",
    "percentage_point",
    "money",
    "year",
    "date",
    "age",
    "ordinal",
    "identifier",
    "multiple",
    "fraction",
]

_PLAIN_YEAR = re.compile(r"(?:19|20)\d\d")
_TOO_OLD = 120
_LEAST_MONEY = 1000
_MONEY_WORDS_AWAY = 4
_AGE_WORDS_AWAY = 6


@dataclass(slots=True)
class Draft:
    """A number being read; `first` and `last` (exclusive) are its lexemes, the rest as in Number.

    `labelled` marks an identifier that a word before it names ("tiltak 11"), for the row after it.
    """

    first: int
    last: int
    start: int
    end: int
    value: Decimal
    kind: NumberKind
    unit: str | None = None
    noun: str | None = None
    phrase: str | None = None
    modality: Modality = "exact"
    word: bool = False
    scale: str | None = None
    of: Decimal | None = None
    article: bool = False
    range: Literal["from", "to"] | None = None
    date: Date | None = None
    labelled: bool = False

    @property
    def bare(self) -> bool:
        """True for a plain number that counts nothing named."""
        return self.kind == "count" and self.unit is None and not self.article


def draft_at(line: Line, index: int, before: list[Draft]) -> Draft | None:
    """The number that begins at the lexeme `index`, after those `before`; None where none does."""
    lexeme = line.lexemes[index]
    if lexeme.form != "code" and (date := date_at(line, index)):
        return _dated(line, index, date)
    numeral = numeral_at(line, index)
    if numeral is None:
        return None
    draft = Draft(
        index,
        numeral.last,
        numeral.start,
        numeral.end,
        numeral.value,
        "count",
        word=numeral.word,
        scale=numeral.scale,
    )
    _describe(line, draft, numeral, before)
    if draft.kind != "identifier":
        draft.modality = modality_at(line, draft.first, draft.start, draft.last)
        if numeral.about:
            draft.modality = "about"
        if draft.bare and draft.modality in ("at_least", "at_most") and not draft.phrase:
            _count_after_hedge(line, draft)
        if draft.kind in ("year", "ordinal") and draft.modality != "about":
            draft.modality = "exact"
    return draft


def _dated(line: Line, index: int, placed: PlacedDate) -> Draft:
    date = placed.date
    value = Decimal(date.year or date.day or 0)
    draft = Draft(index, placed.last, placed.start, placed.end, value, "date", date=date)
    draft.unit = "år" if date.year else None
    return draft


def _describe(line: Line, draft: Draft, numeral: Numeral, before: list[Draft]) -> None:
    """Fill in what the number is, by its own form first, then by its neighbours."""
    match numeral.role:
        case "code":
            draft.kind = "identifier"
        case "ordinal":
            draft.kind = "ordinal"
            _count(line, draft, one=True)
            draft.unit = None
        case "multiple":
            draft.kind, draft.unit = "multiple", "ganger"
        case "times":
            draft.unit, draft.noun = "ganger", line.word(numeral.first)
        case "fraction":
            _fraction(line, draft)
        case "article":
            draft.article = True
            _count(line, draft, one=True)
        case _ if numeral.unit:
            draft.kind = "age" if numeral.unit == "age" else "count"
            draft.unit = "år" if numeral.unit == "age" else numeral.unit
        case _:
            _cardinal(line, draft, before)


def _fraction(line: Line, draft: Draft) -> None:
    draft.kind = "fraction"
    if _unit_after(line, draft) is None:
        _count(line, draft, one=True)
        return
    _cardinal(line, draft, [])


def _cardinal(line: Line, draft: Draft, before: list[Draft]) -> None:
    taken = before[-1].end if before else 0
    if _is_year(line, draft):
        draft.kind, draft.unit, draft.date = "year", "år", Date(int(draft.value))
        return
    if _money_before(line, draft, taken) or _take_unit(line, draft):
        return
    if _is_labelled(line, draft, before):
        draft.kind, draft.labelled = "identifier", True
        return
    _count(line, draft, one=draft.value == 1)
    if draft.word and _is_labelled_word(line, draft, before):
        draft.kind, draft.labelled = "identifier", True
    elif draft.bare and _is_bare_money(line, draft):
        draft.kind, draft.unit = "money", "kroner"


def _is_year(line: Line, draft: Draft) -> bool:
    """A year by its form, unless a unit or a counting word ("totalt 2016 saker") stands by it."""
    if draft.word or draft.scale or draft.last != draft.first + 1:
        if draft.last != draft.first + 2 or not _PLAIN_YEAR.match(line.text, draft.start):
            return False
        return line.word(draft.last - 1) in words_of(number_words()["joined"]["decade"])
    if not _PLAIN_YEAR.fullmatch(line.text, draft.start, draft.end):
        return False
    if _unit_after(line, draft) or _currency_word(line, draft):
        return False
    if line.word(draft.last) in words_of(number_words()["age"]["years"]):
        return False
    before, years = line.word(draft.first - 1), number_words()["years"]
    round_number = draft.value % 100 == 0 and before not in words_of(years["year_before"])
    if not round_number and before not in words_of(years["counting_before"]):
        return True
    counted = counted_at(line, draft.last) if line.gap(draft.last) in SPACES else None
    return counted is None or counted.noun is None


def _currency_word(line: Line, draft: Draft) -> str | None:
    """The currency that the word right before names."""
    gap = line.gap(draft.first)
    if gap.strip(SPACES) not in ("", ".", "-", "–", "−"):
        return None
    before: dict[str, str] = number_words()["money"]["before"]
    return before.get(line.word(draft.first - 1))


def _money_before(line: Line, draft: Draft, taken: int) -> bool:
    """`Kr. 340 000,-`, `NOK 5 mill`, `€ 20`: takes in the sign; False where there is none."""
    start = draft.start
    currency = _currency_word(line, draft)
    if currency:
        start = line.lexemes[draft.first - 1].start
    else:
        head = line.text[:start].rstrip(SPACES)
        currency = number_words()["money"]["symbols"].get(head[-1:])
        start = len(head) - 1 if currency else start
    if not currency or start < taken:
        return False
    draft.start, draft.kind, draft.unit = start, "money", currency
    unit = _unit_after(line, draft)
    if unit and unit[0] == currency:
        _extend(line, draft, unit[1])
    return True


def _take_unit(line: Line, draft: Draft) -> bool:
    """`44 prosent`, `340 000,-`, `13 år gamle`; False where no unit sign follows."""
    unit = _unit_after(line, draft)
    if unit:
        name, end = unit
        kinds: dict[str, NumberKind] = {"prosent": "percent", "prosentpoeng": "percentage_point"}
        draft.kind, draft.unit = kinds.get(name, "money"), name
        _extend(line, draft, end)
        return True
    age = number_words()["age"]
    if draft.value > _TOO_OLD or line.word(draft.last) not in words_of(age["years"]):
        return False
    if line.gap(draft.last).strip(SPACES) not in ("", "-"):
        return False
    old = line.word(draft.last + 1) in age["after"]
    of_age = f"{line.word(draft.last + 1)} {line.word(draft.last + 2)}" in age["after"]
    if not (old or of_age or _is_about_age(line, draft)):
        return False
    draft.kind, draft.unit = "age", "år"
    _extend(line, draft, line.lexemes[draft.last + (2 if of_age else 1 if old else 0)].end)
    return True


def _extend(line: Line, draft: Draft, end: int) -> None:
    draft.end = max(draft.end, end)
    while draft.last < len(line.lexemes) and line.lexemes[draft.last].end <= draft.end:
        draft.last += 1


def _is_about_age(line: Line, draft: Draft) -> bool:
    """People or an age named shortly before, as in "ungdom mellom 13 og 24 år"."""
    age = number_words()["age"]
    people = tuple(age["people"].split())
    hedged = words_of(age["hedged"])
    near = range(draft.first - 1, max(-1, draft.first - 1 - _AGE_WORDS_AWAY), -1)
    if any(line.word(at) in words_of(age["before"]) for at in near):
        return True
    if line.word(draft.first - 1) not in hedged and line.gap(draft.first) not in ("-", "–"):
        return False
    for at in near:
        word = line.word(at)
        if word.startswith(people):
            return True
        if word and word not in hedged:
            return False
    return False


@cache
def _unit_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    units = {sign: unit for unit, signs in number_words()["units"].items() for sign in signs}
    signs = sorted(units, key=len, reverse=True)
    either = "|".join(re.escape(s) + (r"(?!\w)" if s[-1].isalpha() else "") for s in signs)
    pattern = re.compile(
        rf"\.?[{SPACES}]*-?(?P<unit>{either})"
        rf"|[{SPACES}]?(?P<dash>,[-–—])(?!\d)",
        re.IGNORECASE,
    )
    return pattern, units


def _unit_after(line: Line, draft: Draft) -> tuple[str, int] | None:
    """The unit whose sign follows the number, and where the sign ends."""
    pattern, units = _unit_pattern()
    match = pattern.match(line.text, draft.end)
    if not match:
        return None
    if match.group("dash"):
        return "kroner", match.end()
    point = line.text[draft.end] == "."
    return None if point and not draft.scale else (units[match.group("unit").lower()], match.end())


def _count(line: Line, draft: Draft, *, one: bool) -> None:
    """Take in the noun that is counted."""
    gap = line.gap(draft.last)
    if gap.strip(SPACES + ".") or (gap[:1] == "." and not draft.scale and draft.kind != "ordinal"):
        return
    counted = counted_at(line, draft.last, one=one)
    if counted is None:
        return
    noun = counted.noun
    draft.noun, draft.phrase = noun, counted.phrase
    if noun is None:
        return
    words, times = number_words(), number_words()["times"]
    if noun.lower() in words_of(times["words"]):
        draft.unit = "ganger"
        if line.word(draft.last + 1) in words_of(times["comparing"]):
            draft.kind = "multiple"
    else:
        draft.unit = "år" if noun.lower() in words_of(words["age"]["years"]) else noun


def _count_after_hedge(line: Line, draft: Draft) -> None:
    """`tre eller flere møter`: the noun after the hedge."""
    if line.word(draft.last) in ("eller", "or") and line.gap(draft.last) == " ":
        counted = counted_at(line, draft.last + 2)
        if counted and line.gap(draft.last + 2) == " ":
            draft.unit = draft.noun = counted.noun
            draft.phrase = counted.phrase


def _is_labelled(line: Line, draft: Draft, before: list[Draft]) -> bool:
    """`tiltak 11`, `§ 5`, `nr. 3`, and the second of `tiltak 5 og 11`: digits that name a thing."""
    if draft.word or draft.scale:
        return False
    if line.text[: draft.start].rstrip(SPACES)[-1:] in ("§", "#"):
        return True
    if _label(line, draft, before):
        return True
    if line.word(draft.last) in words_of(number_words()["identifiers"]["after"]):
        return True
    if not before or not before[-1].labelled:
        return False
    gap = line.text[before[-1].end : draft.start].strip(SPACES)
    if gap == "," and (counted := counted_at(line, draft.last)):
        return line.gap(draft.last).strip(SPACES) != "" or counted.noun is None
    return gap in (",", "-", "–", "&", *number_words()["identifiers"]["joiners"])


def _is_labelled_word(line: Line, draft: Draft, before: list[Draft]) -> bool:
    """`tiltak fem`, where nothing is counted by it."""
    return draft.noun is None and draft.kind == "count" and _label(line, draft, before)


def _label(line: Line, draft: Draft, before: list[Draft]) -> bool:
    label, gap = line.word(draft.first - 1), line.gap(draft.first)
    identifiers = number_words()["identifiers"]
    if not label or gap.strip(SPACES) not in ("", ".", "-"):
        return False
    if before and before[-1].kind == "count" and (before[-1].noun or "").lower() == label:
        return False
    if label in words_of(identifiers["before_point"]):
        return gap.startswith(".")
    return label in words_of(identifiers["before"]) or (
        gap == "-" and not line.english and not draft.word
    )


def _is_bare_money(line: Line, draft: Draft) -> bool:
    """`midlene på 1,22 mill`: a large number that counts nothing, near a word for money."""
    if draft.phrase or draft.value < _LEAST_MONEY:
        return False
    abbreviated = words_of(number_words()["scale_context"]["abbreviated"])
    if draft.scale and line.word(draft.last - 1) in abbreviated:
        return True
    about = tuple(number_words()["money"]["about"].split())
    near = range(draft.first - 1, max(-1, draft.first - 1 - _MONEY_WORDS_AWAY), -1)
    return any(line.word(at).startswith(about) for at in near)
