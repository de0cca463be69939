"""The ledger that the pages and the API are tested on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web_site import REPORTS, client_of

from counterclaim.ledger import Ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The reports, read once a file of tests."""
    with Ledger(tmp_path_factory.mktemp("web") / "web.db") as made:
        list(made.add(REPORTS))
        yield made


@pytest.fixture
def alone(ledger: Ledger, tmp_path: Path) -> TestClient:
    """The browser of the one person at the machine."""
    return client_of(ledger, tmp_path)


@pytest.fixture
def stranger(ledger: Ledger, tmp_path: Path) -> TestClient:
    """A browser that nobody has signed in with."""
    return client_of(ledger, tmp_path, alone=None)
