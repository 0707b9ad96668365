"""The bound on work done at once holds also for what clients no longer wait for."""

import asyncio
import os
import threading
from types import SimpleNamespace
from typing import Any

import pytest

from reportqa.interfaces.web.asking import Desk
from reportqa.interfaces.web.problems import Busy
from reportqa.interfaces.web.settings import Settings

CORES = os.cpu_count() or 1


def _desk(**settings: Any) -> Desk:
    live: Any = SimpleNamespace(qa=None)
    return Desk(live, Settings(**settings))


@pytest.fixture
def gate() -> Any:
    """Work that lasts until it is let go, and how much of it has begun."""
    go, begun = threading.Event(), []

    def work(_: Any) -> str:
        begun.append(threading.get_ident())
        go.wait(30)
        return "done"

    yield SimpleNamespace(go=go, begun=begun, work=work)
    go.set()


def test_work_given_up_holds_its_place_until_it_ends(gate: Any) -> None:
    desk = _desk(concurrent=1, seconds=0.05)

    async def story() -> str:
        with pytest.raises(Busy):  # takes too long
            await desk.run(gate.work)
        with pytest.raises(Busy):  # the one place is still taken
            await desk.run(lambda _: "quick")
        gate.go.set()
        for _ in range(200):
            await asyncio.sleep(0.01)
            try:
                return await desk.run(lambda _: "quick")
            except Busy:
                continue
        return "never free"

    assert asyncio.run(story()) == "quick"
    assert len(gate.begun) == 1


def test_there_are_never_more_at_once_than_cores(gate: Any) -> None:
    desk = _desk(concurrent=CORES * 4, seconds=0.2)

    async def story() -> list[Any]:
        asked = (desk.run(gate.work) for _ in range(CORES * 3))
        return await asyncio.gather(*asked, return_exceptions=True)

    assert all(isinstance(end, Busy) for end in asyncio.run(story()))
    gate.go.set()
    desk._threads.shutdown()
    assert len(gate.begun) == CORES  # those in the line were taken out of it


def test_what_stood_in_line_too_long_is_not_begun(
    gate: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportqa.interfaces.web.asking._LONGEST_WAIT_SECONDS", 0.05)
    desk = _desk(concurrent=CORES + 1)

    async def story() -> list[Any]:
        asked = [asyncio.ensure_future(desk.run(gate.work)) for _ in range(CORES + 1)]
        await asyncio.sleep(0.2)
        gate.go.set()
        return await asyncio.gather(*asked, return_exceptions=True)

    *answered, late = asyncio.run(story())
    assert answered == ["done"] * CORES
    assert isinstance(late, Busy)
    assert len(gate.begun) == CORES


def test_a_fault_in_the_work_is_the_callers_and_frees_the_place() -> None:
    desk = _desk(concurrent=1)

    def broken(_: Any) -> str:
        raise ValueError("broken")

    async def story() -> str:
        with pytest.raises(ValueError, match="broken"):
            await desk.run(broken)
        return await desk.run(lambda _: "quick")

    assert asyncio.run(story()) == "quick"
