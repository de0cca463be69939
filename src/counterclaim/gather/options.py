"""What the caller knows about the sources, and how much of them is taken."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from counterclaim.errors import SettingError
from counterclaim.settings import Settings, variable

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MEGA = 1_000_000
Wanted = Callable[[], bool]
"""Asked before each record of a source: False passes over it without making anything of it."""


@dataclass(frozen=True, slots=True)
class Options:
    """Facts that hold for every source, and the limits.

    They go before what a document tells of itself; in a file of JSON lines they fill what a line leaves out.
    """

    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    settings: Settings = field(default_factory=Settings)

    def __post_init__(self) -> None:
        if self.published is not None:
            told = local_time(self.published)
            if told is None:
                raise SettingError(f"--published {self.published}: no date; write 2026-03-04 or 2026-03-04T08:30")
            object.__setattr__(self, "published", told)


@dataclass(frozen=True, slots=True)
class Raw:
    """A document as it came: its bytes and what the way it came tells of them."""

    name: str
    data: bytes
    url: str | None = None
    content_type: str = ""
    charset: str | None = None


def everything() -> bool:
    """Every record is wanted."""
    return True


def local_time(text: str) -> str | None:
    """ISO date (`2026-03-04`) or local date-time to the minute of an ISO text; None for anything else.

    The offset from UTC is dropped and not applied: the clock of the place where it was published is what is wanted.
    """
    text = text.strip()
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text).isoformat()
        if _DAY.match(text):
            return datetime.fromisoformat(text).strftime("%Y-%m-%dT%H:%M")
    except ValueError:
        return None
    return None


def limit_in_bytes(limit: str, settings: Settings) -> int:
    """The number of bytes that the setting `limit` allows."""
    return int(getattr(settings, limit) * _MEGA)


def over(limit: str, settings: Settings) -> str:
    """The reason given for a source over the setting `limit`."""
    return f"over the limit of {getattr(settings, limit):g} MB (setting {variable(limit)})"
