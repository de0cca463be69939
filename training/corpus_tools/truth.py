"""Whether a family's truth is that of its reports: incidents told, disputes held, tolls told by whom and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.records.shape import Shape
from training.corpus_tools import lines
from training.corpus_tools.format import Family, Head, Written

_FEWEST, _MOST = 3, 8


def faults(family: Family, reports: Sequence[Written], shapes: Sequence[Shape]) -> Iterator[str]:
    """What `family.yaml` says and no report does, and the other way round."""
    # What really happened is told in as many reports as there are.
    fewest = _FEWEST if family.invented else 1
    if not fewest <= len(reports) <= _MOST:
        yield f"{len(reports)} reports: a family has {fewest} to {_MOST}"
    told = list(_accounts(reports, shapes))
    for key, incident in family.incidents.items():
        if key not in {incident_key for incident_key, _, _ in told}:
            yield f"incident {key} is in no report"
        if incident.where not in family.places:
            yield f"incident {key} is at no place of the family"
    disputed = any(account["disputes"] for _, _, account in told)
    if family.contested != bool(family.disputes):
        yield f"contested is {str(family.contested).lower()} and it lists {len(family.disputes)} disputes"
    if disputed and not family.contested:
        yield "a report holds a dispute and the family is not contested"
    for dispute in family.disputes:
        yield from _dispute(dispute, told)
    for toll in family.toll:
        yield from _toll(toll, told)


def same(reports: Sequence[Written]) -> dict[str, list[str]]:
    """Which accounts are the same incident: `report/account` by incident."""
    found: dict[str, list[str]] = {}
    for written in reports:
        for head in written.accounts:
            found.setdefault(head.incident, []).append(f"{written.id}/{head.key}")
    return found


def _accounts(reports: Sequence[Written], shapes: Sequence[Shape]) -> Iterator[tuple[str, str, Shape]]:
    """Incident, day of publication and account, of every account told."""
    for written, shape in zip(reports, shapes, strict=True):
        for head, account in zip(written.accounts, shape["accounts"], strict=True):
            yield head.incident, (written.published or "")[:10], account


def _dispute(dispute: Head, told: Sequence[tuple[str, str, Shape]]) -> Iterator[str]:
    """Each position of a dispute is some report's claim."""
    incident, field = dispute["incident"], dispute["field"]
    every = [claim for key, _, account in told if key == incident for claim in account["claims"]]
    claims = [claim for claim in every if claim["field"] == field]
    for holder, position in dispute["positions"].items():
        polarity, value = not position.startswith("not "), position.removeprefix("not ")
        held = [one for one in claims if one["holder"] == holder and one["polarity"] == polarity]
        if not any(_same(one["value"], value) for one in held):
            yield f"dispute on {field} of {incident}: no report has {holder} claim {position!r}"


def _toll(toll: Head, told: Sequence[tuple[str, str, Shape]]) -> Iterator[str]:
    """Each figure over time stands in a report of that day."""
    for day, number in toll["told"].items():
        want = lines.quantity(number)
        found = any(
            entry["harm"] == toll["harm"]
            and entry["holder"] == toll["by"]
            and entry["of"] == (None if toll.get("of", "null") == "null" else toll["of"])
            and (entry["low"], entry["best"], entry["high"]) == want[:3]
            for key, published, account in told
            if key == toll["incident"] and published == day
            for entry in account["toll"]
        )
        if not found:
            yield f"toll of {toll['incident']}: no report of {day} has {toll['by']} say {number} {toll['harm']}"


def _same(value: object, written: str) -> bool:
    if isinstance(value, bool):
        return str(value).lower() == written
    if isinstance(value, dict):
        return (value["low"], value["best"], value["high"]) == lines.quantity(written)[:3]
    return value == written
