"""Full text: SQLite's FTS5 or PostgreSQL's tsvector behind the same calls, with the same answers.

A query is words (all must stand), "quoted phrases" and -excluded words; case, marks over letters and English endings
do not matter. Whatever else is in it parts words: nothing is taken for an operator.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Text,
    bindparam,
    column,
    func,
    literal_column,
    not_,
    select,
    table,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from counterclaim.store.plans import unindexed
from counterclaim.store.tables import incidents

_PARTS = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_WORDS = re.compile(r"[^\W_]+")
_CONFIGURATION: ColumnElement[Any] = literal_column("'counterclaim'::regconfig")


def rowid(incident: str) -> int:
    """SQLite's row of an incident's words: its id as a signed 64-bit number."""
    return int(incident, 16) - (1 << 63)


def keep(connection: Connection, found: dict[str, str]) -> None:
    """File the words of incidents by id, of which none are filed."""
    if not found:
        return
    if connection.dialect.name == "sqlite":
        rows = [{"row": rowid(incident), "words": words} for incident, words in found.items()]
        connection.execute(text("INSERT INTO words(rowid, told) VALUES (:row, :words)"), rows)
        return
    rows = [{"incident": incident, "words": plain(words)} for incident, words in found.items()]
    connection.execute(
        text("INSERT INTO words(incident, told) VALUES (:incident, to_tsvector('counterclaim', :words))"), rows
    )


def drop(connection: Connection, gone: list[str]) -> None:
    """Forget the words of incidents."""
    if not gone:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM words WHERE rowid = :row"), [{"row": rowid(each)} for each in gone])
        return
    connection.execute(text("DELETE FROM words WHERE incident = :incident"), [{"incident": each} for each in gone])


def purge(connection: Connection) -> None:
    """Have the index let go of words that nothing holds any more."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO words(words) VALUES ('optimize')"))


def some_gone(connection: Connection, most: int) -> int:
    """Forget the words of so many incidents, of all on PostgreSQL; returns of how many."""
    if connection.dialect.name != "sqlite":
        return connection.execute(text("DELETE FROM words")).rowcount
    some = text("DELETE FROM words WHERE rowid IN (SELECT rowid FROM words LIMIT :most)")
    return connection.execute(some, {"most": most}).rowcount


def matching(dialect: str, query: str, *, walked: bool = False) -> ColumnElement[bool]:
    """A condition on `incidents`: its words answer the query; `walked`: asked of one after the other."""
    asked, barred = parsed(query)
    key = unindexed(_key(dialect)) if walked else _key(dialect)
    found: ColumnElement[bool] = true()
    if asked:
        found = found & key.in_(_found(dialect, asked, " AND "))
    if barred:
        found = found & not_(key.in_(_found(dialect, barred, " OR ")))
    return found


def leading(dialect: str, query: str) -> Select[Any] | None:
    """What words that must stand lead to, a row an incident; None where none must."""
    asked, _ = parsed(query)
    return _found(dialect, asked, " AND ") if asked else None


def parsed(query: str) -> tuple[list[str], list[str]]:
    """The words and phrases that must stand, and those that must not."""
    asked: list[str] = []
    barred: list[str] = []
    for minus, phrase, word in _PARTS.findall(query):
        told = plain(phrase or word)
        if told:
            (barred if minus else asked).append(told)
    return asked, barred


def plain(told: str) -> str:
    """Words in small letters without marks over them, a blank between two."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", told) if not unicodedata.combining(each))
    return " ".join(_WORDS.findall(bare.casefold()))


def _key(dialect: str) -> ColumnElement[Any]:
    """What words are filed by: SQLite's full text knows numbers alone."""
    return incidents.c.number if dialect == "sqlite" else incidents.c.id


def _found(dialect: str, phrases: list[str], joined: str) -> Select[Any]:
    """Numbers (SQLite) or ids of the incidents whose words answer."""
    if dialect == "sqlite":
        matched = text("words MATCH :asked").bindparams(
            bindparam("asked", joined.join(f'"{phrase}"' for phrase in phrases), unique=True)
        )
        return select(literal_column("rowid", BigInteger)).select_from(table("words")).where(matched)
    queries: list[ColumnElement[Any]] = [
        func.phraseto_tsquery(_CONFIGURATION, bindparam(None, phrase, Text), type_=TSQUERY) for phrase in phrases
    ]
    whole = queries[0]
    for each in queries[1:]:
        whole = whole.op("&&" if joined == " AND " else "||", return_type=TSQUERY())(each)
    held = table("words", column("incident"), column("told"))
    return select(held.c.incident).where(held.c.told.op("@@")(whole))
