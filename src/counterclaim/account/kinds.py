"""What kind of incident a draft tells, in each scheme: the strongest trigger, the weapons and the sides decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counterclaim.account.scene import Scene
from counterclaim.codebook.events import EventKind, events, weapons
from counterclaim.records.account import EventCode, Participant, Thing

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_STRENGTH = {"strong": 0, "weak": 1, "harm": 2}
_ARMED = frozenset({"military", "police", "armed_group", "state"})
_GENERIC = frozenset({"attack", "kill", "wound", "destroy", "fight", "blast", "repelled", "killing", "capture", "open_fire", "bombing", "raid_operation"})


def event_code(scene: Scene, draft: Draft, participants: Sequence[Participant], arms: Sequence[Thing]) -> EventCode:
    """The codes of a draft."""
    trigger = min(draft.events, key=lambda e: (_STRENGTH[events()[e.entry].strength], e.realis == "negated", draft.events.index(e)))
    kind = events()[trigger.entry]
    mode = kind.plover[1]
    if kind.id == "capture" and any(p.role in {"responsible", "initiator"} and p.kind in {"armed_group", "military"} for p in participants):
        kind = events()["abduction"]  # PLOVER: captured fighters are ASSAULT-abduct, police arrests COERCE-arrest
        mode = kind.plover[1]
    if kind.id in _GENERIC and arms:
        kind, mode = _by_weapon(kind, arms)
    acled = _acled(kind, participants)
    return EventCode(
        entry=kind.id,
        plover_type=kind.plover[0],
        plover_mode=mode,
        acled_type=acled[0],
        acled_sub_type=acled[1],
        ucdp_type=ucdp_type(kind, participants),
        cameo_root=kind.cameo,
        quad_class=kind.quad_class,
        trigger=scene.words(trigger.span),
        confidence=round(0.9 - 0.15 * _STRENGTH[events()[trigger.entry].strength], 2),
    )


def _by_weapon(kind: EventKind, arms: Sequence[Thing]) -> tuple[EventKind, str | None]:
    """"Attack" with drones is a drone strike: the weapon names the kind where the trigger does not."""
    for arm in arms:
        hit = weapons().match(arm.name.lower().split()[-1:], 0) or weapons().match(arm.name.lower().split(), 0)
        implied = hit[1][0] if hit else None
        if implied and implied.event and not implied.by_self and implied.kind == arm.kind:
            found = events()[implied.event]
            return found, found.plover[1]
        if implied and implied.mode and not implied.by_self and kind.plover[1] is None:
            return kind, implied.mode
    return kind, kind.plover[1]


def _acled(kind: EventKind, participants: Sequence[Participant]) -> tuple[str, str]:
    """ACLED's types by who faces whom: two armed sides, one side and civilians, a state taking ground."""
    acting = [p for p in participants if p.role in {"initiator", "responsible", "party"}]
    suffering = [p for p in participants if p.role in {"target", "victim"}]
    both = _two_sided(acting, suffering)
    if kind.two_sided and len({p.country for p in acting if p.kind in _ARMED and p.country}) >= 2:
        return kind.two_sided
    if kind.two_sided and both and kind.id != "shelling":
        return kind.two_sided
    if kind.id == "shelling" and both and any(p.role in {"party"} for p in acting):
        return kind.two_sided or kind.acled
    if kind.one_sided and not both and suffering and all(p.kind not in _ARMED for p in suffering):
        return kind.one_sided
    if kind.state_agent and any(p.kind in {"military", "state", "police"} for p in acting):
        return kind.state_agent
    return kind.acled


def _two_sided(acting: Sequence[Participant], suffering: Sequence[Participant]) -> bool:
    sides = {p.country or p.name for p in (*acting, *suffering) if p.kind in _ARMED}
    return len(sides) >= 2


def ucdp_type(kind: EventKind, participants: Sequence[Participant]) -> int | None:
    """1 state-based, 2 non-state, 3 one-sided, None where it is no organised violence."""
    if kind.domain in {"accident", "crime"} or kind.plover[0] != "ASSAULT":
        return None
    kinds = {p.kind for p in participants}
    states = kinds & {"military", "state", "police"}
    groups = "armed_group" in kinds or any(p.kind == "unknown" and p.role in {"initiator", "responsible", "party"} for p in participants)
    armed_sides = {p.country or p.actor or p.name for p in participants if p.kind in _ARMED or p.kind == "unknown"}
    civilians = kinds & {"civilians", "person"}
    if states and (groups or len(armed_sides) >= 2):
        return 1
    if not states and sum(p.kind == "armed_group" for p in participants) >= 2:
        return 2
    if civilians and (states or groups):
        return 3
    if states:
        return 1
    return 2 if groups else None
