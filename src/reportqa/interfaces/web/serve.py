"""`reportqa serve`: settings in, server running."""

import os
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on [127.0.0.1].")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on [8080].")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes that answer [1].")] = None,
    origin: Annotated[
        list[str] | None,
        typer.Option(help="An origin that may embed the widget. Repeatable."),
    ] = None,
    config: Annotated[
        Path | None, typer.Option(envvar="REPORTQA_CONFIG", help="A TOML file of settings.")
    ] = None,
    show_config: Annotated[
        bool, typer.Option("--show-config", help="Print the settings with their origin.")
    ] = False,
    corpus: Annotated[Path | None, typer.Option(help="Folder of reports [corpus].")] = None,
    index: Annotated[Path | None, typer.Option(help="Folder of the index [index].")] = None,
    model: Annotated[str | None, typer.Option(help="A sentence-transformers model.")] = None,
) -> None:
    """Serve the HTTP API, the chat widget and the report reader."""
    from reportqa.interfaces.web.settings import load_settings, origins_of_settings

    given: dict[str, Any] = {
        "host": host,
        "port": port,
        "workers": workers,
        "origins": tuple(origin) if origin else None,
        "corpus": corpus,
        "index": index,
        "model": model,
    }
    flags = {name: value for name, value in given.items() if value is not None}
    settings = load_settings(flags, config)
    if show_config:
        came_from = origins_of_settings(flags)
        for name, value in settings.model_dump(mode="json").items():
            typer.echo(f"{name} = {value!r}  ({came_from[name]})")
        return
    import uvicorn

    from reportqa.engine import open_corpus
    from reportqa.interfaces.web.app import SETTINGS_VARIABLE

    # Built once here, with its errors told in one line, before any worker opens it.
    open_corpus(settings.corpus, settings.index, settings.model)
    os.environ[SETTINGS_VARIABLE] = settings.model_dump_json()
    with tempfile.TemporaryDirectory(prefix="reportqa-") as shared:
        if settings.workers > 1:
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = shared
        typer.echo(f"reportqa: http://{settings.host}:{settings.port}/", err=True)
        uvicorn.run(
            "reportqa.interfaces.web.app:from_environment",
            factory=True,
            host=settings.host,
            port=settings.port,
            workers=settings.workers,
            proxy_headers=False,
            server_header=False,
            access_log=False,
            log_level="warning",
            timeout_graceful_shutdown=10,
        )
