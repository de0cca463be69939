"""A word in time when the story changes: watches look at the ledger and tell what has come about, once each.

    look: what has changed | alerts kept  ->  pack: due batches, no quiet hours | deliveries kept  ->  send | noted

Each arrow is one transaction, so that whatever stops in between is gone on with and nothing is lost. A delivery keeps
its alerts and its name through all attempts; a receiver that took it and could not say so knows it again by that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from counterclaim.alerts.look import Alert, look
from counterclaim.alerts.messages import Post, feed
from counterclaim.alerts.preview import preview
from counterclaim.alerts.targets import NotSentError, send
from counterclaim.alerts.watch import KINDS, Watch, checked, fault_of, quiet_until
from counterclaim.errors import UnknownError
from counterclaim.records import codec
from counterclaim.store import watches
from counterclaim.store.engine import reading, writing
from counterclaim.store.watches import Delivery

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger

__all__ = [
    "KINDS",
    "Alert",
    "Fares",
    "Watch",
    "add",
    "change",
    "fared",
    "fault_of",
    "listed",
    "pause",
    "preview",
    "remove",
    "resume",
    "retry",
    "run",
    "told_by",
]


@dataclass(frozen=True, slots=True)
class Fares:
    """A watch with how it fares: `behind` where there is something that it has not looked at, `fault` why it cannot.

    `counts` are its deliveries by state; `alerts` (number, when, what) and `deliveries` the last, newest first.
    """

    watch: Watch
    added: str
    behind: bool
    fault: str | None
    counts: Mapping[str, int]
    alerts: tuple[tuple[int, str, Alert], ...]
    deliveries: tuple[Delivery, ...]


_ATTEMPTS = 12
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=6)
_OF_A_FEED = 100


def add(ledger: Ledger, watch: Watch, now: datetime) -> None:
    """Keep a watch, or change the one of its name; it looks from now on."""
    body = codec.dumps(checked(watch))
    with writing(ledger.engine) as connection:
        watches.keep(connection, watch.name, body, watches.newest(connection), _text(now))


def change(ledger: Ledger, watch: Watch) -> None:
    """Change a watch; it goes on from where it has looked. Raises UnknownError."""
    with writing(ledger.engine) as connection:
        if not watches.rewrite(connection, watch.name, codec.dumps(checked(watch))):
            raise _unknown(watch.name)


def pause(ledger: Ledger, name: str) -> None:
    """Have a watch look at nothing and send nothing; raises UnknownError."""
    change(ledger, replace(watch_of(ledger, name), paused=True))


def resume(ledger: Ledger, name: str, now: datetime) -> None:
    """Have a paused watch look again, from now on; raises UnknownError."""
    watch = watch_of(ledger, name)
    if watch.paused:
        add(ledger, replace(watch, paused=False), now)


def remove(ledger: Ledger, name: str) -> None:
    """Forget a watch with all it told; raises UnknownError."""
    with writing(ledger.engine) as connection:
        if not watches.remove(connection, name):
            raise _unknown(name)


def listed(ledger: Ledger) -> list[tuple[Watch, dict[str, int]]]:
    """Every watch, with how many of its deliveries are waiting, sent and failed."""
    with reading(ledger.engine) as connection:
        found = watches.all_watches(connection)
        return [(codec.loads(Watch, each.body), watches.counted(connection, each.name)) for each in found]


def watch_of(ledger: Ledger, name: str) -> Watch:
    """One watch; raises UnknownError."""
    found = next((watch for watch, _ in listed(ledger) if watch.name == name), None)
    if found is None:
        raise _unknown(name)
    return found


def fared(ledger: Ledger, name: str | None = None, most: int = 0) -> list[Fares]:
    """How every watch fares, or the one named; raises UnknownError. `most` limits alerts and deliveries told."""
    with reading(ledger.engine) as connection:
        newest = watches.newest(connection)
        kept = [each for each in watches.all_watches(connection) if name in (None, each.name)]
        if name is not None and not kept:
            raise _unknown(name)
        return [
            Fares(
                watch=watch,
                added=each.added,
                behind=each.mark != newest,
                fault=fault_of(watch),
                counts=watches.counted(connection, each.name),
                alerts=tuple(_alert(told) for told in watches.latest(connection, each.name, most)),
                deliveries=tuple(watches.deliveries_of(connection, each.name, most)),
            )
            for each, watch in ((each, codec.loads(Watch, each.body)) for each in kept)
        ]


def told_by(ledger: Ledger, name: str, base: str, now: datetime) -> str:
    """The Atom feed of what a watch told last, with links to the pages at `base`; raises UnknownError."""
    (found,) = fared(ledger, name, _OF_A_FEED)
    return feed(name, found.alerts, found.added or _text(now), base)


def retry(ledger: Ledger, name: str, now: datetime) -> int:
    """Let a watch's failed deliveries be tried again; returns how many."""
    watch_of(ledger, name)
    with writing(ledger.engine) as connection:
        return watches.again(connection, name, _text(now))


def run(ledger: Ledger, now: datetime, transport: Any = None) -> tuple[int, int, int]:
    """One round: look, pack, send; returns alerts found, deliveries sent, attempts that failed."""
    found = look(ledger, _text(now))
    pack(ledger, now)
    sent, failed = deliver(ledger, now, transport)
    return found, sent, failed


def pack(ledger: Ledger, now: datetime) -> None:
    """Make deliveries of alerts whose batch is full and whose watch is not quiet."""
    with writing(ledger.engine) as connection:
        for kept in watches.all_watches(connection):
            watch = codec.loads(Watch, kept.body)
            waiting = watches.unpacked(connection, watch.name)
            if not waiting or watch.paused or quiet_until(watch, now):
                continue
            if waiting[0].at <= _text(now - timedelta(minutes=watch.batch)):
                watches.pack(connection, watch.name, watch.targets, [each.n for each in waiting], _text(now))


def deliver(ledger: Ledger, now: datetime, transport: Any = None) -> tuple[int, int]:
    """Send what is due; a target that fails is tried again later and later, then noted as failed."""
    with reading(ledger.engine) as connection:
        paused = {each.name for each in watches.all_watches(connection) if codec.loads(Watch, each.body).paused}
        due = [each for each in watches.due(connection, _text(now)) if each.watch not in paused]
    sent = failed = 0
    for delivery in due:
        fault = _attempt(ledger, delivery, now, transport)
        attempts = delivery.attempts + 1
        state = watches.SENT if fault is None else watches.FAILED if attempts >= _ATTEMPTS else watches.WAITING
        next_at = now + min(_FIRST_WAIT * 2 ** (attempts - 1), _LONGEST_WAIT)
        with writing(ledger.engine) as connection:
            watches.note(connection, delivery.n, state, attempts, _text(next_at), fault)
        sent += fault is None
        failed += fault is not None
    return sent, failed


def _attempt(ledger: Ledger, delivery: Delivery, now: datetime, transport: Any) -> str | None:
    """Try once; returns what was wrong."""
    with reading(ledger.engine) as connection:
        held = [_alert(each) for each in watches.numbered(connection, delivery.alerts)]
        last = [_alert(each) for each in watches.latest(connection, delivery.watch, _OF_A_FEED)]
    post = Post(f"{delivery.watch}-{delivery.n}", delivery.watch, held, held[-1][1] if held else _text(now))
    try:
        send(post, delivery.target, feed(delivery.watch, last, _text(now)), transport=transport)
    except NotSentError as fault:
        return str(fault)
    return None


def _alert(told: watches.Told) -> tuple[int, str, Alert]:
    return told.n, told.at, codec.loads(Alert, told.body)


def _unknown(name: str) -> UnknownError:
    return UnknownError(f"{name}: no watch of that name; `counterclaim watch list` lists them")


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z"
