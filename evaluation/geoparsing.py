"""Scores places on LGL, TR-News and GeoVirus: where given toponyms are put, and which are found.

`toponyms`: share of the given toponyms that are put within 161 km of the gold point. `f1`: exact agreement of found
and gold spans. Documents at even places of each file serve tuning; the scores are those at odd places.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from counterclaim.gazetteer import Gazetteer, open_gazetteer
from counterclaim.read.document import Doc
from counterclaim.read.model import shipped
from counterclaim.read.places import resolve
from counterclaim.read.reader import read
from counterclaim.records.report import Report, Span
from counterclaim.values.geodesy import distance_km

NEAR_KM = 161.0
FILES = {"lgl": "lgl.xml", "trnews": "TR-News.xml", "geovirus": "GeoVirus.xml"}


class Toponym(NamedTuple):
    """A gold toponym; without coordinates where the set gives none (these count for finding only)."""

    span: Span
    point: tuple[float, float] | None


class Case(NamedTuple):
    """A document with its gold toponyms."""

    report: Report
    gold: list[Toponym]


def cases(path: Path) -> Iterator[Case]:
    """The documents of one corpus file in its order."""
    for article in ET.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        report = Report(
            text=text, id=article.get("docid") or "", url=(article.findtext("url") or "").strip() or None,
            outlet=(article.findtext("domain") or "").strip() or None,
        )  # fmt: skip
        spans = [*article.iter("toponym"), *article.iter("location")]
        yield Case(report, [found for each in spans if (found := _toponym(each, text))])


def _toponym(element: ET.Element, text: str) -> Toponym | None:
    name = element.findtext("phrase") or element.findtext("name") or ""
    start, end = int(element.findtext("start") or -1), int(element.findtext("end") or -1)
    for shift in (0, -1, 1):
        if text[start + shift : end + shift] == name:
            start, end = start + shift, end + shift
            break
    else:
        return None
    tag = element.find("gaztag")
    holder = element if tag is None else tag
    lat, lon = holder.findtext("lat"), holder.findtext("lon")
    return Toponym((start, end), (float(lat), float(lon)) if lat and lon else None)


def given(case: Case, gazetteer: Gazetteer) -> tuple[int, int]:
    """How many of a document's toponyms with a gold point were put near it, of how many."""
    gold = [toponym for toponym in case.gold if toponym.point]
    found = resolve(Doc(case.report), [toponym.span for toponym in gold], gazetteer)
    right = 0
    for toponym, place in zip(gold, found, strict=True):
        if toponym.point and place.lat is not None and place.lon is not None:
            right += distance_km(*toponym.point, place.lat, place.lon) <= NEAR_KM
    return right, len(gold)


def spotted(case: Case, gazetteer: Gazetteer) -> tuple[int, int, int]:
    """Spans found that are gold, spans found, gold spans."""
    found = {place.span for place in read(case.report, gazetteer, shipped()).places}
    gold = {toponym.span for toponym in case.gold}
    return len(found & gold), len(found), len(gold)


def score(data: Path, part: int = 1) -> dict[str, float]:
    """Scores of each corpus under `data/Corpora`; `part` 0 takes the even documents, 1 the odd."""
    gazetteer = open_gazetteer()
    folder = next(each for each in (data / "Corpora", data / "geoparsing" / "Corpora") if each.is_dir())
    scores: dict[str, float] = {}
    for name, file in FILES.items():
        some = list(cases(folder / file))[part::2]
        right, total = map(sum, zip(*(given(case, gazetteer) for case in some), strict=True))
        scores[f"{name}.toponyms"] = right / max(1, total)
        both, found, gold = map(sum, zip(*(spotted(case, gazetteer) for case in some), strict=True))
        scores[f"{name}.precision"], scores[f"{name}.recall"] = both / max(1, found), both / max(1, gold)
        scores[f"{name}.f1"] = 2 * both / max(1, found + gold)
    return scores


if __name__ == "__main__":
    for key, value in score(Path(sys.argv[1]), *map(int, sys.argv[2:])).items():
        print(f"{key:24} {value:.3f}")
