"""Closed lists of words that an incident is told by."""

from __future__ import annotations

DOMAINS = ("conflict", "political", "police", "crime", "accident")
"""What world an incident is of."""
STATUSES = ("main", "background", "planned", "threatened", "denied")
"""What an account is told as."""
