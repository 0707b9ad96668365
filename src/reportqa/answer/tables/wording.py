"""Readings of tables -> sentences in the question's language."""

import re
from collections.abc import Sequence

from reportqa.answer.calculate import CellAt, Result, part_rows
from reportqa.answer.compose import Composer, Source, plain_number, source_of_cell
from reportqa.answer.model import Chart, Series
from reportqa.answer.naming import measure_name
from reportqa.answer.tables.interpret import Missing
from reportqa.answer.tables.reading import Reading
from reportqa.language.detect import Language
from reportqa.language.formatting import format_number, format_quantity, rounded
from reportqa.language.messages import message
from reportqa.question.query import Query
from reportqa.report.model import Report

# A measure of a report.
_Place = tuple[str, int | None]
_PLAIN_OPERATIONS = ("lookup", "compare", "trend")


def say_readings(
    readings: Sequence[Reading], query: Query, reports: dict[str, Report], composer: Composer
) -> None:
    """Say each reading, labelled with its measure, and note where a table's own sums disagree."""
    verdicts = {reading.verdict for reading in readings}
    if len(verdicts) == 1 and None not in verdicts:
        denied = "no" if query.yes_no else "premise"
        name = "yes" if verdicts.pop() else denied
        composer.say(message(name, query.language, correction="").strip())
    said: set[_Place] = set()
    for reading in readings:
        if _is_series(reading):
            _say_series(reading, query.language, reports, composer)
            continue
        for result in reading.results:
            _say_result(reading, result, query, reports, composer, said)
    if any(_is_rounded(result) for reading in readings for result in reading.results):
        composer.say(message("rounded", query.language))
    for reading in readings:
        _say_disagreement(reading, query.language, composer)


def _is_rounded(result: Result) -> bool:
    """True where a calculated number has more decimals than are said."""
    return result.formula is not None and result.value != rounded(result.value, _decimals(result))


def _decimals(result: Result) -> int:
    """Two where one would say too little: small percentages, ratios, means."""
    small = result.unit == "prosent" and abs(result.value) < 10
    return 2 if small or result.operation in ("ratio", "mean") else 1


def _is_series(reading: Reading) -> bool:
    """True for one row over several columns."""
    cells = [c for result in reading.results for c in result.cells]
    plain = all(result.operation == "lookup" for result in reading.results)
    return plain and len(cells) > 2 and len({c.row for c in cells}) == 1


def _say_series(
    reading: Reading, language: Language, reports: dict[str, Report], composer: Composer
) -> None:
    """One sentence: `Totalt (tiltak 1): 222 (2013), 157 (2014), 147 (2015) saker`."""
    cells = [c for result in reading.results for c in result.cells]
    for result in reading.results:
        composer.add_result(result)
    points = [f"{format_number(c.value, language)} ({c.column_label})" for c in cells]
    composer.say(
        message(
            "series",
            language,
            row=cells[0].row_label,
            where=_where(cells, reports, language),
            points=", ".join(points),
            unit=cells[0].unit or "",
            marks=composer.cite(source_of_cell(c) for c in cells),
        )
    )


def _say_result(
    reading: Reading,
    result: Result,
    query: Query,
    reports: dict[str, Report],
    composer: Composer,
    said: set[_Place],
) -> None:
    language = query.language
    composer.add_result(result)
    marks = composer.cite(source_of_cell(cell) for cell in result.cells)
    if result.unit == "år" and result.operation in ("max", "min", "rank"):
        if len(reading.results) > 1 and query.asks_number:
            return
        cell = result.cells[0]
        shown, label = format_quantity(cell.value, cell.unit, language), cell.label
    else:
        shown = format_quantity(result.value, _unit(result), language, _decimals(result))
        label = result.label
    name = "share" if reading.operation == "share_of_both" else reading.operation
    name = name if reading.operation not in _PLAIN_OPERATIONS else "lookup"
    if name == "percent_change" and result.operation == "percent_fall":
        name = "percent_fall"
    if result.operation == "lookup" and name in ("sum", "difference"):
        name = "lookup"
    composer.say(
        message(
            name,
            language,
            label=label,
            where=_where(result.cells, reports, language, said),
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


def _where(
    cells: Sequence[CellAt],
    reports: dict[str, Report],
    language: Language,
    said: set[_Place] | None = None,
) -> str:
    """The measures of the cells; the title of one that was `said` before is left out."""
    places = list(dict.fromkeys((c.placed.report, c.placed.measure) for c in cells))
    known = said or set()
    names = [_measure_name(reports[r], m, language, (r, m) not in known) for r, m in places]
    if said is not None:
        said.update(places)
    return " / ".join(names)


def _measure_name(
    report: Report, number: int | None, language: Language, titled: bool = True
) -> str:
    measure = report.measure(number) if number is not None else None
    if measure is None:
        return message("outside", language).lower()
    label = measure_name(measure, language)
    return f"{label}, {measure.title}" if titled else label


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
    place = placed.table.header
    if placed.table.caption is not None and not any(p and p.year for p in placed.periods):
        place = placed.table.caption
    years = sorted(set(re.findall(r"\b(?:19|20)\d\d\b", place.text)))
    sources = [Source(placed.report, placed.measure, placed.path, span) for span in place.spans()]
    composer.say(
        message(
            "years_missing",
            language,
            years=", ".join(str(y) for y in missing.years),
            where=_measure_name(reports[placed.report], placed.measure, language),
            covered=f"{years[0]}–{years[-1]}" if len(years) > 1 else years[0],
            marks=composer.cite(sources),
        )
    )


def chart_of(reading: Reading) -> Chart | None:
    """Labels, series and unit where the answer is a series or a comparison of three or more."""
    cells = [cell for result in reading.results for cell in result.cells]
    if len(cells) < 3 or len({c.unit for c in cells}) > 1:
        return None
    by_year = len({c.row_label for c in cells}) == 1
    labels = tuple(c.column_label if by_year else c.row_label for c in cells)
    name = cells[0].row_label if by_year else cells[0].column_label
    series = Series(name, tuple(plain_number(c.value) for c in cells))
    return Chart(labels, (series,), cells[0].unit)
