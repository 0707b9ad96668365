"""llama-index pipelines over our chunks, retriever and answers."""

import pytest

from reportqa.engine import ReportQA


@pytest.fixture(scope="module", autouse=True)
def _llama_index() -> None:
    pytest.importorskip("llama_index.core")


def test_the_node_parser_divides_by_measure_and_section(text: str) -> None:
    from llama_index.core.schema import Document

    from reportqa.llama import ReportNodeParser

    nodes = ReportNodeParser().get_nodes_from_documents([Document(text=text)])
    assert {n.metadata["measure"] for n in nodes} == {None, 1, 5, 6, 11, 16}
    assert any(n.metadata["section"][-1:] == ["Agdernettverket"] for n in nodes)
    for node in nodes:
        for start, end in node.metadata["spans"]:
            assert 0 <= start < end <= len(text)


def test_the_retriever_finds_the_passage(qa: ReportQA) -> None:
    found = qa.as_retriever(k=3).retrieve("Når ble Agdernettverket opprettet?")
    assert len(found) == 3
    assert "august 2012" in found[0].node.get_content()


def test_the_query_engine_answers_with_its_citations(qa: ReportQA) -> None:
    response = qa.as_query_engine().query("Når ble Agdernettverket opprettet?")
    assert "august 2012" in str(response)
    assert response.metadata["citations"][0]["measure"] == 11
