"""What the command line and the pages ask of sources: to be kept, listed, checked, paused, and their quarantine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from counterclaim.errors import SettingError, UnknownError
from counterclaim.gather.fetch import Web, is_url
from counterclaim.gather.links import canonical
from counterclaim.gather.robots import Robots
from counterclaim.run.look import Gatherer
from counterclaim.run.pace import Clock, iso
from counterclaim.run.troubles import due_of, state_of, wrong
from counterclaim.settings import load
from counterclaim.store import sources as store
from counterclaim.store.engine import reading, writing

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Check:
    """What a source answered when it was asked just now: `good` where there is something to read."""

    name: str
    said: str
    troubles: Mapping[str, int]
    good: bool

    def line(self) -> str:
        """It in one line, with the troubles so far."""
        told = ", ".join(f"{many} {kind}" for kind, many in sorted(self.troubles.items()))
        return f"{self.name}  {self.said}" + (f"  (troubles so far: {told})" if told else "")


@dataclass(frozen=True, slots=True)
class Fares:
    """A source with how many of its articles are in each state."""

    source: store.Source
    held: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """All that is known of it."""
        each = self.source
        told = {"name": each.name, "address": each.address, **each.facts, "state": each.state, "due": each.due}
        own = {"health": dict(each.health), "articles": dict(self.held)}
        return {**told, **own, "fares": state_of(each), "wrong": wrong(each), "next": due_of(each)}

    def line(self) -> str:
        """It in one line."""
        health, fault = self.source.health, self.source.health.get("fault")
        state = self.source.state
        if state == store.ACTIVE:
            state = (
                f"{fault['kind']}: {fault['reason']}" if fault else "ok" if health.get("ok") else "not looked at yet"
            )
        held = ", ".join(f"{self.held[name]} {name}" for name in _STATES if self.held.get(name))
        troubles = ", ".join(f"{many} {kind}" for kind, many in sorted(health.get("troubles", {}).items()))
        told = [
            self.source.name,
            self.source.address,
            state,
            f"last {health.get('checked', 'never')}",
            held or "nothing yet",
        ]
        return "  ".join([*told, *([f"troubles: {troubles}"] if troubles else [])])


_STATES = (store.DONE, store.WAITING, store.QUARANTINED)


def name_of(address: str) -> str:
    """A name made of an address: its host and path without what every feed's has."""
    parts = urlsplit(address) if is_url(address) else None
    told = f"{(parts.hostname or '').removeprefix('www.')}{parts.path}" if parts else address.rstrip("/")
    told = re.sub(r"\.(?:xml|rss|atom|json|php|aspx?)$", "", told)
    return re.sub(r"[^\w.]+", "-", told).strip("-")[-60:] or "source"


def keep(ledger: Ledger, told: Iterable[tuple[str, str, Mapping[str, str]]]) -> int:
    """Keep sources by name, address and facts, but those whose address another has; returns how many are new.

    Raises SettingError for an address that nothing can be read from.
    """
    at = iso(Clock().now())
    found = [store.Source(name, place_of(address), facts) for name, address, facts in told]
    with writing(ledger.engine) as connection:
        names = {each.address: each.name for each in store.all_sources(connection)}
        mine = [each for each in found if names.setdefault(each.address, each.name) == each.name]
        return sum(store.add(connection, each, at) for each in mine)


def keep_one(ledger: Ledger, name: str, address: str, facts: Mapping[str, str]) -> bool:
    """Keep a source, or new facts of it; whether it is new. Raises SettingError where another has its address."""
    place = place_of(address)
    for each in fared(ledger):
        if each.source.address == place and each.source.name != name:
            other = each.source.name
            raise SettingError(
                f"{address}: kept as {other} already; name it so, or `counterclaim sources remove {other}`"
            )
    return keep(ledger, [(name, address, facts)]) > 0


def place_of(address: str) -> str:
    """An address as it is kept: a web address made canonical, or the whole path of a file or folder that is there."""
    if is_url(address):
        return canonical(address) or address
    if "://" in address:
        raise SettingError(f"{address}: sources are http:// and https:// addresses, files and folders")
    path = Path(address).resolve()
    if not path.exists():
        raise SettingError(f"{address}: no such file or folder; a web address begins with http:// or https://")
    return str(path)


def fared(ledger: Ledger) -> list[Fares]:
    """Every source with how it fares."""
    with reading(ledger.engine) as connection:
        held = store.counted(connection)
        return [Fares(each, held.get(each.name, {})) for each in store.all_sources(connection)]


def fares_of(ledger: Ledger, name: str) -> Fares:
    """How one source fares; raises UnknownError."""
    found = next((each for each in fared(ledger) if each.source.name == name), None)
    if found is None:
        raise _unknown(name)
    return found


def checked(ledger: Ledger, names: Sequence[str], transport: Any = None) -> Iterator[Check]:
    """What every source, or those named, answers just now; nothing is kept of it."""
    listed = {each.source.name: each for each in fared(ledger)}
    for name in names:
        if name not in listed:
            raise _unknown(name)
    clock = Clock()
    plain = Web(load(), transport)
    robots = Robots(plain, lambda: clock.now().timestamp())
    web = Web(load(), transport, before=robots.check)
    try:
        for name, each in listed.items():
            if not names or name in names:
                yield _checked(each, Gatherer(web, robots))
    finally:
        web.close()
        plain.close()


def set_state(ledger: Ledger, name: str, state: str) -> None:
    """Pause or resume; raises UnknownError."""
    with writing(ledger.engine) as connection:
        _known(store.set_state(connection, name, state), name)


def forget(ledger: Ledger, name: str) -> None:
    """Remove a source; raises UnknownError."""
    with writing(ledger.engine) as connection:
        _known(store.remove(connection, name), name)


def hasten(ledger: Ledger, name: str) -> int:
    """Have a source looked at in the next turn and its quarantine tried again; returns how many articles."""
    at = iso(Clock().now())
    with writing(ledger.engine) as connection:
        _known(store.hasten(connection, name, at), name)
        return store.retry(connection, at, source=name)


def held(ledger: Ledger, source: str | None = None, last: int | None = None) -> list[dict[str, Any]]:
    """What is in quarantine, with its reason; with `last` so many, the last first."""
    with reading(ledger.engine) as connection:
        if source is not None:
            _known(any(each.name == source for each in store.all_sources(connection)), source)
        found = store.quarantined(connection, source, last)
    return [
        {
            "n": item.n,
            "at": at,
            "source": item.source,
            "kind": item.kind,
            "address": item.body.get("url") or item.body.get("path") or item.body.get("title") or "-",
            "reason": item.reason,
        }
        for item, at in found
    ]


def retry(ledger: Ledger, numbers: Sequence[int] = (), source: str | None = None) -> int:
    """Let articles out of quarantine; returns how many. Raises UnknownError for a source that is not kept."""
    with writing(ledger.engine) as connection:
        if source is not None:
            _known(any(each.name == source for each in store.all_sources(connection)), source)
        return store.retry(connection, iso(Clock().now()), numbers, source)


def _checked(each: Fares, gatherer: Gatherer) -> Check:
    fresh = store.Source(each.source.name, each.source.address, each.source.facts)
    found = gatherer.look(fresh)
    if found.fault is not None:
        said = f"{found.fault.kind}: {found.fault.reason}"
    else:
        listed = len(found.offers or ())
        said = f"answers with {listed} article{'' if listed == 1 else 's'}"
        said += f"; has moved to {found.moved}" if found.moved else ""
    troubles = {**each.source.health.get("troubles", {})}
    for kind, many in (found.troubles or {}).items():
        troubles[kind] = max(many, troubles.get(kind, 0))
    return Check(each.source.name, said, troubles, found.fault is None)


def _known(done: bool, name: str) -> None:
    if not done:
        raise _unknown(name)


def _unknown(name: str) -> UnknownError:
    return UnknownError(f"source {name}: not kept; `counterclaim sources list` tells all")
