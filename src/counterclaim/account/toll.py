"""Figures of harm: each with whose it is, by whom it is said, and whether it counts for this incident.

each harm mention -> an entry | figures of one telling are added up, repeated, or parts of one another (`sums`)
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.account.scene import Scene
from counterclaim.account.sums import Figure, Sums
from counterclaim.codebook.actors import actors
from counterclaim.codebook.agents import agents
from counterclaim.records.account import Toll
from counterclaim.records.reading import HarmMention, Mention

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_CATEGORY = {"military": "combatant", "armed_group": "combatant", "civilians": "civilian", "police": "combatant"}
_ELLIPTIC = frozenset({"other", "others", "more", "another", "further", "additional"})


def toll(scene: Scene, draft: Draft) -> list[Toll]:
    """Toll entries in text order; a figure told twice by one holder is one entry, parts follow by `subset_of`."""
    sums = Sums(scene.sentence)
    positions = {id(h): n for n, h in enumerate(scene.reading.harms)}
    previous: Mention | None = None
    last = -1
    for harm in sorted(draft.harms, key=lambda h: h.number):
        if (harm.negated and harm.quantity.best != 0) or _told_elsewhere(scene, draft, harm):
            continue
        victims = scene.mention_at(harm.victims)
        sentence = scene.sentence(harm.number[0])
        bare = _bare(scene, harm, victims)
        if previous is not None and bare and (sentence == last or (harm.more and sentence - last == 1)):
            victims = previous  # "two soldiers were killed and three wounded": three soldiers
        if victims is not None and not bare:
            previous, last = victims, sentence
        sums.add(Figure(_entry(scene, harm, victims), harm, _group(victims), _one(victims)), positions[id(harm)])
    return [
        entry if entry.words.text else replace(entry, words=scene.words(entry.words.span)) for entry in sums.entries()
    ]


def _told_elsewhere(scene: Scene, draft: Draft, harm: HarmMention) -> bool:
    """Whether people told before ("the insurgent was killed") were counted in another account of the report."""
    if not harm.known or any(h.harm == harm.harm and h.number < harm.number for h in draft.harms):
        return False
    return any(
        h.harm == harm.harm and h.number < harm.number and h.quantity[:3] == harm.quantity[:3]
        for h in scene.reading.harms
    )


def _bare(scene: Scene, harm: HarmMention, victims: Mention | None) -> bool:
    """Whether only a number or "others" tells who was harmed."""
    if victims is None or harm.victims is None:
        return True
    words = scene.words(harm.victims).text.lower().split()
    return words[-1] in _ELLIPTIC and victims.actor is None


def _group(victims: Mention | None) -> str:
    """What kind of people are counted, "" where the words are for anybody ("people", "victims", a bare number)."""
    if victims is None or victims.entry in {None, "people"}:
        return ""
    return victims.entry or ""


def _one(victims: Mention | None) -> str:
    return victims.name if victims is not None else ""


def _entry(scene: Scene, harm: HarmMention, victims: Mention | None) -> Toll:
    said = scene.statement_over(harm.number) or scene.statement_over(harm.trigger)
    hedged = harm.hedged or harm.quantity.hedged or bool(said and said.factuality[:2] in {"PR", "PS"})
    return Toll(
        harm=harm.harm,
        quantity=harm.quantity,
        of=_side(victims),
        category=category(victims),
        holder=said.source.holder if said else "report",
        hedged=hedged,
        scope=harm.scope,
        cumulative=harm.cumulative,
        words=scene.words(harm.number),
        since=scene.words(harm.since).text if harm.since else None,
    )


def _side(victims: Mention | None) -> str | None:
    """The actor harmed, where the words or the context tell one."""
    if victims is None:
        return None
    if victims.actor and not (
        victims.kind in {"civilians", "unknown"}
        and victims.actor in actors()
        and actors()[victims.actor].kind != "civilians"
    ):
        return victims.actor
    if victims.country and victims.kind in {"civilians", "person"}:
        return f"{victims.country}-CIV"
    return None


def category(victims: Mention | None) -> str:
    """civilian | combatant | unknown, as the words for the harmed claim."""
    if victims is None:
        return "unknown"
    noun = agents().get(victims.entry or "")
    if noun is not None and noun.category != "unknown":
        return noun.category
    return _CATEGORY.get(victims.kind, "unknown") if victims.entry != "people" else "unknown"
