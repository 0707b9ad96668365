"""The OpenAI chat protocol, so that existing chat clients can ask the reports."""

import time
import uuid
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sse_starlette import EventSourceResponse, ServerSentEvent

from reportqa.answer.model import Answer, as_json
from reportqa.errors import QuestionError
from reportqa.interfaces.web.api import desk_of, pieces
from reportqa.interfaces.web.asking import Ask, Turn
from reportqa.interfaces.web.problems import described

router = APIRouter(prefix="/v1", tags=["chat clients"])
MODEL = "reportqa"
_MODEL_CARD = {"id": MODEL, "object": "model", "created": 0, "owned_by": "reportqa"}
_LONGEST = 2_000


class Part(BaseModel):
    """A part of a message; only text is read."""

    model_config = ConfigDict(extra="ignore")
    type: str
    text: str = ""


class Message(BaseModel):
    """A message of the conversation; those of the user are questions."""

    model_config = ConfigDict(extra="ignore")
    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: str | list[Part] | None = None


class Completion(BaseModel):
    """A chat completion request; what makes no sense here (temperature, tools) is ignored."""

    model_config = ConfigDict(
        extra="ignore",
        json_schema_extra={
            "examples": [
                {
                    "model": MODEL,
                    "messages": [{"role": "user", "content": "Hva er budsjettet for tiltak 6?"}],
                }
            ]
        },
    )
    model: str = MODEL
    messages: Annotated[list[Message], Field(min_length=1, max_length=1_000)]
    stream: bool | None = False


@router.get("/models", summary="The models", responses=described(401, 403, 429))
async def models() -> dict[str, Any]:
    """The one model: the reports themselves."""
    return {"object": "list", "data": [_MODEL_CARD]}


@router.get("/models/{model}", summary="One model", responses=described(401, 403, 404, 422, 429))
async def model(model: str) -> dict[str, Any]:
    """The one model, by its name."""
    if model != MODEL:
        raise HTTPException(404, f"There is no such model; use {MODEL}.")
    return _MODEL_CARD


@router.post(
    "/chat/completions",
    summary="Ask in the OpenAI chat protocol",
    response_model=None,
    responses={
        200: {
            "content": {
                "application/json": {"schema": {"type": "object"}},
                "text/event-stream": {},
            }
        },
        **described(401, 403, 408, 413, 422, 429),
    },
)
async def complete(body: Completion, request: Request) -> JSONResponse | EventSourceResponse:
    """The last user message is the question, those before it the history.

    The Answer stands whole in the extra field `reportqa` of the message.
    """
    answer = await desk_of(request).answer(_asked(body))
    if body.stream:
        return EventSourceResponse(_chunks(answer), ping=15)
    message = {"role": "assistant", "content": answer.text, "reportqa": as_json(answer)}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    usage = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
    return JSONResponse({**_head("chat.completion"), "choices": [choice], "usage": usage})


def _asked(body: Completion) -> Ask:
    questions = [text for m in body.messages if m.role == "user" and (text := _text(m))]
    if not questions or len(questions[-1]) > _LONGEST:
        raise QuestionError(
            "The last user message holds no question.", f"Write one of 1 to {_LONGEST} characters."
        )
    history = [Turn(question=text[:_LONGEST]) for text in questions[:-1]]
    return Ask(question=questions[-1], history=history)


def _text(message: Message) -> str:
    if isinstance(message.content, list):
        return " ".join(part.text for part in message.content if part.type == "text").strip()
    return (message.content or "").strip()


async def _chunks(answer: Answer) -> AsyncIterator[ServerSentEvent]:
    head = _head("chat.completion.chunk")
    yield _chunk(head, {"role": "assistant", "content": ""})
    for piece in pieces(answer.text):
        yield _chunk(head, {"content": piece})
    yield _chunk(head, {"reportqa": as_json(answer)}, "stop")
    yield ServerSentEvent("[DONE]")


def _head(kind: str) -> dict[str, Any]:
    number = f"chatcmpl-{uuid.uuid4().hex}"
    return {"id": number, "object": kind, "created": int(time.time()), "model": MODEL}


def _chunk(
    head: dict[str, Any], delta: dict[str, Any], finish: str | None = None
) -> ServerSentEvent:
    choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
    return ServerSentEvent(msgspec.json.encode({**head, "choices": [choice]}).decode())
