"""The server under many clients: each asks as soon as its answer is there, or when it is told to.

    python bench/load.py [--clients 64] [--seconds 60] [--workers N] [--corpus DIR] [--index DIR]

Every question is asked in a form of its own, so that no answer comes from memory. A client that is
told `503` waits as long as `Retry-After` says. Prints a JSON object: answers a second, milliseconds
of the answers, how many were told to come again, and what else came (which should be nothing).
"""

import argparse
import asyncio
import json
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).parent.parent
_HONEST = (429, 503)


def main() -> None:
    """Start a server, let the clients ask, print what they met."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers")
    parser.add_argument("--corpus", default=str(ROOT / "corpus"))
    parser.add_argument("--index", default=str(ROOT / "index"))
    told = parser.parse_args()
    port = _free_port()
    command = [sys.executable, "-c", "from reportqa.interfaces.cli import main; main()", "serve"]
    command += ["--port", str(port), "--corpus", told.corpus, "--index", told.index]
    command += ["--requests-per-minute", "1000000"]
    command += ["--workers", told.workers] if told.workers else []
    server = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        before = _cpu(server.pid)
        met = asyncio.run(_load(port, told.clients, told.seconds))
        print(json.dumps(_summary(met, told.seconds, _cpu(server.pid) - before)))
    finally:
        server.terminate()
        server.wait()


def _questions() -> list[str]:
    """Every question of the sets about the report, each once."""
    files = sorted((ROOT / "eval" / "sample").glob("*.jsonl"))
    files += sorted((ROOT / "eval" / "report-2016").glob("[nt]*.jsonl"))
    lines = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return list(dict.fromkeys(line["question"] for line in lines))


async def _load(port: int, clients: int, seconds: float) -> list[tuple[int, float]]:
    """The status of each request with its milliseconds, of all clients."""
    questions, until = _endless(), time.monotonic() + seconds
    asking = (_client(port, questions, until) for _ in range(clients))
    return [met for of_one in await asyncio.gather(*asking) for met in of_one]


def _endless() -> Iterator[str]:
    """The questions over and over, each time with one more space at the end."""
    questions = _questions()
    Random(1).shuffle(questions)
    return (question + " " * turn for turn in count() for question in questions)


async def _client(port: int, questions: Iterator[str], until: float) -> list[tuple[int, float]]:
    met = []
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.monotonic() < until:
        start = time.perf_counter()
        status, wait = await _ask(reader, writer, next(questions))
        met.append((status, (time.perf_counter() - start) * 1000))
        await asyncio.sleep(min(wait, max(0.0, until - time.monotonic())))
    writer.close()
    return met


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, question: str
) -> tuple[int, float]:
    """The status of one question, and the seconds to wait before the next."""
    body = json.dumps({"question": question}).encode()
    head = f"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
    writer.write(f"{head}Content-Type: application/json\r\n\r\n".encode() + body)
    answered = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = answered.strip().splitlines()
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    await reader.readexactly(int(headers["content-length"]))
    return int(first.split()[1]), float(headers.get("retry-after", 0))


def _summary(met: list[tuple[int, float]], seconds: float, worked: float) -> dict[str, Any]:
    times = sorted(ms for status, ms in met if status == 200)
    return {
        "answers_per_second": len(times) / seconds,
        "p50_ms": times[len(times) // 2],
        "p99_ms": times[int(0.99 * len(times))],
        "longest_ms": times[-1],
        "cpu_ms_an_answer": worked * 1000 / len(times),
        "told_to_wait": sum(status in _HONEST for status, _ in met),
        "faults": dict(Counter(status for status, _ in met if status not in (200, *_HONEST))),
    }


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


def _wait_for(port: int) -> None:
    """Return when the server is ready."""
    for _ in range(600):
        try:
            urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server doesn't start.")


def _cpu(pid: int) -> float:
    """Seconds that a process and its children have worked."""
    server = psutil.Process(pid)
    times = [process.cpu_times() for process in (server, *server.children(recursive=True))]
    return float(sum(t.user + t.system for t in times))


if __name__ == "__main__":
    main()
