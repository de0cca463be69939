"""The ledger's own table: a row an incident, every number with its bounds and its claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from counterclaim.export.shape import Format, Making, Row, Stamp, texts
from counterclaim.ledger.whole import Whole
from counterclaim.views.claim_ids import joined, numbers_from
from counterclaim.views.flat import HARMS, flat
from counterclaim.views.kept import claims_kept, flat_kept

_LOST = (
    "positions of a dispute (its fields are named)",
    "other places told",
    "relations between claims",
    "links to other incidents",
)
BOUNDS = ("low", "best", "high")
COLUMNS = {
    **texts("id", "headline", "status", "domain", "event_type", "sub_event_type", "plover", "mode", "start", "end"),
    **texts("time_precision", "place", "admin1", "country"),
    "latitude": "number",
    "longitude": "number",
    **texts("place_precision", "initiator", "responsible", "target", "victim", "party"),
    **{f"{harm}_{bound}": "whole" for harm in HARMS for bound in BOUNDS},
    **texts("grade", "disputed"),
    "outlets": "whole",
    "origins": "whole",
    "reviewed": "flag",
    **texts("first_published", "last_published", "claims", "rule", "coder", "version", "codebook"),
}


def rows(whole: Whole, making: Making) -> Iterator[Row]:
    """One row."""
    incident = whole.incident
    _tell(incident.id, (incident.disputes, incident.where.alternates, incident.relations, incident.links), making)
    yield (
        flat(incident) | {"claims": joined(numbers_from(incident, HARMS)) or None} | _made(making.book.id, making.stamp)
    )


def of_kept(body: dict[str, Any], making: Making) -> list[Any]:
    """The cells of the same row, of an incident as kept."""
    lists = (body.get("disputes"), body["where"].get("alternates"), body.get("relations"), body.get("links"))
    _tell(body["id"], lists, making)
    cells = flat_kept(body)
    cells.append(claims_kept(body))
    cells += _made(making.book.id, making.stamp).values()
    return cells


def _tell(incident: str, lists: Sequence[Any], making: Making) -> None:
    for what, there in zip(_LOST, lists, strict=True):
        if there:
            making.losses.lose(incident, what)


@cache
def _made(rule: str, stamp: Stamp) -> dict[str, Any]:
    """What every row of an export ends with; shared, not to be changed."""
    return {"rule": rule, **stamp._asdict()}


FORMAT = Format(
    "incidents", "Incidents, a row each, as CSV", rows, "csv", COLUMNS, ending=".incidents.csv", of_kept=of_kept
)
