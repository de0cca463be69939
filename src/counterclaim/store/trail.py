"""Who did what when: decisions of every kind and other acts as one list, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from heapq import merge
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, func, select

from counterclaim.records.judgement import SETTLED, Act, Done
from counterclaim.store.keep import following
from counterclaim.store.tables import acts, corrections, judgements, redactions, sheets
from counterclaim.values.decided import undone

KINDS = ("judgement", "correction", "sheet", "redaction", "act")
_MANY = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines: by author, kind, days (UTC, inclusive), and words in what was done, its thing or its reason."""

    author: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None


class _Undoing(NamedTuple):
    n: int
    undoes: int


def keep_act(connection: Connection, act: Act) -> int:
    """Keep an act under the next number, whatever number it has; returns it."""
    n = following(connection, acts.c.n)
    connection.execute(acts.insert(), asdict(act) | {"n": n})
    return n


def authors(connection: Connection) -> list[str]:
    """Everybody who ever did something, in order of name."""
    tables = (judgements, corrections, sheets, redactions, acts)
    found = {name for table in tables for name in connection.execute(select(table.c.author).distinct()).scalars()}
    return sorted(found)


def trail(connection: Connection, wanted: Wanted) -> Iterator[Done]:
    """All lines that are wanted, read as they are asked for."""
    sources = (
        (judgements, "judgement", _judged),
        (corrections, "correction", _corrected),
        (sheets, "sheet", _coded),
        (redactions, "redaction", _redacted),
        (acts, "act", _acted),
    )
    streams = [
        _lines(connection, table, kind, line, wanted)
        for table, kind, line in sources
        if wanted.kind in {None, "", kind}
    ]
    words = (wanted.text or "").casefold()
    for done in merge(*streams, key=lambda each: (each.at, each.n), reverse=True):
        if not words or words in f"{done.what} {done.thing} {done.reason}".casefold():
            yield done


def _lines(
    connection: Connection, table: Table, kind: str, line: Callable[[Any], tuple[str, str, str]], wanted: Wanted
) -> Iterator[Done]:
    undoing = table.c.get("undoes")
    gone = _gone(connection, table) if undoing is not None else set()
    asked = select(table).where(*_conditions(table, wanted)).order_by(table.c.at.desc(), table.c.n.desc())
    for row in connection.execute(asked.execution_options(yield_per=_MANY)):
        what, thing, reason = line(row)
        if undoing is not None and row.undoes is not None:
            what = f"took back {kind} {row.undoes} ({what})"
        yield Done(row.at, row.author, kind, row.n, what, thing, reason, row.n in gone)


def _gone(connection: Connection, table: Table) -> set[int]:
    rows = connection.execute(select(table.c.n, table.c.undoes).where(table.c.undoes.is_not(None)))
    return undone([_Undoing(row.n, row.undoes) for row in rows])


def _conditions(table: Table, wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.author:
        found.append(table.c.author == wanted.author)
    if wanted.since:
        found.append(table.c.at >= wanted.since)
    if wanted.until:
        found.append(func.substr(table.c.at, 1, 10) <= wanted.until)
    return found


def _judged(row: Any) -> tuple[str, str, str]:
    return f"judged {row.one} and {row.other} {row.verdict}", row.one, row.reason


def _corrected(row: Any) -> tuple[str, str, str]:
    return f"set {row.field}: {row.old} to {row.new}", row.account, row.reason


def _coded(row: Any) -> tuple[str, str, str]:
    """What is on a coder's sheet stays out of it, remarks too: the other coder may not be done."""
    if row.kind == SETTLED:
        return "settled a question of two coders", row.account, row.reason
    return "filled in a sheet", row.account, ""


def _redacted(row: Any) -> tuple[str, str, str]:
    return f"redacted a {row.what}", row.report, row.reason


def _acted(row: Any) -> tuple[str, str, str]:
    return row.what, row.thing, row.outcome
