"""Follow-up questions: what is carried on, what is changed, what is dropped."""

import pytest

from reportqa.engine import ReportQA

EXTREME = "Hvor mange saker om ekstrem kontroll hadde minoritetsrådgiverne i 2016?"
NETWORK = "Når ble Agdernettverket opprettet?"
BUDGET = "Hva er budsjettet for tiltak 6?"


@pytest.mark.parametrize(
    ("history", "question", "value"),
    [
        ([EXTREME], "Og i 2015?", 56),
        ([EXTREME], "året før?", 56),
        ([EXTREME], "Nei, jeg mente integreringsrådgiverne", 2),
        ([EXTREME], "beklager, jeg mente 2013", 79),
        ([EXTREME], "hva med trusler og vold", 73),
        ([EXTREME], "og tiltak 16?", 2),
        ([EXTREME], "Og totalt?", 298),
        ([EXTREME], "Og hvor mange hadde integreringsrådgiverne?", 2),
        ([EXTREME, "Og i 2015?"], "Hva er forskjellen?", 60),
        ([EXTREME, "og integreringsrådgiverne?"], "Hvor mange er det til sammen?", 118),
        (["Hvor mange saker om ekstrem kontroll var det i 2016?"], "minoritetsrådgiverne", 116),
        (["How many cases did the minority advisers have in 2016?"], "What about 2014?", 157),
        (["Kor mange saker hadde integreringsrådgjevarane i 2015?"], "Kor mykje auka det til 2016?", 48),
        ([BUDGET], "Og for tiltak 11?", 880_000),
        ([EXTREME, NETWORK], "tilbake til tiltak 6: hvor stort er budsjettet?", 340_000),
    ],
)  # fmt: skip
def test_a_follow_up_changes_what_it_names(
    qa: ReportQA, history: list[str], question: str, value: float
) -> None:
    answer = qa.ask(question, history=history)
    assert [abs(v.value) for v in answer.values] == [value]


@pytest.mark.parametrize(
    ("history", "question", "words"),
    [
        ([NETWORK], "Hvem leder det?", "IMDi Sør"),
        ([NETWORK, "Hvem leder det?"], "og hvem sitter i det?", "Bufetat Sør"),
        ([BUDGET], "Hvem er kontaktperson for det?", "Rune S. Foss"),
        (["Hvem er kontaktperson for IMDi Sør?"], "Hva med IMDi Nord?", "Dulo Dizdarevic"),
        (["When was the Agder network set up?"], "And the Buskerud one?", "2011"),
        (["Økte antallet saker hos minoritetsrådgiverne i 2016?"], "Hvorfor?", "økning"),
    ],
)
def test_pronouns_and_short_questions_take_their_topic(
    qa: ReportQA, history: list[str], question: str, words: str
) -> None:
    assert words in qa.ask(question, history=history).text


@pytest.mark.parametrize(
    ("history", "question"),
    [
        ([EXTREME], "Hvor mange minoritetsrådgivere var det ved utgangen av 2016?"),
        ([BUDGET], "Når ble Østlandsnettverket etablert?"),
        ([NETWORK], "Hvem er kontaktperson for tiltak 6?"),
        ([EXTREME], "Hva er Flexid?"),
    ],
)
def test_a_new_topic_drops_the_old(qa: ReportQA, history: list[str], question: str) -> None:
    assert qa.ask(question, history=history) == qa.ask(question)


def test_a_follow_up_out_of_range_is_declined(qa: ReportQA) -> None:
    answer = qa.ask("Og i 2019?", history=[EXTREME])
    assert answer.status == "not_in_report"


def test_an_answer_says_how_a_question_was_understood_where_its_words_do_not(qa: ReportQA) -> None:
    plain = qa.ask("Og i 2015?", history=["Hvor mange saker om ekstrem kontroll var det i 2016?"])
    unclear = qa.ask("Hvem er kontaktperson for det?", history=[BUDGET])
    assert "Forstått som" not in plain.text
    assert unclear.text.endswith("Forstått som: Hvem er kontaktperson for tiltak 6?")


def test_only_the_last_of_a_thousand_turns_matter(qa: ReportQA) -> None:
    history = [BUDGET] * 999 + [EXTREME]
    assert [v.value for v in qa.ask("Og i 2015?", history=history).values] == [56]


def test_two_questions_on_one_line_are_answered_in_order(qa: ReportQA) -> None:
    answer = qa.ask("Når ble Agdernettverket opprettet? Hvem leder det?")
    assert answer.text.index("2012") < answer.text.index("IMDi Sør v/")


def test_and_joins_two_whole_questions(qa: ReportQA) -> None:
    answer = qa.ask("Hvem er kontaktperson for tiltak 6 og hva er budsjettet?")
    assert answer.text.index("Rune S. Foss") < answer.text.index("340 000")
    assert "Forstått som" not in answer.text
    assert "\n" not in qa.ask("Hvem hadde flest saker i 2015, MR eller IR, og hvor mange?").text
