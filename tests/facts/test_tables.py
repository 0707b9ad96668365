"""Tables as facts: what they count, which of their lines are totals, and whether sums agree."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportqa.facts.build import build_facts
from reportqa.facts.model import PlacedTable
from reportqa.facts.tables import tables_of
from reportqa.report.model import Report
from reportqa.report.parse import parse_report

_COUNTS = "Type 2019 2020 Totalt\nBrann 3 4 7\nFlom 10 20 30\nTotalt 13 24 37"


def _report(caption: str, table: str) -> tuple[str, Report]:
    text = (
        "Rapport om havner 2021\n\nTiltak 1: Felles kontroller (NFD)\n\n"
        "Ansvarlig utfører: Havnetilsynet\n\nDet ble gjort kontroller i perioden.\n\n"
        f"{caption}\n\n{table}\n\nMåloppnåelse: Målet er nådd.\n"
    )
    return text, parse_report("havner", text)


def _placed(caption: str, table: str) -> PlacedTable:
    (placed,) = tables_of(_report(caption, table)[1])
    return placed


def _values(placed: PlacedTable) -> list[list[Decimal | None]]:
    return [[cell.value for cell in row.cells] for row in placed.table.rows]


def _wrong(placed: PlacedTable) -> dict[str, tuple[int, int]]:
    return {c.label: (int(c.total), int(c.found)) for c in placed.checks if not c.agrees}


@pytest.mark.parametrize(
    ("caption", "unit"),
    [
        ("Tabellen viser antall hendelser meldt til etaten.", "hendelser"),
        ("Tabell 1: Antall saker etter type og år", "saker"),
        ("Tabell 1: Avdekkede brudd ved felles kontroller, etter kategori og år", "brudd"),
        ("Tabell 2: Oversikt over varsler til tilsynet", "varsler"),
        ("Tabell 4: Talet på saker etter type", "saker"),
        ("Table 1: Number of cases by type and year", "cases"),
        ("Tabell 2: Andel skoler med rådgiver", "prosent"),
        ("Tabell 5: Utbetalt tilskudd, kroner", "kroner"),
    ],
)
def test_a_caption_says_what_a_table_counts(caption: str, unit: str) -> None:
    placed = _placed(caption, _COUNTS)
    assert placed.unit == unit
    assert set(placed.units) == {unit}


def test_columns_have_units_of_their_own() -> None:
    placed = _placed(
        "Tabell 1: Besøk og tilskudd",
        "Kommune  Besøk  Andel (%)  Tilskudd (kr)\nBergen  13  24,5  340 000\nMoss  7  50,0  120 000",
    )
    assert placed.units == ("besøk", "prosent", "kroner")
    assert placed.unit is None
    assert _values(placed)[0] == [13, Decimal("24.5"), 340_000]


def test_cells_say_that_a_column_is_of_percentages() -> None:
    placed = _placed("Tabell 1: Skoler", "Type 2019 2020\nBrann 3 % 4 %\nFlom 10 % 20 %")
    assert placed.unit == "prosent"


@pytest.mark.parametrize(
    ("caption", "factor"),
    [
        ("Tabell 3: Tilskudd i kroner", 1),
        ("Tabell 3: Tilskudd i 1 000 kroner", 1_000),
        ("Tabell 3: Tilskudd i tusen kroner", 1_000),
        ("Tabell 3: Tilskudd (mill. kr)", 1_000_000),
    ],
)
def test_amounts_are_in_kroner_as_they_are_meant(caption: str, factor: int) -> None:
    placed = _placed(caption, _COUNTS)
    assert _values(placed)[0] == [3 * factor, 4 * factor, 7 * factor]
    assert not _wrong(placed)


def test_only_the_column_of_amounts_is_scaled() -> None:
    placed = _placed(
        "Tabell 1: Besøk og tilskudd etter kommune",
        "Kommune  Besøk  Tilskudd (1 000 kroner)\nBergen  13  340\nMoss  7  120",
    )
    assert _values(placed) == [[13, 340_000], [7, 120_000]]


@pytest.mark.parametrize("name", ["Totalt", "Sum", "I alt", "Til sammen", "Total"])
def test_a_total_is_known_by_its_name(name: str) -> None:
    placed = _placed("Tabell 1: Antall saker", _COUNTS.replace("Totalt", name))
    assert (placed.total_row, placed.total_column) == (2, 2)


def test_a_total_is_known_by_its_sums() -> None:
    sums = "Havn A B Begge\nMoss 3 4 7\nOslo 10 20 30\nNorge 13 24 37"
    placed = _placed("Tabell 1: Antall saker", sums)
    assert (placed.total_row, placed.total_column) == (2, 2)
    no_sums = _placed("Tabell 1: Antall saker", sums.replace("24 37", "25 37"))
    assert no_sums.total_row is None


def test_sums_that_disagree_are_told() -> None:
    wrong = _COUNTS.replace("Brann 3 4 7", "Brann 3 4 8").replace("Totalt 13 24", "Totalt 13 25")
    assert _wrong(_placed("Tabell 1: Antall saker", wrong)) == {
        "Brann, Totalt": (8, 7),
        "Totalt, 2020": (25, 24),
        "Totalt, Totalt": (37, 38),
    }


def test_a_dash_adds_nothing() -> None:
    dash = "Type 2019 2020 Totalt\nBrann 3 – 3\nFlom 10 20 30\nTotalt 13 20 33"
    placed = _placed("Tabell 1: Antall saker", dash)
    assert _values(placed)[0] == [3, None, 3]
    assert not _wrong(placed)


def test_percentages_are_no_parts_of_a_sum() -> None:
    shares = "Kommune  Jenter  Gutter  Totalt  Andel jenter (%)\n"
    shares += "Bergen  3  1  4  75,0\nMoss  1  3  4  25,0\nSum  4  4  8  50,0"
    placed = _placed("Tabell 1: Antall elever", shares)
    assert not _wrong(placed)
    assert {c.label.split(", ")[1] for c in placed.checks} == {"Jenter", "Gutter", "Totalt"}


def test_percentages_of_a_whole_add_up() -> None:
    shares = "Type 2019 2020\nBrann 30 40\nFlom 70 61\nTotalt 100 100"
    assert _wrong(_placed("Tabell 1: Andel saker i prosent", shares)) == {
        "Totalt, 2020": (100, 101)
    }


_grids = st.integers(2, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 900), min_size=width, max_size=width), min_size=2, max_size=6
    )
)


def _written(grid: list[list[int]]) -> str:
    """A table with totals of its rows and columns."""
    years = " ".join(str(2010 + i) for i in range(len(grid[0])))
    rows = [f"Type{'abcdef'[i]} {' '.join(map(str, row))} {sum(row)}" for i, row in enumerate(grid)]
    sums = [sum(column) for column in zip(*grid, strict=True)]
    return "\n".join(
        [f"Kategori {years} Totalt", *rows, f"Totalt {' '.join(map(str, sums))} {sum(sums)}"]
    )


@given(_grids)
def test_sums_agree_where_they_are_right(grid: list[list[int]]) -> None:
    placed = _placed("Tabell 1: Antall saker", _written(grid))
    assert [row[:-1] for row in _values(placed)[:-1]] == grid
    assert len(placed.checks) == len(grid) + 1 + len(grid[0]) + 1
    assert not _wrong(placed)


@given(_grids, st.data())
def test_one_wrong_cell_is_told_twice(grid: list[list[int]], data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(grid) - 1))
    column = data.draw(st.integers(0, len(grid[0]) - 1))
    lines = [line.split() for line in _written(grid).splitlines()]
    lines[1 + row][1 + column] = str(grid[row][column] + 1)
    placed = _placed("Tabell 1: Antall saker", "\n".join(" ".join(line) for line in lines))
    label = f"Type{'abcdef'[row]}, Totalt"
    assert set(_wrong(placed)) == {label, f"Totalt, {2010 + column}"}


@given(_grids)
def test_every_cell_is_a_fact_that_gives_back_its_text(grid: list[list[int]]) -> None:
    text, report = _report("Tabell 1: Antall saker", _written(grid))
    facts = [f for f in build_facts(report) if f.source == "table"]
    assert len(facts) == (len(grid) + 1) * (len(grid[0]) + 1)
    for fact in facts:
        assert text[fact.span.start : fact.span.end] == str(fact.value)
        assert text[fact.sentence.span.start :].startswith(fact.row or "?")
        assert fact.unit == "saker"
