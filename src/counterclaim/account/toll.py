"""Figures of harm: each with whose it is, by whom it is said, and whether it counts for this incident."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.account.scene import Scene
from counterclaim.codebook.actors import actors
from counterclaim.codebook.agents import agents
from counterclaim.records.account import Toll
from counterclaim.records.reading import HarmMention, Mention

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_CATEGORY = {"military": "combatant", "armed_group": "combatant", "civilians": "civilian", "police": "combatant"}


def toll(scene: Scene, draft: Draft) -> list[Toll]:
    """Toll entries in text order; a figure told twice by one holder in the same words is one entry."""
    made: list[Toll] = []
    index: dict[int, int] = {}
    positions = {id(h): n for n, h in enumerate(scene.reading.harms)}
    previous: Mention | None = None
    last = -1
    for harm in sorted(draft.harms, key=lambda h: h.number):
        if harm.negated and harm.quantity.best != 0:
            continue
        victims = scene.mention_at(harm.victims)
        sentence = scene.sentence(harm.number[0])
        if previous is not None and sentence == last and _bare(victims):
            victims = previous  # "two soldiers were killed and three wounded": three soldiers
        if not _bare(victims):
            previous, last = victims, sentence
        entry = _entry(scene, harm, victims, None if harm.subset is None else index.get(harm.subset))
        twin = next((n for n, t in enumerate(made) if _same(t, entry)), None)
        index[positions[id(harm)]] = len(made) if twin is None else twin
        if twin is None:
            made.append(entry)
    return made


def _same(one: Toll, other: Toll) -> bool:
    return (one.harm, one.quantity, one.holder, one.subset_of, one.scope) == (
        other.harm, other.quantity, other.holder, other.subset_of, other.scope,
    ) and (one.of == other.of or one.of is None or other.of is None)  # fmt: skip


def _bare(victims: Mention | None) -> bool:
    """Whether only a number or "others" tells who was harmed."""
    return victims is None or (victims.entry == "people" and victims.actor is None)


def _entry(scene: Scene, harm: HarmMention, victims: Mention | None, subset_of: int | None) -> Toll:
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
        subset_of=subset_of,
    )


def _side(victims: Mention | None) -> str | None:
    """The actor harmed, where the words or the context tell one."""
    if victims is None:
        return None
    if victims.actor and not (victims.kind in {"civilians", "unknown"} and victims.actor in actors() and actors()[victims.actor].kind != "civilians"):
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


