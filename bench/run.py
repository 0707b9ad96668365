"""How fast reportqa is, beside a llama-index script on the same machine in the same run.

    make bench

Writes bench/results.json and bench/results.svg and prints a table. Figures are medians; the two
are timed in turn, so that whatever else the machine does falls on both.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pygal
from rich.console import Console
from rich.table import Table

HERE = Path(__file__).parent
ROOT = HERE.parent
PYTHON = sys.executable
REPORTQA = [PYTHON, "-c", "from reportqa.interfaces.cli import main; main()"]
PEER = [PYTHON, str(HERE / "peer_llamaindex.py")]
QUESTION = "Når ble Agdernettverket opprettet?"
_COLD_RUNS = 11
_BATCH = 1000


def main() -> None:
    """Measure, print and write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus, index, peer = ROOT / "corpus", folder / "index", folder / "peer"
        report = next(corpus.glob("*.txt"))
        places = ["--corpus", str(corpus), "--index", str(index)]
        questions = _questions()
        (folder / "questions.json").write_text(json.dumps(questions), "utf-8")
        _run([*PEER, "build", str(peer), str(report)])
        found: dict[str, Any] = {"machine": _machine(), "questions": len(questions)}
        found["build"] = _build(places, corpus)
        found["cold"] = _cold(
            {
                "reportqa ask": [*REPORTQA, "ask", QUESTION, *places],
                "llama-index script": [*PEER, "ask", str(peer), QUESTION],
                "reportqa --help": [*REPORTQA, "--help"],
            }
        )
        asked = str(folder / "questions.json")
        ours = _last_line([PYTHON, str(HERE / "warm.py"), str(corpus), str(index), asked])
        theirs = _last_line([*PEER, "warm", str(peer), asked])
        found["warm"] = {
            "reportqa ask": _quantiles(ours["ms"]),
            "reportqa ask, asked before": _quantiles(ours["again_ms"]),
            "embedding of the question alone": _quantiles(ours["embed_ms"]),
            "llama-index retrieval alone": _quantiles(theirs["ms"]),
        }
        found["memory_mb"] = {"reportqa": ours["mb"], "llama-index script": theirs["mb"]}
        found["batch"] = _batch(questions, places, folder)
    (HERE / "results.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    (HERE / "results.svg").write_text(_chart(found), "utf-8")
    _print(found)


def _questions() -> list[str]:
    """Every question of the sets about the report, each once."""
    files = sorted((ROOT / "eval" / "sample").glob("*.jsonl"))
    files += sorted((ROOT / "eval" / "report-2016").glob("[nt]*.jsonl"))
    lines = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return list(dict.fromkeys(line["question"] for line in lines))


def _build(places: list[str], corpus: Path) -> dict[str, float]:
    """Seconds of a whole build, and of embedding the same sentences in sentence-transformers."""
    code = (
        "import sys, time; from pathlib import Path\n"
        "import torch, sentence_transformers, onnxruntime, llama_index.core, faiss\n"
        "from llama_index.vector_stores.faiss import FaissVectorStore\n"
        "from reportqa.index.store import build_index\n"
        "from reportqa.index.encoder import resolve_model\n"
        "start = time.perf_counter(); index = build_index(Path(sys.argv[2]), Path(sys.argv[1]))\n"
        "built = time.perf_counter() - start\n"
        "texts = [index.sentence(i).text for i in range(index.manifest.counts['sentences'])]\n"
        "start = time.perf_counter()\n"
        "model = sentence_transformers.SentenceTransformer(str(resolve_model(None).path))\n"
        "model.encode(texts, show_progress_bar=False)\n"
        "print(built, time.perf_counter() - start)\n"
    )
    built, embedded = map(float, _run([PYTHON, "-c", code, places[1], places[3]]).split()[-2:])
    return {"build_s": built, "sentence_transformers_s": embedded}


def _cold(commands: dict[str, list[str]]) -> dict[str, float]:
    """The median seconds of whole processes, the commands in turn."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(_COLD_RUNS + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            _run(command)
            if run:  # the first fills the disk's cache
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in times.items()}


def _batch(questions: Sequence[str], places: list[str], folder: Path) -> dict[str, float]:
    """Questions a second of `reportqa batch`, none asked twice."""
    many = [f"{q}{' ?' * (i // len(questions))}" for i, q in enumerate(_cycled(questions, _BATCH))]
    source = folder / "batch.jsonl"
    source.write_text("".join(json.dumps({"question": q}) + "\n" for q in many), "utf-8")
    start = time.perf_counter()
    _run([*REPORTQA, "batch", str(source), "-o", str(folder / "out.jsonl"), *places])
    return {"questions": _BATCH, "per_second": _BATCH / (time.perf_counter() - start)}


def _cycled(questions: Sequence[str], count: int) -> list[str]:
    return [questions[i % len(questions)] for i in range(count)]


def _quantiles(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {"p50_ms": statistics.median(ordered), "p95_ms": ordered[int(0.95 * len(ordered))]}


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def _last_line(command: Sequence[str]) -> dict[str, Any]:
    """What a process prints last, read as JSON."""
    found: dict[str, Any] = json.loads(_run(command).splitlines()[-1])
    return found


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _chart(found: dict[str, Any]) -> str:
    chart = pygal.HorizontalBar(
        js=[],
        show_legend=False,
        print_values=True,
        value_formatter=lambda v: f"{v:.2f} s",
        title="From process start to the printed answer (median)",
    )
    chart.x_labels = list(found["cold"])
    chart.add("seconds", list(found["cold"].values()))
    return str(chart.render(is_unicode=True))


def _print(found: dict[str, Any]) -> None:
    table = Table("What", "Figure", title=found["machine"])
    for name, seconds in found["cold"].items():
        table.add_row(f"{name}, cold", f"{seconds:.2f} s")
    for name, q in found["warm"].items():
        table.add_row(f"{name}, p50 / p95", f"{q['p50_ms']:.1f} / {q['p95_ms']:.1f} ms")
    for name, size in found["memory_mb"].items():
        table.add_row(f"{name}, memory when warm", f"{size:.0f} MB")
    build = found["build"]
    table.add_row("index build, imports apart", f"{build['build_s']:.1f} s")
    embed = build["sentence_transformers_s"]
    table.add_row("embedding the same sentences in sentence-transformers", f"{embed:.1f} s")
    table.add_row("batch of 1,000 questions", f"{found['batch']['per_second']:.0f} a second")
    Console().print(table)


if __name__ == "__main__":
    main()
