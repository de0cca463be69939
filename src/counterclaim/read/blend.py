"""The rules' frames of attribution and the model's, made one list.

The model is the better judge of whether somebody is speaking, of who, and of where the words said begin and end; the
rules know what the cue does: stance, negation, channel, relay. A frame that both see has the model's spans and the
rules' knowledge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.codebook.cues import Cue, cue_index
from counterclaim.read.cuewords import Group, verb_group
from counterclaim.read.document import Doc
from counterclaim.read.model_decode import Mark, Marks
from counterclaim.read.phrases import Tokens
from counterclaim.read.scene import Frame
from counterclaim.values.spans import overlap

_TOLD, _THOUGHT = 0.08, 0.3
"""How likely a cue of the rules alone has to seem to the model: one of saying with its speaker, and any other."""
Contents = dict[int, list[tuple[Mark, ...]]]


def blend(doc: Doc, frames: Sequence[Frame], marks: Marks) -> list[Frame]:
    """All frames in order of their cues."""
    sources, contents = _tied(marks)
    made: list[Frame] = []
    alone: list[Frame] = []
    taken: set[int] = set()
    for cues, mine in _by_frame(doc, frames, marks.layers["cue"]):
        taken.update(mine)
        source = next((sources[cue.first] for cue in cues if cue.first in sources), None)
        told = [group for cue in cues for group in contents.get(cue.first, [])]
        if mine:
            joined = [frame for n, frame in enumerate(frames) if n not in mine and _goes_on(frame)]
            made += _seen_by_both(doc, [frames[n] for n in mine], joined, source, told)
        elif (told or source) and _together(doc, cues[0], source):
            alone += _new(doc, _tokens(doc, cues[0]), source, told)
    likely = {doc.at(span[0]): share for span, share in marks.hints}
    for n, frame in enumerate(frames):
        share = max((likely.get(k, 0.0) for k in range(*frame.cue_span)), default=0.0)
        if n not in taken and (_goes_on(frame) or share >= (_TOLD if _tells(frame) else _THOUGHT)):
            made.append(frame)
    made += [frame for frame in alone if not _cites(frame, made)]
    return sorted(made, key=lambda frame: frame.cue_span)


def _tells(frame: Frame) -> bool:
    """Whether a listed word of saying has its speaker: that stands on the rules' word."""
    return frame.cue.act == "says" and frame.source is not None


def _goes_on(frame: Frame) -> bool:
    """ "Urged calm and offered help": one speaker's second saying, which the model takes for part of the first."""
    return frame.link == "conj" and _tells(frame)


def _cites(frame: Frame, made: Sequence[Frame]) -> bool:
    """ "Citing a police source, the agency said": what is cited is the source of the saying, and nothing said."""
    return any(other.source and overlap(piece, other.source) for piece in frame.pieces for other in made)


def _by_frame(doc: Doc, frames: Sequence[Frame], cues: Sequence[Mark]) -> list[tuple[list[Mark], list[int]]]:
    """Cues, those of one frame together ("neither confirmed nor denied"), with the numbers of the frames."""
    groups: list[tuple[list[Mark], list[int]]] = []
    for cue in cues:
        span = _tokens(doc, cue)
        mine = [n for n, frame in enumerate(frames) if overlap(frame.cue_span, span)]
        if groups and not set(mine).isdisjoint(groups[-1][1]):
            groups[-1][0].append(cue)
            groups[-1][1].extend(n for n in mine if n not in groups[-1][1])
        else:
            groups.append(([cue], mine))
    return groups


def _tied(marks: Marks) -> tuple[dict[int, Mark], Contents]:
    """By a cue's first word: its source, and the contents that hang on it."""
    sources: dict[int, Mark] = {}
    contents: Contents = defaultdict(list)
    for one in marks.attributions:
        if one.content:
            contents[one.cue.first].append(one.content)
        if one.source is not None:
            sources[one.cue.first] = one.source
    return sources, contents


def _seen_by_both(
    doc: Doc, mine: list[Frame], joined: Sequence[Frame], source: Mark | None, told: list[tuple[Mark, ...]]
) -> list[Frame]:
    """Frames with the model's spans where those lie on their own: one that lies elsewhere hangs on a cue it missed."""
    if mine[0].side == "none":
        return mine  # "declined to comment": nothing was said
    if source is not None:
        mine = [replace(frame, source=_fuller(frame.source, _tokens(doc, source))) for frame in mine]
    groups = _pieces(doc, told)
    own = [piece for frame in mine for piece in frame.pieces]
    groups = [pieces for pieces in groups if not own or any(overlap(one, other) for one in pieces for other in own)]
    swallowed = any(overlap(piece, other.cue_span) for pieces in groups for piece in pieces for other in joined)
    if swallowed or not groups or len(mine) > len(groups):
        return mine  # "said A and that B" is two statements, which the model takes for one
    return [replace(mine[0], pieces=pieces) for pieces in groups]


def _fuller(own: Tokens | None, seen: Tokens) -> Tokens:
    """The longer telling of one source ("the head of the guard, Ana Korsun"); of two sources the rules'."""
    return seen if own is None or (overlap(own, seen) and seen[1] - seen[0] >= own[1] - own[0]) else own


def _together(doc: Doc, cue: Mark, source: Mark | None) -> bool:
    """Whether a source that only the model sees stands in its cue's sentence; one from elsewhere is another cue's."""
    return source is None or doc.sent_of[_tokens(doc, source)[0]] == doc.sent_of[_tokens(doc, cue)[0]]


def _new(doc: Doc, span: Tokens, source: Mark | None, told: list[tuple[Mark, ...]]) -> list[Frame]:
    group = _group(doc, span)
    made = []
    for pieces in _pieces(doc, told) or [[]]:
        right = not pieces or pieces[0][0] >= span[1]
        frame = Frame(
            group.cue,
            group,
            span,
            _tokens(doc, source) if source else None,
            "right" if right else "left",
            "clause",
            pieces[0][0] if pieces and right else span[1],
            boundary=span[0],
            pieces=pieces,
        )
        made.append(frame)
    return made


def _group(doc: Doc, span: Tokens) -> Group:
    """What the words of a cue are in the codebook; an unlisted cue says and no more."""
    index = cue_index()
    sent = doc.sents[doc.sent_of[span[0]]]
    for i in range(*span):
        group = verb_group(doc, sent, i)
        if group is not None:
            return group
    for i in range(*span):
        low = doc.lower[i]
        found: Cue | None = (
            index.nouns.get(low) or index.adverbs.get(low) or next(iter(index.phrases.get(low, ())), None)
        )
        if found is not None:
            return Group(span[0], i, span[1], found, "noun", False, False, -1)
    return Group(span[0], span[0], span[1], index.unlisted, "finite", False, False, -1)


def _pieces(doc: Doc, told: Sequence[tuple[Mark, ...]]) -> list[list[Tokens]]:
    """Contents in tokens; one that goes on where another ends is the same ("that", "no unit had moved")."""
    made: list[list[Tokens]] = []
    for group in told:
        pieces = [_with_marks(doc, _whole(doc, _tokens(doc, piece))) for piece in group]
        if made and made[-1][-1][1] == pieces[0][0]:
            made[-1][-1] = (made[-1][-1][0], pieces[0][1])
            made[-1] += pieces[1:]
        else:
            made.append(pieces)
    return made


def _whole(doc: Doc, piece: Tokens) -> Tokens:
    """To the end of the phrase that it breaks off in: "the" of "the military" is nothing said."""
    phrase = doc.chunk_of[piece[1] - 1]
    return piece if phrase < 0 else (piece[0], max(piece[1], doc.chunks[phrase].last))


def _with_marks(doc: Doc, piece: Tokens) -> Tokens:
    """With the quotation marks around it, which tell whose words they are."""
    first, last = piece
    first -= first > 0 and doc.tags[first - 1] == "QUOTE"
    stop = last + 1 if last + 1 < len(doc.words) and doc.words[last] in {",", ".", "?", "!"} else last
    return first, stop + 1 if stop < len(doc.words) and doc.tags[stop] == "QUOTE" else last


def _tokens(doc: Doc, mark: Mark) -> Tokens:
    found = doc.tokens_in(mark.span)
    if not found:
        at = doc.at(mark.span[0])
        return at, at + 1
    return found.start, found.stop
