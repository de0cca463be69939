"""What kind of act a saying was, from its cue and from what was said: whom it blames, what it owns or denies.

The cue's stance comes from the reader; here it is sharpened by who speaks of whom, and by what was said before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.account.holders import holder, same_side
from counterclaim.account.scene import Scene
from counterclaim.codebook.actors import actors
from counterclaim.codebook.claims import pointing_words
from counterclaim.codebook.events import events
from counterclaim.codebook.loader import load
from counterclaim.records.account import Statement
from counterclaim.records.reading import Attribution, EventMention, Mention
from counterclaim.values.agree import agree
from counterclaim.values.sides import ARMED, IMPERSONAL

_ACTUAL = frozenset({"actual", "background"})
_FORCES = frozenset({"armed_force", "armed_group"})
_PLAIN = frozenset({"asserts", "announces"})
_IMPERSONAL = IMPERSONAL | {None}
_OWN = re.compile(r"^\W*(?:that )?(?:it|its|they|their|we|our|he|his|she|her)\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|would|shall|if|until|unless|next)\b", re.IGNORECASE)


def stance(scene: Scene, attribution: Attribution, who: str | None, before: Sequence[Statement]) -> str:
    """The stance of one saying by a holder, after the statements before it."""
    told = attribution.stance
    if told == "claims_responsibility" and _nobody(scene, attribution):
        return "declines"
    if told == "confirms":
        known = echoed(scene, attribution, who, before) or _admits(scene, attribution, who)
        return "confirms" if known else "asserts"
    if told not in _PLAIN:
        return told
    if told == "asserts" and _appeals(scene, attribution):
        return "urges"
    if attribution.entry == "warn" and _fights(who) and _AHEAD.search(_said(scene, attribution)):
        return "threatens"
    if _denies(scene, attribution, who, before):
        return "denies"
    return _of_deeds(scene, attribution, who, told)


def echoed(scene: Scene, attribution: Attribution, who: str | None, before: Sequence[Statement]) -> tuple[int, ...]:
    """The last statement by another side that tells a figure or an act which this one tells too."""
    numbers = [number.quantity for number in scene.reading.numbers if _holds(attribution, number.span)]
    acts = {event.entry for event in scene.events_in(attribution.content)}
    for other in reversed(before):
        if other.source.holder == "report" or same_side(other.source.holder, who):
            continue
        spans = tuple(words.span for words in other.content)
        same_acts = acts & {event.entry for event in scene.events_in(spans)}
        said = [n.quantity for n in scene.reading.numbers if any(a <= n.span[0] < b for a, b in spans)]
        same_figures = any(agree("killed", one, two) for one in numbers for two in said)
        if same_acts or same_figures or not (numbers or acts):
            return (other.n,)
    return ()


def _of_deeds(scene: Scene, attribution: Attribution, who: str | None, told: str) -> str:
    """Naming another as the doer of harm accuses; owning an attack claims it; one's own lesser act announces."""
    for event in scene.events_in(attribution.content):
        if event.realis not in _ACTUAL:
            continue
        doer = doer_of(scene, attribution, event)
        if doer is None:
            continue
        side = holder(doer) or doer.actor
        if who not in _IMPERSONAL and same_side(side, who):
            return _owned(who)
        if doer.actor and side not in _IMPERSONAL and who not in {"report", None}:
            harm_alone = events()[event.entry].strength == "harm" and event.patient is None
            return "asserts" if harm_alone else "accuses"
    return told


def _admits(scene: Scene, attribution: Attribution, who: str | None) -> bool:
    """Whether what is confirmed is a deed of the speaker's own side."""
    doers = [doer_of(scene, attribution, event) for event in scene.events_in(attribution.content)]
    return who not in _IMPERSONAL and any(doer is not None and same_side(holder(doer), who) for doer in doers)


def _owned(who: str | None) -> str:
    """An attack by a group that no state commands is owned; what a state's forces did is told as their operation."""
    known = actors().get(who or "")
    return "claims_responsibility" if known is not None and known.kind == "armed_group" else "announces"


def doer_of(scene: Scene, attribution: Attribution, event: EventMention) -> Mention | None:
    """Who did it: the trigger's own agent, else the armed party that stands before it in what was said."""
    agent = scene.mention_at(event.agent)
    if agent is not None and event.agent is not None:
        heads_it = agent.span[1] == event.agent[1]  # no force is the doer by owning the thing that is
        return agent if agent.actor and heads_it else None
    if event.agent is not None or events()[event.entry].shape in {"mutual", "patient_subject"}:
        return None
    start = min(span[0] for span in attribution.content)
    clause = event.clause or (start, event.span[1])
    low, high = max(start, clause[0]), event.span[0]
    ahead = [m for m in scene.reading.mentions if low <= m.span[0] < high and m.type in _FORCES and m.actor]
    suffering = [other.patient for other in scene.events_in(attribution.content) if other.patient]
    free = [mention for mention in ahead if not any(a <= mention.span[0] < b for a, b in suffering)]
    return free[-1] if free else None


def _denies(scene: Scene, attribution: Attribution, who: str | None, before: Sequence[Statement]) -> bool:
    """A negative about the act itself, or about one's own part where somebody has been blamed, denies."""
    acts = [e for e in scene.events_in(attribution.content) if e.realis in {*_ACTUAL, "negated"}]
    if acts and all(events()[event.entry].strength == "harm" for event in acts):
        return False
    said = _said(scene, attribution)
    if any(event.realis == "negated" for event in acts):
        return True
    if any(words in said for words in pointing_words("untrue")):
        return True
    if attribution.factuality != "CT-":
        return False
    if any(words in said for words in pointing_words("happening")):
        return True
    blamed = [s for s in before if s.stance == "accuses" and not same_side(s.source.holder, who)]
    aimed = any(who in s.addressee for s in blamed) or (not blamed and _fights(who))
    return aimed and (bool(_OWN.match(said)) or any(words in said for words in pointing_words("own part")))


def _nobody(scene: Scene, attribution: Attribution) -> bool:
    """ "No group claimed responsibility"."""
    source = scene.text[slice(*attribution.source)].lower() if attribution.source else ""
    return source.startswith(("no ", "nobody", "none", "neither"))


def _appeals(scene: Scene, attribution: Attribution) -> bool:
    """ "All parties should exercise restraint": a duty put on others to calm is an appeal."""
    said = f" {_said(scene, attribution)} "
    duty = any(f" {word} " in said for word in ("should", "must", "need to", "needs to"))
    calm = next(entry["words"] for entry in load("relations") if entry["id"] == "urges_calm")
    return duty and any(word in said for word in calm)


def _fights(who: str | None) -> bool:
    known = actors().get(who or "")
    return known is not None and known.kind in ARMED


def _holds(attribution: Attribution, span: tuple[int, int]) -> bool:
    return any(a <= span[0] < b for a, b in attribution.content)


def _said(scene: Scene, attribution: Attribution) -> str:
    return " ".join(scene.text[slice(*span)].lower() for span in attribution.content)
