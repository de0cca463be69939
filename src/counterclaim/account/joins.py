"""Which drafts of a report tell one incident: each goes to the one before that it is likeliest told again, as learnt.

A trigger is placed by what stands around it (`ties`); here whole drafts are laid side by side, with all their times,
places, people and figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, Literal

from counterclaim.account.harmed import HURT
from counterclaim.account.likely import Weights, learnt_weights, weigh
from counterclaim.account.openings import elsewhere, opens_another, put_first
from counterclaim.account.scene import Scene, kept
from counterclaim.account.setting import apart, coarseness, pointers
from counterclaim.account.ties import OPENS, day, family, fit
from counterclaim.codebook.events import events
from counterclaim.records.reading import Mention, PlaceMention
from counterclaim.values.interval import Interval, gap_days, overlaps

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_NEAR_KM = 25.0
_ALIKE = 0.6
"""Share of words from which a sentence tells another one again."""
_WORD = 4
"""Letters of a word that counts for that."""
_MARKS = ",.;:\"'()"
_BEFORE = 12
"""Characters before somebody told that may hold an article."""
_LEANS, _PLAIN = 0.2, 0.5
"""From which difference the model sees two drafts as news and as history, and how sure it is of a trigger it sees."""
_GAPS = ((0, "0"), (1, "1"), (3, "2-3"), (8, "4-8"))
_SIZES = ((2, "2"), (4, "3-4"), (8, "5-8"))
_LOOSE = (-5, -3)
_DETAINED = frozenset({"detained", "captured"})
_COUNTED = (frozenset({"killed"}), frozenset({"injured"}), _DETAINED)
Part = Literal["agent", "patient"]
_PARTS: tuple[Part, Part] = ("agent", "patient")


def joined(scene: Scene, made: Sequence[Draft], weights: Weights | None = None) -> list[Draft]:
    """The drafts, those of one incident joined to the one told first."""
    known = learnt_weights("joins") if weights is None else weights
    found: list[Draft] = []
    for draft in made:
        scored = [(weigh(signs(scene, one, draft, found, len(made)), known), -n, one) for n, one in enumerate(found)]
        best = max(scored, key=lambda item: item[:2], default=None)
        if best is None or best[0] < 0 or draft.retaliation or best[2].retaliation:
            found.append(draft)
        else:
            add(best[2], draft)
    return found


def add(one: Draft, other: Draft) -> None:
    """Put all that a draft tells to another."""
    one.events += other.events
    one.settings += other.settings
    one.harms += other.harms


def signs(scene: Scene, one: Draft, other: Draft, before: list[Draft], many: int) -> list[str]:
    """All that speaks for or against it, by name; `other` is told after those `before`, of `many` in all."""
    time, place, kind, gap = _time(one, other), _place(one, other), _kind(one, other), _gap(scene, one, other)
    pointing = list(_pointing(scene, one, other))
    return [
        "any",
        f"drafts {_step(many, _SIZES)}",
        *(f"tied below {most}" for most in _LOOSE if fit(scene, other.first, other.settings[0], one, before) < most),
        *(time, place, kind, gap),
        *(f"{time}, {place}", f"{time}, {kind}", f"{place}, {kind}", f"{gap}, {place}", f"{gap}, {time}"),
        *(["other country"] if _abroad(one, other) else []),
        "place of its own" if any(coarseness(told) == 0 for told in _places(other)) else "no place of its own",
        *(name for point in pointing for name in (point, f"{point}, {place}", f"{point}, {time}")),
        *_people(scene, one, other),
        *_figures(one, other),
        *_words(scene, one, other),
        *_seen(scene, one, other),
        *_said(scene, one, other),
    ]


def _step(value: float, steps: Sequence[tuple[float, str]]) -> str:
    return next((name for most, name in steps if value <= most), "more")


def _time(one: Draft, other: Draft) -> str:
    mine, theirs = _times(one), _times(other)
    if not mine or not theirs:
        return "no time" if not mine and not theirs else "time first" if mine else "time later"
    pairs = list(product(mine, theirs))
    if any(overlaps(a, b) for a, b in pairs):
        return "same time"
    if any(day(a) == day(b) for a, b in pairs):
        return "same day"
    return "day beside" if min(gap_days(a, b) for a, b in pairs) <= 1 else "other day"


def _times(draft: Draft) -> list[Interval]:
    return [s.interval for s in draft.settings if s.interval is not None]


def _place(one: Draft, other: Draft) -> str:
    mine, theirs = _places(one), _places(other)
    if not mine or not theirs:
        return "no place" if not mine and not theirs else "place first" if mine else "place later"
    if {p.name for p in mine} & {p.name for p in theirs}:
        return "same place"
    pairs = list(product(mine, theirs))
    if any(_within(a, b) or _within(b, a) for a, b in pairs):
        return "place within"
    away = [km for a, b in pairs if (km := apart(a, b)) is not None]
    if not away:
        return "unknown place"
    return "near place" if min(away) <= _NEAR_KM else "other place"


def _abroad(one: Draft, other: Draft) -> bool:
    """Whether all places of two drafts lie in other countries."""
    pairs = list(product(_places(one), _places(other)))
    return bool(pairs) and all(a.country and b.country and a.country != b.country for a, b in pairs)


def _places(draft: Draft) -> list[PlaceMention]:
    return [s.place for s in draft.settings if s.place is not None]


def _within(wide: PlaceMention, narrow: PlaceMention) -> bool:
    """Whether one place is told as the province, or the area, of another."""
    if coarseness(wide) <= coarseness(narrow) or wide.level is None:
        return False
    if wide.level == "admin1":
        return wide.admin1 == narrow.admin1 and wide.country == narrow.country
    away = apart(wide, narrow)
    return away is not None and away <= (wide.radius_km or 0.0)


def _kind(one: Draft, other: Draft) -> str:
    mine, theirs = {e.entry for e in one.events}, {e.entry for e in other.events}
    if all(events()[entry].strength == "harm" for entry in theirs):
        return "harm"
    if mine & theirs:
        return "same kind"
    families = {family(entry) for entry in mine} - {"any"}, {family(entry) for entry in theirs} - {"any"}
    if not families[0] or not families[1]:
        return "any kind"
    return "same family" if families[0] & families[1] else "other family"


def _gap(scene: Scene, one: Draft, other: Draft) -> str:
    """How many sentences lie between the two."""
    mine, theirs = scene.sentences_of(one.events), scene.sentences_of(other.events)
    return f"gap {_step(min(abs(a - b) for a in mine for b in theirs), _GAPS)}"


def _pointing(scene: Scene, one: Draft, other: Draft) -> Iterator[str]:
    """Words with the trigger told first that point to a new act, a known one, or another place or time."""
    first = other.settings[0]
    number = scene.sentence(other.first.span[0])
    start = scene.reading.sentences[number].span[0]
    found = {
        "another": first.another or opens_another(scene, number),
        "opens elsewhere": elsewhere(put_first(scene, number), _places(one)),
        "definite": first.definite,
        "past": first.past,
        "place put first": first.place is not None and first.place.span[0] - start <= OPENS,
        "time put first": first.time is not None and first.time.span[0] - start <= OPENS,
        "days later": first.previous_day,
        f"realis {other.first.realis}": other.first.realis != "actual",
    }
    yield from (name for name, so in found.items() if so)


def _people(scene: Scene, one: Draft, other: Draft) -> Iterator[str]:
    for part in _PARTS:
        mine, theirs = ({m.chain for m in _told(scene, draft, part)} for draft in (one, other))
        if mine and theirs:
            yield f"{'same' if mine & theirs else 'other'} {part}"
        yield f"{_known(scene, other, part)} {part}"
    named = [_named(scene, draft) for draft in (one, other)]
    if all(named):
        yield "same names" if named[0] & named[1] else "other names"


def _told(scene: Scene, draft: Draft, part: Part) -> list[Mention]:
    spans = (event.agent if part == "agent" else event.patient for event in draft.events)
    return [mention for span in spans if (mention := scene.mention_at(span)) is not None]


def _known(scene: Scene, draft: Draft, part: Part) -> str:
    """Whether those of whom a draft first tells are told of as known: "the man", or as new: "a man"."""
    first = next(iter(_told(scene, draft, part)), None)
    if first is None:
        return "no"
    before = scene.text[max(0, first.span[0] - _BEFORE) : first.span[0]].lower().split()[-2:]
    words = {*before, *scene.text[slice(*first.span)].lower().split()[:1]}
    if words.intersection(pointers("known")):
        return "known"
    if words.intersection(pointers("new")) or first.count is not None:
        return "new"
    return "named" if first.name else "bare"


def _named(scene: Scene, draft: Draft) -> set[str]:
    """Persons named in the sentences of a draft, by their last names."""
    near = (m for n in scene.sentences_of(draft.events) for m in scene.in_sentence(scene.reading.mentions, n))
    return {m.name.split()[-1].lower() for m in near if m.type == "person" and m.name}


def _figures(one: Draft, other: Draft) -> Iterator[str]:
    for kinds in _COUNTED:
        mine, theirs = ({h.quantity.best for h in draft.harms if h.harm in kinds} for draft in (one, other))
        if mine and theirs:
            yield f"{'same' if mine & theirs else 'other'} number {max(kinds)}"
    first, later = (any(h.harm in HURT for h in draft.harms) for draft in (one, other))
    if first or later:
        yield "both hurt" if first and later else "hurt first" if first else "hurt later"
    if any(h.more or h.known for h in other.harms):
        yield "more of them"


def _words(scene: Scene, one: Draft, other: Draft) -> Iterator[str]:
    """Whether a trigger's word, or a whole sentence, stands in both."""
    mine, theirs = ({scene.text[slice(*e.span)].lower() for e in draft.events} for draft in (one, other))
    if mine & theirs:
        yield "same word"
    before, after = ([_content(scene, n) for n in scene.sentences_of(draft.events)] for draft in (one, other))
    if any(len(a & b) >= _ALIKE * max(1, min(len(a), len(b))) for a, b in product(before, after)):
        yield "told again"


@kept
def _content(scene: Scene, number: int) -> frozenset[str]:
    words = scene.text[slice(*scene.reading.sentences[number].span)].lower().split()
    return frozenset(word.strip(_MARKS) for word in words if len(word) >= _WORD)


def _seen(scene: Scene, one: Draft, other: Draft) -> Iterator[str]:
    """What the model holds of the two."""
    acts = [[act for e in draft.events if (act := scene.act(e.span)) is not None] for draft in (one, other)]
    if not all(acts):
        return
    for name, told in zip(("first", "later"), acts, strict=True):
        yield f"{name} {'seen' if max(act.main + act.background for act in told) > _PLAIN else 'unseen'}"
    mine, theirs = (sum(act.main - act.background for act in told) / len(told) for told in acts)
    if mine * theirs < 0 and abs(mine - theirs) > _LEANS:
        yield "seen apart"


def _said(scene: Scene, one: Draft, other: Draft) -> Iterator[str]:
    mine, theirs = ([scene.statement_over(e.span) for e in draft.events] for draft in (one, other))
    if {said.n for said in mine if said is not None} & {said.n for said in theirs if said is not None}:
        yield "one statement"
    elif all(theirs):
        yield "later said"
