"""The package's own word lists: read once from the TOML files beside this module."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The tables of the word list `name`, a file in the package's language data."""
    return tomllib.loads((files("reportqa.language") / "data" / f"{name}.toml").read_text("utf-8"))
