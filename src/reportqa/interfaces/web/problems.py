"""Errors as RFC 9457 problem documents: a title, a status, and what to do."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteHTTPException

from reportqa.errors import QuestionError, ReportQAError
from reportqa.interfaces.web.page import is_for_people, page, texts

MEDIA_TYPE = "application/problem+json"
_TITLES = {
    400: "Bad request",
    401: "A key is needed",
    403: "This origin is not allowed",
    404: "Not found",
    405: "Method not allowed",
    408: "The request took too long to arrive",
    413: "The request is too large",
    422: "The request can't be taken",
    429: "Too many requests",
    500: "Something went wrong here",
    503: "Too busy just now",
}


class Problem(BaseModel):
    """An RFC 9457 problem document; `error` is where OpenAI clients look for the reason."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
    error: dict[str, str] | None = None


class Busy(HTTPException):
    """The server has as much to do as it takes on, or a client asks too often."""

    def __init__(self, status: int, seconds: int) -> None:
        super().__init__(status, f"Try again in {seconds} s.", {"Retry-After": str(seconds)})


def problem(
    status: int,
    detail: str | None = None,
    headers: dict[str, str] | None = None,
    error: dict[str, str] | None = None,
) -> JSONResponse:
    """A problem document as a response."""
    title = _TITLES.get(status, "Error")
    body = Problem(title=title, status=status, detail=detail, error=error)
    return JSONResponse(
        body.model_dump(exclude_none=True), status, headers=headers, media_type=MEDIA_TYPE
    )


def refusal(
    request: Request,
    status: int,
    detail: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem document; for a person's browser on one of the pages, a page that says it."""
    given = dict(headers) if headers else None
    if request.url.path.startswith("/v1/"):
        said = {"message": detail or _TITLES.get(status, "Error"), "type": "invalid_request_error"}
        return problem(status, detail, given, said)
    if not is_for_people(request):
        return problem(status, detail, given)
    known = f"fault_{status}" if f"fault_{status}" in texts()["nb"] else "fault_other"
    response = page(request, "fault.html", status, fault=known)
    response.headers.update(given or {})
    return response


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problem responses of an endpoint, for its OpenAPI description."""
    content = {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}
    return {
        status: {"description": _TITLES[status], "content": content}
        for status in (400, *statuses, 503)
    }


def add_problem_handlers(app: FastAPI) -> None:
    """Every error of the app becomes a problem document; inner details never leave."""

    @app.exception_handler(StarletteHTTPException)
    async def http_error(request: Request, error: StarletteHTTPException) -> Response:
        return refusal(request, error.status_code, str(error.detail), error.headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:])
        said = f"{where}: {first['msg']}" if where else str(first["msg"])
        return refusal(request, 422, said)

    @app.exception_handler(QuestionError)
    async def bad_question(request: Request, error: QuestionError) -> Response:
        return refusal(request, 422, str(error))

    @app.exception_handler(ReportQAError)
    async def failed(request: Request, error: ReportQAError) -> Response:
        return refusal(request, 503, str(error), {"Retry-After": "5"})

    @app.exception_handler(Exception)
    async def unexpected(request: Request, error: Exception) -> Response:
        return refusal(request, 500)
