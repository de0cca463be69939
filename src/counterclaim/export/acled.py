"""ACLED's shape: 31 columns, a row for each day of an incident, the lowest figure, actors with their types.

incident | can it be held? | days | toll divided, the remainder on the first day | a row a day
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from counterclaim.codebook.standards import CountryCodes, countries, crosswalk
from counterclaim.export.acled_actors import Actor, actor_rows, interaction
from counterclaim.export.shape import Format, Making, Row, texts
from counterclaim.export.unheld import tell_unheld
from counterclaim.ledger.whole import Whole
from counterclaim.records.incident import Incident
from counterclaim.views.claim_ids import HAPPENED, joined, number, numbers_from, tally_of
from counterclaim.views.days import active_days, first_day, middle_day
from counterclaim.views.sides import Sides, sides

_MOST_DAYS = 366
_PREFIX = "CCL"
_TARGETED = "Civilians targeted"


class _Fixed(NamedTuple):
    """What all rows of an incident share."""

    country: CountryCodes
    one: Actor
    two: Actor
    time_precision: int
    days: int


def rows(whole: Whole, making: Making) -> Iterator[Row]:
    """A row a day, none for what ACLED does not code."""
    incident = whole.incident
    why = _refused(incident)
    if why:
        making.losses.leave_out(incident.id, why)
        return
    found = sides(incident)
    _tell_losses(incident, found, making)
    one, two = actor_rows(incident, found)
    country = countries()[incident.where.country or ""]
    fixed = _Fixed(country, one, two, crosswalk("acled.time_precision")[incident.when.precision], _days(incident))
    tally = tally_of(incident, "killed")
    total = number(tally.quantity) if tally else 0
    share, rest = divmod(total, fixed.days)
    for day in range(fixed.days):
        yield _row(whole, making, fixed, day, share + rest if day == 0 else share)


def _refused(incident: Incident) -> str | None:
    """Why ACLED would not code an incident, None where it would."""
    where = incident.where
    if incident.status not in HAPPENED:
        return f"of status {incident.status}"
    if incident.domain not in crosswalk("acled.domain"):
        return f"{incident.domain} is no political disorder"
    if where.precision not in crosswalk("acled.geo_precision") or where.country not in countries():
        return "placed no finer than a country"
    if where.lat is None or where.lon is None:
        return "without coordinates"
    if first_day(incident.when) is None or incident.when.precision not in crosswalk("acled.time_precision"):
        return "dated no finer than a month"
    return f"goes on for more than {_MOST_DAYS} days" if active_days(incident.when) > _MOST_DAYS else None


def _days(incident: Incident) -> int:
    """Days it was active on; within a month named as a whole the days are not told."""
    return 1 if incident.when.precision == "month" else active_days(incident.when)


def _row(whole: Whole, making: Making, fixed: _Fixed, n: int, fatalities: int) -> Row:
    incident = whole.incident
    event, where = incident.event, incident.where
    whole_span = fixed.time_precision > 1 and fixed.days == 1
    start = middle_day(incident.when) if whole_span else first_day(incident.when)
    day = (start + timedelta(days=n)) if start else None
    targeted = "Civilians" in {fixed.two.type, fixed.one.type} or event.acled_type == "Violence against civilians"
    found = crosswalk("acled.disorder_of_sub_event").get(event.acled_sub_type)
    return {
        "event_id_cnty": f"{_PREFIX}-{incident.id}" + (f"-{n + 1}" if n else ""),
        "event_date": day.isoformat() if day else None,
        "year": day.year if day else None,
        "time_precision": 1 if fixed.days > 1 else fixed.time_precision,
        "disorder_type": found or crosswalk("acled.disorder").get(event.acled_type),
        "event_type": event.acled_type,
        "sub_event_type": event.acled_sub_type,
        "actor1": fixed.one.name,
        "assoc_actor_1": fixed.one.others,
        "inter1": fixed.one.type,
        "actor2": fixed.two.name,
        "assoc_actor_2": fixed.two.others,
        "inter2": fixed.two.type,
        "interaction": interaction(fixed.one.type, fixed.two.type),
        "civilian_targeting": _TARGETED if targeted else None,
        "iso": fixed.country.numeric or None,
        "region": fixed.country.acled_region,
        "country": fixed.country.acled,
        "admin1": where.admin1,
        "location": where.name or where.admin1,
        "latitude": f"{where.lat:.4f}",
        "longitude": f"{where.lon:.4f}",
        "geo_precision": crosswalk("acled.geo_precision")[where.precision],
        "source": joined(member.outlet or member.report for member in incident.members),
        "notes": _notes(whole, making, fixed.days),
        "fatalities": fatalities,
        "timestamp": _timestamp(incident),
    }


def _notes(whole: Whole, making: Making, days: int) -> str:
    incident = whole.incident
    claims = joined(numbers_from(incident, ("killed",)))
    parts = [
        incident.headline,
        f"Disputed: {', '.join(dict.fromkeys(each.field for each in incident.disputes))}" if incident.disputes else "",
        f"Toll of the whole divided over {days} days" if days > 1 else "",
        f"Coded by {making.stamp.text()}, rule book {making.book.id}",
        f"Fatalities from claims {claims}" if claims else "No fatalities told",
    ]
    return ". ".join(part for part in parts if part) + "."


def _timestamp(incident: Incident) -> int | None:
    """When the last of its reports came into the ledger, in seconds."""
    added = max((member.added for member in incident.members), default=None)
    if added is None:
        return None
    return int(datetime.fromisoformat(added.replace("Z", "+00:00")).astimezone(UTC).timestamp())


def _tell_losses(incident: Incident, found: Sides, making: Making) -> None:
    tell_unheld(incident, found, making.losses, " (its field is named in notes)", ": one row stands for all")
    lose = making.losses.lose
    tally = tally_of(incident, "killed")
    if tally and (tally.quantity.low, tally.quantity.high) != (tally.quantity.best, tally.quantity.best):
        lose(incident.id, "bounds of the number killed")
    if incident.when.ongoing and incident.when.end is None:
        lose(incident.id, "that it goes on: only days told are rows")
    lose(incident.id, "admin2, admin3 and source_scale (the ledger does not tell them)")


FORMAT = Format(
    name="acled",
    title="ACLED-shaped CSV, 31 columns, a row a day",
    rows=rows,
    written="csv",
    columns={
        **texts("event_id_cnty", "event_date"),
        "year": "whole",
        "time_precision": "whole",
        **texts("disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1"),
        **texts("actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
        "iso": "whole",
        **texts("region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude"),
        "geo_precision": "whole",
        **texts("source", "source_scale", "notes"),
        "fatalities": "whole",
        "tags": "text",
        "timestamp": "whole",
    },
    rule="acled",
    ending=".acled.csv",
)
