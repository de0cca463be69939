"""What every test shares: no test writes to the user's own folders, and the place index is built once a run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True, scope="session")
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A user's folder with nothing in it, so that the tests read the codebook as it is shipped."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNTERCLAIM_HOME", str(folder))
        yield folder
