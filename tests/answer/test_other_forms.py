"""A report with other words and forms than the one in corpus/: fields under headings, measures
called `Delmål`, a caption that says what is counted and by what, aims beside results.
"""

from pathlib import Path

import pytest

from reportqa.answer.model import Answer
from reportqa.engine import ReportQA, open_corpus

_TEXT = """Rapport om trygge havner 2021

Delmål 1: Felles kontroller i havnene (NFD)

Ansvarlig

Havnetilsynet, avdeling for drift.

Kontaktperson

Tor Lid (drift) og Kari Moe (språk).

Budsjett

18,4 mill. kroner.

Resultatmål: Det skal gjennomføres minst 900 felles kontroller i året

I 2021 ble det gjennomført 1 038 felles kontroller, mot 742 året før. Av kontrollene i 2021 fant 463
sted på kaianlegg og 187 på lager.

Tabell 1: Avdekkede brudd ved felles kontroller, etter kategori og år

Kategori 2019 2020 2021 Totalt
Manglende kontrakt 71 58 83 212
Ulovlig lagring 52 37 61 150
Totalt 123 95 144 362

Måloppnåelse: Målet er nådd.

Delmål 2: Ett varslingssted (JD)

Ansvarlig

Politiet i havnene.

Resultatmål: Varsler skal vurderes raskt

Av 418 røde varsler ble 391 vurdert innen fristen. Ett og samme varsel kan gjelde flere havner.

Tabell 2: Varsler til varslingsstedet i 2021, etter havn og kvartal

Havn 1. kvartal 2. kvartal Sum
Bergen 214 268 482
Moss 88 94 182
Sum 302 362 664

Måloppnåelse: Målet er delvis nådd.
"""


@pytest.fixture(scope="module")
def harbours(tmp_path_factory: pytest.TempPathFactory) -> ReportQA:
    home: Path = tmp_path_factory.mktemp("harbours")
    (home / "corpus").mkdir()
    (home / "corpus" / "havner-2021.txt").write_text(_TEXT, "utf-8")
    return open_corpus(home / "corpus", home / "index")


def _values(answer: Answer) -> list[float]:
    return [value.value for value in answer.values]


def test_fields_stand_under_headings(harbours: ReportQA) -> None:
    contacts = harbours.ask("Hvem er kontaktperson for delmål 1?").text
    assert "Tor Lid" in contacts
    assert "Kari Moe" in contacts
    assert "Politiet i havnene" in harbours.ask("Hvem har ansvaret for delmål 2?").text
    assert "18,4 mill. kroner" in harbours.ask("Hva koster delmål 1?").text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvor mange felles kontroller ble gjort i 2021?", 1038),
        ("Hvor mange kontroller var det på kaianlegg i 2021?", 463),
        ("Hvor mange flere brudd var det i 2021 enn i 2020?", 49),
        ("Hvor mange brudd på kontrakt ble funnet i 2020?", 58),
        ("Hvor mange varsler kom fra Moss i 2. kvartal?", 94),
        ("Hvor mange røde varsler ble ikke vurdert innen fristen?", 27),
    ],
)
def test_the_right_number_of_several(harbours: ReportQA, question: str, value: int) -> None:
    assert _values(harbours.ask(question)) == [value]


def test_a_caption_says_what_rows_and_columns_are(harbours: ReportQA) -> None:
    assert "Bergen" in harbours.ask("Hvilken havn hadde flest varsler i 2. kvartal?").text
    assert "2. kvartal" in harbours.ask("Hvilket kvartal hadde flest varsler?").text


def test_a_year_that_is_not_there(harbours: ReportQA) -> None:
    assert harbours.ask("Hvor mange brudd var det i 2017?").status == "not_in_report"
