"""Sentence vectors in FAISS: built through llama-index, searched with FAISS alone."""

import errno
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportqa.index.encoder import Vectors


def build_vectors(vectors: Vectors, ids: list[str], texts: list[str], file: Path) -> None:
    """Write an exact inner-product index of `vectors` (n, d), row i for node `ids[i]`.

    Raises OSError where `file` can't be written.
    """
    import faiss
    from llama_index.core.schema import BaseNode, TextNode
    from llama_index.vector_stores.faiss import FaissVectorStore

    store = FaissVectorStore(faiss_index=empty_flat_index(vectors.shape[1]))
    nodes: list[BaseNode] = [
        TextNode(id_=node_id, text=text, embedding=vector.tolist())
        for node_id, text, vector in zip(ids, texts, vectors, strict=True)
    ]
    if nodes:
        store.add(nodes)
    try:
        store.persist(persist_path=str(file))
        # Read back, as FAISS doesn't raise where closing the file fails on a full disk.
        faiss.read_index(str(file))
    except RuntimeError as error:
        raise OSError(errno.EIO, f"{file.name} was not written whole") from error


def empty_flat_index(dimensions: int) -> Any:
    """An empty FAISS index that searches exactly by inner product."""
    import faiss

    return faiss.IndexFlatIP(dimensions)


class VectorIndex:
    """The vectors of an index file, mapped into memory."""

    def __init__(self, file: Path) -> None:
        import faiss

        self._index = faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC)

    def search(self, query: Vectors, k: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The `k` rows (or all) nearest to `query` (d,), best first, with their cosines."""
        k = min(k, self._index.ntotal)
        if k < 1:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        scores, rows = self._index.search(query[None, :], k)
        return rows[0], scores[0]

    def all(self) -> Vectors:
        """Every vector, shape (n, d), in row order."""
        return np.asarray(self._index.reconstruct_n(0, self._index.ntotal), dtype=np.float32)
