"""The exported encoder is the model; a model that can't be exported still works."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from reportqa.errors import IndexFault
from reportqa.index import encoder
from reportqa.index.encoder import (
    EncoderSettings,
    OnnxEncoder,
    PassageEncoder,
    open_encoder,
    prompts_of,
    read_settings,
    resolve_model,
)
from reportqa.index.store import open_index

from .conftest import Home

_TEXTS = ["kurs", "Hvor mange lærere deltok i 2016?", "æøå 🙂 " * 5, "lang setning " * 400]


def _export(model: PassageEncoder, folder: Path) -> EncoderSettings:
    return model.export(folder, ["kurs"], model.encode_passages(["kurs"], lambda *_: None))


def test_the_exported_encoder_gives_the_model_s_vectors(built: Home, model: PassageEncoder) -> None:
    exported = open_index(built.index, built.corpus).encoder
    assert isinstance(exported, OnnxEncoder)
    for text in _TEXTS:
        vector = exported.encode_query(text)
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)
        assert float(vector @ model.encode_query(text)) >= 0.999


def test_passages_keep_their_order(model: PassageEncoder) -> None:
    seen: list[tuple[str, int, int]] = []
    vectors = model.encode_passages(_TEXTS, lambda *step: seen.append(step))
    assert vectors.shape == (len(_TEXTS), model.settings.dimensions)
    for text, vector in zip(_TEXTS, vectors, strict=True):
        assert float(vector @ model.encode_query(text)) == pytest.approx(1, abs=1e-4)
    assert seen[-1] == ("embedding", len(_TEXTS), len(_TEXTS))


def test_a_model_that_cannot_be_exported_answers_with_the_reason(
    model: PassageEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise TypeError("no graph of this")

    monkeypatch.setattr(encoder, "_export_graph", refuse)
    _export(model, tmp_path / "e")
    assert read_settings(tmp_path / "e").reason == "TypeError: no graph of this"
    slow = open_encoder(tmp_path / "e")
    assert isinstance(slow, PassageEncoder)
    assert np.allclose(slow.encode_query("kurs"), model.encode_query("kurs"), atol=1e-5)


def test_an_export_that_differs_is_not_used(
    model: PassageEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder, "_LEAST_COSINE", 1.5)
    settings = _export(model, tmp_path / "e")
    assert not settings.exported
    assert "differs" in settings.reason
    assert not (tmp_path / "e" / "model.onnx").exists()


def test_a_full_disk_is_no_fault_of_the_model(
    model: PassageEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(encoder, "_export_graph", full)
    with pytest.raises(OSError, match="No space"):
        _export(model, tmp_path / "e")


@pytest.mark.parametrize(
    ("name", "configured", "expected"),
    [
        ("intfloat/multilingual-e5-small", {}, ("query: ", "passage: ")),
        ("intfloat/e5-base", {"query": "", "document": ""}, ("query: ", "passage: ")),
        ("/home/me5/model", {}, ("", "")),
        ("a/b", {"query": "Q ", "document": "D "}, ("Q ", "D ")),
        ("x/e5-like", {"query": "Q ", "passage": "P "}, ("Q ", "P ")),
    ],
)
def test_prompts_are_the_model_s_own_or_its_family_s(
    name: str, configured: dict[str, str], expected: tuple[str, str]
) -> None:
    assert prompts_of(name, configured) == expected


def test_other_weights_than_the_known_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "_PACKAGED_SHA256", "0" * 64)
    with pytest.raises(IndexFault, match="not the known ones"):
        resolve_model(None)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexFault, match="can't be loaded"):
        PassageEncoder(resolve_model(str(tmp_path)))


def test_the_query_side_imports_nothing_heavy(built: Home) -> None:
    code = (
        "import sys; from pathlib import Path; from reportqa.index.store import open_index\n"
        f"index = open_index(Path({str(built.index)!r}), Path({str(built.corpus)!r}))\n"
        "index.vectors.search(index.encoder.encode_query('kurs'), 3)\n"
        "index.chunk_words, index.chunk_grams, index.sentence_words, index.sentence_grams\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'llama_index', 'filelock'}\n"
        "print(heavy & set(sys.modules) or 'nothing')"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "nothing\n"
