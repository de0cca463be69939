"""A served demo ledger and Debian's Chromium; without the browser these tests are skipped and say so."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

BROWSER = Path("/usr/bin/chromium")
DEMO = Path(__file__).parents[2] / "examples" / "demo.jsonl"
SLOW = 20_000
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PLAIN = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


@contextmanager
def served(folder: Path, alone: str | None) -> Iterator[str]:
    """Where the demo ledger is served, to the one person at the machine or to the users of the folder."""
    import uvicorn

    from counterclaim.ledger import Ledger
    from counterclaim.web.app import create_app
    from counterclaim.web.auth import Users
    from counterclaim.web.site import Setup, Site

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Ledger(folder / "demo.db") as ledger:
        list(ledger.add([DEMO]))
        app = create_app(Site(ledger, Users(folder / "users.json", alone), Setup(demo=True)))
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
        thread = threading.Thread(target=server.run)
        thread.start()
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demo ledger is served to one person."""
    with served(tmp_path_factory.mktemp("served"), "me") as found:
        yield found


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where it is served to users: two analysts, an admin and a reader, each with the password of that name."""
    from counterclaim.web.auth import Users

    folder = tmp_path_factory.mktemp("house")
    for name, role in (("ada", "analyst"), ("bea", "analyst"), ("cyd", "admin"), ("rea", "reader")):
        Users(folder / "users.json").add(name, role, f"password of {name}")
    with served(folder, None) as found:
        yield found


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
    """Opens a page of the site; whatever the browser complains of fails the test.

    `missing`: pages that are not there are asked for, which the browser tells as an error.
    """
    faults: list[str] = []
    contexts = []

    def opened(path: str = "/", at: str = address, missing: bool = False, **how: Any) -> Any:
        context = chromium.new_context(base_url=at, **({"viewport": {"width": 1400, "height": 900}} | how))
        context.set_default_timeout(SLOW)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda told: faults.append(told.text) if told.type == "error" and not missing else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(f"dialog {dialog.message}"))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults, faults


@pytest.fixture
def axe() -> Callable[[Any], list[str]]:
    """What axe finds serious on an open page."""
    if not AXE.is_file():
        pytest.skip("no axe-core: install the package from this checkout, its build brings it")
    script = f"() => {{ {AXE.read_text(encoding='utf-8')} }}"

    def found(page: Any) -> list[str]:
        page.evaluate(script)
        told = page.evaluate("async () => (await axe.run({resultTypes: ['violations']})).violations")
        return [
            f"{each['id']}: {each['nodes'][0]['html'][:160]} ({len(each['nodes'])})"
            for each in told
            if each["impact"] in {"serious", "critical"}
        ]

    return found
