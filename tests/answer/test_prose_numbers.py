"""Numbers of running text: what is counted, of what, when, and for which measures together."""

from decimal import Decimal

import pytest

from reportqa.answer.model import Answer
from reportqa.engine import ReportQA, open_corpus

_TEXT = """Rapport om bibliotek og bokbusser 2022

Tiltak 2: Bokbusser i fjellbygdene (KUD)

Budsjett: Ses i sammenheng med tiltak 7.

Resultatmål 1: Bussene skal nå flere bygder.

Ved utgangen av 2022 var det 31 sjåfører som dekket seks store bygder, fire små og mellomstore tettsteder
og ni videregående skoler. Tolv av sjåførene begynte i løpet av året. Leseringen i Alvdal hadde sju
samarbeidsmøter i 2022. Leseringen ble etablert i mars 2019.

I Trysil har 8 av kommunens 9 grender fått fast stopp.

På lesefesten møtte 52 ungdommer fra Island, Estland og Færøyene.

Tiltak 5: Lesefest i Narvik (KUD)

Budsjett: Kr. 250 000 på post 21.

Resultatmål 1: Festen skal samle lesere fra hele Norden.

Det kom 140 søknader, og 95 av dem ble innvilget. Planen for perioden 2024-2028 er sendt på høring.

Ledermøtet bestemte i mai at 1,4 mill som var satt av til tiltak 2 og 7, også skulle dekke festen.

Tiltak 7: Felles katalog (KUD, KLD)

Budsjett: Kr. 700 000 på post 21.

Resultatmål 1: Katalogen skal være ferdig.

Katalogen ble 12 prosent større. I styret er følgende etater med: Statsforvalteren i Oslo, Agder og Møre
og Romsdal, Kystverket Nord og Husbanken Sør.
"""


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> ReportQA:
    corpus = tmp_path_factory.mktemp("books")
    (corpus / "bokbusser.txt").write_text(_TEXT, encoding="utf-8")
    return open_corpus(corpus, corpus / "index")


def values(answer: Answer) -> list[Decimal]:
    return [Decimal(str(v.value)) for v in answer.values]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Hvor mange videregående skoler dekket sjåførene i slutten av 2022?", [9]),
        ("Hvor mange av sjåførene begynte i 2022?", [12]),
        ("Hvor ofte møttes Leseringen i Alvdal til samarbeidsmøte i 2022?", [7]),
        ("How many countries did the youths at the lesefest come from?", [3]),
        ("Hvor mange søknader kom det, og hvor mange av dem ble innvilget?", [140, 95]),
        ("Hvilken periode gjelder planen som er sendt på høring?", [2024, 2028]),
        ("Ble Leseringen etablert i 2015?", [2019]),
        ("How much for measures 2 and 7 together?", [1400000]),
        ("Hvor mye større er budsjettet til tiltak 7 enn tiltak 5?", [450000]),
    ],
)
def test_the_number_asked_for(books: ReportQA, question: str, expected: list[int]) -> None:
    answer = books.ask(question)
    assert values(answer) == expected, answer.text
    assert not books.ungrounded(answer)


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange grender i Rendalen har fått fast stopp?",
        "Hva er budsjettet for tiltak 7 i 2021?",
        "Hvor mange ungdommer kom fra Island?",
    ],
)
def test_a_number_of_another_place_year_or_whole_is_none(books: ReportQA, question: str) -> None:
    assert books.ask(question).status == "not_in_report"


def test_a_year_that_is_wrong_is_put_right(books: ReportQA) -> None:
    assert books.ask("Ble Leseringen etablert i 2015?").text.startswith("Nei.")
    assert books.ask("Ble Leseringen etablert i 2019?").text.startswith("Ja.")


def test_names_that_are_not_all_that_is_listed_are_not_counted(books: ReportQA) -> None:
    answer = books.ask("Hvilke etater er med i styret?")
    assert not answer.values
    assert "Kystverket" in answer.text
