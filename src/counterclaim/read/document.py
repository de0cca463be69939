"""A report's text as tokens, tags, sentences and noun phrases: what every reader rule works on."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from counterclaim.codebook.actors import Hit, alias_index
from counterclaim.read.layout import passages, sentences, small_starts
from counterclaim.read.lexicon import lexicon
from counterclaim.read.persons import CapitalPersons
from counterclaim.read.tagging import tag, verb_of
from counterclaim.read.tokens import tokenize
from counterclaim.records.report import Report, Span
from counterclaim.values.lettering import all_capitals

_PHRASE = frozenset({"DET", "NUM", "ADJ", "NOUN", "NAME", "POSS"})
_HEADS = frozenset({"NOUN", "NAME", "NUM", "PRON"})


class Sent(NamedTuple):
    """A sentence: tokens `[first, last)`, characters `[start, end)`, kind as in `read.layout`."""

    first: int
    last: int
    start: int
    end: int
    paragraph: int
    kind: str


class Chunk(NamedTuple):
    """A base noun phrase: tokens `[first, last)` and the index of its head token."""

    first: int
    last: int
    head: int


class Doc:
    """Tokens (parallel lists), sentences and base noun phrases of one report.

    `words`/`lower` token texts; `starts`/`ends` their characters; `tags` the coarse tags of `read.tagging`
    (DET NUM ADJ NOUN NAME POSS PRON PREP TO CONJ SUB AUX MODAL NEG VERB ADV TIME QUOTE PUNCT);
    `sent_of` token -> sentence index; `chunk_of` token -> chunk index or -1; `upper` all-capital text.
    """

    __slots__ = (
        "chunk_of",
        "chunks",
        "ends",
        "known_names",
        "lower",
        "report",
        "sent_of",
        "sents",
        "starts",
        "tags",
        "text",
        "upper",
        "words",
    )

    def __init__(self, report: Report) -> None:
        text = report.text
        self.report = report
        self.text = text
        spans = tokenize(text)
        self.starts = [a for a, _ in spans]
        self.ends = [b for _, b in spans]
        self.words = [text[a:b] for a, b in spans]
        self.lower = [word.lower().replace("’", "'") for word in self.words]
        self.upper = all_capitals(text)
        self.sents: list[Sent] = []
        self.sent_of: list[int] = [-1] * len(spans)
        self._cut_sentences()
        first = [
            i == 0 or self.sent_of[i] != self.sent_of[i - 1] or self.words[i - 1] in {"“", '"'}
            for i in range(len(spans))
        ]
        self.known_names: dict[int, Hit | None] = {}
        self.tags = tag(self.words, self.lower, first, cased=not self.upper)
        self._mark_names()
        self.chunks: list[Chunk] = []
        self.chunk_of: list[int] = [-1] * len(spans)
        self._chunk()

    def _cut_sentences(self) -> None:
        small = small_starts(self.text)
        for passage in passages(self.text, self.report.title, self.report.marked):
            for start, end in sentences(self.text, passage, small):
                first, last = self.at(start), self.at(end - 1) + 1
                number = len(self.sents)
                self.sents.append(Sent(first, last, start, end, passage.paragraph, passage.kind))
                for i in range(first, last):
                    self.sent_of[i] = number

    def _mark_names(self) -> None:
        """Tag as names what the codebook knows for sure: all of it in capitals ("SHINING PATH"), else names that hold a
        small word ("Organization of American States") and would fall apart."""
        i = 0
        while i < len(self.words):
            hit = self.actor_at(i)
            sure = hit is not None and any(not c.ambiguous for c in hit.candidates)
            if (
                hit is not None
                and sure
                and (self.upper or {"PREP", "CONJ", "VERB"} & set(self.tags[i : i + hit.length]))
            ):
                self.tags[i : i + hit.length] = ["NAME"] * hit.length
            i += hit.length if hit is not None else 1
        if self.upper:
            taken = {k for k, known in enumerate(self.tags) if known == "NAME"}
            for first, last in CapitalPersons(self, taken).find():
                self.tags[first:last] = ["NAME"] * (last - first)

    def _chunk(self) -> None:
        """Base noun phrases: runs of nominal tags ending in a head; a possessor stays inside its phrase."""
        i, count = 0, len(self.words)
        while i < count:
            if self.tags[i] == "PRON":
                self._keep(i, i + 1)
                i += 1
                continue
            if self.tags[i] not in _PHRASE or self.tags[i] == "POSS":
                i += 1
                continue
            j = i + 1
            while j < count and self._continues(j):
                j += 1
            self._keep(i, j)
            i = j

    def _continues(self, j: int) -> bool:
        if self.sent_of[j] != self.sent_of[j - 1] or self.tags[j] not in _PHRASE:
            return (
                self.tags[j] == "QUOTE"
                and self.tags[j - 1] in {"ADJ", "DET"}
                and self.sent_of[j] == self.sent_of[j - 1]
            )
        if self.tags[j] == "DET":
            return self.tags[j - 1] == "DET" or (self.tags[j - 1] == "NUM" and self.lower[j] == "other")
        return True

    def _keep(self, first: int, last: int) -> None:
        heads = lexicon().heads
        head = last - 1
        while head > first and self.tags[head] not in _HEADS and self.lower[head] not in heads:
            head -= 1
        if head == first and self.tags[head] == "ADJ" and self.lower[head] not in heads:
            return  # "shot first": an adjective alone is no phrase
        last = head + 1  # "opened fire first", "insurgents responsible for": what trails the head is no part of it
        number = len(self.chunks)
        self.chunks.append(Chunk(first, last, head))
        for i in range(first, last):
            self.chunk_of[i] = number

    def actor_at(self, i: int) -> Hit | None:
        """The longest words from token `i` on by which the codebook knows an actor."""
        if i not in self.known_names:
            self.known_names[i] = alias_index().match(self.words, i, upper=self.upper)
        return self.known_names[i]

    def at(self, offset: int) -> int:
        """Index of the token that holds or follows a character offset's token start."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def span(self, first: int, last: int) -> Span:
        """Characters of tokens `[first, last)`."""
        return self.starts[first], self.ends[last - 1]

    def quote(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span[0] : span[1]]

    def tokens_in(self, span: Span) -> range:
        """Indexes of the tokens that start inside a span."""
        first = bisect_right(self.starts, span[0] - 1)
        return range(first, bisect_right(self.starts, span[1] - 1))

    def body(self) -> list[Sent]:
        """Sentences that tell the news: title, headings and body, without datelines and furniture."""
        return [sent for sent in self.sents if sent.kind not in {"dateline", "furniture"}]

    def lemma(self, i: int) -> str | None:
        """The verb lemma of a token tagged VERB."""
        form = verb_of(self.lower[i]) if self.tags[i] == "VERB" else None
        return form.lemma if form else None
