"""One cue's frame: its source and what was said, by where they stand around the cue."""

from __future__ import annotations

from counterclaim.codebook.agents import agent_index
from counterclaim.read.contents import Complement, complement
from counterclaim.read.cuewords import Group
from counterclaim.read.document import Doc, Sent
from counterclaim.read.ends import tells
from counterclaim.read.lexicon import lexicon
from counterclaim.read.passives import asked, passive, relay, seeming, there_was
from counterclaim.read.phrases import Tokens, phrase_after, phrase_before, phrase_opens
from counterclaim.read.scene import Frame, Scene, answers_quote, comma_at, ends_quote, negative, right

SELF = frozenset({"itself", "himself", "herself", "themselves"})
_CLOSERS = frozenset({",", "—", "–", "-", "?", "!", "--"})
SILENT = frozenset({"comment", "respond", "elaborate", "answer", "reply", "react", "confirm", "explain"})
_PLURALS = frozenset(
    {"police", "people", "men", "women", "gunmen", "media", "both", "many", "some", "others", "militia"}
)
_DOCUMENTS = frozenset({"statement", "letter", "report", "message", "post", "tweet", "interview", "note"})


def build(scene: Scene, group: Group, earlier: list[Frame]) -> Frame | None:
    """The frame of a verb group, or None where it gives nobody's word."""
    doc, hi = scene.doc, scene.hi
    comp = complement(doc, group, scene.quotes, hi)
    takes = group.cue.takes
    if "relay" in takes and (relayed := relay(scene, group)):
        return relayed
    if group.passive:
        return passive(scene, group, comp)
    if "seem" in takes:
        return seeming(scene, group)
    if "it_wh" in takes:
        if not _wh_next(doc, group, hi):
            return None
        first = group.first - 1 if doc.lower[group.first - 1] == "it" else group.first
        return Frame(group.cue, group, (first, group.last), None, "right", "wh", group.last, boundary=first)
    if "there" in takes:
        return there_was(scene, group)
    if group.form == "ing":
        return _participle(scene, group, comp, earlier)
    if group.form == "to":
        return _infinitive(scene, group, comp)
    if group.form in {"finite", "bare"}:
        return _finite(scene, group, comp, earlier)
    return None


def _wh_next(doc: Doc, group: Group, hi: int) -> bool:
    return group.last < hi and doc.lower[group.last] in {
        "who",
        "what",
        "how",
        "if",
        "whether",
        "why",
        "where",
        "when",
        "which",
    }


def _finite(scene: Scene, group: Group, comp: Complement, earlier: list[Frame]) -> Frame | None:
    doc, sent, quotes = scene.doc, scene.sent, scene.quotes
    source = scene.subject(group.first)
    says = "quote" in group.cue.takes
    after = comp.kind == "none" or (comp.kind == "np" and _speaker_last(scene, source, group))
    if source is not None and says and after and doc.words[group.first - 1] == ",":
        inverted = _inverted(scene, group)
        if inverted:
            return inverted
    if source is None:
        inverted = _inverted(scene, group) if says else None
        if inverted:
            return inverted
        return asked(scene, group, comp) or _shared(scene, group, comp, earlier)
    told = _claim_told(scene, source, group) if comp.kind == "none" and "np" in group.cue.takes else None
    if told is not None or not _verbal(doc, group, comp):
        return told
    before = source[0] - 1
    after_quote = before > sent.first and ends_quote(doc, quotes, before)
    if says and before < sent.first and answers_quote(scene, before):
        after_quote = True
    stands = after_quote or (before > sent.first and doc.words[before] in _CLOSERS and _closed(scene, comp, source))
    if says and stands and (comp.kind == "none" or (after_quote and comp.kind == "quote")):
        return Frame(
            group.cue,
            group,
            (group.first, group.last),
            source,
            "left",
            "quote" if after_quote else "clause",
            comp.after,
            left=(-1, before),
            boundary=before,
        )
    if comp.kind == "none":
        if "alone" in group.cue.takes or (negative(doc, group, source) and group.cue.id in SILENT):
            return right(group, source, comp, "own", source[0])
        fronted = _fronted(scene, source, group)
        if fronted:
            return fronted
        return None
    if (
        "predicate" in group.cue.takes
        and not phrase_opens(doc, source[1] - 1, sent.first)
        and doc.tags[comp.start] in {"NAME", "QUOTE", "DET"}
        and source[1] - source[0] > 1
    ):
        return None  # "a group called the Brigade"
    if group.cue.act == "wants" and doc.lower[source[0]] in {"who", "that", "which"}:
        return None
    return right(group, source, comp, "own", source[0])


def _closed(scene: Scene, comp: Complement, source: Tokens) -> bool:
    """Whether nothing but adjuncts follows a cue that closes a clause: "A, the army said on Monday"."""
    doc = scene.doc
    if doc.lower[source[0]] in {"who", "which", "that"}:
        return False
    p = comp.after
    return (
        p >= scene.hi
        or doc.tags[p] in {"PUNCT", "CONJ", "SUB", "QUOTE"}
        or doc.lower[p] in {"of", "about", "as", "after"}
    )


def _claim_told(scene: Scene, source: Tokens, group: Group) -> Frame | None:
    """ ", a charge Kigali denies", ", a figure the government disputes": what is denied stands before its denier."""
    doc = scene.doc
    first = next((i for i in (source[0], source[0] - 2) if i > scene.sent.first and doc.words[i - 1] == ","), -1)
    if first < 0 or doc.lower[first] not in {"a", "an"} or not tells(doc, first + 1) or source[1] <= first + 2:
        return None
    return Frame(
        group.cue, group, (group.first, group.last), (first + 2, source[1]), "none", "none",
        boundary=first - 1, pieces=[(first, first + 2)],
    )  # fmt: skip


def _fronted(scene: Scene, source: Tokens, group: Group) -> Frame | None:
    """ "what he called", "which the army said was lost": the object stands before as a relative."""
    doc, k = scene.doc, source[0] - 1
    relative = k > scene.sent.first and doc.lower[k] in {"what", "which", "whom", "that"}
    if not relative or group.cue.act not in {"says", "judges"} or doc.lower[source[0]] in {"which", "who", "that"}:
        return None
    cue_span = (group.first, group.last)
    goes_on = "clause" in group.cue.takes and group.last < scene.hi and doc.tags[group.last] in {"VERB", "AUX", "MODAL"}
    if goes_on:
        return Frame(group.cue, group, cue_span, source, "around", "clause", group.last, left=(k, k + 1), boundary=k)
    return Frame(group.cue, group, cue_span, source, "none", "none", boundary=k, pieces=[(k, k + 1)])


def _verbal(doc: Doc, group: Group, comp: Complement) -> bool:
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
    if doc.tags[i] == "NAME" and _cased(doc, i) and comp.kind not in {"that", "quote", "colon", "wh"}:
        return False
    heads = doc.lower[i - 1] in lexicon().heads or doc.lower[i - 1].endswith("ing")  # "the military", "reporting"
    if doc.tags[i - 1] in {"DET", "POSS", "ADJ", "NUM", "PREP", "VERB"} and not heads:
        return False
    plural = doc.lower[i - 1] in _PLURALS or doc.lower[i - 1].endswith("s") and not doc.lower[i - 1].endswith("ss")
    agrees = plural != doc.lower[i].endswith("s") or doc.tags[i - 1] == "PRON"
    return (
        agrees
        and comp.kind in {"that", "wh", "quote", "clause", "to", "np", "none"}
        and not (comp.kind in {"np", "clause"} and doc.tags[comp.start] in {"NOUN"})
    )


def _cased(doc: Doc, i: int) -> bool:
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
    at = before if before >= sent.first or answers_quote(scene, before) else -1
    if at < 0 or not (doc.words[at] in _CLOSERS or doc.tags[at] == "QUOTE"):
        return None
    if group.last >= hi or doc.tags[group.last] == "PRON" and doc.lower[group.last] not in {"he", "she", "they"}:
        return None
    end = phrase_after(doc, group.last, hi)
    if end is None:
        return None
    if end < hi and doc.tags[end] in {"VERB", "AUX", "MODAL"}:
        if doc.tags[end] != "VERB" or not doc.lower[end].endswith(("ed", "ing")) or doc.tags[at] != "QUOTE":
            return None
        end = next((i for i in range(end, hi) if doc.words[i] in {",", ";", "—"}), hi)
    kind = "quote" if doc.tags[at] == "QUOTE" else "clause"
    return Frame(
        group.cue, group, (group.first, group.last), (group.last, end), "left", kind, end, left=(-1, at), boundary=at
    )


def _speaker_last(scene: Scene, subject: Tokens | None, group: Group) -> bool:
    """ "One man was hurt, and two cars burned, noted the spokesman": the last noun speaks, the first has its verb."""
    doc, end = scene.doc, phrase_after(scene.doc, group.last, scene.hi)
    if subject is None or end is None or (end < scene.hi and doc.tags[end] != "PUNCT"):
        return False
    told = any(doc.tags[k] in {"VERB", "AUX"} for k in range(subject[1], group.first - 1))
    return told and any(agent_index().match(doc.words, k) for k in range(group.last, end))


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
    return right(group, source, comp, "conj", boundary) if source else None


def _participle(scene: Scene, group: Group, comp: Complement, earlier: list[Frame]) -> Frame | None:
    """ "..., saying that", "citing the ministry"."""
    doc, sent = scene.doc, scene.sent
    if comp.kind == "none" and "alone" not in group.cue.takes:
        return None
    k = group.first - 1
    boundary = group.first
    if k >= sent.first:
        object_self = "predicate" in group.cue.takes and doc.lower[comp.start] in SELF
        if (
            object_self
            or doc.tags[k] in {"DET", "ADJ", "POSS", "TO", "VERB"}
            or (doc.tags[k] == "PREP" and doc.lower[k] == "of")
        ):
            return None
        if doc.chunk_of[k] >= 0 and doc.tags[k] in {"NOUN", "NAME", "PRON"}:
            start = phrase_before(doc, group.first, sent.first)
            attached = doc.lower[k] in _DOCUMENTS or (start is not None and doc.lower[start - 1] == "with")
            if start is not None and (attached or (not earlier and _host(scene, group, []) is None)):
                return right(group, (start, group.first), comp, "ing", boundary)
        boundary = k if comma_at(doc, k) or doc.tags[k] in {"CONJ", "PREP"} else group.first
        if doc.tags[k] == "CONJ" and k - 1 >= sent.first and doc.words[k - 1] == ",":
            boundary = k - 1
    inserted = k > sent.first and doc.words[k] == "," and not any(one.cue.act == "says" for one in earlier)
    start = phrase_before(doc, k, sent.first) if inserted else None
    host = _host(scene, group, earlier)
    source = (start, k) if start is not None and host is None else host
    if source is None and k < sent.first:
        source = _following(doc, sent, comp)
    return right(group, source, comp, "ing", boundary) if source else None


def _following(doc: Doc, sent: Sent, comp: Complement) -> Tokens | None:
    """The subject of the main clause after an opening participle: "Citing police, the agency said"."""
    for i in range(comp.start, sent.last - 1):
        if doc.words[i] == ",":
            end = phrase_after(doc, i + 1, sent.last, clauses=False)
            if end is not None and end < sent.last and doc.tags[end] in {"VERB", "AUX", "MODAL"}:
                return i + 1, end
    return None


def _infinitive(scene: Scene, group: Group, comp: Complement) -> Frame | None:
    if comp.kind not in {"that", "wh", "quote", "clause"} or group.cue.act in {"thinks", "wants"}:
        return None
    source = _host(scene, group, [])
    return right(group, source, comp, "ing", group.first) if source else None


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
