"""Lexemes: the words and digit groups of a text, the digits already read as numbers."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from reportqa.language.lexicon import lexicon

if TYPE_CHECKING:
    from reportqa.language.detect import Language

Form = Literal["word", "digits", "date", "code"]

HARD_SPACES = "\u00a0\u2009\u202f"
SPACES = " " + HARD_SPACES

_WORD = r"(?P<word>[^\W\d_]\w*(?:['’-][^\W\d_]\w*)*(?:-(?=\s))?)"
_DATE = (
    r"(?P<date>\d{1,2}\.\s?\d{1,2}\.\s?\d{4}(?!\d)|\d{4}-\d\d-\d\d(?!\d)"
    r"|\d{1,2}/\d{1,2}[-/]\d{4}(?!\d)|\d{1,2}\.\d{1,2}\.\d\d(?![\d.]))"
)
_VULGAR = r"(?P<vulgar>(?:\d+ ?)?[½¼¾⅓⅔])"
_DIGITS = rf"(?P<digits>\d+(?:[.,:{HARD_SPACES}]\d+)*)(?P<tail>[^\W\d_]+(?:-[^\W\d_]+)*)?"
_LINK = r"(?P<link>(?:https?://|www\.|mailto:|file:)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)*)"
_PLAIN_TEXT = re.compile("|".join((_WORD, _DATE, _VULGAR, _DIGITS)))
_TEXT_WITH_LINKS = re.compile("|".join((_LINK, _WORD, _DATE, _VULGAR, _DIGITS)))

_RUN = re.compile(r"(?<![^\W_])\d+(?![^\W_])")
_LETTER_CODE = re.compile(r"[^\W\d_]\d+")
_HARD_GROUPS = re.compile(rf"\d{{1,3}}(?:[{HARD_SPACES}]\d{{3}})+(?:[.,]\d+)?")
_POINT_GROUPS = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3}){2,}(?:,\d+)?|\.\d{3},\d+)")
_COMMA_GROUPS = re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3}){2,}(?:\.\d+)?|,\d{3}\.\d+)")
_UNSURE_GROUP = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_DECIMALS = re.compile(r"\d+[.,]\d+")
_TWO_YEARS = re.compile(r"(?:19|20)\d\d[.,](?:19|20)\d\d")
_CODE = re.compile(r"\d+:\d+|\d+(?:\.\d+){2,}")
_VULGAR_VALUES = {
    "½": Decimal(1) / 2,
    "¼": Decimal(1) / 4,
    "¾": Decimal(3) / 4,
    "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3,
}


class Lexeme(NamedTuple):
    """A word (lower case) or a digit group of a text. `value` is None for words and dates."""

    start: int
    end: int
    word: str
    form: Form
    value: Decimal | None = None


@dataclass(slots=True)
class Line:
    """A text with its lexemes; `english` tells whose number signs and small words it has."""

    text: str
    language: "Language | None"
    lexemes: list[Lexeme] = field(default_factory=list)
    _english: bool | None = None

    @property
    def english(self) -> bool:
        """True for English text: as the caller says, else by the small words; Norwegian if none."""
        if self._english is None:
            self._english = (self.language or _guessed(self.text)) == "en"
        return self._english

    def word(self, index: int) -> str:
        """The word at `index` in lower case; empty for digits and outside the text."""
        return self.lexemes[index].word if 0 <= index < len(self.lexemes) else ""

    def gap(self, index: int) -> str:
        """What stands between the lexeme before `index` and the one there (or the text's ends)."""
        start = self.lexemes[index - 1].end if index > 0 else 0
        end = self.lexemes[index].start if index < len(self.lexemes) else len(self.text)
        return self.text[start:end]


def read_line(text: str, language: "Language | None" = None) -> Line:
    """The lexemes of a sentence or question; digits glued to letters are words, not numbers."""
    line = Line(text, language)
    links = "@" in text or "://" in text or "www." in text
    add = line.lexemes.append
    for match in (_TEXT_WITH_LINKS if links else _PLAIN_TEXT).finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        if kind == "word":
            word = match.group()
            if _LETTER_CODE.fullmatch(word):
                add(Lexeme(start, end, "", "code", Decimal(int(word[1:]))))
            else:
                add(Lexeme(start, end, word.lower(), "word"))
        elif kind == "date":
            add(Lexeme(start, end, "", "date"))
        elif kind == "vulgar":
            whole = match.group()[:-1].strip() or "0"
            value = Decimal(whole) + _VULGAR_VALUES[match.group()[-1]]
            add(Lexeme(start, end, "", "digits", value))
        elif kind == "link":
            for run in _RUN.finditer(text, start, end):
                add(Lexeme(*run.span(), "", "code", Decimal(int(run.group()))))
        else:
            _add_digits(line, match)
    return line


def _add_digits(line: Line, match: re.Match[str]) -> None:
    tail = match.group("tail")
    if tail and tail.lower() not in unit_words():
        line.lexemes.append(Lexeme(*match.span(), match.group().lower(), "word"))
        return
    line.lexemes += _read_digits(line, match.group("digits"), match.start())
    if tail:
        line.lexemes.append(Lexeme(match.start("tail"), match.end(), tail.lower(), "word"))


def _read_digits(line: Line, digits: str, at: int) -> list[Lexeme]:
    """One lexeme for digits that are one number; more where only separators join them."""
    end = at + len(digits)
    if digits.isdecimal():
        code = len(digits) > 1 and digits[0] == "0"
        return [Lexeme(at, end, "", "code" if code else "digits", Decimal(digits))]
    if _HARD_GROUPS.fullmatch(digits):
        return [Lexeme(at, end, "", "digits", _plain(digits, HARD_SPACES))]
    if _POINT_GROUPS.fullmatch(digits):
        return [Lexeme(at, end, "", "digits", _plain(digits, "."))]
    if _COMMA_GROUPS.fullmatch(digits):
        return [Lexeme(at, end, "", "digits", _plain(digits, ","))]
    if _UNSURE_GROUP.fullmatch(digits):
        thousands = _is_thousands(line, digits, at)
        value = _plain(digits, ".," if thousands else "")
        return [Lexeme(at, end, "", "digits", value)]
    if _DECIMALS.fullmatch(digits) and not _TWO_YEARS.fullmatch(digits):
        return [Lexeme(at, end, "", "digits", _plain(digits, ""))]
    if _CODE.fullmatch(digits):
        first = re.match(r"\d+", digits)
        assert first is not None
        return [Lexeme(at, end, "", "code", Decimal(first.group()))]
    parts = re.finditer(r"\d+", digits)
    return [x for part in parts for x in _read_digits(line, part.group(), at + part.start())]


def _plain(digits: str, separators: str) -> Decimal:
    for separator in separators:
        digits = digits.replace(separator, "")
    return Decimal(digits.replace(",", "."))


def _is_thousands(line: Line, digits: str, at: int) -> bool:
    """`1.250` and `1,250`: by the unit beside them, else by the language."""
    after, before = line.text[at + len(digits) :], line.text[:at]
    if _SCALE_OR_PERCENT.match(after):
        return line.english and "," in digits
    if _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(after):
        return True
    return line.english == ("," in digits)


_SCALE_OR_PERCENT = re.compile(r"\s*(?:%|p(?:rosent|st|er\s?cent|ercent)|mi?ll|mrd|milliard|billi)")
_MONEY_BEFORE = re.compile(r"(?:\bkr\.?|\bNOK|[€$£])\s*$", re.IGNORECASE)
_MONEY_AFTER = re.compile(r"\s*(?:kr\b|kron|NOK\b|,[-–])", re.IGNORECASE)


@lru_cache(maxsize=1_000)
def words_of(entry: str) -> frozenset[str]:
    """The words of one line of the number word list."""
    return frozenset(entry.split())


def number_words() -> dict[str, Any]:
    """The number word list."""
    return lexicon("numbers")


@cache
def unit_words() -> frozenset[str]:
    """Words that may be glued to digits, which still are a number: units, scales, endings."""
    data = number_words()
    tails = {word for unit in data["units"].values() for word in unit if word.isalpha()}
    tails |= {w for scale in data["scales"].values() for w in scale["words"].split()}
    tails |= {w for words in data["joined"].values() for w in words.split()}
    return frozenset(tails | words_of(data["ordinal_context"]["digit_suffix"]) | {"år", "x"})


@cache
def _hints() -> tuple[frozenset[str], frozenset[str]]:
    english = words_of(number_words()["english"]["words"])
    norwegian = words_of(number_words()["english"]["norwegian"])
    return english - norwegian, norwegian - english


def _guessed(text: str) -> Literal["en", "nb"]:
    english, norwegian = _hints()
    words = re.findall(r"[^\W\d_]+", text)
    marks = sum(w == "i" or (w.islower() and any(c in "æøå" for c in w)) for w in words)
    words = [word.lower() for word in words]
    for_norwegian = marks + sum(word in norwegian for word in words)
    return "en" if sum(word in english for word in words) > for_norwegian else "nb"
