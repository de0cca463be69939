"""Participants of one incident made one a side: whose people are who, and which of them are told twice.

people with no side: those of the country | bands: the one group told | a country that acts: its forces
| bare forces: the one named | repeats | a side in two parts: the one that tells more
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from counterclaim.account.crowds import sorted_out
from counterclaim.account.harmed import of_both_sides
from counterclaim.account.scene import Scene
from counterclaim.codebook.actors import Actor, actors
from counterclaim.codebook.roles import plays
from counterclaim.records.account import Participant, Toll
from counterclaim.records.reading import Mention, Quantity
from counterclaim.values.sides import ACTING, ARMED, CERTAINTY
from counterclaim.values.spans import overlap

_DOUBTED = frozenset({"suspected", "denied"})
_UNARMED = frozenset({"civilians", "unknown", "person"})
_SUFFERING = frozenset({"target", "victim", "party"})
_ORGANS = frozenset({"MIL", "POL", "BORDER"})
_LOOSE = frozenset({"MIL", "CIV", "GOV", "MOD"})
_HELD = frozenset({"detained"})
_BANDS = frozenset({"unknown", "armed_group"})
_FORCES = frozenset({"MIL", "BORDER"})
_NAMELESS = frozenset({"armed_group", "military"})
"""Kinds that are one side of an incident where no id tells them apart."""
_NOBODY = ""
_NOBODIES = frozenset({"person", "unknown"})
"""Kinds of doers of no side who are the same ones: "a man", "the suspect", and then a name."""
_AGED = re.compile(r"\b(?:year|month)s?[- ]old\b|,\s*\d\d\b", re.I)
_NAMED = re.compile(r"[A-Z][\w'’.-]+(?: (?:[a-z]{2,3} )?[A-Z][\w'’.-]+)+")
_FITS = {"acts": 1, "suffers": -1}


def cast(
    scene: Scene,
    people: Sequence[Participant],
    country: str | None,
    *,
    mutual: bool = False,
    raid: bool = False,
    crowd: bool = False,
) -> list[Participant]:
    """One participant a side; `country` is the one where it happened, `mutual` whether it was a fight of two sides.

    In a `raid` those taken beside somebody of a group are of no group that is told. A `crowd` that police put down is
    the sufferer.
    """
    made = [_at_home(p, country) for p in people]
    made = made if raid else _banded(scene, made)
    armed = {p.actor[:2] for p in made if p.actor and p.role in ACTING and p.kind != "state"}
    made = _without_background([_forces(p, by_itself=not mutual and p.actor not in armed) for p in made])
    crowd = crowd and not any(one.role in ACTING and one.kind == "armed_group" and one.actor for one in made)
    told = _merged(_one_force([_at_home(p, country) for p in sorted_out(made)] if crowd else made))
    told = _not_twice(told) if raid else _unknowns(told)
    return _one_stand(scene, _one_part(told, mutual), mutual)


def _not_twice(people: list[Participant]) -> list[Participant]:
    """Of those whom soldiers took the people of no side only where no fighters are told: "individuals", a name."""
    fighters = any(one.role == "target" and one.kind == "armed_group" for one in people)
    return [one for one in people if not (fighters and (one.role, one.kind, one.actor) == ("target", "person", None))]


def _without_background(people: list[Participant]) -> list[Participant]:
    """Of an army's raid on a band those who are only suspected of other deeds: what the band is known for."""
    raid = any(one.role in ACTING and one.kind == "military" and one.certainty == "stated" for one in people)
    struck = any(one.role == "target" and one.kind == "armed_group" for one in people)
    if not (raid and struck):
        return people
    return [one for one in people if not (one.role in ACTING and one.certainty == "suspected")]


def with_suspects(people: Sequence[Participant], charged: Sequence[Participant]) -> list[Participant]:
    """Participants with those charged with the deed, who are none of its victims."""
    names = {word for one in charged for word in (one.name, one.name.rsplit(maxsplit=1)[-1])}
    return [*(one for one in people if one.role in ACTING or one.name not in names), *charged]


class Sides:
    """Whom a claim on the doer means, by who acts in the incident."""

    def __init__(self, people: Sequence[Participant]) -> None:
        self._acting = [one.actor for one in people if one.role in ACTING and one.actor]

    def acting(self, value: object) -> str | None:
        """The side that acts: a country's forces for the country or its people; None for who is no side at all."""
        named = str(value)
        if named not in actors() or named in self._acting:
            return named if named in actors() else None
        country, _, organ = named.partition("-")
        if organ and organ not in _LOOSE:
            return named
        known = (one for one in self._acting if one.startswith(f"{country}-") and one[3:] in _ORGANS)
        return next(known, f"{country}-MIL" if organ in {"", "GOV", "MOD"} and len(country) == 2 else named)


def owned(scene: Scene, figures: Sequence[Toll], people: Sequence[Participant], country: str | None) -> list[Toll]:
    """Figures of people told without a side: of the only side that suffers, else of the country's people."""
    sides = {one.actor for one in people if one.role in _SUFFERING}
    sole = next(iter(sides)) if len(sides) == 1 else None
    home = f"{country}-CIV" if country else None
    mixed = {f.subset_of for f in figures if f.of and f.of != home}
    unarmed = sides <= {home, None}
    made = []
    for n, figure in enumerate(figures):
        told = figure.of is not None or n in mixed or of_both_sides(scene, figure.words.span)
        whole = _whole(figure, figures)
        side = sole if whole else None
        anybody = whole and (unarmed or _for_anybody(scene, figure))
        made.append(figure if told else _of(figure, side or (home if anybody else None), home))
    return made


def harmed_too(scene: Scene, people: Sequence[Participant], figures: Sequence[Toll]) -> list[Participant]:
    """Participants with the sides whose people a figure counts and of whom nothing else is told.

    In text set in capitals whose they are is a guess that nothing bears out.
    """
    told = list(people)
    if scene.shouted:
        return told
    for figure in figures:
        side = actors().get(figure.of or "")
        if side is None or figure.quantity.best == 0 or figure.scope != "incident" or figure.harm in _HELD:
            continue
        if not any(one.actor == side.id or one.role in _SUFFERING for one in told):
            told.append(_counted(scene, figure, side))
    return told


def _counted(scene: Scene, figure: Toll, side: Actor) -> Participant:
    """The people of a figure as a participant."""
    mention = scene.mention_at(figure.words.span)
    return Participant(
        role="target" if side.kind in ARMED else "victim",
        kind=side.kind,
        name=(mention.name if mention else "") or side.name,
        actor=side.id,
        country=side.country,
        identified=True,
        organization=None,
        mentions=(figure.words,),
        certainty="stated" if figure.holder == "report" else "claimed",
        basis="inferred",
        confidence=0.5,
    )


def _for_anybody(scene: Scene, figure: Toll) -> bool:
    """Whether a figure is of "people", whoever they were, and not a bare number."""
    mention = scene.mention_at(figure.words.span)
    return mention is not None and mention.entry == "people"


def _whole(figure: Toll, figures: Sequence[Toll]) -> bool:
    """Whether a figure may count all who were harmed: what is less than another may count some of them."""
    if figure.subset_of is not None or figure.quantity.best == 0:
        return True
    others = [f.quantity for f in figures if f.harm == figure.harm and f.subset_of is None and f is not figure]
    return _least(figure.quantity) >= max(map(_least, others), default=0)


def _least(count: Quantity) -> int:
    return count.best or count.low or 0


def _of(figure: Toll, side: str | None, home: str | None) -> Toll:
    if figure.category == "civilian":
        return replace(figure, of=home)
    if figure.category != "unknown" or figure.harm in _HELD:
        return figure
    category = "civilian" if side and side.endswith("-CIV") else figure.category
    return replace(figure, of=side, category=category)


def _at_home(one: Participant, country: str | None) -> Participant:
    """People told without a side are those of the country where it happened, by inference."""
    if one.role in ACTING and one.kind == "unknown" and _described(one):
        one = replace(one, kind="person")
    if _private(one):
        return replace(one, kind="person", actor=None, country=None if one.basis == "inferred" else one.country)
    home = one.country or country
    if one.role == "victim" and one.kind == "unknown" and one.identified and one.actor is None:
        one = replace(one, kind="civilians")
    if one.actor or home is None or len(home) != 2:
        return one
    if one.kind == "police":
        return replace(one, actor=f"{home}-POL", country=home, basis="inferred")
    if one.kind == "civilians" or (one.role == "victim" and one.kind in _UNARMED and one.identified):
        kind = "civilians" if one.kind == "unknown" else one.kind
        return replace(one, actor=f"{home}-CIV", country=home, kind=kind, basis="inferred")
    return one


def _private(one: Participant) -> bool:
    """Whether a doer is one private person or somebody described, and no crowd: "the owner", "a boy of twelve"."""
    last = one.name.lower().split()[-1:] or [""]
    single = not last[0].endswith("s") and not plays(last[0], "crowd")
    return one.role in ACTING and one.kind == "civilians" and single


def _described(one: Participant) -> bool:
    """Whether a doer is told by name or age: one private person, not "gunmen"."""
    words = [words.text for words in one.mentions]
    named = _NAMED.fullmatch(one.name) is not None and not one.name.isupper()
    return one.identified and (named or any(_AGED.search(text) for text in words))


def _banded(scene: Scene, people: list[Participant]) -> list[Participant]:
    """ "The rebels", "fighters" of no name are those of the one armed group that is told on no other side."""
    made = []
    for one in people:
        band = one.actor is None and one.kind == "armed_group"
        others = {p.actor for p in people if _acts(p) != _acts(one) and p.certainty != "denied"}
        group = _only_group(scene, people, others) if band else None
        made.append(
            replace(one, actor=group.actor, country=group.country, identified=True, basis="inferred") if group else one
        )
    return made


def _only_group(scene: Scene, people: Sequence[Participant], others: set[str | None]) -> Participant | Mention | None:
    """The armed group of the incident, else of the report, where there is but one that is not among others."""
    told: tuple[Sequence[Participant | Mention], ...] = (people, scene.reading.mentions)
    for known in told:
        groups = {one.actor: one for one in known if one.actor not in {None, *others} and one.kind == "armed_group"}
        led = {one.actor for one in known if _leads_another(one, groups)}
        if groups:
            group = groups.popitem()[1]
            doubted = isinstance(group, Participant) and group.certainty in _DOUBTED
            return None if groups or led or doubted else group
    return None


def _leads_another(one: Participant | Mention, groups: Container[str | None]) -> bool:
    """Whether somebody is of an armed group that is not among those told by name."""
    known = actors().get(one.actor or "")
    return one.kind == "person" and known is not None and known.kind == "armed_group" and one.actor not in groups


def _forces(one: Participant, *, by_itself: bool) -> Participant:
    """A country that acts or is fought is its forces, one that suffers its people.

    One told to have done it acts `by_itself` where none of its forces is told to act.
    """
    known = actors().get(one.actor or "")
    if one.actor is None or len(one.actor) != 2 or (known is not None and known.kind != "state"):
        return one
    if one.role == "victim":
        return replace(one, actor=f"{one.actor}-CIV", kind="civilians", basis="inferred")
    told = by_itself and one.role in ACTING and one.basis == "stated"
    if one.kind == "state" and (told or one.role == "party"):
        return one
    return replace(one, actor=f"{one.actor}-MIL", kind="military", basis="inferred")


def _one_force(people: list[Participant]) -> list[Participant]:
    """Servicemen of a country are those of the one force of it that is told: "two servicemen" of its border guard."""
    forces: dict[str, set[str]] = {}
    for one in people:
        country, _, organ = (one.actor or "").partition("-")
        if organ in _FORCES:
            forces.setdefault(country, set()).add(organ)
    return [
        replace(one, actor=f"{one.country}-BORDER", basis="inferred")
        if one.actor == f"{one.country}-MIL" and "BORDER" in forces.get(one.country or "", ()) and _generic(one)
        else one
        for one in people
    ]


def _generic(one: Participant) -> bool:
    """Whether a force is told without its name: "servicemen", "its soldiers"."""
    return one.basis == "inferred" or one.name.islower()


def _merged(people: Sequence[Participant]) -> list[Participant]:
    """Participants of one role and one side as one, but for victims told by their names."""
    made: dict[tuple[str, str], Participant] = {}
    for one in people:
        fighter = one.actor in actors() and actors()[one.actor or ""].kind == "armed_group"
        named = one.kind == "person" and one.name[:1].isupper() and one.role not in ACTING and not fighter
        side = one.actor if one.actor and not named else f"{one.actor}|{one.kind}|{one.name.lower() if named else ''}"
        side = _NOBODY if one.actor is None and one.role in ACTING and one.kind in _NOBODIES else side
        known = made.get((one.role, side))
        made[one.role, side] = one if known is None else _joined(known, one)
    return _named_once(list(made.values()))


def _named_once(people: list[Participant]) -> list[Participant]:
    """ "A teenager" among victims of whom one of the same people is named is that one: "Ana Rios, 17"."""
    made: list[Participant] = []
    for one in people:
        if _anyone(one) and any(_someone(p, one) for p in people):
            continue
        fits = [p for p in people if _someone(one, p) and _anyone(p)]
        made.append(replace(one, mentions=(*one.mentions, *(m for p in fits for m in p.mentions))))
    return made


def _someone(one: Participant, other: Participant) -> bool:
    """Whether one is a person told by name, of the same people and part as another."""
    named = one.kind == "person" and one.name[:1].isupper() and one is not other
    return named and (one.role, one.actor) == (other.role, other.actor)


def _anyone(one: Participant) -> bool:
    """Whether somebody harmed is told by no name, alone: "a boy of twelve"."""
    alone = one.role == "victim" and one.kind in {"civilians", "unknown"} and one.actor is not None
    single = not one.name.endswith("s") and not plays(one.name.split()[-1], "crowd")
    return alone and single and len(one.mentions) == 1 and _NAMED.fullmatch(one.name) is None


def _joined(one: Participant, other: Participant) -> Participant:
    """Two tellings of one participant: the surer certainty, the fuller name, all mentions."""
    band = one.actor is None and one.kind == other.kind == "armed_group"
    fuller = max(one, other, key=lambda p: (p.basis == "stated", _by_name(p), 0 if band else len(p.name)))
    kind = fuller.kind
    if one.actor is None and {one.kind, other.kind} == _NOBODIES:
        kind = "person"
    return replace(
        one,
        kind=kind,
        name=fuller.name,
        organization=one.organization or other.organization,
        mentions=(*one.mentions, *(m for m in other.mentions if m not in one.mentions)),
        certainty=min(one.certainty, other.certainty, key=CERTAINTY.index),
        basis=fuller.basis,
        confidence=max(one.confidence, other.confidence),
    )


def _by_name(one: Participant) -> bool:
    """Whether somebody of no side is told by a name, not as "the suspect in the shooting"."""
    return one.actor is None and _NAMED.fullmatch(one.name) is not None


def _unknowns(people: list[Participant]) -> list[Participant]:
    """People nobody names ("gunmen", "the attackers") are those whom somebody names in their part."""
    kept: list[Participant] = []
    for one in people:
        known = next((p for p in people if _names(p, one, people)), None)
        if known is None:
            kept.append(one)
    return kept


def _names(known: Participant, unknown: Participant, people: Sequence[Participant]) -> bool:
    """Whether a participant names the side of another that nobody has named."""
    if unknown.actor or unknown.kind not in _BANDS or not known.actor or known.certainty in _DOUBTED:
        return False
    if known.kind == "civilians":
        return False
    acting = unknown.role in ACTING and known.role in ACTING
    suffers = any(p.actor == known.actor and p.role not in ACTING for p in people)
    return (acting and not suffers) or (unknown.role == known.role == "target" and known.kind == "armed_group")


def _one_part(people: list[Participant], mutual: bool) -> list[Participant]:
    """A side acts in one part: a party to the fight is not also responsible for it, nor both at once its beginner."""
    best: dict[str, Participant] = {}
    acting = [one for one in people if one.actor and one.role in ACTING]
    for one in sorted(acting, key=lambda one: _weight(one, mutual)):
        known = best.setdefault(one.actor or "", one)
        if known.role != one.role:
            best[one.actor or ""] = _joined(known, one)
    kept = [one for one in people if one not in acting or best[one.actor or ""].role == one.role]
    return [best[one.actor or ""] if one in acting else one for one in kept]


def _one_stand(scene: Scene, people: list[Participant], mutual: bool) -> list[Participant]:
    """A side either acts or suffers: as the model sees its people, else as more is told of it, and surer.

    In a fight of two sides both suffer, and who fights is told as one that does.
    """
    best: dict[str, Participant] = {}
    ordered = sorted(people, key=lambda one: (mutual and one.role == "party", *_standing(scene, one)), reverse=True)
    for one in ordered:
        if side := _side(one):
            best.setdefault(side, one)
    return [one for one in people if not (side := _side(one)) or _acts(one) == _acts(best[side])]


def _side(one: Participant) -> str | None:
    """What makes people one side: their id, for bands and forces without one their kind."""
    return one.actor or (one.kind if one.kind in _NAMELESS else None)


def _acts(one: Participant) -> bool:
    return one.role in ACTING


def _standing(scene: Scene, one: Participant) -> tuple[bool, float, int, int]:
    """How well a part fits a side: not denied, as the model sees its mentions, how often and how surely told."""
    spans = [words.span for words in one.mentions]
    seen = [stand for stand in scene.reading.stands if any(overlap(stand.span, span) for span in spans)]
    fits = sum(stand.confidence * _FITS.get(stand.part, 0) for stand in seen) * (1 if _acts(one) else -1)
    return one.certainty != "denied", fits, len(one.mentions), -CERTAINTY.index(one.certainty)


def _weight(one: Participant, mutual: bool) -> tuple[bool, bool, int, int]:
    """Told before denied; the part that suits a fight of two sides or of one; what is told more, and surer."""
    unfit = one.role != "party" if mutual else one.role == "party"
    return one.certainty == "denied", unfit, -len(one.mentions), CERTAINTY.index(one.certainty)
