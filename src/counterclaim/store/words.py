"""Full text: SQLite's FTS5 or PostgreSQL's tsvector behind the same three calls.

A query is words (all must stand), "quoted phrases" and -excluded words; case and English endings do not matter.
"""

from __future__ import annotations

import re

from sqlalchemy import ColumnElement, Connection, bindparam, literal_column, text

from counterclaim.store.tables import incidents

_PARTS = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')


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
    rows = [{"incident": incident, "words": words} for incident, words in found.items()]
    connection.execute(
        text("INSERT INTO words(incident, told) VALUES (:incident, to_tsvector('english', :words))"), rows
    )


def drop(connection: Connection, gone: list[str]) -> None:
    """Forget the words of incidents."""
    if not gone:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM words WHERE rowid = :row"), [{"row": rowid(each)} for each in gone])
        return
    connection.execute(text("DELETE FROM words WHERE incident = :incident"), [{"incident": each} for each in gone])


def clear(connection: Connection) -> None:
    """Forget all words."""
    connection.execute(text("DELETE FROM words"))


def matching(dialect: str, query: str) -> ColumnElement[bool]:
    """A condition on `incidents`: its words answer the query."""
    if dialect == "sqlite":
        asked = match_query(query)
        if not asked:
            return literal_column("1 = 1") == literal_column("1")
        found = text("SELECT rowid FROM words WHERE words MATCH :asked").bindparams(bindparam("asked", asked))
        return incidents.c.number.in_(found.columns(literal_column("rowid")))
    found = text("SELECT incident FROM words WHERE told @@ websearch_to_tsquery('english', :asked)")
    return incidents.c.id.in_(found.bindparams(bindparam("asked", query)).columns(literal_column("incident")))


def match_query(query: str) -> str:
    """FTS5's form of a query: every word quoted, so that nothing in it is taken for an operator."""
    asked: list[str] = []
    barred: list[str] = []
    for minus, phrase, word in _PARTS.findall(query):
        plain = (phrase or word).replace('"', " ").strip()
        if re.search(r"\w", plain):
            (barred if minus else asked).append(f'"{plain}"')
    if not asked:
        return ""
    return " ".join((" AND ".join(asked), *(f"NOT {each}" for each in barred)))
