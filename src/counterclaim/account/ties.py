"""Whether a trigger goes on with an incident told before it: named reasons for and against, each weighed as learnt.

nearness in the text | time | place | kind | sides and people | words that point | what the model sees
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from counterclaim.account.openings import elsewhere, opens_another, put_first
from counterclaim.account.scene import Scene
from counterclaim.account.setting import Setting
from counterclaim.account.when import is_past
from counterclaim.codebook.events import events
from counterclaim.codebook.loader import load
from counterclaim.records.reading import EventMention
from counterclaim.values.interval import Interval, gap_days, overlaps

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_APART = (" while ", " another ", " separate ", " elsewhere ", " separately ")
_RELATIVE = re.compile(r"[^,]\s(?:who|which|that)\s+$")
OPENS = 14
"""Characters before a place that opens its sentence: "In the town of Dori,"."""
_FAINT, _PLAIN, _LEANS = 0.1, 0.6, 0.2
"""How likely a trigger has to seem to the model to be told of at all, for sure, and as news rather than history."""
_UNREAL = frozenset({"planned", "threatened", "background"})


@cache
def weights() -> dict[str, float]:
    """What each reason counts for; `bias` always does."""
    told = files("counterclaim.account").joinpath("ties.yaml").read_text("utf-8")
    found: dict[str, float] = yaml.safe_load(told)["weights"]
    return found


def fit(scene: Scene, event: EventMention, setting: Setting, draft: Draft, made: list[Draft]) -> float:
    """Log odds that a trigger tells of a draft's incident."""
    known = weights()
    return sum([known[reason] for reason in reasons(scene, event, setting, draft, made) if reason in known])


def reasons(scene: Scene, event: EventMention, setting: Setting, draft: Draft, made: list[Draft]) -> list[str]:
    """All that speaks for or against it, by name."""
    return [
        "bias",
        *_nearness(scene, event, draft, made),
        *_time(setting, draft),
        *_place(scene, setting, draft),
        *_kind(scene, event, draft),
        *_people(scene, event, setting, draft),
        *_pointers(scene, event, setting, draft, made),
        *_seen(scene, event, draft),
    ]


def likeness(scene: Scene, event: EventMention, setting: Setting, draft: Draft) -> float:
    """How alike a trigger and a draft are by time, place, kind and word, wherever they stand."""
    found = (*_time(setting, draft), *_place(scene, setting, draft), *_kind(scene, event, draft))
    return sum(weights().get(reason, 0.0) for reason in found)


def _nearness(scene: Scene, event: EventMention, draft: Draft, made: list[Draft]) -> Iterator[str]:
    number = scene.sentence(event.span[0])
    numbers = [scene.sentence(e.span[0]) for e in draft.events]
    gap = min(abs(number - n) for n in numbers)
    beside = next((draft.events[n] for n in range(len(numbers) - 1, -1, -1) if numbers[n] == number), None)
    if beside is not None:
        yield "one clause" if one_clause(scene, beside, event) else "one sentence"
    else:
        yield f"sentences {'1' if gap == 1 else '2-3' if gap <= 3 else '4-8' if gap <= 8 else 'more'}"
    here = scene.paragraph(event.span[0]) == scene.paragraph(draft.events[-1].span[0])
    latest = max(made, key=lambda d: d.events[-1].span)
    if here:
        yield "one paragraph"
    if draft is latest:
        yield "told last" if len(made) > 1 else "only one"
    if draft is made[0]:
        yield "lead"
    if len(made) > 1:
        yield "several"
    if scene.kind(draft.first.span[0]) == "heading":
        yield "under heading"


def _time(setting: Setting, draft: Draft) -> Iterator[str]:
    told = draft.interval()
    if setting.interval is None or told is None:
        if setting.past and not draft.settings[0].past:
            yield "history beside news"
        yield "time told once" if setting.interval or told else "no time"
    elif overlaps(setting.interval, told):
        yield "same time"
    elif day(setting.interval) == day(told):
        yield "same day"
    else:
        near = gap_days(setting.interval, told) <= 1
        yield "days later" if setting.previous_day else "day beside" if near else "other day"
    if setting.interval is not None and told is None:
        yield "brings time"


def _place(scene: Scene, setting: Setting, draft: Draft) -> Iterator[str]:
    others = [s.place for s in draft.settings if s.place is not None]
    if setting.place is None:
        yield "no place"
    elif not others:
        yield "brings place"
    elif any(setting.place.name == other.name for other in others):
        yield "same place"
    else:
        yield "near place" if any(setting.near(other) for other in others) else "other place"
        start, _ = scene.reading.sentences[scene.sentence(setting.place.span[0])].span
        if setting.place.span[0] - start <= OPENS:
            yield "other place put first"


def _kind(scene: Scene, event: EventMention, draft: Draft) -> Iterator[str]:
    families = {family(e.entry) for e in draft.events} - {"any"}
    mine = family(event.entry)
    if event.entry in {e.entry for e in draft.events}:
        yield "same kind"
    elif mine == "any" or not families:
        yield "any kind"
    else:
        yield "same family" if mine in families else "other family"
    if events()[event.entry].strength == "harm":
        yield "harm"
    word = scene.text[slice(*event.span)].lower()
    if any(scene.text[slice(*e.span)].lower() == word for e in draft.events):
        yield "same word"


def _people(scene: Scene, event: EventMention, setting: Setting, draft: Draft) -> Iterator[str]:
    mine = _chains(scene, event)
    theirs = {chain for e in draft.events for chain in _chains(scene, e)}
    if mine and theirs:
        yield "same people" if mine & theirs else "other people"
    sides = {side for s in draft.settings for side in s.sides}
    if setting.sides and sides:
        yield "same sides" if setting.sides & sides else "other sides"


def _chains(scene: Scene, event: EventMention) -> set[int]:
    found = (scene.mention_at(span) for span in (event.agent, event.patient))
    return {mention.chain for mention in found if mention is not None}


def _pointers(scene: Scene, event: EventMention, setting: Setting, draft: Draft, made: list[Draft]) -> Iterator[str]:
    number = scene.sentence(event.span[0])
    new = number not in scene.sentences_of(draft.events)
    if setting.another or (new and opens_another(scene, number)):
        yield "another"
    if new and elsewhere(put_first(scene, number), [s.place for s in draft.settings if s.place is not None]):
        yield "opens elsewhere"
    if setting.definite:
        yield "definite"
    if answers_back(scene, event, setting, draft):
        yield "answers back"
    if event.realis in _UNREAL and event.realis != draft.first.realis:
        yield "other realis"
    if history(scene, draft, made[0]):
        yield "is history"
        if setting.interval is None and scene.paragraph(event.span[0]) != scene.paragraph(draft.events[-1].span[0]):
            yield "back from history"
    mine, theirs = scene.statement_over(event.span), scene.statement_over(draft.events[-1].span)
    if mine is not None and theirs is not None:
        yield "one statement" if mine.n == theirs.n else "other statement"
    elif mine is not None or theirs is not None:
        yield "said once"


def _seen(scene: Scene, event: EventMention, draft: Draft) -> Iterator[str]:
    mine = scene.act(event.span)
    if mine is None:
        return
    theirs = [act for e in draft.events if (act := scene.act(e.span)) is not None]
    lean = sum(act.main - act.background for act in theirs)
    if mine.main + mine.background < _FAINT:
        yield "unseen"
    elif mine.main + mine.background > _PLAIN:
        yield "seen"
    if (mine.main - mine.background) * lean < 0 and abs(mine.main - mine.background) > _LEANS:
        yield "seen apart"


def history(scene: Scene, draft: Draft, lead: Draft) -> bool:
    """Whether a draft so far looks like history: told as past, before the lead's, or long before publication."""
    told, news = draft.interval(), lead.interval()
    if told and news and draft is not lead and day(told) < (news.start or "")[:10]:
        return True
    return draft.settings[0].past or bool(told and scene.report.published and is_past(told, scene.report.published))


def one_clause(scene: Scene, before: EventMention, event: EventMention) -> bool:
    """Whether a trigger goes on with the act told before it in its sentence: "ambushed a convoy, killing five", "was
    seized by men who stopped his car"."""
    between = scene.text[before.span[1] : event.span[0]]
    if ";" in between or any(words in between for words in _APART):
        return False
    word = scene.text[event.span[0] : event.span[1]].lower().split(" ")[0]
    if word.endswith("ing") or _RELATIVE.search(between):
        return True
    return events()[event.entry].strength == "harm" and not _own_place(scene, before, event)


def _own_place(scene: Scene, before: EventMention, event: EventMention) -> bool:
    """Whether each of two triggers of a sentence has a place right behind it: "killed four in A and two in B"."""
    places = [p for p in scene.places_of(scene.sentence(event.span[0])) if not p.metonym]
    first = any(before.span[1] < p.span[0] < event.span[0] for p in places)
    return first and any(0 < p.span[0] - event.span[1] < 60 for p in places)


def answers_back(scene: Scene, event: EventMention, setting: Setting, draft: Draft) -> bool:
    """Whether a trigger tells an earlier act of the side that suffers in the draft, at a time of its own."""
    told = draft.interval()
    if setting.interval is None or told is None or setting.interval.start is None:
        return False
    if setting.interval == told or setting.interval.start > (told.start or told.end or ""):
        return False  # what began later, or is told of the same hours, was no cause
    if events()[event.entry].shape == "mutual":
        return False
    agent = scene.mention_at(event.agent)
    harmed = [scene.mention_at(e.patient) for e in draft.events] + [scene.mention_at(h.victims) for h in draft.harms]
    return (
        agent is not None
        and agent.country is not None
        and any(m is not None and m.country == agent.country for m in harmed)
    )


@cache
def family(entry: str) -> str:
    """Kinds of one family tell one incident: a kidnapping is no shelling."""
    return next((group["id"] for group in load("families") if entry in group["words"]), "any")


def day(told: Interval) -> str:
    """The day on which a time ends."""
    return (told.end or told.start or "")[:10]
