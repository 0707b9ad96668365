"""A run of the evaluation as files: JSON to compare with, JUnit for CI, a page to read."""

import json
import os
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from reportqa.answer.model import as_json
from reportqa.errors import QuestionError
from reportqa.evaluate.calibration import refusal_curve
from reportqa.evaluate.run import EngineRun, Metric
from reportqa.evaluate.score import Outcome

Record = dict[str, Any]


def record_of(runs: Sequence[EngineRun], table: Mapping[str, Sequence[Metric]]) -> Record:
    """A run as plain data: the metrics of each engine, and each question with its answer."""
    return {
        run.name: {
            "metrics": {
                m.name: {"value": m.value, "low": m.low, "high": m.high, "count": m.count}
                for m in table[run.name]
            },
            "questions": [
                {
                    "id": o.located.question.id,
                    "question": o.located.question.question,
                    "right": o.right,
                    "declined": o.declined,
                    "why": o.why,
                    "seconds": round(o.seconds, 4),
                    "answer": as_json(o.answer),
                }
                for o in run.outcomes
            ],
        }
        for run in runs
    }


def read_record(path: Path) -> Record:
    """An earlier run. Raises QuestionError for a file that is none."""
    try:
        record: Record = json.loads(path.read_text("utf-8"))
        next(iter(record.values()))["questions"]
    except (OSError, ValueError, KeyError, StopIteration, AttributeError, TypeError):
        raise QuestionError(
            f"{path} is no run of `reportqa eval`.", "Write one with --json FILE."
        ) from None
    return record


def right_by_id(record: Record) -> dict[str, bool]:
    """Whether each question of a run's first engine was answered right."""
    return {q["id"]: q["right"] for q in next(iter(record.values()))["questions"]}


def junit_of(outcomes: Sequence[Outcome]) -> str:
    """JUnit XML: a test case a question."""
    failed = sum(not o.right for o in outcomes)
    suite = ElementTree.Element(
        "testsuite", name="reportqa eval", tests=str(len(outcomes)), failures=str(failed)
    )
    for outcome in outcomes:
        gold = outcome.located.question
        case = ElementTree.SubElement(
            suite, "testcase", classname=gold.topic, name=f"{gold.id} {gold.question}",
            time=f"{outcome.seconds:.4f}",
        )  # fmt: skip
        if not outcome.right:
            failure = ElementTree.SubElement(case, "failure", message=outcome.why)
            failure.text = outcome.answer.text
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True)


def page_of(runs: Sequence[EngineRun], table: Mapping[str, Sequence[Metric]]) -> str:
    """One page that needs nothing else: figures, charts, and each question, failures first."""
    from jinja2 import Environment, FileSystemLoader

    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True
    )
    names = list(dict.fromkeys(m.name for found in table.values() for m in found))
    rows = {
        name: [next((m for m in found if m.name == name), None) for found in table.values()]
        for name in names
    }
    return templates.get_template("eval_page.html").render(
        engines=list(table),
        rows=rows,
        charts=[_engines_chart(table), _refusal_chart(runs[0].outcomes)],
        outcomes=sorted(runs[0].outcomes, key=lambda o: (o.right, o.located.question.id)),
        engine=runs[0].name,
    )


def write_whole(path: Path, content: str) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f".{path.name}.part")
    draft.write_text(content, "utf-8")
    os.replace(draft, path)


_CHARTED = ("numeric", "values named", "text", "declined rightly", "recall@1", "recall@5")


def _engines_chart(table: Mapping[str, Sequence[Metric]]) -> str:
    import pygal

    chart = _plain(pygal.Bar)(range=(0, 1), title="Share of questions")
    chart.x_labels = [n for n in _CHARTED if any(m.name == n for f in table.values() for m in f)]
    for name, found in table.items():
        values = {m.name: m.value for m in found}
        chart.add(name, [values.get(label) for label in chart.x_labels])
    return _svg(chart)


def _refusal_chart(outcomes: Sequence[Outcome]) -> str:
    import pygal

    curve = refusal_curve(outcomes)
    chart = _plain(pygal.XY)(
        range=(0, 1),
        xrange=(0, 1),
        title="Declined below a threshold of confidence",
        x_title="answerable questions declined",
        y_title="unanswerable declined",
    )
    chart.add("threshold 0 to 1", [(p.answerable, p.unanswerable) for p in curve])
    return _svg(chart)


def _svg(chart: Any) -> str:
    """A chart as SVG; the scripts that pygal puts in are taken out."""
    from lxml import etree

    root = chart.render_tree()
    etree.strip_elements(root, "{*}script", with_tail=False)
    return str(etree.tostring(root, encoding="unicode"))


def _plain(kind: Any) -> Any:
    """A pygal chart without scripts or links, so that the page loads nothing."""
    return partial(kind, js=[], disable_xml_declaration=True, width=720, height=360)
