"""One rule for each way in which harm is said of people; each marks what it counts and says whether it did."""

from __future__ import annotations

from collections.abc import Callable

from counterclaim.codebook.harm import HarmWord, cue_words
from counterclaim.read.document import Doc
from counterclaim.read.harm_lists import listed_right
from counterclaim.read.harm_near import has_be, objects_of, subjects_of
from counterclaim.read.harm_people import NOBODY, ONE, People
from counterclaim.read.harm_tally import Tally, agent_of, by_agent


def _verb(tally: Tally, first: int, last: int, word: HarmWord) -> bool:
    """ "killed four", "four were killed", "four killed in ..."."""
    doc = tally.doc
    participle = word.form in {"part", "past"}
    passive = participle and has_be(doc, first)
    victims = None if passive else objects_of(tally.crowd, last)
    if victims is not None:
        return tally.people(victims, first, last, word, agent_of(doc, first)) or doc.tags[first] == "VERB"
    if not participle and word.form != "ing":
        return False
    if word.form == "ing" and not (has_be(doc, first) and doc.lower[first - 1] == "being"):
        return _noun(tally, first, last, word)
    marked = tally.people(subjects_of(tally.crowd, first), first, last, word, by_agent(doc, last))
    return _company(tally, first, last, word) or marked


def _intransitive(tally: Tally, first: int, last: int, word: HarmWord) -> bool:
    marked = tally.people(subjects_of(tally.crowd, first), first, last, word)
    return _company(tally, first, last, word) or marked


def _company(tally: Tally, first: int, last: int, word: HarmWord) -> bool:
    """ "was killed along with 13 others", "killed with two aides": they were harmed too."""
    doc = tally.doc
    end = doc.sents[doc.sent_of[first]].last
    k = last
    if k < end and doc.lower[k] in {"along", "together"}:
        k += 1
    if k >= end or doc.lower[k] not in cue_words("company"):
        return False
    people = next((p for p in tally.crowd.of(doc.sent_of[first]) if p.first == k + 1), None)
    along = doc.lower[k - 1] in {"along", "together"} or doc.lower[k] != "with"
    if people is None or not (people.more or along or (people.person and people.kind == "number")):
        return False
    return tally.people(listed_right(tally.crowd, people._replace(more=True)), first, last, word)


def _adjective(tally: Tally, first: int, last: int, word: HarmWord) -> bool:
    """ "three dead", "left five people dead", "was found dead", "6,000 wounded people"."""
    doc = tally.doc
    around = next((p for p in tally.crowd.of(doc.sent_of[first]) if p.first < first < p.last), None)
    if around is not None:
        told = (
            around.kind == "number"
            and all(doc.tags[k] in {"NUM", "ADJ", "ADV"} or k < first - 2 for k in range(around.first, first))
            and doc.lower[first - 1] not in {"of", "the"}
        )
        return told and around.head >= first and tally.people([around], first, last, word)
    return tally.people(subjects_of(tally.crowd, first), first, last, word)


def _noun(tally: Tally, first: int, last: int, word: HarmWord) -> bool:
    """ "four deaths", "the deaths of four soldiers", "no casualties"."""
    doc = tally.doc
    end = doc.sents[doc.sent_of[first]].last
    of = _past_doer(doc, last, end)
    if of < end and doc.lower[of] in {"of", "to"}:
        start = of + 2 if of + 1 < end and doc.lower[of + 1] == "the" else of + 1
        people = next((p for p in tally.crowd.of(doc.sent_of[first]) if p.first in {of + 1, start}), None)
        told = people is not None and (doc.lower[of] == "of" or people.kind == "number")
        if people is not None and told:
            listed = listed_right(tally.crowd, people, subject=False)
            if tally.people(listed, first, last, word):
                return True
    if word.how in {"verb", "loose", "faint"}:
        return False
    return _counted(tally, first, last, word)


def _past_doer(doc: Doc, last: int, end: int) -> int:
    """Past "by gunmen" between a noun of harm and its "of"."""
    if last + 1 < end and doc.lower[last] == "by" and doc.chunk_of[last + 1] >= 0:
        return doc.chunks[doc.chunk_of[last + 1]].last
    return last


def _counted(tally: Tally, first: int, last: int, word: HarmWord) -> bool:
    """A noun of harm with its own number: "four deaths", "no casualties", "without casualties"."""
    doc = tally.doc
    around = next(
        (p for p in tally.crowd.of(doc.sent_of[first]) if p.first < first < p.last and p.quantity is not None), None
    )
    of = doc.lower[last : last + 1] == ["of"]  # "four martyrs of one family"
    ends = around is not None and (of or around.last == last)
    if around is not None and around.kind in {"number", "nobody"} and ends:
        return tally.add(around._replace(head=around.head), first, last, word)
    lead = doc.lower[max(doc.sents[doc.sent_of[first]].first, first - 6) : first]
    if (
        {"no", "without"} & set(lead)
        and word.harm in {"casualties", "killed", "injured"}
        and not {"longer", "doubt"} & set(lead)
    ):
        at = first - 1 - next(n for n, low in enumerate(reversed(lead)) if low in {"no", "without"})
        nobody = People(at, last, last - 1, "nobody", NOBODY, doc.span(at, last), True)
        return _only_reported(doc, at, first) and tally.add(nobody, first, last, word)
    return False


def _only_reported(doc: Doc, at: int, first: int) -> bool:
    """ "no (reports of) casualties", "without (causing any) deaths": nothing but that stands between, and not that they
    are left untold: "no mention of casualties"."""
    if cue_words("untold") & set(doc.lower[at + 1 : first]):
        return False
    verbs = [k for k in range(at + 1, first) if doc.tags[k] in {"VERB", "AUX", "MODAL", "PUNCT"}]
    return not verbs or (doc.lower[at] == "without" and len(verbs) == 1 and doc.lower[verbs[0]].endswith("ing"))


def _body(tally: Tally, first: int, last: int, word: HarmWord) -> bool:
    """ "the bodies of four men", "four bodies were found"."""
    doc = tally.doc
    if _noun(tally, first, last, word._replace(how="body")):
        return True
    around = next((p for p in tally.crowd.of(doc.sent_of[first]) if p.first <= first < p.last), None)
    if around is None or around.quantity is None or around.last != last:
        return False
    sent = doc.sents[doc.sent_of[first]]
    found = bool(cue_words("found") & set(doc.lower[sent.first : sent.last]))
    counts = around.kind == "number" or (around.kind == "single" and found)
    return counts and tally.people([around], first, last, word)


def _taken(tally: Tally, first: int, last: int, word: HarmWord) -> bool:
    """ "claimed five lives", "took the lives of five", "three of them lost their lives", "took two hostages"."""
    doc = tally.doc
    start = doc.sents[doc.sent_of[first]].first
    verb = next((k for k in range(first - 1, max(start - 1, first - 8), -1) if doc.lemma(k) in word.verbs), None)
    if verb is None:
        return False
    if last < len(doc.lower) and doc.lower[last] == "of" and _noun(tally, first, last, word):
        return True
    if word.who == "patient":
        return "to" in doc.lower[verb:first] and _brought(tally, verb, last, word)
    around = next(
        (p for p in tally.crowd.of(doc.sent_of[first]) if verb < p.first <= first < p.last and p.kind == "number"), None
    )
    borne = word.who == "bearer"
    if borne and tally.people(subjects_of(tally.crowd, verb), verb, last, word):
        return True
    if around is not None:
        return not borne and tally.add(around, first, last, word)
    if doc.lower[first - 1] == "own" and doc.lower[first - 2] in {"his", "her"}:
        taker = People(first - 2, first, first - 1, "single", ONE, doc.span(first - 2, first), True, more=True)
        return tally.add(taker, verb, last, word)
    own = doc.lower[first - 1] in {"their", "his", "her", "its"}
    return word.who == "subject" and own and tally.people(subjects_of(tally.crowd, verb), verb, last, word)


def _brought(tally: Tally, verb: int, last: int, word: HarmWord) -> bool:
    """ "was taken to a hospital", "sent four people to the hospital": people alive as far as the words tell."""
    doc = tally.doc
    found = subjects_of(tally.crowd, verb) if has_be(doc, verb) else objects_of(tally.crowd, verb + 1) or []
    alive = [p for p in found if not _BODIES & set(doc.lower[p.first : p.last])]
    return tally.people(alive, verb, last, word)


def _total(tally: Tally, first: int, last: int, word: HarmWord) -> bool:
    """ "the death toll rose to nine", "put the number of dead at two", "brought to 40 the number of people killed"."""
    doc = tally.doc
    sent = doc.sents[doc.sent_of[first]]
    linked = False
    numbered = {p.first: p for p in tally.crowd.of(doc.sent_of[first]) if p.kind in {"number", "nobody"}}
    for i in range(last, min(sent.last, last + 22)):
        if doc.lower[i] in {";", "while", "but"}:
            break
        if i in numbered and linked and numbered[i].quantity != ONE:
            return tally.add(numbered[i], first, last, word, cumulative=True)
        linked = linked or doc.lower[i] in _TO or doc.lemma(i) in _REACHES
    before = next(
        (
            numbered[i]
            for i in range(first - 1, max(sent.first - 1, first - 5), -1)
            if i in numbered and doc.lower[i - 1] == "to"
        ),
        None,
    )
    return before is not None and tally.add(before, first, last, word, cumulative=True)


def _none(tally: Tally, first: int, last: int, word: HarmWord) -> bool:  # noqa: ARG001 (a rule's shape)
    return True


_BODIES = frozenset({"body", "bodies", "corpse", "corpses", "remains"})
_TO = frozenset(
    {"to", "at", "is", "was", "of", ":", "were", "are", "now", "stood", "stands", "past", "above", "over", "-"}
)
_REACHES = frozenset({"rise", "climb", "reach", "stand", "increase", "pass", "exceed", "hit", "top", "surpass"})
RULES: dict[str, Callable[[Tally, int, int, HarmWord], bool]] = {
    "verb": _verb,
    "loose": _verb,
    "faint": _verb,
    "intransitive": _intransitive,
    "adjective": _adjective,
    "noun": _noun,
    "body": _body,
    "taken": _taken,
    "total": _total,
    "none": _none,
}
