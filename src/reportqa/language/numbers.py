"""Numbers in running text: digits and words -> values with kind, unit and place."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from reportqa.language.counted import counted, number_follows, some_of, verbs
from reportqa.language.lexicon import lexicon
from reportqa.language.modality import Modality as Modality
from reportqa.language.modality import aged, modality_before
from reportqa.language.number_words import word_value

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

_SPACE = "[ \u00a0\u2009\u202f]"
_GROUPED = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)|\d{{1,3}}(?:\.\d{{3}})+(?!\d|\.\d)"
_ENGLISH_GROUPED = r"\d{1,3}(?:,\d{3})+(?!\d|,\d)"
_DIGITS = re.compile(
    rf"(?<![\w.,])(?:(?P<date>\d{{1,2}}\.\s?\d{{1,2}}\.\s?(?:19|20)\d\d)|"
    rf"(?P<grouped>{_GROUPED})|(?P<english>{_ENGLISH_GROUPED})|(?P<plain>\d+))"
    r"(?P<decimals>[.,]\d+(?!\d|[.,]\d))?(?![^\W\d_])"
)
# A minus, not the dash of `2013 -2016` nor of a list: a word or bracket stands before it.
_SIGN = re.compile(rf"(?:[^\d\s]{_SPACE}|[(\[])[-–−]$|(?:^|\s)−$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SKIPPED_NUMBER = re.compile(
    r"\S*(?:@|://|www\.)\S*|\b\d{4}:\d+\b|\bT\d+\b"
    r"|\b(?:en|ei|et|ett|one)(?= (?:og|and) (?:samme|same|the same)\b)",
    re.IGNORECASE,
)
_BEGINS_OF = re.compile(r"\s*(?:av|of)\s+(?:(?:de|dei|the)\s+)?", re.IGNORECASE)
_OF = re.compile(r"\s+(?:av|of)\s+(?:(?:de|dei|the)\s+)?", re.IGNORECASE)
# So many first letters tell that two forms are of one noun.
_SAME_LETTERS = 5
_OF_BEFORE = re.compile(r"\b(?:av|of)\s+$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:fra|frå|from)\s+$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_AFTER_SPACE = re.compile(rf"{_SPACE}*[-–]?{_SPACE}*")
_MONEY_BEFORE = re.compile(r"(?:\bkr\.?|\bkroner|\bNOK)\s*$", re.IGNORECASE)
_RANGE_JOIN = re.compile(r"\s*(?:[-–—]|til|og|to|and)\s*")
_SENTENCE_END = re.compile(r"[.!?]\s+[A-ZÆØÅ]")
_PARTICIPLE = re.compile(r"[a-zæøå]+(?:t|dd|a|ed)\b")
_ENUMERATOR = re.compile(r"\)|\.(?=\s+[a-zæøå])")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text.

    `start` and `end` cover the number with its unit sign; `value` is scaled (1,22 mill is
    1220000). `unit` is `prosent`, `prosentpoeng`, `kroner`, `år`, or the counted noun as written;
    `phrase` the counted words with their adjectives. `of` is the whole it is a part of
    ("12 av fylkets 14"). `article` marks "en/et" that counts only if the noun is asked for.
    `range` tells the two ends of a range. A date's value is its year.
    """

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


@lru_cache(maxsize=4096)
def find_numbers(text: str, language: str = "nb") -> tuple[Number, ...]:
    """Every number of `text` (a sentence or a question), in order; identifiers are marked.

    `language` decides words that are numbers in one language only ("to", "fire", "eleven").
    """
    skipped = [m.span() for m in _SKIPPED_NUMBER.finditer(text)]
    found = _digits(text)
    taken = {i for n in found for i in range(n.start, n.end)}
    found += [n for n in _words(text, language) if n.start not in taken]
    found = [n for n in found if not any(a <= n.start < b for a, b in skipped)]
    found.sort(key=lambda n: n.start)
    described = _with_inherited_nouns(text, _apart([_described(text, n) for n in found]))
    return tuple(_with_wholes(text, _with_parts(text, _with_ranges(text, described))))


def _apart(numbers: list[Number]) -> list[Number]:
    """The numbers without the year inside a date."""
    apart: list[Number] = []
    for number in numbers:
        if not (apart and apart[-1].kind == "date" and number.start < apart[-1].end):
            apart.append(number)
    return apart


def parse_cell(text: str) -> Decimal | None:
    """The number of a table cell; None for a dash, dots or words."""
    cleaned = re.sub(rf"{_SPACE}|%|\*", "", text.strip()).replace("−", "-").replace("–", "-")
    if re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?", cleaned):
        cleaned = cleaned.replace(".", "")
    cleaned = cleaned.replace(",", ".")
    return Decimal(cleaned) if re.fullmatch(r"-?\d+(?:\.\d+)?", cleaned) else None


def _digits(text: str) -> list[Number]:
    numbers = []
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        if match.group("date"):
            year = re.findall(r"\d+", match.group("date"))[-1]
            numbers.append(Number(start, end, Decimal(year), "date", "år"))
            continue
        whole = re.sub(
            r"\D", "", match.group("grouped") or match.group("english") or match.group("plain")
        )
        decimals = match.group("decimals") or ""
        if match.group("plain") and decimals.startswith(".") and len(decimals) == 4:
            whole, decimals = whole + decimals[1:], ""
        value = Decimal(whole + decimals.replace(",", "."))
        is_year = not decimals and _YEAR.fullmatch(match.group("plain") or "") is not None
        kind: NumberKind = "year" if is_year else "count"
        if not is_year and _SIGN.search(text[max(0, start - 3) : start]):
            start, value = start - 1, -value
        numbers.append(Number(start, end, value, kind, "år" if is_year else None))
    return numbers


def _words(text: str, language: str) -> list[Number]:
    numbers = []
    others = _data()["other_meaning"]["en" if language == "en" else "nb"]
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        if word in others:
            continue
        value = word_value(word)
        if value is not None:
            numbers.append(Number(*match.span(), Decimal(value), "count", word=True))
        elif word in _data()["fractions"]:
            value_ = Decimal(_data()["fractions"][word])
            numbers.append(Number(*match.span(), value_, "fraction", word=True))
        elif word in _data()["multiples"]:
            value_ = Decimal(_data()["multiples"][word])
            numbers.append(Number(*match.span(), value_, "multiple", word=True))
        elif word in _data()["articles"]["words"]:
            numbers.append(Number(*match.span(), Decimal(1), "count", word=True, article=True))
    return _joined_words(text, numbers)


def _joined_words(text: str, numbers: list[Number]) -> list[Number]:
    """`to hundre og fem`, `a hundred and five`, `twenty two`, `to tredeler` are one number."""
    joined: list[Number] = []
    for number in numbers:
        last = joined[-1] if joined else None
        between = text[last.end : number.start] if last else None
        if last and last.kind == "count" and number.kind == "fraction" and between == " ":
            value = last.value * number.value
            joined[-1] = replace(number, start=last.start, value=value)
            continue
        if last and last.kind == number.kind == "count" and between is not None:
            plain, linked = between == " ", between in (" og ", " and ")
            if plain and last.value < 10 and number.value == 100:
                joined[-1] = replace(last, end=number.end, value=last.value * 100, article=False)
                continue
            hundreds = last.value >= 100 and last.value % 100 == 0 and number.value < 100
            tens = plain and 20 <= last.value < 100 and last.value % 10 == 0 and number.value < 10
            if ((plain or linked) and hundreds and not number.article) or (
                tens and not number.article
            ):
                joined[-1] = replace(last, end=number.end, value=last.value + number.value)
                continue
        joined.append(number)
    return joined


def _described(text: str, number: Number) -> Number:
    """The number with kind, unit, noun and modality read from the words around it."""
    before, after = text[: number.start], text[number.end :]
    number = replace(number, modality=modality_before(before))
    if number.kind == "date":
        return number
    if _is_identifier(before, after, number):
        return replace(number, kind="identifier")
    if number.kind == "year":
        if _unit_after(text, number.end) is None:
            return number
        number = replace(number, kind="count", unit=None)
    if not number.word and after.startswith(".") and not re.match(r"\.\d", after):
        return _ordinal_or_date(text, number)
    if not number.word and re.match(r" [A-Z]", after):
        return _english_date(text, number)
    return _with_unit(text, number)


def _ordinal_or_date(text: str, number: Number) -> Number:
    following = re.match(r"\.\s+([^\W\d_]+)(?:\s+((?:19|20)\d\d))?", text[number.end :])
    month = _data()["months"].get(following.group(1).casefold()) if following else None
    if following and month and following.group(2):
        end = number.end + following.end()
        year = Decimal(following.group(2))
        return Number(number.start, end, year, "date", "år")
    if following and following.group(1)[0].islower():
        return replace(number, kind="ordinal")
    return _with_unit(text, number)


def _english_date(text: str, number: Number) -> Number:
    """`31 December 2016` is a date, `31 December` an ordinal; else the number with its unit."""
    following = re.match(r" ([A-Z][a-z]+)(?: ((?:19|20)\d\d))?\b", text[number.end :])
    month = _data()["months"].get(following.group(1).casefold()) if following else None
    if not following or month is None:
        return _with_unit(text, number)
    if not following.group(2):
        return replace(number, kind="ordinal")
    end = number.end + following.end()
    return Number(number.start, end, Decimal(following.group(2)), "date", "år")


def _with_unit(text: str, number: Number) -> Number:
    scale = re.match(
        rf"{_SPACE}*(?:(mill|mrd)\b\.?|([^\W\d_]+))", text[number.end :], re.IGNORECASE
    )
    name = (scale.group(1) or scale.group(2) or "").casefold() if scale else ""
    factor = _data()["scales"].get(name)
    if scale and factor and not number.article:
        number = replace(
            number, end=number.end + scale.end(), value=number.value * factor, scale=name
        )
    money = _MONEY_BEFORE.search(text[: number.start])
    if money and not number.word:
        tail = re.match(r"\s*,[-–]", text[number.end :])
        end = number.end + (tail.end() if tail else 0)
        return replace(number, start=money.start(), end=end, kind="money", unit="kroner")
    unit = _unit_after(text, number.end)
    if unit:
        kind, end = unit
        names = {
            "percent": "prosent",
            "percentage_point": "prosentpoeng",
            "money": "kroner",
            "age": "år",
        }
        return replace(number, kind=kind, end=end, unit=names[kind])
    noun, phrase = counted(text, number.end)
    if number.scale and noun is None and not number_follows(text, number.end):
        return replace(number, kind="money", unit="kroner")
    if noun and noun.casefold() in ("år", "years", "year") and number.value < 120:
        kind = "age" if aged().search(text[: number.start]) else number.kind
        return replace(number, kind=kind, unit="år", noun=noun, phrase=phrase)
    return replace(number, unit=noun, noun=noun, phrase=phrase)


def _unit_after(text: str, end: int) -> tuple[NumberKind, int] | None:
    for kind, pattern in _unit_patterns().items():
        match = pattern.match(text, end)
        if match:
            return kind, match.end()
    return None


@cache
def _unit_patterns() -> dict[NumberKind, re.Pattern[str]]:
    patterns: dict[NumberKind, re.Pattern[str]] = {}
    units: dict[NumberKind, list[str]] = _data()["units"]
    for kind in ("percentage_point", "percent", "age", "money"):
        words = sorted(units[kind], key=len, reverse=True)
        either = "|".join(re.escape(w) + (r"(?!\w)" if w[-1].isalpha() else "") for w in words)
        patterns[kind] = re.compile(rf"{_AFTER_SPACE.pattern}(?:{either})", re.IGNORECASE)
    return patterns


def _is_identifier(before: str, after: str, number: Number) -> bool:
    if number.kind == "year" or number.word:
        return False
    if after.startswith(")") and not before.rstrip().endswith("("):
        opened = before.count("(") - before.count(")")
        if opened <= 0:
            return True
    last = re.search(r"(§+|[^\W\d_]+)\.?\s*-?$", before)
    if last and last.group(1).casefold() in _naming_words():
        return True
    listed = re.search(
        r"([^\W\d_]+)\.?\s+\d{1,3}(?:(?:,\s*|\s+(?:og|and)\s+)\d{1,3})*"
        r"(?:,\s*|\s+(?:og|and|til|to)\s+|\s?[-–]\s?)$",
        before,
    )
    return bool(listed and listed.group(1).casefold() in _naming_words())


@cache
def _naming_words() -> frozenset[str]:
    """Words before a number that names a thing, the labels of measures among them."""
    labels: dict[str, list[str]] = lexicon("structure")["labels"]
    parts = [w for kind in ("measure", "area") for w in labels[kind]]
    return frozenset([*_data()["identifiers"]["before"], *parts])


def month_before(before: str) -> int | None:
    """The month that a text ends with, as a number: that of the year that follows."""
    last = re.search(r"([^\W\d_]+)\s+$", before)
    return _data()["months"].get(last.group(1).casefold()) if last else None


def _with_inherited_nouns(text: str, numbers: list[Number]) -> list[Number]:
    """`550 samtaler: 296 om økonomi, 26 om arv`: a bare number counts what the one before did."""
    described: list[Number] = []
    last: Number | None = None
    for number in numbers:
        bare = number.kind == "count" and number.noun is None and not number.article
        if bare and last and _counts_the_same(text, number, last.noun or ""):
            number = replace(number, noun=last.noun, unit=last.unit, phrase=last.phrase)
        elif bare and (noun := some_of(text, number.end)):
            number = replace(number, noun=noun, phrase=noun)
        elif number.kind == "count" and number.noun and not number.article:
            last = number if number.unit != "år" else None
        described.append(number)
    return described


def _counts_the_same(text: str, number: Number, noun: str) -> bool:
    """True for a number without a noun that goes on with what was counted before: `26 om arv`,
    `mot 31 året før`, `19 var brutt`, `steg til 61.`, `30 forslag, og fire av forslagene`.
    """
    after, before = _inheriting()
    of = _OF.match(text, number.end)
    if of and text[of.end() :].casefold().startswith(noun[:_SAME_LETTERS].casefold()):
        return True
    if after.match(text, number.end):
        return _OF_BEFORE.search(text[: number.start]) is None
    ends = re.match(r"\s*(?:[,;.)]|$)", text[number.end :])
    return ends is not None and before.search(text[: number.start]) is not None


@cache
def _inheriting() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands after, and before, a number that counts the same as the one before it."""
    words = _data()["inherits"]
    after = "|".join(map(re.escape, [*words["after"], *_data()["parts"]["of_them"], *verbs()]))
    before = "|".join(map(re.escape, words["before"]))
    return (
        re.compile(rf"\s+(?:{after})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{before})\s+$", re.IGNORECASE),
    )


def _with_ranges(text: str, numbers: list[Number]) -> list[Number]:
    """Mark the two ends of `2013-2016`, `mellom 13 og 24 år`, `to til fire ganger`."""
    marked = list(numbers)
    for i in range(len(marked) - 1):
        first, second = marked[i], marked[i + 1]
        if first.article or second.article:
            continue
        between = text[first.end : second.start]
        dash = re.fullmatch(r"\s?[-–—]\s?|\s+til\s+|\s+to\s+", between)
        mellom = re.fullmatch(r"\s+(?:og|and)\s+", between) and re.search(
            r"(?:mellom|between)\s+$", text[: first.start], re.IGNORECASE
        )
        if (dash or mellom) and first.value < second.value and not _is_change(text, first.start):
            shared = {
                "kind": second.kind,
                "unit": second.unit,
                "noun": second.noun,
                "phrase": second.phrase,
            }
            if first.kind == "count":
                first = replace(first, **shared)  # type: ignore[arg-type]
            modality: Modality = "between"
            marked[i] = replace(first, range="from", modality=modality)
            marked[i + 1] = replace(second, range="to", modality=modality)
    return marked


def _is_change(text: str, start: int) -> bool:
    """True for the first number of `økte fra 41 til 52`: two values of one thing, no range."""
    before = text[:start]
    return bool(_FROM.search(before)) and bool(_change_words().search(before))


@cache
def _change_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_data()['change']['verbs'])})\b", re.IGNORECASE)


def _with_parts(text: str, numbers: list[Number]) -> list[Number]:
    """`12 av fylkets 14 kommuner`, `av 418 tips ble 391 vurdert`: the part knows its whole, and
    counts the same noun.
    """
    marked = list(numbers)
    counts = [i for i, n in enumerate(marked) if n.kind == "count" and not n.article]
    for i, j in pairwise(counts):
        first, second = marked[i], marked[j]
        if _of_them().match(text, second.end) and second.value <= first.value:
            marked[j] = replace(
                second, of=first.value, noun=first.noun, unit=first.unit, phrase=first.phrase
            )
            continue
        if re.fullmatch(r"\s+(?:av|of)\s+(?:\w+\s+)?", text[first.end : second.start]):
            marked[i] = replace(
                first, of=second.value, noun=second.noun, unit=second.unit, phrase=second.phrase
            )
        elif _OF_BEFORE.search(text[: first.start]) and second.value <= first.value:
            between = text[first.end : second.start]
            if re.fullmatch(r"\s+\w+\s+", between):
                marked[j] = replace(second, of=first.value)
                if between.strip().casefold() in _data()["parts"][
                    "auxiliaries"
                ] and _PARTICIPLE.match(second.phrase or ""):  # `av 23 har 12 tiltrådt`
                    marked[j] = replace(
                        marked[j], noun=first.noun, unit=first.unit, phrase=first.phrase
                    )
            elif re.fullmatch(r"\s+(?:\w+\s+){2,5}", between) and first.noun:
                marked[j] = replace(
                    second, of=first.value, noun=first.noun, unit=first.unit, phrase=first.phrase
                )
    return marked


def _is_part(number: Number, whole: Number) -> bool:
    alike = number.kind == whole.kind and number.unit == whole.unit and not number.article
    return alike and number.of is None and number.value <= whole.value


def starts_with_them(sentence: str) -> bool:
    """True for `Av dem ...`: the sentence tells of what the one before it counted."""
    return _of_them().match(sentence) is not None


@cache
def _of_them() -> re.Pattern[str]:
    words = _data()["parts"]["of_them"]
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _with_wholes(text: str, numbers: list[Number]) -> list[Number]:
    """`34 mill. kroner, hvorav 29 mill. kroner er tilskudd`, `Av 63 turer gikk 40, og 23 ble
    avlyst`: what follows is a part of it, up to the sentence's end.
    """
    marked: list[Number] = []
    whole: Number | None = None
    last_end = 0
    for number in numbers:
        between = text[last_end : number.start + 1]  # `Kr` begins a sentence and an amount
        if _part_words().search(between):
            alike = [n for n in marked if n.kind == number.kind and n.unit == number.unit]
            whole = next((n for n in reversed(alike) if n.of is None), None)
        elif _SENTENCE_END.search(between):
            whole = None
        if whole and _is_part(number, whole):
            number = replace(number, of=whole.value)
        if number.kind == "count" and _BEGINS_OF.fullmatch(between[:-1]) and not marked:
            whole = number
        marked.append(number)
        last_end = number.end
    return marked


@cache
def _part_words() -> re.Pattern[str]:
    words = _data()["parts"]["of_whole"]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _data() -> dict[str, dict]:  # type: ignore[type-arg]
    return lexicon("number_words")
