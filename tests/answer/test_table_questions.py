"""Questions to tables of other forms: halves of years, columns of different things, the same rows
in two measures, rows and columns called by other words than the table's.
"""

from collections.abc import Sequence
from functools import cache

import pytest

from reportqa.answer.table_words import TableWords, table_words
from reportqa.answer.tables.interpret import Missing, read_tables
from reportqa.answer.tables.reading import Reading
from reportqa.language.vocabulary import Vocabulary, compile_vocabulary
from reportqa.question.understand import understand
from reportqa.report.parse import parse_report

_TEXT = """Årsrapport for trygge veier 2024

Tiltak 1: Kontroll av tunge kjøretøy (SD)

Ansvarlig utfører: Veitilsynet

Det ble gjort kontroller hele året.

Tabell 1. Kontroller av tunge kjøretøy, etter region og halvår

Region 1. halvår 2022 2. halvår 2022 1. halvår 2023 2. halvår 2023 Sum
Nord 40 52 61 47 200
Vest 90 85 70 75 320
Øst 110 120 130 125 485
Hele landet 240 257 261 247 1 005

Måloppnåelse: Målet er nådd.

Tiltak 2: Lån av sikringsutstyr (SD)

Ansvarlig utfører: Trafikkskolen

Foreldre kan låne utstyr.

Tabell 2. Utlån av sikringsutstyr ved utlånsstasjonene, og andel som ble levert i tide

Utstyr 2022 2023 Endring Levert i tide 2023
Barneseter 300 360 20,0 % 91 %
Refleksvester og lys 120 90 −25,0 % 84 %
Sykkelhjelmer 200 260 30,0 % 77 %
Totalt 620 710 14,5 % 85 %

Måloppnåelse: Målet er nådd.

Tiltak 3: Utstyr i skolene (KD)

Ansvarlig utfører: Trafikkskolen

Lærere ser på utstyr.

Tabell 3. Reparasjoner av utstyr på skoleverkstedene, etter utstyr og år

Utstyr 2021 2022 2023 Totalt
Barneseter 20 30 40 90
Sykkelhjelmer 50 60 70 180
Lykter og bjeller 5 6 7 18
Totalt 75 96 117 288

Måloppnåelse: Målet er nådd.

Tiltak 5: Støtte til kommuner (KDD)

Ansvarlig utfører: Veitilsynet

Kommuner søker om støtte.

Tabell 4. Søknader og innvilgede søknader, etter fylke

Fylke Søknader 2022 Søknader 2023 Innvilget 2022 Innvilget 2023
Agder 14 18 9 11
Troms 7 12 6 10
Vestland 30 25 21 20
Sum 51 55 36 41

Måloppnåelse: Målet er nådd.

Tiltak 6: Kurs for sjåfører (SD)

Ansvarlig utfører: Trafikkskolen

Kursene er gratis.

Tabell 5. Kursdeltakere i 2023, etter tema og kvartal

Tema 1. kvartal 2. kvartal 3. kvartal 4. kvartal Sum
Glatt føre 10 20 30 40 100
Lange vogntog 1 2 3 4 10
Sum 11 22 33 44 110

Måloppnåelse: Målet er nådd.
"""


@cache
def _vocabulary() -> Vocabulary:
    return compile_vocabulary(texts=[_TEXT])


@cache
def _tables() -> list[TableWords]:
    return table_words(parse_report("veier", _TEXT), _vocabulary())


def _read(question: str) -> Sequence[Reading | Missing]:
    return read_tables(understand(question, _vocabulary()), _tables(), _vocabulary())


def _values(question: str) -> list[float]:
    readings = [r for r in _read(question) if isinstance(r, Reading)]
    return [round(float(result.value), 1) for r in readings for result in r.results]


def test_each_header_label_has_its_words_and_its_year() -> None:
    columns = [[c.text for c in t.placed.table.columns] for t in _tables()]
    assert columns[0][:2] == ["1. halvår 2022", "2. halvår 2022"]
    assert columns[1] == ["2022", "2023", "Endring", "Levert i tide 2023"]
    assert columns[3][1:3] == ["Søknader 2023", "Innvilget 2022"]


def test_a_column_of_a_year_counts_what_the_caption_does() -> None:
    assert _tables()[1].placed.units == ("utlån", "utlån", "prosent", "prosent")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvor mange kontroller var det i Vest i andre halvår 2023?", 75),
        ("How many inspections were there in region Nord in the first half of 2022?", 40),
        ("Kor mange kontrollar var det i heile landet i hele 2023?", 508),
        ("Hvor mange kontroller ble gjennomført i Øst i 2022?", 230),
        ("Hvor mange færre kontroller var det i Nord i 2. halvår 2023 enn i 1. halvår 2023?", 14),
        ("Hvor mange prosent økte kontrollene i Nord fra 1. halvår 2022 til 1. halvår 2023?", 52.5),
        ("Hvilken region hadde flest kontroller i 2. halvår 2023?", 125),
        ("Hvor stor andel av kontrollene i 2. halvår 2022 var i Øst?", 46.7),
        ("Hvor mange kontroller var det i Nord og Vest til sammen i 1. halvår 2023?", 131),
        ("Hvor mange kursdeltakere var det på glatt føre i første halvår 2023?", 30),
        (
            "By what percentage did the course participants grow from the first to the third quarter?",
            200,
        ),
    ],
)
def test_parts_of_years(question: str, value: float) -> None:
    assert _values(question) == [value]


def test_a_year_or_part_of_one_that_is_not_there() -> None:
    (missing,) = _read("Hvor mange kontroller var det i Vest i første halvår 2024?")
    assert isinstance(missing, Missing)
    assert missing.years == (2024,)
    assert _values("Hvor mange kontroller var det i Nord i tredje kvartal 2023?") == []
    assert _values("Hvor mange barneseter ble lånt ut i første halvår 2023?") == []


def test_no_half_year_stands_for_a_year() -> None:
    assert _values("Hvilket år var det flest kontroller i Nord?") == []
    assert _values("Hvilken region hadde færrest kontroller i 2023?") == []


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvor mange prosent endret utlån av barneseter seg fra 2022 til 2023?", 20),
        ("Hva var endringen i utlån av refleksvester fra 2022 til 2023 i prosent?", -25),
        ("Hvor stor andel av sykkelhjelmene ble levert i tide i 2023?", 77),
        ("Hvor mange søknader kom det fra Agder i 2023?", 18),
        ("Hvor mange søknader fra Troms ble innvilget i 2022?", 6),
        ("Hvor mange flere søknader ble innvilget i Vestland i 2022 enn i 2023?", 1),
        ("Hvor mange søknader ble innvilget i alt i 2023?", 41),
        ("Hvor stor andel av søknadene fra Agder ble innvilget i 2023?", 61.1),
    ],
)
def test_columns_of_different_things(question: str, value: float) -> None:
    assert _values(question) == [value]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Hvor mange barneseter var det i 2023?", [360, 40]),
        ("Hvor mange barneseter ble lånt ut i 2023?", [360]),
        ("Hvor mange barneseter ble reparert i 2023?", [40]),
        ("Kor mange barneseter fiksa dei i 2023?", [40]),
        ("Hvor mange sykkelhjelmer ble det på verkstedene i 2022?", [60]),
        ("Hvor mange sykkelhjelmer ble stjålet i 2023?", []),
    ],
)
def test_a_word_tells_tables_of_the_same_rows_apart(question: str, values: list[float]) -> None:
    assert _values(question) == values


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvor mange lykter ble reparert i 2022?", 6),
        ("Hvor mange deltok på kurs om glatt føre i 4. kvartal 2023?", 40),
        ("How many course participants were there in total?", 110),
        ("Hvor mange sykkelhjelmer eller barneseter ble reparert i 2023?", 110),
    ],
)
def test_words_that_are_not_the_tables_own(question: str, value: float) -> None:
    assert _values(question) == [value]


def test_a_word_that_no_vocabulary_knows_may_name_a_part() -> None:
    assert _values("How many snowplough inspections were there in 2023?") == []
