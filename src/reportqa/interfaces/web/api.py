"""The API of the project's own: questions, streams, measures and reports."""

import re
from collections.abc import AsyncIterator
from typing import Any

import msgspec
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sse_starlette import EventSourceResponse, ServerSentEvent
from sse_starlette.sse import AppStatus

from reportqa.answer.model import Answer, as_json
from reportqa.answer.suggest import examples
from reportqa.interfaces.web.asking import Ask, Desk
from reportqa.interfaces.web.problems import described
from reportqa.language.detect import Language
from reportqa.report.model import Report, Section

router = APIRouter(prefix="/api", tags=["questions"])
# A server told to stop lets its streams end by themselves: each has its whole answer.
AppStatus.enable_automatic_graceful_drain = False
_EXAMPLES = 4
_PIECE = re.compile(r"\S+\s*")


class MeasureOut(BaseModel):
    """A measure of a report."""

    report: str
    number: int
    title: str
    ministries: list[str]
    page: int


class SectionOut(BaseModel):
    """A part of a measure, with where it starts in the stored text."""

    title: str
    kind: str
    number: int | None
    start: int | None
    sections: list["SectionOut"]


class MeasureTree(MeasureOut):
    """A measure with its parts."""

    sections: list[SectionOut]


class ReportOut(BaseModel):
    """A report: what it is called, how long it is, and its measures."""

    id: str
    title: str | None
    pages: int
    footnotes: int
    measures: list[MeasureTree]


def desk_of(request: Request) -> Desk:
    """The desk that answers this app's questions."""
    desk: Desk = request.app.state.desk
    return desk


@router.post(
    "/ask",
    summary="Ask one question",
    response_model=None,
    responses={200: {"model": Answer}, **described(401, 403, 408, 413, 422, 429)},
)
async def ask(asked: Ask, request: Request) -> JSONResponse:
    """The answer, with each number traced to its place."""
    return JSONResponse(as_json(await desk_of(request).answer(asked)))


@router.post(
    "/ask/stream",
    summary="Ask one question, the answer as server-sent events",
    response_model=None,
    responses={
        200: {"content": {"text/event-stream": {}}, "description": "Server-sent events"},
        **described(401, 403, 408, 413, 422, 429),
    },
)
async def stream(asked: Ask, request: Request) -> EventSourceResponse:
    """Events `status` (what kind of answer comes), `text` (the next words), `answer` (it whole).

    The first byte waits for the answer, so that a refusal has a status of its own.
    """
    return EventSourceResponse(_events(await desk_of(request).answer(asked)), ping=15)


async def _events(answer: Answer) -> AsyncIterator[ServerSentEvent]:
    yield _event("status", {"state": answer.status})
    for piece in pieces(answer.text):
        yield _event("text", {"delta": piece})
    yield _event("answer", as_json(answer))


def pieces(text: str) -> list[str]:
    """A text in pieces of a few words, which together are the text."""
    words = _PIECE.findall(text)
    return ["".join(words[i : i + 4]) for i in range(0, len(words), 4)]


def _event(name: str, data: dict[str, Any]) -> ServerSentEvent:
    return ServerSentEvent(msgspec.json.encode(data).decode(), event=name)


@router.get("/measures", summary="The measures of the reports", responses=described(401, 403, 429))
async def measures(request: Request, report: str | None = None) -> list[MeasureOut]:
    """The measures of all reports, or of one."""
    found = desk_of(request).live.qa.reports()
    return [m for r in found if report in (None, r.id) for m in _measures(r)]


@router.get(
    "/examples", summary="Questions that are answered", responses=described(401, 403, 422, 429)
)
async def example_questions(
    request: Request, language: Language = "nb", report: str | None = None
) -> list[str]:
    """Some questions that the reports, or one of them, answer, to begin with."""
    found = desk_of(request).live.qa.reports()
    return examples([r for r in found if report in (None, r.id)], language)[:_EXAMPLES]


@router.get("/reports", summary="The reports", responses=described(401, 403, 429))
async def reports(request: Request) -> list[ReportOut]:
    """The reports of the corpus with their measures."""
    return [_report(r) for r in desk_of(request).live.qa.reports()]


@router.get(
    "/reports/{report_id}", summary="One report", responses=described(401, 403, 404, 422, 429)
)
async def report(report_id: str, request: Request) -> ReportOut:
    """A report with its measures and their parts."""
    found = next((r for r in desk_of(request).live.qa.reports() if r.id == report_id), None)
    if found is None:
        raise HTTPException(404, "There is no such report.")
    return _report(found)


def _report(report: Report) -> ReportOut:
    return ReportOut(
        id=report.id,
        title=report.title.text if report.title else None,
        pages=len(report.pages),
        footnotes=len(report.footnotes),
        measures=_measures(report),
    )


def _measures(report: Report) -> list[MeasureTree]:
    return [
        MeasureTree(
            report=report.id,
            number=measure.number,
            title=measure.title,
            ministries=[name.text for name in measure.ministries],
            page=report.page(measure.heading.span.start),
            sections=[_section(section) for section in measure.sections],
        )
        for measure in report.measures
    ]


def _section(section: Section) -> SectionOut:
    return SectionOut(
        title=section.title,
        kind=section.kind,
        number=section.number,
        start=section.heading.span.start if section.heading else None,
        sections=[_section(inner) for inner in section.sections],
    )
