"""Who a source is that the words only point to: "he", "it", "the group", "our office" go on with a speaker told before.

A pronoun that speaks is the last speaker (in our own corpus in 95 of 100); a short definite phrase is the last speaker
whose words had that noun, or whose sort it names; "we" in an organ's own release is the organ.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.account.scene import Scene
from counterclaim.codebook.actors import Actor, actors, alias_index, holder_of
from counterclaim.codebook.loader import derived, load
from counterclaim.codebook.phrases import phrase_parts, phrase_words
from counterclaim.records.account import Source, Statement
from counterclaim.records.reading import Mention
from counterclaim.records.report import Span
from counterclaim.values.sides import IMPERSONAL

_IMPERSONAL = IMPERSONAL | {None}
_PARTS = re.compile(r"[,()]")


def continued(scene: Scene, source: Source, before: Sequence[Statement]) -> Source | None:
    """The source as a speaker told before, None where it is not told by pointing."""
    words = (source.text or "").lower().split()
    if not words:
        return None
    if words[0] in speaker_words("own"):
        return _as(source, _outlet(scene)) or (_as(source, _last(before)) if len(words) == 1 else None)
    if len(words) == 1 and words[0] in speaker_words("pronouns"):
        return _as(source, _last(before))
    if " ".join(words) in speaker_words("nobody"):
        return replace(source, actor=None, holder="unnamed", basis="stated")
    if source.holder not in _IMPERSONAL:
        return None
    if len(words) == 2 and words[0] in speaker_words("pointing"):
        return _as(source, _by_noun(words[1], before))
    return _as(source, _by_surname(source, before))


def before_and(text: str, span: Span) -> str:
    """The words of a span and the word before it: "US" may be cut off "Secretary of State"."""
    start = text.rfind(" ", 0, max(0, span[0] - 1)) + 1
    return text[start : span[1]] if "\n" not in text[start : span[0]] else text[slice(*span)]


def holds_office(scene: Scene, source: Source, mention: Mention | None) -> bool:
    """Whether the words name an office of a state, of no country told: "the governor", "the ministry of tourism"."""
    local = source.holder == "local" and mention is not None and mention.entry == "local_official"
    if not local and (source.holder is not None or source.actor is not None):
        return False
    words = set(re.findall(r"[\w-]+", (source.text or "").lower()))
    named = source.span is not None and office_named(before_and(scene.text, source.span))
    told = words & speaker_words("offices") or (words & speaker_words("titles") and named)
    return bool(told) and not words & speaker_words("customary")


def _last(before: Sequence[Statement]) -> Source | None:
    """The last speaker who was resolved; the report's own voice is none."""
    return next((one.source for one in reversed(before[-2:]) if one.source.holder not in {None, "report"}), None)


def _by_surname(source: Source, before: Sequence[Statement]) -> Source | None:
    """ "Soltani" after "the spokesman, Mehrdad Soltani": the last resolved speaker whose words end with the name."""
    words = (source.text or "").split()
    if len(words) > 2 or not all(word[:1].isupper() or word[:3] in {"al-", "el-"} for word in words):
        return None
    told = (one.source for one in reversed(before) if one.source.holder not in {None, "report"})
    return next((one for one in told if one.span != source.span and words[-1] in (one.text or "").split()), None)


def office_named(text: str) -> str | None:
    """The country whose office the words tell: "US Secretary of State Mike Pompeo", "a Turkish official"."""
    lower = set(re.findall(r"[\w-]+", text.lower()))
    if not lower & (speaker_words("offices") | speaker_words("titles")):
        return None
    known = [actor for actor in actors_in(text) if actor.kind == "state"]
    return known[0].id if known else None


def actors_in(text: str) -> list[Actor]:
    """The actors that a text names for certain, in order."""
    return [actor for actor, sure in named_in(text) if sure]


def named_in(text: str) -> list[tuple[Actor, bool]]:
    """The actors that a text may name, each by its likeliest reading, and whether its words can mean nobody else."""
    words, upper = phrase_words(text), text.isupper()
    found: list[tuple[Actor, bool]] = []
    place = 0
    while place < len(words):
        hit = alias_index().match(words, place, upper=upper)
        for candidate in hit.candidates[:1] if hit else ():
            if candidate.actor in actors():
                found.append((actors()[candidate.actor], not candidate.ambiguous))
        place += max(1, hit.length if hit else 1)
    return found


def _by_noun(noun: str, before: Sequence[Statement]) -> Source | None:
    """The last speaker whose words had the noun, else the last whose sort the noun names."""
    told = [one.source for one in reversed(before) if one.source.holder not in _IMPERSONAL]
    for one in told:
        if noun in (one.text or "").lower().split():
            return one
    kinds = {kind for entry in load("speakers") if entry["id"] == "sorts" for kind in _kinds_of(entry, noun)}
    return next((one for one in told if _kind(one) in kinds), None)


def _kinds_of(entry: dict[str, object], noun: str) -> list[str]:
    nouns = entry["nouns"]
    assert isinstance(nouns, dict)  # noqa: S101 (the codebook's checks see to it)
    return [kind for kind, words in nouns.items() if noun in words]


def _kind(source: Source) -> str:
    known = actors().get(source.holder or "")
    return known.kind if known else ""


def _outlet(scene: Scene) -> Source | None:
    """The organ that publishes the report, where its name is one's; a paper or agency speaks for nobody."""
    actor = organ_named(scene.report.outlet or "")
    return Source(None, None, actor, holder_of(actor) or actor) if actor else None


def organ_named(outlet: str) -> str | None:
    """The actor whose organ an outlet's name tells: "Information Department of the Movement", not "The Herald"."""
    known: list[Actor] = []
    organ = False
    for part in _PARTS.split(outlet):
        lower = {word.lower() for word in phrase_parts(part)}
        if lower & speaker_words("pages"):
            continue
        named = [actor for actor, sure in named_in(part) if not actor.press and (sure or actor.kind == "state")]
        body = any(actor.monitor or actor.kind == "armed_group" for actor in named)
        if is_press(part) and not body:
            return None
        known += named
        organ = organ or bool(lower & speaker_words("organs"))
    bodies = [actor.id for actor in known if actor.kind in {"armed_group", "organization"}]
    if bodies:
        return bodies[-1]
    return known[-1].id if known and organ else None


def is_press(name: str) -> bool:
    """Whether a name is that of a paper, an agency or a channel, and no organ's own office for the press."""
    office = any(words in name.lower() for words in speaker_words("press_office"))
    return not office and not speaker_words("press").isdisjoint(word.lower() for word in phrase_parts(name))


def _as(source: Source, other: Source | None) -> Source | None:
    return None if other is None else replace(source, actor=other.actor, holder=other.holder, basis="inferred")


def speaker_words(group: str) -> frozenset[str]:
    """Words of one group of `speakers.yaml`."""
    return _groups()[group]


@derived
def _groups() -> dict[str, frozenset[str]]:
    return {entry["id"]: frozenset(entry["words"]) for entry in load("speakers") if "words" in entry}
