"""Invented reports in sentences that a stub codes without reading, and ledgers filled with them.

On 2026-03-04 rebels killed 5 at Tabaro, the army said. The rebels denied it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from counterclaim.errors import SourceError
from counterclaim.ledger import Added, Ledger
from counterclaim.records.account import (
    Account,
    Claim,
    Coding,
    EventCode,
    Participant,
    Source,
    Statement,
    Thing,
    Toll,
    When,
    Where,
    Words,
)
from counterclaim.records.incident import Incident
from counterclaim.records.reading import Quantity
from counterclaim.records.report import Report

PLACES = {
    "Tabaro": ("ML", 16.2, -0.1),
    "Kolenze": ("ML", 14.1, -3.3),
    "Ostrava": ("UA", 48.1, 37.9),
    "Waimanu": ("FJ", -17.8, 179.6),
    "Leulumo": ("WS", -13.8, -171.9),
    "Garrova": (None, None, None),
}
"""Invented names, so that no gazetteer knows them."""
EVENTS = {
    "killed": ("killing", "ASSAULT", "kill", "Violence against civilians", "Attack", "killed"),
    "wounded": ("shelling", "ASSAULT", "artillery", "Explosions/Remote violence", "Shelling/artillery", "injured"),
}
HOLDERS = {"army": "ML-MIL", "rebels": "ML-REB", "mayor": "local", "union": "NGO-X"}
_SENTENCE = re.compile(
    r"On (?P<day>\d{4}-\d\d-\d\d) (?P<who>\w+) (?P<what>killed|wounded) (?P<many>\d+) at (?P<place>\w+)"
    r"(?: with (?P<weapon>[\w ]+?))?, the (?P<holder>\w+) said\.(?: The (?P<denier>\w+) denied it\.)?"
)


def report(name: str, *sentences: str, published: str = "2026-03-05", **rest: str | None) -> Report:
    """An invented report; its outlet is its name's first part."""
    outlet = rest.pop("outlet", f"{name.partition('-')[0].title()} Daily")
    return Report(text="\n".join(sentences) + "\n", id=name, published=published, outlet=outlet, **rest)


def told(day: str, many: int, place: str, holder: str = "army", **rest: str) -> str:
    """One incident in a sentence."""
    weapon = f" with {rest['weapon']}" if "weapon" in rest else ""
    denied = f" The {rest['denier']} denied it." if "denier" in rest else ""
    who, what = rest.get("who", "rebels"), rest.get("what", "killed")
    return f"On {day} {who} {what} {many} at {place}{weapon}, the {holder} said.{denied}"


def coding(given: Report) -> Coding:
    """What the stub reads: an account and a statement for each sentence that it knows."""
    found = list(_SENTENCE.finditer(given.text))
    accounts = tuple(_account(n, each) for n, each in enumerate(found))
    return Coding(bool(found), accounts, tuple(_statement(n, each) for n, each in enumerate(found)))


def _account(n: int, found: re.Match[str]) -> Account:
    entry, plover, mode, acled, sub, harm = EVENTS[found["what"]]
    country, lat, lon = PLACES[found["place"]]
    holder, many = HOLDERS[found["holder"]], int(found["many"])
    figure = Quantity(many, many, many)
    claims = [Claim(harm, figure, True, holder, n, found.span("many"))]
    if found["denier"]:
        claims.append(Claim("occurrence", True, False, HOLDERS[found["denier"]], n, found.span("denier")))
        claims.append(Claim("occurrence", True, True, holder, n, found.span("holder")))
    return Account(
        n=n,
        status="main",
        domain="conflict",
        headline=f"{found['who']} at {found['place']}",
        anchor=Words(found[0], found.span()),
        event=EventCode(entry, plover, mode, acled, sub, 1, "19", 4, Words(found["what"], found.span("what")), 0.9),
        when=When(found["day"], found["day"], precision="day", text=found["day"], span=found.span("day")),
        where=Where(
            found["place"],
            None,
            country,
            lat,
            lon,
            3.0 if lat is not None else None,
            None,
            "place" if lat is not None else "unknown",
            found["place"],
            found.span("place"),
        ),
        participants=(
            _part("initiator", found, "who", HOLDERS.get(found["who"])),
            _part("victim", found, "many", None),
        ),
        weapons=(Thing(found["weapon"], "artillery", (Words(found["weapon"], found.span("weapon")),)),)
        if found["weapon"]
        else (),
        toll=(
            Toll(
                harm,
                figure,
                None,
                "unknown",
                holder,
                False,
                "incident",
                False,
                Words(found["many"], found.span("many")),
            ),
        ),
        claims=tuple(claims),
    )


def _part(role: str, found: re.Match[str], group: str, actor: str | None) -> Participant:
    words = (Words(found[group], found.span(group)),)
    return Participant(role, "armed_group", found[group], actor, "ML" if actor else None, True, None, words, "stated")


def _statement(n: int, found: re.Match[str]) -> Statement:
    source = Source(found["holder"], found.span("holder"), HOLDERS[found["holder"]], HOLDERS[found["holder"]])
    return Statement(
        n,
        source,
        Words("said", found.span()),
        (Words(found[0], found.span()),),
        "asserts",
        "CT+",
        "indirect",
        about=(n,),
    )


class Book(Ledger):
    """A ledger with the stub for a reader; `read` and `version` may be put in place of it."""

    read: Callable[[Report], Coding] = staticmethod(coding)
    version = "stub 1"

    def _reader(self) -> str:
        return self.version

    def _code(self, report: Report) -> tuple[Report, Coding | Exception]:
        try:
            return report, self.read(report)
        except Exception as fault:
            return report, fault

    def put(self, *reports: Report) -> list[Added]:
        """Add reports, all of which must be taken."""
        return [each for each in self.add(reports) if not_failed(each)]

    def all(self) -> list[Incident]:
        """Every incident, whatever its status."""
        return list(self.find(status=()))


def not_failed(each: Added | SourceError) -> bool:
    """True for a report that was taken; raises the error of one that was not."""
    if isinstance(each, SourceError):
        raise each
    return True


def ids(found: Iterable[Incident]) -> list[str]:
    """Ids in order."""
    return [incident.id for incident in found]
