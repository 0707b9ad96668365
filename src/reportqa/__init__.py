"""Answers questions about public reports, with every number traced to its place."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportqa.answer.model import Answer
    from reportqa.engine import ReportQA
    from reportqa.engine import open_corpus as open
    from reportqa.errors import ReportQAError

__all__ = ["Answer", "ReportQA", "ReportQAError", "open"]

_HOMES = {
    "Answer": ("reportqa.answer.model", "Answer"),
    "ReportQA": ("reportqa.engine", "ReportQA"),
    "ReportQAError": ("reportqa.errors", "ReportQAError"),
    "open": ("reportqa.engine", "open_corpus"),
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that importing the package is quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'reportqa' has no attribute '{name}'")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
