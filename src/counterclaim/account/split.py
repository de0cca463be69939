"""Which triggers tell one incident: triggers in text order join the draft they fit best, or found one of their own.

    candidates | for each: time, place, sides told with it | score against each draft | join or found | status
A draft needs a trigger and at least two of side, place, time and harm to become an account: no ghosts.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from counterclaim.account.scene import Scene, distance
from counterclaim.account.setting import Setting, pointers, setting_of
from counterclaim.account.when import is_past
from counterclaim.codebook.events import events
from counterclaim.codebook.loader import load
from counterclaim.records.reading import EventMention, HarmMention
from counterclaim.records.report import Span
from counterclaim.values.interval import Interval, day_of, gap_days, of_days, overlaps

ARMED = frozenset({"armed_force", "armed_group"})
_MISMATCH = -1
_APART = -0.85
"""Hours of one day that differ weigh less than the same place: posts bear the hour of their telling."""
_LEAD = 7
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


def drafts(scene: Scene) -> list[Draft]:
    """Drafts in order of their founding triggers, each with its status."""
    made: list[Draft] = []
    told = candidates(scene)
    for event in told:
        if not _in_title(scene, event):
            place(scene, event, made)
    for event in told:
        if _in_title(scene, event):
            _retell(scene, event, made)
    attach_harms(scene, made)
    kept = [draft for draft in made if _founded(scene, draft)]
    for draft in kept:
        draft.status = _status(scene, draft, kept)
    return _with_main(scene, kept)


def _in_title(scene: Scene, event: EventMention) -> bool:
    return scene.kind(event.span[0]) == "title"


def _retell(scene: Scene, event: EventMention, made: list[Draft]) -> None:
    """Put a trigger of the title where the text below tells it; a title founds a draft only where nothing else does."""
    if not any(not _in_title(scene, draft.first) for draft in made):
        place(scene, event, made)
        return
    setting = setting_of(scene, event)
    news = [d for d in made if not _history(scene, d, made[0])] or made
    fits = [(_title_fit(scene, event, setting, draft), -n, draft) for n, draft in enumerate(news)]
    best = max(fits, key=lambda item: item[:2])[2]
    best.events.append(event)
    best.settings.append(setting)


def _title_fit(scene: Scene, event: EventMention, setting: Setting, draft: Draft) -> float:
    """How well a title's trigger names a draft: its kind, time, place and word."""
    word = scene.text[slice(*event.span)].lower()
    same = any(scene.text[slice(*e.span)].lower() == word for e in draft.events)
    return same + _kind_fit(event, draft) + _time_fit(setting, draft) + _place_fit(setting, draft)


def candidates(scene: Scene) -> list[EventMention]:
    """Triggers that tell an incident, and words of harm that no trigger covers ("dozens of soldiers died")."""
    told = [e for e in scene.reading.events if e.realis != "hypothetical" and _tells(scene, e)]
    told = [e for e in told if not _on_record(scene, e.span)] or told[:1]
    taken = [e.span for e in told]
    bare = [
        EventMention(
            h.trigger, "kill" if h.harm == "killed" else "wound", patient=h.victims, agent=h.agent, hedged=h.hedged
        )
        for h in scene.reading.harms
        if h.scope == "incident"
        and h.subset is None
        and h.quantity.best != 0
        and h.harm in {"killed", "injured", "casualties"}
        and not any(distance(h.trigger, span) == 0 for span in taken)
        and not _on_record(scene, h.trigger)
    ]
    unique = {e.span: e for e in [*bare, *told]}
    return sorted(unique.values(), key=lambda e: e.span)


def _on_record(scene: Scene, span: Span) -> bool:
    """Whether words tell what somebody has done at other times: "responsible for bombings", "linked to attacks"."""
    start = scene.reading.sentences[scene.sentence(span[0])].span[0]
    before = f" {scene.text[start : span[0]].lower()}"
    return any(f" {words} " in before for words in pointers("record"))


def _tells(scene: Scene, event: EventMention) -> bool:
    """Whether a trigger tells an armed incident: by itself, or by the arms, the armed or the harm told with it."""
    kind = events()[event.entry]
    if event.entry == "capture" and _by_police(scene, event):
        return False
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
    setting = setting_of(scene, event)
    if _given_as_reason(scene, event):
        if setting.interval is not None or setting.place is not None:
            made.append(Draft([event], [], [setting], retaliation=True))
        return
    if events()[event.entry].strength == "harm" and not _located(scene, setting):
        setting = setting._replace(place=None)  # "35 bodies, some taken to the capital": harm alone has no place
    scored = [(_fit(scene, event, setting, draft, made), -n, draft) for n, draft in enumerate(made)]
    best = max(scored, key=lambda item: item[:2], default=None)
    if best is not None and best[0] >= 0:
        best[2].events.append(event)
        best[2].settings.append(setting)
        return
    back = any(_answers_back(scene, event, setting, draft) for draft in made)
    made.append(Draft([event], [], [setting], retaliation=back))


def _located(scene: Scene, setting: Setting) -> bool:
    """Whether a preposition of place leads the place told: "near Dori, a bomb destroyed a truck"."""
    if setting.place is None:
        return False
    before = scene.text[max(0, setting.place.span[0] - 30) : setting.place.span[0]].lower()
    return before.endswith(("in ", "near ", "at ", "outside ", "around ", "village of ", "town of ", "city of ", ", "))


def _given_as_reason(scene: Scene, event: EventMention) -> bool:
    """Whether a trigger is what the act told is an answer to: "in retaliation for rockets fired on Wednesday"."""
    start = scene.reading.sentences[scene.sentence(event.span[0])].span[0]
    before = scene.text[max(start, event.span[0] - 70) : event.span[0]].lower()
    return any(w in before for entry in load("claim_words") if entry["id"] == "retaliation" for w in entry["reasons"])


def _fit(scene: Scene, event: EventMention, setting: Setting, draft: Draft, made: list[Draft]) -> float:
    """How well a trigger fits a draft: below 0 it is another incident. Each term is one reason."""
    here = scene.paragraph(event.span[0]) == scene.paragraph(draft.events[-1].span[0])
    score = 0.5 if draft is made[-1] and here else 0.0
    if not _history(scene, draft, made[0]):
        score += 0.4 if draft is made[0] else 0.2
    elif setting.interval is None and not here:
        score -= 1.0
    if scene.kind(draft.first.span[0]) == "heading" and len(made) == 1:
        score += 1.0
    if event.realis in {"planned", "threatened", "background"} and event.realis != draft.first.realis:
        score -= 2.0
    if setting.another:
        score -= 2.0
    if setting.definite:
        score += 1.5
    if _answers_back(scene, event, setting, draft):
        score -= 3.0
    beside = next(
        (e for e in reversed(draft.events) if scene.sentence(e.span[0]) == scene.sentence(event.span[0])), None
    )
    if beside is not None and _one_clause(scene, beside, event):
        return score + 2.0
    told = setting.interval is not None or setting.place is not None or setting.another
    rival = scene.statement_over(event.span) is not None  # versions of one act differ in kind: shelled, or bombed
    if told or not (rival or here):
        score += _kind_fit(event, draft)
    return score + _time_fit(setting, draft) + _place_fit(setting, draft)


def _history(scene: Scene, draft: Draft, lead: Draft) -> bool:
    """Whether a draft so far looks like history: told as past, before the lead's, or long before publication."""
    told, news = draft.interval(), lead.interval()
    if told and news and draft is not lead and _day(told) < (news.start or "")[:10]:
        return True
    return draft.settings[0].past or bool(told and scene.report.published and is_past(told, scene.report.published))


def _one_clause(scene: Scene, before: EventMention, event: EventMention) -> bool:
    """Whether a trigger goes on with the act told before it in its sentence: "ambushed a convoy, killing five"."""
    between = scene.text[before.span[1] : event.span[0]]
    if (
        ";" in between
        or " while " in between
        or any(f" {w} " in between for w in ("another", "separate", "elsewhere", "separately"))
    ):
        return False
    word = scene.text[event.span[0] : event.span[1]].lower().split(" ")[0]
    return word.endswith("ing") or events()[event.entry].strength == "harm" and not _own_place(scene, before, event)


def _own_place(scene: Scene, before: EventMention, event: EventMention) -> bool:
    """Whether each of two triggers of a sentence has a place right behind it: "killed four in A and two in B"."""
    places = [p for p in scene.places_of(scene.sentence(event.span[0])) if not p.metonym]
    first = any(before.span[1] < p.span[0] < event.span[0] for p in places)
    return first and any(0 < p.span[0] - event.span[1] < 60 for p in places)


def _answers_back(scene: Scene, event: EventMention, setting: Setting, draft: Draft) -> bool:
    """Whether a trigger tells an earlier act of the side that suffers in the draft, at a time of its own."""
    told = draft.interval()
    if setting.interval is None or told is None or setting.interval == told or setting.interval.start is None:
        return False
    if events()[event.entry].shape == "mutual" or (setting.interval.start > (told.end or "")):
        return False
    agent = scene.mention_at(event.agent)
    harmed = [scene.mention_at(e.patient) for e in draft.events] + [scene.mention_at(h.victims) for h in draft.harms]
    return (
        agent is not None
        and agent.country is not None
        and any(m is not None and m.country == agent.country for m in harmed)
    )


def _time_fit(setting: Setting, draft: Draft) -> float:
    told = draft.interval()
    if setting.interval is None or told is None:
        return -1.5 if setting.past and not draft.settings[0].past else 0.0
    if overlaps(setting.interval, told):
        return 1.0
    if _day(setting.interval) == _day(told):
        return _APART
    return -1.0 if gap_days(setting.interval, told) <= 1 and not setting.previous_day else -3.0


def _place_fit(setting: Setting, draft: Draft) -> float:
    if setting.place is None:
        return 0.0
    others = [s.place for s in draft.settings if s.place is not None]
    if not others:
        return 0.0
    return 0.5 if any(setting.near(other) for other in others) else -2.0


def _kind_fit(event: EventMention, draft: Draft) -> float:
    """Kinds of one family tell one incident; a kidnapping is no shelling."""
    families = {_family(e.entry) for e in draft.events} - {"any"}
    mine = _family(event.entry)
    return 0.0 if mine == "any" or not families or mine in families else _MISMATCH


def _family(entry: str) -> str:
    return next((group["id"] for group in load("families") if entry in group["words"]), "any")


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
    if scene.sentence(kept[0].first.span[0]) > _LEAD and not _fresh(told, scene.report.published):
        return "background"  # a report whose lead tells no incident mentions one in passing
    lead = kept[0].interval()
    if draft is not kept[0] and told and lead and not overlaps(told, lead) and _day(told) < _day(lead):
        return "background"  # what came on a day before the news; of one day, all is news
    return "main"


def _day(told: Interval) -> str:
    """The day on which a time ends."""
    return (told.end or told.start or "")[:10]


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
