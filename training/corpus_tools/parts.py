"""Parts of an account from its marks: time, place, participants, disputes, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from counterclaim.codebook.actors import actors
from counterclaim.records.account import (
    Claim,
    Dispute,
    Link,
    Participant,
    Position,
    Toll,
    Value,
    When,
    Where,
    Words,
)
from counterclaim.records.report import Span
from training.corpus_tools import lines, timing, vocabulary
from training.corpus_tools.format import AccountHead, Family, Incident, Place, Written
from training.corpus_tools.marks import FormatError

_DETERMINER = re.compile(r"^(?:the|a|an|its|their|his|her|our|this|these|those|that)\s+", re.IGNORECASE)
_QUOTES = re.compile(r"[\"“”«»]")
_WHOLE_QUOTE = re.compile(r"[\"“«][^\"“”«»]*[\"”»]")


def when(written: Written, head: AccountHead, incident: Incident) -> When:
    """The finest time marked for the account; the head's own `when` wins; else the family's, as inferred."""
    ongoing = head.extra.get("ongoing") == "true"
    marks = [(timing.read(mark.value or ""), mark) for mark in written.marked("w", head.key)]
    finest = min(marks, key=lambda pair: timing.fineness(pair[0])) if marks else None
    told = timing.read(head.extra["when"]) if "when" in head.extra else finest[0] if finest else incident.when
    span = finest[1].span if finest else None
    text = written.text[span[0] : span[1]] if span else None
    basis = "stated" if span else "inferred"
    return When(told.start, told.end, told.extent, ongoing, told.precision, text, span, basis)


def where(written: Written, head: AccountHead, family: Family) -> Where:
    """The finest place marked for the account; the head's own `where` wins; else the family's, as inferred."""
    values = [((mark.value or "").partition(":"), mark) for mark in written.marked("p", head.key)]
    marks = [(_place(family, key), mark) for (key, _, holder), mark in values if not holder]
    finest = min(marks, key=lambda pair: vocabulary.PRECISIONS.index(pair[0].precision)) if marks else None
    known = _place(family, head.extra.get("where", family.incidents[head.incident].where))
    place = finest[0] if finest and "where" not in head.extra else known
    span = finest[1].span if finest else None
    others = tuple(
        _where(written, _place(family, key), mark.span, holder) for (key, _, holder), mark in values if holder
    )
    return _where(written, place, span, None, others)


def participant(
    written: Written,
    named: tuple[str, lines.Who],
    role: lines.Role,
    account: str,
    claims: Sequence[Claim],
    toll: Sequence[Toll],
) -> Participant:
    """Somebody with a role; the name is the fullest mention without its determiner.

    Mentions marked for this account (`<m civ=C>`) are all that it has; where there are none, those marked for no
    account are.
    """
    name, told = named
    marks = written.marked("m", name)
    mine = [mark for mark in marks if mark.value and account in mark.value.split("+")]
    spans = [mark.span for mark in mine or [mark for mark in marks if not mark.value]]
    mentions = [Words(written.text[start:end], (start, end)) for start, end in spans]
    if not mentions:
        raise FormatError(f"{name} has a role in {account} and no mention: mark it <m {name}>")
    actor = actors().get(told.actor) if told.actor else None
    if told.actor and actor is None:
        raise FormatError(f"{told.actor} is no actor of the codebook")
    own = {claim for entry in toll if told.actor and entry.of == told.actor for claim in entry.claims}
    own |= {i for i, claim in enumerate(claims) if told.actor and claim.value == told.actor}
    return Participant(
        role=role.role,
        kind=told.kind,
        name=max((_uncounted(written, words) for words in mentions), key=len),
        actor=told.actor,
        country=told.country or (actor.country if actor else None),
        identified=told.identified,
        organization=told.organization,
        mentions=tuple(mentions),
        certainty=role.certainty,
        claims=tuple(sorted(own)),
        basis=role.basis,
        confidence=1.0,
    )


def dispute(tie: lines.Tie, claims: Sequence[Claim]) -> Dispute:
    """`A responsibility, denial`: the positions are those of all holders who claim that field, or of those named."""
    if len(tie.words) != 3 or tie.words[2] not in vocabulary.WHY:
        raise FormatError(f"{' '.join(tie.words)!r} is no `ACCOUNT FIELD, denial|values`")
    asked = tie.options.get("holders", "").split()
    grouped: dict[tuple[str | None, Value, bool], list[int]] = {}
    for i, claim in enumerate(claims):
        if claim.field == tie.words[1] and (not asked or claim.holder in asked):
            grouped.setdefault((claim.holder, claim.value, claim.polarity), []).append(i)
    if len(grouped) < 2:
        raise FormatError(f"{tie.words[1]} is disputed in {tie.words[0]} and fewer than two positions are claimed")
    positions = tuple(Position(*position, tuple(found)) for position, found in grouped.items())
    return Dispute(tie.words[1], positions, vocabulary.WHY[tie.words[2]])


def link(tie: lines.Tie, account: Callable[[str], int], by: tuple[str | None, int | None]) -> Link:
    """`A retaliation_for B, by 3`."""
    if len(tie.words) != 3 or tie.words[1] not in vocabulary.LINKS:
        raise FormatError(f"{' '.join(tie.words)!r} is no `ACCOUNT KIND ACCOUNT`")
    return Link(tie.words[1], account(tie.words[2]), *by)


def quoting(contents: Iterable[str]) -> str:
    """direct where all of it stands in quotation marks, mixed where some does."""
    found = list(contents)
    if all(_WHOLE_QUOTE.fullmatch(text.strip(" ,.")) for text in found):
        return "direct"
    return "mixed" if any(_QUOTES.search(text) for text in found) else "indirect"


def bare(text: str) -> str:
    """Words without the determiner before them."""
    return _DETERMINER.sub("", text)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a letter."""
    return one[0] < other[1] and other[0] < one[1]


def _uncounted(written: Written, words: Words) -> str:
    """A mention without the determiner and the number that it begins with: "Two Peruvian soldiers"."""
    text = bare(words.text)
    begin = words.span[1] - len(text)
    for mark in written.marked("n"):
        if mark.span[0] <= begin < mark.span[1] < words.span[1]:
            return written.text[mark.span[1] : words.span[1]].strip().removeprefix("of ")
    return text


def _place(family: Family, key: str | None) -> Place:
    if key not in family.places:
        raise FormatError(f"{key!r} is no place of the family")
    return family.places[key]


def _where(
    written: Written, place: Place, span: Span | None, holder: str | None, alternates: tuple[Where, ...] = ()
) -> Where:
    return Where(
        place.name,
        place.admin1,
        place.country,
        place.lat,
        place.lon,
        place.radius_km,
        place.geonameid,
        place.precision,
        written.text[span[0] : span[1]] if span else None,
        span,
        "stated" if span else "inferred",
        holder,
        alternates,
    )
