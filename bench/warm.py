"""One process that answers many questions: its milliseconds and memory, as JSON on stdout.

python bench/warm.py CORPUS INDEX QUESTIONS.json
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from reportqa.engine import open_corpus


def _times(ask: Callable[[str], object], questions: list[str]) -> list[float]:
    found = []
    for question in questions:
        start = time.perf_counter()
        ask(question)
        found.append((time.perf_counter() - start) * 1000)
    return found


def main() -> None:
    """Ask each question once, then again, then embed each alone."""
    corpus, index, file = map(Path, sys.argv[1:4])
    questions = json.loads(file.read_text("utf-8"))
    start = time.perf_counter()
    qa = open_corpus(corpus, index)
    opened = (time.perf_counter() - start) * 1000
    qa.ask("Oppvarming?")
    asked = _times(qa.ask, questions)
    memory = psutil.Process().memory_info().rss / 2**20
    again = _times(qa.ask, questions[-100:])
    embedded = _times(qa.index.encoder.encode_query, questions)
    result = {"open_ms": opened, "ms": asked, "again_ms": again, "embed_ms": embedded, "mb": memory}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
