"""A corpus of several reports: an answer names its report, years stand side by side."""

import pytest

from reportqa.engine import ReportQA, open_corpus

_TEXT = """Rapport om tiltak for reine elver i {place} {year}

Tiltak 1: Kalking av sure vassdrag

Ansvarlig utfører: Etat {agency}. Kontaktperson: Kari {agency}, kari@etat.no

I {year} ble {count} vassdrag kalket. Arbeidet ble ledet fra Agder.
"""


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> ReportQA:
    home = tmp_path_factory.mktemp("several")
    (home / "corpus").mkdir()
    for year, count, agency, place in (
        (2014, 12, "Nes", "Elvdal"),
        (2015, 15, "Moe", "Elvdal"),
        (2016, 18, "Lie", "Fagerdal"),
    ):
        text = _TEXT.format(year=year, count=count, agency=agency, place=place)
        (home / "corpus" / f"elverapport-{year}.txt").write_text(text, "utf-8")
    return open_corpus(home / "corpus", home / "index")


def test_a_question_that_names_a_year_s_report_goes_there(several: ReportQA) -> None:
    answer = several.ask("Hvor mange vassdrag ble kalket ifølge 2015-rapporten?")
    assert [value.value for value in answer.values] == [15]
    assert {citation.report for citation in answer.citations} == {"elverapport-2015"}
    assert answer.text.startswith("elverapport-2015: ")


def test_the_same_question_over_years_gives_the_series(several: ReportQA) -> None:
    answer = several.ask(
        "Hvordan har antall kalkede vassdrag utviklet seg fra 2014-rapporten til 2016-rapporten?"
    )
    assert [value.value for value in answer.values] == [12, 15, 18]
    assert answer.chart is not None
    assert answer.chart.labels == ("2014", "2015", "2016")
    assert answer.chart.series[0].values == (12, 15, 18)


def test_reports_that_say_different_things_stand_side_by_side(several: ReportQA) -> None:
    answer = several.ask("Hvem er kontaktperson for tiltak 1 i 2014- og 2016-rapporten?")
    lines = answer.text.splitlines()
    assert [line.split(":")[0] for line in lines] == ["elverapport-2014", "elverapport-2016"]
    assert "Kari Nes" in lines[0]
    assert "Kari Lie" in lines[1]
    for citation in answer.citations:
        stored = several.texts()[citation.report][citation.start : citation.end]
        assert " ".join(stored.split()) == citation.quote


def test_a_question_that_names_a_report_s_place_goes_there(several: ReportQA) -> None:
    answer = several.ask("Hvor mange vassdrag ble kalket i Fagerdal?")
    assert [value.value for value in answer.values] == [18]
    assert answer.text.startswith("elverapport-2016: ")
    answer = several.ask("Hvor mange vassdrag ble kalket i Elvdal i 2014?")
    assert [value.value for value in answer.values] == [12]


def test_a_place_that_another_report_tells_of_is_found_there(several: ReportQA) -> None:
    answer = several.ask("Hvor ble arbeidet med kalking i Agder ledet fra i Fagerdal?")
    assert {citation.report for citation in answer.citations} == {"elverapport-2016"}


def test_readings_of_several_reports_name_theirs(several: ReportQA) -> None:
    answer = several.ask("Hvem er kontaktperson for tiltak 1?")
    lines = [line.split(":")[0] for line in answer.text.splitlines()]
    assert lines == ["elverapport-2014", "elverapport-2015", "elverapport-2016"]
    assert several.ungrounded(answer) == []


def test_a_refusal_speaks_of_all_reports_asked(several: ReportQA) -> None:
    assert several.ask("Hva koster en sykkel?").text.startswith("Rapportene svarer ikke")
