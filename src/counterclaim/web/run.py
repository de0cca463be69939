"""Listens: one process of uvicorn around one site."""

from __future__ import annotations

import gc
from typing import Any

import uvicorn

from counterclaim.ledger import Ledger
from counterclaim.web.app import create_app
from counterclaim.web.auth import Users
from counterclaim.web.site import Setup, Site


def run(ledger: Ledger, users: Users, host: str, port: int, setup: dict[str, Any]) -> None:
    """Serve until the process is told to end."""
    app = create_app(Site(ledger, users, Setup(**setup)))
    keep()
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)


def keep() -> None:
    """What stands before the first question stays: the collector would look through it between answers, in vain."""
    gc.collect()
    gc.freeze()
