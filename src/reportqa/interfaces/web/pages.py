"""The pages people see: the front page, the reader and the description of the API."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from reportqa.answer.model import Answer, Citation
from reportqa.errors import QuestionError
from reportqa.interfaces.web.api import desk_of
from reportqa.interfaces.web.asking import Ask
from reportqa.interfaces.web.reader import lay_out
from reportqa.language.detect import LANGUAGES, Language
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
    try:
        answer = await desk_of(request).answer(Ask(question=question)) if question else None
    except QuestionError:
        answer = None
    return _front(request, question=question, answer=answer)


@router.get("/report/{report_id}")
async def read(report_id: str, request: Request) -> HTMLResponse:
    """A report set for reading."""
    report = _report(request, report_id)
    return _page(request, "report.html", report=report, page=lay_out(report), found=None)


@router.post("/report/{report_id}")
async def search(report_id: str, request: Request) -> HTMLResponse:
    """The report with the places that a search finds, by the same retriever as the answers."""
    report = _report(request, report_id)
    question = await _question(request)
    found = _places(request, report, question) if question else None
    page = lay_out(report)
    return _page(request, "report.html", report=report, page=page, found=found, question=question)


@router.get("/docs")
async def docs(request: Request) -> HTMLResponse:
    """The API described, from its own OpenAPI document."""
    return _page(request, "docs.html", api=request.app.openapi())


def _front(request: Request, question: str = "", answer: Answer | None = None) -> HTMLResponse:
    qa = desk_of(request).live.qa
    language = _language(request)
    return _page(
        request,
        "front.html",
        reports=qa.reports(),
        examples=qa.examples(language)[:4],
        question=question,
        answer=answer,
        server=str(request.base_url).rstrip("/"),
    )


def _places(request: Request, report: Report, question: str) -> list[Citation]:
    qa = desk_of(request).live.qa
    try:
        order = qa.ranking(question).order
    except QuestionError:
        return []
    chunks = (qa.index.chunk(int(row)) for row in order)
    own = [c for c in chunks if c.report == report.id][:_FOUND]
    return [
        Citation(
            number=i,
            report=report.id,
            measure=chunk.measure,
            measure_title=None,
            section=chunk.path,
            page=report.page(chunk.sentences[0].span.start),
            quote=chunk.sentences[0].text,
            start=chunk.sentences[0].spans()[0].start,
            end=chunk.sentences[0].spans()[0].end,
        )
        for i, chunk in enumerate(own, start=1)
    ]


def _report(request: Request, report_id: str) -> Report:
    found = next((r for r in desk_of(request).live.qa.reports() if r.id == report_id), None)
    if found is None:
        raise HTTPException(404, "There is no such report.")
    return found


async def _question(request: Request) -> str:
    fields = parse_qs((await request.body()).decode("utf-8", "replace"))
    return " ".join(fields.get("question", [""])[0].split())[:2_000]


def _language(request: Request) -> Language:
    """The language of the page: asked for with `?lang=`, else the browser's, else bokmål."""
    asked = request.query_params.get("lang", "")
    accepted = [
        part.split(";")[0].strip() for part in request.headers.get("accept-language", "").split(",")
    ]
    wanted = [asked, *(code.split("-")[0].replace("no", "nb") for code in accepted)]
    return next((known for code in wanted for known in LANGUAGES if known == code), "nb")


def _page(request: Request, template: str, **data: Any) -> HTMLResponse:
    language = _language(request)
    html = (
        _templates()
        .get_template(template)
        .render(lang=language, languages=LANGUAGES, say=_texts()[language], **data)
    )
    return HTMLResponse(html)


@cache
def _texts() -> dict[Language, dict[str, str]]:
    """The pages' own words by language."""
    catalogue = tomllib.loads((files(__package__) / "texts.toml").read_text("utf-8"))
    return {lang: {name: said[lang] for name, said in catalogue.items()} for lang in LANGUAGES}


@cache
def _templates() -> Environment:
    folder = Path(__file__).parent / "templates"
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["linked"] = _linked
    return environment


def _linked(answer: Answer) -> Markup:
    """An answer's text with its [n] as links to the sources below."""
    text = escape(answer.text)
    for citation in answer.citations:
        mark = f"[{citation.number}]"
        link = Markup('<a class="cite" href="#source-{0}">[{0}]</a>').format(citation.number)
        text = text.replace(mark, link)
    return text
