"""By what a source gave its word: "in a statement", "told state television"."""

from __future__ import annotations

from counterclaim.codebook.cues import cue_index
from counterclaim.read.document import Doc
from counterclaim.read.phrases import phrase_after
from counterclaim.read.scene import Frame
from counterclaim.records.report import Span

_BY_WAY = frozenset({"in", "on", "via", "through", "at", "during", "over", "to"})


def channel_of(doc: Doc, frame: Frame) -> Span | None:
    """ "in a statement", "told state television": the phrase after the cue whose head is a channel's word."""
    p = frame.cue_span[1]
    sent = doc.sents[doc.sent_of[p - 1]]
    stop = sent.last
    if doc.lower[sent.first] == "in" and frame.source and doc.words[frame.source[0] - 1] == ",":
        p = sent.first
        stop = frame.source[0]
        return _channel_in(doc, frame, p, stop)
    if frame.side == "right" and frame.kind != "np":
        stop = min(stop, frame.start)
    elif frame.side == "left" and frame.source and frame.source[0] >= p:
        p = frame.source[1]
    elif frame.side == "right":
        p = frame.start
    return _channel_in(doc, frame, p, stop)


def without_channel(doc: Doc, first: int, end: int) -> int:
    """What was said, without "in a statement on Friday" at its end."""
    channels = cue_index().channels
    for i in range(end - 2, first, -1):
        if doc.tags[i] != "PREP" or doc.lower[i] not in _BY_WAY or doc.chunk_of[i + 1] < 0 or doc.chunk_of[i] >= 0:
            continue
        chunk = doc.chunks[doc.chunk_of[i + 1]]
        past = phrase_after(doc, i + 1, end, clauses=False) or end
        rest = all(doc.tags[k] in {"TIME", "PREP", "NUM"} for k in range(past, end))
        if rest and doc.lower[chunk.head] in channels and doc.lower[i - 1] not in channels:
            return i
    return end


def _channel_in(doc: Doc, frame: Frame, p: int, stop: int) -> Span | None:
    channels = cue_index().channels
    seen = -1
    for i in range(p, min(stop, p + 30)):
        number = doc.chunk_of[i]
        if number < 0 or number == seen:
            continue
        seen = number
        chunk = doc.chunks[number]
        if doc.lower[chunk.head] not in channels:
            continue
        told = i == frame.group.last and "addressee" in frame.cue.takes
        before = doc.lower[chunk.first - 1] if chunk.first > p or p == doc.sents[doc.sent_of[p]].first else ""
        if told or before in _BY_WAY:
            end = phrase_after(doc, chunk.first, stop, clauses=False) or chunk.last
            return doc.span(chunk.first, end)
    return None
