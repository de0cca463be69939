"""What every request shares: the ledger, the users, how the pages are set up, and who asks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, Any, TypeVar

from fastapi import HTTPException, Request

from counterclaim.codebook.actors import actor_name
from counterclaim.ledger import Ledger, outline
from counterclaim.web.auth import User, Users

if TYPE_CHECKING:
    from counterclaim.gazetteer import Gazetteer
    from counterclaim.reader import Reader

COOKIE = "counterclaim_session"
_REMEMBERED = 256
_AT_ONCE = 4
"""Exports and briefs under way at a time, so that they leave room for pages."""
Found = TypeVar("Found")


@dataclass(frozen=True)
class Setup:
    """How the pages are served. `public`: only quoted sentences, never a report's text. `demo`: invented reports."""

    public: bool = False
    demo: bool = False
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]", "testserver")
    secure: bool = False
    tiles: str | None = None


@dataclass
class Site:
    """One served ledger. `carrying` is held by each export or brief while it is made.

    `transport` is httpx2's, for answers of sources that come from elsewhere than the network.
    """

    ledger: Ledger
    users: Users
    setup: Setup = Setup()
    carrying: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(_AT_ONCE))
    transport: Any = None
    _kept: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    @cached_property
    def reader(self) -> Reader:
        """What reads pasted reports, opened with the first."""
        from counterclaim.reader import Reader  # noqa: PLC0415 (opens the place index)

        return Reader()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Places for labels on the map."""
        from counterclaim.gazetteer import open_gazetteer  # noqa: PLC0415

        return open_gazetteer()

    def name_of(self, actor: str) -> str:
        """An actor's name, or its id where the codebook lacks it."""
        return actor_name(actor)

    def remembered(self, key: Hashable, make: Callable[[], Found]) -> Found:
        """What `make` gives, kept till the ledger changes."""
        whole = (outline.state(self.ledger.engine), key)
        with self._lock:
            if whole in self._kept:
                self._kept.move_to_end(whole)
                known: Found = self._kept[whole]
                return known
        made = make()
        with self._lock:
            self._kept[whole] = made
            while len(self._kept) > _REMEMBERED:
                self._kept.popitem(last=False)
        return made


def site_of(request: Request) -> Site:
    """The site that a request is for."""
    found: Site = request.app.state.site
    return found


def user_of(request: Request) -> User | None:
    """Who asks: by an API token where one is given, else by the cookie."""
    users = site_of(request).users
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        found = users.of_token(token.strip())
        if found is None and (ended := users.ended(token.strip())):
            raise HTTPException(401, f"this API token ended at {ended}; `counterclaim users token` makes another")
        return found
    return users.of_session(request.cookies.get(COOKIE))


def member_of(request: Request) -> User:
    """Who asks, where that person is signed in; raises 401."""
    user = user_of(request)
    if user is None:
        raise HTTPException(401, "sign in, or send an API token as `Authorization: Bearer ...`")
    return user


def writer_of(request: Request) -> User:
    """Who asks, where that person may decide; raises 401 or 403."""
    user = member_of(request)
    if not user.writes:
        raise HTTPException(403, "your role or token may only read; an admin can give you another")
    return user


def ruler(user: User) -> User:
    """The user, where that is an admin; raises 403."""
    if not user.rules:
        raise HTTPException(403, "that is for admins; ask one of them")
    return user
