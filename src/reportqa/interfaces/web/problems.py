"""Errors as RFC 9457 problem documents: a title, a status, and what to do."""

from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteHTTPException

from reportqa.errors import QuestionError, ReportQAError

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
    """An RFC 9457 problem document."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None


class Busy(HTTPException):
    """The server has as much to do as it takes on, or a client asks too often."""

    def __init__(self, status: int, seconds: int) -> None:
        super().__init__(status, f"Try again in {seconds} s.", {"Retry-After": str(seconds)})


def problem(
    status: int, detail: str | None = None, headers: dict[str, str] | None = None
) -> JSONResponse:
    """A problem document as a response."""
    body = Problem(title=_TITLES.get(status, "Error"), status=status, detail=detail)
    return JSONResponse(
        body.model_dump(exclude_none=True), status, headers=headers, media_type=MEDIA_TYPE
    )


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
    async def http_error(_: Request, error: StarletteHTTPException) -> JSONResponse:
        headers = dict(error.headers) if error.headers else None
        return problem(error.status_code, str(error.detail), headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:])
        return problem(422, f"{where}: {first['msg']}" if where else str(first["msg"]))

    @app.exception_handler(QuestionError)
    async def bad_question(_: Request, error: QuestionError) -> JSONResponse:
        return problem(422, str(error))

    @app.exception_handler(ReportQAError)
    async def failed(_: Request, error: ReportQAError) -> JSONResponse:
        return problem(503, str(error), {"Retry-After": "5"})

    @app.exception_handler(Exception)
    async def unexpected(_: Request, error: Exception) -> JSONResponse:
        return problem(500)
