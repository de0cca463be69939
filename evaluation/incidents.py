"""What one report's JSON says of its incident: the reading of accounts that all incident sets share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from evaluation.measure import distance_km
from evaluation.run import Json

DAY_OR_FINER = frozenset({"hour", "part_of_day", "day"})


class Range(NamedTuple):
    """A count with its bounds; `high` equals `low` where the words leave it open."""

    low: int
    high: int


def main(output: Json) -> list[Json]:
    """The accounts that are this report's news; where it tells none, what it tells as background."""
    accounts: list[Json] = output.get("accounts", [])
    news = [account for account in accounts if account["status"] == "main"]
    return news or [account for account in accounts if account["status"] == "background"]


def toll(account: Json, harms: Iterable[str]) -> Range | None:
    """The account's own count of `harms`: sides are added up, rival figures for one side span a range.

    An entry that names no victims counts all of them, so it is not added to the sides but must not be below them.
    """
    total: Range | None = None
    for harm in harms:
        sides: dict[str | None, Range] = {}
        for entry in account.get("toll", []):
            if entry["harm"] != harm or entry["scope"] != "incident" or entry.get("subset_of") is not None:
                continue
            counted = _bounds(entry)
            if counted is not None:
                sides[entry.get("of")] = _span(sides.get(entry.get("of")), counted)
        whole = sides.pop(None, None)
        parts = _sum(sides.values())
        joint = parts if whole is None else whole if parts is None else Range(*map(max, whole, parts))
        total = _sum(one for one in (total, joint) if one is not None)
    return total


def first_toll(output: Json, harms: Iterable[str]) -> Range | None:
    """The count of the first account that tells one: for sets whose record is one incident."""
    wanted = tuple(harms)
    return next((told for account in main(output) if (told := toll(account, wanted)) is not None), None)


def whole_toll(output: Json, harms: Iterable[str]) -> Range | None:
    """The sum over all main accounts: for sets whose record counts a whole release."""
    wanted = tuple(harms)
    return _sum(told for account in main(output) if (told := toll(account, wanted)) is not None)


def place(output: Json) -> tuple[float, float] | None:
    """Where the first account that was put anywhere finer than a country took place."""
    for account in main(output):
        where = account["where"]
        if where.get("lat") is not None and where.get("precision") != "country":
            return float(where["lat"]), float(where["lon"])
    return None


def within(output: Json, gold: tuple[float, float], km: float) -> bool:
    """Whether that place lies within `km` of the recorded one."""
    found = place(output)
    return found is not None and distance_km(found, gold) <= km


def day(output: Json) -> str | None:
    """The day on which the first dated account began, where it is told to the day."""
    for account in main(output):
        when = account["when"]
        if when.get("start") and when.get("precision") in DAY_OR_FINER:
            return str(when["start"])[:10]
    return None


def actors(account: Json, roles: Iterable[str]) -> list[str]:
    """Actor ids of the participants in any of `roles`."""
    wanted = set(roles)
    return [one["actor"] for one in account.get("participants", []) if one["role"] in wanted and one.get("actor")]


def _bounds(entry: Json) -> Range | None:
    known = [entry[key] for key in ("low", "best", "high") if entry.get(key) is not None]
    if not known:
        return None
    low = entry["low"] if entry.get("low") is not None else 0
    return Range(low, entry["high"] if entry.get("high") is not None else max(known))


def _span(one: Range | None, other: Range) -> Range:
    return other if one is None else Range(min(one.low, other.low), max(one.high, other.high))


def _sum(ranges: Iterable[Range]) -> Range | None:
    kept = list(ranges)
    return Range(sum(one.low for one in kept), sum(one.high for one in kept)) if kept else None
