"""Finding: every filter, every sort, cursors that walk everything once, counts that agree, any words at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from stubs import Book, ids, report, told

from counterclaim.errors import SettingError
from counterclaim.records.query import SORTS, Query

STOCK = (
    report("delta-1", told("2026-03-04", 5, "Tabaro", denier="rebels"), title="Clash at Tabaro"),
    report("echo-1", told("2026-01-20", 9, "Ostrava", what="wounded", weapon="rockets"), published="2026-01-21"),
    report("fox-1", told("2025-11-02", 120, "Kolenze", "mayor", who="bandits"), published="2025-11-03"),
    report("golf-1", told("2025-11-02", 3, "Waimanu", "union"), published=None),
    report("hotel-1", told("2024-02-29", 1, "Leulumo", "army"), published="2024-03-01"),
    report("india-1", told("2024-05-05", 2, "Garrova", "rebels", who="army"), published="2024-05-06"),
)


@pytest.fixture
def stock(book: Book) -> dict[str, str]:
    """Incidents' ids by the first part of their report's id."""
    book.put(*STOCK)
    return {incident.members[0].report.partition("-")[0]: incident.id for incident in book.all()}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "delta echo fox golf hotel india"),
        ({"since": "2026-01-20"}, "delta echo"),
        ({"until": "2024-05-05"}, "hotel india"),
        ({"since": "2025-11-02", "until": "2025-11-02"}, "fox golf"),
        ({"country": "ML"}, "delta fox"),
        ({"country": ("UA", "FJ")}, "echo golf"),
        ({"country": "XX"}, ""),
        ({"actor": "ML"}, "delta echo golf hotel india"),
        ({"actor": "ML-REB"}, "delta echo golf hotel"),
        ({"actor": "ML-MIL", "role": "initiator"}, "india"),
        ({"actor": "ML-MIL", "role": "victim"}, ""),
        ({"actor": "M"}, ""),
        ({"event": "Attack"}, "delta fox golf hotel india"),
        ({"event": "Explosions/Remote violence"}, "echo"),
        ({"event": "artillery"}, "echo"),
        ({"domain": "conflict"}, "delta echo fox golf hotel india"),
        ({"domain": "crime"}, ""),
        ({"killed_min": 5}, "delta fox"),
        ({"killed_max": 2}, "echo hotel india"),
        ({"killed_min": 2, "killed_max": 5}, "delta golf india"),
        ({"disputed": True}, "delta"),
        ({"disputed": False}, "echo fox golf hotel india"),
        ({"grade": "contested"}, "delta"),
        ({"status": "background"}, ""),
        ({"outlet": "Echo Daily"}, "echo"),
        ({"holder": "local"}, "fox"),
        ({"holder": ("local", "NGO-X")}, "fox golf"),
        ({"reviewed": True}, ""),
        ({"placed": True}, "delta echo fox golf hotel"),
        ({"placed": False}, "india"),
        ({"bbox": (-10.0, 10.0, 5.0, 20.0)}, "delta fox"),
        ({"bbox": (170.0, -20.0, -170.0, -10.0)}, "golf hotel"),
        ({"bbox": (179.0, -20.0, 180.0, -10.0)}, "golf"),
        ({"text": "rockets"}, "echo"),
        ({"text": "ROCKET"}, "echo"),
        ({"text": "clash tabaro"}, "delta"),
        ({"text": '"at Tabaro"'}, "delta"),
        ({"text": '"Tabaro at"'}, ""),
        ({"text": "killed -Tabaro"}, "fox golf hotel india"),
        ({"text": "killed", "country": "ML", "killed_min": 100}, "fox"),
    ],
)
def test_filters(book: Book, stock: dict[str, str], asked: dict[str, Any], found: str) -> None:
    query = {"status": (), **asked}
    assert sorted(ids(book.find(**query))) == sorted(stock[name] for name in found.split())
    assert book.count(**query) == len(found.split())


@pytest.mark.parametrize(
    "odd",
    [
        "", " ", '"', '""', '"""', "'", "-", "--", "*", "%", "_", "(", ")", "AND", "OR NOT", "NEAR(a b)", "told:x",
        "^a", "a*", "a:b", "\\", "-Tabaro", '-"', "\x00", "🜚", "état", "1 = 1; DROP TABLE incidents", "a & | ! <-> b",
        "x" * 5000, '"a" -"b', "\ud800",
    ],
)  # fmt: skip
def test_any_words_are_only_words(book: Book, stock: dict[str, str], odd: str) -> None:
    assert book.count(text=odd, status=()) == len(list(book.find(text=odd, status=()))) <= len(stock)


def test_barred_words_alone_leave_the_others(book: Book, stock: dict[str, str]) -> None:
    assert sorted(ids(book.find(text="-Tabaro", status=()))) == sorted(set(stock.values()) - {stock["delta"]})


def test_both_engines_part_and_fold_words_alike(book: Book) -> None:
    book.put(
        report(
            "delta-1",
            told("2026-03-04", 5, "Tabaro", weapon="rockets"),
            title="Müller, al-Shabaab's www.a-b.example/c_d",
        )
    )
    for asked in (
        "Muller",
        "MÜLLER",
        "shabaab",
        "al-shabaab",
        '"shabaab s www"',
        "c_d",
        "c d",
        "rocket",
        "the",
        "a-b.example",
    ):
        assert book.count(text=asked) == 1, asked
    for asked in ("shab", '"www shabaab"', "-rocket", "-the", "Muller -al"):
        assert book.count(text=asked) == 0, asked


def test_text_that_no_database_keeps_is_marked_and_kept(book: Book) -> None:
    given = report("delta-1", told("2026-03-04", 5, "Tabaro"), "A nul \0 and a half \ud800.", title="\udfff")
    assert book.put(given)[0].outcome == "new"
    assert book.put(given)[0].outcome == "known"
    assert book.report("delta-1").text == given.text.replace("\0", "\ufffd").replace("\ud800", "\ufffd")
    assert book.check(deep=True) == []


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("limit", [1, 2, 3, 50])
@pytest.mark.usefixtures("stock")
def test_a_cursor_walks_everything_once_in_order(book: Book, sort: str, limit: int) -> None:
    whole = list(book.find(Query(status=(), sort=sort)))
    walked = list(book.find(Query(status=(), sort=sort, limit=limit)))
    assert ids(walked) == ids(whole)
    assert len(set(ids(walked))) == len(walked) == book.count(status=())
    if sort == "killed":
        killed = [next((t.quantity.best for t in each.toll if t.harm == "killed"), -1) for each in whole]
        tolls = [-1 if best is None else best for best in killed]
        assert tolls == sorted(tolls, reverse=True)
    if sort == "day":
        days = [incident.when.start or "" for incident in whole]
        assert days == sorted(days, reverse=True)


def test_a_cursor_of_another_query_is_refused(book: Book, stock: dict[str, str]) -> None:
    cursor = book.page(Query(status=(), limit=1)).cursor
    assert cursor is not None
    for wrong in (
        replace(Query(cursor=cursor), sort="killed"),
        Query(cursor="nonsense"),
        Query(cursor="W10"),
        Query(sort="x"),
    ):
        with pytest.raises(SettingError):
            book.page(wrong)
    assert stock


def test_every_way_to_show_an_incident(book: Book, stock: dict[str, str]) -> None:
    name = stock["delta"]
    whole = book.json(name)
    assert whole["id"] == name
    assert whole["dispute"]["grade"] == "contested"
    assert book.beside(name)
    frame = book.to_frame(status=()) if _frames() else None
    assert frame is None or len(frame) == len(stock)


def _frames() -> bool:
    from importlib.util import find_spec

    return bool(find_spec("pandas") or find_spec("polars"))
