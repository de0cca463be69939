"""Claims: what each holder says of an incident, field by field, with the words that say it.

statements about the draft | each: occurrence, who, harm, weapon, reason, outcome | denials | the report's own voice
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from counterclaim.account.casting import Sides
from counterclaim.account.holders import holder, same_side
from counterclaim.account.parties import acting_role, answers_fire, as_owned, blamed, owner_of, side_of
from counterclaim.account.scene import Scene, inside, kept
from counterclaim.codebook.claims import ClaimWord, claim_words, pointing_words
from counterclaim.codebook.events import events
from counterclaim.records.account import Claim, Participant, Statement, Thing, Toll
from counterclaim.records.reading import EventMention, Mention, PlaceMention
from counterclaim.records.report import Span
from counterclaim.values.agree import agree

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_COUNTED = frozenset({"killed", "injured", "captured"})
_BLAMING = frozenset({"accuses", "claims_responsibility"})
_WORD = re.compile(r"[\w’'-]+")
_WHERE = re.compile(r"\b(?:in|inside|across|outside|near|into)\s+(?:[\w-]+\s+){0,2}$")
_WHO = ("initiator", "responsibility")
_CONTESTED = ("initiator", "responsibility", "nature", "victim_status", "killed", "outcome")


class Told(NamedTuple):
    """Who takes part in an incident, and with what, as claims name them."""

    people: Sequence[Participant]
    arms: Sequence[Thing]


class Claims:
    """Claims of one draft under way: `about` are the statements on it, `figures` its toll."""

    def __init__(self, scene: Scene, draft: Draft, about: Sequence[int], figures: Sequence[Toll], cast: Told) -> None:
        self.scene = scene
        self.draft = draft
        self.about = [s for s in scene.statements if s.n in about]
        self.figures = figures
        self.sides = Sides(cast.people)
        self.arms = cast.arms
        self.made: list[Claim] = []

    def all(self) -> list[Claim]:
        """Every claim: statements in order, then what the report tells in its own voice."""
        for statement in self.about:
            if statement.stance == "denies":
                self._denial(statement)
            elif statement.stance in {"cannot_verify", "declines", "urges", "condemns", "demands"}:
                continue
            else:
                self._told(statement)
        for event in self.draft.events:
            if self.scene.statement_over(event.span) is None:
                self._actors_of(event, "report", None)
        self._figures()
        return _contested(_once(self.made))

    def _told(self, statement: Statement) -> None:
        spans = tuple(words.span for words in statement.content)
        who, n = statement.source.holder, statement.n
        events_ = [e for e in self.draft.events if inside(e.span, spans)]
        real = [e for e in events_ if e.realis in {"actual", "background", "negated"}]
        if real:
            positive = real[0].realis != "negated"
            self._add("occurrence", True, positive, who, n, real[0].span)
        for event in real:
            self._actors_of(event, who, n)
        for harm in self.draft.harms:
            if harm.negated and harm.harm in _COUNTED and inside(harm.number, spans):
                self._add(harm.harm, harm.quantity, False, who, n, harm.span)
        for actor, span, positive in blamed(self.scene, spans):
            self._add("responsibility", actor, positive, who, n, span)
        self._armed(spans, who, n)
        self._worded(spans, who, n)
        if statement.stance in _BLAMING:
            self._blame(statement)

    def _actors_of(self, event: EventMention, who: str | None, n: int | None) -> None:
        """Who began or did it, and to whom, as one trigger's clause tells."""
        scene, kind = self.scene, events()[event.entry]
        positive = event.realis != "negated"
        doer = scene.mention_at(event.agent)
        owner = owner_of(scene, event) if doer is None or doer.type in {"weapon", "vehicle"} else None
        agent = owner.actor if owner else side_of(doer and as_owned(scene, doer))
        words = event.agent or (owner.span if owner else None)
        if agent and kind.shape != "mutual" and words and not self._of_both(event):
            field = acting_role(scene, event)
            basis = "inferred" if owner else "stated"
            self._add(
                "initiator" if field == "initiator" else "responsibility",
                agent,
                positive,
                who,
                n,
                _join(words, event.span),
                basis,
            )
        target = scene.mention_at(event.patient)
        if n is not None and target is not None and event.patient and target.actor and kind.shape != "mutual":
            self._add("target", target.actor, positive, who, n, event.patient)

    def _of_both(self, event: EventMention) -> bool:
        """Whether a deed is the fight of two sides told on, or the answer of one: nobody is named as having begun."""
        mutual = [one for one in self.draft.events if events()[one.entry].shape == "mutual"]
        if not mutual:
            return False
        return answers_fire(self.scene, event) or any(event.agent and one.agent == event.agent for one in mutual)

    def _armed(self, spans: Sequence[Span], who: str | None, n: int) -> None:
        """What the statement says that it was done with: the incident's weapons told in its content."""
        for thing in self.arms:
            words = next((words for words in thing.mentions if inside(words.span, spans)), None)
            if words is not None:
                self._add("weapon", thing.kind, True, who, n, words.span)

    def _figures(self) -> None:
        """Every figure of the toll is its holder's claim, parts of a sum as well."""
        for figure in self.figures:
            if figure.harm in _COUNTED:
                over = self.scene.statements_over(figure.words.span)
                n = next((said.n for said in over if said.source.holder == figure.holder), None)
                self.made.append(Claim(figure.harm, figure.quantity, True, figure.holder, n, figure.words.span))

    def _worded(self, spans: Sequence[Span], who: str | None, n: int) -> None:
        """Justification, outcome, nature and status by the codebook's words."""
        for start, end in spans:
            for word, span in _claimed(self.scene, start, end):
                self._add(word.field, word.value, True, who, n, span)

    def _blame(self, statement: Statement) -> None:
        """ "Accused X of ...", "blamed X for ...", "claimed responsibility": who did it, where no trigger said so."""
        if any(c.statement == statement.n and c.field in {"responsibility", "initiator"} for c in self.made):
            return
        value = statement.source.holder if statement.stance == "claims_responsibility" else None
        if statement.stance == "claims_responsibility":
            value = statement.source.actor or value
        span = statement.content[0].span if statement.content else statement.cue.span
        if value is None:
            mention = self._blamed_by_name(statement)
            if mention is not None:
                value, span = mention.actor, mention.span
        if value:
            first = any(" first" in words.text for words in statement.content)
            self._add(
                "initiator" if first else "responsibility",
                value,
                True,
                statement.source.holder,
                statement.n,
                span,
                "inferred",
            )

    def _blamed_by_name(self, statement: Statement) -> Mention | None:
        """The first who is named in an accusation, as somebody and not as where it was; none where doers are told."""
        spans = [words.span for words in statement.content]
        if any(event.agent and inside(event.span, spans) for event in self.draft.events):
            return None
        scenes = [place.span for place in self.scene.reading.places if _is_scene(self.scene, place)]
        told = (m for span in spans for m in self.scene.mentions_in(span))
        return next(
            (
                m
                for m in told
                if m.actor
                and not same_side(holder(m), statement.source.holder)
                and not any(inside(place, [m.span]) for place in scenes)
            ),
            None,
        )

    def _denial(self, statement: Statement) -> None:
        """What a denial denies: that it happened, its own part in it, or what another said."""
        who, n = statement.source.holder, statement.n
        span = statement.content[0].span if statement.content else statement.cue.span
        said = " ".join(words.text.lower() for words in statement.content)
        spans = [words.span for words in statement.content]
        inner = [e for e in self.draft.events if inside(e.span, spans)]
        if any(phrase in said for phrase in pointing_words("happening")):
            self._add("occurrence", True, False, who, n, span)
            return
        for event in inner:
            agent = side_of(self.scene.mention_at(event.agent)) or (who if event.agent is None else None)
            if agent and same_side(agent, who):
                self._add(self._field(), agent, False, who, n, span)
                if not any(c.field == "occurrence" and c.polarity for c in self.made):
                    self._add("occurrence", True, False, who, n, span)
                return
        if set(said.replace(",", " ").split()) & pointing_words("part"):
            self._add(self._field(), self._accused(who) or who or "", False, who, n, span)
            return
        blame = set(said.replace(",", " ").split()) & pointing_words("blame")
        if self._contradict(statement, span, _WHO if blame else _CONTESTED):
            return
        if blame:
            self._refuse_blame(statement, span)
            return
        if inner:
            self._add("occurrence", True, False, who, n, span)
        elif set(said.split()) & pointing_words("saying"):
            self._refuse_blame(statement, span)

    def _refuse_blame(self, statement: Statement, span: Span) -> None:
        """An accusation rejected where no words name the culprit: it blamed the side that rejects it."""
        who = statement.source.holder
        accusers = [
            s
            for s in self.about
            if s.n in statement.answers and s.source.holder and not same_side(s.source.holder, who)
        ]
        if who is None or not accusers:
            return
        culprit = who
        first = accusers[-1]
        where = first.content[0].span if first.content else first.cue.span
        self._add("responsibility", culprit, True, first.source.holder, first.n, where, "inferred")
        self._add("responsibility", culprit, False, who, statement.n, span, "inferred")

    def _field(self) -> str:
        return (
            "initiator"
            if any(c.field == "initiator" for c in self.made)
            and not any(c.field == "responsibility" for c in self.made)
            else "responsibility"
        )

    def _accused(self, who: str | None) -> str | None:
        """The value with which others named this holder's side."""
        return next(
            (
                str(c.value)
                for c in self.made
                if c.field in {"responsibility", "initiator"} and same_side(str(c.value), who)
            ),
            None,
        )

    def _contradict(self, statement: Statement, span: Span, fields: Sequence[str]) -> bool:
        """Deny what the answered statement claims: its most contested field."""
        who = statement.source.holder
        answered = [c for c in self.made if c.statement in statement.answers and c.polarity]
        answered = answered or [
            c for c in self.made if c.polarity and not same_side(c.holder, who) and same_side(str(c.value), who)
        ]
        for field in fields:
            hit = [
                c
                for c in answered
                if c.field == field and (field not in {"initiator", "responsibility"} or same_side(str(c.value), who))
            ]
            if hit:
                self._add(field, hit[0].value, False, who, statement.n, span, "inferred")
                return True
        return False

    def _add(
        self,
        field: str,
        value: object,
        polarity: bool,
        who: str | None,
        n: int | None,
        span: Span,
        basis: str = "stated",
    ) -> None:
        if field in _WHO:
            value = self.sides.acting(value)
            if value is None:
                return
        claim = Claim(field, value, polarity, who, n, span, basis, 0.8 if basis == "stated" else 0.6)  # type: ignore[arg-type]
        if not any(
            (c.field, c.value, c.polarity, c.holder, c.statement) == (field, value, polarity, who, n) for c in self.made
        ):
            self.made.append(claim)


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """What a holder says again is claimed where it first says so; every figure is a claim of its own."""
    kept: dict[Hashable, Claim] = {}
    for n, one in enumerate(claims):
        kept.setdefault(n if one.field in _COUNTED else (one.field, one.value, one.polarity, one.holder), one)
    return list(kept.values())


def _contested(claims: Sequence[Claim]) -> list[Claim]:
    """Claims without those on the doer that the report makes itself where nobody says otherwise."""
    spoken = [c for c in claims if c.field in _WHO and c.holder != "report"]
    return [c for c in claims if c.field not in _WHO or c.holder != "report" or any(_against(c, o) for o in spoken)]


def _against(one: Claim, other: Claim) -> bool:
    """Whether two claims on the doer cannot both be true."""
    same = agree(one.field, one.value, other.value)
    return one.polarity != other.polarity if same else one.polarity and other.polarity


def _is_scene(scene: Scene, place: PlaceMention) -> bool:
    """Whether a toponym tells where: no government, and a country only "in Mali" or "in Mali's Gao region"."""
    if place.metonym or place.level != "country":
        return not place.metonym
    owned = re.match(r"['’]s? ", scene.text[place.span[1] : place.span[1] + 3])
    follows = owned and any(0 < other.span[0] - place.span[1] <= owned.end() for other in scene.reading.places)
    return bool(follows) or bool(_WHERE.search(scene.text[max(0, place.span[0] - 20) : place.span[0]]))


def _join(one: Span, other: Span) -> Span:
    return min(one[0], other[0]), max(one[1], other[1])


@kept
def _claimed(scene: Scene, start: int, end: int) -> list[tuple[ClaimWord, Span]]:
    """The codebook's words of claims in a stretch of text, left to right and apart."""
    matches = list(_WORD.finditer(scene.text, start, end))
    tokens = [match.group().lower() for match in matches]
    found, i = [], 0
    while i < len(tokens):
        hit = claim_words().match(tokens, i)
        if hit is None:
            i += 1
            continue
        found.append((hit[1][0], (matches[i].start(), matches[i + hit[0] - 1].end())))
        i += hit[0]
    return found
