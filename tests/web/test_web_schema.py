"""The API keeps its own description: every answer fits its schema, no request makes it fail."""

from __future__ import annotations

import httpx2
import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

EXAMPLES_OF_FILES = {"/api/v1/brief", "/api/v1/incidents/{name}/brief", "/api/v1/export/{name}"}
FREELY = settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
_PATIENCE = 300
"""Seconds: an export loads large libraries when the first is asked for."""
CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]


def test_every_request_and_answer_has_an_example_that_fits_its_shape(alone: TestClient) -> None:
    schema = alone.get("/api/v1/openapi.json").json()
    bare = []
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            answers = [each for status, each in operation["responses"].items() if status[0] == "2"]
            for part in (operation.get("requestBody", {}), *answers):
                told = part.get("content", {}).get("application/json", {})
                if "example" in told:
                    where = Draft202012Validator({**told["schema"], "components": schema["components"]})
                    assert list(where.iter_errors(told["example"])) == [], (method, path)
                elif told and path not in EXAMPLES_OF_FILES:
                    bare.append((method, path))
    assert bare == []


@pytest.mark.slow
def test_no_request_breaks_it_and_every_answer_fits(alone: TestClient) -> None:
    alone.app.state.site.transport = httpx2.MockTransport(lambda _: httpx2.Response(404))  # type: ignore[attr-defined]
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", alone.app)
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
        )
        @given(case=operation.as_strategy())
        def holds(case: schemathesis.Case) -> None:
            nonlocal asked
            asked += 1
            case.call_and_validate(headers={"host": "testserver"}, checks=CHECKS, timeout=_PATIENCE)

        holds()
    assert asked > 100
