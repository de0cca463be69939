"""Corrections of the ledger as golden cases, for those who test the reader by their own decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from counterclaim.errors import SettingError, UnknownError
from counterclaim.records.judgement import Correction
from counterclaim.store import decisions, incidents, keep
from counterclaim.store.engine import reading
from counterclaim.values.decided import counting
from counterclaim.views.case import Case, case, told_by

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


def cases(
    engine: Engine, numbers: Sequence[int] = (), sentences: bool = False
) -> Iterator[tuple[int, Case | SettingError]]:
    """Each correction that counts, or those of the numbers, as a case; or why it makes none."""
    with reading(engine) as connection:
        counted = {each.n: each for each in counting(decisions.all_corrections(connection))}
        for number in numbers:
            if number not in counted:
                raise UnknownError(f"correction {number}: there is none of that number that counts")
        for number in numbers or sorted(counted):
            try:
                yield number, _case(connection, counted[number], sentences)
            except SettingError as reason:
                yield number, reason


def _case(connection: Connection, correction: Correction, sentences: bool) -> Case:
    incident = incidents.get(connection, correction.account)
    group = keep.entries(connection, [incident.id, *incident.redirects]) if incident else []
    if incident is None or not group:
        raise SettingError(f"correction {correction.n}: no reading tells its account any more")
    entry = told_by(correction, incident, group)
    report = keep.report_text(connection, entry.report, entry.edition)
    assert report is not None, "an account without its report"  # noqa: S101
    beside = keep.entries(connection, keep.accounts_of_report(connection, entry.report))
    alone = sum(each.edition == entry.edition for each in beside) == 1
    return case(correction, entry, report, alone, sentences)
