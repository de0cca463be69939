"""How a statement stands to what it says: stance, factuality, and whether it is quoted."""

from __future__ import annotations

from typing import NamedTuple

from counterclaim.codebook.cues import Cue, Turn, cue_index
from counterclaim.read.cuewords import Group
from counterclaim.read.document import Doc
from counterclaim.read.phrases import Tokens
from counterclaim.read.quotes import Quotes

_SPEAKING = frozenset(
    {
        "say",
        "comment",
        "confirm",
        "answer",
        "respond",
        "respond to",
        "elaborate",
        "specify",
        "disclose",
        "reveal",
        "identify",
        "name",
        "give",
        "provide",
        "explain",
        "mention",
        "state",
        "discuss",
        "comment on",
        "speak",
        "talk",
        "talk about",
        "go into",
    }
)
_CHECKING = frozenset({"verify", "corroborate", "check", "be able to verify", "be able to confirm"})
_FINDING = frozenset({"confirm", "establish", "determine", "tell", "ascertain"})
_FIRST = frozenset({"we", "our", "i", "my"})
_OWN = frozenset({"it", "they", "we", "its", "their", "our", "he", "she", "his", "her", "i"})
_WEAKER = {"CT": 3, "PR": 2, "PS": 1}
_RANK = {3: "CT", 2: "PR", 1: "PS"}


class Outlook(NamedTuple):
    """Stance and factuality of a statement."""

    stance: str
    factuality: str


def outlook_of(doc: Doc, cue: Cue, group: Group, pieces: list[Tokens], *, negated: bool) -> Outlook:
    """Stance and factuality from the cue, a negation with it, and what was said."""
    stance, base = cue.stance, cue.factuality
    turn = None if negated else _turned(doc, cue, pieces)
    if turn:
        stance, base = turn.stance, turn.factuality
    elif negated:
        stance = _negated_stance(doc, cue, group)
        base = _negated(base, stance)
    if stance in {"cannot_verify", "declines"}:
        return Outlook(stance, "Uu" if stance != cue.stance else cue.factuality)
    return Outlook(stance, _weakened(doc, group, stance, base, pieces))


def _turned(doc: Doc, cue: Cue, pieces: list[Tokens]) -> Turn | None:
    """What was said that makes a plain saying a denial, a claim of responsibility or a condemnation."""
    if not pieces or cue.stance not in {"asserts", "announces"} or cue.act not in {"says", "judges"}:
        return None
    first, last = pieces[0]
    own = _FIRST if doc.tags[first] == "QUOTE" else _OWN  # "they" in somebody's own words are others
    while first < last and doc.tags[first] in {"QUOTE", "SUB"}:
        first += 1
    for turn in cue_index().turns:
        if (turn.cues == "judges") != ("passive" in cue.takes and cue.act == "judges"):
            continue
        if turn.where == "plan":
            if doc.lower[first] in own and _plans(doc, turn, first, last):
                return turn
            continue
        if turn.where == "own" and doc.lower[first] not in own:
            continue
        if turn.where == "act":
            if doc.lower[first] in own and _acts(doc, turn, first, last):
                return turn
            continue
        reach = min(last, first + (9 if turn.where == "whole" else 12))
        if turn.where == "whole" and last - first > 10:
            continue
        here = set(doc.lower[first:reach])
        if any(phrase[0] in here and _stands(doc, phrase, first, reach) for phrase in turn.phrases):
            return turn
    return None


def _acts(doc: Doc, turn: Turn, first: int, last: int) -> bool:
    """ "it killed", "its units had answered": the first verb, in the active voice, is one of the turn's."""
    for i in range(first + 1, min(last, first + 7)):
        if doc.tags[i] == "AUX" and doc.lower[i] in {"was", "were", "is", "are", "been", "be", "being"}:
            return False
        if doc.tags[i] in {"SUB", "PUNCT", "NEG", "MODAL"}:
            return False
        if doc.tags[i] == "VERB":
            return (doc.lemma(i),) in turn.phrases
    return False


def _plans(doc: Doc, turn: Turn, first: int, last: int) -> bool:
    """ "it would open", "its observers will go": the turn's words soon after the subject, and no "not" behind."""
    for i in range(first + 1, min(last, first + 4)):
        for phrase in turn.phrases:
            after = i + len(phrase)
            if doc.lower[i:after] == list(phrase) and after < last:
                return doc.lower[after] not in {"not", "never", "have"}
        if doc.tags[i] in {"VERB", "PUNCT", "SUB"}:
            return False
    return False


def _stands(doc: Doc, phrase: tuple[str, ...], first: int, last: int) -> bool:
    words = list(phrase)
    return any(
        doc.lower[i] == words[0] and doc.lower[i : i + len(words)] == words and doc.lower[i - 1] not in {"not", "no"}
        for i in range(first, last)
    )


def _negated_stance(doc: Doc, cue: Cue, group: Group) -> str:
    """ "did not confirm" declines, "could not verify" cannot, "did not deny" confirms."""
    modal = doc.lower[group.modal] if group.modal >= 0 else ""
    if cue.id in _CHECKING or (cue.id in _FINDING and modal.startswith(("could", "cannot", "can"))):
        return "cannot_verify"
    if cue.stance in {"denies", "doubts"}:
        return "asserts"
    if cue.id in _SPEAKING:
        return "declines"
    if cue.stance == "confirms":
        return "denies" if cue.id in {"accept", "agree", "recognize", "recognise"} else "declines"
    return "doubts" if cue.id in {"believe", "think"} else cue.stance


def _weakened(doc: Doc, group: Group, stance: str, base: str, pieces: list[Tokens]) -> str:
    """The cue's factuality, weakened by words of doubt in the cue or the content."""
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
        return "Uu"
    return "Uu"


def _hedges(doc: Doc, group: Group, pieces: list[Tokens]) -> list[str]:
    """Effects of words of doubt in the cue's verb group and before the first clause of the content is over."""
    spans = [*pieces[:1], (group.first, group.last)]
    found: list[str] = []
    hedges = cue_index().hedges
    for first, last in spans:
        for i in range(first, last):
            for hedge in hedges.get(doc.lower[i], ()):
                if doc.lower[i : i + len(hedge.words)] == list(hedge.words) and _main_clause(
                    doc, first, i, hedge.effect
                ):
                    found.append(hedge.effect)
                    break
    return found


def _main_clause(doc: Doc, first: int, i: int, effect: str) -> bool:
    """A modal weighs only in the content's own first clause; an adverb of doubt anywhere near its head."""
    inner = sum(
        doc.tags[j] == "SUB" or doc.words[j] in {",", ";"} or doc.tags[j] == "CONJ" for j in range(first + 1, i)
    )
    return inner == 0 if effect == "Uu" or doc.tags[i] == "MODAL" else inner <= 1


def _denies_inside(doc: Doc, pieces: list[Tokens]) -> bool:
    """ "said no shell had been fired", "said its guns did not fire": the content's own clause is negative."""
    if not pieces:
        return False
    first, last = pieces[0]
    while first < last and (
        doc.tags[first] == "QUOTE" or doc.lower[first] in {"that", "there", "was", "were", "is", "are"}
    ):
        first += 1
    fewer = first + 1 < last and doc.lower[first + 1] in {"fewer", "less"}  # "no fewer than nine" is a count
    if first < last and doc.lower[first] in {"no", "nobody", "none", "neither", "nothing"} and not fewer:
        return True
    if doc.lower[first : first + 2] == ["not", "one"] or doc.lower[first : first + 3] == ["not", "a", "single"]:
        return True
    for i in range(first, last):
        if i > first and (doc.tags[i] == "SUB" or doc.words[i] in {",", ";", "."}):
            return False
        if doc.lower[i] in {"never", "nobody", "none", "nothing"} or doc.lower[i].endswith("n't"):
            return True
        if doc.lower[i] == "not":
            return doc.tags[i - 1] in {"AUX", "MODAL"}
    return False


def quoted_how(doc: Doc, pieces: list[Tokens], quotes: Quotes) -> str:
    """direct (all words stand in quotation marks) | mixed | indirect."""
    words = [quotes.of[i] >= 0 for first, last in pieces for i in range(first, last) if doc.words[i][0].isalnum()]
    if not words or not any(words):
        return "indirect"
    return "direct" if all(words) else "mixed"
