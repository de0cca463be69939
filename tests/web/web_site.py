"""A few invented reports, one with script in every field, and a site of them that can be asked."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from counterclaim.ledger import Ledger
from counterclaim.records.report import Report
from counterclaim.web.app import create_app
from counterclaim.web.auth import Users
from counterclaim.web.site import Setup, Site

SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"
CLASH = """Two Armenian soldiers were killed and three wounded near Jermuk on Tuesday when Azerbaijani forces shelled \
their post, the Armenian Defence Ministry said.

Azerbaijan's Defence Ministry denied that its forces had opened fire and said Armenian troops shot first."""
LATER = """Four Armenian soldiers died in Tuesday's shelling near Jermuk, the Armenian Defence Ministry \
said on Thursday.

Azerbaijan's Defence Ministry rejected the accusation. France urged both sides to show restraint."""
EVIL = f"""Three people were killed in Kisumu on Monday when gunmen opened fire on a bus, police said.

"We saw {SCRIPT} there," said the chairman {SCRIPT} of the union."""
PASSWORD = "a long enough one"  # noqa: S105 (of users that live as long as a test)
REPORTS = (
    Report(CLASH, "clash-1", "Shelling near Jermuk", "Aragats Wire", None, "2026-03-04T08:00"),
    Report(LATER, "clash/2", "Toll rises", "Kura Dispatch", "https://kura.example/2", "2026-03-06"),
    Report(EVIL, f"evil-{SCRIPT}", SCRIPT, SCRIPT, "https://evil.example/?q=%3Cscript%3E", "2026-05-05"),
    Report(
        "Gunmen abducted six villagers in the north of Mali overnight, officials said.",
        "mali",
        "Six taken",
        "Sahel Post",
        None,
        "2026-06-02",
    ),
)


def client_of(ledger: Ledger, folder: Path, *, alone: str | None = "me", **setup: object) -> TestClient:
    """Somebody's browser at a site of this ledger; `alone` None: users of a file."""
    users = Users(folder / "users.json", alone)
    site = Site(ledger, users, Setup(**setup))
    return TestClient(create_app(site), follow_redirects=False)


def token_in(page: str) -> str:
    """The token of a page's first form."""
    return page.split('name="form_token" value="', 1)[1].split('"', 1)[0]


def users_in(folder: Path) -> Users:
    """An analyst, a reader and an admin."""
    users = Users(folder / "users.json")
    users.add("ada", "analyst", PASSWORD)
    users.add("rea", "reader", PASSWORD)
    users.add("ruth", "admin", PASSWORD)
    return users


def sign_in(client: TestClient, name: str, password: str = PASSWORD) -> int:
    """Sign in by the form; the status of the answer."""
    return client.post("/login", data={"name": name, "password": password, "back": "/review"}).status_code
