"""What people decide: same, different, unsure, merge, split, override, dismiss, review; each undone by another entry.

Every entry has an author, a time and a reason, and is followed by making again what it touches.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from counterclaim.errors import SettingError, UnknownError
from counterclaim.ledger import fusing, sheets
from counterclaim.ledger.intake import now
from counterclaim.ledger.naming import account
from counterclaim.records.judgement import DIFFERENT, SAME, VERDICTS, Correction, Judgement
from counterclaim.store import decisions, incidents
from counterclaim.store.engine import reading, writing
from counterclaim.weigh.corrected import corrected, refuse, value_of

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
            refuse(field, value)
            new = json.dumps(value, ensure_ascii=False)
            entry = Correction(0, found.id, field, old, new, self.author, now(), self.reason)
            corrected(found, [entry])
            n = decisions.keep_correction(connection, entry)
            fusing.settle(connection, [found.id], changed=[found.id])
            return n

    def code(self, incident: str, answers: Mapping[str, Any]) -> int:
        """Fill in the sheet of two-coder mode; raises SettingError where the other coder's may have been seen."""
        return sheets.code(self.engine, incident, answers, self._signed)

    def settle(self, incident: str, question: str, value: Any) -> int:
        """Settle a question of the sheet that two coders answer otherwise."""
        return sheets.settle(self.engine, incident, question, value, self._signed)

    def adopt(self, incident: str) -> list[int]:
        """Correct an incident by what two coders agreed on or somebody settled; nothing where it holds it already."""
        with reading(self.engine) as connection:
            found = incidents.get(connection, account(connection, incident))
        assert found is not None, "every account is in an incident"  # noqa: S101
        return [self.correct(found.id, field, value) for field, value in sheets.owed(self.engine, found)]

    def undo(self, n: int, kind: str = "judgement") -> int:
        """Take a judgement, correction or sheet back, by another entry; an undoing may be undone itself."""
        backs = {"judgement": self._judgement_back, "correction": self._correction_back, "sheet": self._sheet_back}
        if kind not in backs:
            raise SettingError(f"{kind!r} is no kind of entry; one of {', '.join(backs)} was expected")
        with writing(self.engine) as connection:
            if decisions.undone(connection, n, kind):
                raise SettingError(f"entry {n} was undone already; undo the entry that undid it to have it back")
            return backs[kind](connection, n)

    @property
    def _signed(self) -> sheets.Signed:
        return sheets.Signed(self.author, self.reason)

    def _sheet_back(self, connection: Connection, n: int) -> int:
        return sheets.sheet_back(connection, n, self._signed)

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
