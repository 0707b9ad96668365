"""Reports that nothing was made for: another field, another PDF's text, general words only."""

from pathlib import Path

import pytest

from reportqa.engine import ReportQA, open_corpus
from reportqa.evaluate.questions import read_questions
from reportqa.evaluate.run import ask_all, metrics

pytestmark = pytest.mark.slow

OTHER = Path(__file__).parent.parent.parent / "eval" / "other"


@pytest.fixture(scope="module", params=["traffic", "elders"])
def other(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ReportQA:
    """One of the reports, its index built once."""
    return open_corpus(OTHER / request.param / "corpus", tmp_path_factory.mktemp(request.param))


def test_another_report_is_answered_too(other: ReportQA) -> None:
    questions = read_questions([other.corpus.parent / "questions.jsonl"], other.texts())
    scores = {m.name: m.value for m in metrics(ask_all(other, questions))}
    assert scores["numeric"] >= 0.72
    assert scores["text"] >= 0.75
    assert scores["declined rightly"] >= 0.7
    assert scores["right measure"] >= 0.98
    assert scores["exact quotes"] == 1.0


def test_only_link_remains_are_unread(other: ReportQA) -> None:
    for line in other.unread():
        words = line.split(": ", 1)[1]
        assert words.startswith(("mailto:", "file:", "http"))
