"""Sentence vectors in FAISS: built through llama-index, searched with FAISS alone.

`vectors.faiss` holds every vector as it is. Beside it, for an archive too large to be searched
through in an instant, `vectors.ivf.faiss` finds the nearest by way of clusters.
"""

import errno
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportqa.index.encoder import Vectors

# Up to this many vectors exact search is fast enough: 33 ms for 100,000 on two cores, which is
# half of what an answer may take (bench/growth.py).
EXACT_UP_TO = 30_000
_CLUSTERS_FROM = 256
_BATCH = 10_000
# Vectors on which the clusters are learnt, for each cluster, and on which recall is measured.
_LEARNT_ON = 40
_SAMPLES = 200
_NEAREST = 10
_LEAST_RECALL = 0.98
_SEED = 1


def build_vectors(
    vectors: Vectors, ids: list[str], texts: list[str], file: Path, exact_up_to: int = EXACT_UP_TO
) -> None:
    """Write an exact inner-product index of `vectors` (n, d), row i for node `ids[i]`; of more
    than `exact_up_to`, an approximate one beside it, of recall@10 0.98 or more on a sample.

    Raises OSError where a file can't be written.
    """
    from llama_index.core.schema import BaseNode, TextNode
    from llama_index.vector_stores.faiss import FaissVectorStore

    store = FaissVectorStore(faiss_index=empty_flat_index(vectors.shape[1]))
    for start in range(0, len(ids), _BATCH):
        nodes: list[BaseNode] = [
            TextNode(id_=ids[i], text=texts[i], embedding=vectors[i].tolist())
            for i in range(start, min(start + _BATCH, len(ids)))
        ]
        store.add(nodes)
    _write(store.client, file)
    if len(ids) > exact_up_to:
        _write(_approximate(vectors), _ivf(file))


def empty_flat_index(dimensions: int) -> Any:
    """An empty FAISS index that searches exactly by inner product."""
    import faiss

    return faiss.IndexFlatIP(dimensions)


class VectorIndex:
    """The vectors of an index, mapped into memory."""

    def __init__(self, exact: Any, approximate: Any | None) -> None:
        import faiss

        self._index = approximate if approximate is not None else exact
        self._exact = exact  # owns the memory that `_vectors` shows
        shape = (exact.ntotal, exact.d)
        held = faiss.rev_swig_ptr(exact.get_xb(), exact.ntotal * exact.d) if exact.ntotal else ()
        self._vectors: Vectors = np.asarray(held, dtype=np.float32).reshape(shape)

    def search(self, query: Vectors, k: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The `k` rows (or all) nearest to `query` (d,), best first, with their cosines."""
        k = min(k, self._index.ntotal)
        if k < 1:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        _, found = self._index.search(query[None, :], k)
        rows = found[0][found[0] >= 0]
        cosines = _cosines(self._at(rows), query)
        order = np.argsort(-cosines, kind="stable")
        return rows[order], cosines[order]

    def cosines(self, rows: NDArray[np.int64], query: Vectors) -> NDArray[np.float32]:
        """The cosines of the vectors in some rows with `query` (d,), shape (len(rows),)."""
        held = self._aligned if len(rows) == len(self._vectors) else self._at(rows)
        return _cosines(held, query)

    def _at(self, rows: NDArray[np.int64]) -> Vectors:
        """The vectors in some rows, shape (len(rows), d), copied as bytes: in the file the numbers
        lie at odd addresses, and copied one by one they take ten times as long.
        """
        held: Vectors = self._vectors.view(np.uint8)[rows].view(np.float32)
        return held

    @cached_property
    def _aligned(self) -> Vectors:
        """A copy in memory: in the file the numbers lie at odd addresses, which is ten times slower."""
        return np.array(self._vectors)

    def all(self) -> Vectors:
        """Every vector, shape (n, d), in row order."""
        return self._vectors


def open_vectors(file: Path) -> VectorIndex:
    """Map the vectors of an index into memory."""
    import faiss

    exact = faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC)
    near = _ivf(file)
    if not near.exists():
        return VectorIndex(exact, None)
    return VectorIndex(
        exact, faiss.read_index(str(near), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)
    )


def _cosines(vectors: Vectors, query: Vectors) -> NDArray[np.float32]:
    """The cosines of vectors (n, d) with `query` (d,). In this thread alone: a product by `@` is
    split among threads, and where the cores are busy they wait 10 ms for one another.
    """
    found: NDArray[np.float32] = np.einsum("ij,j->i", vectors, query)
    return found


def _ivf(file: Path) -> Path:
    return file.with_name("vectors.ivf.faiss")


def _approximate(vectors: Vectors) -> Any:
    """Clusters of 8-bit vectors; as many of them are visited as the recall wanted takes."""
    import faiss

    clusters = max(_CLUSTERS_FROM, int(4 * np.sqrt(len(vectors))))
    index: Any = faiss.index_factory(
        vectors.shape[1], f"IVF{clusters},SQ8", faiss.METRIC_INNER_PRODUCT
    )
    drawn = np.random.default_rng(_SEED)
    count = min(len(vectors), _LEARNT_ON * clusters)
    index.train(vectors[np.sort(drawn.choice(len(vectors), count, replace=False))])
    index.add(vectors)
    queries = vectors[drawn.choice(len(vectors), min(_SAMPLES, len(vectors)), replace=False)]
    _, right = faiss.knn(queries, vectors, _NEAREST, faiss.METRIC_INNER_PRODUCT)
    index.nprobe = 4
    while index.nprobe < clusters and _recall(index, queries, right) < _LEAST_RECALL:
        index.nprobe *= 2
    return index


def _recall(index: Any, queries: Vectors, right: NDArray[np.int64]) -> float:
    """The share of the exact nearest that the index finds among twice as many."""
    _, found = index.search(queries, 2 * _NEAREST)
    return float(np.mean([np.isin(r, f).mean() for r, f in zip(right, found, strict=True)]))


def _write(index: Any, file: Path) -> None:
    import faiss

    try:
        faiss.write_index(index, str(file))
        # Read back, as FAISS doesn't raise where closing the file fails on a full disk.
        faiss.read_index(str(file))
    except RuntimeError as error:
        raise OSError(errno.EIO, f"{file.name} was not written whole") from error
