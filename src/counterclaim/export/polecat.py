"""POLECAT's 40 columns, tab-separated: a row an act, its actor and its recipient."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.codebook.standards import countries, crosswalk
from counterclaim.export.acts import Act, Agent, acts
from counterclaim.export.plover import quad_class, score, sector
from counterclaim.export.shape import Format, Making, Row
from counterclaim.ledger.whole import Whole
from counterclaim.records.account import Where
from counterclaim.views.claim_ids import HAPPENED, joined

_QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
_SIDE = ("{0} Name", "{0} Country", "{0} COW", "Primary {0} Sector", "{0} Sectors", "{0} Title", "{0} Name Raw")
_COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *(name.format("Actor") for name in _SIDE),
    "Wikipedia Actor ID",
    *(name.format("Recipient") for name in _SIDE),
    "Wikipedia Recipient ID",
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename"),
    *("Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations"),
    *("Language", "Version"),
)


def rows(whole: Whole, making: Making) -> Iterator[Row]:
    """One row an act."""
    if whole.incident.status not in HAPPENED:
        making.losses.leave_out(whole.incident.id, f"of status {whole.incident.status}")
        return
    if whole.incident.toll:
        making.losses.lose(whole.incident.id, "the toll")
    if whole.incident.where.alternates:
        making.losses.lose(whole.incident.id, "other places told")
    for act in acts(whole, making):
        if act.day is None:
            making.losses.lose(whole.incident.id, "an act without a date")
        else:
            yield _row(whole, act, making)


def _row(whole: Whole, act: Act, making: Making) -> Row:
    entry = act.entry
    report = whole.reports.get(entry.report) if entry else None
    claims = joined(act.claims)
    return {
        "Event ID": f"CCL-{act.id}",
        "Event Date": act.day,
        "Event Type": act.type,
        "Event Mode": act.mode,
        "Intensity": score(act),
        "Quad Code": _QUADS[quad_class(act.type, making)],
        "Contexts": crosswalk("plover.context").get(whole.incident.domain),
        **_side("Actor", act.actors),
        **_side("Recipient", act.recipients),
        **_place(whole.incident.where),
        "Source": entry.outlet if entry else None,
        "Publication Date": (entry.published or "")[:10] if entry else None,
        "Language": report.language if report else None,
        "Version": f"{making.stamp.text()}; claims {claims}" if claims else making.stamp.text(),
    }


def _side(side: str, agents: Sequence[Agent]) -> Row:
    names = [name.format(side) for name in _SIDE]
    if not agents:
        return {}
    lead = agents[0]
    known = countries().get(lead.country or "")
    values = (
        joined(each.name for each in agents),
        known.iso3 if known else None,
        known.gwno if known else None,
        sector(lead),
        joined(sector(each) for each in agents),
        None,
        joined(each.text for each in agents),
    )
    return dict(zip(names, values, strict=True))


def _place(where: Where) -> Row:
    known = countries().get(where.country or "")
    return {
        "Placename": where.name,
        "City": where.name if where.precision in {"place", "near", "point"} else None,
        "Province": where.admin1,
        "Country": known.iso3 if known else None,
        "Latitude": where.lat,
        "Longitude": where.lon,
        "GeoNames ID": where.geonameid,
        "Raw Placename": where.text,
    }


FORMAT = Format(
    "polecat",
    "POLECAT's 40 columns, tab-separated",
    rows,
    "tsv",
    {name: "number" if name in {"Intensity", "Latitude", "Longitude"} else "text" for name in _COLUMNS}
    | dict.fromkeys(("Actor COW", "Recipient COW", "GeoNames ID"), "whole"),
    told=True,
    ending=".polecat.tsv",
)
