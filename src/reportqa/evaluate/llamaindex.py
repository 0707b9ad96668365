"""llama-index as its first tutorial has it: default splitter, FAISS, the nearest text."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from llama_index.core import Document, Settings, StorageContext, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.vector_stores.faiss import FaissVectorStore

from reportqa.answer.model import Answer
from reportqa.engine import ReportQA
from reportqa.evaluate.peer import Place, sentence_answer
from reportqa.index.encoder import PassageEncoder, resolve_model
from reportqa.index.vectors import empty_flat_index
from reportqa.language.sentences import split_sentences
from reportqa.span import Span

_PASSAGES = 20
_NODES_KEPT = 256


class SameModel(BaseEmbedding):
    """The model of the product's index behind llama-index's interface."""

    encoder: Any

    def _get_query_embedding(self, query: str) -> list[float]:
        return list(map(float, self.encoder.encode_query(query)))

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors = self.encoder.encode_passages(texts, lambda *_: None)
        return [list(map(float, vector)) for vector in vectors]


class LlamaIndex:
    """llama-index as its first tutorial has it: default splitter, the same model, FAISS."""

    name = "llamaindex"

    def __init__(self, qa: ReportQA) -> None:
        self._encoder = PassageEncoder(resolve_model(qa.index.manifest.model))
        # Many questions come to the same node.
        self._near = lru_cache(maxsize=_NODES_KEPT)(
            lambda texts: self._encoder.encode_passages(texts, lambda *_: None)
        )
        Settings.llm = None
        embedding = SameModel(encoder=self._encoder)
        documents = [Document(text=text, doc_id=name) for name, text in qa.texts().items()]
        size = len(self._encoder.encode_query("size"))
        store = FaissVectorStore(faiss_index=empty_flat_index(size))
        index = VectorStoreIndex.from_documents(
            documents,
            storage_context=StorageContext.from_defaults(vector_store=store),
            embed_model=embedding,
            transformations=[SentenceSplitter()],
        )
        self._retriever = index.as_retriever(similarity_top_k=_PASSAGES)

    def ask(self, question: str, history: Sequence[str]) -> Answer:
        """The nearest sentence of the nearest node."""
        node: Any = self._retriever.retrieve(question)[0].node
        text = node.get_content()
        sentences = split_sentences(text)
        near = self._near(tuple(text[a:b] for a, b in sentences))
        start, end = sentences[int(np.argmax(near @ self._encoder.encode_query(question)))]
        at = node.start_char_idx or 0
        span = Span(at + start, at + end)
        return sentence_answer(question, text[start:end], node.ref_doc_id or "", span, None)

    def passages(self, question: str) -> list[list[Place]]:
        """The nodes by similarity."""
        nodes: list[Any] = [found.node for found in self._retriever.retrieve(question)]
        return [[(n.ref_doc_id, Span(n.start_char_idx, n.end_char_idx))] for n in nodes]
