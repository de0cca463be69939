"""Incidents as CSV with a row of HXL hashtags under the header, for humanitarian tools."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.codebook.standards import countries
from counterclaim.export.shape import Format, Making, Row
from counterclaim.ledger.whole import Whole
from counterclaim.views.claim_ids import joined, numbers_from, tally_of
from counterclaim.views.flat import HARMS, flat

TAGS = {
    "id": "#event+id",
    "event": "#event+name",
    "event_type": "#event+type",
    "sub_event_type": "#event+type+sub",
    "start": "#date+start",
    "end": "#date+end",
    "country": "#country+code+v_iso2",
    "country_iso3": "#country+code+v_iso3",
    "admin1": "#adm1+name",
    "place": "#loc+name",
    "place_precision": "#loc+precision",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "responsible": "#group+actor+code",
    "target": "#group+target+code",
    "killed_low": "#affected+killed+min",
    "killed_best": "#affected+killed",
    "killed_high": "#affected+killed+max",
    "injured_best": "#affected+injured",
    "missing_best": "#affected+missing",
    "abducted_best": "#affected+abducted",
    "detained_best": "#affected+detained",
    "displaced_best": "#affected+displaced",
    "grade": "#status+grade",
    "disputed": "#status+disputed",
    "outlets": "#meta+sources+num",
    "claims": "#meta+claims+list",
    "rule": "#meta+rule",
    "coder": "#meta+coder",
    "version": "#meta+version",
    "codebook": "#meta+codebook",
}
_WHOLE = {"outlets", *(name for name in TAGS if name.endswith(("_low", "_best", "_high")))}


def rows(whole: Whole, making: Making) -> Iterator[Row]:
    """One row; the row of hashtags is the format's first."""
    incident = whole.incident
    told = flat(incident)
    known = countries().get(incident.where.country or "")
    for tally in incident.toll:
        if tally.harm in {"casualties", "captured"}:
            making.losses.lose(incident.id, f"people {tally.harm}")
    for harm in ("injured", "missing", "abducted", "detained", "displaced"):
        found = tally_of(incident, harm)
        if found and found.quantity.low != found.quantity.high:
            making.losses.lose(incident.id, f"bounds of the number {harm}")
    yield {
        **{name: told.get(name) for name in TAGS},
        "event": told["headline"],
        "responsible": joined([told["initiator"], told["responsible"], told["party"]]) or None,
        "target": joined([told["target"], told["victim"]]) or None,
        "country_iso3": known.iso3 if known else None,
        "claims": joined(numbers_from(incident, HARMS)) or None,
        "rule": making.book.id,
        **making.stamp._asdict(),
    }


FORMAT = Format(
    "hxl",
    "CSV with HXL hashtags",
    rows,
    "csv",
    {name: "whole" if name in _WHOLE else "number" if "itude" in name else "text" for name in TAGS},
    head=TAGS,
    ending=".hxl.csv",
)
