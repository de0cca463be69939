"""Who was harmed: the side that a figure's people are of, what they count as, and what kind of people they are.

the words for the harmed, else those told just before, else whom the event struck
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.account.scene import Scene
from counterclaim.codebook.actors import actors
from counterclaim.codebook.agents import Agent, agent_index, agents
from counterclaim.codebook.harm import cue_words
from counterclaim.records.reading import HarmMention, Mention
from counterclaim.records.report import Span

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

HURT = frozenset({"killed", "injured", "casualties"})
"""Harms to the body."""
CATEGORY = {"military": "combatant", "armed_group": "combatant", "civilians": "civilian", "police": "combatant"}
"""What people are counted as, by the kind of their side."""
_PEOPLE = frozenset({"people", "armed_force", "armed_group", "person"})
_ANYBODY = frozenset({None, "people"})


@dataclass(frozen=True, slots=True)
class Harmed:
    """The people of a figure. `group` is "" where the words are for anybody; `elliptic`: told by a number alone."""

    of: str | None = None
    category: str = "unknown"
    group: str = ""
    elliptic: bool = True


def hurt(draft: Draft) -> list[HarmMention]:
    """What tells of people killed or hurt in a draft; "nobody was hurt" does not."""
    return [harm for harm in draft.harms if harm.harm in HURT and harm.quantity.best != 0]


def harmed(scene: Scene, draft: Draft, harm: HarmMention) -> Harmed:
    """Whom a figure's own words name."""
    if harm.victims is None:
        return Harmed()
    words = scene.words(harm.victims).text.lower().split()
    mention = scene.mention_at(harm.victims)
    if words[-1] in cue_words("more") and (mention is None or mention.actor is None):
        return Harmed()
    noun = _noun(scene, harm, mention)
    kind = noun.id if noun is not None and noun.id not in _ANYBODY else ""
    what = _category(noun, mention)
    both = harm.quantity.best != 0 and of_both_sides(scene, harm.number)
    of = None if both else _side(mention) or _only_group(scene, draft, noun, what)
    return Harmed(of, what, kind, elliptic=False)


def struck(scene: Scene, draft: Draft, harm: HarmMention) -> Harmed | None:
    """The people whom a trigger of the same sentence was aimed at: "opened fire on demonstrators, killing three"."""
    sentence = scene.sentence(harm.number[0])
    aimed = (e.patient for e in draft.events if scene.sentence(e.span[0]) == sentence and e.span != harm.trigger)
    found = (scene.mention_at(span) for span in aimed)
    mention = next((m for m in found if m is not None and m.type in _PEOPLE and m.entry not in _ANYBODY), None)
    if mention is None:
        return None
    noun = agents().get(mention.entry or "")
    return Harmed(_side(mention), _category(noun, mention), noun.id if noun else "")


def of_both_sides(scene: Scene, count: Span) -> bool:
    """Whether a count is of both sides together: "dozens were killed on both sides"."""
    start, end = scene.reading.sentences[scene.sentence(count[0])].span
    words = scene.text[start:end].lower()
    return any(phrase in words for phrase in cue_words("both_sides"))


def _noun(scene: Scene, harm: HarmMention, mention: Mention | None) -> Agent | None:
    """The common noun for the harmed: the mention's, else the last one that their words hold."""
    if mention is not None and mention.entry not in _ANYBODY and mention.entry in agents():
        return agents()[mention.entry]
    words = scene.words(harm.victims).text.split() if harm.victims else []
    hits = [agent_index().match(words, i) for i in range(len(words))]
    return next((hit[1] for hit in reversed(hits) if hit and hit[1].victim), None)


def _side(mention: Mention | None) -> str | None:
    """The actor harmed, where the words or the context tell one."""
    if mention is None:
        return None
    known = actors().get(mention.actor or "")
    loose = mention.kind in {"civilians", "unknown"} and known is not None and known.kind != "civilians"
    if mention.actor and not loose:
        return mention.actor
    return f"{mention.country}-CIV" if mention.country and mention.kind in {"civilians", "person"} else None


def _only_group(scene: Scene, draft: Draft, noun: Agent | None, category: str) -> str | None:
    """Whose fighters "the rebels" or "the attackers" are, where one armed group alone is told."""
    if noun is None or category != "combatant" or noun.kind not in {"armed_group", "unknown"}:
        return None
    told = [m for e in draft.events for m in (scene.mention_at(e.agent), scene.mention_at(e.patient)) if m is not None]
    for mentions in (told, scene.reading.mentions):
        groups = {m.actor for m in mentions if m.actor and m.type == "armed_group"}
        if groups:
            return groups.pop() if len(groups) == 1 else None
    return None


def _category(noun: Agent | None, mention: Mention | None) -> str:
    """civilian | combatant | unknown, as the words for the harmed claim."""
    if noun is not None and noun.category != "unknown":
        return noun.category
    if mention is None or mention.entry == "people" or noun is not None and noun.id == "people":
        return "unknown"
    return CATEGORY.get(mention.kind, "unknown")
