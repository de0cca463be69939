"""The small ledger, made once, and a fixed stamp, so that exports are the same to the byte."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from export_ledger import Book, filled

from counterclaim import export as room
from counterclaim.export.shape import Stamp
from counterclaim.ledger import intake


@pytest.fixture(autouse=True, scope="session")
def fixed() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "stamp", lambda: Stamp("counterclaim", "0", "sha256:0"))
        patch.setattr(intake, "now", lambda: "2026-09-01T00:00:00Z")
        yield


@pytest.fixture(scope="session")
def book(fixed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:  # noqa: ARG001
    with filled(str(tmp_path_factory.mktemp("ledger") / "small.db")) as ledger:
        yield ledger
