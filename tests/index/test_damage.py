"""Damage of every kind is noticed, said and mended; what isn't the index's own is left alone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reportqa.errors import IndexFault
from reportqa.index.index import Index
from reportqa.index.store import open_index, verify_index, why_unusable

from .conftest import Home, flipped, spoil


def test_an_index_of_other_code_is_not_used(small: Home) -> None:
    manifest = json.loads(small.manifest())
    spoil(small.index / "manifest.json", json.dumps(manifest | {"pipeline": "0" * 16}).encode())
    assert why_unusable(small.index, small.corpus) == "it was made by another version"
    with pytest.raises(IndexFault, match="another version"):
        open_index(small.index, small.corpus)


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b'{"name": "somebody else\'s"}'])
def test_a_foreign_manifest_is_no_index(small: Home, content: bytes) -> None:
    spoil(small.index / "manifest.json", content)
    assert why_unusable(small.index, small.corpus) == "its manifest is damaged"
    with pytest.raises(IndexFault, match="holds no index"):
        verify_index(small.index)


def test_no_index_is_said_to_be_none(small: Home, tmp_path: Path) -> None:
    assert why_unusable(tmp_path / "nowhere", small.corpus) == "there is none yet"


def test_a_new_title_in_the_corpus_manifest_is_noticed(small: Home) -> None:
    (small.corpus / "manifest.toml").write_text('[reports.kurs]\ntitle = "Kursene"\n', "utf-8")
    assert why_unusable(small.index, small.corpus) == "the corpus has changed"
    assert small.build().entry("kurs").title == "Kursene"


def test_a_build_mends_changed_bytes_of_the_same_size(small: Home) -> None:
    vectors = small.file("*/vectors.faiss")
    spoil(vectors, flipped(vectors))
    assert why_unusable(small.index, small.corpus) is None
    small.build()
    assert verify_index(small.index) == []


def test_a_damaged_encoder_is_exported_again(small: Home) -> None:
    spoil(small.file("encoders/*/model.onnx"), b"cut off")
    assert "model.onnx" in str(why_unusable(small.index, small.corpus))
    assert small.build().encoder.encode_query("kurs").shape == (384,)


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
    small: Home, file: str, ask: Callable[[Index], object]
) -> None:
    spoil(small.file(file), flipped(small.file(file)))
    index = open_index(small.index, small.corpus)
    with pytest.raises(IndexFault, match="is damaged"):
        ask(index)


def test_a_build_leaves_other_folders_alone(small: Home) -> None:
    for folder in ("mine", "encoders/mine", "0123456789abcdef.old"):
        (small.index / folder).mkdir()
        (small.index / folder / "kept").write_text("by hand")
    (small.corpus / "raad.txt").unlink()
    before = small.file("*/vectors.faiss").parent
    small.build()
    assert not before.exists()
    assert (small.index / "mine" / "kept").exists()
    assert (small.index / "encoders" / "mine" / "kept").exists()
    assert (small.index / "0123456789abcdef.old" / "kept").exists()
