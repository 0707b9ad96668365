"""A talk about a made-up report on parks: what each question is understood to ask in full."""

from collections.abc import Sequence
from functools import cache

import pytest

from reportqa.language.tokens import stems
from reportqa.language.vocabulary import Vocabulary, compile_vocabulary
from reportqa.question.follow import follow
from reportqa.question.places import Axis, Places
from reportqa.question.query import Query
from reportqa.question.reword import in_full
from reportqa.question.understand import understand


@cache
def vocabulary() -> Vocabulary:
    return compile_vocabulary()


def axis(*labels: str) -> Axis:
    return tuple(frozenset(stems(label)) for label in labels)


PLACES = Places(
    rows=(
        axis("løse hunder", "søppel", "fare hærverk", "fare ras", "fall benk"),
        axis("kommunale parker", "private parker"),
    ),
    measures={
        2: frozenset(stems("parkvaktene parkvakter")),
        5: frozenset(stems("badevaktene badevakter")),
    },
)
DOGS = "Hvor mange klager på løse hunder fikk parkvaktene i 2021?"
SPOKEN = "nb"


def understood(turns: Sequence[str]) -> Query:
    """The last of some questions, in the light of those before it."""
    queries: list[Query] = []
    for turn in turns:
        queries.append(follow(understand(turn, vocabulary(), SPOKEN), queries, PLACES))
    return queries[-1]


def in_words(*turns: str) -> str:
    query = understood(turns)
    return in_full(query.text, query.language)


@pytest.mark.parametrize(
    ("turns", "meant"),
    [
        ([DOGS, "Og i 2020?"], "Hvor mange klager på løse hunder fikk parkvaktene i 2020?"),
        ([DOGS, "Enn søppel?"], "Hvor mange klager på søppel fikk parkvaktene i 2021?"),
        (
            [DOGS, "Hva med badevaktene?"],
            "Hvor mange klager på løse hunder fikk badevaktene i 2021?",
        ),
        (
            [DOGS, "Og søppel?", "Og totalt?"],
            "Hvor mange klager totalt fikk parkvaktene i 2021?",
        ),
        ([DOGS, "Og totalt?"], "Hvor mange klager på løse hunder fikk parkvaktene totalt?"),
        (
            ["Hvor mange klager på fare for ras var det?", "Og hærverk?"],
            "Hvor mange klager på fare for hærverk var det?",
        ),
        (
            ["Hvor mange private parker i region Vest fikk benker?", "Og kommunale?"],
            "Hvor mange kommunale parker i region Vest fikk benker?",
        ),
        (
            ["Hvor mange benker ble satt ut i 2. kvartal 2021?", "Og i 3. kvartal?"],
            "Hvor mange benker ble satt ut i 3. kvartal 2021?",
        ),
        (
            ["Hvem er kontaktperson for tiltak 4?", "Og for 9?"],
            "Hvem er kontaktperson for tiltak 9?",
        ),
        (["Hva er en parkvert?", "Og et hundetorg?"], "Hva er hundetorg?"),
        (
            ["Hvilken park hadde flest klager i 2021?", "Og nest flest?"],
            "Hvilken park hadde nest flest klager i 2021?",
        ),
    ],
)
def test_a_change_is_put_in_its_place(turns: list[str], meant: str) -> None:
    assert in_words(*turns) == meant


@pytest.mark.parametrize(
    ("turns", "meant"),
    [
        (["Når ble Furunettverket opprettet?", "Og hvem leder det?"], "Hvem leder Furunettverket?"),
        (
            ["Er nettverket i Granvik og Lia i gang?", "Når startet det?"],
            "Når startet nettverket i Granvik og Lia?",
        ),
        (
            ["Hvor mange møter hadde nettverket i Granvik i 2021?", "Hvem leder det?"],
            "Hvem leder nettverket i Granvik?",
        ),
        (
            ["Hvor mange parker har Granvik?", "Hvor er de?"],
            "Når det gjelder parker og Granvik: Hvor er de?",
        ),
        (
            ["Når ble Furunettverket opprettet?", "Er det noen som leder det?"],
            "Er det noen som leder Furunettverket?",
        ),
        (
            ["Når ble Furunettverket opprettet?", "Hvor mange parker dekker det?"],
            "Hvor mange parker dekker Furunettverket?",
        ),
        (
            ["Hva er budsjettet for tiltak 4?", "Hvem er ansvarlig?"],
            "Når det gjelder tiltak 4: Hvem er ansvarlig?",
        ),
        ([DOGS, "Hvor stor andel er det?"], None),
    ],
)
def test_a_pronoun_stands_for_a_whole_phrase(turns: list[str], meant: str | None) -> None:
    said = in_words(*turns)
    assert said == (
        meant
        or "Når det gjelder klager på løse hunder og parkvaktene i 2021: Hvor stor andel er det?"
    )


@pytest.mark.parametrize(
    ("turns", "meant"),
    [
        (["Økte antallet klager i 2021?", "Hvorfor?"], "Hvorfor økte antallet klager i 2021?"),
        (["Er arbeidet i Lia i gang?", "Hvorfor ikke?"], "Hvorfor er ikke arbeidet i Lia i gang?"),
        (
            ["Økte antallet klager i 2021?", "Med hvor mange prosent?"],
            "Med hvor mange prosent økte antallet klager i 2021?",
        ),
        (["Hvor ble festen i Lia holdt?", "Når?"], "Når ble festen i Lia holdt?"),
    ],
)
def test_a_bare_asking_word_makes_a_whole_question(turns: list[str], meant: str) -> None:
    assert in_words(*turns) == meant


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange benker ble malt i Granvik i 2021?",
        "Hvilke parker finnes?",
        "Hva gjør foreldrene når barna deres blir borte?",
        "Når ble Furunettverket opprettet?",
    ],
)
def test_a_whole_question_takes_nothing_over(question: str) -> None:
    assert not understood([DOGS, question]).leans


def test_a_dropped_word_takes_its_operation_along() -> None:
    query = understood(["Hvor mange klager på fall fra benk kom i 2021?", "Og søppel?"])
    assert (query.text, query.operation) == ("Hvor mange klager på søppel kom i 2021?", "lookup")


def test_going_back_with_a_change_changes_the_question_gone_back_to() -> None:
    turns = [DOGS, "Når ble Furunettverket opprettet?", "Tilbake til klagene: og i 2020?"]
    assert in_words(*turns) == "Hvor mange klager på løse hunder fikk parkvaktene i 2020?"


def test_a_change_since_the_last_year_lies_between_both() -> None:
    more = understood([DOGS, "Hvor mange flere er det enn i 2019?"])
    assert more.years == (2021, 2019)


def test_more_of_a_contact_person_is_not_in_a_report() -> None:
    asked = "Hvem er kontaktperson i avdeling Lia?"
    assert understood([asked, "Hvilken utdanning har hun?"]).outside
    assert not understood([asked, "Hva er e-posten hennes?"]).outside


@pytest.mark.parametrize(
    "asked", ["Hvem er kontaktperson for tiltaket?", "Hvem er ansvarlig for det?"]
)
def test_a_measures_field_is_asked_of_the_measure_that_was_spoken_of(asked: str) -> None:
    assert understood([DOGS, asked]).measures == (2,)
