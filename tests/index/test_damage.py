"""Damage of every kind is noticed, said and mended; what isn't the index's own is left alone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reportqa.errors import IndexFault
from reportqa.index.index import Index
from reportqa.index.store import open_index, verify_index, why_unusable

from .conftest import Home, flipped, spoil


def test_an_index_of_other_code_is_not_used(home: Home) -> None:
    manifest = json.loads(home.manifest())
    spoil(home.index / "manifest.json", json.dumps(manifest | {"pipeline": "0" * 16}).encode())
    assert why_unusable(home.index, home.corpus) == "it was made by another version"
    with pytest.raises(IndexFault, match="another version"):
        open_index(home.index, home.corpus)


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b'{"name": "somebody else\'s"}'])
def test_a_foreign_manifest_is_no_index(home: Home, content: bytes) -> None:
    spoil(home.index / "manifest.json", content)
    assert why_unusable(home.index, home.corpus) == "its manifest is damaged"
    with pytest.raises(IndexFault, match="holds no index"):
        verify_index(home.index)


def test_no_index_is_said_to_be_none(home: Home, tmp_path: Path) -> None:
    assert why_unusable(tmp_path / "nowhere", home.corpus) == "there is none yet"


def test_a_new_title_in_the_corpus_manifest_is_noticed(home: Home) -> None:
    (home.corpus / "manifest.toml").write_text('[reports.kurs]\ntitle = "Kursene"\n', "utf-8")
    assert why_unusable(home.index, home.corpus) == "the corpus has changed"
    assert home.build().entry("kurs").title == "Kursene"


def test_a_build_mends_changed_bytes_of_the_same_size(home: Home) -> None:
    vectors = home.file("*/vectors.faiss")
    spoil(vectors, flipped(vectors))
    assert why_unusable(home.index, home.corpus) is None
    home.build()
    assert verify_index(home.index) == []


def test_a_damaged_encoder_is_exported_again(home: Home) -> None:
    spoil(home.file("encoders/*/model.onnx"), b"cut off")
    assert "model.onnx" in str(why_unusable(home.index, home.corpus))
    assert home.build().encoder.encode_query("kurs").shape == (384,)


@pytest.mark.parametrize(
    ("file", "ask"),
    [
        ("*/reports/kurs.msgpack", lambda index: index.entry("kurs")),
        ("*/vectors.faiss", lambda index: index.vectors),
        ("*/chunk_words/rows.npy", lambda index: index.chunk_words),
        ("*/vocabulary.msgpack", lambda index: index.vocabulary),
        ("encoders/*/model.onnx", lambda index: index.encoder),
        ("encoders/*/settings.json", lambda index: index.encoder),
    ],
)
def test_damage_that_only_a_question_finds_is_told(
    home: Home, file: str, ask: Callable[[Index], object]
) -> None:
    spoil(home.file(file), flipped(home.file(file)))
    index = open_index(home.index, home.corpus)
    with pytest.raises(IndexFault, match="is damaged"):
        ask(index)


def test_a_build_leaves_other_folders_alone(home: Home) -> None:
    for folder in ("mine", "encoders/mine", "0123456789abcdef.old"):
        (home.index / folder).mkdir()
        (home.index / folder / "kept").write_text("by hand")
    (home.corpus / "raad.txt").unlink()
    before = home.file("*/vectors.faiss").parent
    home.build()
    assert not before.exists()
    assert (home.index / "mine" / "kept").exists()
    assert (home.index / "encoders" / "mine" / "kept").exists()
    assert (home.index / "0123456789abcdef.old" / "kept").exists()
