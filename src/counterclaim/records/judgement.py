"""What analysts and the machine decided about accounts; kept for ever, undone only by another entry."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from counterclaim.records.report import Span

SAME = "same"
DIFFERENT = "different"
UNSURE = "unsure"
VERDICTS = (SAME, DIFFERENT, UNSURE)
CODED = "coded"
SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an account hangs in the words: the edition's digest, the trigger's sentence and the trigger in it."""

    edition: str
    span: Span
    words: str
    trigger: Span

    def id(self) -> str:
        """First 16 hex digits of the SHA-256 of edition, trigger and words: the id of the account it founds."""
        whole = f"{self.edition}\x1f{self.trigger[0]}\x1f{self.trigger[1]}\x1f{self.words}"
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two accounts tell of the same incident, of different ones, or nobody can say.

    `one` and `other` are account ids, `at` an ISO time with zone; `undoes` is the number of the entry that this one
    takes back (its verdict is then that entry's, and counts no more).
    """

    n: int
    one: str
    other: str
    verdict: str
    author: str
    at: str
    reason: str
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """An analyst overrides one field of one incident, held by the account that founded it.

    `field` is a dotted name of the contract (`where.name`, `toll.killed`), `old` and `new` are JSON texts;
    field `dismissed` takes an incident out of sight, `reviewed` says that somebody looked
    at it, `unsure` that whoever looked cannot say.
    """

    n: int
    account: str
    field: str
    old: str
    new: str
    author: str
    at: str
    reason: str
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one coder, without having seen another's, says an incident's fields are; or what settles one of them.

    It hangs on the account that founded the incident then. `kind` is `coded` or `settled`; `answers` is a JSON object
    of answers by question, null where nobody can say; a settling sheet has one.
    """

    n: int
    account: str
    kind: str
    answers: str
    author: str
    at: str
    reason: str
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """Something done by the pages or the API that is no decision: `what` in words, `thing` it was done to, if any."""

    n: int
    author: str
    at: str
    what: str
    thing: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Done:
    """One line of the audit: who did what to which thing when, and whether it was taken back.

    `kind`: judgement | correction | sheet | redaction | act, `n` its number among these.
    """

    at: str
    author: str
    kind: str
    n: int
    what: str
    thing: str
    reason: str
    undone: bool = False
