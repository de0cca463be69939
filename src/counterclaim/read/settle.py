"""The frames of one sentence side by side: which stand within another, and where each content ends."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.read.channels import without_channel
from counterclaim.read.document import Doc, Sent
from counterclaim.read.ends import clause_at, clause_end
from counterclaim.read.quotes import Quotes
from counterclaim.read.scene import Frame, comma_at

_STRONG = frozenset(
    {"denies", "accuses", "claims_responsibility", "confirms", "condemns", "threatens", "demands", "retracts"}
)
_OPENERS = frozenset({"when", "after", "as", "while", "because", "if", "although", "though", "before", "since", "once"})
_SIBLING_STARTS = frozenset({"while", "whereas", "although", "though", "but", "and", "as", "or", "after", "when"})


def settle(doc: Doc, sent: Sent, frames: list[Frame], quotes: Quotes, hi: int) -> list[Frame]:
    """Give every frame its content's pieces; a frame inside another's content is dropped or made a relayed one."""
    kept: list[Frame] = []
    floor = sent.first
    for frame in frames:
        outer = next(
            (k for k in reversed(kept) if k.side == "right" and k.start <= frame.boundary < k.pieces[-1][1]), None
        )
        if frame.side == "left":
            whole = not any(_main(doc, sent, k) or k.side == "left" for k in kept)
            _place_left(doc, sent, frame, quotes, hi, sent.first if whole else floor)
            inner = [
                k
                for k in kept
                if frame.pieces and frame.pieces[0][0] <= k.cue_span[0] and k.cue_span[1] <= frame.pieces[0][1]
            ]
            told = next((k for k in inner if _main(doc, sent, k) and k.side == "right"), None)
            if told is not None and frame.group.form == "phrase" and frame.source:
                told.via.append(frame.source)
                told.pieces[-1] = (told.pieces[-1][0], min(told.pieces[-1][1], frame.boundary))
                continue
            for k in inner:
                _nest(doc, k, frame, kept)
        elif outer is not None and not _sibling(doc, outer, frame):
            if not _relayed(doc, frame):
                continue
            if outer.source:
                frame.via.append(outer.source)
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


def _main(doc: Doc, sent: Sent, frame: Frame) -> bool:
    """Whether a frame of saying is the sentence's own statement, and no relative clause."""
    if frame.source is None or frame.cue.act != "says":
        return False
    return frame.source[0] <= sent.first + 2 and doc.lower[frame.source[0]] not in {"who", "which", "that"}


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
    if outer.kind == "np" and doc.words[before] == "," and frame.source:
        frame.boundary = before  # "Orm blamed the clan, Lesk demanded an inquiry"
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
    if frame.link == "ing" and frame.group.first == doc.sents[doc.sent_of[frame.group.first]].first:
        end = _subordinate_end(doc, frame, end)
    if frame.link == "own" and frame.kind != "noun" and (frame.source or frame.kind == "asked"):
        end = _subordinate_end(doc, frame, end)
    if frame.source and doc.lower[frame.source[0]] in {"who", "which"}:
        end = _relative_end(doc, frame, end)
    at = quotes.of[frame.start] if frame.start < hi else -1  # a cue can be the text's last word
    open_quote = quotes.of[end - 1]
    if open_quote >= 0 and quotes.all[open_quote].first >= frame.start and quotes.all[open_quote].last >= hi:
        end = max(end, quotes.all[open_quote].last)
    if frame.kind == "quote" and at >= 0 and quotes.all[at].speech and quotes.all[at].last < end:
        nxt = quotes.all[at].last
        if doc.words[nxt - 2] in {",", ".", "!", "?"} or doc.words[nxt] in {",", ";"}:
            end = nxt
    if frame.kind == "colon":
        frame.start += 1
    if frame.stop > frame.start:
        end = min(end, frame.stop)
    if nominal:
        end = without_channel(doc, frame.start, end)
    if frame.side == "around" and frame.left:
        frame.pieces = [frame.left] + ([(frame.start, end)] if frame.start < end else [])
    elif frame.start < end:
        frame.pieces = [(frame.start, end)]


def _subordinate_end(doc: Doc, frame: Frame, end: int) -> int:
    """ "When X learned that A, she left": the content ends with its subordinate clause."""
    k = (frame.source or frame.cue_span)[0] - 1
    opened = k >= 0 and doc.lower[k] in _OPENERS and doc.sents[doc.sent_of[k]].first >= k - 1
    if not opened and frame.kind != "asked" and frame.link != "ing":
        return end
    for i in range(frame.start + 1, end - 2):
        if doc.words[i] == "," and clause_at(doc, i + 1, end) and doc.chunk_of[i + 1] >= 0:
            return i
    return end


def _relative_end(doc: Doc, frame: Frame, end: int) -> int:
    """A relative clause between commas ends where its main clause goes on: ", who said A, left"."""
    if frame.source is None or doc.words[frame.source[0] - 1] != ",":
        return end
    for i in range(frame.start, end - 1):
        j = i + 2 if doc.tags[i + 1] == "ADV" else i + 1
        if (
            doc.words[i] == ","
            and j < end
            and doc.tags[j] in {"VERB", "AUX", "MODAL"}
            and not doc.lower[j].endswith("ing")
        ):
            return i
    return end


def _place_left(doc: Doc, sent: Sent, frame: Frame, quotes: Quotes, hi: int, floor: int) -> None:
    """What stands before a source or an inverted cue, and goes on after it."""
    if frame.left is None:
        return
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
        alone = first - start == 1 and doc.tags[start] in {"CONJ", "ADV", "SUB", "PREP", "TIME", "NUM"}
        lead = first > start and doc.words[first - 1] not in {",", ":", ".", "?", "!"} and not alone
        start = start if lead and start < first else first
    if quote < 0:
        colon = next((i for i in range(start, min(end - 2, start + 6)) if doc.words[i] == ":"), None)
        start = start if colon is None else colon + 1  # "LESK: Two men died, police said"
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
        doc.tags[i] in {"AUX", "MODAL"}
        or (doc.tags[i] == "VERB" and not doc.lower[i].endswith("ing") and doc.lower[i - 1] != "to")
        for i in range(first, last)
    )


def split(doc: Doc, frame: Frame, quotes: Quotes) -> list[Frame]:
    """ "said A and that B": two statements with one source and cue."""
    if frame.kind not in {"that", "clause"} or frame.side != "right" or not frame.pieces:
        return [frame]
    first, last = frame.pieces[0]
    for i in range(first + 2, last - 2):
        if (
            doc.lower[i] != "that"
            or doc.tags[i - 1] != "CONJ"
            or doc.lower[i - 1] not in {"and", "but"}
            or quotes.of[i] >= 0
        ):
            continue
        cut = i - 2 if doc.words[i - 2] == "," else i - 1
        second = replace(frame, start=i, pieces=[(i, last), *frame.pieces[1:]])
        frame.pieces = [(first, cut)]
        return [frame, *split(doc, second, quotes)]
    return [frame]
