"""Attempts to get a number past the gate."""

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
