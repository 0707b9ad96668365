"""The reports for programs that speak the Model Context Protocol, over standard input and output."""

from typing import TYPE_CHECKING, Any

from reportqa.interfaces.options import CORPUS, INDEX, Corpus, IndexFolder, Model, say

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from reportqa.engine import ReportQA

_PLACES = 5


def mcp(corpus: Corpus = CORPUS, index: IndexFolder = INDEX, model: Model = None) -> None:
    """Serve the questions to a program that speaks the Model Context Protocol (stdio)."""
    from reportqa.engine import open_corpus

    make_server(open_corpus(corpus, index, model, told=say)).run("stdio")


def make_server(qa: "ReportQA") -> "MCPServer":
    """An MCP server with the tools ask, measures, show and search over one ReportQA."""
    from mcp.server import MCPServer

    from reportqa.answer.model import as_json

    server = MCPServer("reportqa", instructions="Answers from public reports, with exact places.")

    @server.tool()
    def ask(question: str, history: list[str] | None = None) -> dict[str, Any]:
        """Answer a question from the reports; every number is traced to its place."""
        return as_json(qa.ask(question, history=history or []))

    @server.tool()
    def measures() -> list[dict[str, Any]]:
        """List the measures of the reports."""
        return [
            {"report": report.id, "number": m.number, "title": m.title}
            for report in qa.reports()
            for m in report.measures
        ]

    @server.tool()
    def show(number: int, report: str | None = None) -> str:
        """The text of one measure."""
        found = [
            (r.id, m) for r in qa.reports() if report in (None, r.id) for m in r.measures
            if m.number == number
        ]  # fmt: skip
        if not found:
            return f"There is no measure {number}."
        name, measure = found[0]
        chunks = [c for c in qa.index.entry(name).chunks if c.measure == number]
        return "\n\n".join([measure.heading.text, *(c.text for c in chunks if c.kind != "row")])

    @server.tool()
    def search(question: str) -> list[dict[str, Any]]:
        """The passages nearest to a question, best first."""
        order = qa.ranking(question).order[:_PLACES]
        chunks = [qa.index.chunk(int(row)) for row in order]
        return [
            {"report": c.report, "measure": c.measure, "section": list(c.path), "text": c.text}
            for c in chunks
        ]

    return server
