"""Pages are the same by whichever road their incidents are found: gathered, walked to, or as the database sees fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from stubs import Book, report, told

from counterclaim.records.query import SORTS, Query
from counterclaim.store import roads

FILTERS: dict[str, dict[str, Any]] = {
    "none": {},
    "days": {"since": "2026-03-02", "until": "2026-03-07"},
    "actor": {"actor": ("ML",)},
    "outlet": {"outlet": ("delta",)},
    "words": {"text": "rebels -market"},
    "barred": {"text": "-rebels"},
    "box": {"bbox": (-180.0, -80.0, 180.0, 80.0)},
    "country": {"country": ("ML",)},
    "event": {"event": ("Attack",)},
}


def every_page(book: Book, query: dict[str, Any]) -> list[str]:
    """Ids of all incidents of a query, two a page."""
    return [incident.id for incident in book.find(Query(limit=2, status=(), **query))]


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("sort", SORTS)
def test_every_road_leads_to_the_same_pages(book: Book, name: str, sort: str, monkeypatch: pytest.MonkeyPatch) -> None:
    book.put(*(report(f"a-{n}", told(f"2026-03-0{n + 1}", n % 3 + 2, "Tabaro", denier="rebels")) for n in range(8)))
    asked = FILTERS[name] | {"sort": sort}
    gathered = every_page(book, asked)
    found: dict[str, list[str]] = {}
    lengths: dict[str, Callable[[], None]] = {
        "walked": lambda: monkeypatch.setattr(roads, "FEW", -1),
        "walked in vain": lambda: monkeypatch.setattr(roads, "FAR", 1),
        "as the database sees fit": lambda: monkeypatch.setattr(roads, "MOST", -1),
    }
    for road, take in lengths.items():
        take()
        found[road] = every_page(book, asked)
    assert found == dict.fromkeys(lengths, gathered)
    assert len(gathered) == len(set(gathered))
