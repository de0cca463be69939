"""The texts of real reports, rebuilt from the public sets that they stand in; nothing of them is kept here.

    set, record -> text   the same at every call, so that offsets and digests hold
A text has its title on top where the set keeps one apart, no blank at either end, and one line break at its end.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

VARIABLE = "COUNTERCLAIM_DATA"


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
    if name not in SETS or not (data / name).is_dir():
        raise AbsentError(f"the set {name} is not in {data}")
    found = records(name, data).get(record)
    if found is None:
        raise AbsentError(f"{name} has no record {record}")
    return found


@cache
def records(name: str, data: Path) -> dict[str, Source]:
    """All records of a set by their ids."""
    return SETS[name](data / name)


def tidy(text: str) -> str:
    """A text as the corpus keeps it: line breaks of one kind, none at the beginning, one at the end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip() + "\n"


def _headed(title: str, text: str) -> str:
    return text if text.lstrip().startswith(title.strip()) else f"{title.strip()}\n\n{text}"


def _rows(path: Path) -> list[dict[str, object]]:
    with path.open(encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file if line.strip()]


def _wikinews(folder: Path) -> dict[str, Source]:
    csv.field_size_limit(sys.maxsize)
    found = {}
    for path in sorted((folder / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as rows:
            for number, row in enumerate(csv.DictReader(rows)):
                text = tidy(_headed(row["title"], row["text"]))
                found[f"{path.stem}-{number:03}"] = Source(text, row["title"].strip(), row["date"], row["url"])
    return found


_DATELINE = re.compile(r"(\d{1,2}) ([A-Z]{3}) (\d\d)\b")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def _muc(folder: Path) -> dict[str, Source]:
    """The two parts of MUC-4 that may be looked at."""
    found = {}
    for path in sorted((folder / "raw" / "TASK" / "CORPORA").glob("tst[12]/tst[12]-muc[34]")):
        pieces = re.split(r"(?m)^(\S*-MUC\d-\d+)[^\n]*\n", path.read_text("latin-1"))
        for name, body in zip(pieces[1::2], pieces[2::2], strict=True):
            day = _DATELINE.search(body[:160])
            known = day and day[2] in _MONTHS
            published = f"19{day[3]}-{_MONTHS.index(day[2]) + 1:02}-{int(day[1]):02}" if day and known else None
            found[name] = Source(tidy(body), None, published)
    return found


def _police(folder: Path) -> dict[str, Source]:
    days = {one["doc_id"]: one for one in _rows(folder / "data" / "final" / "metadata.jsonl")}
    found = {}
    for one in _rows(folder / "data" / "final" / "docs.jsonl"):
        about = days.get(one["doc_id"], {})
        published, url = about.get("date"), about.get("url")
        found[str(one["doc_id"])] = Source(
            tidy(str(one["doc_text"])), None, str(published) if published else None, str(url) if url else None
        )
    return found


def _airwars(folder: Path) -> dict[str, Source]:
    found = {}
    for one in _rows(folder / "incidents.jsonl"):
        assessment = one["assessment"]
        if isinstance(assessment, list):
            found[str(one["Incident Code"])] = Source(tidy("\n\n".join(assessment)))
    return found


def _shootings(folder: Path) -> dict[str, Source]:
    found = {}
    for one in _rows(folder / "articles.jsonl"):
        title, text = str(one["title"]).strip(), tidy(_headed(str(one["title"]), str(one["text"])))
        found[str(one["doc_id"])] = Source(text, title, str(one["dct"]), str(one["uri"]))
    return found


def _releases(folder: Path) -> dict[str, Source]:
    """By number in the file: the releases' own names repeat."""
    rows = enumerate(_rows(folder / "releases.jsonl"))
    return {f"isaf-{number:03}": Source(tidy(str(one["text"]))) for number, one in rows}


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
