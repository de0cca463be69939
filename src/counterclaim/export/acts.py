"""Deeds and sayings of an incident as acts of somebody towards somebody, which event data sets have a row for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from counterclaim.codebook.actors import actors
from counterclaim.codebook.standards import countries, crosswalk
from counterclaim.export.shape import Making
from counterclaim.ledger.whole import Whole
from counterclaim.records.account import Claim, Participant, Statement
from counterclaim.records.entry import Entry
from counterclaim.values.sides import IMPERSONAL, of_side
from counterclaim.views.claim_ids import claim_id, numbers_from
from counterclaim.views.days import first_day
from counterclaim.views.flat import HARMS
from counterclaim.views.sides import country_of, is_armed, kind_of, name_of, only_alleged, organ, sides

_AUTHOR = ("initiator", "responsibility")
_TWO_SIDED = "Battles"


class Agent(NamedTuple):
    """Somebody in an act: id and plain name where known, the words, country, kind of participant, and organ."""

    id: str | None
    name: str
    text: str
    country: str | None
    kind: str
    organ: str


class Act(NamedTuple):
    """One act. `type` and `mode` are PLOVER's, `cameo` its code; `both` where two sides fight each other."""

    id: str
    saying: bool
    type: str
    mode: str | None
    cameo: str
    day: str | None
    actors: tuple[Agent, ...]
    recipients: tuple[Agent, ...]
    both: bool
    words: str
    claims: tuple[str, ...]
    entry: Entry | None


def acts(whole: Whole, making: Making) -> Iterator[Act]:
    """The deed, then what was said of it: accusations, denials, threats, calls; reprints say nothing anew."""
    if only_alleged(whole.incident):
        making.losses.lose(whole.incident.id, "that its author is only said or suspected to be")
    yield _deed(whole)
    seen: set[str] = set()
    for entry in whole.entries:
        if entry.origin in seen and entry.origin != entry.report:
            making.losses.lose(whole.incident.id, "sayings told again by reprints")
            continue
        seen.add(entry.origin)
        for statement in entry.statements:
            if entry.account.n in statement.about:
                yield from _saying(whole, entry, statement, making)


def agent(name: str, text: str | None = None) -> Agent:
    """An actor of the codebook by its id."""
    known = actors().get(name)
    start, _, rest = name.partition("-")
    country = known.country if known and known.country else (start if start in countries() else None)
    plain = known.name if known else name
    return Agent(
        name, plain, text or plain, country, known.kind if known else "unknown", rest if country == start else ""
    )


def _of(part: Participant) -> Agent:
    words = part.mentions[0].text if part.mentions else part.name
    return Agent(part.actor, name_of(part), words, country_of(part), kind_of(part), organ(part))


def _deed(whole: Whole) -> Act:
    incident = whole.incident
    event = incident.event
    found = sides(incident)
    both = event.acled_type == _TWO_SIDED and any(is_armed(part) for part in found.two)
    lead = next((e for e in whole.entries if (e.report, e.account.n) == _told(whole)), None)
    day = first_day(incident.when)
    return Act(
        id=incident.id,
        saying=False,
        type=event.plover_type,
        mode=event.plover_mode,
        cameo=crosswalk("cameo.mode").get(event.plover_mode) or f"{event.cameo_root}0",
        day=day.isoformat() if day else None,
        actors=tuple(map(_of, found.one)),
        recipients=tuple(map(_of, found.two)),
        both=both,
        words=event.trigger.text,
        claims=tuple(numbers_from(incident, HARMS)),
        entry=lead or next(iter(whole.entries), None),
    )


def _told(whole: Whole) -> tuple[str, int] | None:
    return next(((told.report, told.account) for told in whole.incident.told if told.field == "event"), None)


def _saying(whole: Whole, entry: Entry, statement: Statement, making: Making) -> Iterator[Act]:
    mine = [(n, claim) for n, claim in enumerate(entry.account.claims) if claim.statement == statement.n]
    stance = _stance(statement, [claim for _, claim in mine])
    speaker = statement.source.actor or statement.source.holder
    if stance not in crosswalk("plover.stance"):
        making.losses.lose(whole.incident.id, f"statements that {'assert' if stance == 'asserts' else stance}")
        return
    if speaker is None or speaker in IMPERSONAL:
        making.losses.lose(whole.incident.id, f"statements that {stance} by nobody known")
        return
    kind, mode = crosswalk("plover.stance")[stance]
    parties = {part.actor for part in whole.incident.participants if part.actor}
    if stance == "urges" and any(actor == speaker or actor.startswith(f"{speaker}-") for actor in parties):
        kind, mode = "AGREE", None
    yield Act(
        id=f"{whole.incident.id}-{entry.report}#{statement.n}",
        saying=True,
        type=kind,
        mode=mode,
        cameo=crosswalk("cameo.stance")[stance],
        day=(entry.published or "")[:10] or None,
        actors=(agent(speaker, statement.source.text),),
        recipients=tuple(agent(each) for each in _towards(entry, statement, [claim for _, claim in mine], speaker)),
        both=False,
        words=statement.cue.text if making.options.public else _content(statement) or statement.cue.text,
        claims=tuple(claim_id(entry.report, entry.account.n, n) for n, _ in mine),
        entry=entry,
    )


def _content(statement: Statement) -> str:
    return " ".join(words.text for words in statement.content)


def _stance(statement: Statement, claims: Iterable[Claim]) -> str:
    """What it does, by its claims where its cue only says: to name another as author accuses, to negate denies."""
    if statement.stance != "asserts":
        return statement.stance
    told = list(claims)
    if any(not claim.polarity for claim in told):
        return "denies"
    blamed = [c for c in told if c.field in _AUTHOR and c.holder and not _same(str(c.value), c.holder)]
    return "accuses" if blamed else "asserts"


def _towards(entry: Entry, statement: Statement, claims: Iterable[Claim], speaker: str) -> list[str]:
    """Whom it is said to or of: those addressed, those blamed, those whose word it answers."""
    found = list(statement.addressee)
    found += [str(claim.value) for claim in claims if claim.field in _AUTHOR and claim.polarity]
    by_number = {each.n: each for each in entry.statements}
    found += [h for n in statement.answers if n in by_number and (h := by_number[n].source.holder)]
    told = [each for each in dict.fromkeys(found) if each not in IMPERSONAL and not _same(each, speaker)]
    return [each for each in told if not any(other.startswith(f"{each}-") for other in told)]


def _same(one: str, other: str) -> bool:
    return of_side(one, other) or of_side(other, one)
