"""The casualty grid: of each incident and each party, how many were killed, wounded, abducted, detained, captured."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.codebook.actors import actors
from counterclaim.export.shape import Format, Making, Row, texts
from counterclaim.ledger.whole import Whole
from counterclaim.records.incident import Incident
from counterclaim.records.reading import Quantity
from counterclaim.views.claim_ids import figure_ids, joined, tally_of
from counterclaim.views.days import first_day
from counterclaim.weigh.ruled import shares

GRID = {
    "killed": "killed",
    "injured": "wounded",
    "abducted": "abducted",
    "detained": "detained",
    "captured": "captured",
}
_BOUNDS = ("low", "best", "high")


def rows(whole: Whole, making: Making) -> Iterator[Row]:
    """A row a party that was harmed; people of no side told are a party of their own."""
    incident = whole.incident
    by_harm = {harm: shares(incident, harm, making.book) for harm in GRID}
    for tally in incident.toll:
        if tally.harm not in GRID:
            making.losses.lose(incident.id, f"people {tally.harm}")
    parties = list(dict.fromkeys(side for found in by_harm.values() for side in found))
    if not parties:
        making.losses.leave_out(incident.id, "nobody told to be harmed")
    day = first_day(incident.when)
    for party in sorted(parties, key=lambda side: side or ""):
        known = actors().get(party or "")
        yield {
            "incident": incident.id,
            "date": day.isoformat() if day else None,
            "country": incident.where.country,
            "place": incident.where.name,
            "party": party,
            "party_name": known.name if known else ("of no side told" if party is None else party),
            "category": _categories(incident, party),
            **{name: value for harm in GRID for name, value in _cells(harm, by_harm[harm].get(party)).items()},
            "claims": joined(_claims(incident, party)) or None,
            "rule": making.book.id,
            **making.stamp._asdict(),
        }


def _cells(harm: str, quantity: Quantity | None) -> dict[str, int | None]:
    return {f"{GRID[harm]}_{bound}": getattr(quantity, bound, None) for bound in _BOUNDS}


def _categories(incident: Incident, party: str | None) -> str | None:
    told = {
        figure.category
        for harm in GRID
        if (tally := tally_of(incident, harm))
        for figure in tally.by
        if figure.of == party
    }
    return joined(sorted(told - {"unknown"})) or None


def _claims(incident: Incident, party: str | None) -> Iterator[str]:
    for harm in GRID:
        tally = tally_of(incident, harm)
        for step in tally.steps if tally else ():
            if step.use == "counted" and step.figure.of == party:
                yield from figure_ids(step.figure)


FORMAT = Format(
    "casualties",
    "Casualty grid: party by killed, wounded, abducted, detained, captured",
    rows,
    "csv",
    {
        **texts("incident", "date", "country", "place", "party", "party_name", "category"),
        **{f"{word}_{bound}": "whole" for word in GRID.values() for bound in _BOUNDS},
        **texts("claims", "rule", "coder", "version", "codebook"),
    },
    ending=".casualties.csv",
)
