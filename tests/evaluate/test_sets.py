"""The question sets of the project, and what a broken one is told."""

from pathlib import Path

import pytest

from reportqa.engine import ReportQA
from reportqa.errors import QuestionError
from reportqa.evaluate.questions import read_questions
from reportqa.evaluate.run import ask_all, metrics

SETS = Path(__file__).parent.parent.parent / "eval"


@pytest.fixture(scope="module")
def scores(qa: ReportQA) -> dict[str, float]:
    questions = read_questions(sorted(SETS.glob("*/*.jsonl")), qa.texts())
    return {m.name: m.value for m in metrics(ask_all(qa, questions))}


@pytest.mark.parametrize(
    ("metric", "least"),
    [
        ("numeric", 0.85),
        ("text", 0.8),
        ("declined rightly", 0.85),
        ("right measure", 0.99),
        ("right words", 0.96),
        ("exact quotes", 1.0),
    ],
)
def test_no_regression(scores: dict[str, float], metric: str, least: float) -> None:
    assert scores[metric] >= least


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "a"}', "line 1"),
        ('{"id": "a", "lang": "nb", "topic": "t", "question": "?", "kind": "guess"}', "kind"),
        (
            '{"id": "a", "lang": "nb", "topic": "t", "question": "?", "kind": "text", "evidence": ["står ikke her"]}',
            "no report holds",
        ),
    ],
)
def test_a_broken_set_is_named_with_file_and_line(
    tmp_path: Path, qa: ReportQA, line: str, told: str
) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text(line + "\n", "utf-8")
    with pytest.raises(QuestionError, match=told):
        read_questions([file], qa.texts())
