"""What of an incident watches look at, and what has come about between two of its states. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.codebook.actors import actor_name
from counterclaim.codebook.standards import crosswalk
from counterclaim.records.account import Statement
from counterclaim.records.entry import Entry
from counterclaim.records.incident import Incident
from counterclaim.values.sides import IMPERSONAL, of_side
from counterclaim.views.claim_ids import number, tally_of

_CONTESTED = "contested"


@dataclass(frozen=True, slots=True)
class Facts:
    """One state of an incident: how many killed, who denies, who owns it, who mediates, who tells of a broken truce."""

    killed: int
    contested: bool
    deniers: tuple[str, ...]
    owners: tuple[str, ...]
    mediators: tuple[str, ...]
    truce_breakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fired:
    """Something to tell: the kind (`toll:10` with its number) and one clause."""

    kind: str
    why: str


def facts(incident: Incident, entries: Sequence[Entry]) -> Facts:
    """What is so in this state."""
    tally = tally_of(incident, "killed")
    return Facts(
        killed=number(tally.quantity) if tally else 0,
        contested=incident.grade.grade == _CONTESTED,
        deniers=_unique(_deniers(entries)),
        owners=tuple(each.actor for each in incident.responsibility if each.status == "claimed"),
        mediators=_unique(_mediators(incident, entries)),
        truce_breakers=_unique(_truces(entries)),
    )


def fired(before: Facts | None, after: Facts, tells: Sequence[str], by: str = "") -> Iterator[Fired]:
    """What of `tells` has come about since; `before` None is an incident not known then.

    `by` names the rule book whose figures these are, where it is not the default.
    """
    for tell in tells:
        why = _why(tell, before, after, by)
        if why:
            yield Fired(tell, why)


def _why(tell: str, before: Facts | None, after: Facts, by: str) -> str | None:
    kind, _, least = tell.partition(":")
    old = before or Facts(0, False, (), (), (), ())
    if kind == "new":
        return "new incident" if before is None else None
    if kind == "toll":
        above = after.killed > int(least) >= old.killed
        counted = f", by the rule book {by}" if by else ""
        return f"killed: {after.killed}, was {old.killed if before else 'not told'}{counted}" if above else None
    if kind == "converge":
        return "its accounts no longer contradict each other" if old.contested and not after.contested else None
    words, was, now = {
        "denial": ("denied by", old.deniers, after.deniers),
        "responsibility": ("responsibility claimed by", old.owners, after.owners),
        "mediator": ("calls by", old.mediators, after.mediators),
        "ceasefire": ("a ceasefire was broken, says", old.truce_breakers, after.truce_breakers),
    }[kind]
    return f"{words} {', '.join(map(actor_name, now))}" if now and not was else None


def _deniers(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        yield from (claim.holder for claim in entry.account.claims if claim.holder and not claim.polarity)
        yield from (said.source.holder for said in _about(entry) if said.stance == "denies" and said.source.holder)


def _mediators(incident: Incident, entries: Sequence[Entry]) -> Iterator[str]:
    """Those with that role, and outsiders who urge the sides."""
    yield from (part.actor for part in incident.participants if part.role == "mediator" and part.actor)
    sides = {part.actor for part in incident.participants if part.actor and part.role != "mediator"}
    for entry in entries:
        for said in _about(entry):
            holder = said.source.holder
            outside = holder and holder not in IMPERSONAL and not any(of_side(side, holder) for side in sides)
            if holder and outside and said.stance == "urges":
                yield holder


def _truces(entries: Sequence[Entry]) -> Iterator[str]:
    """Whoever's words tell of a ceasefire and of its breach; the report's own where they are nobody's."""
    truce, breach = crosswalk("alerts.truce"), crosswalk("alerts.breach")
    for entry in entries:
        for said in _about(entry):
            words = " ".join(part.text for part in said.content).casefold()
            if any(word in words for word in truce) and any(word in words for word in breach):
                yield said.source.holder or "report"
        anchor = entry.account.anchor.text.casefold()
        if any(word in anchor for word in truce) and any(word in anchor for word in breach):
            yield "report"


def _about(entry: Entry) -> Iterator[Statement]:
    return (said for said in entry.statements if entry.account.n in said.about)


def _unique(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
