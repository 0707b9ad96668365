"""Asking through Python: where to look, in which language, from which folders."""

import json
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest

import reportqa
from reportqa.answer.model import Answer, as_json
from reportqa.engine import ReportQA
from reportqa.errors import QuestionError


@pytest.mark.parametrize(
    ("question", "named", "measure"),
    [
        ("Hva heter kontaktpersonen?", "Hva heter kontaktpersonen for tiltak 6?", 6),
        ("Hvor mange resultatmål er det?", "Hvor mange resultatmål har tiltak 1?", 1),
        ("Hvem har ansvaret?", "Hvem har ansvaret for tiltak 6?", 6),
        ("Hva er budsjettet?", "Hva er budsjettet for tiltak 6?", 6),
        (
            "Hvor mange saker om ekstrem kontroll var det i 2016?",
            "Hvor mange saker om ekstrem kontroll var det i 2016 i tiltak 1?",
            1,
        ),
        ("Oppsummer resultatmål 1", "Oppsummer resultatmål 1 i tiltak 11", 11),
        ("Hva er budsjettet?", "Hva er budsjettet for tiltak 999?", 999),
    ],
)
def test_a_measure_given_is_as_one_named(
    qa: ReportQA, question: str, named: str, measure: int
) -> None:
    given, asked = qa.ask(question, measure=measure), qa.ask(named)
    assert (given.text, given.values) == (asked.text, asked.values)
    assert given.status == asked.status


def test_an_unknown_measure_is_refused_and_nothing_quoted(qa: ReportQA) -> None:
    answer = qa.ask("Hva er Flexid?", measure=999)
    assert answer.status == "not_in_report"
    assert "tiltak 999" in answer.text
    assert not answer.citations


def test_a_question_for_another_measure_than_the_one_given_is_refused(qa: ReportQA) -> None:
    answer = qa.ask("Hva er budsjettet for tiltak 6?", measure=5)
    assert answer.status == "not_in_report"
    assert "tiltak 6" in answer.text
    assert not answer.values


def test_a_follow_up_may_lead_to_the_measure_given(qa: ReportQA) -> None:
    before = ["Hvem er kontaktperson for tiltak 6?"]
    answer = qa.ask("Og budsjettet?", history=before, measure=5)
    named = qa.ask("Og budsjettet for tiltak 5?", history=before)
    assert answer.text.startswith(named.text)
    assert "tiltak 6" not in answer.text


def test_a_language_is_one_of_those_known(qa: ReportQA) -> None:
    assert qa.ask("Hva er Flexid?", language="auto") == qa.ask("Hva er Flexid?")
    assert qa.ask("Hva er Flexid?", language="en").language == "en"
    unknown: Any = "sv"
    with pytest.raises(QuestionError, match="sv"):
        qa.ask("Hva er Flexid?", language=unknown)


def test_folders_are_given_as_text_or_paths(home: Path) -> None:
    opened = reportqa.open(str(home / "corpus"), str(home / "index"))
    assert opened.ask("Hva er budsjettet for tiltak 6?").status == "answered"


def test_an_answer_kept_for_the_next_time_cannot_be_changed(qa: ReportQA) -> None:
    question = "Hvordan har antall saker om ekstrem kontroll i tiltak 1 utviklet seg?"
    chart: Any = qa.ask(question).chart
    with pytest.raises(AttributeError):
        chart.labels.clear()
    with pytest.raises(FrozenInstanceError):
        chart.labels = ()
    hash(qa.ask(question))


def test_a_chart_in_json_is_lists_and_a_count_names_what_it_counted(qa: ReportQA) -> None:
    drawn = _sent(qa.ask("Hvordan har antall saker om ekstrem kontroll i tiltak 1 utviklet seg?"))
    assert drawn["chart"] == {
        "labels": ["2013", "2014", "2015", "2016"],
        "series": [{"name": "Ekstrem kontroll", "values": [79, 47, 56, 116]}],
        "unit": "saker",
    }
    (counted,) = _sent(qa.ask("Hvor mange tiltak er det?"))["values"]
    assert counted["derivation"] == {
        "operation": "count",
        "formula": "Tiltak 1, Tiltak 5, Tiltak 6, Tiltak 11, Tiltak 16 = 5",
        "operands": [],
    }


def _sent(answer: Answer) -> Any:
    return json.loads(json.dumps(as_json(answer)))


def test_a_conversation_leans_on_what_went_before_until_it_begins_anew(qa: ReportQA) -> None:
    talk = qa.chat()
    talk.ask("Hvem er kontaktperson for tiltak 6?")
    assert "880 000" not in talk.ask("Og budsjettet?").text
    assert talk.last is not None
    assert talk.last.question == "Og budsjettet?"
    talk.restart()
    assert talk.last is None
    assert "880 000" in talk.ask("Og budsjettet?").text


def test_a_terminal_s_colours_are_no_part_of_a_question(qa: ReportQA) -> None:
    assert qa.ask("Hva er\x1b[31m Flexid\x1b[0m?").text == qa.ask("Hva er Flexid?").text
