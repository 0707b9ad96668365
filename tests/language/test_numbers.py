"""Numbers in running text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportqa.language.formatting import format_number, format_quantity
from reportqa.language.numbers import find_numbers, parse_cell


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("var det totalt 23 minoritetsrådgivere (MR)", [(23, "count", "minoritetsrådgivere")]),
        ("to ungdoms- og videregående skoler", [(2, "count", "skoler")]),
        ("Kr. 880 000 på post 01.", [(880000, "money", "kroner"), (1, "identifier", None)]),
        ("midlene på 1,22 mill som", [(1220000, "money", "kroner")]),
        ("med midler på 340 000,-.", [(340000, "money", "kroner")]),
        (
            "nesten halvparten (46 %)",
            [(Decimal("0.5"), "fraction", None), (46, "percent", "prosent")],
        ),
        ("ekstrem kontroll (44 prosent)", [(44, "percent", "prosent")]),
        ("endringen var -3,2 prosent", [(Decimal("-3.2"), "percent", "prosent")]),
        ("det ble −12 plasser (–4)", [(-12, "count", "plasser"), (-4, "count", None)]),
        ("fra 3 -5 plasser", [(3, "count", "plasser"), (5, "count", "plasser")]),
        ("12 av fylkets 14 kommuner", [(12, "count", "kommuner"), (14, "count", "kommuner")]),
        ("møtes to til fire ganger per år", [(2, "count", "ganger"), (4, "count", "ganger")]),
        ("Fafo-rapport 2015:40 og Haag 96", [(96, "identifier", None)]),
        ("pr. 1.1.2016 av", [(2016, "date", "år")]),
        ("tjueto barn og to hundre og fem saker", [(22, "count", "barn"), (205, "count", "saker")]),
        ("twenty-two girls", [(22, "count", "girls")]),
        ("i tiltak 5 og 11", [(5, "identifier", None), (11, "identifier", None)]),
        ("Gebyrene var til sammen kr 415 000.", [(415000, "money", "kroner")]),
        (
            "ga 7,8, mens andre ga 3,1.",
            [(Decimal("7.8"), "count", None), (Decimal("3.1"), "count", None)],
        ),
        ("planta 9 millionar tre", [(9_000_000, "count", None), (3, "count", None)]),
        ("det kom 1.204.500.", [(1204500, "count", None)]),
        ("besøkt av 15 reisende hver uke", [(15, "count", "reisende")]),
        ("mot 41 ansatte ett år før", [(41, "count", "ansatte"), (1, "count", "år")]),
        ("blant 31 deltakere svarte flere", [(31, "count", "deltakere")]),
        ("sto for to tredeler av det", [(Decimal("0.6666"), "fraction", None)]),
        (
            "åpent fra klokken 8 til 20 i uke 39",
            [(8, "identifier", None), (20, "identifier", None), (39, "identifier", None)],
        ),
        ("i 1. halvår 2016", [(1, "ordinal", None), (2016, "year", "år")]),
    ],
)
def test_value_kind_and_unit(text: str, expected: list[tuple[object, str, str | None]]) -> None:
    found = [(n.value, n.kind, n.unit) for n in find_numbers(text)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("Laget tok 720 turer, mot 650 året før.", ["turer", "turer"]),
        ("Det kom 63 svar, og 45 var sene.", ["svar", "svar"]),
        ("De la fram 30 forslag, og fire av forslagene var nye.", ["forslag", "forslag"]),
        ("Det kom 37 saker, og ni av klagene var nye.", ["saker", "klagene"]),
        ("Fra 34 turer steg tallet til 61.", ["turer", "turer"]),
        ("Snittet er 58 år, og fire av ti er menn.", ["år", None, None]),
    ],
)
def test_a_number_without_a_noun_goes_on_counting(text: str, nouns: list[str | None]) -> None:
    assert [n.noun for n in find_numbers(text)] == nouns


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        ("Ramme: 34 mill., hvorav 29 mill. er tilskudd", [None, 34_000_000]),
        ("Kr 5 000. Av dette gikk kr 2 000 til leie. Kr 700 kom til.", [None, 5000, None]),
        ("sju møter, herav fem på nett", [None, 7]),
        ("Av 63 turer gikk 40 som planlagt, 19 var korte, og 4 ble avlyst.", [None, 63, 63, 63]),
    ],
)
def test_parts_of_an_amount_know_their_whole(text: str, wholes: list[int | None]) -> None:
    assert [n.of for n in find_numbers(text)] == wholes


def test_ranges_know_their_ends() -> None:
    low, high = find_numbers("blir ungdom mellom 13 og 24 år rustet")
    assert (low.value, low.range, high.value, high.range) == (13, "from", 24, "to")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("blir ungdom mellom 13 og 24 år rustet", "age"),
        ("jenter i alderen 12–16 år", "age"),
        ("barn under 18 år", "age"),
        ("prosjektet varer mellom 2 og 4 år", "count"),
        ("ble ferdig etter 3 år", "count"),
    ],
)
def test_years_behind_people_are_an_age(text: str, kind: str) -> None:
    assert {number.kind for number in find_numbers(text)} == {kind}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("MRene er spredt over 7 fylker", "exact"),
        ("midlane er fordelte over 7 fylke", "exact"),
        ("det kom over 7 lærere", "more_than"),
    ],
)
def test_over_a_place_is_not_more_than(text: str, modality: str) -> None:
    (number,) = find_numbers(text)
    assert number.modality == modality


def test_a_part_behind_which_a_verb_stands_counts_what_the_whole_does() -> None:
    whole, part = find_numbers("Av 14 kommuner har 9 svart på brevet")
    assert (part.noun, part.of) == (whole.noun, 14) == ("kommuner", 14)
    _, part = find_numbers("Av 23 har 12 tiltrådt")
    assert (part.noun, part.of) == (None, 23)


def test_an_article_is_marked() -> None:
    (number,) = find_numbers("har gjennomført et møte der")
    assert number.article
    assert number.noun == "møte"


def test_the_part_knows_its_whole() -> None:
    part, _ = find_numbers("12 av fylkets 14 kommuner")
    assert part.of == 14


@given(st.integers(min_value=0, max_value=99_999_999), st.sampled_from(["nb", "nn", "en"]))
def test_what_is_written_is_read_back(value: int, language: str) -> None:
    written = format_number(Decimal(value), language)  # type: ignore[arg-type]
    (number,) = find_numbers(f"det var {written} saker")
    assert number.value == value


@given(st.text(alphabet="abcæøå 0123456789.,%-()", max_size=80))
def test_offsets_stay_inside_the_text_and_in_order(text: str) -> None:
    numbers = find_numbers(text)
    assert all(0 <= n.start < n.end <= len(text) for n in numbers)
    assert [n.start for n in numbers] == sorted(n.start for n in numbers)


@pytest.mark.parametrize(
    ("cell", "value"), [("1 234", 1234), ("12,5", Decimal("12.5")), ("–", None), ("45 %", 45)]
)
def test_cells(cell: str, value: object) -> None:
    assert parse_cell(cell) == value


@pytest.mark.parametrize(
    ("value", "unit", "language", "said"),
    [
        (10, "person", "nb", "10 personer"),
        (10, "person", "nn", "10 personar"),
        (0, "sak", "nb", "0 saker"),
        (1, "personer", "nb", "1 person"),
        (3, "møte", "nn", "3 møte"),
        (3, "fylke", "nb", "3 fylke"),
        (2, "tiltak", "nb", "2 tiltak"),
        (2, "minoritetsrådgivere", "nb", "2 minoritetsrådgivere"),
    ],
)
def test_a_unit_has_the_number_of_its_value(
    value: int, unit: str, language: str, said: str
) -> None:
    assert format_quantity(Decimal(value), unit, language) == said  # type: ignore[arg-type]
