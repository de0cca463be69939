"""One line that tells an account from its fields, naming the holder of whatever is not agreed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.codebook.actors import actor_name as in_words
from counterclaim.codebook.events import events
from counterclaim.records.account import Dispute, EventCode, Participant, Toll, When, Where
from counterclaim.values.quantity import show

_BODY = re.compile("[A-Z]{2}-(?:GOV|MIL|POL|BORDER|CIV)")
_OWN = "friendly_fire"
"""The one kind in which a body is named as having done it to itself; elsewhere only as having suffered it."""
_NAMES = {
    "report": "",
    "witness": "Witnesses",
    "medical": "Medics",
    "local": "Local officials",
    "unnamed": "Unnamed sources",
}


def headline(
    event: EventCode,
    when: When,
    where: Where,
    participants: Sequence[Participant],
    toll: Sequence[Toll],
    disputes: Sequence[Dispute],
) -> str:
    """The incident in one line: who says, what, by and against whom, where, harm, dispute."""
    said = _holder(participants, toll)
    parts = [_what(event, participants)]
    if where.name:
        parts.append(("near " if where.precision == "near" else "in ") + where.name)
    if when.start:
        parts.append(f"({when.start[:10]})")
    line = " ".join(parts)
    figures = _figures(toll)
    if figures:
        line += f": {figures}"
    if said:
        line = f"{said}: {line[0].lower() + line[1:]}" if not line[:2].isupper() else f"{said}: {line}"
    return line + _contested(disputes)


def actor_name(actor: str | None) -> str:
    """The name of an actor for people; the id where the codebook lacks it."""
    if actor is None:
        return "unknown"
    return _NAMES.get(actor) or in_words(actor)


def inline_name(actor: str) -> str:
    """The same within a line: the armed forces, police or people of a country without a capital."""
    told = actor_name(actor)
    return told[:1].lower() + told[1:] if _BODY.fullmatch(actor) and not told[1:2].isupper() else told


def _what(event: EventCode, participants: Sequence[Participant]) -> str:
    acting = [p for p in participants if p.role in {"initiator", "responsible"} and p.certainty != "denied"]
    suffering = [p for p in participants if p.role in {"target", "victim"}]
    parties = [p for p in participants if p.role == "party"]
    known = events().get(event.entry)
    what = (known and known.name) or event.entry.replace("_", " ")
    what = what[:1].upper() + what[1:]
    if len(parties) > 1:
        return f"{what} between {' and '.join(p.name for p in parties[:2])}"
    if parties and not acting and not suffering:
        return f"{what} involving {parties[0].name}"
    line = what
    if suffering:
        line += f" {known.against if known else 'against'} {suffering[0].name}"
    if acting and (not suffering or acting[0].name != suffering[0].name or event.entry == _OWN):
        hedge = {"claimed": "attributed to ", "suspected": "attributed to suspected "}.get(acting[0].certainty, "by ")
        line += f" {hedge}{acting[0].name}"
    return line


def _figures(toll: Sequence[Toll]) -> str:
    mine = [t for t in toll if t.scope == "incident" and t.subset_of is None]
    killed = [t for t in mine if t.harm == "killed"]
    chosen = (killed or mine)[:2]
    return ", ".join(f"{show(t.quantity)} {t.harm}" + (f" ({inline_name(t.of)})" if t.of else "") for t in chosen)


def _holder(participants: Sequence[Participant], toll: Sequence[Toll]) -> str:
    """The one holder on whose word all of it rests, if it is not the report's own voice."""
    holders = {t.holder for t in toll}
    if (
        len(holders) == 1
        and None not in holders
        and "report" not in holders
        and all(p.certainty != "stated" for p in participants)
    ):
        holder = next(iter(holders))
        return f"{actor_name(holder)} {'say' if holder in _NAMES else 'says'}"
    return ""


def _contested(disputes: Sequence[Dispute]) -> str:
    return f"; {' and '.join(d.field.replace('_', ' ') for d in disputes[:2])} disputed" if disputes else ""
