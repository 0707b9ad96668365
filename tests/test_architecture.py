"""Data flows one way: a room imports only from the rooms before it."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "reportqa"
ROOMS = [
    "errors", "span", "language", "corpus", "report", "facts", "chunks", "index",
    "question", "retrieve", "answer", "engine", "evaluate", "interfaces",
]  # fmt: skip
HEAVY = {
    "torch": {"index"},
    "transformers": {"index"},
    "sentence_transformers": {"index"},
    "onnxruntime": {"index"},
    "faiss": {"index"},
    "llama_index": {"index", "interfaces", "engine", "evaluate"},
    "bm25s": {"evaluate"},
    "scipy": {"evaluate"},
    "fastapi": {"interfaces"},
    "starlette": {"interfaces"},
    "uvicorn": {"interfaces"},
    "jinja2": {"interfaces"},
    "mcp": {"interfaces"},
    "pdfplumber": {"corpus"},
    "pdfminer": {"corpus"},
    "docx": {"corpus"},
    "bs4": {"corpus"},
    "markdown_it": {"corpus"},
    "typer": {"interfaces"},
    "prompt_toolkit": {"interfaces"},
    "rich": {"interfaces"},
}
LONGEST_FILE = 480


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def _room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


FILES = [p for p in sorted(SOURCE.rglob("*.py")) if p != SOURCE / "__init__.py"]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_go_one_way(path: Path) -> None:
    allowed = ROOMS[: ROOMS.index(_room(path)) + 1]
    if _room(path) == "engine":
        allowed = ROOMS
    for name in _imports(path):
        parts = name.split(".")
        if parts[0] == "reportqa" and len(parts) > 1:
            assert parts[1] in allowed, f"{path.name} imports {name}"
        if parts[0] in HEAVY:
            assert _room(path) in HEAVY[parts[0]], f"{path.name} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_files_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


def test_the_public_names() -> None:
    import reportqa

    assert reportqa.__all__ == ["Answer", "ReportQA", "ReportQAError", "open"]
    assert all(getattr(reportqa, name) for name in reportqa.__all__)
