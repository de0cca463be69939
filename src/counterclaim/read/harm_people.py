"""Finds every phrase of a sentence that counts people, or names them in a number not told.

a number and its noun | "a soldier" | "the driver" | "he" | "no one" | "soldiers", a name (no number)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from counterclaim.codebook.agents import agent_index
from counterclaim.codebook.events import objects, weapons
from counterclaim.codebook.harm import cue_words, harm_words
from counterclaim.read.document import Doc, Sent
from counterclaim.records.reading import NumberMention, Quantity
from counterclaim.records.report import Span

ONE = Quantity(1, 1, 1)
NOBODY = Quantity(0, 0, 0)
_NOMINAL = frozenset({"ADJ", "NOUN", "NAME", "POSS", "NUM", "DET", "QUOTE"})
_OPENING = frozenset({"a", "an", "another"})
_DEFINITE = frozenset({"the", "his", "her", "this", "that", "its", "their", "my", "our"})
_ALSO_NOMINAL = frozenset({"others", "-", "/", "&"})


class People(NamedTuple):
    """Tokens `[first, last)` with the head's index; `quantity` None where the words tell no number.

    `kind`: number | single ("a soldier") | known ("the driver", "he") | name | plural | nobody.
    `person`: the words are certainly for people; a bare number may be.
    """

    first: int
    last: int
    head: int
    kind: str
    quantity: Quantity | None
    number: Span
    person: bool
    more: bool = False


class Crowd:
    """The people phrases of a document, found a sentence at a time."""

    def __init__(self, doc: Doc, numbers: Sequence[NumberMention]) -> None:
        self.doc = doc
        self.starting = {doc.at(number.span[0]): number for number in numbers}
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
            if people is not None:
                found.append(people)
            i = people.last if people else i + 1
        return _joined(self.doc, found)

    def _at(self, i: int, end: int) -> People | None:
        doc, low = self.doc, self.doc.lower[i]
        if low in cue_words("nobody") or (low == "no" and i + 1 < end and doc.lower[i + 1] in {"one", "body"}):
            last = i + 2 if low == "no" else i + 1
            return People(i, last, last - 1, "nobody", NOBODY, doc.span(i, last), True)
        if i in self.starting:
            return self._numbered(i, end)
        if low in cue_words("single_pronoun") and doc.tags[i] == "PRON":
            return People(i, i + 1, i, "known", ONE, doc.span(i, i + 1), True)
        if low in {"they", "them", "others"}:
            return People(i, i + 1, i, "plural", None, doc.span(i, i + 1), True)
        if doc.tags[i] in {"DET", "NOUN", "NAME", "ADJ", "ADV"} or low in _OPENING:
            return self._described(i, end)
        return None

    def _numbered(self, i: int, end: int) -> People | None:
        """A number with what it counts: "at least four of its soldiers", "two", "12 more people"."""
        doc, number = self.doc, self.starting[i]
        k = i
        while k < end and doc.starts[k] < number.span[1]:
            k += 1
        if number.quantity.best is None and number.quantity.low is None and number.quantity.high is None:
            return self._described(i, end)
        last = self._run(k, end)
        if last == k + 1 and doc.lower[k] in {"one", "ones"}:
            last = k + 1
        head, person = self._head(k, last)
        if k < end and doc.lower[k] == "of" and last == k:
            last = self._run(k + 1, end)
            head, person = self._head(k + 1, last)
            if last == k + 1 and doc.lower[min(last, end - 1)] in cue_words("whole"):
                last, head, person = last + 1, last, True
        if head is None:
            last, head = max(k, i + 1), k - 1
        kind = "nobody" if number.quantity[:3] == (0, 0, 0) else "number"
        more = any(doc.lower[j] in cue_words("more") for j in range(max(0, i - 1), last))
        return People(i, last, head, kind, number.quantity, number.span, person, more)

    def _described(self, i: int, end: int) -> People | None:
        """People without a number: "a soldier", "the driver", "Aid worker", "soldiers"."""
        doc = self.doc
        first = doc.lower[i]
        more = first in cue_words("more")
        start = i
        if more and i + 1 in self.starting:
            return None
        last = self._run(i, end)
        for k in range(i + 1, last):
            if k in self.starting and doc.tags[k] == "NUM":
                last = k
        head, person = self._head(i, last)
        if first == "another" and (last == i + 1 or not person):
            return People(i, i + 1, i, "single", ONE, doc.span(i, i + 1), True, True)
        if head is None or not person:
            return self._named(i, last) if first not in _OPENING else self._thing(i, head)
        last = head + 1
        plural = is_plural(doc.lower[head]) and not (
            first in _OPENING and doc.lower[head] in {"staff", "crew", "police", "military"}
        )
        span = doc.span(start, last)
        if first in _OPENING and not plural:
            return People(i, last, head, "single", ONE, span, True, more)
        if plural:
            return People(i, last, head, "plural", None, span, True)
        return People(i, last, head, "known" if first in _DEFINITE else "single", ONE, span, True)

    def _thing(self, i: int, head: int | None) -> People | None:
        """ "a guide": a noun that the codebook does not know for people; it counts beside people alone."""
        doc = self.doc
        if head is None or doc.tags[head] != "NOUN" or is_plural(doc.lower[head]):
            return None
        return People(i, head + 1, head, "thing", ONE, doc.span(i, head + 1), False)

    def _named(self, i: int, last: int) -> People | None:
        """ "Kofi Mensah": a run of names; whether it is a person shows in what is said of it."""
        doc = self.doc
        k = i
        while k < last and doc.tags[k] == "NAME":
            k += 1
        if k - i < 2 or doc.tags[i] != "NAME" or k < last:
            return None
        return People(i, k, k - 1, "name", ONE, doc.span(i, k), False)

    def _run(self, i: int, end: int) -> int:
        """The token after the nominal run that begins at `i`; a word of harm ends it unless a noun follows."""
        doc, k = self.doc, i
        while k < end:
            tag, low = doc.tags[k], doc.lower[k]
            if (
                low == "("
                and k > i
                and k + 2 < end
                and doc.lower[k + 2] == ")"
                and doc.tags[k + 1] in {"NAME", "ADJ", "NOUN"}
            ):
                k += 3
                continue
            if tag == "DET" and k > i and doc.lower[k - 1] not in {"of"} and low != "other":
                return k
            if k > i and k in self.starting and tag == "NUM":
                return k
            describing = (
                tag == "VERB"
                and k + 1 < end
                and doc.tags[k + 1] in {"NOUN", "NAME", "ADJ"}
                and low.endswith(("ed", "ing", "wn"))
            )
            if tag not in _NOMINAL and low not in _ALSO_NOMINAL and not describing:
                return k
            stop = self._harm_ends(k, end, first=i)
            if stop is not None:
                return stop
            k += 1
        return k

    def _harm_ends(self, k: int, end: int, first: int) -> int | None:
        """Where a run ends at a word of harm: before a verb or state, after a noun; None where it describes a noun."""
        doc = self.doc
        hit = harm_words().match(doc.lower, k)
        if hit is None or all(word.how == "none" for word in hit[1]):
            return None
        after = k + hit[0]
        if any(word.how in {"noun", "body", "taken"} for word in hit[1]) and doc.tags[k] != "VERB":
            return after
        described = after < end and doc.tags[after] in {"NOUN", "NAME", "ADJ"}
        if described and (k == first or doc.tags[k - 1] not in {"NOUN", "NAME"}) and hit[0] == 1:
            return None
        return k

    def _head(self, i: int, last: int) -> tuple[int | None, bool]:
        """The head of a run `[i, last)`: the last word for people that ends it or that only a name follows."""
        doc = self.doc
        while last > i and (
            doc.tags[last - 1] in {"QUOTE", "POSS", "DET", "NUM"} or doc.lower[last - 1] in {"-", "/", "&"}
        ):
            last -= 1
        if last <= i:
            return None, False
        best: int | None = None
        for k in range(i, last):
            hit = agent_index().match(doc.words, k)
            if (
                hit
                and k + hit[0] <= last
                and (hit[1].victim or hit[1].mention == "person" or hit[1].mention == "armed_force")
            ):
                ends = k + hit[0]
                rest = range(ends, last)
                if (
                    ends == last
                    or all(doc.tags[j] == "NAME" for j in rest)
                    or (is_plural(doc.lower[ends - 1]) and not doc.lower[last - 1].endswith("s"))
                ):
                    best = ends - 1 if ends == last or not all(doc.tags[j] == "NAME" for j in rest) else last - 1
        if best is not None:
            return best, True
        return last - 1, False


def is_plural(low: str) -> bool:
    """Whether a noun for people stands for many."""
    return low in cue_words("plural") or (low.endswith("s") and not low.endswith(("ss", "us", "is")))


def is_thing(doc: Doc, people: People) -> bool:
    """Whether a phrase counts arms or objects and no people."""
    return not people.person and any(
        objects().match(doc.lower, k) or weapons().match(doc.lower, k) for k in range(people.first, people.last)
    )


def _joined(doc: Doc, found: list[People]) -> list[People]:
    """Join "a group" + of + "four tourists", "one" + of + "the drivers", "no" + "member of the crew"."""
    made: list[People] = []
    for people in found:
        previous = made[-1] if made else None
        if previous is not None and people.first - previous.last == 1 and doc.lower[previous.last] == "of":
            collective = doc.lower[previous.head] in cue_words("collective")
            if collective and people.kind == "number" and previous.kind != "number":
                made[-1] = people._replace(first=previous.first)
                continue
            if previous.kind in {"number", "nobody", "single"} and (
                collective or not previous.person or doc.lower[previous.head] in {"member", "members"}
            ):
                made[-1] = previous._replace(
                    last=people.last, head=people.head, person=previous.person or people.person
                )
                continue
        made.append(people)
    return made
