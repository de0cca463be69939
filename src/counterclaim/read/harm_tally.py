"""Keeps the harm mentions of a document as they are found, each figure counted once for one harm."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.codebook.agents import agent_index
from counterclaim.codebook.harm import HarmWord, cue_words
from counterclaim.read import clauses
from counterclaim.read.document import Doc
from counterclaim.read.harm_people import NOBODY, ONE, Crowd, People, is_bare, is_thing
from counterclaim.read.harm_scope import is_running, scope_of
from counterclaim.read.realis import is_hedged, realis
from counterclaim.records.reading import FAINT, HarmMention
from counterclaim.records.report import Span

_IMAGINED = frozenset({"hypothetical", "planned", "threatened"})
_SURE = 0.8
_PEOPLE_ONLY = frozenset({"loose", "faint"})


class Tally:
    """Harm mentions of one document under way."""

    def __init__(self, doc: Doc, crowd: Crowd) -> None:
        self.doc = doc
        self.crowd = crowd
        self.found: list[HarmMention] = []
        self.used: set[tuple[Span, str]] = set()

    def people(self, listed: list[People], first: int, last: int, word: HarmWord, agent: Span | None = None) -> bool:
        """Mark the people that tokens `[first, last)` say were harmed; whether any phrase was for people at all."""
        marked = False
        for people in listed:
            if self._counts(people, word) or (people.kind == "thing" and self._beside(people, listed)):
                marked = True
                if people.quantity is None:
                    continue
                if self._told(people, listed, word):
                    self._surer(people, word)
                else:
                    self.add(people, first, last, word, agent)
        return marked

    def _told(self, people: People, listed: list[People], word: HarmWord) -> bool:
        """ "Five dead and ten wounded": the first figure has its harm; "shot and killed": the graver stays."""
        harms = {harm for number, harm in self.used if number == people.number}
        if not harms or word.harm in harms:
            return bool(harms)
        return people is not listed[-1 if listed[-1].last <= people.first else 0] and len(listed) > 1

    def _counts(self, people: People, word: HarmWord) -> bool:
        if people.kind == "nobody" or people.person:
            return word.harm != "displaced" or not self._fighting(people)
        if people.kind == "thing":
            return word.how == "verb" and not is_thing(self.doc, people)
        if people.kind == "name":
            return word.how not in _PEOPLE_ONLY or word.how == "faint"
        bare = is_bare(self.doc, people)
        if word.how == "loose" and not bare:
            return self._nationality(people)
        return bare or not is_thing(self.doc, people)

    def _beside(self, people: People, listed: list[People]) -> bool:
        """ "two soldiers, a guide and a driver": what is listed with people and is no arm or object is a person."""
        return any(other.person for other in listed) and not is_thing(self.doc, people)

    def _nationality(self, people: People) -> bool:
        head = people.head
        return (
            self.doc.tags[head] == "NAME"
            and self.doc.lower[head].endswith(("s", "ese", "i", "is"))
            and not is_thing(self.doc, people)
        )

    def _fighting(self, people: People) -> bool:
        hits = (agent_index().match(self.doc.words, k) for k in range(people.first, people.last))
        return any(hit and hit[1].category == "combatant" for hit in hits) or people.quantity == ONE

    def add(
        self, people: People, first: int, last: int, word: HarmWord, agent: Span | None = None, cumulative: bool = False
    ) -> bool:
        """Mark one count; False where the words only imagine it."""
        doc = self.doc
        if people.quantity is None:
            return False
        happened = _happened(doc, first, word)
        if happened in _IMAGINED or _blamed(doc, first):
            return False
        if (people.number, word.harm) in self.used:
            self._surer(people, word)
            return True
        self.used.add((people.number, word.harm))
        trigger, victims = doc.span(first, last), self._victims(people, first, last, word)
        scope, since = scope_of(doc, first, last, agent)
        sum_told = cumulative or is_running(doc, people.first)
        more = people.more or _also(doc, first)
        spans = [people.number, trigger, doc.span(people.first, people.last)]
        self.found.append(
            HarmMention(
                span=(min(a for a, _ in spans), max(b for _, b in spans)),
                harm=word.harm,
                quantity=people.quantity,
                number=people.number,
                trigger=trigger,
                victims=victims,
                agent=agent,
                cumulative=sum_told and people.quantity not in {ONE, NOBODY},
                hedged=is_hedged(doc, first) or is_hedged(doc, people.first) or _doubted(doc, first),
                negated=happened == "negated" and people.kind != "nobody",
                scope=scope,
                since=since,
                more=more,
                known=people.kind == "known" or people.again,
                confidence=FAINT if _is_faint(word) else _SURE,
            )
        )
        return True

    def _surer(self, people: People, word: HarmWord) -> None:
        """ "Two were shot ... and are recovering": a figure that a later word tells for sure."""
        if _is_faint(word):
            return
        self.found = [
            replace(h, confidence=_SURE) if (h.number, h.harm) == (people.number, word.harm) else h for h in self.found
        ]

    def _victims(self, people: People, first: int, last: int, word: HarmWord) -> Span | None:
        """The words for the harmed: the phrase counted, or for a number alone "among the rebels", "army losses"."""
        doc = self.doc
        if people.kind == "nobody":
            return None
        named = word.how in {"noun", "total"}
        if not self._is_number(people) and not named:
            return doc.span(people.first, people.last)
        if last + 1 < len(doc.lower) and doc.lower[last] in {"among", "to", "in", "from"}:
            following = next((p for p in self.crowd.of(doc.sent_of[first]) if p.first == last + 1), None)
            if following is not None and following.person:
                return doc.span(following.first, following.last)
            chunk = doc.chunk_of[last + 1]
            if doc.lower[last] in {"among", "to"} and chunk >= 0:
                return doc.span(doc.chunks[chunk].first, doc.chunks[chunk].last)
        if word.how == "total" and doc.chunk_of[first] >= 0:
            start = doc.chunks[doc.chunk_of[first]].first
            if any(doc.tags[k] in {"NOUN", "NAME", "ADJ"} for k in range(start, first)):
                return doc.span(start, first)
        return doc.span(people.first, people.last) if not self._is_number(people) else None

    def _is_number(self, people: People) -> bool:
        return people.kind == "number" and self.doc.ends[people.last - 1] <= people.number[1]

    def drop(self, harm: HarmMention) -> None:
        """Take a mention back."""
        self.found.remove(harm)


def _is_faint(word: HarmWord) -> bool:
    """Whether a word leaves open if those it is said of live."""
    return word.how == "faint" or word.who == "patient" or word.form == "struck"


def _blamed(doc: Doc, i: int) -> bool:
    """Whether the deed is told as somebody's past: "wanted for the murder of two officers"."""
    lead = " ".join(doc.lower[max(doc.sents[doc.sent_of[i]].first, i - 4) : i]) + " "
    return any(words + " " in lead for words in cue_words("blamed"))


def _also(doc: Doc, i: int) -> bool:
    first = max(doc.sents[doc.sent_of[i]].first, i - 3)
    return any(doc.lower[k] in cue_words("also") for k in range(first, i))


def _happened(doc: Doc, i: int, word: HarmWord) -> str:
    """actual | negated | planned | ... of a word of harm; "managed to kill" is actual, "tried to kill" is not."""
    if word.how in {"noun", "body", "taken", "total"}:
        return realis(doc, i, noun=True)
    if _doubted(doc, i):
        return "actual"
    if i and doc.tags[i - 1] == "TO" and word.form == "base":
        governed = any(doc.lower[k] in cue_words("achieved") for k in range(max(0, i - 4), i - 1))
        return "actual" if governed else "hypothetical"
    if {"would", "should"} & set(doc.lower[max(0, i - 3) : i]):
        return "hypothetical"
    return realis(doc, i, noun=False)


def _doubted(doc: Doc, i: int) -> bool:
    """ "may have killed", "is feared to have died": told as possible, and told."""
    lead = doc.lower[max(0, i - 6) : i]
    if cue_words("told") & set(lead) and "to" in lead[-4:]:
        return True
    return i >= 2 and "have" in lead[-2:] and bool({"may", "might", "could"} & set(lead[-3:]))


def agent_of(doc: Doc, i: int) -> Span | None:
    """The noun phrase that does what the verb at token `i` says."""
    chunk = clauses.subject_chunk(doc, i)
    return None if chunk is None else doc.span(doc.chunks[chunk].first, doc.chunks[chunk].last)


def by_agent(doc: Doc, last: int) -> Span | None:
    """The noun phrase after "by" behind a passive."""
    chunk = next((c for p, _, c in clauses.phrases_after(doc, last) if p == "by"), None)
    return None if chunk is None else doc.span(doc.chunks[chunk].first, doc.chunks[chunk].last)
