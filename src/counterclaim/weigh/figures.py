"""Figures of harm from accounts, and which of them stand: the newest word of each holder on the same people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counterclaim.records.entry import Entry
from counterclaim.records.incident import Figure, Step
from counterclaim.values.sides import IMPERSONAL

_IMPERSONAL = IMPERSONAL | {None}


def figures(entries: Sequence[Entry]) -> list[Figure]:
    """Every figure told of the incident itself, in order of publication; totals of a war or a day are no part of it."""
    found = [
        Figure(
            harm=toll.harm,
            quantity=toll.quantity,
            of=toll.of,
            category=toll.category,
            holder=toll.holder,
            hedged=toll.hedged,
            cumulative=toll.cumulative,
            published=entry.published,
            report=entry.report,
            account=entry.account.n,
            outlet=entry.outlet,
            origin=entry.origin,
            span=toll.words.span,
            text=toll.words.text,
            claims=toll.claims,
            part=toll.subset_of is not None,
        )
        for entry in entries
        for toll in entry.account.toll
        if toll.scope == "incident"
    ]
    return sorted(found, key=lambda figure: (figure.published or "", figure.report, figure.account, figure.span))


def standing_figures(found: Iterable[Figure]) -> tuple[list[Figure], list[Step]]:
    """Figures that stand, and why the others do not: a holder's newer word on the same people replaces the older.

    Impersonal voices ("report", "medical") are many people: their figures of one day stand side by side.
    """
    groups: dict[tuple[str, str | None, str | None], list[Figure]] = {}
    aside: list[Step] = []
    for figure in found:
        if figure.part:
            aside.append(Step(figure, "part", "part of a figure that is counted"))
        else:
            groups.setdefault((figure.harm, figure.of, figure.holder), []).append(figure)
    stand: list[Figure] = []
    for (_, _, holder), told in groups.items():
        newest = max((figure.published or "")[:10] for figure in told)
        latest = [figure for figure in told if (figure.published or "")[:10] == newest]
        kept = _of_one_day(latest) if holder in _IMPERSONAL else [latest[-1]]
        stand += kept
        aside += [Step(figure, "replaced", _why(figure, kept[-1])) for figure in told if figure not in kept]
    return stand, aside


def _of_one_day(told: Sequence[Figure]) -> list[Figure]:
    """One figure an origin: a reprint adds no word."""
    last = {figure.origin: figure for figure in told}
    return list(last.values())


def _why(old: Figure, new: Figure) -> str:
    if (old.published or "")[:10] == (new.published or "")[:10]:
        return f"told again in report {new.report} of the same day"
    return f"revised by the same voice on {(new.published or 'an unknown day')[:10]} (report {new.report})"
