"""Fits the weights of `answer/passages/extract.py` by which sentences are scored.

    .venv/bin/python bench/fit_sentences.py [--indexes DIR] [CORPUS QUESTIONS]...

Of every text and list question of eval/ (and of the further sets named), the sentences that may
answer are scored; those that hold the gold's evidence should come first. The weights are fitted
listwise: by how probable they make the right ones. Printed are `WEIGHTS`, and how often the best
sentence is a right one, also where each set is left out in turn.
"""

from dataclasses import dataclass

import numpy as np
from fit_confidence import files_asked_for
from numpy.typing import NDArray

from reportqa.answer.passages.extract import WEIGHTS, Candidate, find_candidates
from reportqa.engine import ReportQA
from reportqa.evaluate.questions import Located, read_questions
from reportqa.retrieve.rank import rank

_RIDGE = 1.0
_STEPS, _RATE = 1000, 0.5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A question's candidates: their features, one row each, and which are right."""

    of: str
    features: Floats
    right: NDArray[np.bool_]


def main() -> None:
    """Collect the examples, fit, and print."""
    examples: list[Example] = []
    for qa, file in files_asked_for(__doc__):
        texts = {rid: qa.texts()[rid] for rid in qa.index.report_ids}
        for located in read_questions([file], texts, print):
            if located.question.kind in ("text", "list"):
                examples += _example(qa, located, f"{file.parent.name}/{file.stem}")
    weights = _fit(examples)
    print("WEIGHTS =", {n: round(float(w), 2) for n, w in zip(WEIGHTS, weights, strict=True)})
    now = np.array(list(WEIGHTS.values()))
    sets = sorted({e.of for e in examples})
    for left in sets:
        seen, unseen = [[e for e in examples if (e.of == left) == out] for out in (False, True)]
        print(
            f"{left:30} {len(unseen):4}  now {_first(unseen, now):.3f}"
            f"  fitted to all {_first(unseen, weights):.3f}"
            f"  to the others {_first(unseen, _fit(seen)):.3f}"
        )


def _example(qa: ReportQA, located: Located, of: str) -> list[Example]:
    """The question as an example; none where no candidate is right."""
    gold = located.question
    query = qa.understood(gold.question, [turn.question for turn in gold.history])
    candidates = find_candidates(query, rank(query, qa.index), qa.index)
    right = np.array([_is_right(c, located) for c in candidates], dtype=bool)
    features = np.array([[c.features[name] for name in WEIGHTS] for c in candidates])
    return [Example(of, features, right)] if right.any() else []


def _is_right(candidate: Candidate, located: Located) -> bool:
    return any(
        report == candidate.chunk.report and place.overlaps(span)
        for report, place in located.evidence
        for span in candidate.text.spans()
    )


def _fit(examples: list[Example]) -> Floats:
    """The weights under which the right sentences are most probable, with a ridge."""
    deviation = np.vstack([e.features for e in examples]).std(axis=0) + 1e-9
    scaled = [(e.features / deviation, e.right) for e in examples]
    w = np.zeros(len(WEIGHTS))
    for _ in range(_STEPS):
        gradient = -2 * _RIDGE * w
        for x, right in scaled:
            p = np.exp(x @ w - np.max(x @ w))
            gradient += x.T @ (p * right / np.sum(p * right) - p / p.sum())
        w += _RATE * gradient / len(examples)
    fitted: Floats = w / deviation
    return fitted


def _first(examples: list[Example], weights: Floats) -> float:
    return float(np.mean([e.right[np.argmax(e.features @ weights)] for e in examples]))


if __name__ == "__main__":
    main()
