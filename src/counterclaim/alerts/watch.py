"""What a watch is: a saved filter, what to tell of it, to whom, and when not to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from counterclaim.codebook.rules import other_book, rule_books
from counterclaim.errors import SettingError
from counterclaim.records.query import Query

KINDS = {
    "new": "a new incident",
    "toll": "more than N killed, by the best figure (toll:N)",
    "denial": "the first denial",
    "responsibility": "somebody claims responsibility",
    "converge": "accounts that contradicted each other no longer do",
    "mediator": "an outsider calls for calm or offers to mediate",
    "ceasefire": "somebody says that a ceasefire was broken",
}
_TARGETS = ("atom:", "mailto:", "https://", "http://", "slack+https://", "slack+http://")
_HOURS = re.compile(r"(\d{2}:\d{2})-(\d{2}:\d{2})")
_NAME = re.compile(r"[\w.-]{1,60}")
_ENDINGS = (".json", ".atom")
"""What addresses of pages end in."""


@dataclass(frozen=True, slots=True)
class Watch:
    """`tells` are kinds, `toll` with its number (`toll:10`); `targets` addresses (docs/watches.md).

    Alerts wait until the oldest is `batch` minutes old, and through the `quiet` hours (`22:00-07:00`) of `zone`. What
    comes about while it is `paused` is not told, then or later.
    """

    name: str
    query: Query
    tells: tuple[str, ...]
    targets: tuple[str, ...]
    batch: int = 0
    quiet: str | None = None
    zone: str = "UTC"
    paused: bool = False


def checked(watch: Watch) -> Watch:
    """The watch; raises SettingError for what it cannot be, CodebookError for a rule book that there is not."""
    if not _NAME.fullmatch(watch.name) or watch.name.endswith(_ENDINGS):
        what = "letters, digits, dots and hyphens, 60 at most, and no .json or .atom at its end"
        raise SettingError(f"{watch.name!r}: a watch's name is {what}")
    for tell in watch.tells:
        kind, _, number = tell.partition(":")
        if kind not in KINDS or (kind == "toll") != number.isdecimal():
            told = ", ".join(KINDS).replace("toll", "toll:N")
            raise SettingError(f"{tell}: nothing to watch for; one of {told}")
    other_book(watch.query.rule)
    if not watch.tells:
        raise SettingError(f"{watch.name}: it would tell nothing; name what to tell")
    for target in watch.targets:
        if not target.startswith(_TARGETS):
            raise SettingError(f"{target}: no target; atom:FILE, mailto:ADDRESS, https://..., slack+https://...")
    try:
        ZoneInfo(watch.zone)
        _hours(watch)
    except (ZoneInfoNotFoundError, ValueError):
        raise SettingError(f"{watch.name}: quiet hours are HH:MM-HH:MM in a time zone as Europe/Kyiv") from None
    return watch


def fault_of(watch: Watch) -> str | None:
    """Why a watch cannot look: the rule book that it counts by is no more. None where it can."""
    rule = watch.query.rule
    if rule is None or rule in rule_books():
        return None
    return f"there is no rule book {rule} any more: it looks at nothing till there is, or till it counts by another"


def quiet_until(watch: Watch, now: datetime) -> datetime | None:
    """When the quiet hours end that `now` (UTC) lies in, None outside them."""
    hours = _hours(watch)
    if hours is None:
        return None
    start, end = hours
    here = now.astimezone(ZoneInfo(watch.zone))
    clock = here.time()
    inside = start <= clock < end if start < end else clock >= start or clock < end
    if not inside:
        return None
    ends = here.replace(hour=end.hour, minute=end.minute, second=0, microsecond=0)
    return (ends if ends > here else ends + timedelta(days=1)).astimezone(UTC)


def _hours(watch: Watch) -> tuple[time, time] | None:
    if watch.quiet is None:
        return None
    found = _HOURS.fullmatch(watch.quiet)
    if found is None:
        raise ValueError(watch.quiet)
    return time.fromisoformat(found[1]), time.fromisoformat(found[2])
