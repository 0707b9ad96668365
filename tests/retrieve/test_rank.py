"""What a question says of a place holds: no passage from elsewhere is ranked."""

import numpy as np
import pytest

from reportqa.engine import ReportQA


@pytest.mark.parametrize(
    ("question", "field", "held"),
    [
        ("Hva skjer i tiltak 6?", "measure", 6),
        ("Hva sier fotnote 8?", "footnote", 8),
        ("Hva skjer i tiltak 999?", "measure", 999),
    ],
)
def test_passages_that_the_question_leaves_out_are_not_ranked(
    qa: ReportQA, question: str, field: str, held: int
) -> None:
    ranking = qa.ranking(question)
    assert set(qa.index.places[field][ranking.order]) <= {held}
    assert np.isfinite(ranking.scores[ranking.order]).all()


def test_a_page_named_holds_all_passages(qa: ReportQA) -> None:
    places = qa.index.places[qa.ranking("Hva står på side 2?").order]
    assert len(places)
    assert ((places["first_page"] <= 2) & (places["last_page"] >= 2)).all()
