"""Many questions, one JSON object a line in, one Answer a line out, in the same order."""

from collections.abc import Iterable, Iterator

import msgspec

from reportqa.answer.model import Answer, as_json
from reportqa.engine import ReportQA
from reportqa.errors import ReportQAError


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


def _answered(qa: ReportQA, line: bytes) -> dict[str, object]:
    try:
        item = msgspec.json.decode(line, type=_Line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return _failed(_id_of(line), "", f"The line is no question: {error}")
    number = str(item.id) if item.id is not None else None
    try:
        answer = qa.ask(item.question, history=[turn.question for turn in item.history])
    except ReportQAError as error:
        return _failed(number, item.question, str(error))
    found = as_json(answer)
    return {"id": number, **found} if number is not None else found


def _id_of(line: bytes) -> str | None:
    try:
        found = msgspec.json.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return str(found["id"]) if isinstance(found, dict) and found.get("id") is not None else None


def _failed(number: str | None, question: str, error: str) -> dict[str, object]:
    return as_json(Answer(question, "nb", "error", "", id=number, error=error))
