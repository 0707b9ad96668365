"""`reportqa eval` as its user runs it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reportqa.engine import ReportQA
from reportqa.evaluate.draft import draft_questions
from reportqa.evaluate.engines import make_engine
from reportqa.evaluate.questions import read_questions
from reportqa.evaluate.retrieval import rank_evidence, read_squad
from reportqa.evaluate.run import ask_all

SETS = Path(__file__).parents[2] / "eval"
SAMPLE = SETS / "sample" / "numeric.jsonl"


def reportqa(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = "from reportqa.interfaces.cli import main; main()"
    folders = {"REPORTQA_CORPUS": str(home / "corpus"), "REPORTQA_INDEX": str(home / "index")}
    return subprocess.run(
        [sys.executable, "-c", code, "eval", *arguments],
        capture_output=True, text=True, env={**os.environ, **folders}, check=False,
    )  # fmt: skip


@pytest.fixture
def few(tmp_path: Path) -> Path:
    file = tmp_path / "few.jsonl"
    file.write_text("\n".join(SAMPLE.read_text("utf-8").splitlines()[:6]) + "\n", "utf-8")
    return file


def test_a_run_is_written_as_page_json_and_junit(home: Path, tmp_path: Path, few: Path) -> None:
    page, record, junit = tmp_path / "e.html", tmp_path / "e.json", tmp_path / "e.xml"
    done = reportqa(
        home, str(few), "--html", str(page), "--json", str(record), "--junit", str(junit)
    )
    assert done.returncode == 0, done.stderr
    assert not re.search(r"(?:src|href)=.https?:", page.read_text("utf-8"))
    assert "<script" not in page.read_text("utf-8")
    assert len(json.loads(record.read_text("utf-8"))["reportqa"]["questions"]) == 6
    assert ElementTree.parse(junit).getroot().attrib["tests"] == "6"
    again = reportqa(home, str(few), "--compare", str(record), "--by", "kind")
    assert "broke: nothing" in again.stdout


def test_a_threshold_that_is_not_met_fails_the_run(home: Path, tmp_path: Path) -> None:
    wrong = json.loads(SAMPLE.read_text("utf-8").splitlines()[0])
    file = tmp_path / "wrong.jsonl"
    file.write_text(json.dumps({**wrong, "values": [-1.0]}) + "\n", "utf-8")
    assert reportqa(home, str(file), "--min", "numeric=0.5").returncode == 1
    assert reportqa(home, str(file), "--min", "numeric=0").returncode == 0


def test_broken_lines_stop_the_run_or_are_counted(home: Path, tmp_path: Path, few: Path) -> None:
    first = json.loads(few.read_text("utf-8").splitlines()[0])
    broken = [
        {**first, "id": "x1", "evidence": ["står ikke her"]},
        {**first, "id": "x2", "formula": "2 + 2", "values": [5.0]},
        first,
        first,
    ]
    file = tmp_path / "broken.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in broken), "utf-8")
    stopped = reportqa(home, str(file))
    assert stopped.returncode == 1
    assert "broken.jsonl, line 1" in stopped.stderr
    kept = reportqa(home, str(file), "--keep-going")
    assert kept.returncode == 0
    assert kept.stdout.count("left out") == 3


def test_drafted_questions_are_answered_with_their_golds(qa: ReportQA, tmp_path: Path) -> None:
    lines = draft_questions(qa.reports(), 40)
    assert len(lines) == 40
    file = tmp_path / "new.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    outcomes = ask_all(qa, read_questions([file], qa.texts()))
    assert sum(o.right for o in outcomes) / len(outcomes) >= 0.9


@pytest.mark.parametrize("name", ["bm25", "dense", "llamaindex"])
def test_each_peer_answers_and_ranks(qa: ReportQA, name: str) -> None:
    engine = make_engine(name, qa)
    questions = read_questions([SETS / "sample" / "text.jsonl"], qa.texts())[:12]
    assert len(ask_all(qa, questions, engine=engine)) == 12
    hits = rank_evidence(engine, questions)
    assert any(hit.ranks for hit in hits)


def test_long_contexts_are_divided_at_sentence_ends(tmp_path: Path) -> None:
    context = " ".join(f"Setning nummer {i} handler om noe." for i in range(60))
    at = context.index("nummer 50")
    item = {"question": "Hva?", "answers": [{"text": "nummer 50", "answer_start": at}]}
    data = {"data": [{"paragraphs": [{"context": context, "qas": [item]}]}]}
    file = tmp_path / "squad.json"
    file.write_text(json.dumps(data), "utf-8")
    passages, asked = read_squad(file)
    assert all(len(p) <= 900 and p.endswith(".") for p in passages)
    assert "nummer 50" in passages[asked[0].passage]
