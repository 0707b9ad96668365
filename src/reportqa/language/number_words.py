"""Number words: what one word of bokmål, nynorsk or English says, compounds included."""

from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from reportqa.language.lexemes import number_words

Reading = Literal[
    "small", "tens", "hundred", "scale", "compound", "ordinal", "one", "half", "halves",
    "one_and_a_half", "quarter", "part", "dozen", "few", "multiple", "times", "joined",
]  # fmt: skip


class WordReading(NamedTuple):
    """What one number word says. `unit` is the unit glued to it ("treårig") or a scale's name."""

    reading: Reading
    value: Decimal
    unit: str | None = None


@lru_cache(maxsize=50_000)
def read_word(word: str) -> WordReading | None:
    """What a word (lower case) says as a number word, compounds included; None if nothing."""
    simple = _simple_readings().get(word)
    if simple is not None:
        return simple
    value = compound_value(word)
    if value is not None:
        return WordReading("compound", Decimal(value))
    ordinal = _compound_ordinal(word)
    if ordinal is not None:
        return WordReading("ordinal", Decimal(ordinal))
    return _part(word) or _joined(word)


def compound_value(word: str) -> int | None:
    """`tjueto`, `to-og-tjue`, `hundreogfem`, `totusen`, `twenty-two` as an integer, or None."""
    for mark, factor in (("tusen", 1000), ("hundre", 100)):
        head, found, tail = word.partition(mark)
        if not found:
            continue
        many = compound_value(head) if head else 1
        rest = compound_value(tail.removeprefix("og")) if tail else 0
        if many is None or rest is None or not 0 < many < 1000 or rest >= factor:
            return None
        return many * factor + rest
    cardinals, tens, units = _cardinals(), _tens(), _units()
    if word in cardinals:
        return cardinals[word]
    for name, value in tens.items():
        unit = units.get(word.removeprefix(name).removeprefix("-"))
        if unit and word.startswith(name):
            return value + unit
    unit_name, linked, tens_name = word.replace("-", "").partition("og")
    if linked and unit_name in units and tens_name in tens:
        return units[unit_name] + tens[tens_name]
    return None


def _compound_ordinal(word: str) -> int | None:
    """`tjueførste`, `twenty-first`."""
    for name, value in _tens().items():
        if word.startswith(name):
            unit = _ordinals().get(word.removeprefix(name).removeprefix("-"))
            if unit and unit < 10:
                return value + unit
    return None


def _part(word: str) -> WordReading | None:
    """The part that `tredjedel`, `tredel`, `fjerdedeler` names: its denominator as value."""
    for ending in _part_endings():
        head = word.removesuffix(ending)
        if head != word and head:
            of = _cardinals().get(head) or _ordinals().get(head)
            if of and of > 1:
                return WordReading("part", Decimal(of))
    return None


def _joined(word: str) -> WordReading | None:
    """`treårig`, `13-åring` (its word part), `todagers`, `three-year`."""
    for ending, unit in joined_endings().items():
        head = word.removesuffix(ending)
        if head != word and head and unit != "decade":
            value = compound_value(head.removesuffix("-"))
            if value is not None:
                return WordReading("joined", Decimal(value), unit)
    return None


@cache
def _simple_readings() -> dict[str, WordReading]:
    data = number_words()
    readings: dict[str, WordReading] = {}

    def add(reading: Reading, words: str, value: Decimal, unit: str | None = None) -> None:
        readings.update(dict.fromkeys(words.split(), WordReading(reading, value, unit)))

    for number, words in data["cardinals"].items():
        value = int(number)
        kind: Reading = "small" if value < 20 else "tens" if value < 100 else "hundred"
        add(kind, words, Decimal(value))
    for number, words in data["ordinals"].items():
        add("ordinal", words, Decimal(number))
    add("one", data["cardinals"]["1"], Decimal(1))
    add("one", data["ones"]["norwegian"] + " " + data["ones"]["english"], Decimal(1))
    for name, scale in data["scales"].items():
        add("scale", scale["words"], Decimal(scale["factor"]), name)
    parts = data["parts"]
    for plural, of in zip(parts["english_plural"].split(), range(3, 11), strict=True):
        add("part", plural, Decimal(of))
    add("half", parts["half"], Decimal("0.5"))
    add("halves", parts["half_after_one"], Decimal("0.5"))
    add("one_and_a_half", parts["one_and_a_half"], Decimal("1.5"))
    add("quarter", parts["quarter"], Decimal(4))
    add("dozen", parts["dozen"], Decimal(12))
    add("few", parts["few"], Decimal(2))
    for number, words in data["multiples"].items():
        add("multiple", words, Decimal(number))
    for word, number in data["times"]["adverbs"].items():
        add("times", word, Decimal(number))
    return readings


@cache
def _cardinals() -> dict[str, int]:
    table = number_words()["cardinals"]
    return {w: int(n) for n, words in table.items() for w in words.split() if int(n) < 100}


@cache
def _tens() -> dict[str, int]:
    return {w: n for w, n in _cardinals().items() if n >= 20}


@cache
def _units() -> dict[str, int]:
    """The words from one to nine that end a compound; "en" too, as in "tjueen"."""
    ones = dict.fromkeys(number_words()["ones"]["norwegian"].split(), 1)
    return {w: n for w, n in _cardinals().items() if 0 < n < 10} | ones


@cache
def _ordinals() -> dict[str, int]:
    table = number_words()["ordinals"]
    return {w: int(n) for n, words in table.items() for w in words.split()}


@cache
def _part_endings() -> tuple[str, ...]:
    return tuple(number_words()["parts"]["endings"].split())


@cache
def joined_endings() -> dict[str, str]:
    """Endings that are glued to a number, each with its unit: `årig` -> `år`."""
    table = number_words()["joined"]
    return {ending: unit for unit, words in table.items() for ending in words.split()}
