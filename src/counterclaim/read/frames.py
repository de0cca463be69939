"""One cue's frame: its source and what was said, by where they stand around the cue."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from counterclaim.codebook.cues import Cue, cue_index
from counterclaim.read.contents import Complement, complement
from counterclaim.read.cuewords import Group
from counterclaim.read.document import Doc, Sent
from counterclaim.read.lexicon import lexicon
from counterclaim.read.quotes import Quotes
from counterclaim.read.sources import Tokens, phrase_after, phrase_before, phrase_opens, subject_before

_CLOSERS = frozenset({",", "—", "–", "-", "?", "!", "--"})
SILENT = frozenset({"comment", "respond", "elaborate", "answer", "reply", "react", "confirm", "explain"})
_PLURALS = frozenset({"police", "people", "men", "women", "gunmen", "media", "both", "many", "some", "others", "militia"})
_DOCUMENTS = frozenset({"statement", "letter", "report", "message", "post", "tweet", "interview", "note"})


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


def build(scene: Scene, group: Group, earlier: list[Frame]) -> Frame | None:
    """The frame of a verb group, or None where it gives nobody's word."""
    doc, hi = scene.doc, scene.hi
    comp = complement(doc, group, scene.quotes, hi)
    takes = group.cue.takes
    if "relay" in takes and (relayed := _relay(scene, group)):
        return relayed
    if group.passive:
        return _passive(scene, group, comp)
    if "seem" in takes:
        return _seem(scene, group)
    if "it_wh" in takes:
        if not _wh_next(doc, group, hi):
            return None
        first = group.first - 1 if doc.lower[group.first - 1] == "it" else group.first
        return Frame(group.cue, group, (first, group.last), None, "right", "wh", group.last, boundary=first)
    if "there" in takes:
        return _there(scene, group)
    if group.form == "ing":
        return _participle(scene, group, comp, earlier)
    if group.form == "to":
        return _infinitive(scene, group, comp, earlier)
    if group.form in {"finite", "bare"}:
        return _finite(scene, group, comp, earlier)
    return None


def _wh_next(doc: Doc, group: Group, hi: int) -> bool:
    return group.last < hi and doc.lower[group.last] in {"who", "what", "how", "if", "whether", "why", "where", "when", "which"}


def _there(scene: Scene, group: Group) -> Frame | None:
    """ "There was no comment from X on Y"."""
    doc, sent, hi = scene.doc, scene.sent, scene.hi
    if group.first <= sent.first or doc.lower[group.first - 1] != "there":
        return None
    p, source = group.last, None
    if p < hi and doc.lower[p] in {"from", "by"}:
        end = phrase_after(doc, p + 1, hi, clauses=False)
        if end is not None:
            source, p = (p + 1, end), end
    frame = Frame(group.cue, group, (group.first - 1, group.last), source, "none", "none", boundary=group.first - 1)
    if p + 1 < hi and doc.lower[p] in group.cue.joins:
        frame.side, frame.kind, frame.start = "right", "np", p + 1
    return frame


def _right(group: Group, source: Tokens | None, comp: Complement, link: str, boundary: int) -> Frame:
    cue_span = (group.first, comp.cue_last)
    if comp.kind == "none":
        return Frame(group.cue, group, cue_span, source, "none", "none", link=link, boundary=boundary)
    return Frame(group.cue, group, cue_span, source, "right", comp.kind, comp.start, link=link, boundary=boundary)


def _finite(scene: Scene, group: Group, comp: Complement, earlier: list[Frame]) -> Frame | None:
    doc, sent, quotes = scene.doc, scene.sent, scene.quotes
    source = scene.subject(group.first)
    says = "quote" in group.cue.takes
    if source is None:
        inverted = _inverted(scene, group) if says else None
        if inverted:
            return inverted
        return _asked(scene, group, comp) or _shared(scene, group, comp, earlier)
    if not _verbal(doc, group, comp, source):
        return None
    before = source[0] - 1
    after_quote = before > sent.first and _ends_quote(doc, quotes, before)
    if says and before < sent.first and _answers_quote(scene, before):
        after_quote = True
    stands = after_quote or (before > sent.first and doc.words[before] in _CLOSERS and _closed(scene, comp, source))
    if says and stands and (comp.kind == "none" or (after_quote and comp.kind == "quote")):
        return Frame(group.cue, group, (group.first, group.last), source, "left", "quote" if after_quote else "clause", comp.after, left=(-1, before), boundary=before)
    if comp.kind == "none":
        if "alone" in group.cue.takes or (negative(doc, group, source) and group.cue.id in SILENT):
            return _right(group, source, comp, "own", source[0])
        fronted = _fronted(doc, sent, source, group)
        if fronted:
            return fronted
        return None
    if "predicate" in group.cue.takes and not phrase_opens(doc, source[1] - 1, sent.first) and doc.tags[comp.start] in {"NAME", "QUOTE", "DET"} and source[1] - source[0] > 1:
        return None  # "a group called the Brigade"
    if group.cue.act == "wants" and doc.lower[source[0]] in {"who", "that", "which"}:
        return None
    return _right(group, source, comp, "own", source[0])


def _ends_quote(doc: Doc, quotes: Quotes, i: int) -> bool:
    return doc.tags[i] == "QUOTE" and quotes.of[i] >= 0 and quotes.all[quotes.of[i]].last == i + 1


def _answers_quote(scene: Scene, before: int) -> bool:
    """Whether a quotation of the same paragraph ends right before the sentence: "Who fired?" he asked."""
    doc, sent = scene.doc, scene.sent
    if before < 0 or doc.sent_of[before] < 0 or not _ends_quote(doc, scene.quotes, before):
        return False
    return doc.sents[doc.sent_of[before]].paragraph == sent.paragraph and doc.words[before - 1] in {"?", "!", ",", "…", "..."}


def _closed(scene: Scene, comp: Complement, source: Tokens) -> bool:
    """Whether nothing but adjuncts follows a cue that closes a clause: "A, the army said on Monday"."""
    doc = scene.doc
    if doc.lower[source[0]] in {"who", "which", "that"}:
        return False
    p = comp.after
    return p >= scene.hi or doc.tags[p] in {"PUNCT", "CONJ", "SUB", "QUOTE"} or doc.lower[p] in {"of", "about", "as", "after"}


def negative(doc: Doc, group: Group, source: Tokens | None) -> bool:
    """Whether nobody did it: "did not say", "no group has claimed", "neither side commented"."""
    nobody = {"no", "neither", "nobody", "none", "nothing"}
    return group.negated or (source is not None and doc.lower[source[0]] in nobody)


def _fronted(doc: Doc, sent: Sent, source: Tokens, group: Group) -> Frame | None:
    """ "what he called", "the claim he denied": the object stands before as a relative."""
    k = source[0] - 1
    if k > sent.first and doc.lower[k] in {"what", "which", "whom", "that"} and doc.lower[source[0]] not in {"which", "who", "that"}:
        return Frame(group.cue, group, (group.first, group.last), source, "none", "none", boundary=k, pieces=[(k, k + 1)])
    return None


def _verbal(doc: Doc, group: Group, comp: Complement, source: Tokens) -> bool:
    """Whether a form that is as often a noun ("claims", "report") is a verb here."""
    i = group.head
    if group.first < i or doc.tags[i] in {"VERB", "AUX"}:
        return True
    if doc.tags[i] == "ADJ":
        if doc.lower[i] in {"said", "told"}:
            return True
        formed = doc.lower[i].endswith("ed")
        headed = doc.lower[i - 1] in lexicon().heads and doc.tags[i - 2] in {"DET", "ADJ", "NAME", "NOUN"}
        return formed and (headed or doc.tags[i - 1] not in {"DET", "POSS", "ADJ", "NUM"})
    if doc.tags[i] not in {"NOUN", "NAME"}:
        return False
    if doc.tags[i] == "NAME" and sent_cased(doc, i) and comp.kind not in {"that", "quote", "colon", "wh"}:
        return False
    if doc.tags[i - 1] in {"DET", "POSS", "ADJ", "NUM", "PREP", "VERB"}:
        return False
    plural = doc.lower[i - 1] in _PLURALS or doc.lower[i - 1].endswith("s") and not doc.lower[i - 1].endswith("ss")
    agrees = plural != doc.lower[i].endswith("s") or doc.tags[i - 1] == "PRON"
    return agrees and comp.kind in {"that", "wh", "quote", "clause", "to", "np"} and not (
        comp.kind in {"np", "clause"} and doc.tags[comp.start] in {"NOUN"}
    )


def sent_cased(doc: Doc, i: int) -> bool:
    """Whether the token stands in a sentence where capitals mean names (no headline in title case)."""
    sent = doc.sents[doc.sent_of[i]]
    words = [w for w in doc.words[sent.first : sent.last] if w[0].isalpha() and len(w) > 3]
    return sum(w[0].isupper() for w in words) < 0.7 * len(words)


def _inverted(scene: Scene, group: Group) -> Frame | None:
    """ "...," said the mayor: the content stands before and the source after."""
    doc, sent, hi = scene.doc, scene.sent, scene.hi
    before = group.first - 1
    if before < 0 or group.form != "finite":
        return None
    at = before if before >= sent.first or _answers_quote(scene, before) else -1
    if at < 0 or not (doc.words[at] in _CLOSERS or doc.tags[at] == "QUOTE"):
        return None
    if group.last >= hi or doc.tags[group.last] == "PRON" and doc.lower[group.last] not in {"he", "she", "they"}:
        return None
    end = phrase_after(doc, group.last, hi)
    if end is None:
        return None
    if end < hi and doc.tags[end] in {"VERB", "AUX", "MODAL"}:
        return None
    kind = "quote" if doc.tags[at] == "QUOTE" else "clause"
    return Frame(group.cue, group, (group.first, group.last), (group.last, end), "left", kind, end, left=(-1, at), boundary=at)


def _asked(scene: Scene, group: Group, comp: Complement) -> Frame | None:
    """ "Asked whether A, he said B": a question by somebody mostly not told."""
    doc, sent = scene.doc, scene.sent
    k = group.first - 1
    opens = k < sent.first or doc.lower[k] in {"when", "if"} or doc.words[k] == "," or doc.tags[k] == "CONJ"
    if not opens or doc.lower[group.head] != "asked":
        return None
    agent, p = _agent(doc, group.last, scene.hi)
    if agent and p < scene.hi:
        comp = complement(doc, group._replace(last=p), scene.quotes, scene.hi)
    if comp.kind not in {"wh", "np", "to"}:
        return None
    frame = _right(group, agent, comp, "own", max(k, sent.first))
    frame.kind = "asked"
    frame.cue_span = (group.first, group.last if agent else comp.cue_last)
    return frame


def _shared(scene: Scene, group: Group, comp: Complement, earlier: list[Frame]) -> Frame | None:
    """A further verb of the same subject: "said A but warned that B"."""
    doc, sent = scene.doc, scene.sent
    k = group.first - 1
    if k < sent.first or group.form == "bare":
        return None
    if comp.kind == "none" and "alone" not in group.cue.takes:
        return None
    if doc.tags[k] == "CONJ" or doc.lower[k] in {"then", "but", "and"}:
        boundary = k - 1 if k - 1 >= sent.first and doc.words[k - 1] == "," else k
    elif doc.words[k] == "," and earlier:
        boundary = k
    else:
        return None
    source = _host(scene, group, earlier)
    return _right(group, source, comp, "conj", boundary) if source else None


def _participle(scene: Scene, group: Group, comp: Complement, earlier: list[Frame]) -> Frame | None:
    """ "..., saying that", "citing the ministry"."""
    doc, sent = scene.doc, scene.sent
    if comp.kind == "none" and "alone" not in group.cue.takes:
        return None
    k = group.first - 1
    boundary = group.first
    if k >= sent.first:
        if doc.tags[k] in {"DET", "ADJ", "POSS", "TO"} or (doc.tags[k] == "PREP" and doc.lower[k] == "of"):
            return None
        if doc.chunk_of[k] >= 0 and doc.tags[k] in {"NOUN", "NAME", "PRON"}:
            start = phrase_before(doc, group.first, sent.first)
            if start is not None and (doc.lower[k] in _DOCUMENTS or not earlier or doc.tags[k] == "PRON"):
                return _right(group, (start, group.first), comp, "ing", boundary)
        boundary = k if comma_at(doc, k) or doc.tags[k] in {"CONJ", "PREP"} else group.first
        if doc.tags[k] == "CONJ" and k - 1 >= sent.first and doc.words[k - 1] == ",":
            boundary = k - 1
    inserted = k > sent.first and doc.words[k] == "," and not any(one.cue.act == "says" for one in earlier)
    start = phrase_before(doc, k, sent.first) if inserted else None
    host = _host(scene, group, earlier)
    source = (start, k) if start is not None and host is None else host
    if source is None and k < sent.first:
        source = _following(doc, sent, comp)
    return _right(group, source, comp, "ing", boundary) if source else None


def comma_at(doc: Doc, k: int) -> bool:
    """A comma, or a closing quotation mark with the comma inside."""
    return doc.words[k] == "," or (doc.tags[k] == "QUOTE" and k > 0 and doc.words[k - 1] == ",")


def _following(doc: Doc, sent: Sent, comp: Complement) -> Tokens | None:
    """The subject of the main clause after an opening participle: "Citing police, the agency said"."""
    for i in range(comp.start, sent.last - 1):
        if doc.words[i] == ",":
            end = phrase_after(doc, i + 1, sent.last, clauses=False)
            if end is not None and end < sent.last and doc.tags[end] in {"VERB", "AUX", "MODAL"}:
                return i + 1, end
    return None


def _infinitive(scene: Scene, group: Group, comp: Complement, earlier: list[Frame]) -> Frame | None:
    if comp.kind not in {"that", "wh", "quote", "clause"} or group.cue.act in {"thinks", "wants"}:
        return None
    source = _host(scene, group, [])
    return _right(group, source, comp, "ing", group.first) if source else None


def _host(scene: Scene, group: Group, earlier: list[Frame]) -> Tokens | None:
    """The source of the frame this one hangs on, else the subject of the last clause before it."""
    doc, sent = scene.doc, scene.sent
    for frame in reversed(earlier):
        if frame.source and frame.cue_span[0] < group.first and not frame.group.passive:
            return frame.source
    found: Tokens | None = None
    for i in range(sent.first + 1, group.first):
        if doc.tags[i] in {"VERB", "AUX", "MODAL"} and doc.tags[i - 1] not in {"AUX", "MODAL", "NEG", "TO"}:
            subject = scene.subject(i)
            if subject and doc.lower[subject[0]] not in {"who", "which", "that", "it", "this", "there", "what"}:
                found = subject
    return found


def _passive(scene: Scene, group: Group, comp: Complement) -> Frame | None:
    """ "was accused of", "is believed to", "it was reported that", "was told that"."""
    doc, hi = scene.doc, scene.hi
    takes = group.cue.takes
    subject = scene.subject(group.first)
    agent, rest = _agent(doc, group.last, hi)
    if "addressee" in takes and comp.kind in {"that", "wh", "np", "quote"} and comp.start >= 0:
        return _right(group, agent, comp, "own", subject[0] if subject else group.first)
    if "passive" not in takes or subject is None:
        return None
    if doc.lower[subject[0]] == "it" and comp.kind in {"that", "clause"}:
        return _right(group, agent, comp, "own", subject[0])
    p = rest if agent else group.last
    cue_last = group.last
    plain = group.cue.stance in {"confirms", "denies", "condemns"} and group.cue.act == "says"
    if not agent and p < hi and doc.lower[p] in group.cue.joins | {"for", "of"}:
        agent = _late_agent(doc, p, hi)
    if p < hi and doc.lower[p] in group.cue.joins | {"of", "for"} and doc.tags[p] == "PREP":
        cue_last, p = p + 1, p + 1
    elif plain and (agent or p >= hi or doc.tags[p] in {"PUNCT", "CONJ", "SUB"}):
        return Frame(group.cue, group, (group.first, cue_last), agent, "around", "passive", hi, left=subject, boundary=subject[0])
    elif not agent and not (p < hi and (doc.lower[p] in {"to", "as", "dead", "missing", "killed"} or group.cue.act in {"judges", "thinks"})):
        return None
    frame = Frame(group.cue, group, (group.first, cue_last), agent, "around", "passive", p, left=subject, boundary=subject[0])
    if agent and agent[0] > p:
        frame.stop = agent[0] - 1
    return frame


def _agent(doc: Doc, p: int, hi: int) -> tuple[Tokens | None, int]:
    """ "by X" right after a passive, or at once after its complement."""
    if p < hi and doc.lower[p] == "by":
        end = phrase_after(doc, p + 1, hi)
        if end is not None:
            return (p + 1, end), end
    return None, p


def _late_agent(doc: Doc, p: int, hi: int) -> Tokens | None:
    """ "was blamed for the attack by officials": the agent at the clause's end."""
    for i in range(p + 2, hi - 1):
        if doc.words[i] in {",", ";"} or doc.tags[i] == "SUB":
            return None
        if doc.lower[i] == "by":
            end = phrase_after(doc, i + 1, hi, clauses=False)
            return (i + 1, end) if end is not None and end >= hi and cited(doc, (i + 1, end)) else None
    return None


def _seem(scene: Scene, group: Group) -> Frame | None:
    doc, hi = scene.doc, scene.hi
    subject = scene.subject(group.first)
    p = group.last
    if subject is None or p >= hi or doc.tags[p] in {"PUNCT", "TIME", "SUB"} or (doc.tags[p] == "PREP" and doc.lower[p] != "to"):
        return None
    return Frame(group.cue, group, (group.first, p), None, "around", "seem", p, left=subject, boundary=subject[0])


def _relay(scene: Scene, group: Group) -> Frame | None:
    """ "X quoted Y as saying A": the word is Y's, by way of X."""
    doc, hi = scene.doc, scene.hi
    p = group.last
    outer = None if group.passive else scene.subject(group.first)
    if group.passive:
        source = scene.subject(group.first)
        agent, p = _agent(doc, p, hi)
        outer = agent
    else:
        end = phrase_after(doc, p, hi, clauses=False)
        if end is None:
            return None
        source, p = (p, end), end
    if p + 2 >= hi or doc.lower[p] != "as" or doc.lower[p + 1] not in {"saying", "telling", "denying", "claiming", "confirming", "stating"}:
        return None
    cue_span = (group.first, p + 2) if group.passive and not outer else (p, p + 2)
    start = p + 2
    if start < hi and doc.words[start] in {":", ","}:
        start += 1
    frame = Frame(group.cue, group, cue_span, source, "right", "clause", start, boundary=source[0] if source else p)
    if outer:
        frame.via.append(outer)
    return frame


def cited(doc: Doc, span: Tokens) -> bool:
    """Whether a cited phrase is somebody who can speak, and no ground or document."""
    chunk = doc.chunk_of[span[0]]
    if chunk < 0:
        return False
    head = doc.chunks[chunk].head
    return doc.lower[head] in cue_index().speakers or doc.tags[head] == "NAME"
