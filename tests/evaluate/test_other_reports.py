"""Reports that nothing was made for: another field, another PDF's text, general words only."""

from pathlib import Path

import pytest

from reportqa.engine import open_corpus
from reportqa.evaluate.questions import read_questions
from reportqa.evaluate.run import ask_all, metrics

OTHER = Path(__file__).parent.parent.parent / "eval" / "other"


@pytest.mark.parametrize("name", ["traffic", "elders"])
def test_another_report_is_answered_too(name: str, tmp_path: Path) -> None:
    qa = open_corpus(OTHER / name / "corpus", tmp_path / "index")
    questions = read_questions([OTHER / name / "questions.jsonl"], qa.texts())
    scores = {m.name: m.value for m in metrics(ask_all(qa, questions))}
    assert scores["numeric"] >= 0.72
    assert scores["text"] >= 0.75
    assert scores["declined rightly"] >= 0.7
    assert scores["right measure"] >= 0.98
    assert scores["exact quotes"] == 1.0


@pytest.mark.parametrize("name", ["traffic", "elders"])
def test_only_link_remains_are_unread(name: str, tmp_path: Path) -> None:
    qa = open_corpus(OTHER / name / "corpus", tmp_path / "index")
    for line in qa.unread():
        words = line.split(": ", 1)[1]
        assert words.startswith(("mailto:", "file:", "http"))
