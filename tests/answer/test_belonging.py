"""Which measures a ministry, unit or person has, and what a title's row of names is not."""

import pytest

from reportqa.engine import ReportQA


@pytest.mark.parametrize(
    "question",
    ["Hvilke tiltak har Justisdepartementet ansvar for?", "Which measures is JD involved in?"],
)
def test_measures_of_a_ministry(qa: ReportQA, question: str) -> None:
    answer = qa.ask(question)
    assert "Tiltak 5, Tiltak 11" in answer.text
    assert [value.value for value in answer.values] == [2]
    assert all("JD" in citation.quote for citation in answer.citations)


def test_measures_of_a_person(qa: ReportQA) -> None:
    assert "Tiltak 11" in qa.ask("Hvilke tiltak er Ingrid Sætre kontaktperson for?").text


def test_a_name_among_others_in_a_title_is_no_other_table(qa: ReportQA) -> None:
    answer = qa.ask("Hvor mange saker var det i Islamabad i 2016?")
    assert 261 not in [value.value for value in answer.values]


def test_named_things_are_named(qa: ReportQA) -> None:
    answer = qa.ask("Hvilke ambassader har integreringsrådgivere?")
    assert all(place in answer.text for place in ("Amman", "Ankara", "Islamabad", "Nairobi"))


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange fagdager holdt MR i 2016?",
        "Hvor mange ungdommer deltok i samtalegrupper?",
        "Når startet integreringsrådgiveren i Nairobi?",
    ],
)
def test_a_number_of_something_else_is_no_answer(qa: ReportQA, question: str) -> None:
    assert qa.ask(question).status == "not_in_report"


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange av minoritetsrådgiverne sluttet i 2016?",
        "Hvor mange av minoritetsrådgiverne var nye i 2016?",
    ],
)
def test_a_part_is_not_the_whole(qa: ReportQA, question: str) -> None:
    assert qa.ask(question).status == "not_in_report"


def test_of_several_counts_in_a_sentence_the_one_of_the_thing_asked_for(qa: ReportQA) -> None:
    answer = qa.ask("How many upper secondary schools did the minority advisers cover in 2016?")
    assert 23 not in [value.value for value in answer.values]
