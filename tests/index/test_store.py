"""The index folder: used only when it is whole and fits its corpus."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from reportqa.engine import ReportQA, open_corpus
from reportqa.errors import CorpusError, IndexFault, VocabularyError
from reportqa.index.store import build_index, open_index, verify_index, why_unusable


@pytest.fixture
def copy(home: Path, tmp_path: Path) -> Path:
    shutil.copytree(home, tmp_path / "home")
    return tmp_path / "home"


def test_a_fresh_index_is_used(copy: Path) -> None:
    assert why_unusable(copy / "index", copy / "corpus") is None
    assert verify_index(copy / "index") == []


def test_a_changed_report_makes_it_stale(copy: Path) -> None:
    report = next((copy / "corpus").glob("*.txt"))
    report.write_bytes(report.read_bytes().replace(b"2016", b"2017", 1))
    assert "corpus has changed" in str(why_unusable(copy / "index", copy / "corpus"))
    with pytest.raises(IndexFault, match="index build"):
        open_index(copy / "index", copy / "corpus")


def test_a_report_added_by_hand_is_noticed_and_only_it_is_embedded(copy: Path, monkeypatch) -> None:
    (copy / "corpus" / "ny.txt").write_text(
        "Tiltak 1: Helt ny sak (KD)\n\nHer står det noe nytt om hest.\n", "utf-8"
    )
    embedded: list[str] = []
    from reportqa.index.encoder import PassageEncoder

    encode = PassageEncoder.encode_passages

    def watched(self, texts, progress):
        embedded.extend(texts)
        return encode(self, texts, progress)

    monkeypatch.setattr(PassageEncoder, "encode_passages", watched)
    qa = open_corpus(copy / "corpus", copy / "index")
    assert qa.index.manifest.counts["reports"] == 2
    assert 0 < len(embedded) < 10


@pytest.mark.parametrize("damage", ["manifest", "missing", "short"])
def test_a_damaged_index_is_never_used(copy: Path, damage: str) -> None:
    index = copy / "index"
    vectors = next(index.glob("*/vectors.faiss"))
    if damage == "manifest":
        (index / "manifest.json").write_text("{", "utf-8")
    elif damage == "missing":
        vectors.unlink()
    else:
        vectors.write_bytes(vectors.read_bytes()[:-10])
    assert why_unusable(index, copy / "corpus") is not None
    assert (
        open_corpus(copy / "corpus", index).ask("Hvem er kontaktperson for tiltak 6?").values == ()
    )
    assert verify_index(index) == []


def test_changed_bytes_are_found_by_verify(copy: Path) -> None:
    vectors = next((copy / "index").glob("*/vectors.faiss"))
    data = bytearray(vectors.read_bytes())
    data[-1] ^= 1
    vectors.write_bytes(bytes(data))
    assert verify_index(copy / "index") == [str(vectors.relative_to(copy / "index"))]


def test_a_broken_vocabulary_stops_the_build_and_the_old_index_stays(copy: Path) -> None:
    before = (copy / "index" / "manifest.json").read_bytes()
    (copy / "corpus" / "vocabulary.toml").write_text("[synonyms]\n'a' = 3\n", "utf-8")
    with pytest.raises(VocabularyError, match="line 2"):
        build_index(copy / "index", copy / "corpus")
    assert (copy / "index" / "manifest.json").read_bytes() == before
    assert not list((copy / "index").glob(".building-*"))


def test_a_build_that_fails_leaves_the_old_index(copy: Path, monkeypatch) -> None:
    (copy / "corpus" / "ny.txt").write_text("Tiltak 1: Ny (KD)\n\nNoe nytt.\n", "utf-8")
    before = (copy / "index" / "manifest.json").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "save", full)
    with pytest.raises(IndexFault, match="No space left"):
        build_index(copy / "index", copy / "corpus")
    assert (copy / "index" / "manifest.json").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"\x00\x01binary", b"\xff\xfe\xfa no utf-8"])
def test_a_bad_report_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "bad.txt").write_bytes(content)
    with pytest.raises(CorpusError, match=r"bad\.txt"):
        open_corpus(tmp_path / "corpus", tmp_path / "index")


def test_an_empty_corpus_is_said(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no corpus folder"):
        open_corpus(tmp_path / "none", tmp_path / "index")


def test_the_exported_encoder_is_the_same(qa: ReportQA) -> None:
    from reportqa.index.encoder import PassageEncoder, resolve_model

    original = PassageEncoder(resolve_model(None))
    for question in ("Hvem leder nettverket?", "How many cases were there?"):
        cosine = float(qa.index.encoder.encode_query(question) @ original.encode_query(question))
        assert cosine >= 0.999


def test_a_question_needs_no_heavy_package(home: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from reportqa.engine import open_corpus\n"
        f"qa = open_corpus(Path({str(home / 'corpus')!r}), Path({str(home / 'index')!r}))\n"
        "qa.ask('Hvor mange møter hadde nettverket?')\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'llama_index', 'typer', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
