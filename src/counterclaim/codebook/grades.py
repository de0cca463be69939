"""Which disputes make an incident contested, and Airwars' words beside our grades."""

from __future__ import annotations

from counterclaim.codebook.loader import Entry, derived, load


@derived
def _entries() -> dict[str, Entry]:
    return {entry["id"]: entry for entry in load("grades")}


def contested_fields() -> frozenset[str]:
    """Fields whose dispute makes the incident itself contested."""
    return frozenset(_entries()["contested"]["fields"])


def airwars(grade: str) -> str | None:
    """The word of Airwars' scale for a grade, None where none fits."""
    found: str | None = _entries()["airwars"].get(grade)
    return found
