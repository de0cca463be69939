"""The API's description: OpenAPI with an example of each request and each answer."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import FastAPI

_METHODS = frozenset({"get", "post", "put", "delete"})
_JSON = "application/json"


@cache
def examples() -> dict[str, dict[str, Any]]:
    """By `GET /api/v1/incidents`: a `request` where one is sent as JSON, and the `response` to it."""
    found: dict[str, dict[str, Any]] = json.loads(
        files("counterclaim.web").joinpath("examples.json").read_text("utf-8")
    )
    return found


def described(app: FastAPI) -> None:
    """Have the application tell examples beside its shapes."""
    plain = app.openapi

    def told() -> dict[str, Any]:
        if app.openapi_schema is None:
            _add(plain())
        return app.openapi_schema or {}

    app.openapi = told  # type: ignore[method-assign]


def _add(schema: dict[str, Any]) -> None:
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            known = examples().get(f"{method.upper()} {path}", {}) if method in _METHODS else {}
            if "request" in known and "requestBody" in operation:
                operation["requestBody"]["content"][_JSON]["example"] = known["request"]
            answered: dict[str, Any] = next(
                (each for status, each in operation["responses"].items() if status[0] == "2"), {}
            )
            if "response" in known and _JSON in answered.get("content", {}):
                answered["content"][_JSON]["example"] = known["response"]
