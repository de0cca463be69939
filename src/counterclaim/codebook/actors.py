"""Who acts and who speaks: every actor of the codebook, whose word it is, and the words that name it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from counterclaim.codebook.loader import Entry, derived, load, load_all
from counterclaim.codebook.phrases import PhraseIndex, phrase_parts

_ID = re.compile(r"[A-Z]{2}|[A-Z]{2}-[A-Z0-9]+(?:-[A-Z0-9]+)*|[A-Z][A-Z0-9]{2,}(?:-[A-Z0-9]+)*")
_COUNTRY_WORDS = (("names", "name"), ("adjectives", "adjective"), ("people", "people"), ("metonyms", "metonym"))
_SHORT = 3
"""Up to this many letters a word in capitals may be an acronym or a common word: US and us, IT and it."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor: `holder` is the id whose word its word is, `kind` the contract's participant kind.

    `parent` is the body or group it belongs to; `since`, `until` years; `press` relays the word of others,
    `monitor` counts and verifies as its work, `authority` governs a territory without being recognised.
    """

    id: str
    name: str
    kind: str
    country: str | None
    holder: str
    parent: str | None = None
    since: int | None = None
    until: int | None = None
    press: bool = False
    monitor: bool = False
    authority: bool = False


class Candidate(NamedTuple):
    """An actor that words may name. `how`: name | adjective | people | metonym | organ | alias.

    `ambiguous`: only where the report tells the actor's country or full name elsewhere.
    """

    actor: str
    how: str
    ambiguous: bool


class Hit(NamedTuple):
    """Words that name an actor, counted in tokens; no candidates where they look like one and are none."""

    length: int
    candidates: tuple[Candidate, ...]


@derived
def actors() -> dict[str, Actor]:
    """Every actor by id: countries, their organs, organizations, groups, and the user's own (which win)."""
    found: dict[str, Actor] = {}
    for entry in load_all("actors"):
        made = _country(entry) if "iso3" in entry else [_single(entry)]
        found.update((actor.id, actor) for actor in made)
    return found


@derived
def bodies() -> dict[str, tuple[Actor, ...]]:
    """By the id of a body, the bodies that are part of it: missions and offices of the United Nations."""
    found: dict[str, list[Actor]] = {}
    for actor in actors().values():
        if actor.parent and actor.holder == actor.id and not actor.press:
            found.setdefault(actor.parent, []).append(actor)
    return {parent: tuple(parts) for parent, parts in found.items()}


def allied_force(actor_id: str | None) -> Actor | None:
    """The force of several countries that an id stands for: of a command the force that it commands."""
    known = actors().get(actor_id or "")
    if known is None or known.kind != "military" or "-" in known.id or known.holder != known.id:
        return None
    whole = actors().get(known.parent or "")
    return whole if whole is not None and (whole.kind, whole.country) == (known.kind, known.country) else known


def actor_name(actor: str) -> str:
    """An actor's name; in words too where the codebook lacks the id but knows its beginning or its organ."""
    known = actors().get(actor)
    if known:
        return known.name
    start, _, rest = actor.rpartition("-")
    if not start:
        return actor
    whole = actors().get(start)
    organ = _organ_names().get(rest)
    if organ:
        return organ.format(whole.name if whole else "an unknown country")
    return f"{rest.title() if len(rest) > _SHORT else rest} of {whole.name}" if whole else actor


def holder_of(actor_id: str) -> str | None:
    """Whose word this actor's word is (`AM` for `AM-MOD`); None for an id that the codebook lacks."""
    actor = actors().get(actor_id)
    return actor.holder if actor else None


def valid_id(text: str) -> bool:
    """Whether a text has the shape of an actor id: `AM`, `AM-MOD`, `PS-HAMAS`, `UN`, `NATO`."""
    if not _ID.fullmatch(text):
        return False
    return text[2:3] != "-" or text[:2] in _codes()


class AliasIndex:
    """Every word and phrase that names an actor, for longest match over a report's tokens."""

    def __init__(self) -> None:
        self._exact: PhraseIndex[Candidate | None] = PhraseIndex(fold=False)
        for phrase, candidate in _phrases():
            pieces = phrase_parts(phrase)
            self._exact.add(pieces, candidate)
            first = pieces[0]
            if first[0].islower() and first not in {"al", "el"}:
                self._exact.add((first[0].upper() + first[1:], *pieces[1:]), candidate)
            elif len(pieces) == 1 and len(first) > _SHORT and not first.isupper():
                self._exact.add((first.upper(),), candidate)
        self._upper: PhraseIndex[Candidate | None] | None = None

    def match(self, words: Sequence[str], i: int, *, upper: bool = False) -> Hit | None:
        """The longest alias at token i. `upper`: the text is all capitals, so case says nothing."""
        found = (self._folded() if upper else self._exact).match(words, i)
        if found is None:
            return None
        merged: dict[str, Candidate] = {}
        for candidate in found[1]:
            if candidate is None:
                return Hit(found[0], ())
            known = merged.get(candidate.actor, candidate)
            merged[candidate.actor] = known._replace(ambiguous=known.ambiguous and candidate.ambiguous)
        return Hit(found[0], tuple(sorted(merged.values(), key=lambda candidate: candidate.ambiguous)))

    def _folded(self) -> PhraseIndex[Candidate | None]:
        """The index for all-capital text, made when the first such text comes."""
        if self._upper is None:
            self._upper = PhraseIndex(fold=True)
            for phrase, candidate in _phrases():
                pieces = phrase_parts(phrase)
                if candidate and len(pieces) == 1 and pieces[0].isupper() and len(pieces[0]) <= _SHORT:
                    self._upper.add(pieces, candidate._replace(ambiguous=True))
                else:
                    self._upper.add(pieces, candidate)
        return self._upper


def _phrases() -> Iterator[tuple[str, Candidate | None]]:
    for entry in load_all("actors"):
        yield from aliases(entry)
    for entry in load("not_actors"):
        yield from ((phrase, None) for phrase in entry["phrases"])


@derived
def alias_index() -> AliasIndex:
    """The index over the whole codebook, made once a process."""
    return AliasIndex()


def aliases(entry: Entry) -> Iterator[tuple[str, Candidate]]:
    """Every phrase of one entry with the actor it names, as the entry's file lists them."""
    doubtful = set(entry.get("ambiguous", ()))
    told = {entry["name"]}
    yield entry["name"], Candidate(entry["id"], "name", entry["name"] in doubtful)
    for key, how in (*_COUNTRY_WORDS, ("aliases", "alias")):
        for phrase in entry.get(key, ()):
            told.add(phrase)
            yield phrase, Candidate(entry["id"], how, phrase in doubtful)
    for organ, phrases in entry.get("organs", {}).items():
        for phrase in phrases:
            told.add(phrase)
            yield phrase, Candidate(f"{entry['id']}-{organ}", "organ", phrase in doubtful)
    for phrase in entry.get("ambiguous", ()):
        if phrase not in told:
            yield phrase, Candidate(entry["id"], "alias", True)


def _country(entry: Entry) -> Iterator[Actor]:
    code, listed = entry["id"], entry.get("organs", {})
    yield Actor(code, entry["name"], "state", code, code)
    for organ in load("organs"):
        own = f"{code}-{organ['id']}"
        for_country = organ["holder"] == "country" or (organ["holder"] == "listed" and organ["id"] in listed)
        yield Actor(
            id=own,
            name=organ["name"].format(entry["name"]),
            kind=organ["kind"],
            country=code,
            holder=code if for_country else own,
            parent=code,
            press=organ["id"] == "PRESS",
        )


def _single(entry: Entry) -> Actor:
    return Actor(
        id=entry["id"],
        name=entry["name"],
        kind=entry["kind"],
        country=entry.get("country"),
        holder=entry.get("holder") or entry["id"],
        parent=entry.get("parent"),
        since=entry.get("since"),
        until=entry.get("until"),
        press=entry.get("press", False),
        monitor=entry.get("monitor", False),
        authority=entry.get("authority", False),
    )


@derived
def _organ_names() -> dict[str, str]:
    return {entry["id"]: entry["name"] for entry in load("organs")}


@derived
def _codes() -> frozenset[str]:
    return frozenset(entry["id"] for entry in load("actors/countries"))
