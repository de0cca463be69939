"""Who says what: sources, cues and contents of a report, by rules.

    quotes | for each sentence: verb cues -> frames -> siblings or nested -> ends | noun and set-phrase cues |
    quotations without a cue of their own go to the last speaker | stance, factuality, channel
"""

from __future__ import annotations

from dataclasses import replace

from counterclaim.codebook.cues import cue_index
from counterclaim.read.contents import clause_at, clause_end, sentence_end
from counterclaim.read.cuewords import groups
from counterclaim.read.document import Doc, Sent
from counterclaim.read.fixed import adverb_frame, long_subjects, noun_frame, phrase_frame
from counterclaim.read.frames import Frame, Scene, build, cited, comma_at, negative
from counterclaim.read.outlook import outlook_of, quoted_how
from counterclaim.read.quotes import Quotes, find_quotes
from counterclaim.read.sources import Tokens, phrase_after
from counterclaim.records.reading import Attribution
from counterclaim.records.report import Span

_STRONG = frozenset({"denies", "accuses", "claims_responsibility", "confirms", "condemns", "threatens", "demands", "retracts"})
_OPENERS = frozenset({"when", "after", "as", "while", "because", "if", "although", "though", "before", "since", "once"})
_BY_WAY = frozenset({"in", "on", "via", "through", "at", "during", "over", "to"})
_SIBLING_STARTS = frozenset({"while", "whereas", "although", "though", "but", "and", "as", "or", "after", "when"})


def find_attributions(doc: Doc) -> list[Attribution]:
    """Every attribution of a report, in order of its cue."""
    quotes = find_quotes(doc)
    frames: list[Frame] = []
    for sent in doc.body():
        frames.extend(_sentence(doc, sent, quotes))
    frames.sort(key=lambda frame: frame.cue_span)
    _announced(doc, frames, quotes)
    _leftover_quotes(doc, quotes, frames)
    return [_finish(doc, frame, quotes) for frame in frames]


def _sentence(doc: Doc, sent: Sent, quotes: Quotes) -> list[Frame]:
    hi = sentence_end(doc, sent.first, sent.last)
    scene = Scene(doc, sent, quotes, hi, long_subjects(doc, sent, quotes, hi))
    frames: list[Frame] = []
    past = 0
    for group in groups(doc, sent):
        if quotes.of[group.head] >= 0 or group.head < past:
            continue
        frame = build(scene, group, frames)
        if frame is not None:
            frames.append(frame)
            past = frame.cue_span[1]
    for i in range(sent.first, hi):
        if quotes.of[i] < 0 and (phrase := phrase_frame(doc, sent, i, quotes, hi)):
            frames.append(phrase)
    frames.sort(key=lambda frame: frame.cue_span)
    kept = _settle(doc, sent, _cited(doc, frames), quotes, hi)
    return [part for frame in [*kept, *_wordless(doc, sent, kept, quotes, hi)] for part in _split(doc, frame, quotes)]


def _cited(doc: Doc, frames: list[Frame]) -> list[Frame]:
    """ "The agency, citing police, said": the word is that of the police, by way of the agency."""
    left = [frame for frame in frames if not frame.cites or not cited(doc, (frame.start, frame.start + 1))]
    for frame in frames:
        if frame in left:
            continue
        host = next((one for one in left if one.cue.act == "says" and one.source == frame.source), None)
        end = phrase_after(doc, frame.start, frame.start + 20, clauses=False)
        if host is None or host.source is None or end is None:
            left.append(frame)
        elif host.cue_span[0] > frame.cue_span[0] or doc.words[frame.boundary] == ",":
            host.via.append(host.source)
            host.source = (frame.start, end)
            host.boundary = min(host.boundary, frame.boundary)
    return sorted(left, key=lambda frame: frame.cue_span)


def _wordless(doc: Doc, sent: Sent, kept: list[Frame], quotes: Quotes, hi: int) -> list[Frame]:
    """Noun and adverb cues outside of what the kept frames cover."""
    taken = [False] * (hi - sent.first + 1)

    def cover(frame: Frame) -> None:
        for first, last in [frame.cue_span, *frame.pieces, *([frame.source] if frame.source else [])]:
            for i in range(max(first, sent.first), min(last, hi)):
                taken[i - sent.first] = True

    for frame in kept:
        cover(frame)
    found: list[Frame] = []
    for i in range(sent.first, hi):
        if taken[i - sent.first] or quotes.of[i] >= 0:
            continue
        frame = noun_frame(doc, sent, i, quotes, hi) or adverb_frame(doc, sent, i, hi)
        if frame is None or any(taken[k - sent.first] for a, b in frame.pieces for k in range(a, min(b, hi))):
            continue
        cover(frame)
        found.append(frame)
    return found


def _split(doc: Doc, frame: Frame, quotes: Quotes) -> list[Frame]:
    """ "said A and that B": two statements with one source and cue."""
    if frame.kind not in {"that", "clause"} or frame.side != "right" or not frame.pieces:
        return [frame]
    first, last = frame.pieces[0]
    for i in range(first + 2, last - 2):
        if doc.lower[i] != "that" or doc.tags[i - 1] != "CONJ" or doc.lower[i - 1] not in {"and", "but"} or quotes.of[i] >= 0:
            continue
        cut = i - 2 if doc.words[i - 2] == "," else i - 1
        second = replace(frame, start=i, pieces=[(i, last), *frame.pieces[1:]])
        frame.pieces = [(first, cut)]
        return [frame, *_split(doc, second, quotes)]
    return [frame]


def _settle(doc: Doc, sent: Sent, frames: list[Frame], quotes: Quotes, hi: int) -> list[Frame]:
    """Give every frame its content's pieces; a frame inside another's content is dropped or made a relayed one."""
    kept: list[Frame] = []
    floor = sent.first
    for n, frame in enumerate(frames):
        outer = next((k for k in reversed(kept) if k.side == "right" and k.start <= frame.boundary < k.pieces[-1][1]), None)
        if frame.side == "left":
            _place_left(doc, sent, frame, quotes, hi, floor)
            inner = [k for k in kept if frame.pieces and frame.pieces[0][0] <= k.cue_span[0] and k.cue_span[1] <= frame.pieces[0][1]]
            told = next((k for k in inner if k.cue.act == "says" and k.side == "right" and k.source), None)
            if told is not None and frame.group.form == "phrase" and frame.source:
                told.via.append(frame.source)
                told.pieces[-1] = (told.pieces[-1][0], min(told.pieces[-1][1], frame.boundary))
                continue
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
                cut = frame.boundary + (doc.tags[frame.boundary] == "QUOTE")
                outer.pieces[-1] = (first, max(first + 1, cut))
            _place_right(doc, frame, quotes, hi)
        if frame.pieces or frame.side == "none" or frame.kind == "colon":
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
        return comma_at(doc, frame.boundary) and frame.boundary > outer.start
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
    if frame.link == "own" and frame.kind != "noun" and (frame.source or frame.kind == "asked"):
        end = _subordinate_end(doc, frame, end)
    if frame.source and doc.lower[frame.source[0]] in {"who", "which"}:
        end = _relative_end(doc, frame, end)
    at = quotes.of[frame.start]
    if at >= 0 and quotes.all[at].first == frame.start and quotes.all[at].last >= hi:
        end = max(end, quotes.all[at].last)
    if frame.kind == "quote" and at >= 0 and quotes.all[at].speech and quotes.all[at].last < end:
        nxt = quotes.all[at].last
        if doc.words[nxt - 2] in {",", ".", "!", "?"} or doc.words[nxt] in {",", ";"}:
            end = nxt
    if frame.kind == "colon":
        frame.start += 1
    if frame.stop > frame.start:
        end = min(end, frame.stop)
    if nominal:
        end = _without_channel(doc, frame.start, end)
    if frame.side == "around" and frame.left:
        frame.pieces = [frame.left] + ([(frame.start, end)] if frame.start < end else [])
    elif frame.start < end:
        frame.pieces = [(frame.start, end)]


def _subordinate_end(doc: Doc, frame: Frame, end: int) -> int:
    """ "When X learned that A, she left": the content ends with its subordinate clause."""
    k = (frame.source or frame.cue_span)[0] - 1
    opened = k >= 0 and doc.lower[k] in _OPENERS and doc.sents[doc.sent_of[k]].first >= k - 1
    if not opened and frame.kind != "asked":
        return end
    for i in range(frame.start + 1, end - 2):
        if doc.words[i] == "," and clause_at(doc, i + 1, end) and doc.chunk_of[i + 1] >= 0:
            return i
    return end


def _relative_end(doc: Doc, frame: Frame, end: int) -> int:
    """A relative clause between commas ends where its main clause goes on: ", who said A, left"."""
    assert frame.source is not None
    if doc.words[frame.source[0] - 1] != ",":
        return end
    for i in range(frame.start, end - 1):
        j = i + 2 if doc.tags[i + 1] == "ADV" else i + 1
        if doc.words[i] == "," and j < end and doc.tags[j] in {"VERB", "AUX", "MODAL"} and not doc.lower[j].endswith("ing"):
            return i
    return end


def _place_left(doc: Doc, sent: Sent, frame: Frame, quotes: Quotes, hi: int, floor: int) -> None:
    """What stands before a source or an inverted cue, and goes on after it."""
    assert frame.left is not None
    at = frame.left[1]
    if at < sent.first:
        floor = min(floor, quotes.all[quotes.of[at]].first)
        sent = sent._replace(first=quotes.all[quotes.of[at]].first)
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
    return not any(
        doc.tags[i] in {"AUX", "MODAL"} or (doc.tags[i] == "VERB" and not doc.lower[i].endswith("ing") and doc.lower[i - 1] != "to")
        for i in range(first, last)
    )


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
        speaker = _last_speaker(doc, frames, quote.first, sent.paragraph)
        if speaker is not None and (quote.last >= end.last or sentence_end(doc, quote.first, end.last) <= quote.last):
            speaker.pieces.append((quote.first, quote.last))


def _announced(doc: Doc, frames: list[Frame], quotes: Quotes) -> None:
    """ "He said:" before a line break: what was said is the next paragraph, or the quotation that opens it."""
    for frame in frames:
        number = doc.sent_of[frame.cue_span[0]]
        sent = doc.sents[number]
        if doc.words[sent.last - 1] != ":" or frame.cue_span[1] < sent.last - 12 or number + 1 >= len(doc.sents):
            continue
        if "quote" in frame.cue.takes and (not frame.pieces or frame.pieces[-1][1] < sent.last - 1 or frame.side == "none"):
            nxt = doc.sents[number + 1]
            at = quotes.of[nxt.first]
            end = quotes.all[at].last if at >= 0 else nxt.last
            frame.pieces = [(nxt.first, end)]


def _last_speaker(doc: Doc, frames: list[Frame], at: int, paragraph: int) -> Frame | None:
    earlier = [frame for frame in frames if frame.cue_span[0] < at and "quote" in frame.cue.takes]
    if not earlier:
        return None
    frame: Frame = earlier[-1]
    last = max(frame.cue_span[1], *(piece[1] for piece in frame.pieces)) if frame.pieces else frame.cue_span[1]
    gap = doc.sent_of[at] - doc.sent_of[last - 1]
    near = doc.sents[doc.sent_of[last - 1]].paragraph >= paragraph - 1
    return frame if near and gap <= 1 else None


def _finish(doc: Doc, frame: Frame, quotes: Quotes) -> Attribution:
    content = tuple(span for first, last in frame.pieces if (span := _span(doc, first, last)))
    negated = negative(doc, frame.group, frame.source)
    outlook = outlook_of(doc, frame.cue, frame.group, frame.pieces, negated=negated)
    return Attribution(
        source=_span(doc, *frame.source) if frame.source else None,
        cue=doc.span(*frame.cue_span),
        content=content,
        entry=frame.cue.id,
        stance=outlook.stance,
        factuality=outlook.factuality,
        quote=quoted_how(doc, frame.pieces, quotes),
        channel=_channel(doc, frame),
        via=tuple(doc.span(*one) for one in frame.via),
        negated=negated,
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


def sent_first(doc: Doc, i: int) -> int:
    """First token of the sentence that token `i` is in."""
    return doc.sents[doc.sent_of[i]].first


def _without_channel(doc: Doc, first: int, end: int) -> int:
    """What was said, without "in a statement" at its end."""
    channels = cue_index().channels
    for i in range(end - 1, first, -1):
        number = doc.chunk_of[i]
        if doc.tags[i] == "PREP" and number < 0 and doc.lower[i] in _BY_WAY and i + 1 < end and doc.chunk_of[i + 1] >= 0:
            chunk = doc.chunks[doc.chunk_of[i + 1]]
            if doc.lower[chunk.head] in channels and phrase_after(doc, i + 1, end, clauses=False) in {end, None}:
                earlier = doc.lower[i - 1] in channels
                if not earlier:
                    return i
        elif number < 0 and doc.tags[i] != "TIME":
            return end
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
        before = doc.lower[chunk.first - 1] if chunk.first > p or p == sent_first(doc, p) else ""
        if told or before in _BY_WAY:
            end = phrase_after(doc, chunk.first, stop, clauses=False) or chunk.last
            return doc.span(chunk.first, end)
    return None
