"""Many questions, one JSON object a line in, one Answer a line out, in the same order."""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

import msgspec

from reportqa.answer.model import Answer, as_json
from reportqa.engine import ReportQA, open_corpus
from reportqa.errors import ReportQAError

# Lines from which starting a process for each core pays (bench/README.md), and a process's share.
_WORTH_SHARING = 300
_SHARE = 20


class _Turn(msgspec.Struct):
    question: str


class _Line(msgspec.Struct):
    question: str
    id: str | int | None = None
    history: list[_Turn] = []


def answer_lines(qa: ReportQA, lines: Iterable[bytes]) -> Iterator[str]:
    """One JSON line for each line that isn't blank; a bad one becomes an Answer with status error."""
    for line in lines:
        if line.strip():
            yield msgspec.json.encode(_answered(qa, line)).decode("utf-8")


def answer_file(qa: ReportQA, lines: Sequence[bytes]) -> Iterator[str]:
    """As `answer_lines`; many lines are shared among processes, one for each core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    if len(lines) < _WORTH_SHARING or (cores or 1) < 2:
        yield from answer_lines(qa, lines)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A fresh process for each core: one that is forked would share locks of the encoder's threads.
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        asking = partial(_answer_in_worker, qa.corpus, qa.index.folder)
        yield from (a for a in pool.map(asking, lines, chunksize=_SHARE) if a)


def _answer_in_worker(corpus: Path, index: Path, line: bytes) -> str:
    return next(answer_lines(_opened(corpus, index), [line]), "")


@cache
def _opened(corpus: Path, index: Path) -> ReportQA:
    qa = open_corpus(corpus, index)
    qa.index.encoder_threads = 1  # the other cores have workers of their own
    return qa


def _answered(qa: ReportQA, line: bytes) -> dict[str, object]:
    try:
        item = msgspec.json.decode(line, type=_Line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return _failed(*_id_and_question(line), f"The line is no question: {error}")
    number = str(item.id) if item.id is not None else None
    try:
        answer = qa.ask(item.question, history=[turn.question for turn in item.history])
    except ReportQAError as error:
        return _failed(number, item.question, str(error))
    found = as_json(answer)
    return {"id": number, **found} if number is not None else found


def _id_and_question(line: bytes) -> tuple[str | None, str]:
    """What can be read of a line that is no question."""
    try:
        found = msgspec.json.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None, ""
    if not isinstance(found, dict):
        return None, ""
    number, question = found.get("id"), found.get("question")
    said = question if isinstance(question, str) else ""
    return (str(number) if number is not None else None), said


def _failed(number: str | None, question: str, error: str) -> dict[str, object]:
    return as_json(Answer(question, "nb", "error", "", id=number, error=error))
