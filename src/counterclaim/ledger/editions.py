"""What changed between the editions of a report: its sentences, and the claims that appeared or are told no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select

from counterclaim.errors import UnknownError
from counterclaim.records import codec
from counterclaim.records.account import Coding
from counterclaim.store.engine import reading
from counterclaim.store.tables import editions, readings
from counterclaim.views.words import claimed, holder_name

if TYPE_CHECKING:
    from sqlalchemy import Engine

_SENTENCE = re.compile(r"(?<=[.!?…][\"”’)\]])\s+|(?<=[.!?…])\s+|\n+")
NameOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Said:
    """A claim in words, with the same key wherever in the text it stands."""

    field: str
    holder: str
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """From one edition to the next: sentences taken out and put in, claims that vanished and appeared."""

    before: str
    after: str
    added: str
    title: tuple[str | None, str | None] | None
    out: tuple[str, ...]
    into: tuple[str, ...]
    vanished: tuple[Said, ...]
    appeared: tuple[Said, ...]

    def as_json(self) -> dict[str, Any]:
        """Its fields by name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Edition:
    digest: str
    added: str
    title: str | None
    text: str
    claims: tuple[Said, ...]


def steps(engine: Engine, report: str, name_of: NameOf) -> list[Step]:
    """Every change of a report, the first first; none where it has one edition. Raises UnknownError."""
    with reading(engine) as connection:
        asked = (
            select(editions.c.digest, editions.c.added, editions.c.title, editions.c.text, readings.c.coding)
            .join(readings, and_(readings.c.edition == editions.c.id, readings.c.current))
            .where(editions.c.report == report)
            .order_by(editions.c.id)
        )
        rows = list(connection.execute(asked))
    if not rows:
        raise UnknownError(f"report {report}: not in this ledger")
    found = [
        _Edition(row.digest, row.added, row.title, row.text, _claims(codec.loads(Coding, row.coding), name_of))
        for row in rows
    ]
    return [_step(before, after) for before, after in pairwise(found)]


def _claims(coding: Coding, name_of: NameOf) -> tuple[Said, ...]:
    found = (
        Said(claim.field, holder_name(claim.holder, name_of), claimed(claim, name_of))
        for account in coding.accounts
        for claim in account.claims
    )
    return tuple(dict.fromkeys(found))


def _step(before: _Edition, after: _Edition) -> Step:
    old, new = _sentences(before.text), _sentences(after.text)
    out: list[str] = []
    into: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            out += old[a:b]
            into += new[c:d]
    return Step(
        before.digest,
        after.digest,
        after.added,
        (before.title, after.title) if before.title != after.title else None,
        tuple(out),
        tuple(into),
        _without(before.claims, after.claims),
        _without(after.claims, before.claims),
    )


def _without(told: Sequence[Said], others: Sequence[Said]) -> tuple[Said, ...]:
    known = set(others)
    return tuple(each for each in told if each not in known)


def _sentences(text: str) -> list[str]:
    return [" ".join(each.split()) for each in _SENTENCE.split(text) if each and each.strip()]
