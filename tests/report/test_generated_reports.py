"""Reports that nobody has seen: the parser is held to the generator's truth."""

import pytest

from reportqa.facts.build import build_facts
from reportqa.report.model import Table, walk
from reportqa.report.parse import all_leaves, parse_report
from tests.report.generator import make_report


@pytest.mark.parametrize("seed", range(30))
def test_the_tree_says_what_the_generator_wrote(seed: int) -> None:
    text, truth = make_report(seed)
    report = parse_report("generated", text)
    assert {m.number: m.title for m in report.measures} == truth.measures
    assert {n.number: n.marker.word for n in report.footnotes if n.marker} == truth.footnotes
    for measure in report.measures:
        assert measure.contacts[0].name == "Kari Nes"
        tables = [b for _, s in walk(measure.sections) for b in s.blocks if isinstance(b, Table)]
        found = {
            row.label.text: [int(c.value) for c in row.cells] for t in tables for row in t.rows
        }
        for kind, values in truth.tables.get(measure.number, {}).items():
            assert found[kind] == [*values, sum(values)]


@pytest.mark.parametrize("seed", range(30))
def test_every_leaf_and_fact_gives_back_its_text(seed: int) -> None:
    text, truth = make_report(seed)
    report = parse_report("generated", text)
    assert not report.unread
    for leaf in all_leaves(report):
        for run in leaf.runs:
            assert (
                leaf.text[run.at : run.at + run.length] == text[run.start : run.start + run.length]
            )
    facts = build_facts(report)
    for fact in facts:
        assert text[fact.span.start : fact.span.end].split() == fact.text.split()
    assert set(truth.numbers) <= {fact.value for fact in facts if fact.source == "text"}
