"""Operations on tables of random numbers, asked for in words; the truth is computed apart.

The questions go through the same steps as a user's: typed query, table, reading.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reportqa.answer.table_words import table_words
from reportqa.answer.tables.interpret import Missing, read_tables
from reportqa.answer.tables.reading import Reading
from reportqa.language.vocabulary import Vocabulary, compile_vocabulary
from reportqa.question.understand import understand
from reportqa.report.parse import parse_report

_TYPES = ("Brann", "Flom", "Tyveri", "Støy")
_YEARS = (2013, 2014, 2015, 2016)
_HUNDRED = Decimal(100)

Grid = dict[str, dict[int, int]]


@cache
def _vocabulary() -> Vocabulary:
    return compile_vocabulary()


def _report(grid: Grid) -> str:
    """A report with one table, totals and all."""
    rows = [
        f"{t} {' '.join(str(n) for n in r.values())} {sum(r.values())}" for t, r in grid.items()
    ]
    sums = [_year(grid, year) for year in _YEARS]
    table = [f"Type {' '.join(map(str, _YEARS))} Totalt", *rows]
    table.append(f"Totalt {' '.join(map(str, sums))} {sum(sums)}")
    return (
        "Rapport om havner 2017\n\nTiltak 1: Felles kontroller (NFD)\n\n"
        "Ansvarlig utfører: Havnetilsynet\n\nDet ble gjort kontroller i perioden.\n\n"
        "Tabellen viser antall hendelser meldt til etaten, fordelt på type hendelse.\n\n"
        + "\n".join(table)
        + "\n\nMåloppnåelse: Målet er nådd.\n"
    )


def _readings(grid: Grid, question: str) -> Sequence[Reading | Missing]:
    tables = table_words(parse_report("havner", _report(grid)), _vocabulary())
    return read_tables(understand(question, _vocabulary()), tables, _vocabulary())


def _reading(grid: Grid, question: str) -> Reading:
    (reading,) = _readings(grid, question)
    assert isinstance(reading, Reading)
    return reading


def _values(grid: Grid, question: str) -> list[Decimal]:
    return [result.value for result in _reading(grid, question).results]


def _names(grid: Grid, question: str) -> list[str | None]:
    return [result.name for result in _reading(grid, question).results]


def _year(grid: Grid, year: int) -> int:
    return sum(row[year] for row in grid.values())


def _all(grid: Grid) -> int:
    return sum(_year(grid, year) for year in _YEARS)


def _grids(least: int = 0) -> st.SearchStrategy[Grid]:
    row = st.tuples(*[st.integers(least, 900)] * len(_YEARS))
    rows = st.tuples(*[row] * len(_TYPES))
    return rows.map(
        lambda grid: {
            t: dict(zip(_YEARS, r, strict=True)) for t, r in zip(_TYPES, grid, strict=True)
        }
    )


_fast = settings(max_examples=25, deadline=None)

_ONE_NUMBER: list[tuple[str, Callable[[Grid], int | Decimal]]] = [
    ("Hvor mange hendelser med brann var det i 2014?", lambda g: g["Brann"][2014]),
    ("Kor mange hendingar med brann var det i 2014?", lambda g: g["Brann"][2014]),
    ("How many hendelser of brann were there in 2014?", lambda g: g["Brann"][2014]),
    ("Hvor mange hendelser med støy var det siste år?", lambda g: g["Støy"][2016]),
    ("Hvor mange hendelser med brann var det totalt?", lambda g: sum(g["Brann"].values())),
    ("Hvor mange hendelser var det i 2014?", lambda g: _year(g, 2014)),
    ("Hvor mange hendelser var det i alt?", _all),
    (
        "Hvor mange hendelser med brann og flom var det til sammen i 2014?",
        lambda g: g["Brann"][2014] + g["Flom"][2014],
    ),
    (
        "Hvor mange hendelser med brann var det til sammen i 2013 og 2014?",
        lambda g: g["Brann"][2013] + g["Brann"][2014],
    ),
    (
        "Hvor mange hendelser med brann var det til sammen fra 2013 til 2015?",
        lambda g: g["Brann"][2013] + g["Brann"][2014] + g["Brann"][2015],
    ),
    (
        "Hvor mange flere hendelser med brann var det i 2014 enn i 2013?",
        lambda g: g["Brann"][2014] - g["Brann"][2013],
    ),
    (
        "Hvor mange flere hendelser med brann enn med flom var det i 2014?",
        lambda g: g["Brann"][2014] - g["Flom"][2014],
    ),
    (
        "Hva var den prosentvise endringen i hendelser med støy fra 2013 til 2016?",
        lambda g: (Decimal(g["Støy"][2016]) - g["Støy"][2013]) / g["Støy"][2013] * _HUNDRED,
    ),
    (
        "Hvor stor andel av hendelsene i 2016 gjaldt støy?",
        lambda g: Decimal(g["Støy"][2016]) / _year(g, 2016) * _HUNDRED,
    ),
    (
        "Hvor stor andel av hendelsene var i 2016?",
        lambda g: Decimal(_year(g, 2016)) / _all(g) * _HUNDRED,
    ),
    (
        "Hvor mange ganger så mange hendelser med støy var det i 2016 som i 2013?",
        lambda g: Decimal(g["Støy"][2016]) / g["Støy"][2013],
    ),
    (
        "Hva var gjennomsnittlig antall hendelser med støy per år?",
        lambda g: Decimal(sum(g["Støy"].values())) / len(_YEARS),
    ),
    ("Hva var gjennomsnittlig antall hendelser per år?", lambda g: Decimal(_all(g)) / len(_YEARS)),
    (
        "Hvor mange hendelser i 2016 gjaldt ikke støy?",
        lambda g: _year(g, 2016) - g["Støy"][2016],
    ),
    (
        "Hvor mange hendelser var det i 2016 utenom støy?",
        lambda g: _year(g, 2016) - g["Støy"][2016],
    ),
    (
        "På hvilken plass kom flom i 2016?",
        lambda g: 1 + sum(row[2016] > g["Flom"][2016] for row in g.values()),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("question", "truth"), _ONE_NUMBER)
@_fast
@given(grid=_grids(least=1))
def test_one_number(question: str, truth: Callable[[Grid], int | Decimal], grid: Grid) -> None:
    (value,) = _values(grid, question)
    assert value == truth(grid)


@_fast
@given(_grids(least=1))
def test_a_fall_is_counted_as_it_is_asked_for(grid: Grid) -> None:
    new, old = grid["Brann"][2015], grid["Brann"][2014]
    fewer = _reading(grid, "Hvor mange færre hendelser med brann var det i 2015 enn i 2014?")
    fell = _reading(grid, "Hvor mange prosent falt hendelser med brann fra 2014 til 2015?")
    assert fewer.results[0].value == abs(new - old)
    assert fell.results[0].value == abs(Decimal(new) - old) / old * _HUNDRED
    # Where it rose, the answer says that the question is wrong.
    assert fewer.verdict == fell.verdict == (False if new > old else None)


@_fast
@given(_grids(), st.sampled_from(_YEARS))
def test_the_highest_the_lowest_and_the_second(grid: Grid, year: int) -> None:
    values = sorted((row[year] for row in grid.values()), reverse=True)
    for asked, value in [
        ("flest", values[0]),
        ("færrest", values[-1]),
        ("nest flest", values[1]),
        ("nest færrest", values[-2]),
        ("tredje flest", values[2]),
    ]:
        question = f"Hvilken type hadde {asked} hendelser i {year}?"
        assert set(_values(grid, question)) == {value}
        assert _names(grid, question) == [t for t, row in grid.items() if row[year] == value]


@_fast
@given(_grids())
def test_a_year_is_chosen_too(grid: Grid) -> None:
    most = max(grid["Støy"].values())
    years = [year for year, value in grid["Støy"].items() if value == most]
    assert _values(grid, "Hvilket år var det flest hendelser med støy?") == years
    least = min(_year(grid, year) for year in _YEARS)
    years = [year for year in _YEARS if _year(grid, year) == least]
    assert _values(grid, "Hvilket år var det færrest hendelser?") == years


@_fast
@given(_grids())
def test_every_step_of_a_series(grid: Grid) -> None:
    reading = _reading(grid, "Økte antall hendelser med støy hvert år?")
    series = list(grid["Støy"].values())
    assert [r.value for r in reading.results] == series
    assert reading.verdict == all(b > a for a, b in pairwise(series))
    develops = _reading(grid, "Hvordan utviklet antall hendelser med støy seg?")
    assert develops.series
    assert [r.value for r in develops.results] == series


@_fast
@given(_grids())
def test_the_rows_that_changed(grid: Grid) -> None:
    rose = {t: r[2016] - r[2015] for t, r in grid.items() if r[2016] > r[2015]}
    fell = {t: r[2015] - r[2016] for t, r in grid.items() if r[2016] < r[2015]}
    for asked, changes in [("økte", rose), ("gikk ned", fell)]:
        readings = _readings(grid, f"Hvilke typer {asked} fra 2015 til 2016?")
        results = [x for r in readings if isinstance(r, Reading) for x in r.results]
        assert {r.name: int(r.value) for r in results} == changes


@_fast
@given(_grids(), st.sampled_from([(2013, 2014), (2014, 2016), (2013, 2016)]))
def test_the_row_that_changed_most(grid: Grid, years: tuple[int, int]) -> None:
    first, last = years
    changes = {t: row[last] - row[first] for t, row in grid.items()}
    assume(max(changes.values()) > 0)
    question = f"Hvilken type økte mest fra {first} til {last}?"
    assert set(_values(grid, question)) == {max(changes.values())}
    best = [t for t, change in changes.items() if change == max(changes.values())]
    assert _names(grid, question) == best


@_fast
@given(_grids(), st.integers(1, 899))
def test_how_many_rows_are_within_a_limit(grid: Grid, limit: int) -> None:
    values = [row[2016] for row in grid.values()]
    for asked, count in [
        (f"mer enn {limit}", sum(v > limit for v in values)),
        (f"minst {limit}", sum(v >= limit for v in values)),
        (f"færre enn {limit}", sum(v < limit for v in values)),
        (f"høyst {limit}", sum(v <= limit for v in values)),
    ]:
        readings = _readings(grid, f"Hvor mange typer hadde {asked} hendelser i 2016?")
        found = [r.results[0].value for r in readings if isinstance(r, Reading)]
        assert found == ([count] if count else [])


@_fast
@given(_grids(), st.integers(0, 900))
def test_a_claim_is_held_against_the_cell(grid: Grid, claim: int) -> None:
    question = f"Stemmer det at det var {claim} hendelser med støy i 2016?"
    assert _reading(grid, question).verdict == (claim == grid["Støy"][2016])


@_fast
@given(_grids())
def test_yes_or_no_of_a_change_gives_both_numbers(grid: Grid) -> None:
    old, new = grid["Flom"][2013], grid["Flom"][2014]
    rose = _reading(grid, "Økte antall hendelser med flom fra 2013 til 2014?")
    assert ([r.value for r in rose.results], rose.verdict) == ([old, new], new > old)
    fell = _reading(grid, "Falt antall hendelser med flom fra 2013 til 2014?")
    assert fell.verdict == (new < old)
    more = _reading(grid, "Var det flere hendelser med flom enn med brann i 2014?")
    assert more.verdict == (new > grid["Brann"][2014])
    either = _reading(grid, "Var det flere eller færre hendelser med flom i 2014 enn i 2013?")
    assert either.verdict is None


@_fast
@given(_grids(), st.integers(2017, 2029))
def test_a_year_that_the_table_lacks_is_missed(grid: Grid, year: int) -> None:
    (missing,) = _readings(grid, f"Hvor mange hendelser med støy var det i {year}?")
    assert isinstance(missing, Missing)
    assert missing.years == (year,)
