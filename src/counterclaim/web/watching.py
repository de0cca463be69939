"""What pages and API do with watches: tell how they fare, make and change one, and what it would have told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from counterclaim import alerts
from counterclaim.alerts import Fares, Watch
from counterclaim.alerts.messages import plain
from counterclaim.alerts.watch import checked
from counterclaim.errors import SettingError, UnknownError
from counterclaim.records.query import Query
from counterclaim.web.ask import filters_of
from counterclaim.web.auth import User
from counterclaim.web.site import Site

_LAST = 50
_LOOKED_AT = 300
"""Most incidents that a preview looks at, those last reported."""


def every(site: Site, user: User) -> dict[str, Any]:
    """All watches with how they fare."""
    return {"watches": [_told(each, user) for each in alerts.fared(site.ledger)]}


def one(site: Site, user: User, name: str) -> dict[str, Any]:
    """One watch with what it told last and its deliveries; raises UnknownError."""
    (found,) = alerts.fared(site.ledger, name, _LAST)
    sent = [
        {"n": each.n, "target": _shown(each.target, user), "state": each.state, "alerts": len(each.alerts)}
        | {"attempts": each.attempts, "fault": each.fault}
        for each in found.deliveries
    ]
    return _told(found, user) | {"alerts": [plain(each) for each in found.alerts], "deliveries": sent}


def keep(site: Site, user: User, watch: Watch, *, fresh: bool) -> None:
    """Make a watch, or change the one of its name; `fresh` refuses one that there is. Raises SettingError.

    Only admins say to whom it is sent; others' watches keep the targets that they have. Files to write to are named
    on the command line alone.
    """
    known = _known(site, watch.name)
    if known and fresh:
        raise SettingError(f"{watch.name}: there is a watch of that name; change that one, or take another name")
    had = known.targets if known else ()
    added = [each for each in watch.targets if each not in had]
    if user.rules and any(each.startswith("atom:") for each in added):
        raise SettingError("atom:FILE is named with `counterclaim watch add`; here every watch has an Atom address")
    watch = replace(watch, targets=tuple(watch.targets) if user.rules else had, paused=bool(known and known.paused))
    if known:
        alerts.change(site.ledger, watch)
    else:
        alerts.add(site.ledger, watch, datetime.now(UTC))


def act(site: Site, name: str, what: str) -> None:
    """`pause`, `resume`, `retry` or `remove` a watch; raises UnknownError."""
    now = datetime.now(UTC)
    if what == "retry":
        alerts.retry(site.ledger, name, now)
    elif what == "resume":
        alerts.resume(site.ledger, name, now)
    else:
        {"pause": alerts.pause, "remove": alerts.remove}[what](site.ledger, name)


def preview(site: Site, watch: Watch, until: date | None = None, days: int = 30) -> dict[str, Any]:
    """What a watch would have told in the days before `until` (today), and the last day that anything was reported."""
    last = until or datetime.now(UTC).date()
    found = alerts.preview(site.ledger, checked(watch), last, days, _LOOKED_AT)
    newest = site.ledger.page(replace(watch.query, sort="published", limit=1)).incidents
    told = [{"day_told": day} | plain((0, day, alert)) for day, alert in reversed(found)]
    return {
        "until": last.isoformat(),
        "days": days,
        "alerts": [{name: value for name, value in each.items() if name not in ("n", "at")} for each in told],
        "last_reported": (newest[0].last_published or "")[:10] or None if newest else None,
        "most": _LOOKED_AT,
    }


def atom(site: Site, name: str, base: str) -> str:
    """What a watch told last as an Atom feed; raises UnknownError."""
    return alerts.told_by(site.ledger, name, base, datetime.now(UTC))


def tells_of(kinds: Sequence[str], toll: str) -> tuple[str, ...]:
    """Kinds to tell as a form gives them: `toll` with its number apart."""
    return tuple(f"toll:{toll.strip() or 0}" if kind == "toll" else kind for kind in kinds)


def named(site: Site, name: str) -> Watch:
    """A watch as kept; raises UnknownError."""
    return alerts.watch_of(site.ledger, name)


def blank(query: Query) -> Watch:
    """A watch to begin with."""
    return Watch("", query, ("new",), ())


def _known(site: Site, name: str) -> Watch | None:
    try:
        return named(site, name)
    except UnknownError:
        return None


def _told(found: Fares, user: User) -> dict[str, Any]:
    watch = found.watch
    return {
        "name": watch.name,
        "filters": filters_of(watch.query).model_dump(exclude_defaults=True),
        "tells": list(watch.tells),
        "targets": [_shown(each, user) for each in watch.targets],
        "batch": watch.batch,
        "quiet": watch.quiet,
        "zone": watch.zone,
        "paused": watch.paused,
        "behind": found.behind and not watch.paused and not found.fault,
        "fault": found.fault,
        "since": found.added,
        "sent": {state: found.counts.get(state, 0) for state in ("waiting", "sent", "failed")},
        "atom": f"/watches/{watch.name}.atom",
    }


def _shown(target: str, user: User) -> str:
    """A target; to others than admins without the path of its address, which may be a secret."""
    parts = urlsplit(target)
    return target if user.rules or not parts.hostname else f"{parts.scheme}://{parts.hostname}/…"
