"""Vectors come back in the order they went in, nearest first."""

from pathlib import Path

import numpy as np
import pytest

from reportqa.index.vectors import VectorIndex, build_vectors, open_vectors


def _unit(count: int) -> np.ndarray:
    vectors = np.random.default_rng(7).normal(size=(count, 16)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _built(vectors: np.ndarray, file: Path) -> VectorIndex:
    names = [str(i) for i in range(len(vectors))]
    build_vectors(vectors, names, names, file)
    return open_vectors(file)


def test_search_is_exact(tmp_path: Path) -> None:
    vectors = _unit(50)
    index = _built(vectors, tmp_path / "v.faiss")
    for query in _unit(3):
        rows, scores = index.search(query, 5)
        cosines = vectors @ query
        assert list(rows) == list(np.argsort(-cosines)[:5])
        assert np.allclose(scores, cosines[rows], atol=1e-5)


def test_every_vector_is_given_back_in_its_row(tmp_path: Path) -> None:
    vectors = _unit(9)
    assert np.array_equal(_built(vectors, tmp_path / "v.faiss").all(), vectors)


def test_more_than_there_are_gives_all(tmp_path: Path) -> None:
    rows, _ = _built(_unit(3), tmp_path / "v.faiss").search(_unit(1)[0], 10)
    assert sorted(rows) == [0, 1, 2]


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    index = _built(np.zeros((0, 16), dtype=np.float32), tmp_path / "v.faiss")
    assert len(index.search(_unit(1)[0], 3)[0]) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("count", [2, 2000])
def test_a_full_disk_is_noticed_whatever_the_size(count: int) -> None:
    with pytest.raises(OSError, match="not written whole"):
        _built(_unit(count), Path("/dev/full"))


def test_many_vectors_are_found_by_way_of_clusters(tmp_path: Path) -> None:
    vectors = _unit(4000)
    names = [str(i) for i in range(len(vectors))]
    build_vectors(vectors, names, names, tmp_path / "v.faiss", exact_up_to=1000)
    index = open_vectors(tmp_path / "v.faiss")
    right = 0
    for query in vectors[::40]:
        rows, cosines = index.search(query, 20)
        nearest = np.argsort(-(vectors @ query))[:10]
        right += len(set(nearest) & set(rows))
        assert np.allclose(cosines, vectors[rows] @ query, atol=1e-6)
    assert right / 1000 >= 0.97


def test_cosines_are_worked_out_where_asked(tmp_path: Path) -> None:
    vectors, query = _unit(30), _unit(1)[0]
    found = _built(vectors, tmp_path / "v.faiss").cosines(np.array([2, 7]), query)
    assert np.allclose(found, vectors[[2, 7]] @ query)
