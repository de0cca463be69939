"""A sentence being read and the frames found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from counterclaim.codebook.cues import Cue, cue_index
from counterclaim.read.contents import Complement
from counterclaim.read.cuewords import Group
from counterclaim.read.document import Doc, Sent
from counterclaim.read.phrases import Tokens
from counterclaim.read.quotes import Quotes
from counterclaim.read.sources import subject_before


class Scene(NamedTuple):
    """A sentence being read: `hi` is past its last word; `long_subjects` are phrases with a clause of their own
    ("the claim that it fired"), by the token past them."""

    doc: Doc
    sent: Sent
    quotes: Quotes
    hi: int
    long_subjects: dict[int, Tokens]

    def subject(self, end: int) -> Tokens | None:
        """The subject that ends before token `end`."""
        return self.long_subjects.get(end) or subject_before(self.doc, end, self.sent.first)


@dataclass(slots=True)
class Frame:
    """A cue with its source and content, in tokens. `content` pieces are `[first, last)`; an `end` that is still open
    is settled when the sentence's other frames are known; `stop` bounds it where the frame itself knows.

    `side`: right (content follows the cue) | left (it stands before) | around | none. `link`: how it hangs on an
    earlier frame: own (a subject of its own) | conj | ing.
    """

    cue: Cue
    group: Group
    cue_span: Tokens
    source: Tokens | None
    side: str
    kind: str
    start: int = -1
    left: Tokens | None = None
    link: str = "own"
    boundary: int = -1
    stop: int = -1
    via: list[Tokens] = field(default_factory=list)
    pieces: list[Tokens] = field(default_factory=list)

    @property
    def cites(self) -> bool:
        """Whether the cue only names whom another statement was taken from: "citing police"."""
        return self.cue.id in {"cite", "quote"} and self.group.form == "ing" and self.kind == "np"


def right(group: Group, source: Tokens | None, comp: Complement, link: str, boundary: int) -> Frame:
    cue_span = (group.first, comp.cue_last)
    if comp.kind == "none":
        return Frame(group.cue, group, cue_span, source, "none", "none", link=link, boundary=boundary)
    return Frame(group.cue, group, cue_span, source, "right", comp.kind, comp.start, link=link, boundary=boundary)


def negative(doc: Doc, group: Group, source: Tokens | None) -> bool:
    """Whether nobody did it: "did not say", "no group has claimed", "neither side commented"."""
    nobody = {"no", "neither", "nobody", "none", "nothing"}
    if source is None or group.negated:
        return group.negated
    return doc.lower[source[0]] in nobody and doc.lower[source[0] + 1] not in {"fewer", "less"}


def comma_at(doc: Doc, k: int) -> bool:
    """A comma, or a closing quotation mark with the comma inside."""
    return doc.words[k] == "," or (doc.tags[k] == "QUOTE" and k > 0 and doc.words[k - 1] == ",")


def cited(doc: Doc, span: Tokens) -> bool:
    """Whether a cited phrase is somebody who can speak, and no ground or document."""
    chunk = doc.chunk_of[span[0]]
    if chunk < 0:
        return False
    head = doc.chunks[chunk].head
    return doc.lower[head] in cue_index().speakers or doc.tags[head] == "NAME"


def ends_quote(doc: Doc, quotes: Quotes, i: int) -> bool:
    return doc.tags[i] == "QUOTE" and quotes.of[i] >= 0 and quotes.all[quotes.of[i]].last == i + 1


def answers_quote(scene: Scene, before: int) -> bool:
    """Whether a quotation of the same paragraph ends right before the sentence: "Who fired?" he asked."""
    doc, sent = scene.doc, scene.sent
    if before < 0 or doc.sent_of[before] < 0 or not ends_quote(doc, scene.quotes, before):
        return False
    return doc.sents[doc.sent_of[before]].paragraph == sent.paragraph and doc.words[before - 1] in {
        "?",
        "!",
        ",",
        "…",
        "...",
    }
