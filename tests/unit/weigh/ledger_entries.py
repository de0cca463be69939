"""Entries made by hand: one account a report, with what a test is about and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from counterclaim.records.account import (
    Account,
    Claim,
    EventCode,
    Participant,
    Source,
    Statement,
    Toll,
    When,
    Where,
    Words,
)
from counterclaim.records.entry import Entry
from counterclaim.records.judgement import Anchor
from counterclaim.records.reading import Quantity
from counterclaim.weigh.incident import Case

WORDS = Words("Four soldiers were killed at the post.", (0, 38))
EVENT = EventCode("clash", "ASSAULT", "firearms", "Battles", "Armed clash", 1, "19", 4, Words("killed", (19, 25)), 0.8)
ACCOUNT = Account(0, "main", "conflict", "", WORDS, EVENT, When(), Where())


def claim(field: str, value: Any, holder: str | None, polarity: bool = True, statement: int | None = None) -> Claim:
    return Claim(field, value, polarity, holder, statement, (0, 4))


def killed(
    number: int, holder: str | None, of: str | None = "AM-MIL", claims: tuple[int, ...] = (), **more: Any
) -> Toll:
    told = Quantity(number, number, number)
    return Toll(
        "killed", told, of, "combatant", holder, False, "incident", False, Words("four", (0, 4)), claims=claims, **more
    )


def part(role: str, actor: str | None, certainty: str = "stated", name: str = "guards") -> Participant:
    return Participant(role, "military", name, actor, None, True, None, (), certainty)


def statement(holder: str | None, stance: str) -> Statement:
    return Statement(0, Source(None, None, None, holder), Words("said", (0, 4)), (), stance, "CT+", "indirect")


def entry(seq: int, published: str | None = "2026-03-04", origin: str | None = None, **told: Any) -> Entry:
    """The account of report `r<seq>`; `told` are its fields, or `outlet`, `report`, `edition`, `statements`."""
    report = told.pop("report", f"r{seq}")
    edition = told.pop("edition", f"{report}-1")
    statements: Sequence[Statement] = told.pop("statements", ())
    name = told.pop("id", f"{seq:016x}")
    outlet = told.pop("outlet", f"Outlet {seq}")
    return Entry(
        id=name,
        seq=seq,
        report=report,
        edition=edition,
        outlet=outlet,
        title=None,
        published=published,
        added="2026-03-10T00:00:00Z",
        origin=origin or report,
        anchor=Anchor(edition, (0, 38), WORDS.text, (19, 25)),
        account=replace(ACCOUNT, **told),
        statements=tuple(statements),
    )


def case(*entries: Entry, **more: Any) -> Case:
    editions: dict[str, list[tuple[str, str | None]]] = {}
    for each in entries:
        told = (each.edition, each.published)
        if told not in editions.setdefault(each.report, []):
            editions[each.report].append(told)
    return Case(entries[0].id, entries, editions, **more)
