"""Rows in the shape of GDELT's event table, 61 columns, with CAMEO codes: a row an act."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date

from counterclaim.codebook.standards import countries, crosswalk
from counterclaim.export.acts import Act, Agent, acts
from counterclaim.export.shape import Format, Making, Row
from counterclaim.ledger.whole import Whole
from counterclaim.records.account import Where
from counterclaim.views.claim_ids import HAPPENED, joined

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
_ACTOR_END = ("Type1Code", "Type2Code", "Type3Code")
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_COLUMNS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{n}{name}" for n in (1, 2) for name in (*_ACTOR, *_ACTOR_END)),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
_DIGITS = 13


def rows(whole: Whole, making: Making) -> Iterator[Row]:
    """One row an act."""
    incident = whole.incident
    if incident.status not in HAPPENED:
        making.losses.leave_out(incident.id, f"of status {incident.status}")
        return
    if incident.toll:
        making.losses.lose(incident.id, "the toll")
    making.losses.lose(incident.id, "country and province by FIPS code, tone, and places of actors (left blank)")
    for act in acts(whole, making):
        if act.day is None:
            making.losses.lose(incident.id, "an act without a date")
        else:
            yield _row(whole, act, making)


def _row(whole: Whole, act: Act, making: Making) -> Row:
    day = date.fromisoformat(act.day or "")
    root = act.cameo[:2]
    added = max((member.added for member in whole.incident.members), default="")
    share = (day.timetuple().tm_yday - 1) / 365
    return {
        "GLOBALEVENTID": int(hashlib.sha256(act.id.encode()).hexdigest()[:_DIGITS], 16),
        "SQLDATE": int(day.strftime("%Y%m%d")),
        "MonthYear": int(day.strftime("%Y%m")),
        "Year": day.year,
        "FractionDate": f"{day.year + min(share, 0.9999):.4f}",
        **_side(1, act.actors),
        **_side(2, act.recipients),
        "IsRootEvent": 0 if act.saying else 1,
        "EventCode": act.cameo,
        "EventBaseCode": act.cameo[:3],
        "EventRootCode": root,
        "QuadClass": crosswalk("gdelt.quad")[root],
        "GoldsteinScale": crosswalk("cameo.goldstein")[root],
        "NumMentions": len(whole.incident.members),
        "NumSources": whole.incident.outlets,
        "NumArticles": len({member.report for member in whole.incident.members}),
        **_geo(whole.incident.where),
        "DATEADDED": int("".join(c for c in added if c.isdigit())[:14] or 0),
        "SOURCEURL": _source(whole, act, making),
    }


def _side(n: int, agents: Sequence[Agent]) -> Row:
    """The leading one of a side; the types of the next two stand beside its own."""
    if not agents:
        return {}
    lead = agents[0]
    known = countries().get(lead.country or "")
    types = list(dict.fromkeys(crosswalk("gdelt.type").get(each.kind, "UAF") for each in agents))[:3]
    found: dict[str, str | None] = {
        f"Actor{n}Code": f"{known.iso3 if known else ''}{types[0]}",
        f"Actor{n}Name": joined(each.name.upper() for each in agents),
        f"Actor{n}CountryCode": known.iso3 if known else None,
        f"Actor{n}KnownGroupCode": lead.id if lead.id and lead.kind in {"armed_group", "organization"} else None,
    }
    return found | {f"Actor{n}Type{at}Code": kind for at, kind in enumerate(types, 1)}


def _geo(where: Where) -> Row:
    known = countries().get(where.country or "")
    return {
        "ActionGeo_Type": crosswalk("gdelt.geo_type").get(where.precision, 0),
        "ActionGeo_FullName": ", ".join(
            each for each in (where.name, where.admin1, known.name if known else None) if each
        ),
        "ActionGeo_Lat": where.lat,
        "ActionGeo_Long": where.lon,
        "ActionGeo_FeatureID": where.geonameid,
    }


def _source(whole: Whole, act: Act, making: Making) -> str:
    """The report's address, or its id; what the rows' makers and claims are goes into its fragment."""
    report = whole.reports.get(act.entry.report) if act.entry else None
    start = (report.url or f"urn:counterclaim:report:{report.id}") if report else "urn:counterclaim"
    claims = ",".join(act.claims)
    return f"{start}#coder={making.stamp.coder}/{making.stamp.version}/{making.stamp.codebook};claims={claims}"


_WHOLE = ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "IsRootEvent", "QuadClass", "NumMentions", "NumSources")
FORMAT = Format(
    "gdelt",
    "GDELT-shaped rows with CAMEO codes, 61 columns",
    rows,
    "tsv",
    dict.fromkeys(_COLUMNS, "text")
    | dict.fromkeys((*_WHOLE, "NumArticles", "DATEADDED", "ActionGeo_Type", "ActionGeo_FeatureID"), "whole")
    | dict.fromkeys(("GoldsteinScale", "AvgTone", "ActionGeo_Lat", "ActionGeo_Long"), "number"),
    told=True,
    ending=".gdelt.tsv",
)
