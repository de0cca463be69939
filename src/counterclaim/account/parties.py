"""Who took which part in an incident: the roles around a draft's triggers and harms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from counterclaim.account.accused import accused
from counterclaim.account.arrests import aftermath, arrests, attacks, can_be_suspect, suspect_of, taken
from counterclaim.account.crowds import put_down
from counterclaim.account.holders import holder
from counterclaim.account.joint import allied, listed
from counterclaim.account.raids import TAKEN, harm_on_file, raided, told
from counterclaim.account.sayings import sayings
from counterclaim.account.scene import PEOPLE, Scene, distance, kept
from counterclaim.account.together import parties
from counterclaim.codebook.actors import actors
from counterclaim.codebook.agents import agents
from counterclaim.codebook.claims import blame_words
from counterclaim.codebook.events import events
from counterclaim.codebook.harm import is_fate
from counterclaim.codebook.roles import plays, roles, side_words
from counterclaim.records.account import Participant
from counterclaim.records.reading import EventMention, Mention
from counterclaim.records.report import Span
from counterclaim.values.sides import ACTING, CERTAINTY
from counterclaim.values.spans import overlap

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_ACCUSED = 40
"""Characters between a word of accusing and whom it accuses."""
ARMED_KINDS = frozenset({"military", "police", "armed_group"})
_FIRE = frozenset({"open_fire", "incursion", "clash"})
_OWNING = frozenset({"claims_responsibility", "announces"})
_OPERATION = "raid_operation"
_CAPTURE = "capture"
_AT_WORK = frozenset({"military", "police", "civilians"})
"""Kinds of doers beside whom those arrested are no suspects: they took them, or the arrested are of the crowd."""
_GROUP = "group"
_BY_NAME = "name"
"""Entry of a country told by its name: "Peru", not "Peruvian"."""
_NOT = frozenset({"no", "not", "without", "never"})
_SELVES = frozenset({"himself", "herself", "themselves", "itself"})
_GERUNDS = ("ing", "ings")
_ROAD = re.compile(r"\s*-?\d|\s(?:Highway|Route|Interstate)\b")


@dataclass(slots=True)
class Cast:
    """Participants under way, by role and chain."""

    scene: Scene
    found: dict[tuple[str, str], Participant] = field(default_factory=dict)
    named: set[tuple[str, str]] = field(default_factory=set)
    """Of these, those who act or are told by more than a pronoun."""

    def _name(self, mention: Mention) -> str:
        """The fullest name of a mention's chain: "the mayor" is "Hernando Quintero" where the report names him."""
        if mention.type not in {"person", "people"} or (mention.type == "people" and mention.name.endswith("s")):
            return mention.name
        chain = [
            m.name
            for m in self.scene.reading.mentions
            if m.chain == mention.chain and m.name[:1].isupper() and m.type == "person"
        ]
        return max([*chain, mention.name], key=lambda name: (name[:1].isupper(), len(name)))

    def add(self, role: str, mention: Mention, certainty: str) -> None:
        """Note a mention in a role; mentions of one chain in one role are one participant."""
        if (role in ACTING and not can_act(mention)) or is_place(self.scene, mention) or no_people(mention):
            return
        if role in ACTING and mention.type == "nationality" and mention.country and mention.entry != _BY_NAME:
            mention = replace(mention, actor=f"{mention.country}-MIL", type="armed_force", kind="military")
        key = (
            role,
            mention.actor if mention.actor and mention.type not in {"people", "person"} else str(mention.chain),
        )
        if mention.name or role in ACTING:  # "the army said it had fired": the speaker; "them" is often a guess
            self.named.add(key)
        words = self.scene.words(mention.span)
        name = self._name(mention) or (actors()[mention.actor].name if mention.actor in actors() else "")
        if not name:
            return  # a pronoun for nobody named
        if is_suspect(self.scene, mention):
            certainty = max(certainty, "suspected", key=CERTAINTY.index)
        known = self.found.get(key)
        if known is None:
            self.found[key] = Participant(
                role=role,
                kind=mention.kind,
                name=name,
                actor=mention.actor,
                country=mention.country or (actors()[mention.actor].country if mention.actor in actors() else None),
                identified=mention.identified,
                organization=_organization(mention),
                mentions=(words,),
                certainty=certainty,
                basis=mention.basis,
                confidence=mention.confidence,
            )
            return
        mentions = known.mentions if words in known.mentions else (*known.mentions, words)
        fuller = name if len(name) > len(known.name) else known.name
        sure = min(known.certainty, certainty, key=CERTAINTY.index)
        self.found[key] = replace(known, mentions=mentions, name=fuller, certainty=sure)


def can_act(mention: Mention) -> bool:
    """Whether somebody can do a deed: no document and nobody who only speaks of it, and no "victims"."""
    last = mention.name.lower().rsplit(maxsplit=1)[-1:]
    return not plays(mention.entry or "", "telling") and not any(plays(word, "harmed") for word in last)


def no_people(mention: Mention) -> bool:
    """Whether a name is a road's, a building's, a part of town's, a deed's or a letter: "Harn Street", "the N"."""
    last = mention.name.lower().rsplit(maxsplit=1)[-1:]
    force = mention.type in {"armed_force", "armed_group"}
    if len(mention.name) == 1:
        return True
    return not force and mention.kind != "police" and any(plays(word, "no_people") for word in last)


def is_place(scene: Scene, mention: Mention) -> bool:
    """Whether a bare name that was taken for somebody's is a place's."""
    bare = mention.entry is None and mention.type in {"person", "organization"} and mention.name[:1].isupper()
    return bare and any(p.span[0] <= mention.head[0] < p.span[1] and not p.metonym for p in scene.reading.places)


def is_suspect(scene: Scene, mention: Mention) -> bool:
    """ "Suspected rebels", "alleged militants": doubt is on who they are."""
    before = scene.text[max(0, mention.span[0] - 12) : mention.span[1]].lower()
    return any(word in before for word in roles()["suspected"])


def _organization(mention: Mention) -> str | None:
    """The name of the group behind a person or a band, word for word."""
    group = actors().get(mention.actor or "")
    if group is None or group.kind != "armed_group" or mention.type not in {"person", "people", "armed_group"}:
        return None
    head = agents().get(mention.entry or "")
    if head is None or not mention.name:
        return None
    return mention.name.removesuffix(mention.name.split()[-1]).strip() or None


def participants(scene: Scene, draft: Draft) -> list[Participant]:
    """Participants in order of first mention of their role; the title tells those of whom nothing else does."""
    below = _below(scene, draft)
    found = _participants(scene, below)
    if below is draft:
        return found
    sides = {one.role in ACTING for one in found}
    told_above = (one for one in _participants(scene, draft) if (one.role in ACTING) not in sides)
    return found + [
        one for one in told_above if one.role not in ACTING or one.kind in ARMED_KINDS or not one.identified
    ]


def _below(scene: Scene, draft: Draft) -> Draft:
    """A draft without what the title tells of it, where the text tells it too."""
    events = [event for event in draft.events if scene.kind(event.span[0]) != "title"]
    harms = [harm for harm in draft.harms if scene.kind(harm.trigger[0]) != "title"]
    same = (len(events), len(harms)) == (len(draft.events), len(draft.harms))
    return draft if same or not events else replace(draft, events=events, harms=harms)


def _participants(scene: Scene, draft: Draft) -> list[Participant]:
    cast = Cast(scene)
    held, after = arrests(scene, draft), aftermath(scene, draft)
    raid = raided(scene, draft)
    crowd = put_down(scene, draft)
    for event in (_turned(draft, e) for e in told(scene, draft) if e not in after and not _undone(scene, draft, e)):
        if crowd and events()[event.entry].shape == "mutual":
            continue  # "clashes": who fired at the crowd is told by the firing
        arrest = any(overlap(event.span, harm.trigger) for harm in held)
        _from_event(
            scene, cast, replace(event, patient=None) if arrest or _only_aimed(scene, draft, event) else event, raid
        )
    for harm in (h for h in draft.harms if h.scope == "incident" and h not in held):
        if raid and harm_on_file(scene, harm):
            continue
        certainty = certainty_of(scene, harm.trigger, harm.hedged)
        for mention in _people(scene, harm.victims):
            one = taken(mention) if raid and harm.harm in TAKEN else mention
            cast.add("target" if one is not mention else suffering(one), one, certainty)
        for mention in _people(scene, harm.agent):
            cast.add("responsible", as_owned(scene, mention), certainty)
    doers = {one.kind for (role, _), one in cast.found.items() if role in ACTING}
    for mention in (m for harm in held for m in _people(scene, harm.victims) if can_be_suspect(scene, m)):
        if not doers & _AT_WORK:
            cast.add("responsible", suspect_of(mention), "suspected")
        elif "military" in doers and mention.kind == "armed_group":
            cast.add("target", mention, certainty_of(scene, mention.span, False))
    return [one for key, one in cast.found.items() if key in cast.named]


def _only_aimed(scene: Scene, draft: Draft, event: EventMention) -> bool:
    """Whether a trigger tells at whom an operation was aimed in which others are told to have been hurt or taken."""
    if not plays(scene.text[slice(*event.span)].lower(), "aims") and event.entry != _OPERATION:
        return False
    aimed = scene.mention_at(event.patient)
    struck = (scene.mention_at(harm.victims) for harm in draft.harms if harm.quantity.best != 0)
    return aimed is not None and any(one is not None and one.chain != aimed.chain for one in struck)


def _undone(scene: Scene, draft: Draft, event: EventMention) -> bool:
    """ "No shots were fired", "no children were hurt": what did not happen beside what did, and nobody denies."""
    if event.realis != "negated" or all(e.realis == "negated" for e in draft.events):
        return False
    said = scene.statement_over(event.span)
    return said is None or said.stance != "denies"


def _turned(draft: Draft, event: EventMention) -> EventMention:
    """ "Two people dead and two others wounded": the wounded, told as a figure of the harm, did not wound."""
    done = event.agent is not None and event.patient is None
    told = (h.victims for h in draft.harms if h.victims and overlap(h.trigger, event.span))
    harmed = done and any(event.agent is not None and overlap(event.agent, span) for span in told)
    return replace(event, agent=None, patient=event.agent) if harmed else event


def unknown_doers(scene: Scene, draft: Draft, known: Sequence[Participant], alone: bool) -> list[Participant]:
    """Who did it where no words tie anybody to the deed: "the shooter is at large", "suspects", "a mob".

    Anywhere in a report that tells one incident `alone`, else in the sentences that tell it.
    """
    if any(one.role in ACTING for one in known) or not any(attacks(event) for event in draft.events):
        return []
    numbers = scene.sentences_of(draft.events)
    parts = [span for e in scene.reading.events for span in (e.agent, e.patient) if span]
    parts += [harm.victims for harm in scene.reading.harms if harm.victims]
    cast = Cast(scene)
    for mention in scene.people:
        near = scene.sentence(mention.span[0]) in numbers or (alone and scene.kind(mention.span[0]) == "body")
        told = near and not _none_known(scene, mention)
        if plays(mention.entry or "", "doers") and told and not any(overlap(mention.span, span) for span in parts):
            named = "suspect" in mention.name.lower()
            cast.add("responsible", mention, "suspected" if named else certainty_of(scene, mention.span, False))
    return list(cast.found.values())[:1]


def _none_known(scene: Scene, mention: Mention) -> bool:
    """ "Police have not identified any suspects", "there is no active shooter": words before that leave nobody."""
    start = scene.reading.sentences[scene.sentence(mention.span[0])].span[0]
    before = scene.text[max(start, mention.span[0] - _ACCUSED) : mention.head[0]].lower().replace("’", "'").split()
    nobody = any(word in _NOT or word.endswith("n't") for word in before)
    return nobody and bool({"no", "any"} & set(before[-3:]))


def suspects(scene: Scene, draft: Draft, alone: bool) -> list[Participant]:
    """Those who are charged with an attack or convicted of it, or named as who did it."""
    if raided(scene, draft) or not any(attacks(event) for event in draft.events):
        return []
    cast = Cast(scene)
    for mention, certainty in accused(scene, draft, alone):
        cast.add("responsible", suspect_of(mention), certainty)
    return list(cast.found.values())


def blamed_people(scene: Scene, about: Sequence[int], known: Sequence[Participant]) -> list[Participant]:
    """Those whom statements on the incident name as its doers without telling it again."""
    cast, told = Cast(scene), sayings(scene)
    for n in about:
        statement = scene.statements[n]
        spans = tuple(words.span for words in statement.content)
        certainty = "suspected" if statement.factuality[:2] in {"PR", "PS"} else "claimed"
        named = [(span, positive) for _, span, positive in blamed(scene, spans)]
        if statement.stance == "claims_responsibility" and statement.source.span:
            named.append((statement.source.span, True))
        elif told[n].stance == "accuses" and not named:
            first = next(
                (
                    m
                    for span in spans
                    for m in scene.mentions_in(span)
                    if (m.actor in statement.addressee or (m.actor and m.kind in ARMED_KINDS))
                    and distance(m.span, statement.cue.span) <= _ACCUSED
                ),
                None,
            )
            named += [(first.span, True)] if first is not None else []
        for span, positive in named:
            mention = next((m for m in scene.mentions_in(span) if m.actor), None)
            if mention is not None and not any(
                p.actor == mention.actor and p.role in {"responsible", "initiator", "party"} for p in known
            ):
                cast.add("responsible", mention, certainty if positive and statement.stance != "denies" else "denied")
    return list(cast.found.values())


@kept
def blamed(scene: Scene, spans: tuple[Span, ...]) -> list[tuple[str, Span, bool]]:
    """Who is named as the doer without the deed: (actor, words, not negated)."""
    found = []
    for start, end in spans:
        said = scene.text[start:end].lower()
        for where in ("subject", "object"):
            for words in blame_words(where):
                at = said.find(words)
                if at < 0:
                    continue
                area = (start, start + at) if where == "subject" else (start + at + len(words), end)
                named = [m for m in scene.mentions_in(area) if m.actor and m.name]
                if named:
                    chosen = named[-1] if where == "subject" else named[0]
                    negated = any(w in said[max(0, at - 12) : at + 6].split() for w in ("not", "never", "no"))
                    found.append((str(chosen.actor), chosen.span, not negated))
    return found


def certainty_of(scene: Scene, span: Span, hedged: bool) -> str:
    """How a role is told: by the report itself, on somebody's word, as a suspicion, or as denied."""
    said = scene.statement_over(span)
    if said is not None and said.stance == "denies":
        return "denied"
    if hedged and said is None:
        return "suspected"
    return "stated" if said is None or said.source.holder == "report" else "claimed"


def _from_event(scene: Scene, cast: Cast, event: EventMention, raid: bool) -> None:
    if scene.text[slice(*(event.patient or (0, 0)))].lower() in _SELVES:
        return  # "before killing himself": who did the rest is told there
    event = _by_nobody(scene, event)
    certainty = "denied" if event.realis == "negated" else certainty_of(scene, event.span, event.hedged)
    mutual = events()[event.entry].shape == "mutual"
    doers = [as_owned(scene, mention) for mention in _people(scene, event.agent)]
    for mention in doers:
        cast.add("party" if mutual else acting_role(scene, event), mention, certainty)
    if not doers:
        owner = owner_of(scene, event)
        if owner is not None:
            cast.add("party" if mutual else acting_role(scene, event), owner, certainty)
    for mention in (m for m in _people(scene, event.patient) if not _sought(scene, m)):
        if not mutual and mention.type == "nationality" and mention.entry == "name":
            continue  # "struck Peru" says where
        one = taken(mention) if raid and event.entry == _CAPTURE else mention
        role = "party" if mutual and one.kind in ARMED_KINDS | {"state"} else suffering(one)
        cast.add("target" if one is not mention else role, one, certainty)
    if mutual:
        for mention in _pair(scene, event):
            cast.add("party", mention, certainty)


def _by_nobody(scene: Scene, event: EventMention) -> EventMention:
    """A trigger without who does nothing in it: "the Ravenel shooting", and an officer taken for "he"."""
    doer = scene.mention_at(event.agent)
    if doer is None or event.agent is None:
        return event
    official = not doer.name and doer.type == "person" and doer.kind in {"police", "state"}
    named = event.patient is None and scene.text[event.agent[1] : event.span[0]].isspace() and doer.identified
    compound = named and doer.kind not in ARMED_KINDS and scene.text[slice(*event.span)].lower().endswith(_GERUNDS)
    return replace(event, agent=None) if official or compound else event


def as_owned(scene: Scene, doer: Mention) -> Mention:
    """Who does a deed that an armed group tells as its own: "a unit", "two brothers" of no told side are its people."""
    said = scene.statement_over(doer.span)
    group = actors().get(said.source.holder or "") if said is not None and said.stance in _OWNING else None
    if group is None or group.kind != "armed_group" or (doer.actor and doer.basis == "stated"):
        return doer
    return replace(
        doer, actor=group.id, country=group.country, kind=group.kind, type=group.kind, basis="inferred", identified=True
    )


def owner_of(scene: Scene, event: EventMention) -> Mention | None:
    """Whose the weapon or the strike is ("Israeli warplanes", "a Houthi attack"); its forces act, by inference."""
    for span in (event.agent, event.instrument):
        weapon = scene.mention_at(span)
        if weapon is None or weapon.type not in {"weapon", "vehicle"} or not weapon.actor:
            continue
        return replace(weapon, type="armed_force", kind=_forces(weapon.actor), basis="inferred", confidence=0.6)
    if is_fate(scene.text[slice(*event.span)]):
        return None
    before = [
        m for m in scene.reading.mentions if m.span[1] <= event.span[0] and event.span[0] - m.span[1] <= 12 and m.actor
    ]
    if not before:
        return None
    between = scene.text[before[-1].span[1] : event.span[0]].strip(" -")
    if between not in {"", "'s", "’s"} and not (before[-1].entry == "adjective" and " " not in between):
        return None
    owner = before[-1]
    if owner.entry == "metonym":
        return None
    if owner.entry == "adjective" and owner.country:
        return replace(
            owner, actor=f"{owner.country}-MIL", type="armed_force", kind="military", basis="inferred", confidence=0.6
        )
    return owner if owner.type in {"armed_force", "armed_group"} else None


def _forces(actor: str) -> str:
    known = actors().get(actor)
    return known.kind if known is not None and known.kind in {"armed_group", "police"} else "military"


def _pair(scene: Scene, event: EventMention) -> list[Mention]:
    """Both sides of "clashes between A and B", "A and B exchanged fire": armed mentions of the trigger's sentence."""
    number = scene.sentence(event.span[0])
    near = [m for m in scene.in_sentence(scene.reading.mentions, number) if m.kind in ARMED_KINDS and m.name]
    between = scene.text[event.span[1] : event.span[1] + 14].lower()
    if "between" in between or "with" in between:
        return [m for m in near if m.span[0] > event.span[1]][:2] if "between" in between else near[:2]
    return [m for m in near if m.span[1] < event.span[0] and event.span[0] - m.span[1] < 60][-2:]


def acting_role(scene: Scene, event: EventMention) -> str:
    """`initiator` where the words say who began an exchange of fire, else `responsible`."""
    if answers_fire(scene, event):
        return "responsible"
    around = _around(scene, event)
    began = event.entry in _FIRE and any(words in around for words in roles()["begins"])
    return "initiator" if began and _exchange(scene) else "responsible"


def answers_fire(scene: Scene, event: EventMention) -> bool:
    """Whether the words around a trigger tell of fire in answer to fire: "fired back"."""
    around = _around(scene, event)
    return any(words in around for words in roles()["answers"])


def _around(scene: Scene, event: EventMention) -> str:
    sentence = scene.reading.sentences[scene.sentence(event.span[0])]
    return scene.text[max(sentence.span[0], event.span[0] - 40) : min(sentence.span[1], event.span[1] + 25)].lower()


def _exchange(scene: Scene) -> bool:
    """Whether the report tells that both sides shot."""
    said = scene.text.lower()
    return any(events()[event.entry].shape == "mutual" for event in scene.reading.events) or any(
        words in said for words in roles()["answers"]
    )


def _people(scene: Scene, span: Span | None) -> list[Mention]:
    """The people a noun phrase names, with those coordinated in it."""
    mention = scene.mention_at(span)
    if mention is not None and mention.entry == _GROUP:
        mention = _of_group(scene, mention)
    if mention is None or mention.type not in PEOPLE or (not mention.name and mention.actor is None):
        return []
    if _ends_place(scene, mention):
        return []
    if scene.words(mention.span).text.lower() in side_words("both"):
        return [
            replace(mention, actor=side, country=side, kind="state", type="organization", basis="inferred")
            for side in parties(scene)
            if len(side) == 2
        ] or [mention]
    return [ally for one in listed(scene, mention) for ally in allied(scene, one)]


def _of_group(scene: Scene, mention: Mention) -> Mention:
    """ "A group of villagers" are the villagers, and people where no list has the word: "a group of pilgrims"."""
    end = mention.span[1] if mention.name.lower().endswith(" of") else mention.span[1] + 3
    if scene.text[mention.span[1] : end].lower() not in {"", " of"}:
        return mention
    inner = next((m for m in scene.people if end <= m.span[0] <= end + 12 and m.name), None)
    loose = replace(mention, kind="unknown", type="people", entry="people", actor=None, identified=False)
    return inner or (mention if mention.actor else loose)


def _ends_place(scene: Scene, mention: Mention) -> bool:
    """Whether a country's name is part of a place's or a road's: "in Puno, Peru", "on US 64"."""
    if mention.type != "nationality":
        return False
    if _ROAD.match(scene.text, mention.span[1]):
        return True
    if scene.text[max(0, mention.span[0] - 2) : mention.span[0]] != ", ":
        return False
    return any(place.span[1] == mention.span[0] - 2 and not place.metonym for place in scene.reading.places)


def _sought(scene: Scene, mention: Mention) -> bool:
    """Whether somebody is only looked for: "in search of a rebel leader"."""
    before = scene.text[max(0, mention.span[0] - 24) : mention.span[0]].lower().rstrip()
    return any(before.endswith(words) for words in roles()["seeks"])


def suffering(mention: Mention) -> str:
    """Armed people and bodies are targets, also gunmen whom nobody knows; others victims."""
    known = actors().get(mention.actor or "")
    armed = mention.type == "person" and known is not None and known.kind in ARMED_KINDS
    gunmen = mention.kind == "unknown" and not mention.identified and plays(mention.entry or "", "doers")
    return "target" if armed or gunmen or mention.kind in ARMED_KINDS or mention.kind == "state" else "victim"


def side_of(mention: Mention | None) -> str | None:
    """The actor id of a mention, or its holder's."""
    return None if mention is None else mention.actor or holder(mention)
