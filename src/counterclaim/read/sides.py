"""Whose army "the army" is, and who "he", "the ministry" and "its counterpart" are: what only the context tells.

    mentions in text order | chains by name and description | pronouns | countries of bare organs | the other side
Every value set here has `basis` inferred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.codebook.actors import actors, allied_force
from counterclaim.codebook.agents import Agent, agent_index, agents
from counterclaim.codebook.roles import plays, side_words
from counterclaim.read.document import Doc
from counterclaim.records.reading import Attribution, Mention, PlaceMention

_SINGULAR = frozenset({"he", "she", "him", "her"})
_BODY = frozenset({"it"})
_JOINT = frozenset(
    {"coalition", "allied", "international", "multinational", "foreign", "peacekeeping", "joint", "combined"}
)
_POSSESSIVE = frozenset({"its", "our", "their", "his", "her"})
_ARMED = frozenset({"armed_group", "military", "police"})
_PLURAL = frozenset({"they", "them"})


class Sides:
    """Resolves mentions one after another, remembering who was mentioned and who was speaking."""

    def __init__(
        self, doc: Doc, mentions: Sequence[Mention], places: Sequence[PlaceMention], attributions: Sequence[Attribution]
    ) -> None:
        self.doc = doc
        self.mentions = list(mentions)
        self.home = _home(doc, places)
        self.said = [(span, a.source) for a in attributions if a.source for span in a.content]
        self.sources = [a.source for a in attributions if a.source]
        self.parties = self._parties()
        self.last_of: dict[str, str] = {}  # organ -> country last told with it
        self.people: dict[str, int] = {}  # surname -> chain
        self.told_as: dict[int, frozenset[str]] = {}  # chain -> words of the fullest name
        self.names: dict[str, int] = {}
        self.speakers: list[int] = []
        self.settled: list[Mention] = []

    def _parties(self) -> list[str]:
        """Countries in play, those with forces or offices told first, by how often."""
        weights: Counter[str] = Counter()
        for mention in self.mentions:
            if mention.country and mention.actor:
                weights[mention.country] += 3 if mention.type == "armed_force" else 1
        return [country for country, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0]))]

    def settle(self) -> list[Mention]:
        """All mentions with actors and chains settled."""
        for mention in self.mentions:
            settled = self._one(mention)
            chain = self._chain(settled)
            settled = settled if chain == settled.chain else replace(settled, chain=chain)
            self._remember(settled)
            self.settled.append(settled)
        return self.settled

    def _one(self, mention: Mention) -> Mention:
        low = self.doc.quote(mention.span).lower().removeprefix("that ")
        if not mention.name and mention.type == "person" and mention.entry is None:
            return self._pronoun(mention, low)
        if low.endswith(side_words("counterpart")):
            return self._opponent(mention)
        noun = agents().get(mention.entry or "")
        if mention.type in {"weapon", "vehicle"} and mention.actor is None:
            return self._owned(mention)
        if (
            noun is not None
            and noun.holder in {"local", "medical", "witness", "unnamed"}
            and mention.basis == "stated"
            and low.split(" ", 1)[0] not in _POSSESSIVE
        ):
            return mention
        if (
            mention.actor is None
            and mention.country is None
            and noun is not None
            and (noun.organ or (noun.inherits and mention.type == "person"))
        ):
            return self._bare(mention, noun, low)
        if mention.type == "armed_force" and not mention.actor and not mention.country and set(low.split()) & _JOINT:
            return self._allied(mention)
        if (
            mention.actor is None
            and noun is not None
            and low.split(" ", 1)[0] in _POSSESSIVE
            and noun.category != "civilian"
        ):
            owner = self._speaker_at(mention.span[0]) or self._group_before(mention)
            if owner is not None and noun.organ is None and mention.type != "person":
                kind = owner.kind if owner.kind in _ARMED else mention.kind
                return replace(
                    mention, actor=owner.actor, country=owner.country, kind=kind, basis="inferred", identified=True
                )
        if mention.actor is None and noun is not None and mention.type in {"people", "armed_force", "armed_group"}:
            namesake = self._compatriot(mention)
            if namesake is not None and self._lends(namesake, mention):
                return replace(
                    mention,
                    actor=namesake.actor,
                    country=namesake.country,
                    kind=namesake.kind,
                    type=namesake.type,
                    entry=namesake.entry,
                )
        return self._person(mention) if mention.type == "person" else mention

    def _person(self, mention: Mention) -> Mention:
        """A person told with an office beside the name, or named in full before."""
        office = self._apposed(mention) or self._titled(mention) if mention.entry is None else None
        if office is not None:
            return replace(
                mention,
                actor=office.actor,
                country=office.country,
                kind=office.kind,
                entry=office.entry,
                chain=office.chain,
                confidence=0.8,
            )
        known = self._same_person(mention) if mention.actor is None else None
        if known is not None:
            return replace(mention, actor=known.actor, country=known.country, kind=known.kind, basis="inferred")
        return self._again(mention)

    def _again(self, mention: Mention) -> Mention:
        """A name of no side with the calling that was told with it before: "Doctor Ana Rojas ... Rojas said"."""
        if mention.entry is not None or not mention.name[:1].isupper():
            return mention
        chain = self.people.get(mention.name.split()[-1].lower())
        told = (m.entry for m in self.settled if chain is not None and m.chain == chain)
        calling = next((entry for entry in told if entry in agents() and agents()[entry].holder), None)
        return replace(mention, entry=calling) if calling else mention

    def _pronoun(self, mention: Mention, low: str) -> Mention:
        """The mention that a pronoun most likely stands for: speakers and titled persons first, then the last."""
        if low in _BODY | _PLURAL:
            if low in _BODY and not self._is_subject(mention):
                return mention
            speaker = self._speaker_at(mention.span[0])
            if speaker is None and low in _BODY and not self._is_source(mention):
                return mention  # "it" outside speech is most often a thing
            if speaker is not None and speaker.type != "person":
                return replace(
                    speaker,
                    span=mention.span,
                    head=mention.head,
                    name="",
                    basis="inferred",
                    confidence=0.5,
                    count=None,
                    number=None,
                )
        fitting = [m for m in self.settled[-16:] if m.name and self._fits(m, low)]
        if not fitting:
            return mention
        earlier = max(
            fitting, key=lambda m: (self._is_source(m) + (m.confidence > 0.6) if low in _SINGULAR else 0, m.span[0])
        )
        return replace(
            mention, actor=earlier.actor, country=earlier.country, kind=earlier.kind, name="", chain=earlier.chain,
            entry=earlier.entry, identified=earlier.identified, confidence=0.5, type=earlier.type,
        )  # fmt: skip

    def _owned(self, mention: Mention) -> Mention:
        """ "An army warplane", "government helicopters": a weapon of the home country's forces."""
        for i in self.doc.tokens_in(mention.span):
            hit = agent_index().match(self.doc.words, i)
            if (
                hit is not None
                and hit[1].organ in {"MIL", "POL", "GOV"}
                and self.home
                and self.doc.ends[i + hit[0] - 1] < mention.span[1]
            ):
                return replace(mention, actor=f"{self.home}-MIL", country=self.home, basis="inferred")
        return mention

    def _is_subject(self, mention: Mention) -> bool:
        """Whether a verb follows: "it had hit" is the speaker, "bombed it" a thing."""
        following = self.doc.at(mention.span[1] - 1) + 1
        while following < len(self.doc.tags) and self.doc.tags[following] == "ADV":
            following += 1
        return following < len(self.doc.tags) and self.doc.tags[following] in {"VERB", "AUX", "MODAL"}

    def _fits(self, earlier: Mention, low: str) -> bool:
        """Whether a pronoun's number and person suit a mention; a possessor is only part of one."""
        if self.doc.text[earlier.span[1] : earlier.span[1] + 2] in {"'s", "’s"}:
            return False
        if low in _SINGULAR:
            one = not (earlier.count and earlier.count.best != 1) and len(earlier.name) > 1
            return earlier.type == "person" and one and (earlier.entry is not None or earlier.confidence > 0.4)
        if low in _BODY:
            return (
                earlier.type in {"organization", "armed_force", "armed_group", "nationality"}
                and earlier.actor is not None
            )
        return low in _PLURAL and earlier.type in {"armed_force", "armed_group", "people", "organization"}

    def _is_source(self, mention: Mention) -> bool:
        return any(a <= mention.span[0] < b for a, b in self.sources)

    def _speaker_at(self, offset: int) -> Mention | None:
        """Whoever says the words at an offset, where mentioned before them."""
        for (start, end), source in self.said:
            if start <= offset < end:
                inside = sorted(
                    (m for m in self.settled if source[0] <= m.span[0] < source[1] and m.actor),
                    key=lambda m: (m.span[0], -m.span[1]),
                )
                return inside[0] if inside else None
        return None

    def _apposed(self, mention: Mention) -> Mention | None:
        """The office told just before a name: "the mayor of Tumaco, Hernando Quintero", "army spokesman Ali Hassan"."""
        for earlier in reversed(self.settled[-3:]):
            gap = self.doc.text[earlier.span[1] : mention.span[0]]
            between = gap.strip()
            one = earlier.type == "person" or (earlier.type == "people" and not earlier.name.endswith("s"))
            joined = between in {"", ","} or (between.startswith(("of ", "for ", "in ")) and between.endswith(","))
            if one and earlier.entry and len(gap) < 45 and "." not in gap and joined:
                return earlier
        return None

    def _titled(self, mention: Mention) -> Mention | None:
        """The office told just after a name: "Hernando Quintero, the mayor of Tumaco"."""
        after = self.mentions[len(self.settled) + 1 : len(self.settled) + 2]
        noun = agents().get(after[0].entry or "") if after else None
        if noun is None or noun.organ is None or noun.mention != "person" or mention.name[:1].islower():
            return None
        joined = self.doc.text[mention.span[1] : after[0].span[0]] == ", "
        country = after[0].country or self.home
        if not joined or country is None or after[0].name[:1].isupper():
            return None
        return replace(after[0], actor=after[0].actor or f"{country}-{noun.organ}", country=country)

    def _same_person(self, mention: Mention) -> Mention | None:
        surname = mention.name.split()[-1].lower() if mention.name else ""
        chain = self.people.get(surname)
        return next((m for m in self.settled if m.chain == chain and m.actor), None) if chain is not None else None

    def _bare(self, mention: Mention, noun: Agent, low: str) -> Mention:
        """A force or an office with no country told: "the army", "its troops", "the ministry"."""
        if mention.type == "people" or (mention.kind in {"civilians", "unknown"} and noun.organ in {"CIV", None}):
            return mention
        namesake = self._namesake(mention, low)
        if namesake is not None:
            return _like(mention, namesake, 0.7, kind=True)
        owner = self._possessor(mention, low)
        if owner is not None and owner.kind == "armed_group" and mention.type == "armed_force":
            return replace(_like(mention, owner, 0.6, kind=True), type="armed_group")
        country = owner.country if owner else None
        if country is None and set(low.split()) & _JOINT:
            return self._allied(mention)
        if mention.type == "person" and self._of_armed_group(mention):
            return replace(mention, kind="armed_group")  # "an insurgent leader" leads no army
        country = country or (self.last_of.get(noun.organ) if noun.organ else None)
        if noun.inherits:
            owner = next(
                (
                    m
                    for m in reversed(self.settled[-4:])
                    if m.span[0] == mention.span[0] and m.span[1] < mention.span[1] and m.actor
                ),
                None,
            )
            if owner is not None:
                return _like(mention, owner, 0.7)
        if noun.inherits and not noun.organ:
            if self.doc.text[mention.span[1] : mention.span[1] + 5].lower().startswith((" of ", " for ", " from")):
                return mention  # "a member of a local militia": told, and not known
            if _names_unknown(mention, self.doc):
                return mention
            principal = self._last_body()
            if principal is not None:
                return _like(mention, principal, 0.6)
        country = country or self._speaking() or self.home or (self.parties[0] if self.parties else None)
        if country is None or noun.organ is None:
            return mention
        return replace(mention, actor=f"{country}-{noun.organ}", country=country, basis="inferred", confidence=0.6)

    def _compatriot(self, mention: Mention) -> Mention | None:
        """The force that "Tajik guards" names again: one of that country whose phrase ends with the same word."""
        forces = [m for m in self.settled if m.type in {"armed_force", "armed_group"} and m.actor and m.name]
        entries = {m.entry for m in forces if _head(m) == _head(mention)}
        if mention.country is None:
            known = [m for m in reversed(forces) if m.type == "armed_group" or m.entry != mention.entry]
            return next((m for m in known if _head(m) == _head(mention)), None)
        return next((m for m in reversed(forces) if m.country == mention.country and m.entry in entries), None)

    def _lends(self, earlier: Mention, mention: Mention) -> bool:
        """Whether a side told before can be another's: "suspected insurgents" are of no group told without doubt."""
        return not self._suspected(mention) or (earlier.kind == "armed_group" and self._suspected(earlier))

    def _suspected(self, mention: Mention) -> bool:
        return any(plays(word, "suspected") for word in self.doc.quote(mention.span).lower().split())

    def _of_armed_group(self, mention: Mention) -> bool:
        """Whether a word for rebels stands in a phrase: "a suspected insurgent leader"."""
        hits = (agent_index().match(self.doc.words, i) for i in self.doc.tokens_in(mention.span))
        return any(hit is not None and hit[1].kind == "armed_group" for hit in hits)

    def _allied(self, mention: Mention) -> Mention:
        """ "Coalition forces": the multinational force that the report names, else several countries' and none told."""
        for other in self.mentions:
            force = allied_force(other.actor)
            if force is not None:
                return replace(mention, actor=force.id, country=force.country, basis="inferred", confidence=0.6)
        return mention

    def _namesake(self, mention: Mention, low: str) -> Mention | None:
        """What "the ministry" names again: the last body told with the same head word."""
        if not low.startswith(("the ", "this ", "that ")) or mention.type not in {
            "organization",
            "armed_force",
            "armed_group",
            "person",
        }:
            return None
        head = low.rsplit(maxsplit=1)[-1]
        for earlier in reversed(self.settled):
            if (
                earlier.actor
                and (earlier.basis == "stated" or allied_force(earlier.actor) is not None)
                and earlier.type == mention.type
                and earlier.name.lower().endswith(head)
            ):
                return earlier
        return None

    def _possessor(self, mention: Mention, low: str) -> Mention | None:
        """Whoever "its" or "their" refers to: who says the words, else the last state, force or group."""
        if low.split(" ", 1)[0] not in _POSSESSIVE:
            return None
        speaker = self._speaker_at(mention.span[0])
        if speaker is not None and speaker.country:
            return speaker
        return next((m for m in reversed(self.settled) if m.country and m.actor and m.type != "people"), None)

    def _group_before(self, mention: Mention) -> Mention | None:
        """The armed group or force told before "its men" in the same sentence."""
        here = self.doc.sent_of[self.doc.at(mention.span[0])]
        told = (m for m in reversed(self.settled[-8:]) if m.kind in _ARMED and m.actor and m.name)
        return next((m for m in told if self.doc.sent_of[self.doc.at(m.span[0])] == here), None)

    def _speaking(self) -> str | None:
        """The country of the last body mentioned in the same sentence or the one before."""
        here = self.doc.sent_of[self.doc.at(self.mentions[len(self.settled)].span[0])]
        for earlier in reversed(self.settled):
            if self.doc.sent_of[self.doc.at(earlier.span[0])] < here - 1:
                return None
            if earlier.country and earlier.actor and earlier.type in {"organization", "nationality"}:
                return earlier.country
        return None

    def _last_body(self) -> Mention | None:
        return next(
            (
                m
                for m in reversed(self.settled[-8:])
                if m.actor and m.type in {"organization", "armed_force", "armed_group"}
            ),
            None,
        )

    def _opponent(self, mention: Mention) -> Mention:
        """ "The other side": the first party that is not the side last mentioned."""
        last = next((m for m in reversed(self.settled) if m.country and m.country != mention.country), None)
        known = last.country if last else None
        other = mention.country or next((country for country in self.parties if country != known), None)
        if other is None:
            return replace(mention, basis="inferred")
        noun = agents().get(mention.entry or "")
        organ = f"-{noun.organ}" if noun and noun.organ else ""
        if not organ and last is not None and last.actor == f"{known}-{(last.actor or '')[3:]}":
            organ = (last.actor or "")[2:]  # "its counterpart" of a ministry is a ministry
        return replace(
            mention,
            actor=other + organ,
            country=other,
            kind="state" if not organ else mention.kind,
            basis="inferred",
            confidence=0.6,
        )

    def _chain(self, mention: Mention) -> int:
        """Mentions of one person, actor or description share a number: that of the first."""
        number = len(self.settled)
        if not mention.name:
            return mention.chain if mention.chain < number else number
        if mention.type == "person" and mention.name[:1].isupper():
            return self._person_chain(mention, mention.chain if mention.chain < number else number)
        if mention.actor and mention.type not in {"people", "person"}:
            return self.names.setdefault(mention.actor, number)
        return self.names.setdefault(f"{mention.type}|{_head(mention)}|{mention.country}", number)

    def _person_chain(self, mention: Mention, own: int) -> int:
        """That of the last person told with the surname, unless another given name is told: mother and daughter."""
        words = frozenset(mention.name.lower().split())
        surname = mention.name.split()[-1].lower()
        known = self.people.get(surname)
        told = self.told_as.get(known, words) if known is not None else words
        if known is None or not (told <= words or words <= told or self.doc.upper):
            self.people[surname] = known = own
        self.told_as[known] = max(self.told_as.get(known, words), words, key=len)
        return known

    def _remember(self, mention: Mention) -> None:
        actor = actors().get(mention.actor or "")
        if actor and mention.country and "-" in actor.id and actor.parent == mention.country:
            self.last_of[actor.id.split("-", 1)[1]] = mention.country


def _like(mention: Mention, other: Mention, confidence: float, *, kind: bool = False) -> Mention:
    """A mention taken for the actor of another by inference, and for its kind where asked."""
    return replace(
        mention,
        actor=other.actor,
        country=other.country,
        kind=other.kind if kind else mention.kind,
        basis="inferred",
        confidence=confidence,
    )


def _home(doc: Doc, places: Sequence[PlaceMention]) -> str | None:
    """The country that most of a report's places lie in, the dateline's counting double."""
    votes: Counter[str] = Counter()
    for place in places:
        if place.country and len(place.country) == 2:
            votes[place.country] += 2 if doc.sents[doc.sent_of[doc.at(place.span[0])]].kind == "dateline" else 1
    return min(votes, key=lambda c: (-votes[c], c)) if votes else None


def _names_unknown(mention: Mention, doc: Doc) -> bool:
    """Whether a phrase names whose leader or member somebody is, by a name that no list has: "two Zorani leaders"."""
    words = doc.quote((mention.span[0], mention.head[0])).split()
    return not doc.upper and any(word[:1].isupper() for word in words[1:])


def _head(mention: Mention) -> str:
    return (mention.name.lower().split() or [""])[-1].rstrip("s")


def settle(
    doc: Doc, mentions: Sequence[Mention], places: Sequence[PlaceMention], attributions: Sequence[Attribution]
) -> list[Mention]:
    """Mentions with actors, chains and basis settled from the context."""
    return Sides(doc, mentions, places, attributions).settle()
