"""The pages people see: the front page, the reader and the description of the API."""

from urllib.parse import parse_qs

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from reportqa.answer.model import Answer, Citation
from reportqa.engine import ReportQA
from reportqa.errors import QuestionError
from reportqa.interfaces.web.api import desk_of
from reportqa.interfaces.web.asking import Ask
from reportqa.interfaces.web.page import language_of, page
from reportqa.interfaces.web.reader import lay_out
from reportqa.interfaces.web.said import lines_of
from reportqa.language.tokens import stems
from reportqa.report.model import Report

router = APIRouter(include_in_schema=False)
_FOUND = 8


@router.get("/")
async def front(request: Request) -> HTMLResponse:
    """The reports, a box for a question, and the line that embeds the widget."""
    return _front(request)


@router.post("/")
async def front_answer(request: Request) -> HTMLResponse:
    """The front page with the answer: works without scripts, the question in no address."""
    question = await _question(request)
    if not question:
        return _front(request, untaken=True)
    try:
        answer = await desk_of(request).answer(Ask(question=question))
    except QuestionError:
        return _front(request, question=question, untaken=True)
    return _front(request, question=question, answer=answer)


@router.get("/report/{report_id}")
async def read(report_id: str, request: Request) -> HTMLResponse:
    """A report set for reading."""
    report = _report(request, report_id)
    return page(request, "report.html", report=report, laid=lay_out(report), found=None)


@router.post("/report/{report_id}")
async def search(report_id: str, request: Request) -> HTMLResponse:
    """The report with the places that a search finds, by the same retriever as the answers."""
    report = _report(request, report_id)
    question = await _question(request)
    found = await desk_of(request).run(lambda qa: _places(qa, report, question))
    laid = lay_out(report)
    return page(request, "report.html", report=report, laid=laid, found=found, question=question)


@router.get("/docs")
async def docs(request: Request) -> HTMLResponse:
    """The API described, from its own OpenAPI document."""
    return page(request, "docs.html", api=request.app.openapi())


def _front(
    request: Request, question: str = "", answer: Answer | None = None, untaken: bool = False
) -> HTMLResponse:
    qa = desk_of(request).live.qa
    reports = qa.reports()
    spoken = {report.id: report.language for report in reports}
    return page(
        request,
        "front.html",
        status=422 if untaken else 200,
        reports=reports,
        spoken=spoken,
        examples=qa.examples(language_of(request))[:4],
        question=question,
        answer=answer,
        lines=lines_of(answer, spoken) if answer else [],
        untaken=untaken,
        server=str(request.base_url).rstrip("/"),
    )


def _places(qa: ReportQA, report: Report, question: str) -> list[Citation]:
    """The passages of the report that fit best, each by the sentence that has most of the words."""
    try:
        ranking = qa.ranking(question)
    except QuestionError:
        return []
    words = ranking.signals["words"]
    matched = set(words.rows[words.values > words.values.min()].tolist())
    asked = set(stems(question))
    found: dict[int, Citation] = {}  # by place: a table and its row have the same words
    for row in ranking.order:
        chunk = qa.index.chunk(int(row))
        if int(row) not in matched or chunk.report != report.id:
            continue
        sentence = max(chunk.sentences, key=lambda s: len(asked & set(stems(s.text))))
        first = sentence.spans()[0]
        citation = Citation(
            number=len(found) + 1,
            report=report.id,
            measure=chunk.measure,
            measure_title=None,
            section=chunk.path,
            page=report.page(first.start),
            quote=sentence.text,
            start=first.start,
            end=first.end,
        )
        found.setdefault(first.start, citation)
        if len(found) == _FOUND:
            break
    return list(found.values())


def _report(request: Request, report_id: str) -> Report:
    found = next((r for r in desk_of(request).live.qa.reports() if r.id == report_id), None)
    if found is None:
        raise HTTPException(404, "There is no such report.")
    return found


async def _question(request: Request) -> str:
    fields = parse_qs((await request.body()).decode("utf-8", "replace"))
    return " ".join(fields.get("question", [""])[0].split())[:2_000]
