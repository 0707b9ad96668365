from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from reportqa.interfaces.web.app import create_app
from reportqa.interfaces.web.settings import Settings


@pytest.fixture(scope="session")
def make_client(home: Path) -> Any:
    """A client of a server on the session's index, with settings of its own."""

    def make(**settings: Any) -> TestClient:
        open_wide = {"requests_per_minute": 100_000, **settings}
        app = create_app(Settings(corpus=home / "corpus", index=home / "index", **open_wide))
        return TestClient(app, raise_server_exceptions=False, client=("127.0.0.1", 50000))

    return make


@pytest.fixture(scope="session")
def client(make_client: Any) -> Iterator[TestClient]:
    with make_client() as client:
        yield client
