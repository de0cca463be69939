"""Two-coder mode in the ledger: sheets taken in blindly, compared, settled, and written to incidents if wished."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from counterclaim.codebook.sheet import event_type, question, questions
from counterclaim.errors import SettingError, UnknownError
from counterclaim.ledger.intake import now
from counterclaim.ledger.naming import account
from counterclaim.records.incident import Incident
from counterclaim.records.judgement import CODED, SETTLED, Sheet
from counterclaim.store import decisions, incidents
from counterclaim.store.engine import reading, writing
from counterclaim.values.agreement import Agreement
from counterclaim.weigh.corrected import value_of
from counterclaim.weigh.double import Double, agreements, double

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_TOLL = "toll."


@dataclass(frozen=True, slots=True)
class Signed:
    """Who writes an entry, and why."""

    author: str
    reason: str


def doubly(engine: Engine, incident: Incident) -> Double:
    """How the sheets of an incident stand."""
    with reading(engine) as connection:
        return double(_entries(connection, incident))


def every(engine: Engine) -> dict[str, Double]:
    """How sheets stand, by the account that each hangs on, in order of the first sheet."""
    held: dict[str, list[Sheet]] = {}
    with reading(engine) as connection:
        for sheet in decisions.all_sheets(connection):
            held.setdefault(sheet.account, []).append(sheet)
    return {name: double(entries) for name, entries in held.items()}


def agreed(engine: Engine) -> dict[str, Agreement]:
    """By question, how far coders agree over all incidents that two have coded."""
    return agreements(every(engine).values())


def code(engine: Engine, name: str, told: Mapping[str, Any], signed: Signed) -> int:
    """Take in one coder's sheet; raises SettingError where the other's may have been seen."""
    made = {each.id: each.answer(told.get(each.id)) for each in questions().values()}
    for given in told:
        question(given)
    if not any(value is not None for value in made.values()):
        raise SettingError("the sheet is empty; answer one question at least")
    with writing(engine) as connection:
        incident = _incident(connection, name)
        if double(_entries(connection, incident)).open:
            raise SettingError(
                f"incident {incident.id}: two coders are done, and their sheets open; settle what they differ on"
            )
        return _keep(connection, incident.id, CODED, made, signed)


def settle(engine: Engine, name: str, asked: str, value: Any, signed: Signed) -> int:
    """Settle a question that two coders answer otherwise, by a value of the sheet or None for "nobody can say"."""
    made = question(asked).answer(value)
    with writing(engine) as connection:
        incident = _incident(connection, name)
        found = double(_entries(connection, incident))
        if not found.done:
            raise SettingError(f"incident {incident.id}: two coders must be done before anything is settled")
        if asked not in found.apart():
            raise SettingError(f"{asked}: the coders of incident {incident.id} agree on it; correct the incident")
        return _keep(connection, found.coded[0].account, SETTLED, {asked: made}, signed)


def sheet_back(connection: Connection, n: int, signed: Signed) -> int:
    """Take a sheet back, by another entry."""
    old = decisions.sheet(connection, n)
    if old is None:
        raise UnknownError(f"sheet {n}: there is none of that number")
    entry = Sheet(0, old.account, old.kind, old.answers, signed.author, now(), signed.reason, undoes=n)
    return decisions.keep_sheet(connection, entry)


def owed(engine: Engine, incident: Incident) -> list[tuple[str, Any]]:
    """Corrections, field and value, that would write what coders agreed on or settled to their incident."""
    with reading(engine) as connection:
        outcome = double(_entries(connection, incident)).outcome()
    found: list[tuple[str, Any]] = []
    for name, value in outcome.items():
        field = question(name).sets
        if field is None or _holds(incident, field, value):
            continue
        found.append((field, [value] * 3 if field.startswith(_TOLL) else value))
        if field == "when.start" and (incident.when.end or "") < str(value):
            found.append(("when.end", value))
        if field == "event.acled_sub_type":
            found.append(("event.acled_type", event_type(str(value))))
    return found


def _holds(incident: Incident, field: str, value: Any) -> bool:
    """Whether the incident has the value already: a figure by its best one, a time by its day."""
    now_ = value_of(incident, field)
    if field.startswith(_TOLL):
        return bool(now_ and now_[1] == value)
    return bool(now_ == value or (field == "when.start" and now_ and str(now_)[:10] == value))


def _keep(connection: Connection, account: str, kind: str, told: Mapping[str, Any], signed: Signed) -> int:
    text = json.dumps(told, ensure_ascii=False)
    return decisions.keep_sheet(connection, Sheet(0, account, kind, text, signed.author, now(), signed.reason))


def _entries(connection: Connection, incident: Incident) -> list[Sheet]:
    return decisions.sheets_on(connection, [incident.id, *incident.redirects])


def _incident(connection: Connection, name: str) -> Incident:
    found = incidents.get(connection, account(connection, name))
    assert found is not None, "every account is in an incident"  # noqa: S101
    return found
