"""Rows told apart by what took place and what is feared; limits of yes/no questions; questions that
the words of a row are not enough for.
"""

from functools import cache

import pytest

from reportqa.answer.table_words import TableWords, table_words
from reportqa.answer.tables.interpret import read_tables
from reportqa.answer.tables.reading import Reading
from reportqa.language.vocabulary import Vocabulary, compile_vocabulary
from reportqa.question.understand import understand
from reportqa.report.parse import parse_report

_TEXT = """Årsrapport for trygge hjem 2023

Tiltak 1: Hjelpelinje for husdyreiere (LMD)

Ansvarlig utfører: Dyretilsynet

Kommuner har laget planer mot flom. Hjelpelinja er åpen hele døgnet.

Tabellen viser antall samtaler til hjelpelinja.

Kategori 2021 2022 2023 Totalt
Gjennomført avliving 4 5 6 15
Frykt for avliving 20 21 22 63
Frykt for flom/ras 7 8 9 24
Totalt 31 34 37 102

Måloppnåelse: Målet er nådd.

Tiltak 2: Sår hos husdyr på dyreklinikkene (LMD)

Ansvarlig utfører: Dyreklinikkene

Klinikkene melder hver måned.

Tabellen viser infeksjoner meldt fra dyreklinikkene. Tallene er foreløpige.

Kategori 2021 2022 2023 Totalt
Sårinfeksjon 40 41 45 126
Klauvsårinfeksjon 10 12 14 36
MRSA-smitte 3 2 1 6
Totalt 53 55 60 168

Måloppnåelse: Målet er nådd.
"""


@cache
def _vocabulary() -> Vocabulary:
    return compile_vocabulary(texts=[_TEXT])


@cache
def _tables() -> list[TableWords]:
    return table_words(parse_report("hjem", _TEXT), _vocabulary())


def _readings(question: str) -> list[Reading]:
    found = read_tables(understand(question, _vocabulary()), _tables(), _vocabulary())
    return [r for r in found if isinstance(r, Reading)]


def _values(question: str) -> list[int]:
    return [int(result.value) for r in _readings(question) for result in r.results]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Hvor mange samtaler gjaldt utført avliving i 2022?", [5]),
        ("Hvor mange avlivinger som allerede hadde skjedd, var det i 2023?", [6]),
        ("Hvor mange samtaler var fra folk som var redde for avliving i 2022?", [21]),
        ("How many calls were about people being afraid of avliving in 2021?", [20]),
        ("Hvor mange samtaler om avliving var det i 2022?", [5, 21]),
    ],
)
def test_what_took_place_is_not_what_is_feared(question: str, values: list[int]) -> None:
    assert _values(question) == values


@pytest.mark.parametrize(
    ("question", "value", "verdict"),
    [
        ("Fikk hjelpelinja mer enn 36 samtaler i 2023?", 37, True),
        ("Fikk hjelpelinja over 40 samtaler i 2023?", 37, False),
        ("Var det minst 37 samtaler til hjelpelinja i 2023?", 37, True),
        ("Var det under 37 samtaler til hjelpelinja i 2023?", 37, False),
        ("Were there 37 samtaler or more in 2023?", 37, True),
        ("Did hjelpelinja have more than 50 samtaler in 2023?", 37, False),
        ("Var det 36 samtaler til hjelpelinja i 2023?", 37, False),
    ],
)
def test_a_limit_is_held_against_the_number(question: str, value: int, verdict: bool) -> None:
    (reading,) = _readings(question)
    assert [int(r.value) for r in reading.results] == [value]
    assert reading.verdict is verdict


def test_a_limit_of_a_change() -> None:
    (reading,) = _readings("Økte samtalene til hjelpelinja med mer enn 2 fra 2022 til 2023?")
    assert reading.operation == "difference"
    assert reading.verdict is True


def test_keywords_with_short_forms() -> None:
    assert _values("hjelpelinja flom el ras 2022 ant samtaler") == [8]


def test_a_list_of_other_things_is_no_cell() -> None:
    assert _values("Hvilke kommuner har laget planer mot flom i 2022?") == []
    assert _values("Hvilke samtaler var det om flom i 2022?") == [8]


def test_a_caption_that_shows_things_counts_them() -> None:
    placed = _tables()[1].placed
    assert placed.units == ("infeksjoner",) * 4
    assert _values("Hvor mange infeksjoner meldte dyreklinikkene i 2023?") == [60]


def test_the_unit_names_no_row_in_part() -> None:
    assert _values("How many bloodstream infections did the dyreklinikkene report in 2021?") == []
    assert _values("How many wound infections did the dyreklinikkene report in 2021?") == [40]
    ranked = _values(
        "Hva var nest vanligste infeksjon hos dyreklinikkene i 2023, og hvor mange tilfeller?"
    )
    assert ranked == [14]


def test_a_list_of_what_the_title_names_is_no_cell() -> None:
    assert _values("Hvilke husdyreiere ringte om flom i 2022?") == []
