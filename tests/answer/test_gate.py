"""Attempts to get a number past the gate."""

import re
from dataclasses import replace

import pytest

from reportqa.answer.gate import ungrounded
from reportqa.answer.model import Answer
from reportqa.engine import ReportQA


@pytest.fixture
def faults(qa: ReportQA):
    facts = {"tiltaksrapport-2016": qa.index.entry("tiltaksrapport-2016").facts}
    measures = {"tiltaksrapport-2016": {1, 5, 6, 11, 16}}
    return lambda answer: ungrounded(answer, facts, measures)


@pytest.fixture
def good(qa: ReportQA) -> Answer:
    return qa.ask("Hvor mange saker om ekstrem kontroll hadde minoritetsrådgiverne i 2016?")


def test_a_right_answer_passes(faults, good: Answer) -> None:
    assert faults(good) == []


@pytest.mark.parametrize(
    "text",
    [
        "Det var 117 saker [1].",
        "Det var 116 prosent [1].",
        "Det var hundre og sytten [1].",
        "Kr 116 [1].",
    ],
)
def test_another_number_or_unit_does_not(faults, good: Answer, text: str) -> None:
    assert faults(replace(good, text=text))


def test_a_value_that_stands_in_no_citation_does_not(faults, good: Answer) -> None:
    assert faults(replace(good, values=(replace(good.values[0], value=117),)))


def test_a_number_without_its_citation_does_not(faults, good: Answer) -> None:
    assert faults(replace(good, citations=()))


def test_a_wrong_calculation_does_not(faults, qa: ReportQA) -> None:
    answer = qa.ask("Hvor mange flere saker hadde MR i 2016 enn i 2015?")
    assert faults(answer) == []
    wrong = replace(answer.values[0], value=115)
    assert faults(replace(answer, values=(wrong,), text="Forskjellen er 115 saker [1]."))


def test_a_glued_footnote_marker_is_no_number(faults, qa: ReportQA) -> None:
    answer = qa.ask("Hva er budsjettet til tiltak 5?")
    assert faults(answer) == []
    assert faults(replace(answer, text="Pengene står på post 0110 [1].".replace("post ", "konto ")))


_CALCULATED = [
    "Hvor mange flere saker hadde MR i 2016 enn i 2015?",
    "Hvor mange færre saker hadde MR i 2014 enn i 2013?",
    "Hvor mange flere saker hadde MR i 2014 enn i 2013?",
    "Hvor mange prosent økte antall saker hos minoritetsrådgiverne fra 2015 til 2016?",
    "Hvor mange prosent falt antall saker hos minoritetsrådgiverne fra 2013 til 2014?",
    "Hva var den prosentvise endringen i saker hos minoritetsrådgiverne fra 2013 til 2014?",
    "Hvor stor andel av sakene til minoritetsrådgiverne i 2016 gjaldt ekstrem kontroll?",
    "Hvor mange ganger så mange saker hadde minoritetsrådgiverne i 2016 som i 2015?",
    "Hva var gjennomsnittlig antall saker per år for minoritetsrådgiverne?",
    "Hvor mange saker om trusler/vold hadde minoritetsrådgiverne i 2013 og 2014 til sammen?",
]


def _retold(answer: Answer, number: float, unit: str | None = "same") -> Answer:
    """The answer with another headline value, in `values` and in its text."""
    value = answer.values[0]
    shown = f"{number:.1f}" if number % 1 else f"{number:.0f}"
    unit = value.unit if unit == "same" else unit
    text = f"Svaret er {shown.replace('-', '−').replace('.', ',')} {unit} [1]."
    return replace(answer, values=(replace(value, value=number, unit=unit),), text=text)


@pytest.mark.parametrize("question", _CALCULATED)
def test_a_calculation_passes_as_it_is_alone(faults, qa: ReportQA, question: str) -> None:
    answer = qa.ask(question)
    assert answer.values[0].derivation is not None, answer.text
    right = answer.values[0].value
    assert faults(answer) == []
    assert faults(_retold(answer, right)) == []
    assert faults(_retold(answer, -right))  # a rise as a fall
    assert faults(_retold(answer, right * 10))
    assert faults(_retold(answer, right / 100))


@pytest.mark.parametrize("question", _CALCULATED)
@pytest.mark.parametrize("unit", ["prosent", "prosentpoeng", "kroner", "saker"])
def test_a_calculation_has_the_unit_it_gives(
    faults, qa: ReportQA, question: str, unit: str
) -> None:
    answer = qa.ask(question)
    right = answer.values[0].unit or "saker"
    assert bool(faults(_retold(answer, answer.values[0].value, unit))) == (unit != right)


def test_the_sign_alone_is_enough_to_fail(faults, qa: ReportQA) -> None:
    fell = qa.ask("Hva var den prosentvise endringen i saker hos MR fra 2013 til 2014?")
    assert "−29,3 prosent" in fell.text
    assert faults(replace(fell, text=fell.text.replace("−29,3 prosent", "29,3 prosent")))
    rose = qa.ask("Hva var den prosentvise endringen i saker hos MR fra 2015 til 2016?")
    assert faults(replace(rose, text=rose.text.replace("77,6 prosent", "−77,6 prosent")))


@pytest.mark.parametrize("unit", ["prosent", "kroner"])
def test_a_cell_has_the_unit_of_its_column(faults, good: Answer, unit: str) -> None:
    assert faults(replace(good, values=(replace(good.values[0], unit=unit),)))


def test_an_amount_is_said_in_its_own_scale(faults, qa: ReportQA) -> None:
    answer = qa.ask("Hva er budsjettet til tiltak 5?")
    said = next(re.finditer(r"\d[\d \u00a0]{4,}\d", answer.text)).group()
    for scaled in (said[:3], f"{said} 000", f"{said[:3]} mrd."):
        assert faults(replace(answer, text=f"Budsjettet er kr {scaled} [1]."))
    assert faults(replace(answer, values=(replace(answer.values[0], value=880),)))


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        ("falt med 65 fra 2013 til 2014", True),
        ("økte med 65 fra 2013 til 2014", False),
        ("økte med 114 fra 2015 til 2016", True),
        ("falt med 114 fra 2015 til 2016", False),
    ],
)
def test_a_claim_is_right_only_in_its_direction(qa: ReportQA, claim: str, right: bool) -> None:
    answer = qa.ask(f"Stemmer det at antall saker hos minoritetsrådgiverne {claim}?")
    assert answer.text.startswith("Ja." if right else "Nei.")


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange prosent falt antallet saker hos minoritetsrådgiverne fra 2015 til 2016?",
        "Hvor mange færre saker hadde minoritetsrådgiverne i 2016 enn i 2015?",
        "Hvor mange flere saker hadde minoritetsrådgiverne i 2014 enn i 2013?",
        "Hvorfor falt antall saker hos minoritetsrådgiverne fra 2015 til 2016?",
    ],
)
def test_a_way_that_the_numbers_did_not_go_is_said(qa: ReportQA, question: str) -> None:
    assert qa.ask(question).text.startswith("Det stemmer ikke med rapporten.")
