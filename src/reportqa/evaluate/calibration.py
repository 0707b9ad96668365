"""Whether the confidence of answers means what it says, and what a refusal threshold costs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reportqa.evaluate.score import Outcome

_BINS = 10


@dataclass(frozen=True, slots=True)
class Calibration:
    """`ece` (Naeini et al. 2015, ten equal bins) and `brier` (Brier 1950) of answered questions."""

    ece: float
    brier: float
    count: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Were every answer below `threshold` declined: the shares of questions then declined."""

    threshold: float
    unanswerable: float
    answerable: float


def calibration(outcomes: Sequence[Outcome]) -> Calibration | None:
    """How far the confidence of answers lies from the share that is right; None without any."""
    answered = [o for o in outcomes if not o.declined]
    if not answered:
        return None
    said = np.array([o.answer.confidence for o in answered])
    right = np.array([o.right for o in answered], dtype=np.float64)
    bins = np.minimum((said * _BINS).astype(int), _BINS - 1)
    gaps = [
        abs(said[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean()
        for b in range(_BINS)
        if (bins == b).any()
    ]
    return Calibration(float(sum(gaps)), float(((said - right) ** 2).mean()), len(answered))


def refusal_curve(outcomes: Sequence[Outcome], steps: int = 20) -> list[Refusal]:
    """What is declined at each threshold of confidence, from 0 to 1."""
    groups = [
        [o for o in outcomes if (o.located.question.kind == "abstain") == unanswerable]
        for unanswerable in (True, False)
    ]
    return [
        Refusal(t, *(_declined(group, t) for group in groups))
        for t in (step / steps for step in range(steps + 1))
    ]


def _declined(outcomes: Sequence[Outcome], threshold: float) -> float:
    below = [o.declined or o.answer.confidence < threshold for o in outcomes]
    return sum(below) / len(below) if below else 0.0
