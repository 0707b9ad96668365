"""Numerals: digits, number words and scales put together to values; no meaning yet."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from reportqa.language.lexemes import HARD_SPACES, SPACES, Line, number_words, words_of

Role = Literal["cardinal", "ordinal", "fraction", "multiple", "times", "article", "code"]
Reading = Literal[
    "small", "tens", "hundred", "scale", "compound", "ordinal", "one", "half", "halves",
    "one_and_a_half", "quarter", "part", "dozen", "few", "multiple", "times", "joined",
]  # fmt: skip

_AND = (" og ", " and ")
_ORDINAL_AFTER_POINT = re.compile(rf"\.[{SPACES}]+[a-zæøå]")
_ENUMERATOR_AFTER_POINT = re.compile(rf"\.[{SPACES}]+[^\W\d_a-zæøå]")
_PHONE_GROUPS = re.compile(r"(?:\+\d\d )?(?:\d\d \d\d \d\d \d\d|\d{3} \d\d \d{3})(?!\d)")
_THREE_DIGITS = re.compile(r"\d{3}(?!\d)(?:[.,]\d+)?")
_LONGEST_GROUPING = 3


class WordReading(NamedTuple):
    """What one number word says. `unit` is the unit glued to it ("treårig") or a scale's name."""

    reading: Reading
    value: Decimal
    unit: str | None = None


@dataclass(slots=True)
class Numeral:
    """A value with its place. `first` and `last` (exclusive) are its lexemes.

    `unit` is only what is glued to the number itself ("13-åring", "treårig"): a canonical unit.
    `about` marks words like "et par" that never are exact.
    """

    start: int
    end: int
    value: Decimal
    role: Role
    first: int
    last: int
    word: bool = False
    scale: str | None = None
    unit: str | None = None
    about: bool = False


def numeral_at(line: Line, index: int) -> Numeral | None:
    """The numeral that begins at the lexeme `index`; None where none does."""
    lexeme = line.lexemes[index]
    if lexeme.form == "word":
        reading = read_word(lexeme.word)
        if reading is None or _is_other_word(line, index, reading):
            return None
        return _from_words(line, index, reading)
    if lexeme.value is None:
        return None
    if lexeme.form == "code":
        return Numeral(lexeme.start, lexeme.end, lexeme.value, "code", index, index + 1)
    return _from_digits(line, index, lexeme.value)


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
    for ending, unit in _joined_endings().items():
        head = word.removesuffix(ending)
        if head != word and head and unit != "decade":
            value = compound_value(head.removesuffix("-"))
            if value is not None:
                return WordReading("joined", Decimal(value), unit)
    return None


def _is_other_word(line: Line, index: int, reading: WordReading) -> bool:
    """True where a word that can be a number is another word here ("to" in English, "å tre")."""
    word, before = line.word(index), line.word(index - 1)
    contexts = number_words()
    if word in ("to", "fire"):
        return line.english
    if reading.reading == "one":
        ones = contexts["ones"]
        if word in ones["norwegian"].split() or word in ones["english"].split():
            return line.english != (word in ones["english"].split())
        return before in words_of(ones["pronoun_after"])
    if reading.reading == "small":
        return before == "å"
    if reading.reading in ("hundred", "scale"):
        return before in words_of(contexts["scale_context"]["vague_before"])
    return False


def _from_digits(line: Line, index: int, value: Decimal) -> Numeral:
    lexeme = line.lexemes[index]
    phone = _phone(line, index)
    if phone:
        return phone
    last = _grouped(line, index)
    if last > index + 1:
        digits = line.text[lexeme.start : line.lexemes[last - 1].end].replace(" ", "")
        value = Decimal(digits.replace(",", "."))
    found = Numeral(_signed_start(line, index), line.lexemes[last - 1].end, value, "cardinal", index, last)
    if found.start < lexeme.start:
        found.value = -value
    _glued_ending(line, found)
    if found.role == "cardinal" and found.unit is None:
        _simple_fraction(line, found)
        _scaled(line, found)
    return found


def _phone(line: Line, index: int) -> Numeral | None:
    """Eight digits in groups after `tlf.` or a country code are one code."""
    start = line.lexemes[index].start
    named = line.word(index - 1) in words_of(number_words()["identifiers"]["phone"])
    country = line.text[start - 1 : start] == "+"
    if not (named or country):
        return None
    match = _PHONE_GROUPS.match(line.text, start - 1 if country else start)
    end = match.end() if match else line.lexemes[index].end
    last = index
    while last < len(line.lexemes) and line.lexemes[last].end <= end:
        last += 1
    begin = start - 1 if country else start
    return Numeral(begin, end, Decimal(re.sub(r"\D", "", line.text[begin:end])), "code", index, last)


def _grouped(line: Line, index: int) -> int:
    """Past the last group of `1 250 000`: plain spaces join only one to three digits and threes.

    A row of numbers ("79 47 56 116 298", "124 136 154 202 616") is not one number.
    """
    text, lexemes = line.text, line.lexemes
    first = lexemes[index]
    if first.end - first.start > 3 or not text[first.start : first.end].isdecimal():
        return index + 1
    last = index + 1
    while last < len(lexemes) and line.gap(last) == " " and lexemes[last].word == "":
        if not _THREE_DIGITS.fullmatch(text, lexemes[last].start, lexemes[last].end):
            break
        last += 1
        if not text[lexemes[last - 1].start : lexemes[last - 1].end].isdecimal():
            break
    if last == index + 1 or last - index > _LONGEST_GROUPING:
        return index + 1
    before, after = index - 1, last
    if index and line.gap(index) == " " and _is_row_number(line, before):
        return index + 1
    if after < len(lexemes) and line.gap(after) == " " and _is_row_number(line, after):
        return index + 1
    return last


def _is_row_number(line: Line, index: int) -> bool:
    """True for a digit group that is neither a year nor a code, as stands in a row of cells."""
    lexeme = line.lexemes[index]
    return lexeme.form == "digits" and lexeme.end - lexeme.start < 4


def _signed_start(line: Line, index: int) -> int:
    """The place of a minus sign that belongs to the number, or of its first digit."""
    text, start = line.text, line.lexemes[index].start
    if start == 0 or text[start - 1] not in "-–−":
        return start
    gap = line.gap(index)
    after_number = index > 0 and line.lexemes[index - 1].form != "word"
    free = start == 1 or text[start - 2] in SPACES + "(=/"
    return start - 1 if free and not (after_number and len(gap) < 3 and text[start - 1] != "−") else start


def _glued_ending(line: Line, found: Numeral) -> None:
    """`2nd`, `1.`, `13-åring`, `1990-tallet`, `5-HT`, `1)`: what the next characters make of it."""
    gap, word = line.gap(found.last), line.word(found.last)
    rest = line.text[found.end :]
    whole = found.value == found.value.to_integral_value()
    if gap == "" and word in words_of(number_words()["ordinal_context"]["digit_suffix"]):
        found.role, found.end, found.last = "ordinal", line.lexemes[found.last].end, found.last + 1
    elif gap in ("-", "", "–") and word in _joined_endings():
        unit = _joined_endings()[word]
        found.end, found.last = line.lexemes[found.last].end, found.last + 1
        found.unit = None if unit == "decade" else unit
        if unit == "decade" and found.value < 1000:
            found.role = "code"
    elif gap == "-" and word and not _is_year(found.value):
        found.role = "code"
    elif whole and _is_enumerator(line, found, rest):
        found.role = "code"
    elif whole and found.value < 1000 and _ORDINAL_AFTER_POINT.match(rest):
        found.role, found.end = "ordinal", found.end + 1


def _is_enumerator(line: Line, found: Numeral, rest: str) -> bool:
    """`1)`, `(1)` or `1.` at the start, `[1]` anywhere, `2)` that closes no bracket."""
    before = line.text[: found.start]
    if rest.startswith("]") and before.endswith("["):
        return True
    start = not before.strip(SPACES + "(")
    if rest.startswith(")"):
        return found.value < 100 and (start or before.count("(") <= before.count(")"))
    return start and not before and found.value < 100 and bool(_ENUMERATOR_AFTER_POINT.match(rest))


def _is_year(value: Decimal) -> bool:
    return 1900 <= value <= 2099


def _simple_fraction(line: Line, found: Numeral) -> None:
    """`2/3` is a fraction, `24/7` a code; `2015/16` stays two numbers."""
    if line.gap(found.last) != "/" or found.last >= len(line.lexemes):
        return
    other = line.lexemes[found.last]
    if other.form != "digits" or other.value is None or found.value >= 1000:
        return
    found.end, found.last = other.end, found.last + 1
    if 0 < found.value < other.value <= 20:
        found.role, found.value = "fraction", found.value / other.value
    else:
        found.role = "code"


def _scaled(line: Line, found: Numeral) -> None:
    """`1,22 mill`, `fem tusen`, `5 hundre`: the value times the scale that follows."""
    reading = _scale_reading(line, found.last)
    if reading is None or found.role != "cardinal":
        return
    found.value *= reading.value
    found.scale = reading.unit
    found.end = line.lexemes[found.last].end
    found.last += 1


def _scale_reading(line: Line, index: int) -> WordReading | None:
    gap = line.gap(index)
    if gap not in ("", " ") and gap not in HARD_SPACES:
        return None
    word = line.word(index)
    reading = read_word(word) if word else None
    if reading is None or reading.reading not in ("hundred", "scale"):
        return None
    if line.english and word in words_of(number_words()["scale_context"]["english_billion"]):
        return WordReading("scale", Decimal(10**9), "mrd")
    return reading


def _from_words(line: Line, index: int, reading: WordReading) -> Numeral | None:
    lexeme = line.lexemes[index]
    made = Numeral(lexeme.start, lexeme.end, reading.value, "cardinal", index, index + 1, word=True)
    match reading.reading:
        case "ordinal":
            return _ordinal(line, made)
        case "multiple" | "times":
            return _multiple(line, made, reading)
        case "half" | "one_and_a_half":
            made.role = "fraction" if reading.reading == "half" else "cardinal"
            first_half = index and (before := read_word(line.word(index - 1)))
            return None if first_half and before and before.reading == "ordinal" else made
        case "joined":
            made.unit = reading.unit
            return made
        case "halves" | "quarter" | "part" | "few":
            return None
        case "dozen":
            return made
        case "one":
            return _from_one(line, made)
        case _:
            _compose(line, made, reading)
            return _with_parts(line, made)


def _ordinal(line: Line, made: Numeral) -> Numeral | None:
    """An ordinal; `andre` only where it is not "others"."""
    context = number_words()["ordinal_context"]
    made.role = "ordinal"
    if line.word(made.first) in words_of(context["unsure"]):
        following = line.word(made.last)
        named = line.word(made.first - 1) in words_of(context["before"])
        sides = following in words_of(context["not_after"])
        if following not in words_of(context["after"]) and (not named or sides):
            return None
    return made


def _multiple(line: Line, made: Numeral, reading: WordReading) -> Numeral | None:
    """`dobbelt`, `twice as many` compare; `twice a year` counts times."""
    made.role, made.unit = "multiple", "ganger"
    if reading.reading == "times":
        times = number_words()["times"]
        counts = line.word(made.last) in words_of(times["adverb_counts_before"])
        compares = line.word(made.last) in words_of(times["comparing"])
        made.role = "times"
        if compares:
            made.role = "multiple"
        elif not counts or not line.english:
            return None
    return made


def _from_one(line: Line, made: Numeral) -> Numeral | None:
    """`en million`, `en tredjedel`, `et par`, `et dusin`, `en halv`; else one, or an article."""
    ones = number_words()["ones"]
    word = line.word(made.first)
    following = read_word(line.word(made.last)) if line.gap(made.last) == " " else None
    if following and following.reading in ("hundred", "scale"):
        _compose(line, made, WordReading("small", Decimal(1)))
        return _with_parts(line, made)
    if following and following.reading in ("part", "quarter", "halves", "dozen", "few", "half"):
        return _with_parts(line, made)
    if word in ones["norwegian"].split() or word in ones["english"].split():
        if following and following.reading != "joined":
            return None
        made.role = "article"
    return made


def _compose(line: Line, made: Numeral, reading: WordReading) -> None:
    """Add the number words that go on with this one: `to hundre og fem`, `twenty two`."""
    total, current = Decimal(0), reading.value
    joins_units = line.word(made.first - 1) not in words_of(
        number_words()["modality_context"]["between"]
    )
    if reading.reading == "scale":
        total, current, made.scale = reading.value, Decimal(0), reading.unit
    while True:
        scale = _scale_reading(line, made.last)
        if scale and scale.reading == "hundred" and 0 < current < 20:
            current, step = current * 100, 1
        elif scale and scale.reading == "scale" and current and (not total or total > scale.value):
            total, current, step = total + current * scale.value, Decimal(0), 1
            made.scale = scale.unit
        else:
            step, added = _next_words(line, made.last, total, current, joins_units)
            if not step:
                break
            current, made.scale = current + added, None
        made.last += step
        made.end = line.lexemes[made.last - 1].end
    made.value = total + current


def _next_words(
    line: Line, at: int, total: Decimal, current: Decimal, joins_units: bool
) -> tuple[int, Decimal]:
    """How many lexemes from `at` go on with a number word, and what they add; (0, 0) for none."""
    gap, linked = line.gap(at), line.word(at) in ("og", "and") and joins_units
    reading = read_word(line.word(at + linked))
    if gap != " " or reading is None or line.gap(at + linked) != " ":
        return 0, Decimal(0)
    value, kind = reading.value, reading.reading
    if kind == "one" and linked:
        value, kind = Decimal(1), "small"
    if kind not in ("small", "tens", "compound") or (line.word(at + linked) == "to" and line.english):
        return 0, Decimal(0)
    after_hundred = current >= 100 and current % 100 == 0 and value < 100
    after_scale = total > 0 and current == 0
    after_tens = not linked and 20 <= current < 100 and current % 10 == 0 and value < 10
    units_first = linked and kind == "tens" and 0 < current < 10 and not total
    if value and (after_hundred or after_scale or after_tens or units_first):
        return 1 + linked, value
    return 0, Decimal(0)


def _with_parts(line: Line, made: Numeral) -> Numeral | None:
    """`to tredeler`, `tre dusin`, `et par`, `to og en halv`: what a following word makes of it."""
    words = number_words()
    reading = read_word(line.word(made.last)) if line.gap(made.last) == " " else None
    kind = reading.reading if reading else None
    if reading and kind in ("part", "quarter"):
        made.role, made.value = "fraction", made.value / reading.value
    elif reading and kind == "dozen":
        made.value *= reading.value
    elif reading and kind == "few" and made.value == 1:
        made.value, made.about = reading.value, True
    elif kind in ("half", "halves") and made.value == 1:
        made.role, made.value = "fraction", Decimal("0.5")
    elif reading and kind == "ordinal" and _is_english_part(line, made):
        made.role, made.value = "fraction", made.value / reading.value
    elif line.word(made.last) in ("og", "and"):
        one, half = read_word(line.word(made.last + 1)), line.word(made.last + 2)
        halves = words_of(words["parts"]["half_after_one"]) | {"half"}
        if not one or one.reading != "one" or half not in halves:
            return made
        made.value, made.last = made.value + Decimal("0.5"), made.last + 2
    else:
        return made
    made.end = line.lexemes[made.last].end
    made.last += 1
    scale = _scale_reading(line, made.last)
    if scale and scale.reading == "scale":
        made.role = "cardinal"
        _scaled(line, made)
    return made


def _is_english_part(line: Line, made: Numeral) -> bool:
    """`one third of`, `two thirds`: a part and not the third."""
    word, after = line.word(made.last), line.word(made.last + 1)
    if word in words_of(number_words()["parts"]["english_plural"]):
        return True
    closed = made.last + 1 >= len(line.lexemes) or line.gap(made.last + 1).strip(SPACES) != ""
    return made.value == 1 and line.english and (after == "of" or closed)


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
def _joined_endings() -> dict[str, str]:
    table = number_words()["joined"]
    return {ending: unit for unit, words in table.items() for ending in words.split()}
