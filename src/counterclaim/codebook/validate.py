"""Whether codebook files are right: fields and their types, ids, references, and names that mean one thing.

The rules run in the tests on our files, and on a user's own before `actors add` lets them in.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from counterclaim.codebook.actors import actors, aliases, valid_id
from counterclaim.codebook.agents import forms
from counterclaim.codebook.loader import Entry, load, load_all, parse, reload
from counterclaim.codebook.phrases import phrase_parts
from counterclaim.errors import CodebookError
from counterclaim.settings import user_dir

KINDS = frozenset({"state", "military", "police", "armed_group", "organization", "civilians", "person", "unknown"})
MENTIONS = frozenset({"person", "organization", "armed_force", "armed_group", "people"})
CATEGORIES = frozenset({"civilian", "combatant", "unknown"})
HOLDERS = frozenset({"witness", "medical", "local", "unnamed"})

Check = Callable[[Any], bool]


def _text(value: Any) -> bool:
    return isinstance(value, str) and value.strip() == value != ""


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value)) and len(set(value)) == len(value)


def _year(value: Any) -> bool:
    return type(value) is int and 1800 <= value <= 2100


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _mapping(value: Any) -> bool:
    return isinstance(value, dict)


def _spells(value: Any) -> bool:
    return isinstance(value, list) and all(map(_mapping, value))


def _one_of(values: Iterable[str | None]) -> Check:
    allowed = frozenset(values)
    return lambda value: value in allowed


def _matches(pattern: str, *, null: bool = False) -> Check:
    known = re.compile(pattern)
    return lambda value: (null and value is None) or (isinstance(value, str) and known.fullmatch(value) is not None)


_NAMING: dict[str, Check] = dict.fromkeys(("names", "adjectives", "people", "metonyms", "ambiguous"), _texts)
ACTOR: dict[str, Check] = _NAMING | {
    "id": lambda value: _text(value) and valid_id(value),
    "name": _text,
    "kind": _one_of(KINDS),
    "source": _text,
    "country": _matches("[A-Z]{2}", null=True),
    "aliases": _texts,
    "parent": _text,
    "holder": _text,
    "since": _year,
    "until": _year,
    **dict.fromkeys(("press", "monitor", "authority"), _flag),
    "governs": _spells,
}
COUNTRY: dict[str, Check] = _NAMING | {
    "id": _matches("[A-Z]{2}"),
    "name": _text,
    "iso3": _matches("[A-Z]{3}"),
    "numeric": _matches("[0-9]{3}", null=True),
    "acled": _mapping,
    "ucdp": _mapping,
    "dependent": _flag,
    "organs": lambda value: _mapping(value) and all(map(_texts, value.values())),
}
AGENT: dict[str, Check] = {
    "id": _text,
    "forms": _texts,
    "organ": _one_of({None, "GOV", "MOD", "MFA", "MIL", "BORDER", "POL", "PRESS", "CIV"}),
    "kind": _one_of(KINDS),
    "mention": _one_of(MENTIONS),
    "category": _one_of(CATEGORIES),
    "holder": _one_of(HOLDERS),
    "actor": lambda value: _text(value) and valid_id(value),
    **dict.fromkeys(("identified", "inherits", "title", "body", "victim"), _flag),
}
_REQUIRED = {
    "actor": ("id", "name", "kind", "source"),
    "country": ("id", "name", "iso3", "numeric"),
    "agent": ("id", "forms", "organ", "kind", "mention", "category"),
}


def problems(entries: Iterable[Entry], schema: dict[str, Check], required: Iterable[str]) -> Iterator[str]:
    """What is wrong with entries one by one: fields unknown, missing or of the wrong type, ids given twice."""
    found = list(entries)
    for number, entry in enumerate(found, 1):
        label = entry.get("id") or f"entry {number}"
        for field in required:
            if field not in entry:
                yield f"{label}: {field} is missing"
        for field, value in entry.items():
            if field not in schema:
                yield f"{label}: there is no field {field}"
            elif not schema[field](value):
                yield f"{label}: {field} cannot be {value!r}"
    for name, times in Counter(str(entry.get("id")) for entry in found).items():
        if times > 1:
            yield f"{name}: {times} entries have this id"


def actor_problems() -> Iterator[str]:
    """Everything wrong with the actors, ours and the user's: entries, references, names of two meanings."""
    entries = load_all("actors")
    countries = [entry for entry in entries if "iso3" in entry]
    yield from problems(countries, COUNTRY, _REQUIRED["country"])
    yield from problems((e for e in entries if "iso3" not in e), ACTOR, _REQUIRED["actor"])
    yield from (f"{e['id']}: {what}" for e in countries for what in _lacking(e))
    for entry in entries:
        yield from _dangling(entry)
    yield from _double_meanings(entries)


def agent_problems() -> Iterator[str]:
    """Everything wrong with the agent nouns: entries, actors they name, forms of two meanings."""
    yield from problems(load("agents"), AGENT, _REQUIRED["agent"])
    seen: dict[tuple[str, ...], str] = {}
    for entry in load("agents"):
        if "actor" in entry and entry["actor"] not in actors():
            yield f"{entry['id']}: there is no actor {entry['actor']}"
        for form in forms(entry):
            first = seen.setdefault(tuple(piece.casefold() for piece in phrase_parts(form)), entry["id"])
            if first != entry["id"]:
                yield f"{entry['id']}: {form!r} is a form of {first} too"


def add_actors(path: Path) -> list[str]:
    """Check a user's file of actors and keep it under the user's folder; the ids that it adds or replaces.

    Raises CodebookError naming the file and the first entry at fault; then nothing is kept.
    """
    try:
        entries = parse(path.read_text("utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(f"{path}: {error}") from None
    wrong = next(problems(entries, ACTOR, ("id", "name", "kind")), None) or _clash(entries)
    if wrong:
        raise CodebookError(f"{path.name}: {wrong}")
    kept = user_dir() / "codebook" / "actors" / f"{path.stem}.yaml"
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, kept.with_suffix(".new"))
    kept.with_suffix(".new").replace(kept)
    reload()
    return [entry["id"] for entry in entries]


def _clash(added: list[Entry]) -> str | None:
    """The first reference or name in new entries that does not go with those the codebook has."""
    ids = {entry["id"] for entry in added}
    for entry in added:
        for field in ("parent", "holder"):
            if field in entry and entry[field] not in actors() and entry[field] not in ids:
                return f"{entry['id']}: there is no actor {entry[field]} for its {field}"
    others = [entry for entry in load_all("actors") if entry["id"] not in ids]
    return next((told for told in _double_meanings(others + added) if told.split(":")[0] in ids), None)


def _lacking(entry: Entry) -> Iterator[str]:
    if entry["numeric"] is None and entry["id"] != "XK":
        yield "numeric is missing"
    if "ucdp" not in entry and not entry.get("dependent"):
        yield "ucdp is missing"
    if not any(field in entry for field in ("names", "adjectives", "people", "dependent")):
        yield "there is no word for its people or things"


def _dangling(entry: Entry) -> Iterator[str]:
    for field in ("parent", "holder", "country"):
        if entry.get(field) and entry[field] not in actors():
            yield f"{entry['id']}: there is no actor {entry[field]} for its {field}"
    for organ in entry.get("organs", {}):
        if f"{entry['id']}-{organ}" not in actors():
            yield f"{entry['id']}: there is no organ {organ}"


def _double_meanings(entries: Iterable[Entry]) -> Iterator[str]:
    """Names that stand for two actors and are marked as ambiguous for neither."""
    meant: dict[tuple[str, ...], dict[str, bool]] = defaultdict(dict)
    phrases: dict[tuple[str, ...], str] = {}
    for entry in entries:
        for phrase, candidate in aliases(entry):
            key = phrase_parts(phrase)
            phrases[key] = phrase
            meant[key][candidate.actor] = meant[key].get(candidate.actor, True) and candidate.ambiguous
    for key, told in meant.items():
        sure = [actor for actor, ambiguous in told.items() if not ambiguous]
        if len(sure) > 1:
            yield f"{sure[-1]}: {phrases[key]!r} names {' and '.join(sure[:-1])} too; mark it ambiguous"
