"""What kind of incident a draft tells, in each scheme: ranked triggers, words beside them, weapons and sides decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from counterclaim.account.crowds import RIOTS, put_down, rioted
from counterclaim.account.harmed import hurt
from counterclaim.account.raids import raided, shot, told
from counterclaim.account.scene import Scene
from counterclaim.codebook.events import EventKind, events, weapon_kinds, weapons
from counterclaim.records.account import EventCode, Participant, Thing
from counterclaim.records.reading import EventMention, Mention
from counterclaim.values.lettering import any_of
from counterclaim.values.sides import ACTING, ARMED

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_STRENGTH = {"strong": 0, "weak": 1, "harm": 2}
_UNREAL = {"actual": 0, "background": 0, "planned": 1, "threatened": 1, "hypothetical": 2, "negated": 2}
_STATE = frozenset({"military", "police", "state"})
_RAIDS = frozenset({"raid_operation", "fight", "disrupted"})
_TAKING = _RAIDS | {"capture", "attack", "act"}
"""What soldiers who take people are told to do: they target a compound, search it, find arms."""
_BARE = frozenset({"act", "attack", "kill", "fight"})
_OF_A_RAID = _TAKING | {
    "kill",
    "wound",
    "killing",
    "open_fire",
    "under_fire",
    "clash",
    "interception",
    "impact",
    "destroy",
}
"""What the triggers of a raid tell that no other kind is."""
_SEEN, _FAINT = 0.6, 0.3
"""How likely the model has to hold an act of others, or of nobody told, for news for it to be no record."""
_GENERIC = frozenset(
    {
        "attack",
        "act",
        "kill",
        "wound",
        "destroy",
        "fight",
        "blast",
        "repelled",
        "killing",
        "open_fire",
        "bombing",
        "impact",
    }
    | {"raid_operation", "execution", "beating", "assassination", "under_fire"}
)
_POLICE_ARMS = frozenset({"crowd_control"})
_HIDDEN = frozenset({"ied", "car_bomb", "suicide_vest"})
"""Kinds of arms that bands lay: told with soldiers who kill, they are what the killed were known for."""
_SUSPECTED = ("person", "target")
_FLYING = frozenset({"aircraft", "drone", "aerial_bomb"})
_SEARCH = "raid_operation"
"""What arms told elsewhere in the report make no other of: they are what a search found."""
_FROM_ABOVE = frozenset({"airstrike", "drone_strike"})
_OWN = frozenset({"bombing", "shelling"})
_BLASTS = frozenset({"airstrike", "bombing", "blast", "impact", "destroy", "shelling", "grenade_attack", "clash"})
_EXPLOSIVE = _GENERIC | {"shelling", "grenade_attack", "clash", "airstrike"}


def shape_of(scene: Scene, draft: Draft, participants: Sequence[Participant], arms: Sequence[Thing]) -> str:
    """Whether one side does it to another or two do it to each other, by the kind of a draft."""
    return _kind_of(scene, draft, participants, arms)[0].shape


def _kind_of(
    scene: Scene, draft: Draft, participants: Sequence[Participant], arms: Sequence[Thing]
) -> tuple[EventKind, str | None]:
    """The kind of a draft and its mode."""
    kind = events()[_first(told(scene, draft) or draft.events).entry]
    mode: str | None = kind.plover[1]
    if kind.id in _OF_A_RAID and raided(scene, draft) and shot(scene, draft):
        kind, mode = events()[_SEARCH], events()[_SEARCH].plover[1]
    elif kind.id == "capture" or _took_people(scene, draft, kind, participants):
        kind = events()["abduction" if _abducts(participants) else "capture"]
        mode = kind.plover[1]
    elif (hinted := _hinted(scene, draft, kind, participants)) is not None:
        kind, mode = hinted, hinted.plover[1]
    elif kind.id in _GENERIC or kind.id == "shelling":
        kind, mode = _by_weapon(
            kind, *_fitting(scene, draft, participants, _direct(scene, draft), [arm.kind for arm in arms])
        )
    if mode is None and kind.id in _BARE and _operated(scene, draft, participants):
        kind, mode = events()[_SEARCH], events()[_SEARCH].plover[1]
    if kind.id in RIOTS and rioted(participants) and not _on_people(scene, draft):
        kind, mode = events()["riot"], events()["riot"].plover[1]
    return (events()["attack"] if kind.id == "act" else kind), mode


def event_code(scene: Scene, draft: Draft, participants: Sequence[Participant], arms: Sequence[Thing]) -> EventCode:
    """The codes of a draft."""
    kind, mode = _kind_of(scene, draft, participants, arms)
    fought = kind.id == _SEARCH and (
        (raided(scene, draft) and shot(scene, draft)) or _operated(scene, draft, participants)
    )
    acled = kind.acled if fought else _acled(scene, draft, kind, participants)
    return EventCode(
        entry=kind.id,
        plover_type=kind.plover[0],
        plover_mode=mode,
        acled_type=acled[0],
        acled_sub_type=acled[1],
        ucdp_type=ucdp_type(kind, participants),
        cameo_root=kind.cameo,
        quad_class=kind.quad_class,
        trigger=scene.words(_founding(scene, draft).span),
        confidence=round(0.9 - 0.15 * _STRENGTH[events()[_first(draft.events).entry].strength], 2),
    )


def _first(told: Sequence[EventMention]) -> EventMention:
    """The trigger that names an incident."""
    return min(told, key=lambda e: (_order(e), told.index(e)))


def _founding(scene: Scene, draft: Draft) -> EventMention:
    """The trigger that an account hangs on: the best name where the text below the title first tells it."""
    body = [e for e in draft.events if scene.kind(e.span[0]) != "title"] or draft.events
    real = [e for e in body if not _UNREAL[e.realis]] or body
    number = min(scene.sentence(e.span[0]) for e in real)
    return _first([e for e in real if scene.sentence(e.span[0]) == number])


def _order(event: EventMention) -> tuple[int, int, int]:
    kind = events()[event.entry]
    return _UNREAL[event.realis], kind.rank, _STRENGTH[kind.strength]


def _hinted(scene: Scene, draft: Draft, kind: EventKind, participants: Sequence[Participant]) -> EventKind | None:
    """The kind that words in the draft's sentences make of a bare attack: a suicide bomber, poison gas, marchers."""
    if kind.id not in _EXPLOSIVE:
        return None
    words = _sentences(scene, draft)
    fought = _two_sided(participants) and kind.shape == "mutual"
    for name in ("chemical_attack", "suicide_bombing", "grenade_attack"):
        if not (fought and name == "grenade_attack") and _hinted_at(name, words):
            return events()[name]
    if kind.id in _BLASTS:
        return None
    if put_down(scene, draft) and not any(p.kind == "armed_group" for p in participants):
        return events()["crowd_control"]
    acting = {p.kind for p in participants if p.role in ACTING}
    state = (acting <= _STATE) if acting else _on_protesters(scene, draft)
    groups = any(p.kind == "armed_group" for p in participants)
    if state and not groups and _hinted_at("crowd_control", words):
        return events()["crowd_control"]
    if not acting & ARMED and _hinted_at("mob_violence", words):
        return events()["mob_violence"]
    return None


def _took_people(scene: Scene, draft: Draft, kind: EventKind, participants: Sequence[Participant]) -> bool:
    """Whether all that came of a raid is that people were taken: nobody was shot."""
    real = [e for e in draft.events if _UNREAL[e.realis] == 0]
    if kind.id in _OF_A_RAID and raided(scene, draft):
        return not shot(scene, draft)
    if not any(e.entry == "capture" for e in real) or hurt(draft):
        return False
    takers = {p.kind for p in participants if p.role in ACTING} & ARMED
    return kind.id in _RAIDS or (takers <= _STATE and all(e.entry in _TAKING or _on_record(scene, e) for e in real))


def _operated(scene: Scene, draft: Draft, participants: Sequence[Participant]) -> bool:
    """Whether soldiers kill or wound in what is called a raid or an operation, and nobody tells with what."""
    acting = {p.kind for p in participants if p.role in ACTING}
    return bool(hurt(draft)) and "military" in acting <= _STATE and _hinted_at(_SEARCH, _sentences(scene, draft))


def _on_people(scene: Scene, draft: Draft) -> bool:
    """Whether somebody is told to be struck or hurt, and not only things."""
    struck = (scene.mention_at(e.patient) for e in draft.events)
    people = any(m is not None and m.type in {"person", "people"} for m in struck)
    return people or bool(hurt(draft))


def _on_record(scene: Scene, event: EventMention) -> bool:
    """Whether a trigger tells what those who are taken did before: "captured a leader who planted bombs"."""
    doer, act = scene.mention_at(event.agent), scene.act(event.span)
    if doer is not None and doer.kind in _STATE:
        return False
    return act is None or act.main < (_FAINT if doer is None else _SEEN)


def _abducts(participants: Sequence[Participant]) -> bool:
    """Whether a group takes people, or soldiers take others than fighters of a group; else it is an arrest."""
    takers = {p.kind for p in participants if p.role in ACTING}
    taken = [p for p in participants if p.role not in ACTING]
    fighters = any(p.kind == "armed_group" or p.organization or (p.kind, p.role) == _SUSPECTED for p in taken)
    return "armed_group" in takers or ("military" in takers and bool(taken) and not fighters)


def _on_protesters(scene: Scene, draft: Draft) -> bool:
    """Whether those who suffer are told as protesters."""
    spans = [*(e.patient for e in draft.events), *(h.victims for h in draft.harms)]
    return any(m is not None and m.entry == "protester" for m in map(scene.mention_at, spans))


@lru_cache(maxsize=64)  # an account's kind is asked for before and after its sides are known
def _hinted_at(name: str, words: str) -> bool:
    return _hints(name).search(words) is not None


@cache
def _hints(name: str) -> re.Pattern[str]:
    return any_of(events()[name].hints)


def _sentences(scene: Scene, draft: Draft) -> str:
    """The sentences of a draft's triggers that are told as happening."""
    numbers = dict.fromkeys(scene.sentence(e.span[0]) for e in draft.events if _UNREAL[e.realis] == 0)
    spans = [scene.reading.sentences[number].span for number in numbers]
    return " ".join(scene.text[start:end] for start, end in spans)


def _direct(scene: Scene, draft: Draft) -> list[str]:
    """Kinds of what the triggers were done with: instruments, and aircraft and drones that do it themselves."""
    told = [m for e in draft.events if (m := scene.mention_at(e.instrument)) is not None]
    doers = [m for e in draft.events if (m := scene.mention_at(e.agent)) is not None]
    flown = ["aircraft" for m in doers if m.entry == "air_force"]
    named = [arm for m in doers if m.type != "vehicle" for arm in _named_arms(scene, m) if arm in _FLYING]
    return [*(m.entry for m in (*told, *(m for m in doers if m.type == "vehicle")) if m.entry), *flown, *named]


def _named_arms(scene: Scene, mention: Mention) -> list[str]:
    """Arms that the words of a mention end with: "Russian drones"."""
    words = scene.text[slice(*mention.span)].lower().split()
    hits = [weapons().match(words, n) for n in range(len(words))]
    return [hit[1][0].kind for n, hit in enumerate(hits) if hit is not None and n + hit[0] == len(words)]


def _fitting(scene: Scene, draft: Draft, participants: Sequence[Participant], *told: Sequence[str]) -> list[list[str]]:
    """Arms that those who act have: a pellet gun is no crackdown without police, a mine no army's way to kill."""
    acting = {p.kind for p in participants if p.role in ACTING}
    police = bool(acting & _STATE) or _on_protesters(scene, draft)
    unfit: frozenset[str] = frozenset() if police else _POLICE_ARMS
    unfit |= _HIDDEN if acting and acting <= _STATE else frozenset()
    return [[arm for arm in arms if arm not in unfit] for arms in told]


def _by_weapon(kind: EventKind, direct: Sequence[str], arms: Sequence[str]) -> tuple[EventKind, str | None]:
    """ "Attack" with drones is a drone strike: the weapon names the kind where the trigger does not."""
    others = [] if kind.id == _SEARCH else sorted(arms, key=lambda arm: arm not in _FLYING)
    for arm in (*sorted(direct, key=lambda arm: arm not in _FLYING), *others):
        implied = weapon_kinds().get(arm)
        if implied is None or implied.by_self or (kind.id in _OWN and implied.event not in _FROM_ABOVE):
            continue
        if implied.event:
            found = events()[implied.event]
            return found, found.plover[1]
        if implied.mode and kind.plover[1] is None:
            return kind, implied.mode
    return kind, kind.plover[1]


def _acled(scene: Scene, draft: Draft, kind: EventKind, participants: Sequence[Participant]) -> tuple[str, str]:
    """ACLED's types by who faces whom: two armed sides, one side and civilians, a state taking ground."""
    acting = [p for p in participants if p.role in ACTING]
    suffering = [p for p in participants if p.role in {"target", "victim"}]
    told = any(events()[e.entry].shape == "mutual" for e in draft.events)
    both = _two_sided(participants) or (told and len({_side(p) for p in acting if p.kind in ARMED}) >= 2)
    if kind.state_agent and _taken_by_state(scene, draft, acting):
        return kind.state_agent
    if kind.two_sided and len({p.country for p in acting if p.kind in ARMED and p.country}) >= 2:
        return kind.two_sided
    if kind.two_sided and both and (kind.id != "shelling" or told or any(p.role == "party" for p in acting)):
        return kind.two_sided
    soldiers = [p for p in suffering if p.kind in ARMED]
    if kind.one_sided and not both and not soldiers and not _on_post(scene, draft):
        return kind.one_sided
    return kind.acled


def _taken_by_state(scene: Scene, draft: Draft, acting: Sequence[Participant]) -> bool:
    """Whether who takes the ground is a state's: the taker itself, or everybody who acts."""
    takers = [scene.mention_at(e.agent) for e in draft.events if events()[e.entry].state_agent]
    kinds = {m.kind for m in takers if m is not None} or {p.kind for p in acting}
    return bool(kinds & _STATE) and "armed_group" not in kinds


def _on_post(scene: Scene, draft: Draft) -> bool:
    """Whether what is hit is a military post."""
    hit = [scene.mention_at(e.patient) for e in draft.events]
    return any(m is not None and m.entry == "military_post" for m in hit)


def _two_sided(participants: Sequence[Participant]) -> bool:
    """Whether two armed sides face each other, or unknown armed people one."""
    armed = [p for p in participants if p.kind in ARMED]
    parties = {_side(p) for p in armed if p.role == "party"}
    acting, hit = {_side(p) for p in armed if p.role in ACTING}, {_side(p) for p in armed if p.role not in ACTING}
    return len(parties) >= 2 or bool(acting and hit and len(acting | hit) >= 2)


def _side(participant: Participant) -> str:
    """Forces of one country are one side; every group is its own."""
    if participant.kind == "armed_group":
        return participant.actor or participant.name
    return participant.country or participant.actor or participant.name


def ucdp_type(kind: EventKind, participants: Sequence[Participant]) -> int | None:
    """1 state-based, 2 non-state, 3 one-sided, None where it is no organised violence."""
    if kind.domain in {"accident", "crime"} or kind.plover[0] != "ASSAULT":
        return None
    acting = [p for p in participants if p.role in ACTING]
    suffering = {p.kind for p in participants if p.role in {"target", "victim"}}
    states = {p.kind for p in participants} & _STATE
    groups = [p for p in participants if p.kind == "armed_group" or (p.kind == "unknown" and p.role in ACTING)]
    armed_sides = {p.country or p.actor or p.name for p in participants if p.kind in ARMED or p.kind == "unknown"}
    if suffering and acting and not suffering & ARMED and not any(p.role == "party" for p in acting):
        return 3
    if kind.shape == "mutual" and not states:
        return 2
    if states and (groups or len(armed_sides) >= 2):
        return 1
    if not states and sum(p.kind == "armed_group" for p in participants) >= 2:
        return 2
    if suffering & {"civilians", "person"} and (states or groups):
        return 3
    if states:
        return 1
    return 2 if groups else None
