"""The same question has the same answer in every process."""

import os
import subprocess
import sys
from pathlib import Path


def test_answers_do_not_hang_on_the_order_of_sets(home: Path, tmp_path: Path) -> None:
    sets = sorted((Path(__file__).parents[2] / "eval" / "sample").glob("*.jsonl"))
    lines = [line for file in sets for line in file.read_text("utf-8").splitlines()]
    questions = tmp_path / "questions.jsonl"
    questions.write_text("\n".join(lines), "utf-8")
    command = [sys.executable, "-c", "from reportqa.interfaces.cli import main; main()", "batch"]
    command += ["--corpus", str(home / "corpus"), "--index", str(home / "index"), str(questions)]
    found = [
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert found[0] == found[1]
    assert found[0].count(b"\n") == len(lines)
