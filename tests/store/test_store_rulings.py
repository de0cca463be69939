"""Rule books in filters and order: kept where they tell another figure, right after every change, one that is new."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from stubs import Book, coding, ids, report, told

from counterclaim.codebook import loader
from counterclaim.errors import CodebookError, SettingError
from counterclaim.records.incident import Incident
from counterclaim.records.query import Query

RULES = """- {id: mine, name: Ours, source: ours, low: highest, best: highest, high: highest,
   trust: [independent, medical, own, local, report, witness, unnamed, enemy], vague: []}
"""
STOCK = (
    report("delta-1", told("2026-03-04", 5, "Tabaro"), outlet="Delta Daily"),
    report("echo-1", told("2026-03-04", 9, "Tabaro", "rebels"), outlet="Echo Daily"),
    report("fox-1", told("2025-11-02", 7, "Kolenze", "mayor", who="bandits"), published="2025-11-03"),
    report("golf-1", told("2025-10-02", 6, "Waimanu", "union"), published="2025-10-03"),
    report("hotel-1", told("2024-02-29", 1, "Leulumo", "army", what="wounded"), published="2024-03-01"),
)


@pytest.fixture
def stock(book: Book) -> Book:
    """Four incidents; of one the army counts five dead and the rebels nine."""
    book.put(*STOCK)
    return book


@pytest.fixture
def own_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Writes the user's rule books."""
    folder = tmp_path / "own"
    (folder / "codebook").mkdir(parents=True)
    monkeypatch.setenv("COUNTERCLAIM_HOME", str(folder))

    def write(text: str) -> None:
        (folder / "codebook" / "rules.yaml").write_text(text, encoding="utf-8")
        loader.reload()

    yield write
    monkeypatch.undo()
    loader.reload()


def killed(found: list[Incident]) -> list[int | None]:
    return [next((tally.quantity.best for tally in each.toll if tally.harm == "killed"), None) for each in found]


def by(book: Book, rule: str | None, **asked: object) -> list[int | None]:
    return killed(list(book.find(Query(status=(), rule=rule, sort="killed", **asked))))  # type: ignore[arg-type]


def test_figures_filter_and_order_go_by_the_rule_book(stock: Book) -> None:
    assert by(stock, None) == by(stock, "ucdp")
    assert by(stock, "acled") == [7, 6, 5, None]
    assert by(stock, "highest") == [9, 7, 6, None]
    assert by(stock, "acled", killed_min=6) == [7, 6]
    assert by(stock, "highest", killed_min=8) == [9]
    assert by(stock, "highest", killed_max=7) == [7, 6, None]
    assert stock.count(Query(status=(), rule="acled", killed_min=6)) == 2
    assert stock.count(Query(status=(), rule="highest", killed_min=6)) == 3
    (first,) = stock.page(Query(status=(), rule="highest", sort="killed", limit=1)).incidents
    assert killed([first]) == [9]
    assert "9 killed" in next(stock.find(Query(status=(), rule="highest", sort="killed"))).headline


@pytest.mark.parametrize("rule", ["acled", "highest"])
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_a_cursor_walks_a_rule_books_order_once(stock: Book, rule: str, limit: int) -> None:
    whole = list(stock.find(Query(status=(), sort="killed", rule=rule)))
    walked = list(stock.find(Query(status=(), sort="killed", rule=rule, limit=limit)))
    assert ids(walked) == ids(whole)
    assert len(set(ids(whole))) == 4


def test_rulings_follow_corrections_and_rebuilds(stock: Book) -> None:
    name = next(each.id for each in stock.all() if each.where.name == "Tabaro")
    stock.revise("ada", "counted").correct(name, "toll.killed", 30)
    assert by(stock, "acled")[0] == by(stock, "highest")[0] == 30
    assert by(stock, "acled", killed_max=29) == [7, 6, None]
    stock.rebuild()
    assert by(stock, "highest")[0] == 30
    assert stock.check(deep=True) == []


def test_a_rule_book_that_is_new_or_changed_is_refused_until_the_ledger_knows_it(
    stock: Book, own_rules: Callable[[str], None]
) -> None:
    with pytest.raises(CodebookError, match="no such rule book"):
        list(stock.find(rule="mine"))
    own_rules(RULES)
    assert killed(list(stock.find(Query(status=(), rule="mine", sort="day"))))[0] == 9
    with pytest.raises(SettingError, match="rebuild"):
        by(stock, "mine")
    assert stock.catch_up() == 1
    assert stock.catch_up() == 0
    assert by(stock, "mine", killed_min=8) == [9]
    own_rules(RULES.replace("best: highest", "best: lowest"))
    with pytest.raises(SettingError, match="rebuild"):
        by(stock, "mine", killed_min=8)
    stock.catch_up()
    assert by(stock, "mine", killed_min=1) == [7, 6, 5]
    assert stock.check(deep=True) == []


def test_a_process_without_a_rule_book_does_not_leave_it_half_kept(
    stock: Book, own_rules: Callable[[str], None]
) -> None:
    own_rules(RULES)
    stock.catch_up()
    own_rules("[]")
    stock.put(report("india-1", told("2026-01-05", 20, "Kolenze")))
    own_rules(RULES)
    with pytest.raises(SettingError, match="rebuild"):
        by(stock, "mine")
    stock.catch_up()
    assert by(stock, "mine") == [20, 9, 7, 6, None]


def test_a_ledger_that_becomes_empty_begins_with_every_rule_book(book: Book, own_rules: Callable[[str], None]) -> None:
    own_rules(RULES)
    book.read = coding
    book.put(STOCK[0])
    assert by(book, "mine") == [5]
