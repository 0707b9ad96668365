"""One question over HTTP: its body, the bound on work done at once, and the answer."""

import asyncio
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from reportqa.answer.model import Answer
from reportqa.engine import ReportQA
from reportqa.interfaces.web.live import Live
from reportqa.interfaces.web.metrics import ANSWERS
from reportqa.interfaces.web.problems import Busy
from reportqa.interfaces.web.settings import Settings
from reportqa.language.detect import LanguageChoice

Question = Annotated[str, Field(min_length=1, max_length=2_000)]
_RETRY_SECONDS = 2
# Who has stood in line for longer is told to come again: of 64 clients at once, those that are
# answered have waited less than a second even where the cores are busy (bench/load.py).
_LONGEST_WAIT_SECONDS = 0.5
T = TypeVar("T")


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
    language: LanguageChoice | None = None


@dataclass
class Desk:
    """Answers questions in threads, as many at once as there are cores, the others in a line.

    What takes too long is given up, but holds its thread and its place until it ends, so that
    there is never more work than the bounds say.
    """

    live: Live
    settings: Settings

    def __post_init__(self) -> None:
        self._threads = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="asking")
        self._places = BoundedSemaphore(self.settings.concurrent)

    async def answer(self, asked: Ask) -> Answer:
        """The answer to a question. Raises QuestionError for one that can't be taken, and Busy."""
        found = await self.run(lambda qa: self._ask(qa, asked))
        ANSWERS.labels(status=found.status).inc()
        return found

    async def run(self, work: Callable[[ReportQA], T]) -> T:
        """What `work` makes of the engine in use.

        Raises Busy where the line is full, or it waits or takes too long.
        """
        if not self._places.acquire(blocking=False):
            raise Busy(503, _RETRY_SECONDS)
        running = self._threads.submit(self._begin, work, time.monotonic())
        running.add_done_callback(lambda _: self._places.release())
        try:
            # On time-out, what still waits in the line is taken out of it.
            return await asyncio.wait_for(asyncio.wrap_future(running), self.settings.seconds)
        except TimeoutError:
            raise Busy(503, _RETRY_SECONDS) from None

    def _begin(self, work: Callable[[ReportQA], T], arrived: float) -> T:
        """The work, when its turn has come in time."""
        if time.monotonic() - arrived > _LONGEST_WAIT_SECONDS:
            raise Busy(503, _RETRY_SECONDS)
        return work(self.live.qa)

    def _ask(self, qa: ReportQA, asked: Ask) -> Answer:
        turns = self.settings.history_turns
        history = [turn.question for turn in asked.history[-turns:]] if turns else []
        return qa.ask(
            asked.question,
            history=history,
            measure=asked.measure,
            report=asked.report,
            language=asked.language,
        )
