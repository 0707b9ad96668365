"""A page for people: a template filled in, with its words in the reader's language."""

import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader

from reportqa.language.detect import LANGUAGES, Language
from reportqa.language.formatting import format_number

_DECIMALS = 2
# Programs get problem documents here, whatever they say they accept.
_FOR_PROGRAMS = ("/api/", "/v1/", "/metrics", "/healthz", "/readyz", "/openapi.json")


def page(request: Request, template: str, status: int = 200, **data: Any) -> HTMLResponse:
    """A template filled in."""
    language = language_of(request)
    html = (
        _templates()
        .get_template(template)
        .render(lang=language, languages=LANGUAGES, say=texts()[language], **data)
    )
    return HTMLResponse(html, status)


def is_for_people(request: Request) -> bool:
    """Whether the request is a browser's for one of the pages."""
    html = "text/html" in request.headers.get("accept", "")
    return html and not request.url.path.startswith(_FOR_PROGRAMS)


def language_of(request: Request) -> Language:
    """The language of the page: asked for with `?lang=`, else the browser's, else bokmål."""
    asked = request.query_params.get("lang", "")
    accepted = [
        part.split(";")[0].strip() for part in request.headers.get("accept-language", "").split(",")
    ]
    wanted = [asked, *(code.split("-")[0].replace("no", "nb") for code in accepted)]
    return next((known for code in wanted for known in LANGUAGES if known == code), "nb")


@cache
def texts() -> dict[Language, dict[str, str]]:
    """The pages' own words by language."""
    catalogue = tomllib.loads((files(__package__) / "texts.toml").read_text("utf-8"))
    return {lang: {name: said[lang] for name, said in catalogue.items()} for lang in LANGUAGES}


@cache
def _templates() -> Environment:
    folder = Path(__file__).parent / "templates"
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["number"] = lambda value, language: format_number(
        Decimal(str(value)), language, _DECIMALS
    )
    return environment
