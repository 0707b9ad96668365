"""A real server told to stop while it answers."""

import json
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.browser.conftest import Server


@pytest.mark.parametrize("workers", ["1", "2"])
def test_answers_in_work_get_out_before_the_server_ends(home: Path, workers: str) -> None:
    server = Server(home, "https://intranett.example")
    server.start(REPORTQA_WORKERS=workers)
    ends: list[str] = []

    def ask(i: int) -> None:
        words = " ".join(f"qx{i}z{j}" for j in range(20))  # looked up in the spelling, slowly
        request = urllib.request.Request(
            f"{server.url}/api/ask/stream",
            data=json.dumps({"question": f"Og i 2015? {words}"}).encode(),
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                ends.append("answer" if "event: answer" in answer.read().decode() else "cut")
        except urllib.error.HTTPError as told:  # who would wait too long is told to come again
            ends.append("later" if told.code == 503 and told.headers["Retry-After"] else "cut")

    asking = [threading.Thread(target=ask, args=(i,)) for i in range(12)]
    for thread in asking:
        thread.start()
    time.sleep(0.3)
    server.stop()
    for thread in asking:
        thread.join()
    assert len(ends) == len(asking)
    assert set(ends) <= {"answer", "later"}
    assert "answer" in ends
