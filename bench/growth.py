"""What becomes of speed, size and memory as the archive grows.

    python bench/growth.py [PASSAGES ...]        (default: 456 10000 100000 1000000)

An archive is made of copies of the report in corpus/: in each, long words are replaced by others
of the same length, drawn from the copy's seed, so that every offset stays right. A passage is
what has a vector: a sentence. The vectors of up to 10,000 passages are the encoder's; of more,
those of the real sentences with noise of the size that parts neighbouring sentences, drawn from
the seed, since to encode a million takes hours. Writes bench/growth.json and bench/growth.svg.
"""

import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import numpy as np
import psutil
import pygal
from rich.console import Console
from rich.progress import track
from rich.table import Table

from reportqa.corpus.manifest import StoredReport, list_reports, read_text
from reportqa.index.build import (
    Entry,
    Passages,
    encoder_id,
    read_entry,
    write_entry,
    write_vocabulary,
)
from reportqa.index.encoder import PassageEncoder, Vectors, resolve_model
from reportqa.index.index import Index
from reportqa.index.manifest import FORMAT, Manifest, pipeline_hash, write_manifest
from reportqa.language.vocabulary import compile_vocabulary

HERE = Path(__file__).parent
ROOT = HERE.parent
SIZES = (456, 10_000, 100_000, 1_000_000)
_ENCODED_UP_TO = 10_000
_NOISE = 0.35
_LONG = re.compile(rb"[a-z]{7,}")
_LETTERS = b"aeiouklmnrst"
_QUESTIONS = 60
_NEAREST = 10


def main() -> None:
    """Build, open and ask archives of each size; print and write what was measured."""
    if sys.argv[1:2] == ["--ask"]:
        print(json.dumps(_asked(Path(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text()))))
        return
    sizes = [int(a) for a in sys.argv[1:]] or list(SIZES)
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            found.append(_measure(Path(name), size))
        _print(found)
    (HERE / "growth.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    (HERE / "growth.svg").write_text(_chart(found), "utf-8")


def _measure(folder: Path, size: int) -> dict[str, Any]:
    start = time.perf_counter()
    built = _build(folder, size)
    seconds = time.perf_counter() - start
    questions = folder / "questions.json"
    questions.write_text(json.dumps(built["questions"]), "utf-8")
    command = [sys.executable, __file__, "--ask", str(folder), str(questions)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    asked = json.loads(done.stdout.splitlines()[-1])
    bytes_ = sum(f.stat().st_size for f in (folder / "index").rglob("*") if f.is_file())
    return {
        "passages": built["passages"],
        "reports": built["reports"],
        "build_s": seconds,
        "index_mb": bytes_ / 2**20,
        **asked,
    }


def _build(folder: Path, size: int) -> dict[str, Any]:
    """An index of an archive of at least `size` passages, and questions to it."""
    stored = list_reports(ROOT / "corpus")[0]
    text = read_text(stored).encode()
    entry = msgspec.msgpack.encode(read_entry(stored))
    per_report = sum(len(c.sentences) for c in read_entry(stored).chunks)
    count = max(1, round(size / per_report))
    (folder / "corpus").mkdir()
    draft = folder / "index" / "archive"
    draft.mkdir(parents=True)
    source = resolve_model(None)
    model = PassageEncoder(source)
    passages = Passages()
    for number in track(range(count), f"{size} passages", console=Console(stderr=True)):
        copied_id, said, held = _copy(stored, text, entry, number)
        (folder / "corpus" / f"{copied_id}.txt").write_bytes(said)
        copied = msgspec.msgpack.decode(held, type=Entry)
        write_entry(draft, copied)
        passages.add(copied)
    vectors = _vectors(model, passages.sentences, per_report)
    write_vocabulary(draft, compile_vocabulary(None, passages.abbreviations[:1], passages.texts))
    passages.write(draft, vectors)
    home = folder / "index" / "encoders" / encoder_id(source)
    model.export(home, passages.sentences[:5], vectors[:5])
    manifest = Manifest(
        FORMAT, "archive", pipeline_hash(), {}, source.name, source.sha256, home.name, {},
        passages.counts, tuple(card.id for card in passages.cards), {},
    )  # fmt: skip
    write_manifest(folder / "index", manifest)
    rng = Random(1)
    drawn = [s for s in rng.sample(passages.sentences, min(3000, len(passages.sentences)))]
    questions = [
        f"Hva sies det om {' '.join(s.split()[2:8])}?" for s in drawn if len(s.split()) > 9
    ]
    return {
        "passages": len(passages.sentences),
        "reports": count,
        "questions": questions[:_QUESTIONS],
    }


def _copy(stored: StoredReport, text: bytes, entry: bytes, number: int) -> tuple[str, bytes, bytes]:
    """The id, text and entry of one copy; the first is the report as it is."""
    copied_id = stored.id if number == 0 else f"{number:0{len(stored.id)}d}"
    if number == 0:
        return copied_id, text, entry
    rng = Random(number)
    words = sorted(set(_LONG.findall(text)) - _kept(entry))
    other = {
        word: bytes(rng.choice(_LETTERS) for _ in word)
        for word in rng.sample(words, len(words) // 3)
    }

    def replaced(match: re.Match[bytes]) -> bytes:
        return other.get(match.group(), match.group())

    held = entry.replace(stored.id.encode(), copied_id.encode())
    return copied_id, _LONG.sub(replaced, text), _LONG.sub(replaced, held)


@cache
def _kept(entry: bytes) -> frozenset[bytes]:
    """The words by which an entry's own form is read: names of fields, and kinds."""

    def strings(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from value
            for inner in value.values():
                yield from strings(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from strings(inner)

    found = strings(msgspec.msgpack.decode(entry))
    return frozenset(w for s in found if " " not in s for w in _LONG.findall(s.encode()))


def _vectors(model: PassageEncoder, sentences: list[str], real: int) -> Vectors:
    """A vector a sentence, of length 1, shape (n, dimensions)."""
    if len(sentences) <= _ENCODED_UP_TO:
        return model.encode_passages(sentences, lambda *_: None)
    known = model.encode_passages(sentences[:real], lambda *_: None)
    rng = np.random.default_rng(1)
    found = np.empty((len(sentences), known.shape[1]), dtype=np.float32)
    for start in range(0, len(sentences), real):
        part = known[: len(sentences) - start]
        noise = rng.normal(scale=_NOISE / np.sqrt(part.shape[1]), size=part.shape)
        moved = part + noise if start else part
        found[start : start + real] = moved / np.linalg.norm(moved, axis=1, keepdims=True)
    return found


def _asked(folder: Path, questions: list[str]) -> dict[str, Any]:
    """Opening, memory, milliseconds a question, and recall of the vector search."""
    from reportqa.engine import ReportQA
    from reportqa.index.manifest import read_manifest

    start = time.perf_counter()
    manifest = read_manifest(folder / "index")
    assert manifest is not None
    qa = ReportQA(Index(folder / "index", manifest), folder / "corpus")
    opened = time.perf_counter() - start
    qa.ask("Oppvarming?")
    times = []
    for question in questions:
        start = time.perf_counter()
        qa.ask(question)
        times.append((time.perf_counter() - start) * 1000)
    memory = psutil.Process().memory_info().rss / 2**20
    times.sort()
    return {
        "open_s": opened,
        "p50_ms": statistics.median(times),
        "p95_ms": times[int(0.95 * len(times))],
        "memory_mb": memory,
        "recall_at_10": _recall(qa.index, questions),
    }


def _recall(index: Index, questions: list[str]) -> float:
    """The share of the exactly nearest vectors that search finds among as many."""
    exact = index.vectors.all()
    found = []
    for question in questions:
        vector = index.encoder.encode_query(question)
        right = np.argsort(-(exact @ vector), kind="stable")[:_NEAREST]
        rows, _ = index.vectors.search(vector, _NEAREST)
        found.append(np.isin(right, rows).mean())
    return float(np.mean(found))


_COLUMNS = {
    "passages": ",", "reports": ",", "build_s": ".0f", "index_mb": ",.0f", "open_s": ".2f",
    "p50_ms": ".0f", "p95_ms": ".0f", "memory_mb": ",.0f", "recall_at_10": ".3f",
}  # fmt: skip


def _print(found: list[dict[str, Any]]) -> None:
    table = Table(*_COLUMNS)
    for row in found:
        table.add_row(*(format(row[name], form) for name, form in _COLUMNS.items()))
    Console().print(table)


def _chart(found: list[dict[str, Any]]) -> str:
    chart = pygal.XY(
        js=[], logarithmic=True, title="Milliseconds a question, warm", x_title="log10 of passages"
    )
    for name in ("p50_ms", "p95_ms"):
        chart.add(name, [(float(np.log10(row["passages"])), row[name]) for row in found])
    return str(chart.render(is_unicode=True))


if __name__ == "__main__":
    main()
