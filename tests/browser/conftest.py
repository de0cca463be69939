"""A served demo ledger and Debian's Chromium; without the browser these tests are skipped and say so."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

BROWSER = Path("/usr/bin/chromium")
DEMO = Path(__file__).parents[2] / "examples" / "demo.jsonl"
SLOW = 20_000
PLAIN = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demo ledger is served."""
    import uvicorn

    from counterclaim.ledger import Ledger
    from counterclaim.web.app import create_app
    from counterclaim.web.auth import Users
    from counterclaim.web.site import Setup, Site

    folder = tmp_path_factory.mktemp("served")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Ledger(folder / "demo.db") as ledger:
        list(ledger.add([DEMO]))
        app = create_app(Site(ledger, Users(folder / "users.json", "me"), Setup(demo=True)))
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
        thread = threading.Thread(target=server.run)
        thread.start()
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser."""
    if not BROWSER.is_file():
        pytest.skip("no browser: `apt-get install chromium` to run the tests of the pages in one")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(BROWSER), chromium_sandbox=False, args=PLAIN)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Opens a page of the site; whatever the browser complains of fails the test."""
    faults: list[str] = []
    contexts = []

    def opened(path: str = "/", **how: Any) -> Any:
        context = chromium.new_context(base_url=address, **({"viewport": {"width": 1400, "height": 900}} | how))
        context.set_default_timeout(SLOW)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(f"dialog {dialog.message}"))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults, faults
