"""Texts of other forms than an action plan's."""

from reportqa.corpus.document import Layout
from reportqa.report.parse import parse_report


def test_a_text_without_measures_is_read() -> None:
    report = parse_report("r", "Et notat.\nOm saker.\n\nDet var 12 saker i 2016.\n", "nb", None)
    assert not report.measures
    assert "12 saker" in str(report.sections)


def test_short_forms_are_learnt_from_brackets_and_from_a_list() -> None:
    text = (
        "Rapport om sjøbad\n\nSjøbad er små hus.\n\nSBD – Sjøbaddirektoratet\n\nNB: Les dette.\n\n"
        "Fylkets badeutvalg (FBU) møtes 4 ganger.\n"
    )
    learnt = parse_report("r", text, "nb", Layout()).abbreviations
    assert learnt == {"SBD": "Sjøbaddirektoratet", "FBU": "Fylkets badeutvalg"}


def test_two_contact_persons_on_a_line_are_both_read() -> None:
    text = (
        "Rapport\n\nTiltak 1: Sjøbad (KLD)\n\n"
        "Kontaktpersoner: Tor Li, tor@li.no, og Kari Nes, kari@nes.no\n\nDet gikk bra.\n"
    )
    (measure,) = parse_report("r", text).measures
    assert [(c.name, c.email) for c in measure.contacts] == [
        ("Tor Li", "tor@li.no"),
        ("Kari Nes", "kari@nes.no"),
    ]


def test_a_field_under_a_label_of_its_own_is_one_paragraph() -> None:
    text = "Rapport\n\nTiltak 1: Sjøbad (KLD)\n\nBudsjett\n\n4 mill. kroner\n\nDet kom 12 båter.\n"
    (measure,) = parse_report("r", text, "nb", Layout()).measures
    assert [line.text for line in measure.budget] == ["Budsjett 4 mill. kroner"]
