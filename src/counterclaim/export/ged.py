"""UCDP GED's shape: 49 columns in its order, its precision scales, deaths by side; incidents without deaths left out.

Ids of conflicts, dyads and sides are UCDP's own: they stay blank, and no row says that its code status is clear.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

from counterclaim.codebook.standards import CountryCodes, countries, crosswalk
from counterclaim.export.ged_sides import Deaths, GedSides, deaths, ged_sides
from counterclaim.export.shape import Format, Making, Row, texts
from counterclaim.export.unheld import tell_unheld
from counterclaim.ledger.whole import Whole
from counterclaim.records.incident import Incident
from counterclaim.views.claim_ids import HAPPENED, joined, number, numbers_from, tally_of
from counterclaim.views.days import first_day, last_day
from counterclaim.views.sides import Sides, sides

_ID_DIGITS = 13
"""Hex digits of our id that a number of another table can hold: 52 bits, exact in every reader."""
_DAYS_OF_PREC = ((1, 1), (6, 2), (7, 3), (31, 4))


def rows(whole: Whole, making: Making) -> Iterator[Row]:
    """One row, none for what GED does not hold."""
    incident = whole.incident
    why = _refused(incident)
    if why:
        making.losses.leave_out(incident.id, why)
        return
    found = sides(incident)
    parties = ged_sides(incident, found)
    _tell_losses(incident, found, parties, making)
    yield {
        **_sides(incident, parties),
        **_sources(whole, making),
        **_place(incident),
        **_time(incident),
        **_toll(deaths(incident, parties, making.book), incident),
        "code_status": f"Check: coded by machine, {'reviewed' if incident.reviewed else 'not reviewed'}",
    }


def _refused(incident: Incident) -> str | None:
    """Why GED would not hold an incident, None where it would."""
    tally = tally_of(incident, "killed")
    if incident.status not in HAPPENED:
        return f"of status {incident.status}"
    if tally is None or number(tally.quantity) <= 0:
        return "without deaths"
    if incident.event.ucdp_type is None:
        return "no organised violence between sides, or by one on civilians"
    if incident.where.precision not in crosswalk("ged.where_prec") or incident.where.lat is None:
        return "without a place"
    if first_day(incident.when) is None or incident.when.precision not in crosswalk("ged.date_prec"):
        return "without a date"
    return None


def _sides(incident: Incident, parties: GedSides) -> Row:
    dyad = f"{parties.a} - {parties.b}"
    kind = incident.event.ucdp_type
    return {
        "id": int(incident.id[:_ID_DIGITS], 16),
        "relid": f"CCL-{incident.id}",
        "type_of_violence": kind,
        "conflict_name": None if kind == 1 else dyad,
        "dyad_name": dyad,
        "side_a": parties.a,
        "side_b": parties.b,
        "gwnoa": parties.gwno_a,
        "gwnob": parties.gwno_b,
    }


def _sources(whole: Whole, making: Making) -> Row:
    told = [whole.reports[name] for name in sorted(whole.reports)]
    claims = joined(numbers_from(whole.incident, ("killed",)))
    by = {step.figure.holder for tally in whole.incident.toll if tally.harm == "killed" for step in tally.steps}
    return {
        "number_of_sources": whole.incident.outlets or -1,
        "source_article": "; ".join(
            f'"{each.outlet or each.id},{(each.published or "")[:10]},{each.title or ""}"' for each in told
        ),
        "source_office": joined(each.outlet for each in told),
        "source_date": joined((each.published or "")[:10] for each in told),
        "source_headline": joined(each.title for each in told),
        "source_original": f"{joined(sorted(each for each in by if each))}; claims {claims}; {making.stamp.text()}, "
        f"rule book {making.book.id}",
    }


def _place(incident: Incident) -> Row:
    where = incident.where
    country: CountryCodes | None = countries().get(where.country or "")
    lat, lon = where.lat or 0.0, where.lon or 0.0
    return {
        "where_prec": crosswalk("ged.where_prec")[where.precision],
        "where_coordinates": where.name or where.admin1 or (country.name if country else None),
        "where_description": where.text,
        "adm_1": where.admin1,
        "latitude": round(lat, 6),
        "longitude": round(lon, 6),
        "geom_wkt": f"POINT ({lon:.6f} {lat:.6f})",
        "priogrid_gid": _grid(lat, lon),
        "country": country.name if country else None,
        "country_id": country.gwno if country else None,
        "region": country.ucdp_region if country else None,
    }


def _grid(lat: float, lon: float) -> int:
    """PRIO-GRID's cell of half a degree, counted from the south-west."""
    row = min(math.floor((lat + 90) * 2), 359)
    column = min(math.floor((lon + 180) * 2), 719)
    return row * 720 + column + 1


def _time(incident: Incident) -> Row:
    start = first_day(incident.when)
    end = last_day(incident.when)
    assert start is not None, "refused before"  # noqa: S101
    last = max(end or start, start)
    return {
        "year": start.year,
        "date_prec": _date_prec(incident.when.precision, (last - start).days + 1),
        "date_start": _moment(start),
        "date_end": _moment(last),
        "event_clarity": 2 if incident.count is not None else 1,
    }


def _date_prec(precision: str, days: int) -> int:
    """By our precision, or the span where that is longer than the precision allows."""
    by_span = next((code for most, code in _DAYS_OF_PREC if days <= most), 5)
    return max(int(crosswalk("ged.date_prec")[precision]), by_span)


def _moment(day: date) -> str:
    return f"{day.isoformat()} 00:00:00.000"


def _toll(told: Deaths, incident: Incident) -> Row:
    tally = tally_of(incident, "killed")
    assert tally is not None, "refused before"  # noqa: S101
    low, high = tally.quantity.low, tally.quantity.high
    return {
        "deaths_a": told.a,
        "deaths_b": told.b,
        "deaths_civilians": told.civilians,
        "deaths_unknown": told.unknown,
        "best": told.best,
        "high": max(told.best if high is None else high, told.best),
        "low": min(told.best if low is None else low, told.best),
    }


def _tell_losses(incident: Incident, found: Sides, parties: GedSides, making: Making) -> None:
    tell_unheld(incident, found, making.losses, counted=" (event_clarity says 2)")
    lose = making.losses.lose
    tally = tally_of(incident, "killed")
    if tally and tally.quantity.high is None:
        lose(incident.id, "that the number killed is open upwards: high is the best")
    if incident.event.ucdp_type == 1 and not parties.state:
        lose(incident.id, "which government takes part: side_a is another side")
    lose(incident.id, "UCDP's ids of conflict, dyad and sides, active_year and adm_2 (left blank)")


FORMAT = Format(
    name="ged",
    title="UCDP-GED-shaped CSV, 49 columns, candidates",
    rows=rows,
    written="csv",
    columns={
        "id": "whole",
        "relid": "text",
        "year": "whole",
        "active_year": "whole",
        "code_status": "text",
        "type_of_violence": "whole",
        "conflict_dset_id": "whole",
        "conflict_new_id": "whole",
        "conflict_name": "text",
        "dyad_dset_id": "whole",
        "dyad_new_id": "whole",
        "dyad_name": "text",
        "side_a_dset_id": "whole",
        "side_a_new_id": "whole",
        "side_a": "text",
        "side_b_dset_id": "whole",
        "side_b_new_id": "whole",
        "side_b": "text",
        "number_of_sources": "whole",
        **texts("source_article", "source_office", "source_date", "source_headline", "source_original"),
        "where_prec": "whole",
        **texts("where_coordinates", "where_description", "adm_1", "adm_2"),
        "latitude": "number",
        "longitude": "number",
        "geom_wkt": "text",
        "priogrid_gid": "whole",
        "country": "text",
        "country_id": "whole",
        "region": "text",
        "event_clarity": "whole",
        "date_prec": "whole",
        **texts("date_start", "date_end"),
        **dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low"), "whole"),
        "gwnoa": "whole",
        "gwnob": "whole",
    },
    reports=True,
    refused=_refused,
    ending=".ged.csv",
)
