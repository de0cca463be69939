"""A word to SQLite's planner, which keeps no figures on what lies in a ledger and guesses."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class unindexed(FunctionElement[Any]):  # noqa: N801 (as SQLAlchemy's own functions are named)
    """A column whose index is no way to what is asked for: SQLite has no hint that SQLAlchemy would hand on."""

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any]) -> None:
        super().__init__(column)
        self.type = column.type


@compiles(unindexed)
def _as_it_is(element: unindexed, compiler: SQLCompiler, **kept: Any) -> str:
    return str(compiler.process(element.clauses, **kept))


@compiles(unindexed, "sqlite")
def _signed(element: unindexed, compiler: SQLCompiler, **kept: Any) -> str:
    """A sign before a column makes it an expression: https://sqlite.org/optoverview.html on unary "+"."""
    return f"+{compiler.process(element.clauses, **kept)}"
