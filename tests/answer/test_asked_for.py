"""What is asked for must be told: a name, an address, a day; else the question is declined."""

from pathlib import Path

import pytest

from reportqa.engine import ReportQA, open_corpus

_TEXT = """Rapport om stier og hytter 2022

Tiltak 1: Nye hytter i fjellet (KLD)

Ansvarlig utfører: Seksjon for friluftsliv

Kontaktperson: Ida Moen, ida.moen@stier.no

Resultatmål 1: Tre nye hytter skal åpnes.

Ulvehytta åpnet i juni 2022. Den nye hytta ved vannet fikk navnet «Fjellro». Hyttene ledes av
Kari Granli. Brukerne bestiller plass med e-post eller på nettet. To hytter i Sirdal måtte stenge
etter en storm. En vert tok imot gjestene på Ulvehytta.

Nedgangen i besøk skyldes at veien var stengt hele våren. Vertene på hyttene får kurs i førstehjelp.
Det gjelder Ulvehytta, Storhytta og Lillehytta. Infotavlene er laget på bokmål, engelsk og polsk.
Vertene har samlinger i Voss, Lom og Geilo. Storhytta var uten strøm i to uker fordi et tre falt
over ledningen.

Tiltak 2: Merking av stier (KLD, KUD)

Ansvarlig utfører: Seksjon for skilt

Resultatmål 1: Minst fem stier skal få støtte til skilt.

Seks stier fikk støtte til skilt:
- kyststien ved Lista
- ulvestien i Engerdal
- pilegrimsleden gjennom Hamar
"""


@pytest.fixture(scope="module")
def cabins(tmp_path_factory: pytest.TempPathFactory) -> ReportQA:
    corpus: Path = tmp_path_factory.mktemp("cabins")
    (corpus / "hytter.txt").write_text(_TEXT, encoding="utf-8")
    return open_corpus(corpus, corpus / "index")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hva heter den nye hytta ved vannet?", "Fjellro"),
        ("Kva er namnet på den nye hytta ved vatnet?", "Fjellro"),
        ("Hvem leder hyttene?", "Kari Granli"),
        ("Hvorfor var det nedgang i besøk?", "stengt hele våren"),
        ("Hvorfor mista Storhytta strømmen?", "et tre falt"),
        ("Hvilke språk finnes infotavlene på?", "polsk"),
        ("I hvilke byer møtes vertene?", "Geilo"),
        ("Hvem skal jeg ta kontakt med om hyttene?", "ida.moen@stier.no"),
        ("Hvilke hytter får vertene kurs i førstehjelp på?", "Storhytta"),
        ("Hvilke stier fikk støtte til skilt?", "Engerdal"),
        ("Hvilken enhet har ansvar for merking av stier?", "Seksjon for skilt"),
        ("hvilke departmenter er med på tiltak 2", "KUD"),
        ("Hvilken e-postadresse har Ida Moen?", "ida.moen@stier.no"),
    ],
)
def test_what_is_told_is_answered(cabins: ReportQA, question: str, told: str) -> None:
    answer = cabins.ask(question)
    assert answer.status == "answered"
    assert told in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Hva heter hyttene som måtte stenge etter stormen i Sirdal?",
        "Hvilken dato i juni åpnet Ulvehytta?",
        "Hvilken e-postadresse har verten på Ulvehytta?",
        "Hvilket hotell ligger ved Ulvehytta?",
        "Hvorfor ble Ulvehytta lagt ned i 2022?",
        "Hvorfor takket kommunen nei til skilt på kyststien?",
    ],
)
def test_what_is_not_told_is_declined(cabins: ReportQA, question: str) -> None:
    assert cabins.ask(question).status == "not_in_report"


def test_a_why_question_names_no_phone(cabins: ReportQA) -> None:
    answer = cabins.ask("Why was the mobile phone coverage gone while the road was closed?")
    assert "phone number" not in answer.text
