"""A GeoJSON collection: a point an incident, its radius, toll, dispute and reports as properties."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.export.shape import Format, Making, Row
from counterclaim.ledger.whole import Whole
from counterclaim.views.claim_ids import joined, numbers_from
from counterclaim.views.flat import HARMS, flat

_DROPPED = ("latitude", "longitude")


def rows(whole: Whole, making: Making) -> Iterator[Row]:
    """One feature; without a geometry where no place was resolved."""
    incident = whole.incident
    where = incident.where
    placed = where.lat is not None and where.lon is not None
    if not placed:
        making.losses.lose(incident.id, "a place on the map (geometry is null)")
    if incident.where.alternates:
        making.losses.lose(incident.id, "other places told")
    told = {name: value for name, value in flat(incident).items() if name not in _DROPPED and value is not None}
    properties = told | {
        "radius_km": where.radius_km,
        "disputes": [
            {
                "field": each.field,
                "why": each.why,
                "positions": [
                    {"holder": stand.holder, "value": _plain(stand.value), "polarity": stand.polarity}
                    for stand in each.positions
                ],
            }
            for each in incident.disputes
        ],
        "reports": [member.report for member in incident.members],
        "claims": joined(numbers_from(incident, HARMS)),
        "rule": making.book.id,
        **making.stamp._asdict(),
    }
    geometry = {"type": "Point", "coordinates": [where.lon, where.lat]} if placed else None
    yield {
        "part": "features",
        "body": {"type": "Feature", "id": incident.id, "geometry": geometry, "properties": properties},
    }


def _plain(value: object) -> object:
    return list(value[:3]) if isinstance(value, tuple) else value


FORMAT = Format(
    "geojson",
    "GeoJSON, a feature an incident",
    rows,
    "json",
    head={"type": "FeatureCollection", "features": []},
    ending=".geojson",
)
