"""The real report, read into its tree."""

import re

from reportqa.report.model import Report, Table, walk
from reportqa.report.parse import all_leaves
from reportqa.report.tables import is_total


def test_every_leaf_maps_back_to_the_stored_text(report: Report, text: str) -> None:
    for leaf in all_leaves(report):
        for run in leaf.runs:
            assert (
                leaf.text[run.at : run.at + run.length] == text[run.start : run.start + run.length]
            )
        covered = {i for run in leaf.runs for i in range(run.at, run.at + run.length)}
        assert all(leaf.text[i] == " " for i in range(len(leaf.text)) if i not in covered)


def test_only_link_remains_are_unread(report: Report, text: str) -> None:
    for span in report.unread:
        assert re.match(r"mailto:|file:|https?://", text[span.start : span.end])


def test_the_measures_are_those_of_the_report(report: Report) -> None:
    assert [m.number for m in report.measures] == [1, 5, 6, 11, 16]
    assert report.measure(16).title.endswith("Islamabad og Nairobi")
    assert [m.text for m in report.measure(11).ministries] == ["BLD", "JD", "AD", "KD", "HOD"]
    assert len(report.pages) == 17


def test_fields_are_read(report: Report) -> None:
    contacts = {c.unit: c.email for c in report.measure(5).contacts}
    assert contacts["IMDi Nord"] == "ddi@imdi.no"
    assert report.measure(6).responsible.text == "IMDi- Midt"
    assert report.measure(16).contacts == ()


def test_regions_hold_their_networks(report: Report) -> None:
    paths = [path for path, _ in walk(report.measure(11).sections)]
    assert ("Resultatmål 1", "IMDi Sør", "Agdernettverket") in paths
    assert ("Resultatmål 1", "IMDi Indre Øst", "Nettverk «Hjelp som nytter»") in paths
    assert ("Måloppnåelse tiltak 11",) in paths


def test_tables_and_their_sums(report: Report) -> None:
    tables = [
        block
        for measure in report.measures
        for _, section in walk(measure.sections)
        for block in section.blocks
        if isinstance(block, Table)
    ]
    assert [len(t.rows) for t in tables] == [10, 9]
    for table in tables:
        for row in table.rows:
            *parts, total = (cell.value for cell in row.cells)
            assert sum(parts) == total
        parts = [row for row in table.rows if not is_total(row.label.text)]
        assert sum(row.cells[-1].value for row in parts) == table.rows[-1].cells[-1].value


def test_footnotes_know_the_words_that_carry_them(report: Report) -> None:
    words = {note.number: note.marker.word for note in report.footnotes}
    assert words[4] == "Flexid"
    assert words[10] == "01"
    assert words[13] == "2017"
    assert words[14] == "2016"
    assert len(report.footnotes) == 14


def test_a_footnote_does_not_split_the_sentence_around_it(report: Report) -> None:
    leaf = next(
        leaf for leaf in all_leaves(report) if leaf.text.startswith("Samtalegrupper, ulike kurs")
    )
    assert leaf.text.endswith("eget liv og valg av ektefelle.")
    assert len(leaf.spans()) == 2


def test_abbreviations_are_learnt(report: Report) -> None:
    assert report.abbreviations["KLL"] == "kjønnslemlestelse"
    assert report.abbreviations["RK"] == "regional koordinator"
