"""A whole evaluation: every question asked, the outcomes folded into metrics."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from reportqa.engine import ReportQA
from reportqa.evaluate.engines import Reportqa
from reportqa.evaluate.peer import Engine
from reportqa.evaluate.questions import Located
from reportqa.evaluate.retrieval import Hit
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


@dataclass(frozen=True, slots=True)
class EngineRun:
    """What one engine made of all sets."""

    name: str
    outcomes: list[Outcome]
    hits: list[Hit]


def ask_all(
    qa: ReportQA,
    questions: Sequence[Located],
    progress: Callable[[int], None] = lambda _: None,
    engine: Engine | None = None,
) -> list[Outcome]:
    """The outcome of every question, in order; `progress` is told how many are done.

    `engine` None is the product itself.
    """
    engine = engine or Reportqa(qa)
    texts = qa.texts()
    outcomes = []
    for done, located in enumerate(questions, start=1):
        history = [turn.question for turn in located.question.history]
        start = time.perf_counter()
        answer = engine.ask(located.question.question, history)
        seconds = time.perf_counter() - start
        outcomes.append(judge(located, answer, texts, seconds, len(qa.ungrounded(answer))))
        progress(done)
    return outcomes


def metrics(outcomes: Sequence[Outcome]) -> list[Metric]:
    """The figures of an evaluation; those without any outcome are left out.

    `declined wrongly` is the share of answerable questions that were declined; lower is better.
    """
    answerable = [o for o in outcomes if _kind(o) != "abstain"]
    groups: dict[str, Sequence[float]] = {
        "numeric": [o.right for o in outcomes if _kind(o) in _NUMERIC],
        "ambiguous": [o.right for o in outcomes if _kind(o) == "ambiguous"],
        "text": [o.right for o in outcomes if _kind(o) in _TEXT],
        "declined rightly": [o.right for o in outcomes if _kind(o) == "abstain"],
        "declined wrongly": [o.declined for o in answerable],
        "right measure": [o.measure for o in answerable if o.measure is not None],
        "right words": [o.words for o in answerable if o.words is not None],
        "exact quotes": [o.quotes for o in outcomes],
        "numbers grounded": [o.ungrounded == 0 for o in outcomes],
        "values named": [o.named for o in answerable if o.named is not None],
        "citation precision": [o.precision for o in answerable if o.precision is not None],
        "citation recall": [o.recall for o in answerable if o.recall is not None],
    }
    for language in ("nb", "nn", "en"):
        groups[f"right in {language}"] = [
            o.right for o in outcomes if o.located.question.lang == language
        ]
    return [_metric(name, shares) for name, shares in groups.items() if shares]


def by_topic(outcomes: Sequence[Outcome], field: str) -> list[Metric]:
    """The share right by a field of the questions: kind, topic, lang or measure."""
    groups: dict[str, list[float]] = {}
    for outcome in outcomes:
        question = outcome.located.question
        values = (
            [f"measure {m}" for m in question.measures]
            if field == "measure"
            else [str(getattr(question, field))]
        )
        for value in values:
            groups.setdefault(value, []).append(outcome.right)
    return [_metric(name, shares) for name, shares in sorted(groups.items())]


def retrieval_metrics(hits: Sequence[Hit]) -> list[Metric]:
    """recall@1, recall@5, MRR and nDCG@10 over questions with evidence."""
    groups = {
        "recall@1": [h.recall(1) for h in hits],
        "recall@5": [h.recall(5) for h in hits],
        "MRR": [h.reciprocal_rank for h in hits],
        "nDCG@10": [h.ndcg for h in hits],
    }
    return [_metric(name, shares) for name, shares in groups.items() if shares]


def _kind(outcome: Outcome) -> str:
    return outcome.located.question.kind


def latency(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Median and 95th percentile of the seconds a question took in this process."""
    seconds = [o.seconds for o in outcomes]
    return float(np.percentile(seconds, 50)), float(np.percentile(seconds, 95))


def _metric(name: str, shares: Sequence[float]) -> Metric:
    values = np.array(shares, dtype=np.float64)
    rng = np.random.default_rng(0)
    means = values[rng.integers(0, len(values), (_RESAMPLES, len(values)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Metric(name, float(values.mean()), float(low), float(high), len(values))
