"""An incident as a GeoJSON feature: a point, how far around it it may have been, and the flat row."""

from __future__ import annotations

from typing import Any

from counterclaim.records.account import Where
from counterclaim.records.incident import Incident
from counterclaim.views.flat import flat


def feature(incident: Incident) -> dict[str, Any]:
    """One feature; without coordinates its geometry is null."""
    rest = {name: value for name, value in flat(incident).items() if name not in {"latitude", "longitude"}}
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": point(incident.where),
        "properties": rest | {"radius_km": incident.where.radius_km},
    }


def point(where: Where) -> dict[str, Any] | None:
    """A place's geometry; null without coordinates."""
    placed = where.lat is not None and where.lon is not None
    return {"type": "Point", "coordinates": [where.lon, where.lat]} if placed else None
