"""Tables as facts: where they stand, what they count, and whether their sums agree."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import msgspec

from reportqa.facts.model import PlacedTable, SumCheck
from reportqa.language.lexicon import lexicon
from reportqa.language.numbers import find_numbers
from reportqa.language.periods import read_period
from reportqa.report.model import Block, ListBlock, Paragraph, Report, Table
from reportqa.report.tables import is_total
from reportqa.span import Text

_COUNTED = re.compile(
    r"\b(?:antallet|antall|antalet|antal|tallet på|talet på|tal på|number of)\s+(?P<noun>[^,.;:]+)",
    re.IGNORECASE,
)
# What a caption begins with that counts nothing: its own number, `Oversikt over`, `Tabellen viser`.
_HEAD = re.compile(
    r"^(?:[^\W\d_]+\s+\d+(?:\.\d+)*\s*[.:–-]?\s+)?+"
    r"(?:(?:oversikt|oversyn|fordeling|utvikling|statistikk|overview)\w*\s+(?:over|av|i|for|of)\s+)?+"
    r"(?:(?:tabell|oversikt|table|overview)\w*\s+(?:viser|syner|gir|gjev|shows|gives)\s+)?+",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:etter|fordelt på|fordelte på|by)\s+(?P<rows>[^\W\d_]+(?:\s+[^\W\d_]+)?)"
    r"\s+(?:og|and)\s+(?P<columns>[^\W\d_]+)",
    re.IGNORECASE,
)
# What a table shows the number of: `Tabellen viser hvor mange saker ...`.
_HOW_MANY = re.compile(
    r"^(?:hvor|kor|how)\s+(?:mange|stor|mye|mykje|many|large|much)\s+", re.IGNORECASE
)
_PERCENT = re.compile(r"\b(?:prosent|andel\w*|per cent|percent|share)\b|%", re.IGNORECASE)
_MONEY = re.compile(r"\b(?:kroner|kronar|kr|NOK)\b", re.IGNORECASE)
# `i 1 000 kroner`, `(mill. kr)`: the cells are written in thousands or millions.
_SCALE = re.compile(
    r"(?:(?P<digits>1[ \u00a0.]?000(?:[ \u00a0.]?000)?)|(?P<word>[^\W\d_]+))\.?\s*(?:kroner|kronar|kr|NOK)\b",
    re.IGNORECASE,
)
# A last row or column is a sum where so many lines or more show it.
_LEAST_LINES = 2
_WHOLE = Decimal(100)


def tables_of(report: Report) -> Iterator[PlacedTable]:
    """Every table of a report, in reading order."""
    for measure, path, section in report.parts():
        said = [sentence.text for b in section.blocks for sentence in _sentences(b)]
        before = ""
        for block in section.blocks:
            if isinstance(block, Table):
                placed = _placed(report.id, measure, path, block)
                yield replace(placed, lead=before, around=" ".join(said))
            before = next((s.text for s in reversed(_sentences(block))), before)


def _sentences(block: Block) -> tuple[Text, ...]:
    match block:
        case Paragraph(sentences):
            return sentences
        case ListBlock(items):
            return items
    return ()


def _placed(report: str, measure: int | None, path: tuple[str, ...], table: Table) -> PlacedTable:
    by = _BY.search(table.caption.text) if table.caption else None
    units = _units(table)
    table = _scaled(table, units)
    row, column = _total_row(table), _total_column(table)
    return PlacedTable(
        report,
        measure,
        path,
        table,
        units,
        _checks(table, units, row, column),
        (by.group("rows"), by.group("columns")) if by else None,
        row,
        column,
        periods=tuple(read_period(label.text) for label in table.columns),
    )


def _units(table: Table) -> tuple[str | None, ...]:
    """What the cells of each column count: as its label or its cells say, or else the caption."""
    own = [
        _named_unit(label.text, [row.cells[i].text.text for row in table.rows])
        for i, label in enumerate(table.columns)
    ]
    shared = _caption_unit(table)
    if not any(own) or all(own):
        return tuple(unit or shared for unit in own)
    if shared == "prosent" and "prosent" in own:
        # `Saker, og andel som endte med avtale`: the columns of shares are told by their own signs.
        shared = _first_noun(table)
    if shared in AMOUNTS:
        return tuple(unit or shared for unit in own)
    # Columns of different things: one without a sign counts what its label says, and that of a
    # year what the caption does.
    labels = [c.text for c in table.columns]
    return tuple(
        unit or (shared if read_period(label) else _noun(label))
        for unit, label in zip(own, labels, strict=True)
    )


# Units that are no counted noun.
AMOUNTS = ("prosent", "kroner")


def _named_unit(label: str, cells: Sequence[str]) -> str | None:
    """`prosent` or `kroner` where a column's label or most of its cells say so."""
    if _PERCENT.search(label) or 2 * sum("%" in cell for cell in cells) > len(cells):
        return "prosent"
    return "kroner" if _MONEY.search(label) else None


def _caption_unit(table: Table) -> str | None:
    """The counted noun that the caption names, `prosent` or `kroner`; None where it says nothing."""
    caption = " ".join(t.text for t in (table.caption, table.corner) if t)
    counted = _COUNTED.search(caption)
    if counted:
        return _noun(counted.group("noun"))
    if _PERCENT.search(caption):
        return "prosent"
    if _MONEY.search(caption):
        return "kroner"
    return _first_noun(table)


def _first_noun(table: Table) -> str | None:
    """The noun that the caption begins with; None where it begins with a share or has none."""
    said = _HOW_MANY.sub("", _HEAD.sub("", table.caption.text)) if table.caption else ""
    return None if _PERCENT.match(said) else _noun(said)


def _noun(phrase: str) -> str | None:
    """The noun that a number before the phrase would count."""
    lowered = phrase[:1].casefold() + phrase[1:]
    numbers = find_numbers(f"2 {lowered}")
    return numbers[0].noun if numbers else None


def _scaled(table: Table, units: Sequence[str | None]) -> Table:
    """The table with its amounts in kroner, where it writes them in thousands or millions."""
    said = " ".join(t.text for t in (table.caption, table.corner) if t)
    factors = [
        _factor(f"{label.text} {said}") if unit == "kroner" else 1
        for label, unit in zip(table.columns, units, strict=True)
    ]
    if all(factor == 1 for factor in factors):
        return table
    rows = [
        replace(
            row,
            cells=tuple(
                replace(cell, value=cell.value * factor if cell.value is not None else None)
                for cell, factor in zip(row.cells, factors, strict=True)
            ),
        )
        for row in table.rows
    ]
    return msgspec.structs.replace(table, rows=tuple(rows))


def _factor(said: str) -> int:
    for match in _SCALE.finditer(said):
        if match.group("digits"):
            return int(re.sub(r"\D", "", match.group("digits")))
        scales: dict[str, int] = lexicon("number_words")["scales"]
        if match.group("word").casefold() in scales:
            return scales[match.group("word").casefold()]
    return 1


def _total_row(table: Table) -> int | None:
    labels = [row.label.text for row in table.rows]
    lines = [[row.cells[i].value for row in table.rows] for i in range(len(table.columns))]
    return _total(labels, lines)


def _total_column(table: Table) -> int | None:
    lines = [[cell.value for cell in row.cells] for row in table.rows]
    return _total([c.text for c in table.columns], lines)


def _total(labels: Sequence[str], lines: Sequence[Sequence[Decimal | None]]) -> int | None:
    """Which of the labels is the total: by its name, or the last where it is the sum of the others
    in every line.
    """
    named = next((i for i, label in enumerate(labels) if is_total(label)), None)
    if named is not None or len(labels) < 3:
        return named
    sums = [_pair(line[-1], line[:-1]) for line in lines]
    shown = [pair for pair in sums if pair and pair[0]]
    agree = len(shown) >= _LEAST_LINES and all(total == found for total, found in shown)
    return len(labels) - 1 if agree else None


def _checks(
    table: Table, units: Sequence[str | None], total_row: int | None, total_column: int | None
) -> tuple[SumCheck, ...]:
    """Row totals against the row's parts, column totals against the column's.

    A total is of cells of its own unit; percentages are parts of a hundred, or have no total.
    """
    checks = []
    if total_column is not None:
        of_unit = [i for i, unit in enumerate(units) if unit == units[total_column]]
        for row in table.rows:
            parts = [row.cells[i].value for i in of_unit if i != total_column]
            pair = _pair(row.cells[total_column].value, parts)
            if pair and (units[total_column] != "prosent" or pair[0] == _WHOLE):
                label = f"{row.label.text}, {table.columns[total_column].text}"
                checks.append(SumCheck(label, *pair))
    if total_row is not None:
        total = table.rows[total_row]
        for i, column in enumerate(table.columns):
            parts = [r.cells[i].value for r in table.rows if r is not total]
            pair = _pair(total.cells[i].value, parts)
            if pair and (units[i] != "prosent" or pair[0] == _WHOLE):
                checks.append(SumCheck(f"{total.label.text}, {column.text}", *pair))
    return tuple(checks)


def _pair(total: Decimal | None, parts: Sequence[Decimal | None]) -> tuple[Decimal, Decimal] | None:
    if total is None or len(parts) < 2:
        return None
    return total, sum((p for p in parts if p is not None), Decimal(0))
