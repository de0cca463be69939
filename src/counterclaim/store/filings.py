"""Where accounts are looked for (keys), what was kept to compare them by (sketches), and which may be one (ties).

Keys are kept as numbers: there are many of them, and nobody reads them. They are in the order of their days, so that
news of one time touches few pages of a large ledger.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import Connection, bindparam, delete, select

from counterclaim.store.many import evened, parts, put_plain
from counterclaim.store.tables import filings, sketches, ties
from counterclaim.store.words import rowid

_HASHED = 41
"""Bits of a key's number that tell keys of one day apart; the 22 before them are its day."""
_UNDER = select(filings.c.key, filings.c.number).where(filings.c.key.in_(bindparam("keys", expanding=True)))
_NUMBERED = select(sketches.c.number, sketches.c.sketch).where(
    sketches.c.number.in_(bindparam("numbers", expanding=True))
)
_TIES = select(ties.c.one, ties.c.other, ties.c.odds).where(ties.c.one.in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class Filing:
    """An account on its way in: what it is compared by, what it is filed under, and where others are looked for."""

    account: str
    sketch: str
    keys: Sequence[str]
    lookups: Sequence[str]


def file(connection: Connection, found: Sequence[Filing]) -> None:
    """File accounts' sketches under their keys."""
    keyed = {each.account: sorted({_number(key) for key in each.keys}) for each in found}
    if not found:
        return
    connection.execute(
        sketches.insert(),
        [
            {
                "number": rowid(each.account),
                "account": each.account,
                "sketch": each.sketch,
                "under": json.dumps(keyed[each.account], separators=(",", ":")),
            }
            for each in found
        ],
    )
    pairs = sorted((key, rowid(account)) for account, keys in keyed.items() for key in keys)
    put_plain(connection, filings, ("key", "number"), pairs)


def unfile(connection: Connection, ids: Iterable[str]) -> None:
    """Take accounts' sketches, keys and ties out."""
    for part in parts(ids):
        asked = select(sketches.c.number, sketches.c.under).where(sketches.c.account.in_(part))
        for row in list(connection.execute(asked)):
            under = filings.c.key.in_(json.loads(row.under))
            connection.execute(delete(filings).where(filings.c.number == row.number, under))
        lost = [tied.other for tied in connection.execute(_TIES, {"ids": evened(part)})]
        for others in parts(lost):
            connection.execute(delete(ties).where(ties.c.one.in_(others), ties.c.other.in_(part)))
        connection.execute(delete(ties).where(ties.c.one.in_(part)))
        connection.execute(delete(sketches).where(sketches.c.account.in_(part)))


def partners(connection: Connection, asked: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    """For each account with its lookups, the sketches of those that are filed under one of them, its own too."""
    keyed = {account: {_number(key) for key in lookups} for account, lookups in asked.items()}
    under: dict[int, list[int]] = {}
    for part in parts(key for keys in keyed.values() for key in keys):
        for key, number in connection.execute(_UNDER, {"keys": evened(part)}).all():
            under.setdefault(key, []).append(number)
    told: dict[int, str] = {}
    for part in parts(number for found in under.values() for number in found):
        rows = connection.execute(_NUMBERED, {"numbers": evened(part)})
        told |= {row.number: row.sketch for row in rows}
    return {account: {told[number] for key in keys for number in under.get(key, ())} for account, keys in keyed.items()}


def sketches_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Sketches by account id."""
    found: dict[str, str] = {}
    for part in parts(ids):
        rows = connection.execute(_NUMBERED, {"numbers": evened([rowid(each) for each in part])})
        found |= {f"{row.number + (1 << 63):016x}": row.sketch for row in rows}
    return found


def tie(connection: Connection, found: Iterable[tuple[str, str, float]]) -> None:
    """Keep how likely pairs of accounts are one, in log odds; kept both ways round, so that one index leads to all."""
    rows = sorted(pair for a, b, odds in found for pair in ((a, b, odds), (b, a, odds)))
    put_plain(connection, ties, ("one", "other", "odds"), rows)


def tied(connection: Connection, ids: Iterable[str]) -> list[tuple[str, str, float]]:
    """All ties of the accounts: each of them, what it is tied to, log odds."""
    found: list[tuple[str, str, float]] = []
    for part in parts(ids):
        found += [(row.one, row.other, row.odds) for row in connection.execute(_TIES, {"ids": evened(part)})]
    return found


def _number(key: str) -> int:
    """The day that a key begins with, up to the year 9999, and a hash of the whole."""
    day = int(key.partition("|")[0])
    mixed = int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest())
    return max(day, 0) << _HASHED | mixed >> 64 - _HASHED
