"""The texts of real reports, rebuilt from the public sets that they stand in; nothing of them is kept here.

    set, record -> text   the same at every call, so that offsets and digests hold
A text has its title on top where the set keeps one apart, no blank at either end, and one line break at its end.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evaluation import corpora
from evaluation.data import lines, locate
from evaluation.run import headed
from evaluation.sets import muc4


@dataclass(frozen=True, slots=True)
class Source:
    """One report as a public set has it; what the set does not tell is None."""

    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None


class AbsentError(LookupError):
    """A set, or a record of it, that is not in the folder of sets."""


def source(name: str, record: str, data: Path) -> Source:
    """One record of one set; raises AbsentError."""
    found = records(name, data).get(record)
    if found is None:
        raise AbsentError(f"{name} has no record {record}, or is not in the folder of sets")
    return found


@cache
def records(name: str, data: Path) -> dict[str, Source]:
    """All records of a set by their ids; none where the set is not there."""
    place = locate(name, data) if name in SETS else None
    return SETS[name](place) if place else {}


def tidy(text: str) -> str:
    """A text as the corpus keeps it: line breaks of one kind, none at the beginning, one at the end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip() + "\n"


def _wikinews(folder: Path) -> dict[str, Source]:
    found = {}
    for story in corpora.wikinews(folder):
        found[story.id] = Source(tidy(story.text), (story.title or "").strip(), story.published)
    return found


def _muc(folder: Path) -> dict[str, Source]:
    """The two parts of MUC-4 that may be looked at."""
    texts = muc4.raw_texts(folder / "raw" / "TASK" / "CORPORA")
    seen = {name: text for name, text in texts.items() if name.startswith(("TST1", "TST2"))}
    return {name: Source(tidy(text), None, muc4.published(text)) for name, text in seen.items()}


def _police(folder: Path) -> dict[str, Source]:
    about = {one["doc_id"]: one for one in lines(folder / "data" / "final" / "metadata.jsonl")}
    found = {}
    for one in lines(folder / "data" / "final" / "docs.jsonl"):
        known = about.get(one["doc_id"], {})
        found[str(one["doc_id"])] = Source(tidy(one["doc_text"]), None, known.get("date"), known.get("url"))
    return found


def _airwars(folder: Path) -> dict[str, Source]:
    known = lines(folder / "incidents.jsonl")
    return {one["Incident Code"]: Source(tidy("\n\n".join(one["assessment"]))) for one in known}


def _shootings(folder: Path) -> dict[str, Source]:
    found = {}
    for one in lines(folder / "articles.jsonl"):
        text = tidy(headed(one["title"], one["text"]))
        found[one["doc_id"]] = Source(text, one["title"].strip(), one["dct"], one["uri"])
    return found


def _releases(folder: Path) -> dict[str, Source]:
    """By number in the file: the releases' own names repeat."""
    return {story.id: Source(tidy(story.text)) for story in corpora.communiques(folder)}


def _newswire(folder: Path) -> dict[str, Source]:
    paths = sorted((folder / "original_articles").glob("*.txt"))
    found = {}
    for path in paths:
        text = tidy(path.read_text("utf-8", "replace"))
        first, _, rest = text.partition("\n")
        linked = first.startswith("http")
        found[path.stem] = Source(tidy(rest) if linked else text, None, None, first.strip() if linked else None)
    return found


def _clusters(folder: Path) -> dict[str, Source]:
    """ECB+: tokens back to text, a sentence a paragraph, without the address that some begin with."""
    return {path.stem: _document(path) for path in sorted((folder / "ECB+_LREC2014" / "ECB+").glob("*/*.xml"))}


def _document(path: Path) -> Source:
    sentences: dict[str, list[str]] = {}
    for token in ET.parse(path).getroot().iter("token"):  # noqa: S314  a file of the user's own folder
        sentences.setdefault(token.get("sentence", ""), []).append(token.text or "")
    told = list(sentences.values())
    linked = bool(told) and told[0][:2] == ["http", ":"]
    url = "".join(told[0]) if linked else None
    return Source(tidy("\n\n".join(map(joined, told[linked:]))), None, None, url)


_CLOSING = re.compile(r" (?=(?:[,.;:!?%)\]…]|'s\b|n't\b|'(?:re|ve|ll|d|m)\b|’\s?s\b))")
_OPENING = re.compile(r"(?<=[(\[$£€#]) ")
_INNER = (
    re.compile(r"(?<=\w) ([-/@_]) (?=\w)"),
    re.compile(r"(?<=\d)([:.]) (?=\d)"),
    re.compile(r"(?<=\d)(,) (?=\d{3}\b)"),
    re.compile(r"(?<=\b[A-Zap])(\.) (?=[A-Zm]\.)"),
    re.compile(r"(?<=s) (')(?= )"),
    re.compile(r"(?<=’) (s\b)"),
)
_PAIRS = re.compile(r'(?<!\S)" ?([^"]*?) ?"'), re.compile(r"(?<!\S)' ([^']*?) '(?!\S)")


def joined(tokens: list[str]) -> str:
    """Tokens as a line of text, by rule: what a tokenizer parted is joined where a printer would."""
    line = " ".join(tokens).replace("``", '"').replace("''", '"')
    line = _OPENING.sub("", _CLOSING.sub("", line))
    for pair in _PAIRS:
        line = pair.sub(lambda found: f"{found[0].strip()[0]}{found[1]}{found[0].strip()[0]}", line)
    for inner in _INNER:
        line = inner.sub(r"\1", line)
    return line


SETS: dict[str, Callable[[Path], dict[str, Source]]] = {
    "wikinews_2019_2020": _wikinews,
    "muc4": _muc,
    "india_police_events": _police,
    "ecbplus": _clusters,
    "airwars_gaza": _airwars,
    "gva_violent_corpus": _shootings,
    "isaf_press_releases": _releases,
    "en_worldwide_newswire": _newswire,
}
