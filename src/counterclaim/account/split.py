"""Which triggers tell one incident: triggers in text order join the draft they fit best, or found one of their own.

    candidates | for each: time, place, sides told with it | score against each draft | join or found | drafts of one
    incident joined | status
A draft needs a trigger and at least two of side, place, time and harm to become an account: no ghosts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from counterclaim.account.harmed import HURT
from counterclaim.account.joins import joined
from counterclaim.account.likely import Weights
from counterclaim.account.raids import recorded
from counterclaim.account.scene import Scene, distance
from counterclaim.account.setting import Setting, setting_of
from counterclaim.account.standing import settled
from counterclaim.account.ties import answers_back, day, fit, history, likeness
from counterclaim.account.when import is_past
from counterclaim.codebook.events import events
from counterclaim.codebook.loader import load
from counterclaim.records.reading import EventMention, HarmMention
from counterclaim.values.interval import Interval, day_of, gap_days, of_days, overlaps

ARMED = frozenset({"armed_force", "armed_group"})
_TIED = 0.7
"""Log odds from which a trigger goes with a draft at once; in doubt it founds one, to be laid beside it by `joins`."""
_LED = 1.0
"""What speaks for the news told first as that which the title tells."""
_LEAD = 7
_SEEN = 0.6
"""How likely a trigger has to seem to the model for it to tell an armed incident whatever stands around it."""
_HISTORY = 0.3
"""By how much more likely history than news the model has to hold the triggers of a draft, in the mean."""
_SURE = 0.85
"""Confidence from which a trigger tells an armed incident by itself: done by the armed, or with arms."""


@dataclass(slots=True)
class Draft:
    """What is gathered of one incident before it is coded."""

    events: list[EventMention] = field(default_factory=list)
    harms: list[HarmMention] = field(default_factory=list)
    settings: list[Setting] = field(default_factory=list)
    status: str = "main"
    retaliation: bool = False

    @property
    def first(self) -> EventMention:
        """The trigger that founded the draft."""
        return self.events[0]

    def interval(self) -> Interval | None:
        """The narrowest time told with its triggers, the founding one's first."""
        told = [s.interval for s in self.settings if s.interval is not None]
        return told[0] if told else None


def drafts(scene: Scene, weights: Weights | None = None) -> list[Draft]:
    """Drafts in order of their founding triggers, each with its status, weighed by `weights`."""
    kept = [draft for draft in joined(scene, gathered(scene)) if _founded(scene, draft)]
    for draft in kept:
        draft.status = _status(scene, draft, kept)
    return settled(scene, _with_main(scene, kept), weights)


def gathered(scene: Scene) -> list[Draft]:
    """The triggers put together as far as what stands around each tells, with the figures told beside them."""
    made: list[Draft] = []
    told = candidates(scene)
    for event in deeds_first(scene, told):
        if not _in_title(scene, event):
            place(scene, event, made)
    for draft in made:
        _in_text_order(draft)
    made.sort(key=lambda draft: draft.first.span)
    for event in told:
        if _in_title(scene, event):
            _retell(scene, event, made)
    attach_harms(scene, made)
    return made


def _in_text_order(draft: Draft) -> None:
    """Put the trigger that is told first in front."""
    told = sorted(zip(draft.events, draft.settings, strict=True), key=lambda pair: pair[0].span)
    draft.events, draft.settings = [event for event, _ in told], [setting for _, setting in told]


def deeds_first(scene: Scene, told: Sequence[EventMention]) -> list[EventMention]:
    """The triggers by sentence, harm after what did it: "four soldiers were killed when their patrol was ambushed"."""
    return sorted(told, key=lambda e: (scene.sentence(e.span[0]), events()[e.entry].strength == "harm", e.span))


def _in_title(scene: Scene, event: EventMention) -> bool:
    return scene.kind(event.span[0]) == "title"


def _retell(scene: Scene, event: EventMention, made: list[Draft]) -> None:
    """Put a trigger of the title where the text below tells it; a title founds a draft only where nothing else does."""
    if not any(not _in_title(scene, draft.first) for draft in made):
        place(scene, event, made)
        return
    setting = setting_of(scene, event)
    news = [d for d in made if not history(scene, d, made[0])] or made
    fits = [(likeness(scene, event, setting, draft) + _LED * (n == 0), -n, draft) for n, draft in enumerate(news)]
    best = max(fits, key=lambda item: item[:2])[2]
    best.events.append(event)
    best.settings.append(setting)


def candidates(scene: Scene) -> list[EventMention]:
    """Triggers that tell an incident, and words of harm that no trigger covers ("dozens of soldiers died")."""
    told = [e for e in scene.reading.events if e.realis != "hypothetical" and _tells(scene, e)]
    told = [e for e in told if not recorded(scene, e.span)] or told[:1]
    taken = [e.span for e in told]
    bare = [
        EventMention(
            h.trigger, "kill" if h.harm == "killed" else "wound", patient=h.victims, agent=h.agent, hedged=h.hedged
        )
        for h in scene.reading.harms
        if h.scope == "incident"
        and h.subset is None
        and h.quantity.best != 0
        and h.harm in HURT
        and not h.faint
        and not any(distance(h.trigger, span) == 0 for span in taken)
        and not recorded(scene, h.trigger)
    ]
    unique = {e.span: e for e in [*bare, *told]}
    return sorted(unique.values(), key=lambda e: e.span)


def _tells(scene: Scene, event: EventMention) -> bool:
    """Whether a trigger tells an armed incident: by itself, or by the arms, the armed or the harm told with it."""
    kind = events()[event.entry]
    if event.entry == "capture" and _by_police(scene, event):
        return False
    if _seen(scene, event):
        return True
    if kind.strength == "strong" or event.confidence >= _SURE:
        return event.entry != "clash" or _armed_context(scene, event)
    if kind.strength == "harm":
        return bool(_harms_of(scene, event)) or _armed_part(scene, event) or event.instrument is not None
    if (
        _armed_part(scene, event)
        or _weapon_near(scene, event)
        or (kind.plover[1] == "targeted" and _on_person(scene, event))
    ):
        return True
    number = scene.sentence(event.span[0])
    told = bool(scene.times_of(number) or scene.places_of(number) or scene.in_sentence(scene.reading.harms, number))
    return (
        told
        and _armed_context(scene, event)
        and event.entry not in {"capture", "raid_operation", "disrupted", "sabotage"}
    )


def _seen(scene: Scene, event: EventMention) -> bool:
    """Whether the model takes a trigger for one."""
    act = scene.act(event.span)
    return act is not None and act.main + act.background >= _SEEN


def _by_police(scene: Scene, event: EventMention) -> bool:
    """Whether an arrest is the police's work, which is no incident by itself."""
    doer = scene.mention_at(event.agent)
    if doer is not None:
        return doer.kind == "police" or (doer.type not in ARMED and doer.identified)
    near = scene.in_sentence(scene.reading.mentions, scene.sentence(event.span[0]))
    return any(m.kind == "police" for m in near) or not any(m.type in ARMED for m in near)


def _on_person(scene: Scene, event: EventMention) -> bool:
    """Whether a killing is of people: "the mayor was stabbed"."""
    mention = scene.mention_at(event.patient)
    return mention is not None and mention.type in {"person", "people", "armed_force", "armed_group"}


def _armed_part(scene: Scene, event: EventMention) -> bool:
    for span in (event.agent, event.patient):
        mention = scene.mention_at(span)
        if mention and (mention.type in ARMED or not mention.identified or mention.entry in {"military_post"}):
            return True
    return False


def _weapon_near(scene: Scene, event: EventMention) -> bool:
    return any(m.type == "weapon" for m in scene.in_sentence(scene.reading.mentions, scene.sentence(event.span[0])))


def _armed_context(scene: Scene, event: EventMention) -> bool:
    """Whether the sentence names the armed, arms or the harmed, so that "clash" is no match or quarrel."""
    number = scene.sentence(event.span[0])
    near = scene.in_sentence(scene.reading.mentions, number)
    if any(m.type in ARMED or m.type == "weapon" or not m.identified for m in near):
        return True
    return bool(scene.in_sentence(scene.reading.harms, number)) or any(m.type == "nationality" for m in near)


def _harms_of(scene: Scene, event: EventMention) -> list[HarmMention]:
    return [h for h in scene.reading.harms if distance(h.trigger, event.span) == 0]


def place(scene: Scene, event: EventMention, made: list[Draft]) -> None:
    """Put a trigger into the draft that it fits best, or into one of its own."""
    setting = told_with(scene, event)
    if given_as_reason(scene, event):
        if setting.interval is not None or setting.place is not None:
            made.append(Draft([event], [], [setting], retaliation=True))
        return
    scored = [(fit(scene, event, setting, draft, made), -n, draft) for n, draft in enumerate(made)]
    best = max(scored, key=lambda item: item[:2], default=None)
    if best is not None and best[0] >= _TIED:
        best[2].events.append(event)
        best[2].settings.append(setting)
        return
    back = any(answers_back(scene, event, setting, draft) for draft in made)
    made.append(Draft([event], [], [setting], retaliation=back))


def told_with(scene: Scene, event: EventMention) -> Setting:
    """The setting of a trigger; harm alone has no place: "35 bodies, some taken to the capital"."""
    setting = setting_of(scene, event)
    if events()[event.entry].strength == "harm" and not _located(scene, setting):
        return setting._replace(place=None)
    return setting


def _located(scene: Scene, setting: Setting) -> bool:
    """Whether a preposition of place leads the place told: "near Dori, a bomb destroyed a truck"."""
    if setting.place is None:
        return False
    before = scene.text[max(0, setting.place.span[0] - 30) : setting.place.span[0]].lower()
    return before.endswith(("in ", "near ", "at ", "outside ", "around ", "village of ", "town of ", "city of ", ", "))


def given_as_reason(scene: Scene, event: EventMention) -> bool:
    """Whether a trigger is what the act told is an answer to: "in retaliation for rockets fired on Wednesday"."""
    start = scene.reading.sentences[scene.sentence(event.span[0])].span[0]
    before = scene.text[max(start, event.span[0] - 70) : event.span[0]].lower()
    return any(w in before for entry in load("claim_words") if entry["id"] == "retaliation" for w in entry["reasons"])


def attach_harms(scene: Scene, made: list[Draft]) -> None:
    """Give each harm figure to the draft whose trigger stands nearest in its sentence, else in the sentence before."""
    for harm in scene.reading.harms:
        number = scene.sentence(harm.trigger[0])
        best = None
        for draft in made:
            for event in draft.events:
                back = number - scene.sentence(event.span[0])
                key = (0 if back == 0 else (back if back > 0 else 3 - back), distance(event.span, harm.trigger))
                if best is None or key < best[0]:
                    best = (key, draft)
        if best is not None:
            best[1].harms.append(harm)


def _founded(scene: Scene, draft: Draft) -> bool:
    """Whether a draft has what makes an incident: two of side, place, time and harm."""
    victims = [scene.mention_at(harm.victims) for harm in draft.harms]
    side = any(_acts_on(scene, event) for event in draft.events) or any(m is not None and m.actor for m in victims)
    where = any(s.place is not None or s.country for s in draft.settings)
    when = any(s.told for s in draft.settings)
    if all(e.realis == "negated" for e in draft.events):
        return side and (where or when)
    strong = any(events()[e.entry].strength == "strong" or e.confidence >= _SURE for e in draft.events)
    dated = scene.reading.dateline is not None or scene.report.published is not None
    if strong or draft.harms:
        return sum((side, where, when or dated, bool(draft.harms))) >= 2
    return side and where and when


def _acts_on(scene: Scene, event: EventMention) -> bool:
    """Whether a trigger has a side: people who act or suffer, or a thing that is hit."""
    mentions = (scene.mention_at(event.agent), scene.mention_at(event.patient))
    return any(m is not None and m.type != "weapon" and (m.entry is not None or m.actor is not None) for m in mentions)


def _status(scene: Scene, draft: Draft, kept: list[Draft]) -> str:
    realis = {e.realis for e in draft.events}
    if not realis & {"actual", "background", "negated"}:
        return "threatened" if "threatened" in realis else "planned"
    if realis == {"negated"}:
        return "denied"
    if draft.first.realis == "background" or draft.settings[0].past or (draft.retaliation and draft is not kept[0]):
        return "background"
    told = draft.interval()
    if told and scene.report.published and is_past(told, scene.report.published):
        return "background"
    if all(_only_reacted(scene, e) for e in draft.events):
        return "background"
    if draft is not kept[0] and _seen_as_history(scene, draft):
        return "background"
    if scene.sentence(kept[0].first.span[0]) > _LEAD and not _fresh(told, scene.report.published):
        return "background"  # a report whose lead tells no incident mentions one in passing
    lead = kept[0].interval()
    if draft is not kept[0] and told and lead and not overlaps(told, lead) and day(told) < day(lead):
        return "background"  # what came on a day before the news; of one day, all is news
    return "main"


def _seen_as_history(scene: Scene, draft: Draft) -> bool:
    """Whether the model takes the triggers of a draft for history rather than news, by far."""
    acts = [act for e in draft.events if (act := scene.act(e.span)) is not None]
    return bool(acts) and sum(act.background - act.main for act in acts) / len(acts) >= _HISTORY


def _only_reacted(scene: Scene, event: EventMention) -> bool:
    """Whether a trigger is told only in a reaction: "France condemned the attack"."""
    said = scene.statement_over(event.span)
    return said is not None and said.stance in {"condemns", "urges", "demands"}


def _fresh(told: Interval | None, published: str | None) -> bool:
    """Whether a told time lies within three days before publication."""
    return told is not None and published is not None and gap_days(told, of_days(day_of(published))) <= 3


def _with_main(scene: Scene, kept: list[Draft]) -> list[Draft]:
    """A report whose title or lead tells an older incident is about that incident, unless it marks a day or a trial."""
    if kept and not any(d.status == "main" for d in kept):
        lead = kept[0]
        early = scene.sentence(lead.first.span[0]) <= 3
        told = not all(_only_reacted(scene, e) for e in lead.events)
        dated = not lead.settings[0].past and not lead.settings[0].year_only
        if told and lead.status == "background" and early and dated:
            lead.status = "main"
    return kept
