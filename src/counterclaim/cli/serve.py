"""`counterclaim serve | users`: the pages and the API on this machine or for many, and who may sign in."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.ledger import opened

if TYPE_CHECKING:
    from counterclaim.web.auth import Users

_LOCAL = ("127.0.0.1", "localhost", "::1")
_NAMES = ("localhost", "127.0.0.1", "[::1]")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on.")
@click.option("--port", default=8400, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@click.option("--host-name", multiple=True, metavar="NAME", help="A name the pages are reached by; may be given again.")
@click.option("--public", is_flag=True, help="Show quoted sentences and links only, never a whole report.")
@click.option(
    "--https", "secure", is_flag=True, help="The pages are reached by HTTPS, through a server before this one."
)
@click.option("--tiles", metavar="URL", help="Map tiles, as https://HOST/{z}/{x}/{y}.png; else outlines of countries.")
@click.option("--demo", is_flag=True, help="Serve a ledger of invented example reports, made now.")
@click.option("--open", "open_page", is_flag=True, help="Open the pages in a browser.")
@click.pass_context
def serve(context: click.Context, /, host: str, port: int, demo: bool, open_page: bool, **setup: Any) -> None:
    """Serve the pages and the API.

    Without users it is for you alone and listens on this machine only; `counterclaim users add` makes users.
    """
    from counterclaim.web.auth import Users  # noqa: PLC0415 (--help needs none of it)

    users = Users(_users_file())
    if not users.known():
        if host not in _LOCAL:
            raise click.UsageError(
                f"--host {host} lets others in and there are no users; `counterclaim users add NAME`"
            )
        users.alone = os.environ.get("COUNTERCLAIM_AUTHOR") or _me()
    ledger = _demo() if demo else opened(context, made=True)
    ledger.catch_up()
    from counterclaim.web.run import run  # noqa: PLC0415

    names = (*_NAMES, host, *setup.pop("host_name"))
    address = f"http://{host if ':' not in host else f'[{host}]'}:{port}/"
    click.echo(f"ledger {ledger.address} at {address} (Ctrl-C ends it)")
    if open_page:
        click.launch(address)
    run(ledger, users, host, port, {**setup, "demo": demo, "hosts": names})


def _demo() -> Any:
    """A ledger of the example reports in a folder that goes with the process."""
    import tempfile  # noqa: PLC0415

    from counterclaim.cli.progress import Progress  # noqa: PLC0415
    from counterclaim.ledger import Ledger  # noqa: PLC0415

    reports = Path(__file__).parents[3] / "examples" / "demo.jsonl"
    if not reports.is_file():
        raise click.UsageError("--demo needs the example reports of a checkout; they are not installed")
    folder = tempfile.TemporaryDirectory(prefix="counterclaim-demo-")
    click.get_current_context().call_on_close(folder.cleanup)
    with Progress() as progress:
        ledger = Ledger(Path(folder.name) / "demo.db", progress.note)
        for _ in ledger.add([reports]):
            progress.step()
    click.get_current_context().call_on_close(ledger.close)
    return ledger


def _me() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "me"


def _users_file() -> Path:
    from counterclaim.settings import user_dir  # noqa: PLC0415

    return user_dir() / "users.json"


@click.group()
def users() -> None:
    """Who may sign in to the pages."""


@users.command()
@click.argument("name")
@click.option("--role", type=click.Choice(["reader", "analyst", "admin"]), default="analyst", help="What they may do.")
@click.password_option(help="Their password; asked for where it is not given.")
def add(name: str, role: str, password: str) -> None:
    """Add the user NAME, or give one another role and password."""
    _held().add(name, role, password)
    click.echo(f"{name} may sign in as {role}")


@users.command()
@click.argument("name")
@click.option("--scope", type=click.Choice(["read", "write"]), default="read", help="What it may do.")
@click.option("--label", default="token", help="What it is for.")
@click.option(
    "--days", type=click.IntRange(0), default=90, help="How long it holds; 0 for without end.", show_default=True
)
def token(name: str, scope: str, label: str, days: int) -> None:
    """Make an API token for the user NAME and print it; it is not kept and cannot be shown again."""
    click.echo(_held().token(name, label, scope, days))


def _held() -> Users:
    from counterclaim.web.auth import Users  # noqa: PLC0415

    return Users(_users_file())
