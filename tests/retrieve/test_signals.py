"""What each signal gives a passage: standardised, with the reader's own words first."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportqa.language.tokens import stem
from reportqa.language.vocabulary import Vocabulary, compile_vocabulary
from reportqa.question.understand import content_terms
from reportqa.retrieve.signals import (
    EXPANSION_WEIGHT,
    Scored,
    best_sentence,
    gram_weights,
    standardised,
    word_weights,
)

_scores = st.lists(st.floats(-1000, 1000, width=32), max_size=30).map(
    lambda values: np.array(values, dtype=np.float32)
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return compile_vocabulary()


@given(_scores)
def test_standardised_scores_keep_their_order(scores: np.ndarray) -> None:
    found = standardised(scores)
    assert found.shape == scores.shape
    assert np.isfinite(found).all()
    order = np.argsort(scores, kind="stable")
    assert (np.diff(found[order]) >= 0).all()


@given(_scores.filter(lambda scores: len(scores) > 1 and scores.std() > 1))
def test_standardised_scores_have_mean_0_and_deviation_1(scores: np.ndarray) -> None:
    found = standardised(scores)
    assert float(found.mean()) == pytest.approx(0, abs=1e-3)
    assert float(found.std()) == pytest.approx(1, abs=1e-3)


@given(st.floats(-1000, 1000, width=32), st.integers(0, 20))
def test_scores_that_do_not_differ_say_nothing(value: float, count: int) -> None:
    assert list(standardised(np.full(count, value, dtype=np.float32))) == [0.0] * count


@given(st.lists(st.lists(st.floats(0, 9, width=32), min_size=1, max_size=4), max_size=8))
def test_a_passage_is_as_good_as_its_best_sentence(passages: list[list[float]]) -> None:
    firsts = np.cumsum([0, *map(len, passages[:-1])]) if passages else np.array([], dtype=np.int64)
    flat = np.array([s for passage in passages for s in passage], dtype=np.float32)
    assert list(best_sentence(flat, firsts)) == [np.float32(max(p)) for p in passages]


def test_a_row_has_its_own_score() -> None:
    scored = Scored(np.array([2, 5, 9]), np.array([0.5, 1.5, 2.5], dtype=np.float32))
    assert [scored[row] for row in (2, 5, 9)] == [0.5, 1.5, 2.5]


@pytest.mark.parametrize("question", ["jobb i utlandet", "what jobs abroad"])
def test_what_the_vocabulary_adds_weighs_less(vocabulary: Vocabulary, question: str) -> None:
    terms = content_terms(question, vocabulary, "en" if "abroad" in question else "nb")
    own = {stem(word) for term in terms for word in term.text.split()}
    added = {w for term in terms for form in term.forms[1:] for w in form.split()} - own
    assert added, terms
    weights = word_weights(terms)
    assert {weights[word] for word in own} == {1.0}
    assert {weights[word] for word in added} == {EXPANSION_WEIGHT}
    assert EXPANSION_WEIGHT < 1


def test_no_gram_of_an_added_stem_marks_the_end_of_a_word(vocabulary: Vocabulary) -> None:
    terms = content_terms("jobb i utlandet", vocabulary)
    added = [gram for gram, weight in gram_weights(terms).items() if weight == EXPANSION_WEIGHT]
    assert added
    assert not any(gram.endswith(">") for gram in added)


def test_a_word_said_twice_weighs_once(vocabulary: Vocabulary) -> None:
    once = content_terms("nettverket i Oslo", vocabulary)
    twice = content_terms("nettverket og nettverket i Oslo", vocabulary)
    assert word_weights(once) == word_weights(twice)
    assert gram_weights(once) == gram_weights(twice)
