"""Who says what: sources, cues and contents of a report, by rules.

quotes | for each sentence: verb cues -> frames -> siblings or nested -> ends | noun and set-phrase cues |
quotations without a cue of their own go to the last speaker | stance, factuality, channel
"""

from __future__ import annotations

from counterclaim.read.blend import blend
from counterclaim.read.channels import channel_of
from counterclaim.read.cuewords import groups
from counterclaim.read.document import Doc, Sent
from counterclaim.read.ends import sentence_end
from counterclaim.read.fixed import adverb_frame, long_subjects, noun_frame, phrase_frame
from counterclaim.read.frames import build
from counterclaim.read.model_decode import Marks
from counterclaim.read.outlook import outlook_of, quoted_how
from counterclaim.read.phrases import phrase_after
from counterclaim.read.quotes import Quotes, find_quotes
from counterclaim.read.scene import Frame, Scene, cited, negative
from counterclaim.read.settle import settle, split
from counterclaim.records.reading import Attribution
from counterclaim.records.report import Span


def find_attributions(doc: Doc, marks: Marks | None = None) -> list[Attribution]:
    """Every attribution of a report, in order of its cue; with the model's marks, those and the rules' in one."""
    quotes = find_quotes(doc)
    frames: list[Frame] = []
    for sent in doc.body():
        frames.extend(_sentence(doc, sent, quotes))
    frames.sort(key=lambda frame: frame.cue_span)
    _announced(doc, frames, quotes)
    _leftover_quotes(doc, quotes, frames)
    return [_finish(doc, frame, quotes) for frame in (blend(doc, frames, marks) if marks else frames)]


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
        if quotes.of[i] < 0 and (phrase := phrase_frame(doc, sent, i, hi)):
            frames.append(phrase)
    frames.sort(key=lambda frame: frame.cue_span)
    kept = _apart(settle(doc, sent, _cited(doc, frames), quotes, hi))
    return [part for frame in [*kept, *_wordless(doc, sent, kept, quotes, hi)] for part in split(doc, frame, quotes)]


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


def _apart(frames: list[Frame]) -> list[Frame]:
    """Without cues that stand within another frame's source: "an officer requesting anonymity said"."""
    sources = [frame.source for frame in frames if frame.source]
    return [f for f in frames if not any(a < f.cue_span[0] and f.cue_span[1] <= b for a, b in sources)]


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
        other = noun_frame(doc, sent, i, quotes, hi) or adverb_frame(doc, sent, i, hi)
        if other is None or any(taken[k - sent.first] for a, b in other.pieces for k in range(a, min(b, hi))):
            continue
        cover(other)
        found.append(other)
    return found


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
        if "quote" in frame.cue.takes and (
            not frame.pieces or (frame.side == "right" and frame.pieces[-1][1] < sent.last - 1)
        ):
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
    negated = negative(doc, frame.group, frame.source or frame.left)
    outlook = outlook_of(doc, frame.cue, frame.group, frame.pieces, negated=negated)
    turned = frame.cue.question if frame.kind in {"wh", "quote", "asked", "colon"} else None
    if frame.cue.whole and frame.kind in {"passive", "none"} and len(frame.pieces) == 1:
        turned = frame.cue.whole
    return Attribution(
        source=_span(doc, *frame.source) if frame.source else None,
        cue=doc.span(*frame.cue_span),
        content=content,
        entry=frame.cue.id,
        stance=turned or outlook.stance,
        factuality=outlook.factuality,
        quote=quoted_how(doc, frame.pieces, quotes),
        channel=channel_of(doc, frame),
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
