"""The ledger's own table: a row an incident, every number with its bounds and its claims."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.export.shape import Format, Making, Row, texts
from counterclaim.ledger.whole import Whole
from counterclaim.views.claim_ids import joined, numbers_from
from counterclaim.views.flat import flat

HARMS = ("killed", "injured", "captured", "abducted", "detained", "missing", "displaced")
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
    for what, there in (
        ("positions of a dispute (its fields are named)", incident.disputes),
        ("other places told", incident.where.alternates),
        ("relations between claims", incident.relations),
        ("links to other incidents", incident.links),
    ):
        if there:
            making.losses.lose(incident.id, what)
    yield flat(incident) | {
        "claims": joined(numbers_from(incident, HARMS)) or None,
        "rule": making.book.id,
        **making.stamp._asdict(),
    }


FORMAT = Format("incidents", "Incidents, a row each, as CSV", rows, "csv", COLUMNS, ending=".incidents.csv")
