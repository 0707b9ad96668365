"""Readings of tables -> sentences in the question's language."""

from collections.abc import Sequence
from decimal import Decimal

from reportqa.answer.calculate import CellAt, Result, part_rows
from reportqa.answer.compose import Composer, Source, source_of_cell
from reportqa.answer.reading import Reading
from reportqa.answer.tabular import Missing
from reportqa.language.detect import Language
from reportqa.language.formatting import format_number, format_quantity
from reportqa.language.messages import message
from reportqa.question.query import Query
from reportqa.report.model import Report

_PLAIN_OPERATIONS = ("lookup", "compare", "trend")


def say_readings(
    readings: Sequence[Reading], query: Query, reports: dict[str, Report], composer: Composer
) -> None:
    """Say each reading, labelled with its measure, and note where a table's own sums disagree."""
    verdicts = {reading.verdict for reading in readings}
    if len(verdicts) == 1 and None not in verdicts:
        composer.say(message("yes" if verdicts.pop() else "no", query.language))
    for reading in readings:
        for result in reading.results:
            _say_result(reading, result, query, reports, composer)
    for reading in readings:
        _say_disagreement(reading, query.language, composer)


def _say_result(
    reading: Reading, result: Result, query: Query, reports: dict[str, Report], composer: Composer
) -> None:
    language = query.language
    composer.add_result(result)
    marks = composer.cite(source_of_cell(cell) for cell in result.cells)
    if result.unit == "år" and result.operation in ("max", "min", "rank"):
        if query.asks_number:
            return
        cell = result.cells[0]
        shown, label = format_quantity(cell.value, cell.placed.unit, language), cell.label
    else:
        small = result.unit == "prosent" and abs(result.value) < 10
        decimals = 2 if small or result.operation in ("ratio", "mean") else 1
        shown = format_quantity(result.value, _unit(result), language, decimals)
        label = result.label
    name = "share" if reading.operation == "share_of_both" else reading.operation
    name = name if reading.operation not in _PLAIN_OPERATIONS else "lookup"
    if name == "percent_change" and query.direction < 0 and result.value > 0:
        name = "percent_fall"
    if result.operation == "lookup" and name in ("sum", "difference"):
        name = "lookup"
    composer.say(
        message(
            name,
            language,
            label=label,
            where=_where(result.cells, reports, language),
            value=shown,
            formula=result.formula,
            marks=marks,
            place=_place(query),
            of=len(result.cells),
        )
    )


def _place(query: Query) -> str:
    """`Nest høyest`."""
    name = "place_low" if query.position < 0 else "place"
    places = message(name, query.language).split("|")
    return places[min(abs(query.position), len(places)) - 1]


def _unit(result: Result) -> str | None:
    return result.unit or None


def _where(cells: Sequence[CellAt], reports: dict[str, Report], language: Language) -> str:
    places = list(dict.fromkeys((c.placed.report, c.placed.measure) for c in cells))
    return " / ".join(_measure_name(reports[r], m, language) for r, m in places)


def _measure_name(report: Report, number: int | None, language: Language) -> str:
    measure = report.measure(number) if number is not None else None
    if measure is None:
        return message("outside", language).lower()
    return f"{message('measure', language, number=measure.number)}, {measure.title}"


def _say_disagreement(reading: Reading, language: Language, composer: Composer) -> None:
    """Said only where the reading uses a total that its parts don't add up to."""
    used = {cell.label: cell for result in reading.results for cell in result.cells}
    for check in reading.placed.checks:
        if check.agrees or check.label not in used:
            continue
        composer.say(
            message(
                "sums_disagree",
                language,
                label=check.label,
                total=format_number(check.total, language),
                found=format_number(check.found, language),
                marks=composer.cite([source_of_cell(used[check.label])]),
            )
        )


def say_missing(
    missing: Missing, reports: dict[str, Report], language: Language, composer: Composer
) -> None:
    """Say which years a table lacks and which it covers."""
    placed = missing.placed
    if missing.category:
        rows = [placed.table.rows[i] for i in part_rows(placed)]
        places = [Source(placed.report, placed.measure, placed.path, row.text.span) for row in rows]
        composer.say(
            message(
                "category_missing",
                language,
                where=_measure_name(reports[placed.report], placed.measure, language),
                labels=", ".join(row.label.text for row in rows),
                marks=composer.cite(places),
            )
        )
        return
    years = [c.text for c in placed.table.columns if c.text.isdigit()]
    header = Source(placed.report, placed.measure, placed.path, placed.table.header.span)
    composer.say(
        message(
            "years_missing",
            language,
            years=", ".join(str(y) for y in missing.years),
            where=_measure_name(reports[placed.report], placed.measure, language),
            covered=f"{years[0]}–{years[-1]}",
            marks=composer.cite([header]),
        )
    )


def chart_of(reading: Reading) -> dict[str, object] | None:
    """Labels, series and unit where the answer is a series or a comparison of three or more."""
    cells = [cell for result in reading.results for cell in result.cells]
    if len(cells) < 3 or len({c.placed.unit for c in cells}) > 1:
        return None
    by_year = len({c.row_label for c in cells}) == 1
    labels = [c.column_label if by_year else c.row_label for c in cells]
    values = [_json_number(c.value) for c in cells]
    name = cells[0].row_label if by_year else cells[0].column_label
    return {
        "labels": labels,
        "series": [{"name": name, "values": values}],
        "unit": cells[0].placed.unit,
    }


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
