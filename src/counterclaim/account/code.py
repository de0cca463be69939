"""Reading to accounts: the one place of this room that calls the others in order.

statements | drafts | each draft: parties, things, kind, when, where, toll, claims | about | links | relations
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from counterclaim.account.casting import cast, harmed_too, owned, with_suspects
from counterclaim.account.claims import Claims, Told
from counterclaim.account.crowds import put_down
from counterclaim.account.doers import Doers
from counterclaim.account.domain import domain
from counterclaim.account.exchange import answered
from counterclaim.account.home import people_home
from counterclaim.account.kinds import event_code, shape_of
from counterclaim.account.likely import Weights
from counterclaim.account.marked import Filler, people_of, shared_out, things_of
from counterclaim.account.operations import operated
from counterclaim.account.parties import blamed, blamed_people, participants, suspects, unknown_doers
from counterclaim.account.raids import raided
from counterclaim.account.relations import relations
from counterclaim.account.scene import Scene, inside
from counterclaim.account.series import series
from counterclaim.account.split import Draft, drafts
from counterclaim.account.statements import statements
from counterclaim.account.things import objects, weapons
from counterclaim.account.toll import toll
from counterclaim.account.when import when
from counterclaim.account.where import where
from counterclaim.account.whom import Whom
from counterclaim.records.account import (
    Account,
    Claim,
    Coding,
    EventCode,
    Link,
    Participant,
    Statement,
    Thing,
    Toll,
    Where,
)
from counterclaim.records.reading import Reading
from counterclaim.records.report import Report

_AHEAD = frozenset({"urges", "demands", "threatens", "announces"})
"""Stances that look ahead: such a saying is about an incident only where it tells of one."""


def code(report: Report, reading: Reading, weights: Weights | None = None) -> Coding:
    """Code a reading into accounts and statements; disputes are weighed later, from the claims.

    `weights` weigh what is news, history or no incident; the shipped ones unless given.
    """
    scene = Scene(replace(report, published=reading.published), reading)
    scene.statements = tuple(statements(scene))
    if not reading.relevant:
        return Coding(False, (), scene.statements, (), reading.warnings)
    kept = drafts(scene, weights)
    told = _about(scene, kept)
    accounts = tuple(
        replace(_account(scene, n, one), links=_links(scene, n, kept))
        for n, one in enumerate(tellings(scene, kept, told))
    )
    said = tuple(replace(s, about=tuple(n for n in told[s.n])) for s in scene.statements)
    return Coding(True, accounts, said, tuple(relations(scene, said)), _warnings(report, scene, accounts, said))


def _about(scene: Scene, kept: Sequence[Draft]) -> list[list[int]]:
    """For each statement the drafts it is about: those whose triggers or harms it contains, or that it refers to."""
    found: list[list[int]] = []
    own = [
        [*(e.span for e in draft.events), *(span for h in draft.harms for span in (h.number, h.trigger))]
        for draft in kept
    ]
    for statement in scene.statements:
        spans = tuple(words.span for words in statement.content)
        direct = [n for n, told in enumerate(own) if any(inside(span, spans) for span in told)]
        if not direct:
            direct = [n for answered in statement.answers for n in found[answered]][:2]
        if not direct and kept and (statement.stance not in _AHEAD or blamed(scene, spans)):
            direct = [_nearest(statement, kept)]
        found.append(list(dict.fromkeys(direct)))
    return found


def _nearest(statement: Statement, kept: Sequence[Draft]) -> int:
    """The draft that was last told of before a statement, the report's news before its history."""
    told = [
        (max((e.span[0] for e in draft.events if e.span[0] <= statement.cue.span[0]), default=-1), -n)
        for n, draft in enumerate(kept)
    ]
    main = [one for one in told if kept[-one[1]].status == "main"]
    return -max(main or told)[1]


def _links(scene: Scene, n: int, kept: Sequence[Draft]) -> tuple[Link, ...]:
    """Ties to the earlier act that a holder gives as the reason of this one."""
    if kept[n].status != "main":
        return ()
    found = []
    for to, other in enumerate(kept):
        if to == n or not other.retaliation:
            continue
        said = scene.statement_over(other.first.span)
        found.append(Link("retaliation_for", to, said.source.holder if said else "report", said.n if said else None))
    return tuple(found)


class Telling(NamedTuple):
    """What figures and claims of an incident hang on; `about` are the statements on it, `home` is its country."""

    draft: Draft
    about: Sequence[int]
    people: Sequence[Participant]
    arms: Sequence[Thing]
    hit: Sequence[Thing]
    event: EventCode
    there: Where
    home: str | None


class Cue(NamedTuple):
    """A draft with the statements on it, what the model sees of it, and whether it is the report's only news."""

    draft: Draft
    about: Sequence[int]
    seen: Sequence[Filler]
    alone: bool


def tellings(scene: Scene, kept: Sequence[Draft], told: Sequence[Sequence[int]]) -> Iterator[Telling]:
    """Of each draft what it was, where, and who took part with what; `told` are the drafts of each statement."""
    return (_telling(scene, cue) for cue in cues(scene, kept, told))


def cues(scene: Scene, kept: Sequence[Draft], told: Sequence[Sequence[int]]) -> Iterator[Cue]:
    """Of each draft what its participants are made of; `told` are the drafts of each statement."""
    alone = sum(one.status == "main" for one in kept) == 1
    for n, (draft, seen) in enumerate(zip(kept, shared_out(scene, kept), strict=True)):
        about = [s for s, drafts_ in enumerate(told) if n in drafts_]
        yield Cue(draft, about, seen, alone and draft.status == "main")


def ruled_people(scene: Scene, cue: Cue, doers: Sequence[Participant]) -> list[Participant]:
    """Who took part by the rules and by what the model sees, before their parts are weighed."""
    draft = cue.draft
    people = people_of(scene, cue.seen, doers)
    people = people + blamed_people(scene, cue.about, people)
    people = with_suspects(people, suspects(scene, draft, cue.alone))
    return people + unknown_doers(scene, draft, people, cue.alone)


def _telling(scene: Scene, cue: Cue) -> Telling:
    """What is known of one draft."""
    draft = cue.draft
    doers, tools = participants(scene, draft), weapons(scene, draft)
    arms = things_of(scene, cue.seen, "weapon", tools)
    hit = things_of(scene, cue.seen, "object", objects(scene, draft))
    shape = shape_of(scene, draft, doers, tools)
    there = where(scene, draft)
    people = ruled_people(scene, cue, doers)
    operation = operated(scene, draft, people)
    people = Doers(scene, draft, people, cue.alone).chosen() if operation is None else operation
    people = answered(scene, draft, people)
    home = people_home(scene, there.country)
    mutual, crowd = shape == "mutual", put_down(scene, draft)
    people = cast(scene, people, home, mutual=mutual, raid=raided(scene, draft), crowd=crowd)
    return Telling(draft, cue.about, people, arms, hit, event_code(scene, draft, people, arms), there, home)


def ruled_figures(scene: Scene, one: Telling) -> list[Toll]:
    """Figures with the sides that the rules give them."""
    return owned(scene, toll(scene, one.draft), one.people, one.home)


def _account(scene: Scene, n: int, one: Telling) -> Account:
    draft, event, there = one.draft, one.event, one.there
    figures = Whom(scene, draft, one.people, one.home).chosen(ruled_figures(scene, one))
    people = harmed_too(scene, one.people, figures)
    claims = Claims(scene, draft, one.about, figures, Told(people, one.arms)).all()
    count, observed = series(scene, draft)
    status = draft.status
    happened = [c for c in claims if c.field == "occurrence"]
    if (
        happened
        and all(not c.polarity for c in happened)
        and all(e.realis != "actual" or scene.statement_over(e.span) for e in draft.events)
    ):
        status = "denied"
    sentence = scene.reading.sentences[scene.sentence(event.trigger.span[0])]
    return Account(
        n=n,
        status=status,
        domain=domain(scene, draft, event, people),
        headline="",  # told once the disputes are weighed
        anchor=scene.words(sentence.span),
        event=event,
        when=when(scene, draft),
        where=there,
        count=count,
        observed=observed,
        participants=tuple(_with_claims(people, claims)),
        objects=tuple(_things(one.hit, claims)),
        weapons=tuple(_things(one.arms, claims)),
        toll=tuple(_toll_claims(figures, claims)),
        claims=tuple(claims),
    )


def _with_claims(people: Sequence[Participant], claims: Sequence[Claim]) -> list[Participant]:
    """Each participant with the claims that name it."""
    fields = {"initiator": {"initiator"}, "responsible": {"responsibility"}, "target": {"target"}, "victim": {"target"}}
    return [
        replace(
            p, claims=tuple(n for n, c in enumerate(claims) if c.field in fields.get(p.role, ()) and c.value == p.actor)
        )
        for p in people
    ]


def _things(things: Sequence[Thing], claims: Sequence[Claim]) -> list[Thing]:
    return [
        replace(t, claims=tuple(n for n, c in enumerate(claims) if c.field == "weapon" and c.value == t.kind))
        for t in things
    ]


def _toll_claims(figures: Sequence[Toll], claims: Sequence[Claim]) -> list[Toll]:
    """Each figure with the claims whose words hold it."""
    return [
        replace(
            t,
            claims=tuple(
                n
                for n, c in enumerate(claims)
                if c.value == t.quantity and c.holder == t.holder and c.span[0] <= t.words.span[0] <= c.span[1]
            ),
        )
        for t in figures
    ]


def _warnings(report: Report, scene: Scene, accounts: Sequence[Account], said: Sequence[Statement]) -> tuple[str, ...]:
    """What a reader of the output should know was not resolved."""
    found = list(scene.reading.warnings)
    if report.published is None and scene.report.published is not None:
        found.append(f"no publication date given: taken from the report's own dateline, {scene.report.published}")
    if scene.report.published is None and any(a.when.start is None for a in accounts):
        found.append("no publication date given: dates that hang on it are not resolved")
    for account in accounts:
        if account.where.precision == "unknown":
            found.append(f"account {account.n}: no place told that could be resolved")
        there = account.where
        if there.name and there.geonameid is None and there.precision in {"admin1", "country"} and there.text:
            level = there.admin1 if there.precision == "admin1" else there.country
            if level and there.name != level:
                found.append(f"no place named {there.name} in the gazetteer: put at {there.precision} {level}")
    unresolved = [s.source.text for s in said if s.source.text and s.source.holder is None]
    found += [f"source not resolved to a holder: {text}" for text in dict.fromkeys(unresolved)]
    if not accounts and any(s.stance in {"accuses", "denies"} for s in said):
        found.append("statements accuse or deny, but no incident with two of side, place, time and harm was found")
    return tuple(found)
