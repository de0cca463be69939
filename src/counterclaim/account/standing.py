"""What a draft is: the news, history, or no incident at all; weighed by learnt weights from what tells it.

the rules' word | the model's | triggers | where they stand | time and place | people | what the words around are about
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from counterclaim.account.likely import Weights, learnt_weights, likeliest
from counterclaim.account.scene import Scene
from counterclaim.codebook.contexts import contexts, purposes
from counterclaim.codebook.events import events
from counterclaim.values.interval import day_of, gap_days, of_days

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

STANDINGS = ("main", "background", "none")
_TOLD = STANDINGS[:2]
_POSITIONS = frozenset({"denies", "accuses", "claims_responsibility"})
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
DOUBT = "doubt|none"
"""How sure it has to be that what the rules hold for news is no incident; else it is kept, though not as news: another
report may tell it so."""
_HEAD = 3
"""Sentences that open a report, its title among them."""
_ARMED = frozenset({"arms_words", "weapons", "the_armed", "shot"})


def settled(scene: Scene, ruled: Sequence[Draft], weights: Weights | None = None) -> list[Draft]:
    """The drafts that are incidents, each with its status; without a model the rules' word stands."""
    if scene.reading.acts is None or not ruled:
        return list(ruled)
    known = learnt_weights("standing") if weights is None else weights
    around = Around(scene)
    told = [_standing(around, draft, ruled, known) for draft in ruled]
    for draft, status in zip(ruled, told, strict=True):
        draft.status = status
    return [draft for draft in ruled if draft.status != "none"]


def _standing(around: Around, draft: Draft, ruled: Sequence[Draft], known: Weights) -> str:
    if draft.status not in _TOLD or draft.retaliation:
        return draft.status
    found = list(traits(around, draft, ruled))
    names = _TOLD if _disputed(around.scene, draft) else STANDINGS
    options = {name: [f"{trait}|{name}" for trait in found] for name in names}
    told = likeliest(options, known, draft.status)
    unsure = told == "none" and likeliest({**options, told: [*options[told], DOUBT]}, known, draft.status) != told
    return "background" if unsure and draft.status == "main" else told


def _disputed(scene: Scene, draft: Draft) -> bool:
    """Whether somebody denies it, owns it or lays it on another: that is never nothing."""
    said = (scene.statement_over(e.span) for e in draft.events)
    return any(one is not None and one.stance in _POSITIONS for one in said)


class Around:
    """A scene with what the words of each sentence are about, looked up once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.about = [_about(scene.text[slice(*sentence.span)]) for sentence in scene.reading.sentences]
        self.title = {n for n, sentence in enumerate(scene.reading.sentences) if sentence.kind == "title"}

    def groups(self, numbers: Iterable[int]) -> set[str]:
        """The groups of words that some sentences hold."""
        return set().union(*(self.about[n] for n in numbers if n < len(self.about)))


def _about(text: str) -> set[str]:
    words = _WORD.findall(text.lower())
    worlds, told = contexts(), purposes()
    found: set[str] = set()
    for i in range(len(words)):
        if hit := worlds.match(words, i):
            found.update(one.id for one in hit[1])
        if known := told.match(words, i):
            found.update(known[1])
    return found


def traits(around: Around, draft: Draft, ruled: Sequence[Draft]) -> Iterator[str]:
    """What may tell it."""
    scene = around.scene
    yield "any"
    place = "only" if len(ruled) == 1 else "first" if draft is ruled[0] else "later"
    yield from (f"ruled {draft.status}", place, f"ruled {draft.status}, {place}")
    yield from _seen(scene, draft)
    yield from _triggers(draft)
    yield from _position(around, draft)
    yield from _setting(scene, draft)
    yield from _people(scene, draft)
    yield from _words(around, draft)


def _seen(scene: Scene, draft: Draft) -> Iterator[str]:
    """What the model holds of the report and of the triggers."""
    if scene.reading.told is not None:
        yield f"told {_step(scene.reading.told, (0.3, 0.6, 0.8, 0.9, 0.97))}"
    acts = [act for e in draft.events if (act := scene.act(e.span)) is not None]
    yield f"most {_step(_most(scene, draft), (0.05, 0.15, 0.3, 0.5, 0.7, 0.9))}"
    yield f"lean {_step(_lean(scene, draft), (-0.5, -0.2, 0.0, 0.2, 0.5, 0.8))}"
    yield f"opening act {_step(acts[0].main + acts[0].background, (0.05, 0.3, 0.6))}"
    yield f"unreal {_step(max(act.unreal for act in acts), (0.02, 0.1, 0.3))}"


def _most(scene: Scene, draft: Draft) -> float:
    """How sure the model is of the trigger it is surest of."""
    return max((act.main + act.background for e in draft.events if (act := scene.act(e.span))), default=0.0)


def _lean(scene: Scene, draft: Draft) -> float:
    """How far the model leans to news, against history."""
    acts = [act for e in draft.events if (act := scene.act(e.span))]
    return sum(a.main - a.background for a in acts) / (sum(a.main + a.background for a in acts) + 0.05)


def _triggers(draft: Draft) -> Iterator[str]:
    yield f"triggers {_step(len(draft.events), (2, 3, 5, 9))}"
    yield f"opens {draft.first.entry}"
    yield from (f"kind {entry}" for entry in sorted({e.entry for e in draft.events}))
    yield _strength(draft)
    yield from (f"realis {name}" for name in sorted({e.realis for e in draft.events}))
    yield from (f"harm {name}" for name in sorted({h.harm for h in draft.harms if not h.negated}) or ["none"])


def _strength(draft: Draft) -> str:
    found = {events()[e.entry].strength for e in draft.events}
    return next((name for name in ("strong", "weak") if name in found), "harm alone")


def _position(around: Around, draft: Draft) -> Iterator[str]:
    numbers = around.scene.sentences_of(draft.events)
    total = len(around.about)
    yield f"length {_step(total, (4, 8, 15, 30))}"
    yield _heading(around, draft)
    below = numbers - around.title
    if below:
        yield f"at {_step(min(below), (1, 2, 3, 5, 8, 15))}"
        yield f"part {_step(min(below) / total, (0.1, 0.3, 0.6))}"
        yield f"share {_step(len(below) / total, (0.05, 0.15, 0.3, 0.6))}"


def _heading(around: Around, draft: Draft) -> str:
    """Whether the title tells of it."""
    if not around.title:
        return "untitled"
    return "in title" if any(around.scene.sentence(e.span[0]) in around.title for e in draft.events) else "below title"


def _setting(scene: Scene, draft: Draft) -> Iterator[str]:
    days = _days(scene, draft)
    yield "undated" if days is None else f"days {_step(days, (1, 2, 4, 8, 31, 366))}"
    first = draft.settings[0]
    told = {"past words": first.past, "definite": first.definite, "another": first.another}
    yield from (name for name, so in told.items() if so)
    if any(s.year_only for s in draft.settings):
        yield "coarse time"
    yield "place" if any(s.place is not None for s in draft.settings) else "no place"


def _days(scene: Scene, draft: Draft) -> float | None:
    """How many days before publication."""
    told, published = draft.interval(), scene.report.published
    if told is None or told.start is None or published is None:
        return None
    return gap_days(told, of_days(day_of(published)))


def _people(scene: Scene, draft: Draft) -> Iterator[str]:
    for name, spans in (("agent", [e.agent for e in draft.events]), ("patient", [e.patient for e in draft.events])):
        found = {f"{m.type} {m.kind}" for span in spans if (m := scene.mention_at(span)) is not None}
        yield from (f"{name} {kind}" for kind in sorted(found) or ["none"])
    said = [scene.statement_over(e.span) for e in draft.events]
    if all(said):
        yield "said alone"
    yield from (f"said {stance}" for stance in sorted({one.stance for one in said if one is not None}))


def _words(around: Around, draft: Draft) -> Iterator[str]:
    """What the founding sentence, all of the draft's, the title, the opening and the report are about."""
    scene = around.scene
    first = {scene.sentence(draft.first.span[0])}
    near = scene.sentences_of(draft.events)
    every = range(len(around.about))
    scopes = {"own": first, "near": near, "title": around.title, "opening": range(_HEAD), "report": every}
    told = {name: around.groups(numbers) for name, numbers in scopes.items()}
    yield from (f"{name} {group}" for name, groups in told.items() for group in sorted(groups))
    yield from _joint(around, draft, told["own"], told["opening"])


def _joint(around: Around, draft: Draft, own: set[str], opening: set[str]) -> Iterator[str]:
    """What tells more together: the model's word, the title, the age, and what the words are about."""
    scene, heading, strength = around.scene, _heading(around, draft), _strength(draft)
    sure = _step(_most(scene, draft), (0.1, 0.5))
    lean = _step(_lean(scene, draft), (-0.1, 0.3))
    days = _days(scene, draft)
    age = "undated" if days is None else _step(days, (4, 10))
    yield from (f"sure {sure}, {other}" for other in (strength, heading))
    yield from (f"{heading}, {other}" for other in (f"lean {lean}", strength))
    yield from (f"age {age}, {other}" for other in (heading, f"lean {lean}", strength))
    for group in sorted(opening):
        yield from (f"opening {group}, sure {sure}, {heading}", f"opening {group}, lean {lean}")
    yield from (f"own {group}, lean {lean}" for group in sorted(own))
    if not _ARMED & opening:
        yield "opens unarmed"
    if not _ARMED & own:
        yield f"unarmed, sure {sure}"


def _step(value: float, bounds: Sequence[float]) -> str:
    """The lowest bound that a value stays under."""
    return next((f"<{bound}" for bound in bounds if value < bound), "more")
