"""Writes down what is done by the pages and the API besides decisions, and what was refused: for the audit."""

from __future__ import annotations

import re
from urllib.parse import unquote

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterclaim.ledger import trail
from counterclaim.web.site import site_of, user_of

NOBODY = "not signed in"
_WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_TOLD_ELSEWHERE = re.compile(r"/login|(?:/api/v1)?/read|/api/v1/reports")
"""Signing in and adding reports are written down where they happen; reading a report keeps nothing."""
_DECISIONS = re.compile(
    r"/incidents/[^/]+/(?:correct|place|merge|apart|split)|/undo|/coding/.+|/api/v1/(?:incidents/.+|judgements|undo)"
)
"""These make entries of their own where they are not refused."""
_REFUSED = 400


class Journal:
    """ASGI middleware: a line for each request of somebody signed in that writes, after it was answered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, then write it down."""
        path = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] not in _WRITES or _TOLD_ELSEWHERE.fullmatch(path):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        user = user_of(request)
        status = 0

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        await self.app(scope, receive, watched)
        refused = status >= _REFUSED
        if user is not None and (refused or not _DECISIONS.fullmatch(path)):
            outcome = f"refused ({status})" if refused else "done"
            await run_in_threadpool(note, request, f"{scope['method']} {unquote(path)}", "", outcome, user.name)


def note(request: Request, what: str, thing: str = "", outcome: str = "done", author: str | None = None) -> None:
    """Write down what somebody did; by whoever is signed in where no author is given."""
    if author is None:
        user = user_of(request)
        author = user.name if user else NOBODY
    trail.note(site_of(request).ledger.engine, author[:200], what[:500], thing[:500], outcome)
