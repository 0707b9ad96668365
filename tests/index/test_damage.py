"""Damage of every kind is noticed, said and mended; what isn't the index's own is left alone."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reportqa.engine import open_corpus
from reportqa.errors import IndexFault
from reportqa.index import checked
from reportqa.index.index import Index
from reportqa.index.manifest import read_manifest, write_manifest
from reportqa.index.store import open_index, verify_index, why_unusable

from .conftest import Home, flipped, spoil


def test_an_index_of_other_code_is_not_used(small: Home) -> None:
    manifest = read_manifest(small.index)
    assert manifest is not None
    write_manifest(small.index, replace(manifest, pipeline="0" * 16))
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


def test_every_file_with_a_flipped_bit_is_noticed_said_and_mended(small: Home) -> None:
    names = [p.relative_to(small.index) for p in small.index.rglob("*") if p.is_file()]
    mine = [name for name in names if name.name not in ("checked.json", ".lock")]
    for name in mine:
        file = small.index / name
        good, data = file.read_bytes(), bytearray(file.read_bytes())
        data[len(data) // 2] ^= 1
        spoil(file, bytes(data))
        os.utime(file, (0, 0))
        fault = why_unusable(small.index, small.corpus)
        assert fault is not None, name
        assert "damaged" in fault or "another version" in fault, name
        spoil(file, good)
        assert why_unusable(small.index, small.corpus) is None
    spoil(small.file("*/vectors.faiss"), flipped(small.file("*/vectors.faiss")))
    said: list[str] = []
    open_corpus(small.corpus, small.index, told=said.append)
    assert len(said) == 1
    assert "vectors.faiss is missing or damaged" in said[0]
    assert verify_index(small.index) == []


def test_a_file_found_good_is_not_read_again(small: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    assert why_unusable(small.index, small.corpus) is None
    monkeypatch.setattr(checked, "hash_file", lambda path: pytest.fail(f"{path} is read"))
    assert why_unusable(small.index, small.corpus) is None


def test_a_damaged_memory_of_good_files_is_none(small: Home) -> None:
    (small.index / "checked.json").unlink()
    (small.index / "checked.json").write_bytes(b"\xff{")
    assert why_unusable(small.index, small.corpus) is None
    spoil(small.file("*/vectors.faiss"), flipped(small.file("*/vectors.faiss")))
    assert why_unusable(small.index, small.corpus) is not None


def test_a_damaged_index_that_nothing_can_replace_is_refused(
    small: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(small.file("*/vectors.faiss"), flipped(small.file("*/vectors.faiss")))

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refused)
    said: list[str] = []
    with pytest.raises(
        IndexFault, match=r"vectors\.faiss is missing or damaged.*Permission denied"
    ):
        open_corpus(small.corpus, small.index, told=said.append)
    assert said == []


def test_damage_that_the_disk_does_not_tell_is_found_by_verify_and_mended(
    small: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(small.file("*/vectors.faiss"), flipped(small.file("*/vectors.faiss")))
    manifest = read_manifest(small.index)
    assert manifest is not None
    checked.remember(small.index, manifest.files)
    assert why_unusable(small.index, small.corpus) is None
    assert [Path(name).name for name in verify_index(small.index)] == ["vectors.faiss"]
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
    index = open_index(small.index, small.corpus)
    spoil(small.file(file), flipped(small.file(file)))
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
