"""Who says what happened: news reports of armed incidents read into accounts, statements, claims and disputes.

    from counterclaim import read
    result = read("report.txt", published="2026-03-04")

Names are imported when they are first used, so that `import counterclaim` costs nothing. `counterclaim.read` is
both the function and the package whose modules do the reading; the package is made callable for that.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

import counterclaim.read as _room

if TYPE_CHECKING:
    from counterclaim.errors import CounterclaimError, SourceError
    from counterclaim.ledger import Ledger
    from counterclaim.reader import Reader, Result, read
    from counterclaim.records.account import Account, Claim, Dispute, Statement
    from counterclaim.records.incident import Incident
    from counterclaim.records.query import Query
    from counterclaim.records.report import Report

_HOMES = {
    "Account": "records.account",
    "Claim": "records.account",
    "CounterclaimError": "errors",
    "Dispute": "records.account",
    "Incident": "records.incident",
    "Ledger": "ledger",
    "Query": "records.query",
    "Reader": "reader",
    "Report": "records.report",
    "Result": "reader",
    "SourceError": "errors",
    "Statement": "records.account",
}

__all__ = [
    "Account",
    "Claim",
    "CounterclaimError",
    "Dispute",
    "Incident",
    "Ledger",
    "Query",
    "Reader",
    "Report",
    "Result",
    "SourceError",
    "Statement",
    "read",
]


class _CallableRoom(ModuleType):
    """The package `counterclaim.read`, which reads a report when it is called."""

    def __call__(self, *arguments: Any, **options: Any) -> Result:
        """Read one report; see `counterclaim.reader.read`."""
        from counterclaim.reader import read as read_one  # noqa: PLC0415 (heavy)

        return read_one(*arguments, **options)


_room.__class__ = _CallableRoom


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 (slow)

        return version("counterclaim")
    try:
        home = _HOMES[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    return getattr(import_module(f"counterclaim.{home}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
