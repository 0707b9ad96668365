"""Sentence vectors in FAISS: built through llama-index, searched with FAISS alone."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportqa.index.encoder import Vectors


def build_vectors(vectors: Vectors, ids: list[str], texts: list[str], file: Path) -> None:
    """Write an exact inner-product index of `vectors` (n, d), row i for node `ids[i]`."""
    import faiss
    from llama_index.core.schema import BaseNode, TextNode
    from llama_index.vector_stores.faiss import FaissVectorStore

    store = FaissVectorStore(faiss_index=faiss.IndexFlatIP(vectors.shape[1]))
    nodes: list[BaseNode] = [
        TextNode(id_=node_id, text=text, embedding=vector.tolist())
        for node_id, text, vector in zip(ids, texts, vectors, strict=True)
    ]
    store.add(nodes)
    store.persist(persist_path=str(file))


class VectorIndex:
    """The vectors of an index file, mapped into memory."""

    def __init__(self, file: Path) -> None:
        import faiss

        self._index = faiss.read_index(str(file), faiss.IO_FLAG_MMAP)

    def search(self, query: Vectors, k: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The `k` rows nearest to `query` (d,), best first, with their cosines."""
        scores, rows = self._index.search(query[None, :], min(k, self._index.ntotal))
        return rows[0], scores[0]

    def all(self) -> Vectors:
        """Every vector, shape (n, d), in row order."""
        return np.asarray(self._index.reconstruct_n(0, self._index.ntotal), dtype=np.float32)
