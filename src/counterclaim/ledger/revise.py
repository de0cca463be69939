"""What people decide: same, different, unsure, merge, split, override, dismiss, review; each undone by another entry.

Every entry has an author, a time and a reason, and is followed by making again what it touches.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from counterclaim.errors import SettingError, UnknownError
from counterclaim.ledger import fusing
from counterclaim.ledger.intake import now
from counterclaim.records.judgement import DIFFERENT, SAME, VERDICTS, Correction, Judgement
from counterclaim.store import decisions, incidents
from counterclaim.store.engine import writing
from counterclaim.weigh.corrected import corrected, value_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


class Revision:
    """Decisions of one author, taken now."""

    def __init__(self, engine: Engine, author: str, reason: str) -> None:
        if not author.strip() or not reason.strip():
            raise SettingError("a decision needs an author and a reason; give both")
        self.engine = engine
        self.author = author.strip()
        self.reason = reason.strip()

    def judge(self, one: str, other: str, verdict: str) -> list[int]:
        """Say that two accounts (or the founding ones of two incidents) are the same, different, or unsure."""
        if verdict not in VERDICTS:
            raise SettingError(f"verdict {verdict!r}: one of {', '.join(VERDICTS)} was expected")
        with writing(self.engine) as connection:
            pair = (account(connection, one), account(connection, other))
            if pair[0] == pair[1]:
                raise SettingError(f"{one} and {other} are one account; name two")
            return self._judged(connection, [pair], verdict)

    def merge(self, names: Sequence[str]) -> list[int]:
        """Make incidents one: their founding accounts are judged the same."""
        with writing(self.engine) as connection:
            first, *rest = (account(connection, name) for name in names)
            return self._judged(connection, [(first, other) for other in rest if other != first], SAME)

    def split(self, incident: str, accounts: Sequence[str]) -> list[int]:
        """Take accounts out of an incident: judged different from each that stays, and the same among themselves."""
        with writing(self.engine) as connection:
            found = incidents.get(connection, account(connection, incident))
            held = {member.account for member in found.members} if found else set()
            out = [account(connection, name) for name in accounts]
            strangers = [name for name in out if name not in held]
            if strangers:
                raise UnknownError(f"{', '.join(strangers)}: no account of incident {incident}")
            stay = sorted(held - set(out))
            if not stay:
                raise SettingError(f"incident {incident}: all its accounts were named; leave one in it")
            made = self._judged(connection, [(name, other) for name in out for other in stay], DIFFERENT)
            return made + self._judged(connection, [(out[0], other) for other in out[1:]], SAME)

    def correct(self, incident: str, field: str, value: Any) -> int:
        """Override a field of an incident; raises SettingError for a field or value that cannot be."""
        with writing(self.engine) as connection:
            found = incidents.get(connection, account(connection, incident))
            assert found is not None, "every account is in an incident"  # noqa: S101
            old = json.dumps(value_of(found, field), ensure_ascii=False)
            new = json.dumps(value, ensure_ascii=False)
            entry = Correction(0, found.id, field, old, new, self.author, now(), self.reason)
            corrected(found, [entry])
            n = decisions.keep_correction(connection, entry)
            fusing.settle(connection, [found.id], changed=[found.id])
            return n

    def undo(self, n: int, correction: bool = False) -> int:
        """Take an entry back, by another; an undoing may be undone itself."""
        with writing(self.engine) as connection:
            if decisions.undone(connection, n, correction):
                raise SettingError(f"entry {n} was undone already; undo the entry that undid it to have it back")
            return self._correction_back(connection, n) if correction else self._judgement_back(connection, n)

    def _judgement_back(self, connection: Connection, n: int) -> int:
        old = decisions.judgement(connection, n)
        if old is None:
            raise UnknownError(f"judgement {n}: there is none of that number")
        entry = Judgement(0, old.one, old.other, old.verdict, self.author, now(), self.reason, undoes=n)
        reach = fusing.touched(connection, [old.one, old.other])
        made = decisions.keep_judgement(connection, entry)
        fusing.settle(connection, reach)
        return made

    def _correction_back(self, connection: Connection, n: int) -> int:
        old = decisions.correction(connection, n)
        if old is None:
            raise UnknownError(f"correction {n}: there is none of that number")
        entry = Correction(0, old.account, old.field, old.new, old.old, self.author, now(), self.reason, undoes=n)
        made = decisions.keep_correction(connection, entry)
        fusing.settle(connection, [old.account], changed=[old.account])
        return made

    def _judged(self, connection: Connection, pairs: Sequence[tuple[str, str]], verdict: str) -> list[int]:
        at = now()
        reach = fusing.touched(connection, {end for pair in pairs for end in pair})
        made = [
            decisions.keep_judgement(connection, Judgement(0, one, other, verdict, self.author, at, self.reason))
            for one, other in pairs
        ]
        fusing.settle(connection, reach)
        return made


def account(connection: Connection, name: str) -> str:
    """The account that an id, or the unmistakable beginning of one, names; raises UnknownError."""
    found = incidents.beginning(connection, name) if len(name) >= 4 and name.isalnum() else []
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownError(f"{name}: several ids begin so; give more of it")
    raise UnknownError(f"{name}: no incident and no account of this ledger; `counterclaim find` lists incidents")
