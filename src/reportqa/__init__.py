"""Answers questions about public reports, with every number traced to its place."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportqa.answer.model import Answer, Chart, Citation, Derivation, Operand, Series, Value
    from reportqa.engine import Conversation, ReportQA
    from reportqa.engine import open_corpus as open
    from reportqa.errors import (
        CorpusError,
        IndexFault,
        QuestionError,
        ReportQAError,
        VocabularyError,
    )

__all__ = [
    "Answer",
    "Chart",
    "Citation",
    "Conversation",
    "CorpusError",
    "Derivation",
    "IndexFault",
    "Operand",
    "QuestionError",
    "ReportQA",
    "ReportQAError",
    "Series",
    "Value",
    "VocabularyError",
    "open",
]

_ANSWER = ("Answer", "Chart", "Citation", "Derivation", "Operand", "Series", "Value")
_ENGINE = ("Conversation", "ReportQA")
_ERRORS = ("CorpusError", "IndexFault", "QuestionError", "ReportQAError", "VocabularyError")
# Where each public name lives; a test holds this, `__all__` and the imports above together.
_HOMES = {
    **{name: ("reportqa.answer.model", name) for name in _ANSWER},
    **{name: ("reportqa.engine", name) for name in _ENGINE},
    **{name: ("reportqa.errors", name) for name in _ERRORS},
    "open": ("reportqa.engine", "open_corpus"),
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that importing the package is quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'reportqa' has no attribute '{name}'")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
