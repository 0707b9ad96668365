"""The server put together: endpoints, pages, and the checks before them."""

import os
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from reportqa.interfaces.web import api, completions, pages
from reportqa.interfaces.web.asking import Desk
from reportqa.interfaces.web.live import Live
from reportqa.interfaces.web.metrics import Observed, configure_logs, metrics
from reportqa.interfaces.web.problems import add_problem_handlers, problem
from reportqa.interfaces.web.security import Gatekeeper, HeadAsGet, SecurityHeaders
from reportqa.interfaces.web.settings import Settings

STATIC = Path(__file__).parent / "static"
# A report's page in 2 ms instead of 5 at the highest level, 3 % larger.
_GZIP_LEVEL = 5
SETTINGS_VARIABLE = "REPORTQA_SERVER_SETTINGS"


def create_app(settings: Settings) -> FastAPI:
    """The ASGI app. Raises ReportQAError where the corpus or index can't be opened."""
    app = FastAPI(
        title="reportqa",
        version=version("reportqa"),
        description="Answers from public reports, with every number traced to its place.",
        docs_url=None,
        redoc_url=None,
    )
    app.state.desk = Desk(Live(settings.corpus, settings.index, settings.model), settings)
    routers = (api.router, completions.router, pages.router)
    for router in routers:
        app.include_router(router)
    app.add_route("/metrics", metrics)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")

    @app.get("/healthz", summary="Is the process alive?", tags=["operation"])
    async def healthz() -> dict[str, str]:
        """Always, as long as it answers."""
        return {"status": "ok"}

    @app.get("/readyz", summary="Can it answer questions?", tags=["operation"])
    async def readyz() -> dict[str, str]:
        """The generation of the index in use."""
        desk: Desk = app.state.desk
        return {"status": "ok", "index": desk.live.qa.index.manifest.generation}

    @app.get("/widget.js", include_in_schema=False, response_model=None)
    async def widget() -> FileResponse | JSONResponse:
        file = STATIC / "widget.js"
        if not file.exists():
            return problem(404, "The widget is not built.")
        headers = {"Cache-Control": "public, max-age=300"}
        return FileResponse(file, media_type="text/javascript", headers=headers)

    add_problem_handlers(app)
    app.add_middleware(Gatekeeper, settings=settings)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(settings.origins),
        allow_methods=["GET", "POST"],
        allow_headers=["content-type", "authorization"],
        expose_headers=["Retry-After", "X-Request-Id"],
    )
    app.add_middleware(SecurityHeaders, settings=settings)
    app.add_middleware(GZipMiddleware, compresslevel=_GZIP_LEVEL)
    app.add_middleware(HeadAsGet)
    routes = [route for router in (*routers, app) for route in router.routes]
    app.add_middleware(Observed, routes=routes)
    return app


def from_environment() -> FastAPI:
    """The app of a worker process; its settings come from the process that started it."""
    configure_logs()
    return create_app(Settings.model_validate_json(os.environ[SETTINGS_VARIABLE]))
