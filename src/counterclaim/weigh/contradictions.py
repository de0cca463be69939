"""Disputes over the accounts of many reports, by the rules that hold within one."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.records.account import Claim, Toll
from counterclaim.records.codec import altered
from counterclaim.records.entry import Entry
from counterclaim.records.incident import ClaimRef, Contradiction, Figure, Stand
from counterclaim.values.interval import day_of
from counterclaim.weigh.disputes import disputes

_FIGURES = frozenset({"killed", "injured", "captured"})
_FRESH_DAYS = 1


def contradictions(entries: Sequence[Entry], stand: Sequence[Figure]) -> tuple[Contradiction, ...]:
    """Who contradicts whom; of figures only those that stand, so that a revised toll is no dispute."""
    claims, refs = together(entries)
    latest = _of_late(stand)
    kept = [n for n, claim in enumerate(claims) if _stands(claim, refs[n], latest)]
    place = {old: new for new, old in enumerate(kept)}
    tolls = _tolls(entries, place)
    return tuple(
        Contradiction(
            dispute.field,
            tuple(
                Stand(position.holder, position.value, position.polarity, tuple(refs[kept[n]] for n in position.claims))
                for position in dispute.positions
            ),
            dispute.why,
        )
        for dispute in disputes([claims[n] for n in kept], tolls)
    )


def together(entries: Sequence[Entry]) -> tuple[list[Claim], list[ClaimRef]]:
    """The claims of all accounts in one row, and where each stands."""
    claims: list[Claim] = []
    refs: list[ClaimRef] = []
    for entry in entries:
        claims += entry.account.claims
        refs += [ClaimRef(entry.report, entry.account.n, n, claim.span) for n, claim in enumerate(entry.account.claims)]
    return claims, refs


def _of_late(stand: Sequence[Figure]) -> list[Figure]:
    """Figures told within a day of the newest on the same people: a first count is no answer to a later one."""
    newest: dict[tuple[str, str | None], str] = {}
    for figure in stand:
        key = (figure.harm, figure.of)
        newest[key] = max(newest.get(key, ""), figure.published or "")
    return [figure for figure in stand if _days_before(figure, newest[figure.harm, figure.of]) <= _FRESH_DAYS]


def _days_before(figure: Figure, moment: str) -> int:
    if not figure.published or not moment:
        return 0
    return (day_of(moment) - day_of(figure.published)).days


def _stands(claim: Claim, ref: ClaimRef, stand: Sequence[Figure]) -> bool:
    """Whether a claim is no figure, or one that no newer word has replaced."""
    if claim.field not in _FIGURES or not claim.polarity:
        return True
    return any(
        figure.report == ref.report and figure.account == ref.account and ref.claim in figure.claims for figure in stand
    )


def _tolls(entries: Sequence[Entry], place: dict[int, int]) -> list[Toll]:
    """Every toll with its claims renumbered to the row of those kept."""
    found: list[Toll] = []
    before = 0
    for entry in entries:
        for toll in entry.account.toll:
            kept = tuple(place[before + n] for n in toll.claims if before + n in place)
            found.append(altered(toll, claims=kept))
        before += len(entry.account.claims)
    return found
