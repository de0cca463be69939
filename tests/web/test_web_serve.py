"""`counterclaim serve | users`: alone on this machine without users, others only by signing in; static files kept."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from counterclaim.cli import run


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What would be served, in place of serving it."""
    told: list[dict[str, Any]] = []
    monkeypatch.setenv("COUNTERCLAIM_HOME", str(tmp_path))

    def held(*asked: Any) -> None:
        _, users, host, _, setup = asked
        told.append({"alone": users.alone, "host": host, **setup})

    monkeypatch.setattr("counterclaim.web.run.run", held)
    return told


def test_without_users_it_is_for_this_machine_alone(served: list[dict[str, Any]], tmp_path: Path) -> None:
    ledger = str(tmp_path / "a.db")
    assert run(["--ledger", ledger, "serve", "--host", "0.0.0.0"]) == 2  # noqa: S104 (it is refused)
    assert served == []
    assert run(["--ledger", ledger, "serve"]) == 0
    assert served[0]["alone"]
    assert "127.0.0.1" in served[0]["hosts"]


def test_with_users_others_may_come_and_nobody_is_signed_in_by_itself(
    served: list[dict[str, Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["users", "add", "ada", "--password", "a long enough one"]) == 0
    assert run(["users", "token", "ada", "--scope", "write"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("cc_")
    command = ["--ledger", str(tmp_path / "a.db"), "serve", "--host", "0.0.0.0"]  # noqa: S104
    assert run([*command, "--host-name", "ledger.example", "--public"]) == 0
    assert served[0]["alone"] is None
    assert served[0]["public"] is True
    assert "ledger.example" in served[0]["hosts"]


def test_static_files_are_kept_for_good_under_an_address_of_their_version(alone: TestClient) -> None:
    page = alone.get("/about").text
    address = re.search(r'href="(/static/[^"]+/app\.css)"', page)[1]
    answer = alone.get(address)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    assert ":root" in answer.text
    assert "content-encoding" not in alone.get(address, headers={"accept-encoding": "identity"}).headers
    plain = alone.get("/static/app.css")
    assert (plain.text, "cache-control" in plain.headers) == (answer.text, False)
    assert alone.get(address.replace("app.css", "../app.py")).status_code == 404
    version = address.split("/")[2]
    scripts = re.findall(r"/static/([^/]+)/", alone.get("/").text)
    assert set(scripts) == {version}
