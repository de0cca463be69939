"""Rows in the shape of GDELT's event table (2.0, 61 columns), with CAMEO codes: a row an act.

Columns and fields by GDELT's event codebook 2.0; the fraction of the year and codes of whole countries as its files
have them, which is not quite what the codebook says.
"""

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
_BLANK = (
    "CAMEO's codes of known groups, FIPS codes of provinces, GNS ids of places, tone, places of actors (left blank)"
)
_COUNTRY = 1
_IN_STATES = {4: 3, 5: 2}
"""Places and divisions of the United States have types of their own."""


def rows(whole: Whole, making: Making) -> Iterator[Row]:
    """One row an act."""
    incident = whole.incident
    if incident.status not in HAPPENED:
        making.losses.leave_out(incident.id, f"of status {incident.status}")
        return
    if incident.toll:
        making.losses.lose(incident.id, "the toll")
    making.losses.lose(incident.id, _BLANK)
    for act in acts(whole, making):
        if act.day is None:
            making.losses.lose(incident.id, "an act without a date")
        else:
            yield _row(whole, act, making)


def _row(whole: Whole, act: Act, making: Making) -> Row:
    day = date.fromisoformat(act.day or "")
    code = act.cameo if len(act.cameo) > 2 else f"{act.cameo}0"
    root = code[:2]
    added = max((member.added for member in whole.incident.members), default="")
    return {
        "GLOBALEVENTID": int(hashlib.sha256(act.id.encode()).hexdigest()[:_DIGITS], 16),
        "SQLDATE": int(day.strftime("%Y%m%d")),
        "MonthYear": int(day.strftime("%Y%m")),
        "Year": day.year,
        "FractionDate": f"{day.year + min(((day.month - 1) * 30 + day.day) / 365, 0.9999):.4f}",
        **_side(1, act.actors),
        **_side(2, act.recipients),
        "IsRootEvent": 0 if act.saying else 1,
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": root,
        "QuadClass": crosswalk("gdelt.quad")[root],
        "GoldsteinScale": goldstein(code),
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
    }
    return found | {f"Actor{n}Type{at}Code": kind for at, kind in enumerate(types, 1)}


def goldstein(code: str) -> float:
    """The Goldstein value of a CAMEO code: its own, or that of the longest listed code that begins it."""
    known = crosswalk("cameo.goldstein")
    return float(next(known[code[:n]] for n in range(len(code), 1, -1) if code[:n] in known))


def _geo(where: Where) -> Row:
    known = countries().get(where.country or "")
    fips = crosswalk("gdelt.fips").get(where.country)
    kind = crosswalk("gdelt.geo_type").get(where.precision, 0)
    return {
        "ActionGeo_Type": _IN_STATES.get(kind, kind) if where.country == "US" else kind,
        "ActionGeo_FullName": ", ".join(
            each for each in (where.name, where.admin1, known.name if known else None) if each
        ),
        "ActionGeo_CountryCode": fips,
        "ActionGeo_ADM1Code": fips if kind == _COUNTRY else None,
        "ActionGeo_Lat": where.lat,
        "ActionGeo_Long": where.lon,
        "ActionGeo_FeatureID": fips if kind == _COUNTRY else None,
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
    | dict.fromkeys((*_WHOLE, "NumArticles", "DATEADDED", "ActionGeo_Type"), "whole")
    | dict.fromkeys(("GoldsteinScale", "AvgTone", "ActionGeo_Lat", "ActionGeo_Long"), "number"),
    told=True,
    ending=".gdelt.tsv",
)
