"""The cues of attribution, the words of doubt and the channels of a statement, ready to look up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from counterclaim.codebook.loader import Entry, load
from counterclaim.errors import CodebookError
from counterclaim.values.inflect import plural, verb_forms

KINDS = frozenset({"verb", "noun", "preposition", "adverb", "other"})
STANCES = frozenset(
    [
        "asserts",
        "announces",
        "accuses",
        "denies",
        "confirms",
        "doubts",
        "cannot_verify",
        "declines",
        "retracts",
        "claims_responsibility",
        "condemns",
        "urges",
        "demands",
        "threatens",
    ]
)
FACTUALITIES = frozenset({"CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"})
ACTS = frozenset({"says", "thinks", "wants", "judges", "shows"})
_BE = {"be": "base", "is": "s", "are": "s", "am": "s", "was": "past", "were": "past", "been": "part", "being": "ing"}
_HAVE = {"have": "base", "has": "s", "had": "past", "having": "ing"}


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: `words` in base form, `takes` the complements it allows, `joins` prepositions before what was said.

    `needs`: one of these words must stand later in the clause ("hold X responsible"); `objects`: heads one of
    which its object must have. `question`, `whole`: the stance where a question follows, where an object is all.
    """

    id: str
    kind: str
    words: tuple[str, ...]
    takes: frozenset[str]
    joins: frozenset[str]
    needs: frozenset[str]
    stance: str
    factuality: str
    act: str
    question: str | None
    whole: str | None
    objects: frozenset[str]


class Hedge(NamedTuple):
    """A phrase of doubt and what it leaves of a claim: PR, PS or Uu."""

    id: str
    words: tuple[str, ...]
    effect: str


class Turn(NamedTuple):
    """Phrases in what was said that turn a plain cue's stance.

    `where`: any | whole (little else is said) | own (of the source itself) | plan (what it itself will do) | act (verbs
    of what it did itself).
    """

    id: str
    cues: str
    where: str
    phrases: tuple[tuple[str, ...], ...]
    stance: str
    factuality: str


class CueIndex(NamedTuple):
    """Cues by the first word as it stands in a text, longest first; `verbs` with the forms that the word can be.

    `hedges` by first word; `channels` are head words of what a statement was made by, `speakers` of who can be cited;
    `unlisted` stands for words of saying that only the model knows.
    """

    verbs: dict[str, tuple[tuple[Cue, frozenset[str]], ...]]
    nouns: dict[str, Cue]
    phrases: dict[str, tuple[Cue, ...]]
    adverbs: dict[str, Cue]
    hedges: dict[str, tuple[Hedge, ...]]
    turns: tuple[Turn, ...]
    channels: frozenset[str]
    speakers: frozenset[str]
    unlisted: Cue


@cache
def cue_index() -> CueIndex:
    """The index over `data/cues.yaml`, `hedges.yaml`, `turns.yaml` and `channels.yaml`, built once a process."""
    cues = [(_cue(entry), entry) for entry in load("cues")]
    return CueIndex(
        verbs=_verbs([(cue, entry) for cue, entry in cues if cue.kind == "verb"]),
        nouns={form: cue for cue, _ in cues if cue.kind == "noun" for form in (cue.id, plural(cue.id))},
        phrases=_by_first([cue for cue, _ in cues if cue.kind == "preposition"]),
        adverbs={cue.id: cue for cue, _ in cues if cue.kind == "adverb"},
        hedges=_hedges(),
        turns=tuple(_turn(entry) for entry in load("turns")),
        channels=frozenset(word for entry in load("channels") if entry["id"] != "speaker" for word in entry["words"]),
        speakers=frozenset(word for entry in load("channels") if entry["id"] == "speaker" for word in entry["words"]),
        unlisted=next(cue for cue, _ in cues if cue.kind == "other"),
    )


def _cue(entry: Entry) -> Cue:
    cue = Cue(
        id=entry["id"],
        kind=entry["class"],
        words=tuple(str(entry.get("verb", entry["id"])).split()),
        takes=frozenset(str(entry.get("takes", "")).split()),
        joins=frozenset(entry.get("with", ())),
        needs=frozenset(entry.get("needs", ())),
        stance=entry.get("stance", "asserts"),
        factuality=entry.get("factuality", "CT+"),
        act=entry.get("act", "says"),
        question=entry.get("question"),
        whole=entry.get("whole"),
        objects=frozenset(entry.get("objects", ())),
    )
    known = cue.kind in KINDS and cue.stance in STANCES and cue.factuality in FACTUALITIES and cue.act in ACTS
    if not known:
        raise CodebookError(f"cues.yaml: {cue.id}: a class, stance, factuality or act that is not known")
    return cue


def _verbs(cues: list[tuple[Cue, Entry]]) -> dict[str, tuple[tuple[Cue, frozenset[str]], ...]]:
    irregular = {base: (past, part) for base, past, part in _grammar("irregular")["forms"]}
    found: dict[str, list[tuple[Cue, frozenset[str]]]] = defaultdict(list)
    for cue, entry in cues:
        names: dict[str, set[str]] = defaultdict(set)
        for name, form in _forms(cue.words[0], entry.get("forms", ()), irregular):
            names[form].add(name)
        for form, kinds in names.items():
            found[form].append((cue, frozenset(kinds)))
    return {
        form: tuple(sorted(pairs, key=lambda pair: (-len(pair[0].words), not pair[0].objects)))
        for form, pairs in found.items()
    }


def _forms(base: str, given: list[str], irregular: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    fixed = {"be": _BE, "have": _HAVE}.get(base)
    if fixed:
        return [(name, form) for form, name in fixed.items()]
    forms = verb_forms(base)
    pairs = list(forms.items())
    if base in irregular:
        past, part = irregular[base]
        pairs = [(name, form) for name, form in pairs if name not in {"past", "part"}]
        pairs += [("past", past), ("part", part)]
    return pairs + [("ing" if form.endswith("ing") else name, form) for form in given for name in ("past", "part")]


def _by_first(cues: list[Cue]) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = defaultdict(list)
    for cue in cues:
        found[cue.words[0]].append(cue)
    return {word: tuple(sorted(some, key=lambda cue: -len(cue.words))) for word, some in found.items()}


def _hedges() -> dict[str, tuple[Hedge, ...]]:
    found: dict[str, list[Hedge]] = defaultdict(list)
    for entry in load("hedges"):
        for phrase in entry["phrase"].split("|"):
            words = tuple(phrase.split())
            found[words[0]].append(Hedge(entry["id"], words, entry["effect"]))
    return {word: tuple(sorted(some, key=lambda hedge: -len(hedge.words))) for word, some in found.items()}


def _turn(entry: Entry) -> Turn:
    phrases = tuple(tuple(phrase.split()) for phrase in entry["words"])
    where = entry.get("where", "any")
    return Turn(entry["id"], entry["cues"], where, phrases, entry["stance"], entry["factuality"])


def _grammar(name: str) -> Entry:
    return next(entry for entry in load("grammar") if entry["id"] == name)
