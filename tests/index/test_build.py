"""A build puts the new index in place at once or leaves the old one, and embeds only the new."""

import errno
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from filelock import FileLock

from reportqa.errors import IndexFault
from reportqa.index import build
from reportqa.index.encoder import resolve_model
from reportqa.index.store import build_index, open_index, verify_index, why_unusable

from .conftest import Home


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading a model fails the test."""

    def loaded(*_: object) -> None:
        pytest.fail("the model was loaded")

    monkeypatch.setattr(build, "PassageEncoder", loaded)


def test_sentences_stand_where_they_say(built: Home) -> None:
    index = open_index(built.index, built.corpus)
    assert index.report_ids == ("kurs", "raad")
    assert index.manifest.counts["sentences"] == len(index.sentence_chunk)
    for report in index.report_ids:
        stored = (built.corpus / f"{report}.txt").read_bytes().decode()
        for chunk in index.chunks_of(report):
            assert index.chunk(chunk).report == report
            for row in index.sentences_of(chunk):
                text = index.sentence(row)
                assert text in index.chunk(chunk).sentences
                for run in text.runs:
                    clean = text.text[run.at : run.at + run.length]
                    assert stored[run.start : run.start + run.length] == clean


def test_a_sentence_is_nearest_to_itself(built: Home) -> None:
    index = open_index(built.index, built.corpus)
    for row in range(len(index.sentence_chunk)):
        text = index.sentence(row).text
        rows, scores = index.vectors.search(index.encoder.encode_query(text), 1)
        assert index.sentence(int(rows[0])).text == text
        assert scores[0] == pytest.approx(1, abs=1e-3)


def test_lexical_scores_find_the_chunk_and_its_sentence(built: Home) -> None:
    index = open_index(built.index, built.corpus)
    chunk = int(index.chunk_words.scores({"henvend": 1.0}).argmax())
    sentence = int(index.sentence_words.scores({"henvend": 1.0}).argmax())
    assert sentence in index.sentences_of(chunk)
    assert index.sentence(sentence).text == "Rådgiverne svarte på 48 henvendelser fra ungdom."
    assert int(index.chunk_grams.scores({"<henv": 1.0}).argmax()) == chunk
    assert int(index.sentence_grams.scores({"<henv": 1.0}).argmax()) == sentence


@pytest.mark.usefixtures("no_model")
def test_a_fresh_index_is_not_built_again(small: Home) -> None:
    before = small.manifest()
    small.build()
    assert small.manifest() == before


@pytest.mark.usefixtures("no_model")
def test_an_unchanged_report_is_not_embedded_again(small: Home) -> None:
    (small.corpus / "raad.txt").unlink()
    (small.corpus / "kurs.txt").rename(small.corpus / "omdøpt.txt")
    assert small.build().report_ids == ("omdøpt",)
    assert verify_index(small.index) == []


@pytest.mark.usefixtures("no_model")
def test_the_same_content_is_never_taken_away(small: Home) -> None:
    generation = small.file("*/vectors.faiss").parent
    inode = generation.stat().st_ino
    (small.corpus / "vocabulary.toml").write_text("# nothing yet\n", "utf-8")
    small.build()
    assert generation.stat().st_ino == inode
    assert why_unusable(small.index, small.corpus) is None


@pytest.mark.parametrize("stage", ["reading", "writing"])
def test_ctrl_c_leaves_the_old_index(small: Home, stage: str) -> None:
    def stop(at: str, *_: int) -> None:
        if at == stage:
            raise KeyboardInterrupt

    kept = (small.corpus / "raad.txt").read_bytes()
    (small.corpus / "raad.txt").unlink()
    with pytest.raises(KeyboardInterrupt):
        build_index(small.index, small.corpus, progress=stop)
    assert small.drafts() == []
    (small.corpus / "raad.txt").write_bytes(kept)
    assert open_index(small.index, small.corpus).report_ids == ("kurs", "raad")


def test_a_killed_build_leaves_the_old_index_and_the_next_one_clears_up(small: Home) -> None:
    (small.corpus / "raad.txt").unlink()
    before = small.manifest()
    code = (
        "import os; from pathlib import Path; from reportqa.index import store\n"
        "store.Passages.write = lambda *_: os._exit(9)\n"
        f"store.build_index(Path({str(small.index)!r}), Path({str(small.corpus)!r}))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert small.drafts() != []
    assert small.manifest() == before
    assert verify_index(small.index) == []
    assert small.build().report_ids == ("kurs",)
    assert small.drafts() == []


@pytest.mark.parametrize("step", ["write_entry", "Passages.write", "write_manifest"])
def test_a_full_disk_leaves_the_old_index(
    small: Home, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (small.corpus / "raad.txt").unlink()
    before = small.manifest()
    monkeypatch.setattr(f"reportqa.index.store.{step}", full)
    with pytest.raises(IndexFault, match=r"No space left on device.*the old index is as it was"):
        small.build()
    assert small.manifest() == before
    assert verify_index(small.index) == []
    assert small.drafts() == []


def test_a_folder_that_cannot_be_written_is_said(small: Home, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(IndexFault, match="none can be written"):
        build_index(tmp_path / "file" / "index", small.corpus)


@pytest.mark.usefixtures("no_model")
def test_a_second_build_waits_and_finds_the_index_fresh(small: Home) -> None:
    done = threading.Event()

    def second() -> None:
        small.build()
        done.set()

    with FileLock(small.index / ".lock"):
        thread = threading.Thread(target=second)
        thread.start()
        assert not done.wait(0.3)
    assert done.wait(10)
    thread.join()


def test_another_model_is_one_name_away_and_is_kept(small: Home, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(resolve_model(None).path, folder, copy_function=os.symlink)
    config = folder / "config_sentence_transformers.json"
    config.unlink()
    config.write_text('{"prompts": {"query": "spørsmål: ", "passage": "avsnitt: "}}', "utf-8")

    index = small.build(model=str(folder))
    assert why_unusable(small.index, small.corpus, "all-MiniLM-L6-v2") is not None
    sentence = index.vectors.all()[0]
    asked = index.encoder.encode_query(index.sentence(0).text)
    assert float(asked @ sentence) < 0.999

    (small.corpus / "raad.txt").unlink()
    assert small.build().manifest.model == str(folder)
