"""Who did what when, for those who answer for a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from counterclaim.ledger.intake import now
from counterclaim.records.judgement import Act, Done
from counterclaim.store import trail as kept
from counterclaim.store.engine import reading, writing
from counterclaim.store.trail import KINDS, Wanted

if TYPE_CHECKING:
    from sqlalchemy import Engine

__all__ = ["KINDS", "Wanted", "authors", "note", "page", "trail"]


def note(engine: Engine, author: str, what: str, thing: str = "", outcome: str = "") -> None:
    """Keep that somebody did something that is no decision."""
    with writing(engine, anyway=True) as connection:
        kept.keep_act(connection, Act(0, author, now(), what, thing, outcome))


def trail(engine: Engine, wanted: Wanted) -> Iterator[Done]:
    """All lines that are wanted, the newest first."""
    with reading(engine) as connection:
        yield from kept.trail(connection, wanted)


def page(engine: Engine, wanted: Wanted, start: int, many: int) -> tuple[list[Done], bool]:
    """So many lines from a place in the list on, and whether more follow."""
    found = list(islice(trail(engine, wanted), start, start + many + 1))
    return found[:many], len(found) > many


def authors(engine: Engine) -> list[str]:
    """Everybody who ever did something."""
    with reading(engine) as connection:
        return kept.authors(connection)
