"""Every filter of the ledger page, in every order, is answered by indexes: no incident is read to be passed over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, text
from stubs import Book, report, told

from counterclaim.records.query import SORTS, Query
from counterclaim.store import conditions, roads

FILTERS: dict[str, dict[str, Any]] = {
    "none": {},
    "country": {"country": ("ML",)},
    "domain": {"domain": ("crime",)},
    "grade": {"grade": ("contested",)},
    "any status": {"status": ()},
    "event": {"event": ("Attack",)},
    "disputed": {"disputed": True},
    "reviewed": {"reviewed": False},
    "placed": {"placed": True},
    "days": {"since": "2026-03-01", "until": "2026-03-09"},
    "toll": {"killed_min": 5, "killed_max": 20},
    "box": {"bbox": (-5.0, 10.0, 5.0, 20.0)},
    "actor": {"actor": ("ML",), "role": "initiator"},
    "holder": {"holder": ("ML-MIL",)},
    "outlet": {"outlet": ("A Daily",)},
    "words": {"text": "rebels -market"},
    "dismissed": {"dismissed": True},
}


def plans(book: Book, ask: Callable[[], object]) -> list[str]:
    """How the database means to answer the questions of one asking, a line a step."""
    asked: list[tuple[str, Any]] = []

    def heard(_connection: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
        asked.append((statement, given))

    event.listen(book.engine, "before_cursor_execute", heard)
    ask()
    event.remove(book.engine, "before_cursor_execute", heard)
    plain = book.engine.dialect.name == "sqlite"
    with book.engine.connect() as connection:
        if not plain:  # a table of a few rows is read whole, unless that is the dearest way there is
            connection.execute(text("SET enable_seqscan = off"))
        return [
            str(row[3] if plain else row[0])
            for statement, given in asked
            if statement.startswith("SELECT") and "FROM unfinished" not in statement  # a table of one row, or none
            for row in connection.exec_driver_sql(f"EXPLAIN {'QUERY PLAN ' if plain else ''}{statement}", given)
        ]


@pytest.mark.parametrize("name", FILTERS)
def test_a_page_is_found_by_indexes(book: Book, name: str) -> None:
    book.put(*(report(f"a-{n}", told(f"2026-03-0{n % 9 + 1}", n + 2, "Tabaro", denier="rebels")) for n in range(9)))
    for sort in SORTS:
        query = Query(sort=sort, **FILTERS[name])
        steps = plans(book, lambda query=query: book.page(query))
        assert steps
        whole = [step for step in steps if "Seq Scan on" in step]
        whole += [step for step in steps if step.startswith("SCAN ") and step.split()[1] in {"incidents", "sides"}]
        assert [step for step in whole if "INDEX" not in step] == [], f"{name} by {sort}"


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("name", [*FILTERS, "sub-event"])
def test_a_walk_follows_the_index_of_its_order_and_sorts_nothing(
    book: Book, name: str, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if book.engine.dialect.name == "postgresql":
        pytest.skip("PostgreSQL plans by figures on its tables, which these few rows have not")
    book.put(*(report(f"a-{n}", told(f"2026-03-0{n % 9 + 1}", n + 2, "Tabaro", denier="rebels")) for n in range(9)))
    monkeypatch.setattr(roads, "FEW", -1)
    query = Query(sort=sort, **(FILTERS | {"sub-event": {"event": ("Armed clash",)}})[name])
    steps = [step for step in plans(book, lambda: book.page(query)) if "incidents" in step or "TEMP B-TREE" in step]
    order = {"day": "sort_day_id", "published": "published_id", "killed": "sort_killed_id"}[sort]
    assert any("ix_incidents" in step and order in step for step in steps)
    assert [step for step in steps if "TEMP B-TREE" in step or "outline" in step] == []


@pytest.mark.parametrize("name", ["actor", "holder", "outlet", "words"])
def test_a_rare_filter_leads_to_its_incidents_and_no_index_is_read_whole(
    book: Book, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite held an index that begins with what nearly all incidents share for the shorter way to a few of them."""
    if book.engine.dialect.name == "postgresql":
        pytest.skip("PostgreSQL plans by figures on its tables, which these few rows have not")
    book.put(report("a-1", told("2026-03-01", 2, "Tabaro", denier="rebels")))
    asked = Query(**FILTERS[name])
    assert not any("ix_incidents_outline" in step for step in plans(book, lambda: book.count(asked)))
    monkeypatch.setattr(conditions, "RARE", -1)
    assert any("ix_incidents_outline" in step for step in plans(book, lambda: book.count(asked)))
