"""An answer and its evidence, as programs get it (see docs/answer.md for each field)."""

from dataclasses import dataclass
from typing import Any, Literal

from reportqa.language.detect import Language

Status = Literal["answered", "ambiguous", "not_in_report", "error"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place of a report: `quote` is its stored text[start:end] with white space folded."""

    number: int
    report: str
    measure: int | None
    measure_title: str | None
    section: tuple[str, ...]
    page: int
    quote: str
    start: int
    end: int
    footnote: int | None = None


@dataclass(frozen=True, slots=True)
class Operand:
    """A number of the report that a calculation uses, and the citation it stands in."""

    value: int | float
    citation: int


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a number was calculated; `formula` as a person writes it.

    A count has no operands; `counted` are the names of what was counted.
    """

    operation: str
    formula: str
    operands: tuple[Operand, ...]
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A number that the question asks for. `derivation` is None where the report states it."""

    value: int | float
    unit: str | None
    label: str
    measure: int | None
    citations: tuple[int, ...]
    derivation: Derivation | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of a chart's line or row of bars, one a label."""

    name: str
    values: tuple[int | float, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What an answer's numbers may be drawn from."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question. `text` carries [n] markers that point at `citations`."""

    question: str
    language: Language
    status: Status
    text: str
    values: tuple[Value, ...] = ()
    citations: tuple[Citation, ...] = ()
    confidence: float = 0.0
    id: str | None = None
    chart: Chart | None = None
    suggestions: tuple[str, ...] = ()
    understood: str | None = None
    error: str | None = None


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer as the contract's JSON object; optional fields only where they hold something."""
    import msgspec

    found: dict[str, Any] = msgspec.to_builtins(answer)
    for name in ("id", "chart", "understood", "error"):
        if found[name] is None:
            del found[name]
    for value in found["values"]:
        if value["derivation"]:
            del value["derivation"]["counted"]  # its formula names them
    if not found["suggestions"]:
        del found["suggestions"]
    return {"id": found.pop("id"), **found} if "id" in found else found
