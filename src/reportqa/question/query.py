"""A question as a typed query: what it asks for, the operation, and its constraints."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reportqa.language.detect import Language

Kind = Literal[
    "number",
    "year",
    "when",
    "who",
    "where",
    "why",
    "how",
    "definition",
    "list",
    "yes_no",
    "summary",
    "text",
]
SectionName = tuple[Literal["objective", "attainment"], int | None]
Relative = Literal["first", "last", "last_two", "before", "after"]
FieldName = Literal["contact", "responsible", "ministries", "budget", "phone", "post", "chapter"]
Operation = Literal[
    "lookup",
    "sum",
    "difference",
    "percent_change",
    "share",
    "ratio",
    "mean",
    "max",
    "min",
    "rank",
    "trend",
    "count",
]


@dataclass(frozen=True, slots=True)
class Term:
    """A content word (or vocabulary phrase) of the question.

    `forms` holds its stem first, then the stemmed words or phrases that the vocabulary gives for
    it. `name` tells a proper name by its capital letter inside the sentence.
    """

    text: str
    start: int
    end: int
    forms: tuple[str, ...]
    name: bool


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked. `years` are those named, in the order named; with `year_range` they are the
    ends of a range; `period` is True for all the report's years; `relative` names years by their
    place ("siste år").

    `asks_person` tells that a person's name is asked for, `outside` that no report answers this.
    `compares` tells that two things are set against each other ("enn", "than").
    `claims` are the numbers that the question states itself ("Stemmer det at ... 300?").
    `direction` is -1 where the question counts downwards ("hvor mange færre"), 1 for upwards.
    `counted` is the word that follows "how many"; `per` the thing that a ratio is asked for each
    of ("saker per rådgiver"). `carried` are the terms taken over from the questions before it;
    `text` then holds them too, and `leans` is true.
    """

    text: str
    language: Language
    kind: Kind
    operation: Operation
    terms: tuple[Term, ...]
    field: FieldName | None = None
    measures: tuple[int, ...] = ()
    sections: tuple[SectionName, ...] = ()
    footnote: int | None = None
    page: int | None = None
    years: tuple[int, ...] = ()
    year_range: bool = False
    period: bool = False
    relative: Relative | None = None
    position: int = 1
    percent: bool = False
    direction: int = 0
    compares: bool = False
    yes_no: bool = False
    asks_number: bool = False
    asks_person: bool = False
    outside: bool = False
    claims: tuple[Decimal, ...] = ()
    counted: str | None = None
    per: str | None = None
    carried: tuple[Term, ...] = ()
    leans: bool = False
