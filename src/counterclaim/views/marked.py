"""A report's text cut into pieces, each with the marks that lie on it, so that marks may overlap."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from counterclaim.records.account import Account, Statement
from counterclaim.records.report import Span

KINDS = ("trigger", "source", "cue", "content", "harm", "place", "time", "actor")
"""What is marked, the stronger first."""


class Mark(NamedTuple):
    """A marked span: its kind and what it belongs to (`s3`: statement 3, `a0`: account 0, `c0-2`: its claim 2)."""

    span: Span
    kind: str
    refs: tuple[str, ...]


class Piece(NamedTuple):
    """A run of text under the same marks; `kinds` in the order of KINDS."""

    text: str
    start: int
    kinds: tuple[str, ...]
    refs: tuple[str, ...]

    @property
    def leads(self) -> str | None:
        """The claim that it leads to, else the statement; None where it belongs to an account alone."""
        return next((ref for start in "cs" for ref in self.refs if ref.startswith(start)), None)


def marks_of(accounts: Iterable[Account], statements: Iterable[Statement]) -> list[Mark]:
    """Everything that the accounts and statements of a report point to in its text."""
    found: list[Mark] = []
    for each in statements:
        ref = (f"s{each.n}",)
        found += [Mark(source.span, "source", ref) for source in (each.source, *each.via) if source.span]
        found.append(Mark(each.cue.span, "cue", ref))
        found += [Mark(words.span, "content", ref) for words in each.content]
    for account in accounts:
        found += _of_account(account)
    return found


def _of_account(account: Account) -> list[Mark]:
    ref = (f"a{account.n}",)
    found = [Mark(account.event.trigger.span, "trigger", ref)]
    for toll in account.toll:
        found.append(Mark(toll.words.span, "harm", (*ref, *(f"c{account.n}-{n}" for n in toll.claims))))
    if account.when.span:
        found.append(Mark(account.when.span, "time", ref))
    found += [Mark(where.span, "place", ref) for where in (account.where, *account.where.alternates) if where.span]
    for part in account.participants:
        refs = (*ref, *(f"c{account.n}-{n}" for n in part.claims))
        found += [Mark(words.span, "actor", refs) for words in part.mentions]
    found += [Mark(claim.span, "claim", (f"c{account.n}-{n}",)) for n, claim in enumerate(account.claims)]
    return found


def pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """The text in order, cut wherever a mark begins or ends."""
    kept = [mark for mark in marks if 0 <= mark.span[0] < mark.span[1] <= len(text)]
    edges = sorted({0, len(text), *(edge for mark in kept for edge in mark.span)})
    found = []
    for start, end in pairwise(edges):
        over = [mark for mark in kept if mark.span[0] <= start and end <= mark.span[1]]
        kinds = tuple(kind for kind in KINDS if any(mark.kind == kind for mark in over))
        refs = tuple(dict.fromkeys(ref for mark in over for ref in mark.refs))
        found.append(Piece(text[start:end], start, kinds, refs))
    return found
