"""Which record of one coding is which of another coding of the same text: statements, accounts. Defined here alone.

    statements  their cues overlap, or their sources and contents both do; the closest pairs in sum, one to one
    accounts    their triggers stand in one sentence, or their times overlap and their places may be one;
                where a place is not told at all, the kind of act has to be the same

Either coding may be an annotator's or the reader's; how close two records are does not hang on which stands first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from training.corpus_tools import sentences

from evaluation.measure import align, distance_km
from evaluation.run import Json

NEAR_KM = 25
FINE = frozenset({"hour", "part_of_day", "day"})
WIDE = frozenset({"country", "unknown"})
Pair = tuple[int, int]


class Pairs(NamedTuple):
    """Positions in the two lists, first of one and then of the other."""

    statements: list[Pair]
    accounts: list[Pair]


def pairs(one: Json, other: Json) -> Pairs:
    """Who is who in two codings of one text."""
    text = one["report"]["text"]
    said = align([[statement_gain(a, b) for b in other["statements"]] for a in one["statements"]])
    told = align([[account_gain(a, b, text) for b in other["accounts"]] for a in one["accounts"]])
    return Pairs(said, told)


def statement_gain(one: Json, other: Json) -> float:
    """How close two statements are; nought where they cannot be the same."""
    cue = shared(spans(one["cue"]), spans(other["cue"]))
    source = shared(spans(one["source"]), spans(other["source"]))
    content = shared(spans(one["content"]), spans(other["content"]))
    if not cue and not (source and content):
        return 0.0
    return 1 + cue + source + 2 * content


def account_gain(one: Json, other: Json, text: str) -> float:
    """How close two accounts are; nought where they cannot be the same."""
    triggers = spans(one["event"]["trigger"]), spans(other["event"]["trigger"])
    words = bool(shared(*triggers))
    sentence = words or bool(shared(*([sentences.around(text, span) for span in found] for found in triggers)))
    time, place = same_time(one["when"], other["when"]), may_be_one_place(one["where"], other["where"])
    kind = bool(one["event"]["plover"] == other["event"]["plover"])
    nowhere = "unknown" in {one["where"]["precision"], other["where"]["precision"]}
    if not sentence and not (time and (kind if nowhere else place)):
        return 0.0
    status = bool(one["status"] == other["status"])
    return 1 + words + 2 * sentence + time + place + 0.5 * kind + 0.5 * status


def same_time(one: Json, other: Json) -> bool:
    """Whether two intervals overlap; a time that is not resolved overlaps none."""
    if None in {one["start"], one["end"], other["start"], other["end"]}:
        return False
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def same_day(one: Json, other: Json) -> bool:
    """Whether both begin on one day and are told to the day."""
    told = one["precision"] in FINE and other["precision"] in FINE
    return told and str(one["start"])[:10] == str(other["start"])[:10]


def near(gold: Json, got: Json) -> bool:
    """Whether a place lies within 25 km of another, or within that one's own radius where it is an area."""
    there, here = spot(gold), spot(got)
    if there is None or here is None or got["precision"] in WIDE:
        return False
    area = gold["precision"] in {"admin1", "admin2", "sea"}
    return distance_km(there, here) <= max(NEAR_KM, gold["radius_km"] or 0 if area else 0)


def may_be_one_place(one: Json, other: Json) -> bool:
    """Near each other; where either is only a country, both in it."""
    if one["precision"] == "country" or other["precision"] == "country":
        return one["country"] is not None and one["country"] == other["country"]
    return near(one, other) or near(other, one)


def spot(where: Json) -> tuple[float, float] | None:
    """Its coordinates, where it has any."""
    return (where["lat"], where["lon"]) if where["lat"] is not None and where["lon"] is not None else None


def spans(words: Json) -> list[tuple[int, int]]:
    """The stretches of text that a record stands on; a source without words has none."""
    found = words.get("spans") or ([words["span"]] if words.get("span") else [])
    return [(start, end) for start, end in found]


def shared(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> float:
    """Letters in both over letters in either: 1 for the same stretches, 0 for apart."""
    mine = {place for start, end in one for place in range(start, end)}
    theirs = {place for start, end in other for place in range(start, end)}
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def _first(when: Json) -> str:
    start = str(when["start"])
    return start if "T" in start else f"{start}T00:00"


def _last(when: Json) -> str:
    end = str(when["end"])
    return end if "T" in end else f"{end}T23:59"
