"""An account as the ledger holds it: with its id, its report's edition, and whose word reached whom when."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.records.account import Account, Statement
from counterclaim.records.judgement import Anchor


@dataclass(frozen=True, slots=True)
class Entry:
    """One account in the ledger.

    `id` is stable: the digest of the anchor under which the account was first filed; a newer reading or edition
    that tells it again keeps it. `seq` is the order of filing (lower came first). `published` is the edition's ISO
    date or time, `added` when the ledger took it in (ISO, UTC). `origin` names the report whose text this one
    copies (its own report id where it copies none). `statements` are all of the report: claims index them.
    """

    id: str
    seq: int
    report: str
    edition: str
    outlet: str | None
    title: str | None
    published: str | None
    added: str
    origin: str
    anchor: Anchor
    account: Account
    statements: tuple[Statement, ...] = ()
