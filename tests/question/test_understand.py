"""Question -> typed query, in the three languages; it knows no report."""

import pytest

from reportqa.language.vocabulary import Vocabulary, compile_vocabulary
from reportqa.question.understand import split_questions, understand


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return compile_vocabulary()


# question, language, kind, operation, years, the first words counted
_TABLE: list[tuple[str, str, str, str, tuple[int, ...], str | None]] = [
    ("Hvor mange saker var det i 2016?", "nb", "number", "lookup", (2016,), "saker"),
    ("Kor mange saker var det i 2016?", "nn", "number", "lookup", (2016,), "saker"),
    ("How many cases were there in 2016?", "en", "number", "lookup", (2016,), "cases"),
    ("Saker til sammen i 2014 og 2015?", "nb", "text", "sum", (2014, 2015), None),
    ("Kor mange saker var det til saman frå 2013 til 2016?", "nn", "number", "sum", (2013, 2016), "saker"),
    ("How many cases were there in total from 2013 to 2016?", "en", "number", "sum", (2013, 2016), "cases"),
    ("Hvor mange flere saker var det i 2016 enn i 2015?", "nb", "number", "difference", (2016, 2015), "flere saker"),
    ("Kor mange færre saker var det i 2014 enn i 2013?", "nn", "number", "difference", (2014, 2013), "færre saker"),
    ("How many more cases were there in 2016 than in 2015?", "en", "number", "difference", (2016, 2015), "more cases"),
    ("Hvor mange prosent økte saker fra 2015 til 2016?", "nb", "number", "percent_change", (2015, 2016), "prosent"),
    ("Kor mange prosent auka saker frå 2015 til 2016?", "nn", "number", "percent_change", (2015, 2016), "prosent"),
    ("How many per cent did cases fall from 2013 to 2014?", "en", "number", "percent_change", (2013, 2014), "per cent"),
    ("Hvor stor andel av sakene i 2016 gjaldt vold?", "nb", "number", "share", (2016,), None),
    ("Kor stor del av sakene i 2016 galdt vald?", "nn", "number", "share", (2016,), None),
    ("What share of the cases in 2016 concerned violence?", "en", "number", "share", (2016,), None),
    ("Hvor mange ganger så mange saker var det i 2016 som i 2015?", "nb", "number", "ratio", (2016, 2015), "ganger"),
    ("Kor mange gonger så mange saker var det i 2016 som i 2015?", "nn", "number", "ratio", (2016, 2015), "gonger"),
    ("What was the ratio of cases in 2016 to 2015?", "en", "text", "ratio", (2016, 2015), None),
    ("Hva var gjennomsnittlig antall saker per år?", "nb", "number", "mean", (), "saker"),
    ("Kva var gjennomsnittet av saker per år?", "nn", "text", "mean", (), None),
    ("What was the average number of cases per year?", "en", "number", "mean", (), "cases"),
    ("Hvilken kategori hadde flest saker i 2016?", "nb", "text", "max", (2016,), None),
    ("Kva kategori hadde færrast saker i 2016?", "nn", "text", "min", (2016,), None),
    ("Which category had the fewest cases in 2016?", "en", "list", "min", (2016,), None),
    ("Hvilken kategori hadde nest flest saker i 2016?", "nb", "text", "rank", (2016,), None),
    ("Kva kategori hadde nest flest saker i 2016?", "nn", "text", "rank", (2016,), None),
    ("Which category had the second most cases in 2016?", "en", "list", "rank", (2016,), None),
    ("Hvordan utviklet antall saker seg i perioden?", "nb", "how", "trend", (), "saker"),
    ("Korleis utvikla talet på saker seg i perioden?", "nn", "how", "trend", (), "saker"),
    ("How did the number of cases develop over the period?", "en", "how", "trend", (), "cases"),
    ("Hvor mange kategorier hadde mer enn 20 saker?", "nb", "number", "count", (), "kategorier"),
    ("Kor mange kategoriar hadde meir enn 20 saker?", "nn", "number", "count", (), "kategoriar"),
    ("How many categories had more than 20 cases?", "en", "number", "count", (), "categories"),
    ("Hvilket år var det flest saker?", "nb", "year", "max", (), None),
    ("Kva år var det flest saker?", "nn", "year", "max", (), None),
    ("Which year had the most cases?", "en", "year", "max", (), None),
    ("Stemmer det at det var 300 saker i 2016?", "nb", "yes_no", "lookup", (2016,), "saker"),
    ("Er det rett at det var 300 saker i 2016?", "nn", "yes_no", "lookup", (2016,), "saker"),
    ("Is it true that there were 300 cases in 2016?", "en", "yes_no", "lookup", (2016,), "cases"),
    ("Når ble nettverket opprettet?", "nb", "when", "lookup", (), None),
    ("Når vart nettverket oppretta?", "nn", "when", "lookup", (), None),
    ("When was the network established?", "en", "when", "lookup", (), None),
    ("Hvem leder nettverket?", "nb", "who", "lookup", (), None),
    ("Kven leier nettverket?", "nn", "who", "lookup", (), None),
    ("Who leads the network?", "en", "who", "lookup", (), None),
    ("Hvor ble konferansen holdt?", "nb", "where", "lookup", (), None),
    ("Kor vart konferansen halden?", "nn", "where", "lookup", (), None),
    ("Where was the conference held?", "en", "where", "lookup", (), None),
    ("Hvorfor ble nettverket opprettet?", "nb", "why", "lookup", (), None),
    ("Kvifor vart nettverket oppretta?", "nn", "why", "lookup", (), None),
    ("Why was the network established?", "en", "why", "lookup", (), None),
    ("Hva er Flexid?", "nb", "definition", "lookup", (), None),
    ("Kva er Flexid?", "nn", "definition", "lookup", (), None),
    ("What is Flexid?", "en", "definition", "lookup", (), None),
    ("Hvilke temaer ble tatt opp?", "nb", "list", "lookup", (), None),
    ("Oppsummer tiltak 1", "nb", "summary", "lookup", (), None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "kind", "operation", "years", "counted"), _TABLE)
def test_what_a_question_asks_for(
    vocabulary: Vocabulary,
    text: str,
    language: str,
    kind: str,
    operation: str,
    years: tuple[int, ...],
    counted: str | None,
) -> None:
    query = understand(text, vocabulary)
    assert (query.language, query.kind, query.operation, query.years) == (
        language,
        kind,
        operation,
        years,
    )
    assert query.counted is None if counted is None else (query.counted or "").startswith(counted)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Hvem er kontaktperson for tiltak 6?", "field", "contact"),
        ("Kven er ansvarleg for tiltak 6?", "field", "responsible"),
        ("What is the budget of measure 6?", "field", "budget"),
        ("Hva er budsjettet for tiltak 5 og 11?", "measures", (5, 11)),
        ("What happened in measures 5, 6 and 11?", "measures", (5, 6, 11)),
        ("Hva gjelder det første resultatmålet?", "sections", (("objective", 1),)),
        ("Hva sier måloppnåelse 3 i tiltak 1?", "sections", (("attainment", 3),)),
        ("Hva står i fotnote 4?", "footnote", 4),
        ("What does page 12 say?", "page", 12),
        ("Hva var antall saker siste år?", "relative", "last"),
        ("Hvor mange saker var det de to siste årene?", "relative", "last_two"),
        ("How many cases were there the year before?", "relative", "before"),
        ("Hvor mange saker var det i 2013-16?", "years", (2013, 2016)),
        ("Hvor mange saker var det i 2013–2016?", "year_range", True),
        ("Kor mange saker var det mellom 2013 og 2015?", "year_range", True),
        ("What was the ratio of cases in 2016 to 2015?", "year_range", False),
        ("Hvor mange saker var det i 2013 og 2016?", "year_range", False),
        ("Hvor mange saker var det i perioden?", "period", True),
        ("Hvilken kategori hadde nest færrest saker?", "position", -2),
        ("Kva kategori hadde tredje flest saker?", "position", 3),
        ("Hvor mange kategorier hadde mer enn 20 saker?", "claims", (20,)),
        ("Kor mange saker var det kvart år?", "claims", ()),
        ("How many cases were open on 31 December 2016?", "claims", ()),
        ("Hvor mange saker per rådgiver var det?", "per", "radgiver"),
        ("Hvor mange saker per år var det?", "per", None),
        ("Hvor mange færre saker var det?", "direction", -1),
        ("By how much did it rise?", "direction", 1),
        ("Økte antall saker?", "yes_no", True),
        ("Hvor mange saker var det i 2016 enn i 2015?", "compares", True),
        ("Hva heter rektor ved skolen?", "asks_person", True),
        ("Hva blir været i morgen?", "outside", True),
        ("Kan jeg lese om nettverket?", "outside", False),
        ("Hvem skal jeg ta kontakt med i Oslo?", "outside", False),
        ("Hvem skal jeg ta kontakt med i Oslo?", "field", "contact"),
        ("Kven bør ein vende seg til om nettverket?", "field", "contact"),
        ("Who could I turn to about the network?", "field", "contact"),
        ("Hvem kontaktet skolene i Oslo?", "field", None),
        ("Hvem kan jeg snakke med om naboen min?", "outside", True),
        ("Hvilken bil bør jeg kjøpe?", "outside", True),
        ("Hvorfor skjøt antall saker i været?", "outside", False),
        ("HVOR MANGE SAKER VAR DET I 2016?", "text", "hvor mange saker var det i 2016?"),
    ],
)
def test_a_constraint(vocabulary: Vocabulary, text: str, field: str, value: object) -> None:
    assert getattr(understand(text, vocabulary), field) == value


def test_terms_stand_in_the_question_and_hold_no_numbers(vocabulary: Vocabulary) -> None:
    query = understand("Hvor mange av de 23 rådgiverne i Oslo begynte i 2016?", vocabulary)
    for term in query.terms:
        assert query.text[term.start : term.end] == term.text
        assert not any(c.isdigit() for c in term.text)
    assert [t.text for t in query.terms if t.name] == ["Oslo"]


@pytest.mark.parametrize(
    ("line", "questions"),
    [
        ("Hvem leder det? Når ble det opprettet?", ["Hvem leder det?", "Når ble det opprettet?"]),
        (
            "Hvem leder det, og når ble det opprettet?",
            ["Hvem leder det?", "når ble det opprettet?"],
        ),
        (
            "Hvor mange gutter og hvor mange jenter deltok?",
            ["Hvor mange gutter deltok?", "Hvor mange jenter deltok?"],
        ),
        ("Hvor mange saker var det i 2015 og 2016?", ["Hvor mange saker var det i 2015 og 2016?"]),
    ],
)
def test_a_line_may_ask_several_questions(line: str, questions: list[str]) -> None:
    assert split_questions(line) == questions
