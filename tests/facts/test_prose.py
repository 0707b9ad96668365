"""Numbers of running text as facts: every kind, each at its place; markers are none."""

from decimal import Decimal

import pytest

from reportqa.facts.build import build_facts
from reportqa.facts.model import Fact
from reportqa.report.model import Report
from reportqa.report.parse import parse_report


def _facts(sentence: str, report: str = "r") -> tuple[str, list[Fact]]:
    """The facts of a sentence in a small report, with the report's text."""
    text = (
        "Rapport om tiltak\n\nTiltak 1: Fjellsamling for ungdom (KLD)\n\n"
        f"Ansvarlig utfører: Etat Nord\n\n{sentence}\n\nMåloppnåelse: Målet er nådd.\n"
    )
    facts = build_facts(parse_report(report, text))
    return text, [f for f in facts if f.source == "text" and not f.article]


@pytest.mark.parametrize(
    ("written", "value", "kind", "unit"),
    [
        ("Etaten svarte på 48 henvendelser.", 48, "count", "henvendelser"),
        ("Etaten svarte på 1 038 henvendelser.", 1038, "count", "henvendelser"),
        ("Etaten svarte på 1\u00a0038 henvendelser.", 1038, "count", "henvendelser"),
        ("Etaten svarte på 1\u2009038 henvendelser.", 1038, "count", "henvendelser"),
        ("Etaten svarte på 1.038 henvendelser.", 1038, "count", "henvendelser"),
        ("Etaten brukte 2,5 stillinger.", Decimal("2.5"), "count", "stillinger"),
        ("Etaten svarte på syttito henvendelser.", 72, "count", "henvendelser"),
        ("Etaten svarte på to hundre og fem henvendelser.", 205, "count", "henvendelser"),
        ("Etaten svarte på åtte førespurnader.", 8, "count", "førespurnader"),
        ("Etaten nådde 46 % av skolene.", 46, "percent", "prosent"),
        ("Etaten nådde 44 prosent av skolene.", 44, "percent", "prosent"),
        ("Andelen økte med 3 prosentpoeng.", 3, "percentage_point", "prosentpoeng"),
        ("Etaten fikk kr. 340 000,- til arbeidet.", 340_000, "money", "kroner"),
        ("Etaten fikk 1,22 mill til arbeidet.", 1_220_000, "money", "kroner"),
        ("Etaten fikk 2,1 millionar kroner.", 2_100_000, "money", "kroner"),
        ("Arbeidet begynte i 2014 og varte.", 2014, "year", "år"),
        ("Arbeidet begynte 1.1.2016 og varte.", 2016, "date", "år"),
        ("Arbeidet begynte 31. desember 2016 og varte.", 2016, "date", "år"),
        ("Den yngste var 13 år gammel.", 13, "age", "år"),
        ("Nesten halvparten ble med.", Decimal("0.5"), "fraction", None),
        ("Det var dobbelt så mange som før.", 2, "multiple", None),
        ("Arbeidet ble gjort i 2. halvår.", 2, "ordinal", None),
        ("Dette står i kapittel 3 av loven.", 3, "identifier", None),
        ("Dette følger av § 222 i loven.", 222, "identifier", None),
        ("Midlene står på post 01 i år.", 1, "identifier", None),
        ("Dette er likt som i tiltak 5.", 5, "identifier", None),
    ],
)
def test_each_kind_of_number_stands_at_its_place(
    written: str, value: object, kind: str, unit: str | None
) -> None:
    text, facts = _facts(written)
    (fact,) = [f for f in facts if f.kind == kind]
    assert (fact.value, fact.unit, fact.measure) == (value, unit, 1)
    assert text[fact.span.start : fact.span.end].split() == fact.text.split()
    assert fact.sentence.text.split() == written.split()
    assert len(facts) == 1


@pytest.mark.parametrize(
    ("written", "modality"),
    [
        ("Etaten nådde omtrent 300 lærere.", "about"),
        ("Etaten nådde minst 300 lærere.", "at_least"),
        ("Etaten nådde opptil 300 lærere.", "at_most"),
        ("Etaten nådde over 300 lærere.", "more_than"),
        ("Etaten nådde nesten 300 lærere.", "nearly"),
        ("Etaten nådde 300 lærere.", "exact"),
    ],
)
def test_how_sure_a_number_is(written: str, modality: str) -> None:
    (fact,) = _facts(written)[1]
    assert (fact.value, fact.modality, fact.noun) == (300, modality, "lærere")


def test_parts_and_ranges() -> None:
    part, whole = _facts("Rådgiverne var i 12 av fylkets 14 kommuner.")[1]
    assert (part.value, part.of, whole.value) == (12, 14, 14)
    low, high = _facts("Tilbudet er for ungdom mellom 13 og 24 år i byen.")[1]
    assert (low.value, low.range, high.value, high.range) == (13, "from", 24, "to")


@pytest.mark.parametrize(
    "written",
    [
        "Gruppa møttest kvart år på samfunnshuset.",
        "Les mer på www.etat12.no og skriv til kari99@etat.no.",
        "Dette er omtalt i Fafo-rapport 2015:40 og der alene.",
    ],
)
def test_what_only_looks_like_a_number(written: str) -> None:
    assert _facts(written)[1] == []


def test_an_english_date_is_one() -> None:
    (fact,) = _facts("The work began on 31 December 2016 and went on.")[1]
    assert (fact.kind, fact.value, fact.text) == ("date", 2016, "31 December 2016")


def test_a_number_torn_by_a_line_end_is_read_and_cited_whole() -> None:
    text, (fact,) = _facts("Etaten fikk i det året som gikk kroner 340\n000 til arbeidet.")
    assert fact.value == 340_000
    assert text[fact.span.start : fact.span.end].split() == ["kroner", "340", "000"]


def test_of_the_real_report_every_fact_gives_back_its_text(report: Report, text: str) -> None:
    for fact in build_facts(report):
        assert text[fact.span.start : fact.span.end].split() == fact.text.split()
        assert report.page(fact.span.start) == fact.page
        assert fact.sentence.text[fact.start :].startswith(fact.text) or fact.source == "table"


def test_of_the_real_report_footnote_markers_are_no_numbers(report: Report) -> None:
    markers = {n.number: n.marker for n in report.footnotes}
    assert sorted(markers) == list(range(1, 15))
    facts = build_facts(report)
    for marker in markers.values():
        assert marker is not None
        assert not any(f.span.overlaps(marker.span) for f in facts)
    values = {int(f.value) for f in facts}
    assert not {110, 111, 201_613, 201_614} & values


def test_of_the_real_report_the_numbers_beside_markers_are_read(report: Report) -> None:
    facts = build_facts(report)
    markers = {n.number: n.marker for n in report.footnotes}
    for number, value, kind in [(10, 1, "identifier"), (13, 2017, "year"), (14, 2016, "year")]:
        marker = markers[number]
        assert marker is not None
        (fact,) = [f for f in facts if f.span.end == marker.span.start]
        assert (fact.value, fact.kind) == (value, kind)


def test_of_them_is_of_what_the_sentence_before_counted() -> None:
    _, facts = _facts("Det kom 31 søkere. Av dem kom 19 fra nord og sju fra sør.")
    assert [(f.value, f.noun, f.of) for f in facts] == [
        (31, "søkere", None),
        (19, "søkere", 31),
        (7, "søkere", 31),
    ]
