"""Schemathesis over the OpenAPI document: no 5xx, no answer that isn't described."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance
from starlette.testclient import TestClient

PATHS = [
    "/api/ask", "/api/ask/stream", "/api/examples", "/api/measures", "/api/reports", "/api/reports/{report_id}",
    "/v1/models", "/v1/models/{model}", "/v1/chat/completions", "/healthz", "/readyz",
]  # fmt: skip


@pytest.fixture(scope="session")
def api_schema(client: TestClient) -> Any:
    return schemathesis.openapi.from_asgi("/openapi.json", client.app)


def test_every_path_is_tried(client: TestClient) -> None:
    assert sorted(client.get("/openapi.json").json()["paths"]) == sorted(PATHS)


@pytest.mark.parametrize("path", PATHS)
def test_no_request_breaks_the_api(api_schema: Any, path: str) -> None:
    (operation,) = api_schema[path].values()

    @given(case=operation.as_strategy())
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    def tried(case: Any) -> None:
        case.call_and_validate(
            checks=[not_a_server_error, status_code_conformance, content_type_conformance]
        )

    tried()
