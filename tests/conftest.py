"""Shared by all rooms: the real report, its index (built once), and mutated copies of it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reportqa.engine import ReportQA, open_corpus
from reportqa.report.model import Report
from reportqa.report.parse import parse_report

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
REPORT_FILE = CORPUS / "tiltaksrapport-2016.txt"


@pytest.fixture(scope="session")
def text() -> str:
    return REPORT_FILE.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def report(text: str) -> Report:
    return parse_report("tiltaksrapport-2016", text)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the corpus and its index, which tests leave as they are."""
    folder = tmp_path_factory.mktemp("home")
    shutil.copytree(CORPUS, folder / "corpus")
    open_corpus(folder / "corpus", folder / "index")
    return folder


@pytest.fixture(scope="session")
def qa(home: Path) -> ReportQA:
    return open_corpus(home / "corpus", home / "index")


@pytest.fixture
def mutated(home: Path, tmp_path: Path, text: str) -> Callable[[Callable[[str], str]], ReportQA]:
    """ReportQA over a changed copy of the report; what is unchanged isn't embedded again."""

    def build(change: Callable[[str], str]) -> ReportQA:
        shutil.copytree(home / "corpus", tmp_path / "corpus")
        shutil.copytree(home / "index", tmp_path / "index")
        changed = change(text)
        assert changed != text
        (tmp_path / "corpus" / REPORT_FILE.name).write_bytes(changed.encode("utf-8"))
        return open_corpus(tmp_path / "corpus", tmp_path / "index")

    return build
