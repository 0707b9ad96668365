"""What a question says of a place holds: no passage from elsewhere is ranked."""

import numpy as np
import pytest

from reportqa.engine import ReportQA
from reportqa.index.build import SECTIONS
from reportqa.retrieve.rank import WEIGHTS


@pytest.mark.parametrize(
    ("question", "field", "held"),
    [
        ("Hva skjer i tiltak 6?", "measure", 6),
        ("Hva sier fotnote 8?", "footnote", 8),
        ("Hva skjer i tiltak 999?", "measure", 999),
        ("What does footnote 12 say?", "footnote", 12),
    ],
)
def test_passages_that_the_question_leaves_out_are_not_ranked(
    qa: ReportQA, question: str, field: str, held: int
) -> None:
    ranking = qa.ranking(question)
    assert set(qa.index.places[field][ranking.order]) <= {held}
    assert all(np.isfinite(ranking.scores[int(row)]) for row in ranking.order)


def test_a_page_named_holds_all_passages(qa: ReportQA) -> None:
    places = qa.index.places[qa.ranking("Hva står på side 2?").order]
    assert len(places)
    assert ((places["first_page"] <= 2) & (places["last_page"] >= 2)).all()


@pytest.mark.parametrize(
    "question",
    [
        "Hva skjer i tiltak 1 på side 3?",
        "Hva sier fotnote 4 i tiltak 1?",
        "Hva sier fotnote 4 i tiltak 6?",
        "Hva står om ambassadene i tiltak 5 og 16?",
    ],
)
def test_all_that_a_question_says_of_a_place_holds_at_once(qa: ReportQA, question: str) -> None:
    query = qa.understood(question)
    places = qa.index.places[qa.ranking(question).order]
    assert set(places["measure"]) <= set(query.measures)
    if query.footnote is not None:
        assert set(places["footnote"]) <= {query.footnote}
    if query.page is not None:
        assert (places["first_page"] <= query.page).all()
        assert (places["last_page"] >= query.page).all()


def test_a_question_that_names_no_place_ranks_all_passages(qa: ReportQA) -> None:
    ranking = qa.ranking("Hva er Flexid?")
    assert sorted(ranking.order) == list(range(qa.index.chunk_words.size))
    scores = [ranking.scores[int(row)] for row in ranking.order]
    assert scores == sorted(scores, reverse=True)
    assert "Flexid" in qa.index.chunk(int(ranking.order[0])).text


def test_the_signals_are_standardised(qa: ReportQA) -> None:
    ranking = qa.ranking("Hva er Flexid?")
    assert set(ranking.signals) == set(WEIGHTS)
    for signal in ranking.signals.values():
        assert float(signal.values.mean()) == pytest.approx(0, abs=1e-3)
        assert float(signal.values.std()) == pytest.approx(1, abs=1e-3)


def test_a_section_that_is_named_is_lifted(qa: ReportQA) -> None:
    plain = qa.ranking("Hva sies om tiltak 1?")
    lifted = qa.ranking("Hva sier måloppnåelse 2 i tiltak 1?")
    best = qa.index.places[int(lifted.order[0])]
    assert (best["section"], best["section_number"]) == (SECTIONS.index("attainment"), 2)
    assert set(lifted.order) == set(plain.order)
