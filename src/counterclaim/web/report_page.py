"""What the report page shows, gathered: the text in pieces, its accounts and statements, what an edition changed."""

from __future__ import annotations

import difflib
from typing import Any

from counterclaim.ledger import outline
from counterclaim.ledger.outline import Dossier
from counterclaim.records.account import Account, Statement
from counterclaim.records.report import Report
from counterclaim.views.marked import marks_of, pieces
from counterclaim.views.quote import quote
from counterclaim.web.site import Site

_MOST_WORDS = 20_000


def sheet_of(site: Site, name: str, edition: str | None) -> dict[str, Any]:
    """Names that the template uses, for a report of the ledger."""
    found = outline.dossier(site.ledger.engine, name, edition)
    accounts = [entry.account for entry in found.entries]
    statements = found.entries[0].statements if found.entries else ()
    held = {entry.account.n: found.incidents.get(entry.id) for entry in found.entries}
    return laid_out(found.report, accounts, statements) | {
        "edition": found.edition,
        "editions": found.editions,
        "held": held,
        "change": _change(site, found),
        "origin": found.entries[0].origin if found.entries else None,
        "kept": True,
    }


def laid_out(report: Report, accounts: list[Account], statements: tuple[Statement, ...]) -> dict[str, Any]:
    """A report as read, whether the ledger keeps it or not."""
    sayings = {
        (account.n, n): quote(report.text, claim.span) for account in accounts for n, claim in enumerate(account.claims)
    }
    return {
        "report": report,
        "accounts": accounts,
        "statements": statements,
        "pieces": pieces(report.text, marks_of(accounts, statements)),
        "sayings": sayings,
    }


def _change(site: Site, found: Dossier) -> list[tuple[str, str]]:
    """What this edition changed in the one before it: runs of words that are `same`, `gone` or `new`."""
    digests = [digest for digest, _ in found.editions]
    at = digests.index(found.edition)
    if at == 0:
        return []
    before = site.ledger.report(found.report.id, digests[at - 1]).text.split()
    after = found.report.text.split()
    if len(before) + len(after) > _MOST_WORDS:
        return []
    told: list[tuple[str, str]] = []
    for how, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if how == "equal":
            told.append(("same", " ".join(after[c:d])))
            continue
        told += [(kind, " ".join(words)) for kind, words in (("gone", before[a:b]), ("new", after[c:d])) if words]
    return told
