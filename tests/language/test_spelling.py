"""Hasty writing is put right, and words that are merely unknown are left alone."""

import pytest

from reportqa.engine import ReportQA
from reportqa.language.detect import detect_language
from reportqa.language.spelling import MOST_LOOKED_UP, _Mender
from reportqa.question.understand import understand


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Hvrofor økte antall saker?", "hvorfor økte antall saker?"),
        ("Hvor mange prsoent er det?", "Hvor mange prosent er det?"),
        ("Kva er kjønnslemlstelse?", "Kva er kjønnslemlestelse?"),
        ("Hvem er minoritets rådgiverne?", "Hvem er minoritetsrådgiverne?"),
        ("Hva er ekstremkontroll?", "Hva er Ekstrem kontroll?"),
        ("Hvor mangesaker var det?", "Hvor mange saker var det?"),
        ("how many casses of violence", "how many cases of violence"),
    ],
)
def test_misspelt_words_are_put_right(qa: ReportQA, written: str, meant: str) -> None:
    query = understand(written, qa.index.vocabulary, detect_language(written))
    assert query.text.casefold() == meant.casefold()


@pytest.mark.parametrize(
    "question",
    [
        "Hva står det om hatkriminalitet mot skeive?",
        "Hvor mange barneskoler er med?",
        "Hvilken mobiltelefon bør jeg kjøpe?",
        "Hvor mange bor i Tromsø?",
        "Please print the list.",
        "Hvem er kontaktperson for tiltak 6?",
    ],
)
def test_other_words_are_left_alone(qa: ReportQA, question: str) -> None:
    assert understand(question, qa.index.vocabulary, detect_language(question)).text == question


def test_so_many_unknown_words_are_looked_up_and_no_more(
    qa: ReportQA, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []
    monkeypatch.setattr(_Mender, "mended", lambda _, word: looked_up.append(word))
    letters = "bcdfghjklmnpqrstvwxz"
    nonsense = " ".join(f"{a}q{b}xzw" for a in letters for b in letters)
    understand(nonsense[:1_990], qa.index.vocabulary, "nb")
    assert len(looked_up) == MOST_LOOKED_UP


def test_shouting_is_lowered(qa: ReportQA) -> None:
    shouted = qa.ask("HVILKET ÅR BLE BERGENSNETTVERKET ETABLERT?")
    assert [v.value for v in shouted.values] == [2015]
