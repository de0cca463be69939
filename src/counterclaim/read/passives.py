"""Frames without a plain subject: passives, "seemed", "quoted X as saying", "there was no comment", "asked about"."""

from __future__ import annotations

from counterclaim.read.contents import Complement, complement
from counterclaim.read.cuewords import Group
from counterclaim.read.document import Doc
from counterclaim.read.phrases import Tokens, phrase_after, phrase_before
from counterclaim.read.scene import Frame, Scene, cited, right


def passive(scene: Scene, group: Group, comp: Complement) -> Frame | None:
    """ "was accused of", "is believed to", "it was reported that", "was told that"."""
    doc, hi = scene.doc, scene.hi
    takes = group.cue.takes
    subject = scene.subject(group.first)
    agent, rest = agent_after(doc, group.last, hi)
    if "addressee" in takes and comp.kind in {"that", "wh", "np", "quote"} and comp.start >= 0:
        return right(group, agent, comp, "own", subject[0] if subject else group.first)
    if "passive" not in takes or subject is None:
        return None
    if doc.lower[subject[0]] == "it" and comp.kind in {"that", "clause"}:
        return right(group, agent, comp, "own", subject[0])
    p = rest if agent else group.last
    cue_last = group.last
    plain = group.cue.stance in {"confirms", "denies", "condemns"} and group.cue.act == "says"
    if not agent and p < hi and doc.lower[p] in group.cue.joins | {"for", "of"}:
        agent = _late_agent(doc, p, hi)
    if p < hi and doc.lower[p] in group.cue.joins | {"of", "for"} and doc.tags[p] == "PREP":
        cue_last, p = p + 1, p + 1
    elif plain and (agent or p >= hi or doc.tags[p] in {"PUNCT", "CONJ", "SUB"}):
        return Frame(
            group.cue, group, (group.first, cue_last), agent, "around", "passive", hi, left=subject, boundary=subject[0]
        )
    elif not agent and not (
        p < hi and (doc.lower[p] in {"to", "as", "dead", "missing", "killed"} or group.cue.act in {"judges", "thinks"})
    ):
        return None
    frame = Frame(
        group.cue, group, (group.first, cue_last), agent, "around", "passive", p, left=subject, boundary=subject[0]
    )
    if agent and agent[0] > p:
        frame.stop = agent[0] - 1
    return frame


def agent_after(doc: Doc, p: int, hi: int) -> tuple[Tokens | None, int]:
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


def seeming(scene: Scene, group: Group) -> Frame | None:
    doc, hi = scene.doc, scene.hi
    subject = scene.subject(group.first)
    p = group.last
    if (
        subject is None
        or p >= hi
        or doc.tags[p] in {"PUNCT", "TIME", "SUB"}
        or (doc.tags[p] == "PREP" and doc.lower[p] != "to")
    ):
        return None
    return Frame(group.cue, group, (group.first, p), None, "around", "seem", p, left=subject, boundary=subject[0])


def relay(scene: Scene, group: Group) -> Frame | None:
    """ "X quoted Y as saying A": the word is Y's, by way of X."""
    doc, hi = scene.doc, scene.hi
    p = group.last
    outer = None if group.passive else scene.subject(group.first)
    if group.passive:
        source = scene.subject(group.first)
        agent, p = agent_after(doc, p, hi)
        outer = agent
    else:
        end = phrase_after(doc, p, hi, clauses=False)
        if end is None:
            return None
        source, p = (p, end), end
    if (
        p + 2 >= hi
        or doc.lower[p] != "as"
        or doc.lower[p + 1] not in {"saying", "telling", "denying", "claiming", "confirming", "stating"}
    ):
        return None
    cue_span = (group.first, p + 2) if group.passive and not outer else (p, p + 2)
    if outer and doc.lower[outer[0]] in {"that", "which", "who"}:
        head = phrase_before(doc, outer[0], scene.sent.first)
        outer = outer if head is None else (head, outer[0])
    adjuncts = all(doc.tags[i] in {"TIME", "PREP", "ADV", "NUM"} for i in range(p + 2, hi))
    if adjuncts and outer and source and doc.words[outer[0] - 1] == ",":
        at = outer[0] - 1
        return Frame(group.cue, group, cue_span, source, "left", "clause", hi, left=(-1, at), boundary=at, via=[outer])
    start = p + 2
    if start < hi and doc.words[start] in {":", ","}:
        start += 1
    frame = Frame(group.cue, group, cue_span, source, "right", "clause", start, boundary=source[0] if source else p)
    if outer:
        frame.via.append(outer)
    return frame


def there_was(scene: Scene, group: Group) -> Frame | None:
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


def asked(scene: Scene, group: Group, comp: Complement) -> Frame | None:
    """ "Asked whether A, he said B": a question by somebody mostly not told."""
    doc, sent = scene.doc, scene.sent
    k = group.first - 1
    opens = k < sent.first or doc.lower[k] in {"when", "if"} or doc.words[k] == "," or doc.tags[k] == "CONJ"
    if not opens or doc.lower[group.head] != "asked":
        return None
    agent, p = agent_after(doc, group.last, scene.hi)
    if agent and p < scene.hi:
        comp = complement(doc, group._replace(last=p), scene.quotes, scene.hi)
    if comp.kind not in {"wh", "np", "to"}:
        return None
    frame = right(group, agent, comp, "own", max(k, sent.first))
    frame.kind = "asked"
    frame.cue_span = (group.first, group.last if agent else comp.cue_last)
    return frame
