"""What an operator sees: figures for Prometheus and one log line a request, never a question."""

import os
import time
import uuid
from collections.abc import Sequence

import structlog
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUESTS = Counter("reportqa_requests_total", "Requests by route and status", ["route", "status"])
SECONDS = Histogram(
    "reportqa_request_seconds",
    "Seconds from request to the whole answer",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
ANSWERS = Counter("reportqa_answers_total", "Answers by status", ["status"])
_log = structlog.get_logger()


def configure_logs() -> None:
    """One JSON object a line, on standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=__import__("sys").stderr),
        cache_logger_on_first_use=True,
    )


class Observed:
    """Counts, times and logs each request by its route: no query, body or question is kept."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self._app = app
        self._routes = [route for route in routes if isinstance(route, Route | Mount)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note how it went."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, status = time.perf_counter(), 500
        request_id = uuid.uuid4().hex

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [
                    *message["headers"],
                    (b"x-request-id", request_id.encode()),
                ]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            route = self._declared(scope)
            seconds = time.perf_counter() - start
            REQUESTS.labels(route=route, status=status).inc()
            SECONDS.labels(route=route).observe(seconds)
            _log.info(
                "request",
                id=request_id,
                method=scope["method"],
                route=route,
                status=status,
                ms=round(seconds * 1000, 1),
            )

    def _declared(self, scope: Scope) -> str:
        """The path of the route as it is declared, also where the request was refused before it."""
        matched = (r.path for r in self._routes if r.matches(scope)[0] != Match.NONE)
        return next(matched, "other")


async def metrics(_: Request) -> Response:
    """The figures of all workers in Prometheus' text format."""
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
