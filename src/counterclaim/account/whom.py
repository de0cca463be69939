"""Whose people a figure counts: candidates with what speaks for each, and a choice among them by learnt weights.

A side is a candidate because the words for the harmed name it, because it takes part, because it says the figure, or
because it happened in its country; what the rules say is one such ground among others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.account.harmed import CATEGORY, Harmed, harmed, of_both_sides
from counterclaim.account.holders import same_side
from counterclaim.account.likely import Weights, learnt_weights, likeliest
from counterclaim.account.scene import PEOPLE, Scene
from counterclaim.codebook.actors import actors
from counterclaim.records.account import Participant, Toll
from counterclaim.records.reading import HarmMention
from counterclaim.values.sides import ACTING

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

Options = dict[str | None, list[str]]
"""By side the names of the weights that speak for it."""
HELD = frozenset({"captured", "detained", "abducted"})
"""Harms of those whom somebody holds: suspects are of nobody, and the rules know the rest."""
_ORGANS = ("CIV", "MIL", "POL", "BORDER", "GOV")
_COUNTRY = 2


class Whom:
    """The sides that figures of one incident may count; `country` is the one where it happened."""

    def __init__(self, scene: Scene, draft: Draft, people: Sequence[Participant], country: str | None) -> None:
        self.scene = scene
        self.draft = draft
        self.people = people
        self.country = country
        self._around = _commonest(scene)
        self._borders = sorted(
            {one.actor or "" for one in scene.reading.mentions if (one.actor or "").endswith("-BORDER")}
        )
        self._harms: dict[tuple[int, int], HarmMention] = {}
        for harm in draft.harms:
            self._harms.setdefault(harm.number, harm)

    def chosen(self, figures: Sequence[Toll], weights: Weights | None = None) -> list[Toll]:
        """The figures with the likeliest sides."""
        used = learnt_weights("whom") if weights is None else weights
        made = []
        for figure, options in zip(figures, self.options(figures), strict=True):
            both = figure.quantity.best != 0 and of_both_sides(self.scene, figure.words.span)
            best = figure.of if both or figure.harm in HELD else likeliest(options, used, figure.of)
            made.append(figure if best == figure.of else _of(figure, best))
        return _parted(made, figures)

    def options(self, figures: Sequence[Toll]) -> list[Options]:
        """For each figure its candidates."""
        return [self._options(n, figures) for n in range(len(figures))]

    def _options(self, n: int, figures: Sequence[Toll]) -> Options:
        figure = figures[n]
        harm = self._harms.get(figure.words.span)
        told = harmed(self.scene, self.draft, harm) if harm else Harmed()
        found: dict[str | None, list[str]] = {None: []}
        for side, relation in self._relations(n, figures, harm, told):
            if side is None or side in actors():
                grounds = found.setdefault(side, [])
                if relation not in grounds:
                    grounds.append(relation)
        if told.of and told.of == figure.of and _kind(told.of) == "armed_group":
            found = {told.of: found[told.of]}
        found = {side: how for side, how in found.items() if side == figure.of or _fits(side, told.category)}
        traits = list(self._traits(n, figures, harm, told))
        return {side: list(_features(side, grounds, traits)) for side, grounds in found.items()}

    def _relations(
        self, n: int, figures: Sequence[Toll], harm: HarmMention | None, told: Harmed
    ) -> Iterator[tuple[str | None, str]]:
        figure = figures[n]
        yield figure.of, "ruled"
        yield told.of, "words"
        yield from self._places(figure)
        yield from self._cast()
        yield from self._speaks(figure)
        if harm is not None:
            yield from self._named(harm)
        if figure.subset_of is not None:
            yield figures[figure.subset_of].of, "whole"
        if n and figures[n - 1].of:
            yield figures[n - 1].of, "figure before"
        others = {one.of for one in figures if one is not figure and one.of}
        for side in sorted(others):
            yield side, "only other figures" if len(others) == 1 else "other figures"

    def _places(self, figure: Toll) -> Iterator[tuple[str | None, str]]:
        if self.country:
            yield from _organs(self.country, "home")
        if self._around and self._around != self.country:
            yield from _organs(self._around, "report's country")
        holder = actors().get(figure.holder or "")
        if holder is not None and holder.kind == "state":
            yield from _organs(holder.id, "holder's country")
        for side in self._borders:
            yield side, "border guard"

    def _cast(self) -> Iterator[tuple[str | None, str]]:
        suffering = {one.actor for one in self.people if one.role not in ACTING}
        for one in self.people:
            yield one.actor, f"part {one.role}"
            if one.actor and one.role not in ACTING and len(suffering) == 1:
                yield one.actor, "sole sufferer"
            if one.country and one.actor != f"{one.country}-CIV":
                yield f"{one.country}-CIV", f"people of {one.role}"
        if not suffering:
            yield from ((one.actor, "nobody suffers") for one in self.people)

    def _speaks(self, figure: Toll) -> Iterator[tuple[str | None, str]]:
        for one in self.people:
            if one.actor and figure.holder and figure.holder != "report":
                yield one.actor, "own side says" if same_side(one.actor, figure.holder) else "other side says"
        if figure.holder in actors():
            yield figure.holder, "holder"

    def _named(self, harm: HarmMention) -> Iterator[tuple[str | None, str]]:
        """Whom the words for the harmed, the sentence before and after the number, and the deed name."""
        scene = self.scene
        sentence = scene.sentence(harm.number[0])
        start, end = scene.reading.sentences[sentence].span
        agent = scene.mention_at(harm.agent)
        if agent is not None and agent.actor:
            yield agent.actor, "agent"
        for one in scene.mentions_in((start, end)):
            if one.type not in PEOPLE or not (one.actor or one.country):
                continue
            inside = harm.victims is not None and harm.victims[0] <= one.span[0] and one.span[1] <= harm.victims[1]
            where = "in words" if inside else "before" if one.span[0] < harm.number[0] else "after"
            side = one.actor or f"{one.country}-CIV"
            yield side, f"told {where}"
            if one.country and where == "in words":
                yield from _organs(one.country, "nation in words")
        for event in self.draft.events:
            struck, doer = scene.mention_at(event.patient), scene.mention_at(event.agent)
            near = "here" if scene.sentence(event.span[0]) == sentence else "elsewhere"
            if struck is not None and struck.actor:
                yield struck.actor, f"struck {near}"
            if doer is not None and doer.actor:
                yield doer.actor, f"doer {near}"

    def _traits(self, n: int, figures: Sequence[Toll], harm: HarmMention | None, told: Harmed) -> Iterator[str]:
        """What the figure itself tells of those whom it counts."""
        figure = figures[n]
        count = "none" if figure.quantity.best == 0 else "one" if figure.quantity[:3] == (1, 1, 1) else "many"
        yield f"harm {figure.harm}"
        yield f"count {count}"
        yield f"shape {'sum' if harm is None else 'bare' if told.elliptic else told.group or 'anybody'}"
        yield f"category {told.category}"
        yield f"by {_kind(figure.holder)}"
        more = any(_more(one, figure) for one in figures)
        yield "part" if figure.subset_of is not None else "less" if more else "whole"
        if any(one.subset_of == n for one in figures):
            yield "has parts"
        fighting = {one.actor for one in self.people if one.role in {"party", "target"}}
        yield f"armed {min(len(fighting), 2)}"


def _organs(country: str, ground: str) -> Iterator[tuple[str, str]]:
    yield from ((f"{country}-{organ}", ground) for organ in _ORGANS)


def _commonest(scene: Scene) -> str | None:
    """The country that most places of a report lie in."""
    told = Counter(place.country for place in scene.reading.places if place.country and not place.metonym)
    return told.most_common(1)[0][0] if told else None


def _parted(figures: Sequence[Toll], before: Sequence[Toll]) -> list[Toll]:
    """Figures whose side no words name: of a lesser one it is a part by the same holder, and open by another."""
    made = list(figures)
    for n, figure in enumerate(figures):
        if figure.of is None or figure.subset_of is not None or figure.cumulative:
            continue
        wholes = [
            m
            for m, one in enumerate(figures)
            if one.of == figure.of
            and one.subset_of is None
            and _more(one, figure)
            and not (before[n].of and before[m].of)
        ]
        if not wholes:
            continue
        whole = max(wholes, key=lambda m: _least(figures[m]))
        told = {figure.holder, figures[whole].holder}
        small = _least(figure) * 2 < _least(figures[whole])
        if len(told) == 1 or (small and not all(map(_is_party, told))):
            made[n] = replace(figure, subset_of=whole)
        elif not small:
            open_one = n if before[n].of is None else whole
            made[open_one] = before[open_one]
    return made


def _is_party(holder: str | None) -> bool:
    """Whether a holder is a body of its own, whose lesser count is a rival one and no part of another's."""
    known = actors().get(holder or "")
    return known is not None and not known.press


def _least(figure: Toll) -> int:
    return figure.quantity.best or figure.quantity.low or 0


def _more(one: Toll, figure: Toll) -> bool:
    return one.harm == figure.harm and one.scope == figure.scope and _least(one) > _least(figure)


def _features(side: str | None, grounds: Sequence[str], traits: Sequence[str]) -> Iterator[str]:
    kind = _kind(side)
    rough = [trait for trait in traits if trait.startswith(("category", "shape bare", "shape anybody", "part", "less"))]
    for ground in grounds:
        yield ground
        yield f"{ground}|{kind}"
        yield from (f"{ground}|{trait}" for trait in rough)
    yield kind
    for trait in traits:
        yield f"{trait}|{kind}"


def _fits(side: str | None, category: str) -> bool:
    """Whether people of a side can be what the words call them: fighters are no civilians, nor the reverse."""
    known = actors().get(side or "")
    return known is None or {CATEGORY.get(known.kind, category), category} != {"civilian", "combatant"}


def _kind(side: str | None) -> str:
    known = actors().get(side or "")
    if known is None:
        return str(side)
    country, _, organ = known.id.partition("-")
    return organ if len(country) == _COUNTRY and organ in _ORGANS else known.kind


def _of(figure: Toll, side: str | None) -> Toll:
    """A figure of a side, with the category that its words claim, else that of the side."""
    known = actors().get(side or "")
    category = figure.category
    if known is not None and (category == "unknown" or (category == "civilian") != (known.kind == "civilians")):
        category = CATEGORY.get(known.kind, category)
    return replace(figure, of=side, category=category)
