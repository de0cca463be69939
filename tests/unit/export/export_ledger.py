"""A small ledger of invented incidents, coded by hand, with what exports find hard: days, sides, disputes, names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from counterclaim.ledger import Ledger
from counterclaim.records.account import (
    Account,
    Claim,
    Coding,
    EventCode,
    Participant,
    Source,
    Statement,
    Toll,
    When,
    Where,
    Words,
)
from counterclaim.records.reading import Quantity
from counterclaim.records.report import Report

CLASH = EventCode("clash", "ASSAULT", "firearms", "Battles", "Armed clash", 1, "19", 4, Words("fired", (0, 5)), 0.9)
ATTACK = EventCode(
    "killing", "ASSAULT", "targeted", "Violence against civilians", "Attack", 3, "18", 4, Words("shot", (0, 4)), 0.9
)
POST = Where("Soldado Monge", "Loreto", "PE", -2.95, -77.7, 5.0, 1, "near", "near Soldado Monge", (0, 18))
PLAIN = ACCOUNT = Account(0, "main", "conflict", "", Words("They fired.", (0, 11)), CLASH, When(), POST)


def day(start: str, end: str | None = None, precision: str = "day", extent: str = "within") -> When:
    return When(start, end or start, extent, False, precision, "then", (0, 4))


def part(role: str, name: str, actor: str | None, kind: str = "military", certainty: str = "stated") -> Participant:
    country = actor[:2] if actor else None
    return Participant(role, kind, name, actor, country, actor is not None, None, (Words(name, (0, 4)),), certainty)


def toll(harm: str, bounds: tuple[int | None, int, int | None], of: str | None, holder: str, **more: Any) -> Toll:
    told = {"category": "combatant", "hedged": False, "scope": "incident", "cumulative": False, **more}
    return Toll(harm, Quantity(*bounds), of, holder=holder, words=Words("four", (0, 4)), **told)


def said(n: int, holder: str, stance: str, words: str = "what was said", **more: Any) -> Statement:
    content = (Words(words, (0, len(words))),)
    about = more.pop("about", (0,))
    return Statement(n, Source(holder, (0, 2), holder, holder), Words("said", (0, 4)), content, stance, "PR+",
                     "indirect", about=about, **more)  # fmt: skip


def claim(field: str, value: Any, holder: str, statement: int, polarity: bool = True) -> Claim:
    return Claim(field, value, polarity, holder, statement, (0, 4))


def report(name: str, published: str, outlet: str, text: str = "They fired. Four died.") -> Report:
    return Report(f"{text} ({name})", name, f"Title of {name}", outlet, f"https://{outlet.lower()}.example/{name}",
                  published, "en")  # fmt: skip


def border_clash(name: str, killed: int, holder: str) -> Account:
    """Peru and Ecuador over a night; each side's word on who began, and its number of dead."""
    return replace(
        ACCOUNT,
        anchor=Words(f"They fired at {name}.", (0, 11)),
        when=day("2026-03-03T18:00", "2026-03-04T06:00", "part_of_day"),
        participants=(
            part("initiator", "Ecuadorian troops", "EC-MIL", certainty="claimed"),
            part("target", "Peruvian soldiers", "PE-MIL"),
        ),
        toll=(
            toll("killed", (killed, killed, killed), "PE-MIL", holder, claims=(0,)),
            toll("injured", (3, 3, None), "PE-MIL", holder, claims=(1,)),
        ),
        claims=(
            claim("killed", Quantity(killed, killed, killed), holder, 0),
            claim("injured", Quantity(3, 3, None), holder, 0),
            claim("initiator", "EC-MIL", "PE", 0),
            claim("initiator", "EC-MIL", "EC", 1, polarity=False),
        ),
    )


def told() -> list[tuple[Report, Coding]]:
    """Reports with what is coded from each, in order."""
    voices = (
        said(0, "PE", "accuses", addressee=("EC",)),
        said(1, "EC", "denies", "a fabrication", answers=(0,)),
        said(2, "BR", "urges", "restraint", addressee=("EC", "PE")),
    )
    battle = replace(
        ACCOUNT,
        anchor=Words("The fight went on for three days.", (0, 11)),
        when=day("2026-05-01", "2026-05-03", "days", "throughout"),
        where=Where("Menaka", "Menaka", "ML", 15.92, 2.4, 2.0, 2, "place", "Menaka", (0, 6)),
        participants=(part("party", "the army", "ML-MIL"), part("party", "insurgents", "ML-JNIM", "armed_group")),
        toll=(toll("killed", (10, 10, 10), "ML-MIL", "ML", claims=(0,)),),
        claims=(claim("killed", Quantity(10, 10, 10), "ML", 0),),
    )
    shooting = replace(
        ACCOUNT,
        event=ATTACK,
        anchor=Words("Gunmen shot Amara Sesay.", (0, 11)),
        when=day("2026-06-10"),
        where=Where("Kita", "Kayes", "ML", 13.03, -9.49, 2.0, 3, "place", "Kita", (0, 4)),
        participants=(
            replace(part("responsible", "gunmen", None, "unknown"), identified=False),
            part("victim", "Amara Sesay", None, "person"),
        ),
        toll=(toll("killed", (3, 3, 9), None, "report", category="civilian"),),
    )
    far = Where(None, None, "TD", 15.0, 19.0, 600.0, 4, "country", "in Chad", (0, 7))
    strike = replace(
        ACCOUNT,
        anchor=Words("Somewhere in Chad.", (0, 11)),
        when=day("2026-07-01", "2026-07-31", "month"),
        where=far,
        participants=(part("responsible", "the army", "TD-MIL"),),
        toll=(toll("killed", (24, 24, 99), None, "report"),),
    )
    calm = replace(strike, anchor=Words("No one was hurt.", (0, 11)), when=day("2026-08-01"), toll=(), where=POST,
                   participants=())  # fmt: skip
    clashes = [
        (report("lima-1", "2026-03-04", "Lima"), border_clash("lima-1", 2, "PE"), voices),
        (report("quito-1", "2026-03-05", "Quito", "Its own words."), border_clash("quito-1", 4, "report"), voices),
        (report("menaka-1", "2026-05-04", "Sahel", "Days of fighting."), battle, (said(0, "ML", "asserts"),)),
        (report("kita-amara-sesay", "2026-06-11", "Kayes", "Gunmen shot Amara Sesay; Sesay died."), shooting, ()),
        (report("chad-1", "2026-07-30", "Ndjamena", "Somewhere."), strike, ()),
        (report("calm-1", "2026-08-02", "Calm", "Nobody was hurt."), calm, ()),
    ]
    return [(given, Coding(True, (account,), statements)) for given, account, statements in clashes]


def shooting_in(text: str) -> tuple[Report, Coding]:
    """One report of a man shot at Kita, in these words."""
    account = replace(
        ACCOUNT,
        event=ATTACK,
        anchor=Words(text, (0, len(text))),
        when=day("2026-06-10"),
        where=Where("Kita", "Kayes", "ML", 13.03, -9.49, 2.0, 3, "place", "Kita", (0, 4)),
        toll=(toll("killed", (1, 1, 1), None, "report", category="civilian", claims=(0,)),),
        claims=(replace(claim("killed", Quantity(1, 1, 1), "report", 0), statement=None, span=(0, len(text))),),
    )
    return report("kita-2", "2026-06-11", "Kayes", text), Coding(True, (account,))


class Book(Ledger):
    """A ledger that reads nothing: each report's coding is handed in."""

    codings: dict[str, Coding]

    def _reader(self) -> str:
        return "by hand"

    def _code(self, given: Report) -> tuple[Report, Coding | Exception]:
        return given, self.codings[given.id]

    def put(self, pairs: Sequence[tuple[Report, Coding]]) -> None:
        """Add reports with their codings."""
        self.codings = {given.id: coding for given, coding in pairs}
        for each in self.add([given for given, _ in pairs]):
            if isinstance(each, Exception):
                raise each


def filled(address: str) -> Book:
    """The ledger with all of them."""
    book = Book(address)
    book.put(told())
    night = [incident.id for incident in book.find() if incident.members[0].report in {"lima-1", "quito-1"}]
    if len(night) > 1:
        book.revise("The test", "one night, two tellings").merge(night)
    return book
