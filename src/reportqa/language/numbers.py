"""Numbers of a sentence or question: value, kind, unit, counted noun, modality and place.

The text must be clean: footnote markers, line ends and link remains belong to the report's parser.
Bokmål, nynorsk and English may stand mixed. The parts: `lexemes` (digits and words), `numerals`
(values), `dates`, `counted` (noun phrases), `modality`, `quantities` (kind and unit of one
number), `relations` (between numbers).
"""

import re
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from reportqa.language.dates import Date
from reportqa.language.lexemes import SPACES, read_line
from reportqa.language.modality import Modality
from reportqa.language.quantities import Draft, NumberKind, draft_at
from reportqa.language.relations import relate

if TYPE_CHECKING:
    from reportqa.language.detect import Language

__all__ = ["Date", "Modality", "Number", "NumberKind", "find_numbers", "parse_cell"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text.

    `start` and `end` are its characters with its unit sign ("Kr. 340 000,-", "44 prosent") and
    its month ("april 2016"), without its counted noun. `value` is scaled (1,22 mill is 1220000);
    percentages are in percent. The value of a date is its year (its day where it has none), with
    all that is stated in `date`; a bare year is of kind `year`, anything nearer of kind `date`.
    `unit` is `prosent`, `prosentpoeng`, `kroner`, `euro`, `dollar`, `år`, `ganger`, or the counted
    noun as written; in "202 saker: 13 frykt for vold" it is `saker` for both. `noun` is the
    counted noun, `phrase` the noun with its adjectives. `of` is the whole it is a part of
    ("12 av fylkets 14"). `article` marks an "en/et/a" that counts only if the noun is asked for.
    `range` tells the two ends of "2013-2016" or "mellom 13 og 24".
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
    date: Date | None = None


def find_numbers(text: str, language: "Language | None" = None) -> list[Number]:
    """Every number of `text` in order, identifiers and articles among them, marked as such.

    `language` decides what only the language tells ("1,250", "to"); None means that of the words.
    """
    line = read_line(text, language)
    drafts: list[Draft] = []
    index = 0
    while index < len(line.lexemes):
        draft = draft_at(line, index, drafts)
        if draft is None:
            index += 1
            continue
        drafts.append(draft)
        index = draft.last
    return [_frozen(draft) for draft in relate(line, drafts)]


def parse_cell(text: str) -> Decimal | None:
    """The number of a table cell, percent as percent; None for a dash, dots, words or brackets.

    A point before three digits parts thousands. A star (a note) is left out. Brackets give None:
    they mean a negative number to some and an uncertain one to others.
    """
    match = _CELL.fullmatch(text.strip())
    if not match:
        return None
    sign, digits = match.group("sign"), re.sub(rf"[{SPACES}]", "", match.group("digits"))
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", digits):
        digits = digits.replace(".", "")
    value = Decimal(digits.replace(",", "."))
    return -value if sign else value


_CELL = re.compile(
    rf"(?:kr\.?[{SPACES}]*)?(?P<sign>[-–−]?)"
    rf"(?P<digits>\d{{1,3}}(?:[{SPACES}.]\d{{3}})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
    rf"[{SPACES}]*(?:%|kr|,[-–])?\*?",
    re.IGNORECASE,
)


def _frozen(draft: Draft) -> Number:
    return Number(*[getattr(draft, name) for name in _NUMBER_FIELDS])


_NUMBER_FIELDS = tuple(field.name for field in fields(Number))
