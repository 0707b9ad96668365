"""How early the right passage comes: on question sets with evidence, and on SQuAD-form data."""

import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from reportqa.errors import QuestionError
from reportqa.evaluate.peer import Engine
from reportqa.evaluate.questions import Located
from reportqa.language.sentences import split_sentences

LONGEST_PASSAGE = 900
_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """The ranks, counted from 1, of the passages that hold a question's evidence."""

    question: str
    ranks: tuple[int, ...]

    def recall(self, k: int) -> float:
        """1 where a right passage is among the first `k` (recall@k with one needed passage)."""
        return float(any(rank <= k for rank in self.ranks))

    @property
    def reciprocal_rank(self) -> float:
        """1 / rank of the first right passage, 0 for none (Voorhees 1999)."""
        return 1 / min(self.ranks) if self.ranks else 0.0

    @property
    def ndcg(self) -> float:
        """nDCG@10 with binary gains (Järvelin and Kekäläinen 2002)."""
        gained = sum(1 / math.log2(rank + 1) for rank in self.ranks if rank <= _DEPTH)
        best = sum(1 / math.log2(i + 1) for i in range(1, min(len(self.ranks), _DEPTH) + 1))
        return gained / best if best else 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of SQuAD-form data with the number of the passage that holds its answer."""

    question: str
    passage: int


def rank_evidence(engine: Engine, questions: Sequence[Located]) -> list[Hit]:
    """Where the engine ranks the passages that hold each text question's evidence.

    Numbers of tables are found as facts, not as passages, and follow-ups are no questions by
    themselves: both are left out, as are questions without evidence.
    """
    hits = []
    for located in questions:
        asked = located.question
        if not located.evidence or asked.history or asked.kind not in ("text", "list"):
            continue
        passages = engine.passages(located.question.question)
        ranks = (
            rank
            for rank, places in enumerate(passages, start=1)
            if any(
                r == report and s.overlaps(span)
                for r, s in places
                for report, span in located.evidence
            )
        )
        hits.append(Hit(located.question.id, tuple(islice(ranks, len(located.evidence)))))
    return hits


def rank_passages(
    engine: Engine, asked: Sequence[Asked], progress: Callable[[int], None] = lambda _: None
) -> list[Hit]:
    """Where the engine ranks each question's passage, over a corpus with one file a passage."""
    hits = []
    for done, item in enumerate(asked, start=1):
        before: set[str] = set()
        wanted = _name_of(item.passage)
        for report in (report for places in engine.passages(item.question) for report, _ in places):
            if report == wanted:
                hits.append(Hit(item.question, (len(before) + 1,)))
                break
            before.add(report)
        else:
            hits.append(Hit(item.question, ()))
        progress(done)
    return hits


def read_squad(file: Path) -> tuple[list[str], list[Asked]]:
    """The passages of SQuAD-form data, of at most 900 characters, and its questions.

    Longer contexts are divided at sentence ends; an answer's offset tells in which part it
    stands. Raises QuestionError for a file that isn't of that form.
    """
    try:
        data = json.loads(file.read_text("utf-8"))["data"]
        paragraphs = [p for article in data for p in article["paragraphs"]]
        contexts = [p["context"] for p in paragraphs]
    except (KeyError, TypeError, ValueError) as error:
        raise QuestionError(
            f"{file} is not of SQuAD's form ({error}).", "It needs data, paragraphs, context, qas."
        ) from None
    passages: list[str] = []
    known: dict[str, list[tuple[int, int, int]]] = {}
    for context in contexts:
        if context not in known:
            known[context] = [(a, b, len(passages) + i) for i, (a, b) in enumerate(_parts(context))]
            passages += [context[a:b] for a, b, _ in known[context]]
    asked = []
    for paragraph in paragraphs:
        for item in paragraph["qas"]:
            if item.get("answers"):
                at = item["answers"][0]["answer_start"]
                parts = known[paragraph["context"]]
                number = next((n for a, b, n in parts if a <= at < b), parts[-1][2])
                asked.append(Asked(item["question"], number))
    return passages, asked


def write_corpus(passages: Sequence[str], folder: Path) -> None:
    """One file a passage, so that each is a report of its own."""
    folder.mkdir(parents=True)
    for number, passage in enumerate(passages):
        (folder / f"{_name_of(number)}.txt").write_text(re.sub(r"\s+", " ", passage), "utf-8")


def _name_of(passage: int) -> str:
    return f"p{passage:06}"


def _parts(context: str) -> list[tuple[int, int]]:
    """Ranges of whole sentences, each of at most 900 characters where a sentence allows it."""
    parts: list[tuple[int, int]] = []
    for start, end in split_sentences(context):
        if parts and end - parts[-1][0] <= LONGEST_PASSAGE:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return parts or [(0, len(context))]
