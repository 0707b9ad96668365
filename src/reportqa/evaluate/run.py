"""A whole evaluation: every question asked, the outcomes folded into metrics."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from reportqa.engine import ReportQA
from reportqa.evaluate.questions import Located
from reportqa.evaluate.score import Outcome, judge

_RESAMPLES = 2000
_NUMERIC = ("number", "ambiguous")
_TEXT = ("text", "list")


@dataclass(frozen=True, slots=True)
class Metric:
    """A share of outcomes with its 95 % bootstrap interval (Efron 1979, percentiles)."""

    name: str
    value: float
    low: float
    high: float
    count: int


def ask_all(
    qa: ReportQA, questions: Sequence[Located], progress: Callable[[int], None] = lambda _: None
) -> list[Outcome]:
    """The outcome of every question, in order; `progress` is told how many are done."""
    texts = qa.texts()
    outcomes = []
    for done, located in enumerate(questions, start=1):
        history = [turn.question for turn in located.question.history]
        start = time.perf_counter()
        answer = qa.ask(located.question.question, history=history)
        outcomes.append(judge(located, answer, texts, time.perf_counter() - start))
        progress(done)
    return outcomes


def metrics(outcomes: Sequence[Outcome]) -> list[Metric]:
    """The figures of an evaluation; those without any outcome are left out.

    `declined wrongly` is the share of answerable questions that were declined; lower is better.
    """
    answerable = [o for o in outcomes if _kind(o) != "abstain"]
    groups: dict[str, list[bool]] = {
        "numeric": [o.right for o in outcomes if _kind(o) in _NUMERIC],
        "ambiguous": [o.right for o in outcomes if _kind(o) == "ambiguous"],
        "text": [o.right for o in outcomes if _kind(o) in _TEXT],
        "declined rightly": [o.right for o in outcomes if _kind(o) == "abstain"],
        "declined wrongly": [o.declined for o in answerable],
        "right measure": [o.measure for o in answerable if o.measure is not None],
        "right words": [o.words for o in answerable if o.words is not None],
        "exact quotes": [o.quotes for o in outcomes],
    }
    for language in ("nb", "nn", "en"):
        groups[f"right in {language}"] = [
            o.right for o in outcomes if o.located.question.lang == language
        ]
    return [_metric(name, shares) for name, shares in groups.items() if shares]


def _kind(outcome: Outcome) -> str:
    return outcome.located.question.kind


def latency(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Median and 95th percentile of the seconds a question took in this process."""
    seconds = [o.seconds for o in outcomes]
    return float(np.percentile(seconds, 50)), float(np.percentile(seconds, 95))


def _metric(name: str, shares: Sequence[bool]) -> Metric:
    values = np.array(shares, dtype=np.float64)
    rng = np.random.default_rng(0)
    means = values[rng.integers(0, len(values), (_RESAMPLES, len(values)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Metric(name, float(values.mean()), float(low), float(high), len(values))
