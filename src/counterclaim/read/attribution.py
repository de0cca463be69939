"""Who says what: sources, cues and contents of a report, by rules.

    quotes | for each sentence: verb cues -> frames -> siblings or nested -> ends | noun and set-phrase cues |
    quotations without a cue of their own go to the last speaker | stance, factuality, channel
"""

from __future__ import annotations

from counterclaim.codebook.cues import Cue, cue_index
from counterclaim.read.contents import clause_end, sentence_end
from counterclaim.read.cuewords import groups
from counterclaim.read.document import Doc, Sent
from counterclaim.read.frames import Frame, build, cited
from counterclaim.read.outlook import factuality_of, quoted_how, stance_of
from counterclaim.read.quotes import Quotes, find_quotes
from counterclaim.read.sources import Tokens, phrase_after
from counterclaim.records.reading import Attribution
from counterclaim.records.report import Span

_STRONG = frozenset({"denies", "accuses", "claims_responsibility", "confirms", "condemns", "threatens", "demands", "retracts"})
_SIBLING_STARTS = frozenset({"while", "whereas", "although", "though", "but", "and", "as", "or", "after", "when"})


def find_attributions(doc: Doc) -> list[Attribution]:
    """Every attribution of a report, in order of its cue."""
    quotes = find_quotes(doc)
    frames: list[Frame] = []
    for sent in doc.body():
        frames.extend(_sentence(doc, sent, quotes))
    frames.sort(key=lambda frame: frame.cue_span)
    _leftover_quotes(doc, quotes, frames)
    return [_finish(doc, frame, quotes) for frame in frames]


def _sentence(doc: Doc, sent: Sent, quotes: Quotes) -> list[Frame]:
    hi = sentence_end(doc, sent.first, sent.last)
    frames: list[Frame] = []
    for group in groups(doc, sent):
        if quotes.of[group.head] >= 0:
            continue
        frame = build(doc, sent, group, frames, quotes, hi)
        if frame is not None:
            frames.append(frame)
    kept = _settle(doc, sent, frames, quotes, hi)
    return kept


def _settle(doc: Doc, sent: Sent, frames: list[Frame], quotes: Quotes, hi: int) -> list[Frame]:
    """Give every frame its content's pieces; a frame inside another's content is dropped or made a relayed one."""
    kept: list[Frame] = []
    floor = sent.first
    for n, frame in enumerate(frames):
        outer = next((k for k in reversed(kept) if k.side == "right" and k.start <= frame.boundary < k.pieces[-1][1]), None)
        if frame.side == "left":
            _place_left(doc, sent, frame, quotes, hi, floor)
            inner = [k for k in kept if frame.pieces and frame.pieces[0][0] <= k.cue_span[0] and k.cue_span[1] <= frame.pieces[0][1]]
            for k in inner:
                _nest(doc, k, frame, kept)
        elif outer is not None and not _sibling(doc, outer, frame):
            if not _relayed(doc, frame):
                continue
            frame.via.append(outer.source) if outer.source else None
            _place_right(doc, frame, quotes, outer.pieces[-1][1])
        else:
            if outer is not None:
                first, _ = outer.pieces[-1]
                outer.pieces[-1] = (first, max(first + 1, frame.boundary))
            _place_right(doc, frame, quotes, hi)
        if frame.pieces or frame.side == "none":
            kept.append(frame)
            floor = max(floor, frame.cue_span[1])
    return kept


def _nest(doc: Doc, inner: Frame, outer: Frame, kept: list[Frame]) -> None:
    if _relayed(doc, inner) and outer.source:
        inner.via.append(outer.source)
        limit = outer.pieces[0][1]
        inner.pieces = [(a, min(b, limit)) for a, b in inner.pieces if a < limit]
    else:
        kept.remove(inner)


def _relayed(doc: Doc, frame: Frame) -> bool:
    """Whether a statement told inside another is worth its own entry: a strong act of somebody named."""
    return (
        frame.cue.stance in _STRONG
        and frame.cue.act == "says"
        and frame.source is not None
        and frame.link == "own"
        and doc.tags[frame.source[0]] not in {"PRON", "SUB"}
    )


def _sibling(doc: Doc, outer: Frame, frame: Frame) -> bool:
    """Whether a frame within reach of another's content stands beside it."""
    if frame.link == "conj":
        return outer.group.form == frame.group.form or outer.kind in {"np", "to", "ing"}
    if frame.link == "ing":
        return doc.words[frame.boundary] == "," and frame.boundary > outer.start
    before = frame.boundary - 1
    if before <= outer.start:
        return False
    if doc.lower[before] in _SIBLING_STARTS and before - 1 > outer.start and doc.words[before - 1] == ",":
        frame.boundary = before - 1
        return True
    if doc.lower[frame.boundary] in {"who", "which"} and doc.words[before] == ",":
        frame.boundary = before
        return True
    if outer.kind in {"np", "to", "ing"} and doc.lower[before] in {"while", "but", "as", "after", "when"}:
        frame.boundary = before
        return True
    return False


def _place_right(doc: Doc, frame: Frame, quotes: Quotes, hi: int) -> None:
    if frame.side == "none":
        return
    nominal = frame.kind in {"np", "ing", "to", "passive", "seem"}
    end = clause_end(doc, frame.start, hi, quotes, nominal=nominal)
    at = quotes.of[frame.start]
    if at >= 0 and quotes.all[at].first == frame.start and quotes.all[at].last >= hi:
        end = max(end, quotes.all[at].last)
    if frame.kind == "quote" and at >= 0 and quotes.all[at].speech and quotes.all[at].last < end:
        nxt = quotes.all[at].last
        if doc.words[nxt - 2] in {",", ".", "!", "?"} or doc.words[nxt] in {",", ";"}:
            end = nxt
    if frame.kind == "colon":
        frame.start += 1
    if frame.side == "around" and frame.left:
        frame.pieces = [frame.left] + ([(frame.start, end)] if frame.start < end else [])
    elif frame.start < end:
        frame.pieces = [(frame.start, end)]


def _place_left(doc: Doc, sent: Sent, frame: Frame, quotes: Quotes, hi: int, floor: int) -> None:
    """What stands before a source or an inverted cue, and goes on after it."""
    assert frame.left is not None
    end = frame.left[1] + 1 if doc.tags[frame.left[1]] == "QUOTE" else frame.left[1]
    if doc.words[end - 1] == ",":
        end -= 1
    quote = quotes.of[end - 1] if end > sent.first else -1
    start = sent.first if floor == sent.first else _past_comma(doc, floor, end)
    if quote >= 0 and quotes.all[quote].last == end:
        first = quotes.all[quote].first
        lead = first > start and doc.words[first - 1] not in {",", ":", ".", "?", "!"} and not (first - start == 1)
        start = start if lead and start < first else first
    while start < end - 1 and (doc.tags[start] == "CONJ" or doc.words[start] == ","):
        start += 1
    if start >= end:
        return
    frame.pieces = [(start, end)]
    p = frame.start
    if p < hi and doc.words[p] == ",":
        p += 1
    if p >= hi or p <= frame.left[1]:
        return
    opens = quotes.of[p] >= 0 and quotes.all[quotes.of[p]].first == p
    if opens or (doc.words[p - 1] == "," and not opens and _incomplete(doc, start, end) and doc.tags[p] != "CONJ"):
        last = clause_end(doc, p, hi, quotes, nominal=False)
        if opens:
            last = max(last, quotes.all[quotes.of[p]].last) if quotes.all[quotes.of[p]].last >= hi else last
        frame.pieces.append((p, last))


def _past_comma(doc: Doc, floor: int, end: int) -> int:
    return next((i + 1 for i in range(floor, end) if doc.words[i] in {",", ";", "—"}), floor)


def _incomplete(doc: Doc, first: int, last: int) -> bool:
    """Whether what stands before "he said" cannot be a sentence alone: "If it fails", "On Monday", "The raid"."""
    if doc.tags[first] in {"SUB", "PREP"} or doc.lower[first] in {"if", "when", "while", "after", "as", "before"}:
        return True
    return not any(doc.tags[i] in {"VERB", "AUX", "MODAL"} for i in range(first, last))


def _leftover_quotes(doc: Doc, quotes: Quotes, frames: list[Frame]) -> None:
    """A quotation that fills its sentences and has no cue goes to the speaker just before."""
    if not frames:
        return
    taken = [False] * len(doc.words)
    for frame in frames:
        for first, last in frame.pieces:
            taken[first:last] = [True] * (last - first)
    for quote in quotes.all:
        if not quote.speech or taken[quote.first] or doc.sent_of[quote.first] < 0:
            continue
        sent = doc.sents[doc.sent_of[quote.first]]
        end = doc.sents[doc.sent_of[quote.last - 1]]
        if quote.first != sent.first or (quote.last < end.last and doc.words[quote.last] not in {".", ","}):
            continue
        frame = _last_speaker(doc, frames, quote.first, sent.paragraph)
        if frame is not None and (quote.last >= end.last or sentence_end(doc, quote.first, end.last) <= quote.last):
            frame.pieces.append((quote.first, quote.last))


def _last_speaker(doc: Doc, frames: list[Frame], at: int, paragraph: int) -> Frame | None:
    earlier = [frame for frame in frames if frame.cue_span[0] < at and "quote" in frame.cue.takes]
    if not earlier:
        return None
    frame = earlier[-1]
    last = max(frame.cue_span[1], *(piece[1] for piece in frame.pieces)) if frame.pieces else frame.cue_span[1]
    gap = doc.sent_of[at] - doc.sent_of[last - 1]
    near = doc.sents[doc.sent_of[last - 1]].paragraph >= paragraph - 1
    return frame if near and gap <= 1 else None


def _finish(doc: Doc, frame: Frame, quotes: Quotes) -> Attribution:
    content = tuple(span for first, last in frame.pieces if (span := _span(doc, first, last)))
    words = " ".join(doc.quote(span) for span in content)
    group = frame.group
    stance = stance_of(doc, frame.cue, group, words)
    how = quoted_how(doc, frame.pieces, quotes)
    return Attribution(
        source=_span(doc, *frame.source) if frame.source else None,
        cue=doc.span(*frame.cue_span),
        content=content,
        entry=frame.cue.id,
        stance=stance,
        factuality=factuality_of(doc, frame.cue, group, stance, frame.pieces, how),
        quote=how,
        channel=_channel(doc, frame),
        via=tuple(doc.span(*one) for one in frame.via),
        negated=group.negated,
        confidence=0.85 if frame.cue.act == "says" else 0.65,
    )


def _span(doc: Doc, first: int, last: int) -> Span | None:
    while last > first and doc.words[last - 1] in {",", ";", ":"}:
        last -= 1
    while last > first and doc.words[first] in {",", ":"}:
        first += 1
    return doc.span(first, last) if last > first else None


def _channel(doc: Doc, frame: Frame) -> Span | None:
    """ "in a statement", "told state television": the phrase after the cue whose head is a channel's word."""
    p = frame.group.last
    stop = doc.sents[doc.sent_of[p - 1]].last
    if frame.side == "right" and frame.kind != "np":
        stop = min(stop, frame.start)
    elif frame.side == "left" and frame.source and frame.source[0] >= p:
        p = frame.source[1]
    elif frame.side == "right":
        p = frame.start
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
        before = doc.lower[chunk.first - 1]
        if told or before in {"in", "on", "via", "through", "at", "during", "over", "to"}:
            end = phrase_after(doc, chunk.first, stop, clauses=False) or chunk.last
            return doc.span(chunk.first, end)
    return None
