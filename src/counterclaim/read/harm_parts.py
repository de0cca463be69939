"""Adds the parts of a figure of harm: "including three children", "two of them women", "among the dead were two"."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.codebook.harm import cue_words
from counterclaim.read.document import Doc
from counterclaim.read.harm_people import People
from counterclaim.read.harm_tally import Tally
from counterclaim.records.reading import HarmMention


def with_parts(doc: Doc, tally: Tally) -> list[HarmMention]:
    """Mentions in text order of their numbers, parts linked to their wholes by index."""
    parts: list[tuple[HarmMention, HarmMention]] = []
    for people in (p for sent in doc.body() for p in tally.crowd.of(doc.sent_of[sent.first])):
        if people.quantity is None or people.kind in {"nobody", "thing", "name"} or not _is_part(doc, people):
            continue
        own = [h for h in tally.found if h.number == people.number]
        whole = _whole(doc, tally, people, own)
        if whole is None or any(h.harm != whole.harm for h in own):
            continue
        for harm in own:
            tally.drop(harm)
        parts.append((_part(doc, people, whole), whole))
    everything = sorted([*tally.found, *(part for part, _ in parts)], key=lambda h: (h.number, h.trigger))
    place = {id(h): n for n, h in enumerate(everything)}
    wholes = {id(part): place.get(id(whole)) for part, whole in parts}
    return [replace(h, subset=wholes[id(h)]) if wholes.get(id(h)) is not None else h for h in everything]


def _part(doc: Doc, people: People, whole: HarmMention) -> HarmMention:
    victims = doc.span(people.first, people.last)
    if doc.lower[people.head] in cue_words("whole"):
        after = people.last
        noun = doc.chunk_of[after] if after < len(doc.words) and doc.sent_of[after] == doc.sent_of[people.first] else -1
        victims = doc.span(doc.chunks[noun].first, doc.chunks[noun].last) if noun >= 0 else victims
    return replace(
        whole,
        span=victims,
        number=people.number,
        quantity=people.quantity or whole.quantity,
        victims=victims,
        cumulative=False,
        known=False,
        more=False,
    )


def _is_part(doc: Doc, people: People) -> bool:
    """Whether a phrase stands after "including" (with what is listed), or is "N of them"."""
    first = doc.sents[doc.sent_of[people.first]].first
    if (
        doc.lower[people.head] in cue_words("whole")
        and people.kind == "number"
        and "of" in doc.lower[people.first : people.head]
    ):
        return True
    for k in range(people.first - 1, max(first - 1, people.first - 13), -1):
        low = doc.lower[k]
        if low in cue_words("parts"):
            return low != "among" or doc.lower[k + 1] in {"them", "those", "the", "whom"}
        if low == "of" and k + 1 < people.first and doc.lower[k + 1] in {"whom", "which"}:
            return True
        if (
            doc.tags[k] in {"SUB", "MODAL", "VERB"}
            or low in {";", ":"}
            or (doc.tags[k] == "AUX" and not _inverted(doc, k, first))
        ):
            return False
    return False


def _inverted(doc: Doc, k: int, first: int) -> bool:
    """ "Among the dead were three children"."""
    return any(doc.lower[j] in {"among", "of"} for j in range(max(first, k - 6), k))


def _whole(doc: Doc, tally: Tally, people: People, own: list[HarmMention]) -> HarmMention | None:
    """The figure told last before a part, in its sentence or the one before; the next one where none is."""
    at = doc.sent_of[people.first]
    start = doc.starts[people.first]
    least = people.quantity.low or 0 if people.quantity else 0
    fits = [
        h
        for h in tally.found
        if h not in own and (h.quantity.high or h.quantity.low or 10**9) >= least and h.quantity.best != 0
    ]
    here = [h for h in fits if doc.sent_of[doc.at(h.number[0])] == at]
    before = [h for h in here if h.number[0] < start and not _is_part_number(doc, tally, h)]
    if before:
        nearest = max(before, key=lambda h: h.number)
        return next(h for h in before if h.number == nearest.number)
    after = [h for h in here if h.number[0] > start]
    if after and "including" in doc.lower[doc.sents[at].first : people.first]:
        return min(after, key=lambda h: h.number)
    earlier = [h for h in fits if at - 2 <= doc.sent_of[doc.at(h.number[0])] < at]
    named = [h for h in earlier if h.harm == _harm_named(doc, people)]
    return max(named or earlier, key=lambda h: h.number, default=None)


def _harm_named(doc: Doc, people: People) -> str:
    """The harm that "among the dead", "of the wounded" names."""
    around = set(doc.lower[max(0, people.first - 6) : people.last])
    if around & {"dead", "killed", "deaths", "fatalities", "victims"}:
        return "killed"
    return "injured" if around & {"wounded", "injured", "hurt"} else ""


def _is_part_number(doc: Doc, tally: Tally, harm: HarmMention) -> bool:
    people = next((p for p in tally.crowd.of(doc.sent_of[doc.at(harm.number[0])]) if p.number == harm.number), None)
    return people is not None and _is_part(doc, people)
