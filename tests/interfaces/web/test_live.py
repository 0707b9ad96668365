import shutil
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from reportqa.engine import ReportQA, open_corpus
from reportqa.interfaces.web import live
from reportqa.interfaces.web.live import Live


@pytest.fixture
def place(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, whose index is looked at on each use."""
    monkeypatch.setattr(live, "_CHECK_SECONDS", 0.0)
    shutil.copytree(home, tmp_path / "home")
    return tmp_path / "home"


def _change(place: Path) -> None:
    file = place / "corpus" / "tiltaksrapport-2016.txt"
    file.write_bytes(file.read_bytes().replace(b"Kr. 340 000", b"Kr. 350 000"))


def _next(running: Live, before: ReportQA) -> ReportQA:
    for _ in range(600):
        if running.qa is not before:
            break
        time.sleep(0.05)
    return running.qa


def test_a_rebuilt_index_is_taken_up(place: Path) -> None:
    running = Live(place / "corpus", place / "index", None)
    before = running.qa
    _change(place)
    open_corpus(place / "corpus", place / "index")
    assert "350 000" in _next(running, before).ask("Hva er budsjettet for tiltak 6?").text


def test_nothing_waits_while_an_index_is_opened_and_none_is_built(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = Live(place / "corpus", place / "index", None)
    before = running.qa
    opening, go = threading.Event(), threading.Event()

    def slow(*folders: Any) -> Any:
        opening.set()
        go.wait(30)
        raise OSError("no index")

    monkeypatch.setattr(live, "open_index", slow)
    monkeypatch.setattr(live, "open_corpus", None)  # would build
    (place / "index" / "manifest.json").write_text("{}")
    assert running.qa is before
    assert opening.wait(10)
    assert running.qa is before
    go.set()


def test_a_broken_index_leaves_the_old_one_in_use(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = Live(place / "corpus", place / "index", None)
    before = running.qa
    told: list[str] = []
    monkeypatch.setattr(live, "_log", _Told(told))
    (place / "corpus" / "tiltaksrapport-2016.txt").unlink()
    (place / "index" / "manifest.json").write_text("{}")
    for _ in range(100):
        assert running.qa is before
        time.sleep(0.01)
    assert told == ["index_not_taken_up"]
    assert running.qa.ask("Hva er budsjettet for tiltak 6?").status == "answered"


class _Told:
    def __init__(self, told: list[str]) -> None:
        self._told = told

    def error(self, event: str, **_: Any) -> None:
        self._told.append(event)
