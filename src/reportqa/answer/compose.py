"""Putting an answer together: sources get their numbers in the order of use."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportqa.answer.calculate import CellAt, Result
from reportqa.answer.model import Answer, Chart, Citation, Derivation, Operand, Status, Value
from reportqa.chunks.chunk import Chunk
from reportqa.language.formatting import rounded
from reportqa.question.query import Query
from reportqa.report.model import Report
from reportqa.span import Span, Text

_DECIMALS = 2
# As many letters of a heading's first word tell that a sentence says it.
_TOLD_BY = 8


@dataclass(frozen=True, slots=True)
class Source:
    """A place to cite."""

    report: str
    measure: int | None
    path: tuple[str, ...]
    span: Span
    footnote: int | None = None


def sources_of(chunk: Chunk, text: Text) -> list[Source]:
    """The places of a chunk's sentence, one for each contiguous part of it."""
    return [
        Source(chunk.report, chunk.measure, chunk.path, s, chunk.footnote) for s in text.spans()
    ]


def source_of_cell(cell: CellAt) -> Source:
    """A cell is cited by its row, so that its label stands beside it."""
    row = cell.placed.table.rows[cell.row]
    return Source(cell.placed.report, cell.placed.measure, cell.placed.path, row.text.span)


class Composer:
    """Collects text, values and citations of one answer."""

    def __init__(
        self, query: Query, reports: Mapping[str, Report], texts: Mapping[str, str]
    ) -> None:
        """`texts` are the stored texts by report, from which quotes are taken."""
        self.query = query
        self._reports = reports
        self._texts = texts
        self._sources: list[Source] = []
        self._values: list[Value] = []
        self._parts: list[str] = []

    def cite(self, sources: Iterable[Source]) -> str:
        """The markers of `sources`, `[1][2]`; a place cited before keeps its number."""
        return "".join(f"[{n}]" for n in self.numbers(sources))

    def numbers(self, sources: Iterable[Source]) -> list[int]:
        """The citation numbers of `sources`, in order, each once."""
        found = []
        for source in sources:
            if source not in self._sources:
                self._sources.append(source)
            found.append(self._sources.index(source) + 1)
        return list(dict.fromkeys(found))

    def say(self, sentence: str) -> None:
        """Add a sentence to the text."""
        if sentence:
            self._parts.append(sentence)

    def add_result(self, result: Result) -> None:
        """Add a table number or calculation to the values."""
        numbers = self.numbers(source_of_cell(c) for c in result.cells)
        derivation = None
        if result.formula is not None and result.operation != "lookup":
            operands = tuple(
                Operand(plain_number(c.value), self.numbers([source_of_cell(c)])[0])
                for c in result.cells
            )
            derivation = Derivation(result.operation, result.formula, operands)
        self._values.append(
            Value(
                plain_number(result.value),
                result.unit,
                result.label,
                result.cells[0].placed.measure,
                tuple(numbers),
                derivation,
            )
        )

    def add_value(self, value: Decimal, unit: str | None, label: str, source: Source) -> None:
        """Add a number that the report states in running text."""
        numbers = tuple(self.numbers([source]))
        self._values.append(Value(plain_number(value), unit, label, source.measure, numbers))

    def add_calculated(
        self,
        value: Decimal,
        unit: str | None,
        label: str,
        operation: str,
        formula: str,
        operands: Sequence[tuple[Decimal, Source]],
    ) -> None:
        """Add a number calculated from numbers that running text states."""
        cited = tuple(Operand(plain_number(v), self.numbers([s])[0]) for v, s in operands)
        numbers = tuple(dict.fromkeys(o.citation for o in cited))
        derivation = Derivation(operation, formula, cited)
        measure = operands[0][1].measure
        self._values.append(Value(plain_number(value), unit, label, measure, numbers, derivation))

    def add_count(
        self, items: Sequence[str], unit: str, measure: int | None, sources: Iterable[Source]
    ) -> None:
        """Add how many things were counted; the formula names them."""
        derivation = Derivation("count", f"{', '.join(items)} = {len(items)}", (), tuple(items))
        numbers = tuple(self.numbers(sources))
        self._values.append(Value(len(items), unit, unit, measure, numbers, derivation))

    def answer(
        self,
        status: Status,
        confidence: float,
        chart: Chart | None = None,
        suggestions: tuple[str, ...] = (),
    ) -> Answer:
        """The answer as it stands."""
        return Answer(
            question=self.query.text,
            language=self.query.language,
            status=status,
            text=" ".join(self._parts),
            values=tuple(self._values),
            citations=tuple(self._citation(i, s) for i, s in enumerate(self._sources, start=1)),
            confidence=round(confidence, 2),
            chart=chart,
            suggestions=suggestions,
        )

    def _citation(self, number: int, source: Source) -> Citation:
        report = self._reports[source.report]
        measure = report.measure(source.measure) if source.measure is not None else None
        quote = self._texts[source.report][source.span.start : source.span.end]
        return Citation(
            number=number,
            report=source.report,
            measure=source.measure,
            measure_title=measure.title if measure else None,
            section=source.path,
            page=report.page(source.span.start),
            quote=re.sub(r"\s+", " ", quote).strip(),
            start=source.span.start,
            end=source.span.end,
            footnote=source.footnote,
        )


def plain_number(value: Decimal) -> int | float:
    """A JSON number: whole where it is whole, else rounded to two decimals, halves up."""
    if value == value.to_integral_value():
        return int(value)
    return float(rounded(value, _DECIMALS))


def leading_heading(path: tuple[str, ...], said: str) -> str:
    """The heading that a sentence leans on ("Nettverket ...") and doesn't say itself."""
    if len(path) < 2 or not path[-1].strip():
        return ""
    first = path[-1].split()[0].strip("«»“”\"'-")
    return "" if first.casefold()[:_TOLD_BY] in said.casefold() else f"{path[-1]}: "
