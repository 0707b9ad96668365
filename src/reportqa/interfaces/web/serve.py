"""`reportqa serve`: settings in, server running."""

import math
import os
import socket
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

# Beyond the longest answer, so that those in work when the server is told to stop get out.
_LAST_SECONDS = 2


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (8080).")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes that answer (1).")] = None,
    origin: Annotated[
        list[str] | None,
        typer.Option(help="An origin that may embed the widget. Repeatable."),
    ] = None,
    key_hash: Annotated[
        list[str] | None,
        typer.Option(help="SHA-256 of a key that opens the API. Repeatable."),
    ] = None,
    proxy: Annotated[
        list[str] | None,
        typer.Option(help="Address or network of a trusted reverse proxy. Repeatable."),
    ] = None,
    user_header: Annotated[
        str | None, typer.Option(help="The header in which such a proxy names the user.")
    ] = None,
    requests_per_minute: Annotated[
        int | None, typer.Option(help="Questions a client may ask a minute (60).")
    ] = None,
    concurrent: Annotated[int | None, typer.Option(help="Questions taken on at once (32).")] = None,
    seconds: Annotated[
        float | None, typer.Option(help="The longest an answer may take (20).")
    ] = None,
    body_bytes: Annotated[int | None, typer.Option(help="The largest request (65536).")] = None,
    history_turns: Annotated[
        int | None, typer.Option(help="How much of a conversation is read (50).")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(envvar="REPORTQA_CONFIG", help="A TOML file of settings.")
    ] = None,
    show_config: Annotated[
        bool, typer.Option("--show-config", help="Print the settings with their origin.")
    ] = False,
    corpus: Annotated[Path | None, typer.Option(help="Folder of reports (corpus).")] = None,
    index: Annotated[Path | None, typer.Option(help="Folder of the index (index).")] = None,
    model: Annotated[str | None, typer.Option(help="A sentence-transformers model.")] = None,
) -> None:
    """Serve the HTTP API, the chat widget and the report reader."""
    from reportqa.interfaces.web.settings import load_settings, origins_of_settings

    given: dict[str, Any] = {
        "host": host,
        "port": port,
        "workers": workers,
        "origins": tuple(origin) if origin else None,
        "key_hashes": tuple(key_hash) if key_hash else None,
        "proxies": tuple(proxy) if proxy else None,
        "user_header": user_header,
        "requests_per_minute": requests_per_minute,
        "concurrent": concurrent,
        "seconds": seconds,
        "body_bytes": body_bytes,
        "history_turns": history_turns,
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

    _check_address(settings.host, settings.port)
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
            timeout_graceful_shutdown=math.ceil(settings.seconds) + _LAST_SECONDS,
        )


def _check_address(host: str, port: int) -> None:
    """Raises SettingsError where nothing can listen there."""
    from reportqa.interfaces.web.settings import SettingsError

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        raise SettingsError(
            f"Can't listen on {host} port {port}: {str(error.strerror).split(' (')[0]}.",
            "Choose another with --host or --port.",
        ) from None
