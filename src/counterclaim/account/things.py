"""What an incident hit and with what: physical targets and weapons of its triggers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.account.parties import certainty_of
from counterclaim.account.scene import Scene
from counterclaim.codebook.events import objects as kinds
from counterclaim.records.account import Thing, Words
from counterclaim.records.reading import EventMention, Mention

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_INERT = frozenset({"facility", "vehicle", "object", "place"})


def objects(scene: Scene, draft: Draft) -> list[Thing]:
    """Physical targets: inert things that triggers act on."""
    found: dict[str, Thing] = {}
    for event in draft.events:
        mention = scene.mention_at(event.patient)
        if mention is not None and thing_kind(mention) == "settlement" and _beside(scene, mention):
            continue  # "near the village": where it was, not what was hit
        if mention is None or thing_kind(mention) is None:
            mention = _scene_of(scene, event) if mention is None else None
        if mention is None:
            continue
        effect = {"destroy": scene.words(event.span).text.lower(), "capture_place": "captured"}.get(event.entry, "hit")
        effect = {"destroying": "destroyed", "damaging": "damaged"}.get(effect, effect)
        _note(found, scene, mention, event, effect)
    return list(found.values())


_AT = ("at ", "on ", "in ", "inside ", "into ", "against ", "through ", "under ", "of ", "hit ", "struck ", "targeted ")


def _beside(scene: Scene, mention: Mention) -> bool:
    before = scene.text[max(0, mention.span[0] - 10) : mention.span[0]].lower()
    return before.endswith(("near ", "in ", "outside ", "from ", "at ", "of ", "around "))


def thing_kind(mention: Mention) -> str | None:
    """The object kind of a thing, or of a body named by its building ("the hospital was hit"); None for others."""
    if mention.type in _INERT:
        return mention.entry
    if mention.type != "organization" or not mention.name:
        return None
    hit = kinds().match([mention.name.lower().split()[-1]], 0)
    return hit[1][0].kind if hit else None


def _scene_of(scene: Scene, event: EventMention) -> Mention | None:
    """The thing that an attack with no told target hits: "blew himself up at the entrance of a mosque"."""
    sentence = scene.reading.sentences[scene.sentence(event.span[0])]
    for mention in scene.mentions_in((event.span[1], min(sentence.span[1], event.span[1] + 60))):
        before = scene.text[mention.span[0] - 9 : mention.span[0]].lower()
        if thing_kind(mention) not in {None, "settlement"} and before.endswith(_AT):
            return mention
    return None


def weapons(scene: Scene, draft: Draft) -> list[Thing]:
    """Weapons used: instruments of triggers, and weapon words in their sentences."""
    found: dict[str, Thing] = {}
    for event in draft.events:
        direct = scene.mention_at(event.instrument)
        number = scene.sentence(event.span[0])
        near = [m for m in scene.in_sentence(scene.reading.mentions, number) if m.type == "weapon"]
        for mention in ([direct] if direct and direct.type == "weapon" else []) + near:
            if mention.span != event.patient:
                _note(found, scene, mention, event, None)
    return list(found.values())


def _note(found: dict[str, Thing], scene: Scene, mention: Mention, event: EventMention, effect: str | None) -> None:
    words: Words = scene.words(mention.span)
    known = found.get(mention.entry or mention.name)
    if known is not None:
        if words not in known.mentions:
            found[mention.entry or mention.name] = replace(known, mentions=(*known.mentions, words))
        return
    certainty = certainty_of(scene, event.span, event.hedged)
    kind = thing_kind(mention) or mention.entry or "other"
    found[mention.entry or mention.name] = Thing(mention.name, kind, (words,), certainty, effect)
