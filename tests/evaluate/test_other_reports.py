"""Reports that nothing was made for: another field, another PDF's text, general words only."""

import shutil
from pathlib import Path

import pytest

from reportqa.engine import ReportQA, open_corpus
from reportqa.evaluate.questions import read_questions
from reportqa.evaluate.run import ask_all, metrics

pytestmark = pytest.mark.slow

OTHER = Path(__file__).parent.parent.parent / "eval" / "other"


# The least shares of numbers and of texts right; a report as PDF is read on the way.
LEAST = {
    "traffic": (0.9, 0.72),
    "elders": (0.9, 0.88),
    "labour": (0.8, 0.7),
    "safety": (0.7, 0.55),
    "species": (0.55, 0.65),
}


@pytest.fixture(scope="module", params=list(LEAST))
def other(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ReportQA:
    """One of the reports in a corpus of its own, its index built once."""
    folder = tmp_path_factory.mktemp(request.param)
    shutil.copytree(OTHER / request.param, folder / request.param)
    return open_corpus(folder / request.param / "corpus", folder / "index")


def test_another_report_is_answered_too(other: ReportQA) -> None:
    folder = other.corpus.parent
    questions = read_questions([folder / "questions.jsonl"], other.texts())
    scores = {m.name: m.value for m in metrics(ask_all(other, questions))}
    numeric, text = LEAST[folder.name]
    assert scores["numeric"] >= numeric
    assert scores["text"] >= text
    assert scores["declined rightly"] >= 0.8
    assert scores["right measure"] >= 0.84
    assert scores["exact quotes"] == 1.0


def test_only_link_remains_are_unread(other: ReportQA) -> None:
    for line in other.unread():
        words = line.split(": ", 1)[1]
        assert words.startswith(("mailto:", "file:", "http"))
