"""Each metric on an example small enough to do by hand."""

from dataclasses import replace

import pytest

from reportqa.answer.model import Answer, Citation, Value
from reportqa.evaluate.calibration import calibration, refusal_curve
from reportqa.evaluate.compare import compare
from reportqa.evaluate.questions import Located, Question
from reportqa.evaluate.retrieval import Hit
from reportqa.evaluate.score import judge
from reportqa.span import Span

TEXT = "Det var 12 møter i 2016. Det var 7 kurs."
GOLD = Question(
    "q", "nb", "t", "Hvor mange møter?", "number", values=(12.0,), evidence=("12 møter",)
)
LOCATED = Located(GOLD, (("r", Span(8, 16)),))


def cited(number: int, start: int, end: int) -> Citation:
    return Citation(number, "r", None, None, (), 1, TEXT[start:end], start, end)


ANSWER = Answer(
    "Hvor mange møter?", "nb", "answered", "Det var 12 møter i 2016. [1]",
    (Value(12, "møter", "møter", None, (1,)),), (cited(1, 0, 24), cited(2, 25, 40)), 0.75,
)  # fmt: skip
REFUSAL = replace(ANSWER, status="not_in_report", text="", values=(), citations=(), confidence=0.5)


def judged(answer: Answer, located: Located = LOCATED):
    return judge(located, answer, {"r": TEXT}, 0.1)


def test_exactness_wants_the_values_and_no_others() -> None:
    assert judged(ANSWER).right
    two = (*ANSWER.values, Value(7, "kurs", "kurs", None, (2,)))
    assert not judged(replace(ANSWER, values=two)).right
    assert judged(replace(ANSWER, values=two)).named


def test_citation_precision_and_recall() -> None:
    outcome = judged(ANSWER)
    assert (outcome.precision, outcome.recall) == (0.5, 1.0)
    elsewhere = judged(replace(ANSWER, citations=(cited(1, 25, 40),)))
    assert (elsewhere.precision, elsewhere.recall) == (0.0, 0.0)


def test_a_quote_must_be_what_stands_there() -> None:
    assert judged(ANSWER).quotes
    shifted = replace(ANSWER.citations[0], quote="Det var 13 møter i 2016.")
    assert not judged(replace(ANSWER, citations=(shifted,))).quotes


def test_calibration_of_two_answers() -> None:
    wrong = replace(ANSWER, values=(), confidence=0.25)
    found = calibration([judged(ANSWER), judged(wrong)])
    assert found is not None
    assert found.ece == pytest.approx((0.25 + 0.25) / 2)
    assert found.brier == pytest.approx((0.25**2 + 0.25**2) / 2)


def test_the_refusal_curve_declines_what_is_below() -> None:
    abstain = Located(replace_kind(GOLD), ())
    curve = refusal_curve([judged(ANSWER), judged(ANSWER, abstain)], steps=2)
    assert [(p.threshold, p.answerable, p.unanswerable) for p in curve] == [
        (0.0, 0.0, 0.0), (0.5, 0.0, 0.0), (1.0, 1.0, 1.0),
    ]  # fmt: skip


def replace_kind(question: Question) -> Question:
    return Question(question.id, "nb", "t", question.question, "abstain")


def test_recall_reciprocal_rank_and_ndcg() -> None:
    hit = Hit("q", (2,))
    assert (hit.recall(1), hit.recall(5), hit.reciprocal_rank) == (0.0, 1.0, 0.5)
    assert hit.ndcg == pytest.approx(1 / 1.58496, abs=1e-4)
    assert Hit("q", ()).ndcg == 0.0
    assert Hit("q", (1, 3)).ndcg == pytest.approx((1 + 0.5) / (1 + 0.63093), abs=1e-4)


def test_mcnemar_counts_what_broke_against_what_got_right() -> None:
    before = {"a": True, "b": True, "c": False, "d": True}
    after = {"a": False, "b": True, "c": True, "e": True}
    found = compare(before, after)
    assert (found.broke, found.mended, found.p_value) == (("a",), ("c",), 1.0)
    six = {str(i): False for i in range(6)}
    assert compare(six, dict.fromkeys(six, True)).p_value == pytest.approx(2 / 64)
