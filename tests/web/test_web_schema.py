"""The API keeps its own description: every answer fits its schema, no request makes it fail."""

from __future__ import annotations

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

FREELY = settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]


@pytest.mark.slow
def test_no_request_breaks_it_and_every_answer_fits(alone: TestClient) -> None:
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
            case.call_and_validate(headers={"host": "testserver"}, checks=CHECKS)

        holds()
    assert asked > 100
