"""Reports -> chunks: nothing lost, nothing twice, nothing across measures or sections."""

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.chunks.build import CHUNK_CHARACTERS, build_chunks, measure_context
from reportqa.chunks.chunk import Chunk
from reportqa.report.model import ListBlock, Paragraph, Report, Section, Table, walk
from reportqa.report.parse import parse_report
from reportqa.span import Span, Text
from tests.report.generator import make_report

_SEEDS = range(12)


def _chunks(seed: int) -> tuple[str, Report, tuple[Chunk, ...]]:
    text, _ = make_report(seed)
    report = parse_report("generated", text)
    return text, report, build_chunks(report)


def _parts(report: Report) -> Iterator[tuple[int | None, tuple[str, ...], Section]]:
    """Every section with its measure and heading path."""
    groups = [(None, report.sections), *((m.number, m.sections) for m in report.measures)]
    for number, sections in groups:
        for path, section in walk(sections):
            yield number, path, section


def _one_piece(report: Report, chunks: tuple[Chunk, ...]) -> None:
    """Each sentence of running text stands once, in a chunk of its own measure and section."""
    home: dict[Span, tuple[int | None, tuple[str, ...]]] = {}
    for number, path, section in _parts(report):
        for block in section.blocks:
            if isinstance(block, Paragraph):
                home |= {s.span: (number, path) for s in block.sentences}
    texts = [c for c in chunks if c.kind == "text"]
    held = Counter(s.span for c in texts for s in c.sentences)
    assert held == dict.fromkeys(home, 1)
    for chunk in texts:
        assert {home[s.span] for s in chunk.sentences} == {(chunk.measure, chunk.path)}


def test_of_the_real_report(report: Report, text: str) -> None:
    chunks = build_chunks(report)
    _one_piece(report, chunks)
    _is_read_back(chunks, text)


@pytest.mark.parametrize("seed", _SEEDS)
def test_every_sentence_is_in_one_text_chunk_of_its_own_section(seed: int) -> None:
    text, report, chunks = _chunks(seed)
    _one_piece(report, chunks)
    _is_read_back(chunks, text)


def _is_read_back(chunks: tuple[Chunk, ...], stored: str) -> None:
    """Each sentence's runs give its words; footnote markers and hyphens at line ends left out."""
    for sentence in (s for c in chunks for s in c.sentences):
        for run in sentence.runs:
            said = sentence.text[run.at : run.at + run.length]
            assert said == stored[run.start : run.start + run.length]


@pytest.mark.parametrize("seed", _SEEDS)
def test_tables_lists_and_footnotes_are_passages_of_their_own(seed: int) -> None:
    _, report, chunks = _chunks(seed)
    blocks = [(n, p, b) for n, p, s in _parts(report) for b in s.blocks]
    tables = [(n, p, b) for n, p, b in blocks if isinstance(b, Table)]
    kinds = Counter(c.kind for c in chunks)
    assert kinds["table"] == len(tables)
    assert kinds["row"] == sum(len(b.rows) for _, _, b in tables)
    assert kinds["list"] == sum(isinstance(b, ListBlock) for _, _, b in blocks)
    assert [c.footnote for c in chunks if c.kind == "footnote"] == [
        n.number for n in report.footnotes
    ]
    for number, path, table in tables:
        rows = [c for c in chunks if c.kind == "row" and (c.measure, c.path) == (number, path)]
        assert [c.sentences for c in rows] == [(table.header, row.text) for row in table.rows]


@pytest.mark.parametrize("seed", _SEEDS)
def test_a_chunk_says_where_it_stands(seed: int) -> None:
    _, report, chunks = _chunks(seed)
    for chunk in chunks:
        measure = report.measure(chunk.measure) if chunk.measure is not None else None
        headings = [measure_context(measure)] if measure else []
        assert chunk.context.startswith(" › ".join([*headings, *chunk.path]))


@settings(max_examples=60)
@given(st.lists(st.integers(3, 1000), min_size=1, max_size=14))
def test_a_text_chunk_is_no_longer_than_it_may_be(lengths: list[int]) -> None:
    sentences = tuple(Text("x" * n, ()) for n in lengths)
    section = Section("introduction", "", None, None, (Paragraph(sentences),))
    report = Report("r", None, "nb", (), (section,), (), ())
    texts = [c for c in build_chunks(report) if c.kind == "text"]
    assert [s for c in texts for s in c.sentences] == list(sentences)
    assert all(len(c.text) <= CHUNK_CHARACTERS or len(c.sentences) == 1 for c in texts)
