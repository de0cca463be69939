"""What tables with a row an event cannot hold of an incident: told as losses in the same words by each of them."""

from __future__ import annotations

from counterclaim.export.losses import Losses
from counterclaim.records.incident import Incident
from counterclaim.views.sides import Sides, only_alleged

_UNSURE = "casualties"


def tell_unheld(incident: Incident, found: Sides, losses: Losses, named_in: str = "", counted: str = "") -> None:
    """Authors in doubt, positions, other harms, series, hours, other places.

    `found` are its sides; `named_in` says where the table names the fields in dispute, `counted` what it makes of a
    series.
    """
    lose = losses.lose
    if only_alleged(incident):
        lose(incident.id, "that its author is only said or suspected to be")
    if found.rivals:
        lose(incident.id, "rival authors: the one whom most name stands alone")
    for field in dict.fromkeys(dispute.field for dispute in incident.disputes):
        lose(incident.id, f"positions on {field}{named_in}")
    for tally in incident.toll:
        if tally.harm == _UNSURE:
            lose(incident.id, "casualties of which it is not told whether they were killed")
        elif tally.harm != "killed":
            lose(incident.id, f"people {tally.harm}")
    if incident.count is not None:
        lose(incident.id, f"the number of incidents in a series{counted}")
    if incident.when.precision in {"hour", "part_of_day"}:
        lose(incident.id, "the hour")
    if incident.where.alternates:
        lose(incident.id, "other places told")
