"""Facts: every number of a report, typed, with its place and what it is about."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reportqa.language.numbers import Modality, NumberKind
from reportqa.language.periods import Period
from reportqa.report.model import Table
from reportqa.span import Span, Text

FactSource = Literal["table", "text", "heading", "fields", "footnote"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A number of the report. `span` covers it as it stands, `sentence` is what it stands in.

    `row` and `column` name a table cell. The other fields are those of
    `reportqa.language.numbers.Number`.
    """

    report: str
    measure: int | None
    path: tuple[str, ...]
    footnote: int | None
    page: int
    source: FactSource
    value: Decimal
    kind: NumberKind
    unit: str | None
    noun: str | None
    phrase: str | None
    modality: Modality
    scale: str | None
    of: Decimal | None
    article: bool
    range: Literal["from", "to"] | None
    text: str
    span: Span
    start: int
    sentence: Text
    row: str | None = None
    column: str | None = None

    @property
    def counts(self) -> bool:
        """False for an article that counts nothing for sure: `en rolle`, not `minst en rolle`."""
        return not self.article or self.modality != "exact"


@dataclass(frozen=True, slots=True)
class SumCheck:
    """A total of a table set against the sum of its parts."""

    label: str
    total: Decimal
    found: Decimal

    @property
    def agrees(self) -> bool:
        """True where the parts add up to the total."""
        return self.total == self.found


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table with its place, the units of its columns and the result of its own sums.

    `axes` are what the caption says that rows and columns are by: `etter kategori og år`.
    `lead` is the sentence before it, `around` all running text of its section.
    `total_row` and `total_column` are where the sums of the others stand, `periods` the year, or
    part of one, that each column is of.
    """

    report: str
    measure: int | None
    path: tuple[str, ...]
    table: Table
    units: tuple[str | None, ...]
    checks: tuple[SumCheck, ...]
    axes: tuple[str, str] | None = None
    total_row: int | None = None
    total_column: int | None = None
    lead: str = ""
    around: str = ""
    periods: tuple[Period | None, ...] = ()

    @property
    def unit(self) -> str | None:
        """What the whole table counts; None where its columns count different things."""
        return self.units[0] if len(set(self.units)) == 1 else None
