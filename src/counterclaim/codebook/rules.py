"""Rule books: how figures by many holders become one low, best and high."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from counterclaim.codebook.loader import Entry, derived, load, names
from counterclaim.errors import CodebookError

VOICES = ("independent", "medical", "own", "local", "report", "witness", "unnamed", "enemy")
DEFAULT_RULE = "ucdp"
"""The rule book that incidents are weighed by where no other is named."""
CHOICES = ("lowest", "highest", "trusted")


@dataclass(frozen=True, slots=True)
class RuleBook:
    """One way to weigh figures. `trust` orders the voices; `vague` maps told bounds (low, high) to a number."""

    id: str
    name: str
    trust: tuple[str, ...]
    low: str
    best: str
    high: str
    vague: Mapping[tuple[int | None, int | None], int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Its id and a digest of what it says: another key wherever another figure may come out."""
        told = repr((self.trust, self.low, self.best, self.high, sorted(self.vague.items(), key=repr)))
        return f"{self.id}:{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def other_book(rule: str | None) -> RuleBook | None:
    """The rule book of a name, None for the default's or none; raises CodebookError for a name that none has."""
    return None if rule is None or rule == DEFAULT_RULE else rule_book(rule)


def other_books() -> list[RuleBook]:
    """All but the default."""
    return [book for book in rule_books().values() if book.id != DEFAULT_RULE]


@derived
def rule_books() -> dict[str, RuleBook]:
    """All rule books by id, the user's over ours."""
    files = ["rules", *(name for name in names() if name == "user/rules")]
    return {book.id: book for name in files for book in (_book(entry) for entry in load(name))}


def rule_book(name: str) -> RuleBook:
    """One rule book; raises CodebookError that lists those there are."""
    found = rule_books().get(name)
    if found is None:
        raise CodebookError(f"{name}: no such rule book; there are {', '.join(sorted(rule_books()))}")
    return found


def _book(entry: Entry) -> RuleBook:
    told = {key: str(entry.get(key)) for key in ("low", "best", "high")}
    wrong = [f"{key}: {value}" for key, value in told.items() if value not in CHOICES]
    wrong += [f"trust: {voice}" for voice in entry.get("trust", ()) if voice not in VOICES]
    if wrong:
        raise CodebookError(f"rules.yaml, entry {entry.get('id')}: {', '.join(wrong)} is not known")
    vague: dict[tuple[int | None, int | None], int] = {}
    for each in entry.get("vague", ()):
        vague.setdefault((each["low"], each["high"]), each["count"])
    return RuleBook(entry["id"], entry["name"], tuple(entry["trust"]), **told, vague=vague)
