"""Data flows one way: a room imports only from the rooms before it."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "reportqa"
ROOMS = [
    "errors", "span", "language", "corpus", "report", "facts", "chunks", "index",
    "question", "retrieve", "answer", "engine", "llama", "evaluate", "interfaces", "__main__",
]  # fmt: skip
# The same within `answer/`: its three folders know nothing of what joins them.
WITHIN_ANSWER = [
    "model", "naming", "claims", "match", "nouns", "coverage", "calculate", "compose", "table_words",
    "asking", "refuse", "structure", "passages", "tables", "gate", "suggest", "answerer",
    "join", "by_report",
]  # fmt: skip
HEAVY = {
    "torch": {"index"},
    "transformers": {"index"},
    "sentence_transformers": {"index"},
    "onnxruntime": {"index"},
    "faiss": {"index"},
    "llama_index": {"index", "llama", "evaluate"},
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
    "tomlkit": {"corpus"},
    "markdown_it": {"corpus"},
    "typer": {"interfaces"},
    "prompt_toolkit": {"interfaces"},
    "rich": {"interfaces"},
}
# `ReportQA.as_retriever` makes objects of a room behind its own.
BACKWARDS = {("engine", "llama")}
LONGEST_FILE = 480


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def _module(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


FILES = [p for p in sorted(SOURCE.rglob("*.py")) if p != SOURCE / "__init__.py"]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_go_one_way(path: Path) -> None:
    room = _room(path)
    allowed = {*ROOMS[: ROOMS.index(room) + 1], *(to for at, to in BACKWARDS if at == room)}
    for name in _imports(path):
        parts = name.split(".")
        if parts[0] == "reportqa" and len(parts) > 1:
            assert parts[1] in allowed, f"{path.name} imports {name}"
        if parts[0] in HEAVY:
            assert room in HEAVY[parts[0]], f"{path.name} imports {name}"


@pytest.mark.parametrize(
    "path", [p for p in FILES if _room(p) == "answer"], ids=lambda p: str(p.relative_to(SOURCE))
)
def test_imports_within_answer_go_one_way(path: Path) -> None:
    here = path.relative_to(SOURCE / "answer").parts[0].removesuffix(".py")
    allowed = [] if here == "__init__" else WITHIN_ANSWER[: WITHIN_ANSWER.index(here) + 1]
    for name in _imports(path):
        parts = name.split(".")
        if parts[:2] == ["reportqa", "answer"] and len(parts) > 2:
            assert parts[2] in allowed, f"{path.name} imports {name}"


def test_no_files_import_each_other_in_a_circle() -> None:
    known = {_module(path) for path in FILES}
    graph = {_module(path): _imports(path) & known for path in FILES}
    for at, to in BACKWARDS:
        graph[f"reportqa.{at}"].discard(f"reportqa.{to}")
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the files


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_files_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


def test_the_public_names() -> None:
    import reportqa

    assert all(getattr(reportqa, name) for name in reportqa.__all__)
    told_to_mypy = {
        name.asname or name.name
        for node in ast.walk(ast.parse(Path(reportqa.__file__).read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reportqa.")
        for name in node.names
    }
    assert sorted(told_to_mypy) == sorted(reportqa.__all__) == sorted(reportqa._HOMES)


def test_importing_the_package_brings_nothing_heavy() -> None:
    code = "import reportqa, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {*HEAVY, "numpy", "msgspec"}
