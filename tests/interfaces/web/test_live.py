import shutil
from pathlib import Path

from reportqa.engine import open_corpus
from reportqa.interfaces.web import live
from reportqa.interfaces.web.live import Live


def test_a_rebuilt_index_is_taken_up(home: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(live, "_CHECK_SECONDS", 0.0)
    shutil.copytree(home, tmp_path / "home")
    corpus, index = tmp_path / "home" / "corpus", tmp_path / "home" / "index"
    running = Live(corpus, index, None)
    before = running.qa
    file = corpus / "tiltaksrapport-2016.txt"
    file.write_bytes(file.read_bytes().replace(b"Kr. 340 000", b"Kr. 350 000"))
    (corpus / "manifest.toml").unlink()
    open_corpus(corpus, index)
    assert "350 000" in running.qa.ask("Hva er budsjettet for tiltak 6?").text
    assert running.qa is not before


def test_a_broken_index_leaves_the_old_one_in_use(home: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(live, "_CHECK_SECONDS", 0.0)
    shutil.copytree(home, tmp_path / "home")
    running = Live(tmp_path / "home" / "corpus", tmp_path / "home" / "index", None)
    (tmp_path / "home" / "corpus" / "tiltaksrapport-2016.txt").unlink()
    (tmp_path / "home" / "index" / "manifest.json").write_text("{}")
    assert running.qa.ask("Hva er budsjettet for tiltak 6?").status == "answered"
