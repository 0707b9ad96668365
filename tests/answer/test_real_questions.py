"""Questions to the real report, as people ask them."""

import re

import pytest

from reportqa.answer.model import Answer, as_json
from reportqa.engine import ReportQA


def values(answer: Answer) -> list[float]:
    return [value.value for value in answer.values]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Hvor mange saker om ekstrem kontroll hadde minoritetsrådgiverne i 2016?", [116]),
        ("Kor mange saker hadde integreringsrådgjevarane i 2014?", [136]),
        ("How many cases of threats or violence did the integration advisers have in 2016?", [28]),
        ("Hvor mange saker fikk MR i 2015 og 2016 til sammen?", [408]),
        ("Hvor mange prosent flere saker hadde IR i 2016 enn i 2015?", [31.17]),
        ("Hvor stor andel av sakene til IR i 2016 var etterlatt i utlandet?", [27.72]),
        ("Hvor mange færre saker om ekstrem kontroll hadde MR i 2014 enn i 2013?", [32]),
        (
            "Hvor mange ganger så mange saker om ekstrem kontroll hadde MR i 2016 som i 2014?",
            [2.47],
        ),
        ("Hvor mange saker om frykt for TVE hadde IR i snitt per år?", [35.5]),
        ("Hvilken kategori hadde flest saker hos MR i 2014, og hvor mange?", [64]),
        ("Økte antall saker hos IR fra 2015 til 2016?", [154, 202]),
        ("Stemmer det at minoritetsrådgiverne fikk 300 nye saker i 2016?", [261]),
        ("Hva er budsjettet til tiltak 11?", [880000]),
        ("Hvor mange ungdomsskoler hadde minoritetsrådgiver i 2016?", [4]),
        ("Hvor mange resultatmål har tiltak 1?", [5]),
    ],
)
def test_the_number_is_right(qa: ReportQA, question: str, expected: list[float]) -> None:
    answer = qa.ask(question)
    assert values(answer) == expected
    assert answer.status == "answered"


def test_a_question_that_fits_two_tables_gets_both(qa: ReportQA) -> None:
    answer = qa.ask("Hvor mange saker om ekstrem kontroll var det i 2016?")
    assert (answer.status, values(answer)) == ("ambiguous", [116, 2])
    assert [v.measure for v in answer.values] == [1, 16]


@pytest.mark.parametrize(
    "question",
    [
        "Hva er budsjettet for tiltak 7?",
        "Hvor mange saker hadde IR i Amman i 2016?",
        "Hvor mange saker om ekstrem kontroll var det i 2019?",
        "Hva er 17 ganger 23?",
        "Hvordan blir været i Trondheim i morgen?",
        "What is Eva Kahn's phone number?",
        "Hvem er kontaktperson for tiltak 16?",
        "Hvorfor falt antall saker hos integreringsrådgiverne til 50 i 2016?",
        "Hva heter rektor ved Tiller videregående skole?",
        "Kor mange saker om gjennomført kjønnslemlesting hadde integreringsrådgjevarane i 2016?",
    ],
)
def test_what_the_report_does_not_say_is_declined(qa: ReportQA, question: str) -> None:
    answer = qa.ask(question)
    assert answer.status == "not_in_report"
    assert answer.values == ()


@pytest.mark.parametrize(
    ("question", "words", "measure"),
    [
        ("Når ble Agdernettverket opprettet?", "august 2012", 11),
        ("Kva er Flexid?", "metode for å forebygge psykiske problemer", 1),
        ("Hva heter e-postadressen til Eva Kahn?", "ekh@imdi.no", 5),
        ("Hvilke departementer står bak tiltak 5?", "BLD, JD, KD, HOD", 5),
        ("Hva står KLL for?", "kjønnslemlestelse", 1),
        ("What are the schools in Somalia marketed as?", "rehabiliteringssentra", 16),
    ],
)
def test_words_are_quoted_with_their_place(
    qa: ReportQA, question: str, words: str, measure: int
) -> None:
    answer = qa.ask(question)
    assert words in answer.text
    assert measure in {c.measure for c in answer.citations}


def test_every_quote_is_what_stands_at_its_offsets(qa: ReportQA, text: str) -> None:
    for question in ("Hvem leder Agdernettverket?", "Antall saker i 2013?", "Hva er ART?"):
        for citation in qa.ask(question).citations:
            stored = text[citation.start : citation.end]
            assert re.sub(r"\s+", " ", stored).strip() == citation.quote


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (
            "Hvor mange saker om ekstrem kontroll hadde minoritetsrådgiverne i 2016?",
            "Og i 2015?",
            56,
        ),
        ("Hvor mange saker om ekstrem kontroll hadde MR i 2013?", "Og hvor mange hadde IR?", 1),
        ("How many cases did the minority advisers have in 2014?", "And the year after?", 147),
        (
            "Hvor mange saker hadde IR i 2015 og i 2016?",
            "Hvor stor økning er det i prosent?",
            31.17,
        ),
    ],
)
def test_a_follow_up_changes_the_last_question(
    qa: ReportQA, before: str, question: str, expected: float
) -> None:
    chat = qa.chat()
    chat.ask(before)
    assert values(chat.ask(question)) == [expected]


def test_a_pronoun_means_the_last_topic(qa: ReportQA) -> None:
    assert (
        "IMDi Sør" in qa.ask("Kven leier det?", history=["Når blei Agdernettverket oppretta?"]).text
    )


def test_a_new_topic_drops_the_old(qa: ReportQA) -> None:
    alone = qa.ask("Hvem er kontaktperson for tiltak 6?")
    assert (
        qa.ask("Hvem er kontaktperson for tiltak 6?", history=["Hva er Flexid?"]).text == alone.text
    )


def test_two_questions_on_a_line_are_answered_in_order(qa: ReportQA) -> None:
    answer = qa.ask("Hvem er kontaktperson for tiltak 6? Hvor mange saker hadde IR i 2016?")
    first, second = answer.text.split("\n")
    assert "Rune S. Foss" in first
    assert "202" in second
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_the_frame_speaks_the_language_of_the_question(qa: ReportQA) -> None:
    assert qa.ask("Kva er budsjettet til tiltak 7?").text.startswith("Rapporten har ikkje")
    assert qa.ask("What is the budget of measure 7?").text.startswith("The report has no")
    assert qa.ask("Hva er budsjettet til tiltak 7?", language="en").text.startswith("The report")


def test_the_json_form_has_the_fields_of_the_contract(qa: ReportQA) -> None:
    found = as_json(qa.ask("Hvor mange saker hadde MR i 2016?"))
    assert set(found) >= {
        "question",
        "language",
        "status",
        "text",
        "values",
        "citations",
        "confidence",
    }
    assert set(found["values"][0]) == {
        "value",
        "unit",
        "label",
        "measure",
        "citations",
        "derivation",
    }
    assert found["values"][0]["derivation"] is None


def test_a_calculation_shows_its_formula_and_operands(qa: ReportQA) -> None:
    value = qa.ask("Hvor mange flere saker hadde MR i 2016 enn i 2015?").values[0]
    assert value.derivation is not None
    assert value.derivation.formula == "261 − 147 = 114"
    assert [o.value for o in value.derivation.operands] == [261, 147]


def test_every_example_is_answered(qa: ReportQA) -> None:
    for language in ("nb", "nn", "en"):
        for example in qa.examples(language):
            assert qa.ask(example).status == "answered", example


def test_a_refusal_leads_on_to_questions_that_are_answered(qa: ReportQA) -> None:
    further = qa.ask("Hva er budsjettet for tiltak 7?").suggestions
    assert 0 < len(further) <= 3
    assert all(qa.ask(question).status == "answered" for question in further)


def test_an_ambiguous_answer_leads_on_to_its_readings(qa: ReportQA) -> None:
    further = qa.ask("Hvor mange saker om ekstrem kontroll var det i 2016?").suggestions
    assert [values(qa.ask(question)) for question in further] == [[116], [2]]


def test_a_footnote_or_page_that_is_named_is_given(qa: ReportQA) -> None:
    note = qa.ask("Hva sier fotnote 3?")
    assert {c.footnote for c in note.citations} == {3}
    assert {c.page for c in qa.ask("Hva står det på side 9?").citations} == {9}
