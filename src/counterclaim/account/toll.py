"""Figures of harm: each with whose it is, by whom it is said, and whether it counts for this incident.

each harm mention | who was harmed (`harmed`) | an entry | repeated, added up, part of another (`sums`)
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.account.figures import Figure
from counterclaim.account.harmed import Harmed, harmed, struck
from counterclaim.account.scene import Scene
from counterclaim.account.sums import Sums
from counterclaim.records.account import Statement, Toll
from counterclaim.records.reading import HarmMention

if TYPE_CHECKING:
    from counterclaim.account.split import Draft


def toll(scene: Scene, draft: Draft) -> list[Toll]:
    """Toll entries in text order; a figure told twice by one holder is one entry, parts follow by `subset_of`."""
    sums = Sums(scene.sentence)
    positions = {id(h): n for n, h in enumerate(scene.reading.harms)}
    previous, last = Harmed(), -1
    titled = _titled(scene, draft)
    told = {h.harm for h in draft.harms if h.quantity.best and not h.negated}
    for harm in sorted(draft.harms, key=lambda h: h.number):
        if harm in titled or (harm.negated and harm.quantity.best != 0) or _told_elsewhere(scene, draft, harm):
            continue
        if harm.quantity.best == 0 and (harm.more or harm.known) and harm.harm in told:
            continue  # "nobody else was hurt", "none of them": says nothing of those who were
        sentence = scene.sentence(harm.number[0])
        people = harmed(scene, draft, harm)
        if people.elliptic and not previous.elliptic and (sentence == last or (harm.more and sentence - last == 1)):
            people = replace(previous, elliptic=True)  # "two soldiers were killed and three wounded": three soldiers
        elif not people.group and people.of is None:
            people = struck(scene, draft, harm) or people
        if not people.elliptic and harm.subset is None:
            previous, last = people, sentence
        over = scene.statements_over(harm.number) or scene.statements_over(harm.trigger)
        for turn, said in enumerate(over or [None]):
            sums.add(Figure(_entry(scene, harm, people, said), harm, people.group), (positions[id(harm)], turn))
    return _once(scene, [_worded(scene, entry) for entry in _meant(sums.entries())])


def _meant(entries: list[Toll]) -> list[Toll]:
    """Entries without a nought by a holder who tells more of the same people: it was of some of them, or of a time."""
    told = [e for e in entries if e.quantity.best]
    idle = [n for n, e in enumerate(entries) if e.quantity.best == 0 and any(_more_told(e, one) for one in told)]
    places = {n: place for place, n in enumerate(n for n in range(len(entries)) if n not in idle)}
    return [
        replace(e, subset_of=None if e.subset_of is None else places.get(e.subset_of))
        for n, e in enumerate(entries)
        if n in places
    ]


def _more_told(none: Toll, other: Toll) -> bool:
    same = (none.harm, none.scope, none.holder) == (other.harm, other.scope, other.holder)
    return same and none.of in {None, other.of}


def _titled(scene: Scene, draft: Draft) -> list[HarmMention]:
    """Figures of the title that the body tells as well ("kill 17", "at least 17"): they would be added to those."""
    title = [h for h in draft.harms if scene.kind(h.number[0]) == "title"]
    told = {(h.harm, h.quantity.best) for h in draft.harms if h not in title}
    return [h for h in title if (h.harm, h.quantity.best) in told]


def _once(scene: Scene, entries: list[Toll]) -> list[Toll]:
    """Entries without those of the title, or of the report's own voice, that the body tells again as somebody's.

    Their parts are parts of what stands for them.
    """
    titled = [scene.kind(entry.words.span[0]) == "title" for entry in entries]
    again = {
        n: next((m for m, other in enumerate(entries) if not titled[m] and _retold(entry, other, titled[n])), None)
        for n, entry in enumerate(entries)
    }
    moved = {n: m for n, m in again.items() if m is not None}
    kept = [n for n in range(len(entries)) if n not in moved]
    places = {n: place for place, n in enumerate(kept)}
    made = []
    for n in kept:
        whole = entries[n].subset_of
        whole = None if whole is None else moved.get(whole, whole)
        made.append(replace(entries[n], subset_of=None if whole in {None, n} else places[whole or 0]))
    return made


def _retold(entry: Toll, other: Toll, titled: bool) -> bool:
    """Whether another entry tells what a title told, or says by whom what the report told as its own."""
    if titled:
        return _as_many(entry, other)
    own = entry.holder == "report" != other.holder and entry.harm == other.harm and entry.scope == other.scope
    return own and entry.quantity[:3] == other.quantity[:3] and entry.of in {None, other.of}


def _as_many(title: Toll, body: Toll) -> bool:
    """Whether a body's count is a title's, or a closer one of what the title tells vaguely."""
    low, best, high, _ = title.quantity
    same = title.harm == body.harm and title.scope == body.scope and body.subset_of is None
    vague = low != high and (high is not None or low != best)
    return same and (best == body.quantity.best or vague)


def _told_elsewhere(scene: Scene, draft: Draft, harm: HarmMention) -> bool:
    """Whether people told before ("the insurgent was killed") were counted in another account of the report."""
    before = [h for h in scene.reading.harms if h.harm == harm.harm and h.number < harm.number]
    if not harm.known or any(h in draft.harms for h in before):
        return False
    return any(h.quantity[:3] == harm.quantity[:3] for h in before)


def _entry(scene: Scene, harm: HarmMention, people: Harmed, said: Statement | None) -> Toll:
    hedged = harm.hedged or harm.quantity.hedged or bool(said and said.factuality[:2] in {"PR", "PS"})
    return Toll(
        harm=harm.harm,
        quantity=harm.quantity,
        of=people.of,
        category=people.category,
        holder=said.source.holder if said else "report",
        hedged=hedged,
        scope=harm.scope,
        cumulative=harm.cumulative,
        words=scene.words(harm.number),
        since=scene.words(harm.since).text if harm.since else None,
    )


def _worded(scene: Scene, entry: Toll) -> Toll:
    """A sum's words are the text from its first part to its last."""
    return entry if entry.words.text else replace(entry, words=scene.words(entry.words.span))
