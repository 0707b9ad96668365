"""Questions for a report's own set, drafted from its tables, with golds to confirm."""

import random
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportqa.facts.model import PlacedTable
from reportqa.facts.tables import tables_of
from reportqa.report.model import Report, Row

Line = dict[str, object]


def draft_questions(reports: Sequence[Report], count: int, seed: int = 0) -> list[Line]:
    """Up to `count` lines of a question set: cells, sums, differences, shares and refusals.

    Each has its gold, evidence and a note that asks for a look; the same seed gives the same.
    """
    rng = random.Random(seed)
    lines = [line for report in reports for line in _drafts(report, rng)]
    rng.shuffle(lines)
    return [{"id": f"d{n:03}", **line} for n, line in enumerate(lines[:count], start=1)]


def _drafts(report: Report, rng: random.Random) -> Iterator[Line]:
    numbers = {m.number for m in report.measures}
    for placed in tables_of(report):
        rows, columns = placed.table.rows, range(len(placed.table.columns))
        parts = [i for i in columns if i != placed.total_column]
        for i, row in enumerate(rows):
            if i != placed.total_row:
                yield from _of_row(placed, row, parts, rng)
    absent = next(n for n in range(1, len(numbers) + 3) if n not in numbers)
    for text in (f"Hva er budsjettet for tiltak {absent}?", f"Hvem leder tiltak {absent}?"):
        yield {"lang": "nb", "topic": "refusal", "question": text, "kind": "abstain", "note": _NOTE}


_NOTE = "drafted: confirm the gold and put the question in your readers' words"


def _of_row(
    placed: PlacedTable, row: Row, columns: list[int], rng: random.Random
) -> Iterator[Line]:
    held = [i for i in columns if row.cells[i].value is not None]
    if not held:
        return
    place = f" i tiltak {placed.measure}" if placed.measure else ""
    asked_for = f"Hvor mange {placed.unit}" if placed.unit else "Hvor mange"
    column = rng.choice(held)
    name, when = row.label.text, placed.table.columns[column].text
    value = _value(row, column)
    yield _line(placed, row, f"{asked_for} var det i kategorien «{name}» i {when}{place}?", value)
    if len(held) < 2:
        return
    first, last = held[0], held[-1]
    a, b = placed.table.columns[first].text, placed.table.columns[last].text
    asked = f"Hva er endringen i «{name}» fra {a} til {b}{place}?"
    change = _value(row, last) - _value(row, first)
    yield _line(placed, row, asked, change, f"{_value(row, last)} - {_value(row, first)}")
    total = sum((_value(row, i) for i in held), Decimal(0))
    formula = " + ".join(str(_value(row, i)) for i in held)
    asked = f"{asked_for} var det i kategorien «{name}» i hele perioden{place}?"
    yield _line(placed, row, asked, total, formula)


def _line(
    placed: PlacedTable, row: Row, question: str, value: Decimal, formula: str | None = None
) -> Line:
    line: Line = {
        "lang": "nb",
        "topic": "table",
        "question": question,
        "kind": "number",
        "values": [float(value)],
        "unit": placed.unit,
        "measures": [placed.measure] if placed.measure is not None else [],
        "evidence": [row.text.text],
        "note": _NOTE,
    }
    return {**line, "formula": formula} if formula else line


def _value(row: Row, column: int) -> Decimal:
    return row.cells[column].value or Decimal(0)
