"""Finds every phrase of a sentence that counts people, or names them in a number not told.

a number and its noun | "a soldier" | "the driver" | "he" | "no one" | "soldiers", a name (no number)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from counterclaim.codebook.events import objects, weapons
from counterclaim.codebook.harm import cue_words, least_count
from counterclaim.read.document import Doc, Sent
from counterclaim.read.harm_runs import head_of, is_harm, is_plural, past_aside, run_end
from counterclaim.records.reading import NumberMention, Quantity
from counterclaim.records.report import Span

ONE = Quantity(1, 1, 1)
NOBODY = Quantity(0, 0, 0)
LITTLE = 2
_FEW = 9
_REACH = 3
_OPENING = frozenset({"a", "an", "another"})
_DEFINITE = frozenset({"the", "his", "her", "this", "that", "its", "their", "my", "our"})
_OWN = frozenset({"his", "her", "their", "my", "our"})
_POINTING = frozenset({"the", "these", "those", "both", "all"})
_STARTS = frozenset({"DET", "NOUN", "NAME", "ADJ", "ADV"})


class People(NamedTuple):
    """Tokens `[first, last)` with the head's index; `quantity` None where the words tell no number.

    `kind`: number | single ("a soldier") | known ("the driver", "he") | name | thing ("a guide") | plural | nobody.
    `person`: the words are certainly for people; a bare number may be. `more`: beyond those told before;
    `again`: a number of people told before ("the two men").
    """

    first: int
    last: int
    head: int
    kind: str
    quantity: Quantity | None
    number: Span
    person: bool
    more: bool = False
    again: bool = False


class Crowd:
    """The people phrases of a document, found a sentence at a time."""

    def __init__(self, doc: Doc, numbers: Sequence[NumberMention]) -> None:
        self.doc = doc
        self.starting = {doc.at(number.span[0]): number for number in numbers}
        self._starts = frozenset(self.starting)
        self._found: dict[int, list[People]] = {}

    def of(self, sentence: int) -> list[People]:
        """People phrases of one sentence in text order, none inside another."""
        if sentence not in self._found:
            self._found[sentence] = self._scan(self.doc.sents[sentence])
        return self._found[sentence]

    def _scan(self, sent: Sent) -> list[People]:
        found: list[People] = []
        i = sent.first
        while i < sent.last:
            people = self._at(i, sent.last)
            if people is not None and not _is_age(self.doc, people, found, sent):
                found.append(people)
            i = people.last if people else i + 1
        return _joined(self.doc, found)

    def _at(self, i: int, end: int) -> People | None:
        doc, low = self.doc, self.doc.lower[i]
        if low in cue_words("nobody") or (low == "no" and i + 1 < end and doc.lower[i + 1] in {"one", "body"}):
            last = i + 2 if low == "no" else i + 1
            rest = last < end and doc.lower[last] in cue_words("rest")
            return People(i, last, last - 1, "nobody", NOBODY, doc.span(i, last), True, more=rest)
        if i in self.starting:
            return self._numbered(i, end)
        if low in {"one", "both"}:
            return self._of_those(i, end)
        if low in cue_words("own_hand") and i > 0 and doc.tags[i - 1] != "PREP":
            return People(i, i + 1, i, "single", ONE, doc.span(i, i + 1), True, more=True)
        if low in cue_words("single_pronoun") and doc.tags[i] == "PRON":
            return People(i, i + 1, i, "known", ONE, doc.span(i, i + 1), True)
        if low in {"they", "them", "others"}:
            return People(i, i + 1, i, "plural", None, doc.span(i, i + 1), True)
        told = low == "the" or (low == "a" and i + 1 < end and doc.lower[i + 1] != "other")
        if told and i + 1 < end and doc.lower[i + 1] in cue_words("one_of") and not self._noun_at(i + 2, end):
            return People(i, i + 2, i + 1, "single", ONE, doc.span(i, i + 2), True, more=True)
        if doc.tags[i] in _STARTS or low in _OPENING:
            return self._described(i, end)
        return None

    def _of_those(self, i: int, end: int) -> People | None:
        """ "One of them", "one of the drivers", "both", "both drivers": counted of people told before."""
        doc, both = self.doc, self.doc.lower[i] == "both"
        quantity, start = (Quantity(2, 2, 2), i + 1) if both else (ONE, i + 2)
        if start >= end or not (both or doc.lower[i + 1] == "of"):
            return None
        if both and doc.tags[start] in {"VERB", "AUX", "ADV"}:
            return People(i, start, i, "number", quantity, doc.span(i, start), True, again=True)
        if not both and doc.lower[start] in cue_words("whole"):
            return People(i, start + 1, start, "number", quantity, doc.span(i, i + 1), True)
        start += doc.lower[start] in _POINTING | _OWN
        last = run_end(doc, start, end, self._starts)
        head, person = head_of(doc, start, last)
        if head is None or not person or not is_plural(doc.lower[head]):
            return None
        return People(i, last, head, "number", quantity, doc.span(i, i + 1), True, again=both)

    def _noun_at(self, i: int, end: int) -> bool:
        return i < end and self.doc.tags[i] in {"NOUN", "NAME", "ADJ", "NUM"} and not is_harm(self.doc, i)

    def _numbered(self, i: int, end: int) -> People | None:
        """A number with what it counts: "at least four of its soldiers", "two", "12 more people"."""
        doc, number = self.doc, self.starting[i]
        quantity = self._told(number)
        if quantity is None:
            return self._described(i, end)
        k = i
        while k < end and doc.starts[k] < number.span[1]:
            k += 1
        start = k + 1 if k < end and doc.lower[k] == "of" and run_end(doc, k, end, self._starts) == k else k
        last = run_end(doc, start, end, self._starts)
        head, person = head_of(doc, start, last)
        if start > k and last == start and doc.lower[min(start, end - 1)] in cue_words("whole"):
            last, head, person = start + 1, start, True
        if head is None:
            last, head = max(k, i + 1), max(k, i + 1) - 1
        kind = "nobody" if quantity[:3] == (0, 0, 0) else "number"
        more = any(
            doc.lower[j] in cue_words("more") and doc.lower[min(j + 1, end - 1)] != "than"
            for j in range(max(0, i - 1), last)
        )
        again = i > 0 and doc.lower[i - 1] in _POINTING and not more
        return People(i, last, head, kind, quantity, number.span, person, more, again)

    def _told(self, number: NumberMention) -> Quantity | None:
        """What a number tells; "numerous" and "a number of" tell at least how many."""
        open_ended = number.quantity.high is None and (number.quantity.low or 0) <= LITTLE
        words = self.doc.quote(number.span)
        least = (
            least_count(words)
            if open_ended and not {"unknown", "unspecified", "undetermined"} & set(words.lower().split())
            else None
        )
        if least is not None:
            return Quantity(least, least, None, number.quantity.hedged)
        return None if number.quantity[:3] == (None, None, None) else number.quantity

    def _described(self, i: int, end: int) -> People | None:
        """People without a number: "a soldier", "the driver", "Aid worker", "soldiers"."""
        doc, first = self.doc, self.doc.lower[i]
        if first in cue_words("more") and i + 1 in self.starting:
            return None
        last = run_end(doc, i, end, self._starts)
        head, person = head_of(doc, i, last)
        more = first in cue_words("more")
        if first == "another" and (last == i + 1 or not person):
            return People(i, i + 1, i, "single", ONE, doc.span(i, i + 1), True, True)
        if head is None or not person:
            return self._thing(i, head) if first in _OPENING or first in _OWN else self._named(i, last)
        span = doc.span(i, head + 1)
        bare = i == head and doc.lower[head] in cue_words("bodies")
        many = bare or is_plural(doc.lower[head]) or doc.lower[head] in cue_words("collective")
        if many and not self._one_of_many(first, head, end):
            return People(i, head + 1, head, "plural", None, span, True)
        kind = "known" if self._told_before(first, head) else "single"
        return People(i, head + 1, head, kind, ONE, span, True, more and first in _OPENING)

    def _told_before(self, first: str, head: int) -> bool:
        """ "The driver", "victim": told of before; "his wife" is not where the word is new to the report."""
        low = self.doc.lower[head]
        if first in _OWN and low not in cue_words("known"):
            return self.doc.lower.index(low) < head
        return first in _DEFINITE or (low in cue_words("known") and first not in _OPENING)

    def _one_of_many(self, first: str, head: int, end: int) -> bool:
        """ "A UN staff", "national staff was": a word for many that stands for one."""
        if self.doc.lower[head] not in cue_words("mass"):
            return False
        return first in _OPENING or (head + 1 < end and self.doc.lower[head + 1] == "was")

    def _thing(self, i: int, head: int | None) -> People | None:
        """ "a guide": a noun that the codebook does not know for people; what is said of it shows if it is one."""
        doc = self.doc
        if (
            head is None
            or doc.tags[head] != "NOUN"
            or is_plural(doc.lower[head])
            or doc.lower[head] in cue_words("beast")
        ):
            return None
        return People(i, head + 1, head, "thing", ONE, doc.span(i, head + 1), False)

    def _named(self, i: int, last: int) -> People | None:
        """ "Kofi Mensah": a run of names; whether it is a person shows in what is said of it."""
        doc, k = self.doc, i
        while k < last and doc.tags[k] == "NAME":
            k += 1
        closed = i > 0 and (doc.tags[i - 1] == "DET" or doc.lower[i - 1] in {"of", "in", "at", "from"})
        if k - i < 2 or doc.tags[i] != "NAME" or k < last or closed:
            return None
        return People(i, k, k - 1, "name", ONE, doc.span(i, k), False)


def is_thing(doc: Doc, people: People) -> bool:
    """Whether a phrase counts arms or objects and no people."""
    return not people.person and any(
        objects().match(doc.lower, k) or weapons().match(doc.lower, k) for k in range(people.first, people.last)
    )


def _is_age(doc: Doc, people: People, found: Sequence[People], sent: Sent) -> bool:
    """ "Amina, 12, ...", "ages 13, 17 and 19": a bare figure that counts nobody."""
    if people.kind != "number" or people.last - people.first > 1:
        return False
    first = max(sent.first, people.first - 7)
    if {"ages", "aged"} & set(doc.lower[first : people.first]):
        return True
    after = doc.lower[people.last] if people.last < sent.last else "."
    closed = after in {",", ".", ")", "-", "–", "—", "both", "and"} or doc.tags[people.last] in {"AUX", "PREP", "SUB"}
    if not closed or people.first <= sent.first or not doc.lower[people.first].isdigit():
        return False
    before = doc.lower[people.first - 1]
    if before in {"one", "other", "age"}:
        return people.quantity is not None and (people.quantity.best or 0) > _FEW
    told = bool(found) and found[-1].last == people.first - 1 and found[-1].kind in {"single", "known", "name", "thing"}
    return before in {",", "("} and (told or doc.lower[people.first - 2] in cue_words("one_of"))


def _joined(doc: Doc, found: list[People]) -> list[People]:
    """Join "a group" + of + "four tourists", "one" + of + "the drivers", "no member" + of + "the crew"."""
    made: list[People] = []
    for people in found:
        previous = made[-1] if made else None
        if previous is not None and doc.lower[previous.last] == "of" and _after_of(doc, previous.last, people.first):
            collective = doc.lower[previous.head] in cue_words("collective")
            if collective and people.kind == "number" and previous.kind != "number":
                made[-1] = people._replace(first=previous.first)
                continue
            if previous.kind in {"number", "nobody"} or doc.lower[previous.head] in cue_words("person"):
                person = previous.person or people.person
                again = previous.again or (previous.kind == "nobody" and people.kind != "number")
                made[-1] = previous._replace(last=people.last, head=people.head, person=person, again=again)
                continue
        made.append(people)
    return made


def _after_of(doc: Doc, at: int, first: int) -> bool:
    """Whether nothing but "the (other)" stands between an "of" and a phrase."""
    pointing = _POINTING | cue_words("more")
    return at < first <= at + _REACH and all(doc.lower[k] in pointing for k in range(at + 1, first))


def bracketed(doc: Doc, people: People) -> int:
    """The token after a phrase and the brackets that follow it: "two staff (a guard and a driver)"."""
    if people.last < len(doc.lower) and doc.lower[people.last] in {"(", "["}:
        return past_aside(doc, people.last, len(doc.lower)) or people.last
    return people.last


def is_bare(doc: Doc, people: People) -> bool:
    """Whether a number stands alone, or with "more" or "others"."""
    alone = doc.ends[people.last - 1] <= people.number[1]
    return people.kind == "number" and (alone or doc.lower[people.last - 1] in cue_words("more"))
