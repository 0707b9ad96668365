"""Help forward: suggested questions are answered, near, and in the question's language."""

import pytest

from reportqa.engine import ReportQA
from reportqa.language.detect import detect_language


@pytest.mark.parametrize(
    "question",
    [
        "Hva koster en minoritetsrådgiver i året?",
        "Kva er budsjettet for tiltak 16?",
        "How many girls were sent abroad?",
        "Hvor mange saker om ekstrem kontroll i 2019?",
        "How many cases of violence and threats were there in 2014?",
        "hvor mange biler har Agdernettverket",
        "Hva er hovedstaden i Norge?",
    ],
)
def test_suggestions_are_answered_in_the_language_of_the_question(
    qa: ReportQA, question: str
) -> None:
    suggested = qa.ask(question).suggestions
    assert 0 < len(suggested) <= 3
    for suggestion in suggested:
        assert qa.ask(suggestion).status == "answered"
        assert detect_language(suggestion) == detect_language(question)


def test_suggestions_share_what_was_asked_about(qa: ReportQA) -> None:
    assert (
        "Ekstrem kontroll" in qa.ask("Hvor mange saker om ekstrem kontroll i 2019?").suggestions[0]
    )
    assert "budsjettet" in qa.ask("Kva er budsjettet for tiltak 16?").suggestions[0]
    assert "Agdernettverket" in qa.ask("hvor mange biler har Agdernettverket").suggestions[0]


def test_an_answered_question_has_none(qa: ReportQA) -> None:
    assert qa.ask("Hvem er kontaktperson for tiltak 6?").suggestions == ()
