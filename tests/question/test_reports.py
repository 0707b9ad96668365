"""Which report a question names: its year, its agency, or the beginning of its title."""

import pytest

from reportqa.question.reports import ReportName, ReportNames, read_naming

REPORTS = [
    ReportName.of("laks-2019", "Årsrapport 2019 for villaks", "Elvetilsynet (ET)", ""),
    ReportName.of("laks-2021", "Årsrapport for villaks", "Elvetilsynet (ET)", "2018–2021"),
    ReportName.of("trafikk", "Trafikksikkerhet for barn (2017–2020) per 31.12.2020", "DBT", ""),
]


def test_a_report_s_year_is_the_last_that_it_names() -> None:
    assert [report.year for report in REPORTS] == [2019, 2021, 2020]
    assert [report.shown for report in REPORTS] == ["laks-2019", "laks-2021", "trafikk (2020)"]


@pytest.mark.parametrize(
    ("question", "ids", "rest"),
    [
        ("Hvor mange laks i 2021-rapporten?", ["laks-2021"], "Hvor mange laks?"),
        (
            "Hvor mange laks var det i rapporten for 2019?",
            ["laks-2019"],
            "Hvor mange laks var det?",
        ),
        ("How many salmon in the 2019 report?", ["laks-2019"], "How many salmon?"),
        (
            "Korleis gjekk det frå 2019-rapporten til 2021-rapporten?",
            ["laks-2019", "trafikk", "laks-2021"],
            "Korleis gjekk det?",
        ),
        ("Fisk i 2019- og 2021-rapporten?", ["laks-2019", "laks-2021"], "Fisk?"),
        ("Hva sier trafikkrapporten om hjelm?", ["trafikk"], "Hva sier trafikkrapporten om hjelm?"),
        ("Hva skriver DBT om hjelm?", ["trafikk"], "Hva skriver om hjelm?"),
        ("Hvor mange laks i 2019?", [], "Hvor mange laks i 2019?"),
        ("Hva sier 2005-rapporten?", [], "Hva sier 2005-rapporten?"),
    ],
)
def test_questions_name_reports(question: str, ids: list[str], rest: str) -> None:
    naming = read_naming(question, ReportNames(REPORTS))
    assert ([report.id for report in naming.reports], naming.question) == (ids, rest)


def test_in_a_corpus_of_one_report_nothing_is_cut_from_a_question() -> None:
    question = "Hvor mange laks i 2019-rapporten?"
    assert read_naming(question, ReportNames(REPORTS[:1])).question == question


PLACES = [
    ReportName.of("havna2019", "Årsrapport 2019 for Havna kommune", "", ""),
    ReportName.of("havna2020", "Årsrapport 2020 for Havna kommune", "", ""),
    ReportName.of("elvdal", "Tiltaksrapport 2021 for Elvdal fylkeskommune", "", ""),
]


@pytest.mark.parametrize(
    ("question", "ids", "rest"),
    [
        ("Hvem fikk jobb i Elvdal i 2021?", ["elvdal"], "Hvem fikk jobb i 2021?"),
        ("Hvem i Elvdal fylkeskommune fikk jobb?", ["elvdal"], "Hvem fikk jobb?"),
        ("Ifølge Elvdal-rapporten, hvem fikk jobb?", ["elvdal"], "hvem fikk jobb?"),
        ("Hva er Elvdals budsjett?", ["elvdal"], "Hva er budsjett?"),
        ("Hvem fikk jobb i Havna?", ["havna2019", "havna2020"], "Hvem fikk jobb?"),
        ("Hvem fikk jobb i Havna i 2020-rapporten?", ["havna2020"], "Hvem fikk jobb?"),
        ("Hvor mange elever har Elvdal skole?", ["elvdal"], "Hvor mange elever har Elvdal skole?"),
        ("Hva er Elvdal?", ["elvdal"], "Hva er Elvdal?"),
        ("Hvem i elvdalen fikk jobb?", [], "Hvem i elvdalen fikk jobb?"),
        ("Hvor mange bor i en kommune?", [], "Hvor mange bor i en kommune?"),
    ],
)
def test_a_place_in_a_title_names_its_reports(question: str, ids: list[str], rest: str) -> None:
    naming = read_naming(question, ReportNames(PLACES))
    assert ([report.id for report in naming.reports], naming.question) == (ids, rest)
    assert not naming.reports or naming.sure == ("rapporten" in question)
