"""How a statement stands to what it says: stance, factuality, and whether it is quoted."""

from __future__ import annotations

from counterclaim.codebook.cues import Cue, cue_index
from counterclaim.read.cuewords import Group
from counterclaim.read.document import Doc
from counterclaim.read.quotes import Quotes
from counterclaim.read.sources import Tokens

_SPEAKING = frozenset({"say", "comment", "confirm", "answer", "respond", "respond to", "elaborate", "specify", "disclose", "reveal", "identify", "name", "give", "provide", "explain", "mention", "state"})
_WEAKER = {"CT": 3, "PR": 2, "PS": 1}
_RANK = {3: "CT", 2: "PR", 1: "PS"}


def stance_of(doc: Doc, cue: Cue, group: Group | None, content: str) -> str:
    """The stance a cue gives, turned by a negation: "did not confirm" declines, "could not verify" cannot."""
    if group is None or not group.negated:
        return cue.stance
    modal = doc.lower[group.modal] if group.modal >= 0 else ""
    if cue.id in {"verify", "corroborate"} or (cue.id == "confirm" and modal.startswith("could")):
        return "cannot_verify"
    if cue.stance in {"denies", "doubts"}:
        return "confirms" if cue.id not in {"rule out", "dispute", "doubt"} else "asserts"
    if cue.id in _SPEAKING:
        return "declines"
    if cue.stance == "confirms":
        return "denies" if cue.id in {"accept", "agree"} else "declines"
    if cue.id == "believe" or cue.id == "think":
        return "doubts"
    return cue.stance


def factuality_of(doc: Doc, cue: Cue, group: Group | None, stance: str, pieces: list[Tokens], quoted: str) -> str:
    """The cue's factuality, weakened by words of doubt in the cue or the content."""
    base = cue.factuality
    if stance in {"cannot_verify", "declines"}:
        return "Uu"
    if group is not None and group.negated:
        base = _negated(base, stance)
    if base == "Uu":
        return base
    certainty, sign = base[:2], base[2:]
    effects = _hedges(doc, group, pieces)
    if "Uu" in effects and stance in {"asserts", "announces"}:
        return "Uu"
    rank = min([_WEAKER[certainty], *(_WEAKER[effect] for effect in effects if effect != "Uu")])
    if sign == "+" and stance in {"asserts", "announces", "accuses", "confirms"} and _denies_inside(doc, pieces):
        sign = "-"
    return _RANK[rank] + sign


def _negated(base: str, stance: str) -> str:
    if stance == "doubts":
        return "PR-"
    if base.endswith("-"):
        return "CT+" if stance == "confirms" else "Uu"
    return "Uu"


def _hedges(doc: Doc, group: Group | None, pieces: list[Tokens]) -> list[str]:
    """Effects of words of doubt in the cue's verb group and before the first clause of the content is over."""
    spans = list(pieces[:1])
    if group is not None:
        spans.append((group.first, group.last))
    found: list[str] = []
    hedges = cue_index().hedges
    for first, last in spans:
        for i in range(first, last):
            for hedge in hedges.get(doc.lower[i], ()):
                if doc.lower[i : i + len(hedge.words)] == list(hedge.words) and _main_clause(doc, first, i, hedge.effect):
                    found.append(hedge.effect)
                    break
    return found


def _main_clause(doc: Doc, first: int, i: int, effect: str) -> bool:
    """A modal weighs only in the content's own first clause; an adverb of doubt anywhere near its head."""
    inner = sum(doc.tags[j] == "SUB" or doc.words[j] in {",", ";"} or doc.tags[j] == "CONJ" for j in range(first + 1, i))
    return inner == 0 if effect == "Uu" or doc.tags[i] == "MODAL" else inner <= 1


def _denies_inside(doc: Doc, pieces: list[Tokens]) -> bool:
    """ "said no shell had been fired", "said its guns did not fire": the content's own clause is negative."""
    if not pieces:
        return False
    first, last = pieces[0]
    for i in range(first, last):
        if i > first and (doc.tags[i] == "SUB" or doc.words[i] in {",", ";"}):
            return False
        if doc.lower[i] in {"not", "no", "never", "nobody", "none", "neither"} or doc.lower[i].endswith("n't"):
            return True
    return False


def quoted_how(doc: Doc, pieces: list[Tokens], quotes: Quotes) -> str:
    """direct (all words stand in quotation marks) | mixed | indirect."""
    words = [quotes.of[i] >= 0 for first, last in pieces for i in range(first, last) if doc.words[i][0].isalnum()]
    if not words or not any(words):
        return "indirect"
    return "direct" if all(words) else "mixed"
