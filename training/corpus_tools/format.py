"""The files of the corpus as written: families, their reports, and the reports with nothing in them.

    training/corpus/<slug>/family.yaml   the truth across the reports
    training/corpus/<slug>/*.txt, *.md   a report each: a head between lines of `---`, then the marked text
    training/corpus/none/*.txt           reports that tell no incident and look as if they did
Every scalar of a head is a string until it is read: `NO` is Norway.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from training.corpus_tools import lines, timing, vocabulary
from training.corpus_tools.marks import FormatError, Mark, parse

CORPUS = Path(__file__).parents[1] / "corpus"
NONE = "none"
Head = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a family, resolved: degrees WGS84, `radius_km` covers the place itself."""

    name: str
    country: str | None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    geonameid: int | None = None
    precision: str = "place"


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident of a family: what it was in truth, as far as the family's reports let one say."""

    key: str
    what: str
    event: str
    domain: str
    acled: tuple[str, str] | None
    mode: str | None
    ucdp: int | None
    when: timing.Told
    where: str


@dataclass(frozen=True, slots=True)
class Family:
    """What `family.yaml` says."""

    slug: str
    title: str
    invented: bool
    contested: bool
    region: str
    kind: str
    incidents: dict[str, Incident]
    places: dict[str, Place]
    who: dict[str, lines.Who]
    disputes: tuple[Head, ...] = ()
    toll: tuple[Head, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountHead:
    """What the head of a report says of one account; the rest is marked in the text."""

    key: str
    incident: str
    status: str
    roles: tuple[lines.Role, ...]
    extra: Head = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """One report: its head, its plain text and what was marked on it."""

    path: Path
    id: str
    title: str | None
    outlet: str | None
    outlet_kind: str | None
    published: str | None
    language: str
    text: str
    marks: tuple[Mark, ...]
    who: dict[str, lines.Who]
    accounts: tuple[AccountHead, ...]
    statements: dict[str, lines.Said]
    toll: dict[str, lines.Figure]
    claims: tuple[lines.Claimed, ...]
    disputes: tuple[lines.Tie, ...]
    links: tuple[lines.Tie, ...]
    relations: tuple[lines.Tie, ...]
    looks_like: str | None = None

    def marked(self, letter: str, key: str | None = None) -> list[Mark]:
        """Marks of one letter, those of one id where a key is given, in text order."""
        return [mark for mark in self.marks if mark.letter == letter and (key is None or key in mark.ids)]


_REPORT_KEYS = frozenset(
    {"id", "title", "outlet", "outlet_kind", "published", "language", "looks_like", "note", "who", "accounts"}
    | {"statements", "toll", "claims", "disputes", "links", "relations"}
)
_ACCOUNT_KEYS = frozenset(
    {"incident", "status", "who", "headline", "when", "where", "ongoing", "count", "observed", "event", "domain"}
)


def families(corpus: Path = CORPUS) -> list[Path]:
    """Folders of families in order of their slugs."""
    return sorted(path.parent for path in corpus.glob("*/family.yaml"))


def reports(folder: Path) -> list[Path]:
    """A folder's reports in order of their names."""
    return sorted(path for path in folder.iterdir() if path.suffix in {".txt", ".md"})


def part(slug: str) -> str:
    """train | dev | test, for ever: the first 8 hex digits of the slug's SHA-256, modulo 100, cut at 70 and 85."""
    place = int(hashlib.sha256(slug.encode()).hexdigest()[:8], 16) % 100
    return "train" if place < 70 else "dev" if place < 85 else "test"


def part_of(path: Path) -> str:
    """The part of a report's file: its family's, or its own where it tells no incident."""
    return part(f"{NONE}/{path.stem}" if path.parent.name == NONE else path.parent.name)


def read_family(folder: Path) -> Family:
    """Reads `family.yaml`; raises FormatError."""
    head = mapping((folder / "family.yaml").read_text("utf-8"))
    try:
        return Family(
            slug=folder.name,
            title=head["title"],
            invented=_flag(head["invented"]),
            contested=_flag(head["contested"]),
            region=_one_of(head["region"], vocabulary.REGIONS),
            kind=_one_of(head["kind"], vocabulary.FAMILY_KINDS),
            incidents={key: _incident(key, told) for key, told in head["incidents"].items()},
            places={key: _place(told) for key, told in head["places"].items()},
            who={key: lines.who(line) for key, line in head["who"].items()},
            disputes=tuple(head.get("disputes", ())),
            toll=tuple(head.get("toll", ())),
        )
    except KeyError as error:
        raise FormatError(f"{error} is missing") from None


def read_report(path: Path) -> Written:
    """Reads one report; raises FormatError."""
    top, body = divided(path.read_text("utf-8"))
    return written(path, mapping(top), *parse(body.strip("\n") + "\n"))


def divided(whole: str) -> tuple[str, str]:
    """A report's file as its head and its marked text; raises FormatError."""
    _, first, rest = whole.partition("---\n")
    top, second, body = rest.partition("\n---\n")
    if not first or not second:
        raise FormatError("a report begins with a head between two lines of ---")
    return top, body


def written(path: Path, head: Head, text: str, marks: Sequence[Mark]) -> Written:
    """A report from its head's mapping, its plain text and its marks; raises FormatError."""
    _keys(head, _REPORT_KEYS)
    return Written(
        path=path,
        id=head["id"],
        title=head.get("title"),
        outlet=head.get("outlet"),
        outlet_kind=head.get("outlet_kind"),
        published=head.get("published"),
        language=head.get("language", "en"),
        text=text,
        marks=tuple(marks),
        who={key: lines.who(line) for key, line in head.get("who", {}).items()},
        accounts=tuple(_account(key, told) for key, told in head.get("accounts", {}).items()),
        statements={key: lines.said(line) for key, line in head.get("statements", {}).items()},
        toll={key: lines.figure(line) for key, line in head.get("toll", {}).items()},
        claims=tuple(map(lines.claimed, head.get("claims", ()))),
        disputes=tuple(map(lines.tie, head.get("disputes", ()))),
        links=tuple(map(lines.tie, head.get("links", ()))),
        relations=tuple(map(lines.tie, head.get("relations", ()))),
        looks_like=head.get("looks_like"),
    )


def mapping(text: str) -> Head:
    """A head, or a family's file, every scalar a string; raises FormatError."""
    try:
        found = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  strings only, nothing is constructed
    except yaml.YAMLError as error:
        raise FormatError(f"the head is no YAML: {' '.join(str(error).split())}") from None
    if not isinstance(found, dict) or "id" in found and not found["id"]:
        raise FormatError("the head is no mapping")
    return found


def _account(key: str, told: Head) -> AccountHead:
    _keys(told, _ACCOUNT_KEYS)
    extra = {name: value for name, value in told.items() if name not in {"incident", "status", "who"}}
    roles = tuple(map(lines.role, told.get("who", ())))
    status = _one_of(told.get("status", "main"), vocabulary.STATUSES)
    return AccountHead(key, told.get("incident", key), status, roles, extra)


def _incident(key: str, told: Head) -> Incident:
    acled = told.get("acled")
    return Incident(
        key,
        told["what"],
        told["event"],
        _one_of(told.get("domain", "conflict"), vocabulary.DOMAINS),
        tuple(acled.split(" > ", 1)) if acled else None,
        told.get("mode"),
        int(told["ucdp"]) if told["ucdp"] != "null" else None,
        timing.read(told["when"]),
        told["where"],
    )


def _place(told: Head) -> Place:
    def number(key: str) -> float | None:
        return float(told[key]) if key in told else None

    return Place(
        told["name"],
        told.get("country"),
        told.get("admin1"),
        number("lat"),
        number("lon"),
        number("radius_km"),
        int(told["geonameid"]) if "geonameid" in told else None,
        _one_of(told.get("precision", "place"), frozenset(vocabulary.PRECISIONS)),
    )


def _flag(word: str) -> bool:
    return _one_of(word, frozenset({"true", "false"})) == "true"


def _one_of(word: str, words: frozenset[str]) -> str:
    if word not in words:
        raise FormatError(f"{word!r}: none of {', '.join(sorted(words))}")
    return word


def _keys(told: Head, known: frozenset[str]) -> None:
    for key in told:
        if key not in known:
            raise FormatError(f"{key!r} is no key here: {', '.join(sorted(known))}")
