"""What the ledger keeps: migrations, append-only tables, editions, and what was known when."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text, update
from stubs import Book, coding, report, told

from counterclaim.records.report import Report
from counterclaim.store.claims import claims
from counterclaim.store.engine import reading, writing
from counterclaim.store.tables import KEPT, accounts, incidents, metadata, readings

CLASH = told("2026-03-04", 5, "Tabaro")
OTHER = told("2026-02-11", 9, "Ostrava", what="wounded")


def kept(book: Book) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table that is kept."""
    with reading(book.engine) as connection:
        return {
            table.name: [
                dict(row._mapping) for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in KEPT
        }


def test_migrations_make_the_tables_that_the_code_works_with(engine: str, place: Callable[..., str]) -> None:
    with Book(place(engine, empty=True)) as book, book.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": lambda _, name, kind, *_more: kind != "table" or "words" not in name}
        )
        found = [each for each in compare_metadata(context, metadata) if "words" not in str(each)]
    assert found == []
    assert claims.name in metadata.tables


def test_opening_a_ledger_again_changes_nothing(address: str) -> None:
    with Book(address) as first:
        first.put(report("delta-1", CLASH))
        before = first.digest()
    with Book(address) as again:
        assert again.digest() == before
        assert again.put(report("delta-1", CLASH))[0].outcome == "known"


def test_nothing_kept_changes_but_what_is_current(book: Book) -> None:
    book.put(report("delta-1", CLASH, OTHER), report("echo-1", told("2026-03-04", 6, "Tabaro", "mayor")))
    before = kept(book)
    book.put(report("delta-1", told("2026-03-04", 7, "Tabaro")), report("fox-1", CLASH))
    one, two = book.all()[:2]
    made = book.revise("Ada", "one clash").judge(one.id, two.id, "same")
    book.revise("Ada", "seen").correct(one.id, "reviewed", True)
    book.revise("Ada", "wrong").undo(made[0])
    book.version = "stub 2"
    list(book.recode())
    book.rebuild()
    after = kept(book)
    for table in KEPT:
        old = {tuple(row[c.name] for c in table.primary_key.columns): row for row in before[table.name]}
        new = {tuple(row[c.name] for c in table.primary_key.columns): row for row in after[table.name]}
        assert old.keys() <= new.keys()
        assert all({**new[key], "current": None} == {**row, "current": None} for key, row in old.items()), table.name


def test_a_changed_article_is_a_new_edition_by_id_and_by_url(book: Book) -> None:
    url = "https://delta.example/1"
    first = replace(report("", CLASH), id="", url=url)
    first = Report(text=first.text, outlet="Delta", published="2026-03-05", url=url)
    second = Report(text=told("2026-03-04", 8, "Tabaro") + "\n", outlet="Delta", published="2026-03-06", url=url)
    added = book.put(first, second, report("echo-1", OTHER), report("echo-1", OTHER, CLASH))
    assert [each.outcome for each in added] == ["new", "changed", "new", "changed"]
    assert added[0].report == added[1].report
    assert book.report(added[0].report).text == second.text
    assert [each.outcome for each in book.put(first, second)] == ["known", "known"]


def test_an_account_keeps_its_id_by_its_words_and_vanished_ones_are_withdrawn(book: Book) -> None:
    [first] = book.put(report("delta-1", CLASH, OTHER))
    clash, other = sorted(book.all(), key=lambda each: each.where.country or "")
    [second] = book.put(report("delta-1", "An update.", told("2026-03-04", 7, "Tabaro"), published="2026-03-06"))
    assert second.outcome == "changed"
    after = {incident.id: incident for incident in book.all()}
    assert set(after) == {clash.id, other.id}
    assert after[clash.id].toll[0].quantity.best == 7
    assert [member.status for member in after[other.id].members] == ["withdrawn"]
    assert after[other.id].status == "withdrawn"
    assert first.accounts == 2


def test_an_account_told_again_after_it_was_withdrawn_keeps_its_id(book: Book) -> None:
    book.put(report("delta-1", CLASH, OTHER))
    before = {incident.id for incident in book.all()}
    book.put(report("delta-1", CLASH, published="2026-03-06"))
    book.put(report("delta-1", CLASH, "More on this.", OTHER, published="2026-03-07"))
    assert {incident.id for incident in book.all()} == before
    assert {incident.status for incident in book.all()} == {"main"}
    digest = book.digest()
    book.rebuild()
    assert book.digest() == digest


def test_as_of_shows_what_was_known_by_then(book: Book) -> None:
    book.put(report("delta-1", CLASH, published="2026-03-05"))
    book.put(report("delta-1", told("2026-03-04", 8, "Tabaro"), published="2026-03-09"))
    [incident] = book.all()
    assert book.show(incident.id).incident.toll[0].quantity.best == 8
    assert book.show(incident.id, as_of="2026-03-06").incident.toll[0].quantity.best == 5


def test_two_accounts_of_one_sentence_go_by_two_ids(book: Book) -> None:
    def twice(given: Report) -> Any:
        found = coding(given)
        return replace(found, accounts=(*found.accounts, *(replace(each, n=1) for each in found.accounts)))

    book.read = twice  # type: ignore[method-assign]
    [added] = book.put(report("delta-1", CLASH))
    assert added.accounts == 2
    with reading(book.engine) as connection:
        names = list(connection.execute(select(accounts.c.id)).scalars())
    assert len(set(names)) == 2
    assert book.check(deep=True) == []


def test_a_reader_that_fails_costs_its_report_alone(book: Book) -> None:
    def fails(given: Report) -> Any:
        if given.id == "bad":
            raise ValueError("tripped")
        return coding(given)

    book.read = fails  # type: ignore[method-assign]
    outcomes = [str(each) for each in book.add([report("a", CLASH), report("bad", CLASH), report("c", OTHER)])]
    assert "tripped" in outcomes[1]
    assert len(book.all()) == 2


def test_recode_keeps_ids_by_words_and_tells_what_changed(book: Book) -> None:
    book.put(report("delta-1", CLASH, OTHER))
    clash = next(each for each in book.all() if each.where.country == "ML")
    gone = next(each for each in book.all() if each.where.country == "UA")
    book.revise("Ada", "checked").correct(gone.id, "reviewed", True)

    def newer(given: Report) -> Any:
        found = coding(given)
        first = replace(found.accounts[0], status="background")
        return replace(found, accounts=(first,), statements=found.statements[:1])

    book.read, book.version = newer, "stub 2"  # type: ignore[method-assign]
    [(name, changes)] = [each for each in book.recode() if isinstance(each, tuple)]
    assert name == "delta-1"
    assert {(each.account, each.field) for each in changes} == {(gone.id, "lost"), (clash.id, "status")}
    assert [incident.id for incident in book.all()] == [clash.id]
    assert book.orphans() == [f"correction 1 on {gone.id}"]
    assert list(book.recode()) == []
    assert book.check(deep=True) == []
    with reading(book.engine) as connection:
        assert sorted(connection.execute(select(readings.c.current)).scalars()) == [False, True]


def test_an_older_ledger_gets_its_radius_from_what_it_keeps(book: Book) -> None:
    book.put(report("delta-1", told("2026-03-04", 5, "Tabaro")), report("golf-1", told("2025-01-04", 2, "Garrova")))
    module = importlib.import_module("counterclaim.store.migrations.versions.0009_radius")
    with writing(book.engine) as connection:
        asked = select(incidents.c.id, incidents.c.radius_km)
        before = {row.id: row.radius_km for row in connection.execute(asked)}
        connection.execute(update(incidents).values(radius_km=None))
        connection.execute(text("ALTER TABLE incidents ADD COLUMN body TEXT"))  # where records lay then
        told_then = "(SELECT bodies.body FROM bodies WHERE bodies.number = incidents.number)"
        connection.execute(text(f"UPDATE incidents SET body = {told_then}"))  # noqa: S608
        connection.execute(text(module.FILLED[connection.dialect.name]))
        assert {row.id: row.radius_km for row in connection.execute(asked)} == before
    assert any(before.values())
    assert not all(before.values())
