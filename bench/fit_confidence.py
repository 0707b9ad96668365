"""Fits the constants of `answer/passages/extract.py` that say how sure an extract is.

    .venv/bin/python bench/fit_confidence.py [--indexes DIR] [CORPUS QUESTIONS]...

Every text, list and unanswerable question of eval/ (and of the further sets named) for which
sentences of running text are chosen is an example: can it be answered, or not? A logistic
regression is fitted to all, and to all sets but one in turn, which shows how it does on questions
it hasn't seen. Printed are `SURE`, `SURE_BIAS`, and `LEAST_CONFIDENCE` for one answerable question
in twenty declined.
"""

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

import reportqa
from reportqa.answer.passages import from_passages
from reportqa.answer.passages.extract import SURE, Extract, extract
from reportqa.engine import ReportQA
from reportqa.evaluate.questions import Located, read_questions
from reportqa.index.index import Index
from reportqa.question.query import Query
from reportqa.retrieve.rank import Ranking

_ROOT = Path(__file__).parents[1]
_DECLINED = 0.05
_RIDGE = 0.3
_STEPS = 30

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the features of its extract; `fits` where that is of the kind asked for."""

    of: str
    features: tuple[float, ...]
    answerable: bool
    fits: bool


def main() -> None:
    """Collect the examples, fit, and print."""
    examples: list[Example] = []
    for qa, file in files_asked_for(__doc__):
        examples += _examples(qa, file)
    _show(examples)


def files_asked_for(description: str | None) -> Iterator[tuple[ReportQA, Path]]:
    """The corpora of eval/ and those that the command line names, indexed where it says, with their
    files of questions.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--indexes", type=Path, default=Path(tempfile.gettempdir()) / "fit-indexes")
    parser.add_argument("further", nargs="*", type=Path, metavar="CORPUS QUESTIONS")
    args = parser.parse_args()
    further = list(zip(args.further[::2], args.further[1::2], strict=True))
    own = [*(_ROOT / "eval/sample").glob("*.jsonl"), *(_ROOT / "eval/report-2016").glob("*.jsonl")]
    others = sorted((_ROOT / "eval/other").glob("*/*.jsonl"))
    of = [(_ROOT / "corpus", f) for f in sorted(own)] + [(f.parent / "corpus", f) for f in others]
    opened: dict[Path, ReportQA] = {}
    for corpus, file in [*of, *further]:
        where = corpus.resolve()
        if where not in opened:
            opened[where] = reportqa.open(where, args.indexes / str(where).replace("/", "_"))
        yield opened[where], file


def _examples(qa: ReportQA, file: Path) -> Iterator[Example]:
    texts = {rid: qa.texts()[rid] for rid in qa.index.report_ids}
    for located in read_questions([file], texts, print):
        if located.question.kind in ("text", "list", "abstain"):
            example = _example(qa, located, f"{file.parent.name}/{file.stem}")
            if example is not None:
                yield example


def _example(qa: ReportQA, located: Located, of: str) -> Example | None:
    """The question as an example; None where it is answered or declined in another way."""
    gold = located.question
    history = [turn.question for turn in gold.history]
    asked = qa.understood(gold.question, history)
    found: list[Extract] = []

    def kept(query: Query, ranking: Ranking, index: Index) -> Extract | None:
        # A refusal tries the questions it suggests as well.
        extracted = extract(query, ranking, index)
        if query == asked and extracted is not None:
            found.append(extracted)
        return extracted

    with (
        patch.object(from_passages, "extract", kept),
        patch.object(from_passages, "LEAST_CONFIDENCE", 0.0),
    ):
        answer = qa.ask(gold.question, history=history)
    if not found:
        return None
    features = tuple(found[0].features[name] for name in SURE)
    fits = answer.status != "not_in_report"
    return Example(of, features, gold.kind != "abstain", fits)


def _show(examples: list[Example]) -> None:
    features = np.array([e.features for e in examples])
    answerable = np.array([float(e.answerable) for e in examples])
    fits = np.array([e.fits for e in examples])
    sets = np.array([e.of for e in examples])
    weights, bias = _fit(features, answerable)
    sure = _sure(features, weights, bias) * fits
    unseen = np.zeros(len(examples))
    for left_out in set(sets):
        there = sets == left_out
        unseen[there] = _sure(features[there], *_fit(features[~there], answerable[~there]))
    unseen *= fits
    print("SURE =", {n: round(float(w), 2) for n, w in zip(SURE, weights, strict=True)})
    print("SURE_BIAS =", round(bias, 2))
    for name, values in (("fitted to all", sure), ("each set left out", unseen)):
        least = float(np.quantile(values[answerable == 1], _DECLINED))
        print(f"{name}: LEAST_CONFIDENCE = {least:.2f} declines of {len(values)}:")
        for of in sorted(set(sets)):
            told = [
                f"{kind} {np.sum(values[m] < least)} of {np.sum(m)}"
                for kind, side in (("answerable", 1), ("unanswerable", 0))
                for m in [(sets == of) & (answerable == side)]
            ]
            print(f"  {of:30}", "; ".join(told))
        declined = float(np.mean(values[answerable == 0] < least))
        print(f"  {declined:.2f} of the unanswerable ones that get this far")


def _fit(features: Floats, answerable: Floats) -> tuple[Floats, float]:
    """Weights and bias by Newton's method, with a ridge on the standardised weights."""
    mean, deviation = features.mean(axis=0), features.std(axis=0) + 1e-9
    x = np.c_[(features - mean) / deviation, np.ones(len(features))]
    ridge = np.diag([2 * _RIDGE] * features.shape[1] + [0.0])
    w = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - answerable) + ridge @ w
        w -= np.linalg.solve((x.T * (p * (1 - p))) @ x + ridge, gradient)
    weights = w[:-1] / deviation
    return weights, float(w[-1] - weights @ mean)


def _sure(features: Floats, weights: Floats, bias: float) -> Floats:
    return 1 / (1 + np.exp(-(features @ weights + bias)))


if __name__ == "__main__":
    main()
