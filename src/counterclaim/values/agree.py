"""Whether two values of one field can both be true."""

from __future__ import annotations

from counterclaim.records.account import Value
from counterclaim.records.reading import Quantity
from counterclaim.values.quantity import compatible

EXCLUSIVE = frozenset({"initiator", "responsibility", "nature", "victim_status", "location"})
"""Fields that have one true value: two holders who name different ones contradict each other."""


def agree(field: str, one: Value, other: Value) -> bool:
    """Whether two values of a field are compatible; an organ agrees with its country, a wing with its group."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return compatible(one, other)
    if one == other:
        return True
    if field not in EXCLUSIVE:
        return True
    first, second = str(one), str(other)
    return (
        first.startswith(second + "-")
        or second.startswith(first + "-")
        or (first[:3] == second[:3] and first[2:3] == "-")
    )
