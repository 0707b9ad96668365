"""Whole reports in every format: headings, tables, footnotes and numbers against the truth."""

from collections import Counter
from pathlib import Path

import pytest

from reportqa.corpus.readers import read_file
from reportqa.facts.build import build_facts
from reportqa.report.model import Report, Table, walk
from reportqa.report.parse import all_leaves, parse_report
from tests.report.documents import (
    Made,
    as_html,
    as_markdown,
    as_text,
    make,
    write_docx,
)
from tests.report.pdf_writer import write_pdf

SEEDS = range(12)
FORMATS = {"pdf": 0.98, "docx": 0.99, "html": 0.99, "md": 0.99, "txt": 0.99}


def _write(made: Made, path: Path, seed: int) -> None:
    match path.suffix:
        case ".pdf":
            write_pdf(made, path, seed)
        case ".docx":
            write_docx(made, path)
        case ".html":
            path.write_text(as_html(made), "utf-8")
        case ".md":
            path.write_text(as_markdown(made), "utf-8")
        case ".txt":
            path.write_text(as_text(made, seed), "utf-8")


def _read(path: Path) -> tuple[Report, str]:
    document = read_file(path)
    return parse_report(path.stem, document.text, "nb", document.layout), document.text


def _found(report: Report) -> dict[str, Counter[tuple[str, ...]]]:
    """What was read, in the form of `_told`."""
    headings = [(m.heading.text,) for m in report.measures]
    groups = [report.sections, *(m.sections for m in report.measures)]
    sections = [section for group in groups for _, section in walk(group)]
    headings += [(section.title,) for section in sections if section.title]
    tables = [b for section in sections for b in section.blocks if isinstance(b, Table)]
    cells = [
        (row.label.text, column.text, cell.text.text)
        for table in tables
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    ]
    notes = [
        (str(n.number), n.marker.word if n.marker else "", " ".join(s.text for s in n.sentences))
        for n in report.footnotes
    ]
    numbers = [(str(fact.value),) for fact in build_facts(report) if fact.source == "text"]
    measures = [(str(m.number), m.title) for m in report.measures]
    return {
        "headings": Counter(headings),
        "measures": Counter(measures),
        "cells": Counter(cells),
        "footnotes": Counter(notes),
        "numbers": Counter(numbers),
    }


def _told(made: Made) -> dict[str, Counter[tuple[str, ...]]]:
    """What the report says."""
    return {
        "headings": Counter((text,) for _, text in made.headings),
        "measures": Counter((str(n), title) for n, title in made.measures.items()),
        "cells": Counter(
            (row[0], column, cell)
            for table in made.tables
            for row in table.rows
            for column, cell in zip(table.header[1:], row[1:], strict=True)
        ),
        "footnotes": Counter((str(n), made.words[n], text) for n, text in made.notes.items()),
        "numbers": Counter((str(number),) for number in made.numbers),
    }


@pytest.mark.parametrize(("kind", "least"), FORMATS.items())
def test_reports_are_read_as_they_were_written(kind: str, least: float, tmp_path: Path) -> None:
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for seed in SEEDS:
        made = make(seed)
        path = tmp_path / f"r{seed}.{kind}"
        _write(made, path, seed)
        found, told = _found(_read(path)[0]), _told(made)
        for name in told:
            right[name] += (found[name] & told[name]).total()
            # a heading too many is as wrong as one too few
            all_of = found[name] | told[name] if name == "headings" else told[name]
            wanted[name] += all_of.total()
    assert {n: right[n] / wanted[n] for n in wanted if right[n] < least * wanted[n]} == {}


@pytest.mark.parametrize("kind", FORMATS)
def test_every_leaf_gives_back_its_text(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"r.{kind}"
    _write(make(99), path, 99)
    report, text = _read(path)
    assert report.title is not None
    assert report.title.text.startswith("Rapport om")
    assert not report.unread
    for leaf in all_leaves(report):
        for run in leaf.runs:
            written = text[run.start : run.start + run.length]
            assert leaf.text[run.at : run.at + run.length] == written


def test_pages_of_a_pdf_are_pages_of_the_report(tmp_path: Path) -> None:
    import pdfplumber

    path = tmp_path / "r.pdf"
    _write(make(3), path, 3)
    report, text = _read(path)
    with pdfplumber.open(path) as pdf:
        drawn = [page.extract_text().replace("\n", " ") for page in pdf.pages]
    assert len(report.pages) == len(drawn)
    for measure in report.measures:
        page = report.page(measure.heading.span.start)
        assert text[report.pages[page - 1].start :][:20].strip()
        assert measure.heading.text.split(" for ")[0] in drawn[page - 1]
