"""Adapters for llama-index: node parser, retriever and query engine."""

from collections.abc import Sequence
from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.node_parser import NodeParser
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import BaseNode, NodeWithScore, QueryBundle, TextNode

from reportqa.answer.model import as_json
from reportqa.chunks.build import build_chunks
from reportqa.chunks.chunk import Chunk
from reportqa.engine import ReportQA
from reportqa.report.model import Report
from reportqa.report.parse import parse_report


def chunk_node(chunk: Chunk, row: int, report: Report) -> TextNode:
    """A chunk as a node; its metadata say where in the stored text it stands."""
    first, last = chunk.sentences[0].span, chunk.sentences[-1].span
    return TextNode(
        id_=f"{chunk.report}/{row}",
        text=chunk.text,
        start_char_idx=first.start,
        end_char_idx=last.end,
        metadata={
            "report": chunk.report,
            "measure": chunk.measure,
            "section": list(chunk.path),
            "kind": chunk.kind,
            "context": chunk.context,
            "page": report.page(first.start),
            "spans": [[s.start, s.end] for t in chunk.sentences for s in t.spans()],
        },
        excluded_embed_metadata_keys=["spans", "page", "report", "kind", "section", "measure"],
        excluded_llm_metadata_keys=["spans"],
    )


class ReportNodeParser(NodeParser):
    """Divides documents that hold whole reports into chunks, by measure and section."""

    def _parse_nodes(
        self, nodes: Sequence[BaseNode], show_progress: bool = False, **kwargs: Any
    ) -> list[BaseNode]:
        parsed: list[BaseNode] = []
        for node in nodes:
            report = parse_report(node.node_id, node.get_content())
            parsed += [
                chunk_node(chunk, row, report) for row, chunk in enumerate(build_chunks(report))
            ]
        return parsed


class ReportRetriever(BaseRetriever):
    """The hybrid retriever behind llama-index's interface."""

    def __init__(self, qa: ReportQA, k: int) -> None:
        super().__init__()
        self._qa = qa
        self._k = k

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        ranking = self._qa.ranking(query_bundle.query_str)
        reports = {report.id: report for report in self._qa.reports()}
        found = []
        for row in ranking.order[: self._k]:
            chunk = self._qa.index.chunk(int(row))
            node = chunk_node(chunk, int(row), reports[chunk.report])
            found.append(NodeWithScore(node=node, score=float(ranking.scores[row])))
        return found


class ReportQueryEngine(BaseQueryEngine):
    """Answers through ReportQA; the Answer object is the response's metadata."""

    def __init__(self, qa: ReportQA) -> None:
        super().__init__(callback_manager=None)
        self._qa = qa

    def _query(self, query_bundle: QueryBundle) -> Response:
        answer = self._qa.ask(query_bundle.query_str)
        return Response(
            response=answer.text,
            source_nodes=self._qa.as_retriever().retrieve(query_bundle.query_str),
            metadata=as_json(answer),
        )

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return self._query(query_bundle)

    def _get_prompt_modules(self) -> dict[str, Any]:
        return {}
