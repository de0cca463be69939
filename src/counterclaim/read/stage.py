"""The mentions of a document by noun phrase: what kind of thing each phrase is, to a verb that acts on it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from counterclaim.codebook.events import objects, weapons
from counterclaim.codebook.roles import plays
from counterclaim.read.document import Doc
from counterclaim.records.reading import Mention

_INERT = frozenset({"weapon", "vehicle", "facility", "object", "place"})
_ARMED = frozenset({"armed_force", "armed_group", "nationality"})
_VEHICLES = frozenset({"aircraft", "ship", "vehicle"})


class Stage:
    """A document with its mentions, looked up by noun phrase."""

    __slots__ = ("_mentions", "_of_chunk", "_starts", "doc")

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self._mentions = mentions
        self._starts = [m.span[0] for m in mentions]
        self._of_chunk: dict[int, Mention | None] = {}

    def mention(self, chunk: int | None) -> Mention | None:
        """The mention whose words a noun phrase ends with."""
        if chunk is None:
            return None
        if chunk not in self._of_chunk:
            phrase = self.doc.chunks[chunk]
            inside = self.inside(phrase.first, phrase.last)
            self._of_chunk[chunk] = max(inside, key=lambda m: m.span[1], default=None)
        return self._of_chunk[chunk]

    def inside(self, first: int, last: int) -> list[Mention]:
        """Mentions that lie within tokens `[first, last)`."""
        start, end = self.doc.span(first, last)
        begin, stop = bisect_left(self._starts, start - 1), bisect_right(self._starts, end)
        return [m for m in self._mentions[begin:stop] if m.span[1] <= end + 1]

    def counted(self, chunk: int | None) -> int | None:
        """Of "a group of armed men" the men, of "rounds of ammunition" the ammunition."""
        doc = self.doc
        if chunk is None or not plays(doc.lower[doc.chunks[chunk].head], "band"):
            return chunk
        after = doc.chunks[chunk].last
        if after + 1 >= len(doc.words) or doc.lower[after] != "of" or doc.chunk_of[after + 1] < 0:
            return chunk
        inner = doc.chunk_of[after + 1]
        return inner if self.kind(inner) != "none" else chunk

    def armed(self, first: int, last: int) -> bool:
        """Whether tokens `[first, last)` name a side or a weapon."""
        return any(m.type in _ARMED or m.type == "weapon" or not m.identified for m in self.inside(first, last))

    def kind(self, chunk: int | None) -> str:
        """`actor`, `weapon`, `thing` or `none`."""
        mention = self.mention(chunk)
        if mention is None:
            return "none"
        if mention.type == "weapon":
            return "weapon"
        return "thing" if mention.type in _INERT else "actor"

    def wields(self, chunk: int | None) -> bool:
        """Whether a phrase that does something is a weapon: drones, shells, warplanes."""
        mention = self.mention(chunk)
        if mention is None or mention.type not in {"weapon", "vehicle"}:
            return False
        head = self.doc.tokens_in(mention.head)
        return mention.type == "weapon" or weapons().match(self.doc.lower, head.start) is not None

    def sorts(self, chunk: int | None) -> frozenset[str]:
        """What a phrase can be to a verb: weapon, vehicle, place, people; `nothing` where there is no phrase."""
        chunk = self.counted(chunk)
        if chunk is None:
            return frozenset({"nothing"})
        phrase = self.doc.chunks[chunk]
        head = self.doc.lower[phrase.head]
        mention = self.mention(chunk)
        found = {self._sort(mention)} if mention is not None else set()
        hit = objects().match([head], 0)
        if hit and hit[1][0].kind in _VEHICLES:
            found.add("vehicle")
        if plays(head, "ground") or (mention is None and self.doc.tags[phrase.head] == "NAME"):
            found.add("place")
        if self.doc.tags[phrase.head] in {"PRON", "NUM"} or head in {"other", "another"}:
            found.add("people")
        return frozenset(found or {"other"})

    @staticmethod
    def _sort(mention: Mention) -> str:
        if mention.type in {"weapon", "vehicle"}:
            return mention.type
        if mention.type in {"place", "facility"} or mention.entry in {"metonym", "name"}:
            return "place" if mention.type != "armed_group" else "people"
        return "object" if mention.type == "object" else "people"
