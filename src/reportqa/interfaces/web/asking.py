"""One question over HTTP: its body, the bound on work done at once, and the answer."""

import os
from dataclasses import dataclass
from functools import partial
from typing import Annotated

import anyio
from pydantic import BaseModel, ConfigDict, Field

from reportqa.answer.model import Answer
from reportqa.interfaces.web.live import Live
from reportqa.interfaces.web.metrics import ANSWERS
from reportqa.interfaces.web.problems import Busy
from reportqa.interfaces.web.settings import Settings
from reportqa.language.detect import Language

Question = Annotated[str, Field(min_length=1, max_length=2_000)]
_RETRY_SECONDS = 2


class Turn(BaseModel):
    """A question that was asked before."""

    model_config = ConfigDict(extra="ignore")
    question: Question


class Ask(BaseModel):
    """A question, what was asked before it (oldest first), and where to look."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"question": "Hvem er kontaktperson for tiltak 6?", "history": []}]
        },
    )
    question: Question
    history: list[Turn] = []
    measure: Annotated[int | None, Field(ge=0, le=9_999)] = None
    report: Annotated[str | None, Field(max_length=200)] = None
    language: Language | None = None


@dataclass
class Desk:
    """Answers questions in threads, as many at once as there are cores, the others in a line.

    Raises Busy where the line is full or an answer takes too long.
    """

    live: Live
    settings: Settings

    def __post_init__(self) -> None:
        self._cores = anyio.CapacityLimiter(max(1, os.cpu_count() or 1))
        self._inside = 0

    async def answer(self, asked: Ask) -> Answer:
        """The answer to a question. Raises QuestionError for one that can't be taken."""
        if self._inside >= self.settings.concurrent:
            raise Busy(503, _RETRY_SECONDS)
        self._inside += 1
        try:
            with anyio.fail_after(self.settings.seconds):
                found: Answer = await anyio.to_thread.run_sync(
                    partial(self._ask, asked), abandon_on_cancel=True, limiter=self._cores
                )
        except TimeoutError:
            raise Busy(503, _RETRY_SECONDS) from None
        finally:
            self._inside -= 1
        ANSWERS.labels(status=found.status).inc()
        return found

    def _ask(self, asked: Ask) -> Answer:
        turns = self.settings.history_turns
        history = [turn.question for turn in asked.history[-turns:]] if turns else []
        return self.live.qa.ask(
            asked.question,
            history=history,
            measure=asked.measure,
            report=asked.report,
            language=asked.language,
        )
