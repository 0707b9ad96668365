"""BM25 against its formula."""

import math
from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportqa.index.lexical import build_bm25, open_bm25, save_bm25

_DOCUMENTS = st.lists(st.lists(st.sampled_from("abcdef"), max_size=12), min_size=1, max_size=12)


@given(_DOCUMENTS, st.dictionaries(st.sampled_from("abcdefg"), st.floats(0.1, 2), max_size=4))
def test_scores_are_those_of_the_formula(
    documents: list[list[str]], query: dict[str, float]
) -> None:
    scores = build_bm25(documents).scores(query)
    average = max(sum(map(len, documents)) / len(documents), 1e-9)
    for row, document in enumerate(documents):
        expected = 0.0
        for term, weight in query.items():
            n = sum(term in d for d in documents)
            tf = Counter(document)[term]
            idf = math.log(1 + (len(documents) - n + 0.5) / (n + 0.5))
            expected += (
                weight * idf * tf / (tf + 1.2 * (1 - 0.75 + 0.75 * len(document) / average))
                if tf
                else 0
            )
        assert math.isclose(scores[row], expected, rel_tol=1e-4, abs_tol=1e-5)


@given(_DOCUMENTS, st.sets(st.integers(0, 11)), st.sampled_from(["ab", "cg", "a"]))
def test_scores_at_some_rows_are_those_of_all(
    documents: list[list[str]], rows: set[int], terms: str
) -> None:
    index = build_bm25(documents)
    wanted = np.array(sorted(r for r in rows if r < len(documents)), dtype=np.int64)
    weights = dict.fromkeys(terms, 1.0)
    found = index.scores_at(wanted, weights)
    assert np.allclose(found, index.scores(weights)[wanted])


def test_the_best_rows_are_found_through_the_rarest_terms() -> None:
    index = build_bm25([["a", "b"], ["a"], ["a"], ["b"], ["c"], []])
    weights = {"a": 1.0, "b": 1.0, "c": 1.0}
    assert list(index.best(weights, 10, 100)) == [0, 1, 2, 3, 4]
    assert list(index.best(weights, 10, 3)) == [0, 3, 4]
    assert list(index.best(weights, 1, 100)) == [4]
    assert list(index.best({"x": 1.0}, 10, 100)) == []


def test_saved_arrays_open_again(tmp_path) -> None:
    index = build_bm25([["a", "b"], ["b"], []])
    save_bm25(index, tmp_path / "bm25")
    again = open_bm25(tmp_path / "bm25")
    assert list(again.scores({"b": 1.0})) == list(index.scores({"b": 1.0}))
    assert again.document_frequency("b") == 2
    assert again.document_frequency("x") == 0
