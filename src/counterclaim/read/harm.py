"""Marks every count of people harmed: what harm, how many, of whom, by whom, over what time.

    words of harm | verb: its object or passive subject; "three dead"; "deaths of four"; "toll rose to nine"
    | people counted and those listed with them | parts of a figure ("including three children") | scope
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterclaim.codebook.agents import agent_index
from counterclaim.codebook.harm import HarmWord, harm_words, scope_words
from counterclaim.read import clauses
from counterclaim.read.document import Doc
from counterclaim.read.realis import is_hedged, realis
from counterclaim.records.reading import HarmMention, NumberMention, Quantity
from counterclaim.records.report import Span

_ONE = Quantity(1, 1, 1)
_NONE = Quantity(0, 0, 0)
_NOBODY = frozenset({"no", "nobody", "none", "no-one"})
_PARTS = frozenset({"including", "among"})
_TO = frozenset({"to", "at", "is", "was", "of", "reached", "reaches", "stood", "stands", "hit", "passed", "exceeded", "surpassed", "topped", "climbed", ":", "were", "are"})


class Figures:
    """Numbers of a document by token, and the harm mentions made so far."""

    def __init__(self, doc: Doc, numbers: Sequence[NumberMention]) -> None:
        self.doc = doc
        self.at = {i: number for number in numbers for i in doc.tokens_in(number.span)}
        self.found: list[HarmMention] = []
        self.used: set[tuple[Span, str]] = set()

    def of_chunk(self, chunk: int) -> tuple[Quantity, Span] | None:
        """How many a noun phrase counts: its number, one for "a soldier" or a name, none for "nobody"."""
        doc, phrase = self.doc, self.doc.chunks[chunk]
        for i in range(phrase.first, phrase.last):
            if i in self.at:
                return self.at[i].quantity, self.at[i].span
        if phrase.first >= 2 and doc.lower[phrase.first - 1] == "of" and phrase.first - 2 in self.at:
            number = self.at[phrase.first - 2]
            return number.quantity, number.span
        first = doc.lower[phrase.first]
        if first in _NOBODY:
            return _NONE, doc.span(phrase.first, phrase.last)
        head = doc.lower[phrase.head]
        if first in {"a", "an", "another"} or (doc.tags[phrase.head] == "NAME" and _is_person(doc, phrase.first, phrase.last)):
            return _ONE, doc.span(phrase.first, phrase.last)
        if first in {"the", "his", "her", "this"} and not head.endswith(("s", "men", "people", "children", "women", "police")) and _is_person(doc, phrase.first, phrase.last):
            return _ONE, doc.span(phrase.first, phrase.last)
        return None


def _is_person(doc: Doc, first: int, last: int) -> bool:
    """Whether a noun phrase names or describes a person."""
    for i in range(first, last):
        hit = agent_index().match(doc.words, i)
        if hit and i + hit[0] <= last and (hit[1].victim or hit[1].mention == "person"):
            return True
    return doc.tags[last - 1] == "NAME" and last - first >= 2 and doc.tags[last - 2] == "NAME"


def find_harms(doc: Doc, numbers: Sequence[NumberMention]) -> list[HarmMention]:
    """Harm mentions in text order of their counts."""
    figures = Figures(doc, numbers)
    for sent in doc.body():
        i = sent.first
        while i < sent.last:
            hit = harm_words().match(doc.lower, i)
            if hit is None or i + hit[0] > sent.last:
                i += 1
                continue
            for word in _usable(doc, i, hit[1]):
                if _mark(figures, i, i + hit[0], word):
                    break
            i += hit[0]
    figures.found.sort(key=lambda h: (h.number, h.trigger))
    return _with_parts(figures)


def _usable(doc: Doc, i: int, words: list[HarmWord]) -> list[HarmWord]:
    """Meanings that the word's tag allows, verbs first where it is one."""
    verb = doc.tags[i] == "VERB"
    order = {"verb": 0, "intransitive": 0, "adjective": 1, "noun": 2, "body": 2, "total": 3}
    allowed = [w for w in words if verb or w.how not in {"verb", "intransitive"} or w.form in {"part", "past"}]
    return sorted(dict.fromkeys(allowed), key=lambda w: (order[w.how] if verb else -order[w.how], w))


def _mark(figures: Figures, first: int, last: int, word: HarmWord) -> bool:
    """Mark what one word of harm counts; whether anything was."""
    rules = {"verb": _verb, "intransitive": _intransitive, "adjective": _adjective, "noun": _noun, "body": _bodies, "total": _total}
    return rules[word.how](figures, first, last, word)


def _verb(figures: Figures, first: int, last: int, word: HarmWord) -> bool:
    doc = figures.doc
    if word.form in {"part", "past"} and clauses.is_passive(doc, first):
        agent = next((c for p, _, c in clauses.phrases_after(doc, last) if p == "by"), None)
        return _people(figures, clauses.subject_chunk(doc, first), first, last, word, agent, backwards=True)
    victims = clauses.object_chunk(doc, last)
    if victims is None:
        return False
    return _people(figures, victims, first, last, word, clauses.subject_chunk(doc, first), backwards=False)


def _intransitive(figures: Figures, first: int, last: int, word: HarmWord) -> bool:
    return _people(figures, clauses.subject_chunk(figures.doc, first), first, last, word, None, backwards=True)


def _adjective(figures: Figures, first: int, last: int, word: HarmWord) -> bool:
    """"three dead", "left five people dead", "two of them dead"."""
    doc = figures.doc
    chunk = doc.chunk_of[first]
    if chunk >= 0 and doc.chunks[chunk].head == last - 1 and figures.of_chunk(chunk) and first > doc.chunks[chunk].first:
        return _people(figures, chunk, first, last, word, None, backwards=False, alone=True)
    before = first - 1
    if before >= 0 and doc.lower[before] in {"found", "lay", "lying", "reported", "confirmed", "feared", "presumed", "left", "missing"}:
        before -= 1
    while before >= 0 and doc.tags[before] in {"AUX", "ADV"}:
        before -= 1
    if before >= 0 and doc.chunk_of[before] >= 0 and doc.sent_of[before] == doc.sent_of[first] and doc.tags[first] in {"ADJ", "VERB", "ADV", "NOUN"}:
        return _people(figures, doc.chunk_of[before], first, last, word, None, backwards=True)
    return False


def _noun(figures: Figures, first: int, last: int, word: HarmWord) -> bool:
    """"four deaths", "the deaths of four soldiers", "no casualties"."""
    doc = figures.doc
    follow = next((c for p, k, c in clauses.phrases_after(doc, last, 3) if p in {"of", "among", "to"} and k == last), None)
    if follow is not None and doc.lower[last] == "of" and _people(figures, follow, first, last, word, None, backwards=False):
        return True
    chunk = doc.chunk_of[first]
    if chunk < 0 or doc.chunks[chunk].head != last - 1:
        return False
    counted = figures.of_chunk(chunk)
    if counted is None or (counted[0] == _ONE and doc.lower[doc.chunks[chunk].first] in {"the", "his", "her", "this"}):
        return False
    return _add(figures, counted, chunk if word.harm == "casualties" else None, first, last, word, None)


def _bodies(figures: Figures, first: int, last: int, word: HarmWord) -> bool:
    doc = figures.doc
    chunk = doc.chunk_of[first]
    follow = next((c for p, k, c in clauses.phrases_after(doc, last, 3) if p == "of" and k == last), None)
    if follow is not None and _people(figures, follow, first, last, word, None, backwards=False):
        return True
    counted = figures.of_chunk(chunk) if chunk >= 0 else None
    return counted is not None and counted[0] != _ONE and _add(figures, counted, None, first, last, word, None)


def _total(figures: Figures, first: int, last: int, word: HarmWord) -> bool:
    """"the death toll rose to nine", "put the number of dead at two"."""
    doc = figures.doc
    sent = doc.sents[doc.sent_of[first]]
    linked = False
    for i in range(last, min(sent.last, last + 14)):
        if doc.lower[i] in _TO or doc.lemma(i) in {"rise", "climb", "reach", "stand", "increase", "pass", "exceed", "hit"}:
            linked = True
        if doc.lower[i] in {";", "while", "but"}:
            return False
        if i in figures.at and linked:
            number = figures.at[i]
            chunk = doc.chunk_of[i]
            victims = chunk if chunk >= 0 and doc.chunks[chunk].head != i else None
            made = _add(figures, (number.quantity, number.span), victims, first, last, word, None)
            if made:
                figures.found[-1] = replace(figures.found[-1], cumulative=True)
            return made
    return False


def _people(
    figures: Figures, chunk: int | None, first: int, last: int, word: HarmWord, agent: int | None, *, backwards: bool, alone: bool = False
) -> bool:
    """Mark the people counted in a noun phrase and in those coordinated with it."""
    if chunk is None:
        return False
    doc = figures.doc
    listed = [chunk] if alone else (_before(doc, chunk) if backwards else clauses.and_list(doc, chunk))
    marked = False
    for one in listed:
        counted = figures.of_chunk(one)
        if counted is None or not _countable(figures, one, counted, own=one == chunk):
            continue
        if one != chunk and any(number == counted[1] for number, _ in figures.used):
            continue  # "five dead and ten wounded": the first figure has its harm
        marked |= _add(figures, counted, one, first, last, word, agent)
    return marked


def _before(doc: Doc, chunk: int) -> list[int]:
    """A noun phrase and those coordinated before it: "two soldiers, a guide and a driver (were killed)"."""
    found = [chunk]
    while True:
        i = doc.chunks[found[0]].first - 1
        sent = doc.sents[doc.sent_of[doc.chunks[found[0]].first]]
        while i > sent.first and (doc.lower[i] in {"at", "least", "about", "some", "another", "up", "to"} and doc.chunk_of[i] < 0):
            i -= 1
        if i <= sent.first or doc.lower[i] not in {"and", ",", "or"}:
            return found
        j = i - 1 if doc.lower[i - 1] != "," else i - 2
        previous = doc.chunk_of[j] if j >= sent.first else -1
        if previous < 0 or (doc.lower[i] == "," and len(found) == 1) or doc.tags[doc.chunks[previous].head] == "PRON":
            return found
        found.insert(0, previous)


def _countable(figures: Figures, chunk: int, counted: tuple[Quantity, Span], *, own: bool) -> bool:
    """Whether a noun phrase counts people: its head is a person, a number alone, or a name."""
    doc, phrase = figures.doc, figures.doc.chunks[chunk]
    if doc.tags[phrase.head] == "NUM" or phrase.head in figures.at:
        return True
    if doc.lower[phrase.head] in {"others", "people", "dead", "wounded", "injured", "more", "other"} or doc.lower[phrase.first] in _NOBODY:
        return True
    if _is_person(doc, phrase.first, phrase.last):
        return True
    thing = any(_inert(doc, i) for i in range(phrase.first, phrase.head + 1))
    return own and counted[0] != _ONE and not thing


def _inert(doc: Doc, i: int) -> bool:
    from counterclaim.codebook.events import objects, weapons

    return bool(objects().match(doc.lower, i) or weapons().match(doc.lower, i))


def _add(
    figures: Figures, counted: tuple[Quantity, Span], chunk: int | None, first: int, last: int, word: HarmWord, agent: int | None
) -> bool:
    doc = figures.doc
    quantity, number = counted
    if (number, word.harm) in figures.used:
        return True
    happened = realis(doc, first, noun=False) if doc.tags[first] == "VERB" else "actual"
    if happened in {"hypothetical", "planned", "threatened"}:
        return False
    figures.used.add((number, word.harm))
    victims = doc.span(doc.chunks[chunk].first, doc.chunks[chunk].last) if chunk is not None else None
    trigger = doc.span(first, last)
    parts = [number, trigger, *([victims] if victims else [])]
    sent = doc.sents[doc.sent_of[first]]
    text = doc.text[sent.start : sent.end].lower()
    figures.found.append(
        HarmMention(
            span=(min(a for a, _ in parts), max(b for _, b in parts)),
            harm=word.harm,
            quantity=quantity,
            number=number,
            trigger=trigger,
            victims=victims,
            agent=doc.span(doc.chunks[agent].first, doc.chunks[agent].last) if agent is not None else None,
            cumulative=any(w in text for w in scope_words("cumulative")) and quantity != _ONE,
            hedged=is_hedged(doc, first) or is_hedged(doc, doc.at(number[0])),
            negated=happened == "negated",
            scope=next((scope for scope in ("war", "day", "period") if any(w in text for w in scope_words(scope))), "incident"),
        )
    )
    return True


def _with_parts(figures: Figures) -> list[HarmMention]:
    """Add "including three children", "two of them women", as parts of the figure told before."""
    doc, made = figures.doc, list(figures.found)
    for number, chunk, at in _part_phrases(figures):
        whole = next((n for n in range(len(made) - 1, -1, -1) if made[n].number[0] < number.span[0] and doc.sent_of[doc.at(made[n].number[0])] >= doc.sent_of[at] - 1 and made[n].subset is None), None)
        if whole is None or any(h.number == number.span for h in made if h.subset is not None):
            continue
        made = [h for h in made if h.number != number.span or h is made[whole]]
        base = next(n for n, h in enumerate(made) if h.number == figures.found[whole].number) if whole < len(figures.found) else whole
        victims = doc.span(doc.chunks[chunk].first, doc.chunks[chunk].last)
        made.append(replace(made[base], span=victims, number=number.span, quantity=number.quantity, victims=victims, subset=base, cumulative=False))
    return made


def _lead(doc: Doc, i: int) -> list[str]:
    """The words before a number back to the last verb."""
    first = i
    while first > max(0, i - 6) and doc.tags[first - 1] not in {"VERB", "AUX"} or (first > 0 and doc.lower[first - 1] == "including"):
        first -= 1
    return doc.lower[first:i]


def _part_phrases(figures: Figures) -> Iterator[tuple[NumberMention, int, int]]:
    """Numbers with their noun phrase after "including" or "among them", or before "of them"."""
    doc = figures.doc
    seen: set[Span] = set()
    for i, number in sorted(figures.at.items()):
        if number.span in seen:
            continue
        seen.add(number.span)
        chunk = doc.chunk_of[i]
        lead = _lead(doc, i)
        after = doc.lower[i + 1 : i + 3]
        if chunk >= 0 and "including" in lead or ("among" in lead and {"them", "those"} & set(lead)):
            yield number, chunk, i
        elif chunk >= 0 and after[:1] == ["of"] and after[1:] in (["them"], ["whom"], ["those"]):
            following = clauses.object_chunk(doc, i + 3)
            yield number, following if following is not None else chunk, i
