"""Numerals: digits, number words and scales put together to values; no meaning yet."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reportqa.language.digit_groups import group_end, phone_at, signed_start
from reportqa.language.lexemes import HARD_SPACES, SPACES, Line, number_words, unit_words, words_of
from reportqa.language.number_words import WordReading, joined_endings, read_word

Role = Literal["cardinal", "ordinal", "fraction", "multiple", "times", "article", "code"]
_ORDINAL_AFTER_POINT = re.compile(rf"\.[{SPACES}]+[a-zæøå]")
_ENUMERATOR_AFTER_POINT = re.compile(rf"\.[{SPACES}]+[^\W\d_a-zæøå]")


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


def _is_other_word(line: Line, index: int, reading: WordReading) -> bool:
    """True where a word that can be a number is another word here ("to" in English, "å tre")."""
    word, before = line.word(index), line.word(index - 1)
    contexts = number_words()
    if word in words_of(contexts["ambiguous"]["norwegian"]):
        return line.english or (word == "to" and _is_between_digits(line, index))
    if word in words_of(contexts["ambiguous"]["english"]):
        return not line.english
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


def _is_between_digits(line: Line, index: int) -> bool:
    """True for the "to" of "2013 to 2016"."""
    around = [line.lexemes[at].form for at in (index - 1, index + 1) if 0 <= at < len(line.lexemes)]
    return around == ["digits", "digits"]


def _from_digits(line: Line, index: int, value: Decimal) -> Numeral:
    lexeme = line.lexemes[index]
    phone = phone_at(line, index)
    if phone:
        digits = re.sub(r"\D", "", line.text[phone[0] : phone[1]])
        last = sum(other.start < phone[1] for other in line.lexemes)
        return Numeral(*phone, Decimal(digits), "code", index, last)
    last = group_end(line, index)
    if last > index + 1:
        digits = line.text[lexeme.start : line.lexemes[last - 1].end].replace(" ", "")
        value = Decimal(digits.replace(",", "."))
    start, end = signed_start(line, index), line.lexemes[last - 1].end
    found = Numeral(start, end, value, "cardinal", index, last)
    if found.start < lexeme.start:
        found.value = -value
    _glued_ending(line, found)
    if found.role == "cardinal" and found.unit is None:
        _simple_fraction(line, found)
        _scaled(line, found)
    return found


def _glued_ending(line: Line, found: Numeral) -> None:
    """`2nd`, `1.`, `13-åring`, `1990-tallet`, `5-HT`, `1)`: what the next characters make of it."""
    gap, word = line.gap(found.last), line.word(found.last)
    rest = line.text[found.end :]
    whole = found.value == found.value.to_integral_value()
    if gap == "" and word in words_of(number_words()["ordinal_context"]["digit_suffix"]):
        found.role, found.end, found.last = "ordinal", line.lexemes[found.last].end, found.last + 1
    elif gap in ("-", "", "–") and word in joined_endings():
        unit = joined_endings()[word]
        found.end, found.last = line.lexemes[found.last].end, found.last + 1
        found.unit = None if unit == "decade" else unit
        if unit == "decade" and found.value < 1000:
            found.role = "code"
    elif _is_hyphenated_code(found, gap, word) or (whole and _is_enumerator(line, found, rest)):
        found.role = "code"
    elif whole and found.value < 1000 and _ORDINAL_AFTER_POINT.match(rest):
        found.role, found.end = "ordinal", found.end + 1


def _is_hyphenated_code(found: Numeral, gap: str, word: str) -> bool:
    """`5-HT`, but not `2015-rapporten`, nor `5-prosent`."""
    return gap == "-" and bool(word) and not _is_year(found.value) and word not in unit_words()


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
    if found.value == found.value.to_integral_value():
        found.value = found.value.to_integral_value()
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
    if following and following.reading == "ordinal" and _is_english_part(line, made):
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
    if kind not in ("small", "tens", "compound") or _is_other_word(line, at + linked, reading):
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
