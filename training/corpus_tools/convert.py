"""A written report and its family to the contract's records and JSON, every span exact.

    accounts | statements | toll and its claims | other claims | disputes, links, relations | shape
What the head does not say is derived here and nowhere else: names are the fullest mention, an anchor is the
trigger's sentence within the content that holds it, an account's time and place are the finest marked for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from counterclaim.codebook.actors import actors, holder_of
from counterclaim.records.account import Account, Claim, Coding, Relation, Source, Statement, Thing, Toll, Words
from counterclaim.records.report import Report, Span
from counterclaim.records.shape import Shape, as_json
from training.corpus_tools import codes, lines, parts, sentences, vocabulary
from training.corpus_tools.format import AccountHead, Family, Written
from training.corpus_tools.marks import LETTERS, FormatError

READER = {"version": "annotated", "model": None, "codebook": "annotated", "gazetteer": "annotated"}


def to_json(written: Written, family: Family | None) -> Shape:
    """The contract's object for one report; `family` is None for one that tells no incident."""
    return as_json(to_report(written), to_coding(written, family), None, READER)


def to_report(written: Written) -> Report:
    """The report as an outlet published it, without the marks."""
    return Report(
        text=written.text,
        id=written.id,
        title=written.title,
        outlet=written.outlet,
        published=written.published,
        language=written.language,
    )


def to_coding(written: Written, family: Family | None) -> Coding:
    """What a careful person codes from it; raises FormatError where a link leads nowhere."""
    if family is None:
        return Coding(False)
    coder = _Coder(written, family)
    return Coding(
        True,
        tuple(coder.account(n, head) for n, head in enumerate(written.accounts)),
        tuple(coder.statement(n, key, said) for n, (key, said) in enumerate(written.statements.items())),
        tuple(coder.relation(tie) for tie in written.relations),
    )


class _Coder:
    """One report's links: keys of the head to numbers of the records."""

    def __init__(self, written: Written, family: Family) -> None:
        self.written, self.family = written, family
        self.numbers = {key: n for n, key in enumerate(written.statements)}
        self.places = {head.key: n for n, head in enumerate(written.accounts)}
        self.who = family.who | written.who

    def account(self, n: int, head: AccountHead) -> Account:
        """One account with all that hangs on it."""
        incident = self.family.incidents.get(head.incident)
        if incident is None:
            raise FormatError(f"account {head.key} is of no incident of the family")
        trigger = self._first("t", head.key)
        toll = self._toll(head.key)
        claims = self._claims(head.key, toll)
        toll = [replace(entry, claims=own) for entry, own in zip(toll, self._own(toll), strict=True)]
        cast = [(self._who(role.who), role) for role in head.roles]
        people = tuple(parts.participant(self.written, who, role, head.key, claims, toll) for who, role in cast)
        things = tuple(self._things("o", head.key, claims))
        links = [tie for tie in self.written.links if tie.words[0] == head.key]
        return Account(
            n=n,
            status=head.status,
            domain=head.extra.get("domain", incident.domain),
            headline=head.extra.get("headline", incident.what),
            anchor=self._anchor(head.key, trigger.span),
            event=codes.event_code(incident, head, trigger, people, things),
            when=parts.when(self.written, head, incident),
            where=parts.where(self.written, head, self.family),
            count=lines.quantity(head.extra["count"]) if "count" in head.extra else None,
            observed=head.extra.get("observed"),
            participants=people,
            objects=things,
            weapons=tuple(self._things("x", head.key, claims)),
            toll=tuple(toll),
            claims=tuple(claims),
            disputes=tuple(parts.dispute(tie, claims) for tie in self.written.disputes if tie.words[0] == head.key),
            links=tuple(parts.link(tie, self._account, self._by(tie.by)) for tie in links),
        )

    def statement(self, n: int, key: str, said: lines.Said) -> Statement:
        """One statement; its source may be nobody's words, its cue and content never."""
        source = self.written.marked("s", key)
        content = tuple(self._words(mark.span) for mark in self.written.marked("c", key))
        if not content:
            raise FormatError(f"statement {key} has no content: mark it <c {key}>")
        channel = self.written.marked("h", key)
        return Statement(
            n=n,
            source=self._source(source[0].span if source else None, said.source, said.holder, said.basis),
            cue=self._first("q", key),
            content=content,
            stance=said.stance,
            factuality=said.factuality,
            quote=said.quote or parts.quoting(words.text for words in content),
            via=tuple(self._source(mark.span, mark.value, None, "stated") for mark in self.written.marked("v", key)),
            addressee=said.to,
            channel=self._words(channel[0].span).text if channel else None,
            about=tuple(map(self._account, said.about)),
            answers=tuple(map(self._statement, said.answers)),
        )

    def relation(self, tie: lines.Tie) -> Relation:
        """`urges_calm BR, to PE EC, by 7`: between holders, on the word of a statement."""
        if len(tie.words) != 2 or tie.by is None:
            raise FormatError(f"{' '.join(tie.words)!r} is no `KIND FROM, to ..., by STATEMENT`")
        return Relation(tie.words[0], tie.words[1], tuple(tie.options.get("to", "").split()), self._statement(tie.by))

    def _toll(self, key: str) -> list[Toll]:
        """Toll entries of one account in the head's order; claims are linked later."""
        mine = {name: figure for name, figure in self.written.toll.items() if figure.account == key}
        order = {name: n for n, name in enumerate(mine)}
        entries = []
        for name, figure in mine.items():
            if figure.subset and figure.subset not in order:
                raise FormatError(f"toll {name} is part of {figure.subset}, which {key} has not")
            entries.append(
                Toll(
                    figure.harm,
                    figure.quantity,
                    figure.of,
                    figure.category,
                    self._by(figure.by)[0],
                    figure.hedged,
                    figure.scope,
                    figure.cumulative,
                    self._first("n", name),
                    figure.since,
                    order[figure.subset] if figure.subset else None,
                    figure.as_of,
                )
            )
        return entries

    def _own(self, toll: Sequence[Toll]) -> list[tuple[int, ...]]:
        """Which claim a toll entry is: those of counted harms come first and in order."""
        counted = iter(range(len(toll)))
        return [(next(counted),) if entry.harm in vocabulary.COUNTED else () for entry in toll]

    def _claims(self, key: str, toll: Sequence[Toll]) -> list[Claim]:
        """Claims of figures first, in the order of the toll, then those that the head lists."""
        figures = [figure for figure in self.written.toll.values() if figure.account == key]
        found = []
        for entry, figure in zip(toll, figures, strict=True):
            if entry.harm in vocabulary.COUNTED:
                holder, statement = self._by(figure.by)
                words = self._support(figure.by, entry.words.span)
                value = entry.quantity._replace(hedged=False)
                found.append(Claim(entry.harm, value, True, holder, statement, words, confidence=1.0))
        for claimed in self.written.claims:
            if claimed.account == key:
                holder, statement = self._by(claimed.by)
                words = self._first("k", claimed.at).span if claimed.at else self._support(claimed.by, None)
                what = (claimed.field, claimed.value, claimed.polarity)
                found.append(Claim(*what, holder, statement, words, claimed.basis, 1.0))
        return found

    def _support(self, by: str, inside: Span | None) -> Span:
        """The words that a claim rests on: its statement's content, or the sentence in the report's own voice."""
        contents = [mark.span for mark in self.written.marked("c", by)]
        if inside is None:
            if not contents:
                raise FormatError(f"a claim by {by} says not where it stands: mark it <k ID> and write `at ID`")
            return contents[0]
        sentence = sentences.around(self.written.text, inside)
        for start, end in contents:
            if start <= inside[0] and inside[1] <= end:
                return max(start, sentence[0]), min(end, sentence[1])
        return sentence

    def _anchor(self, key: str, trigger: Span) -> Words:
        marked = self.written.marked("a", key)
        if marked:
            return self._words(marked[0].span)
        start, end = sentences.around(self.written.text, trigger)
        for mark in self.written.marked("c"):
            if mark.span[0] <= trigger[0] and trigger[1] <= mark.span[1]:
                start, end = max(start, mark.span[0]), min(end, mark.span[1])
        return self._words((start, end))

    def _things(self, letter: str, key: str, claims: Sequence[Claim]) -> Iterable[Thing]:
        """Weapons or objects: marks of one kind and one name are one thing."""
        grouped: dict[tuple[str, str], list[Words]] = {}
        for mark in self.written.marked(letter, key):
            words = self._words(mark.span)
            grouped.setdefault((mark.value or "", parts.bare(words.text)), []).append(words)
        for (value, name), mentions in grouped.items():
            kind, _, effect = value.partition(":")
            if not kind:
                raise FormatError(f"<{letter} {key}> marks {name!r} without its kind")
            said = any(self._inside(words.span) for words in mentions)
            over = tuple(
                i for i, claim in enumerate(claims) if any(parts.overlap(claim.span, words.span) for words in mentions)
            )
            yield Thing(name, kind, tuple(mentions), "claimed" if said else "stated", effect or None, over)

    def _inside(self, span: Span) -> bool:
        return any(mark.span[0] <= span[0] and span[1] <= mark.span[1] for mark in self.written.marked("c"))

    def _source(self, span: Span | None, actor: str | None, holder: str | None, basis: str) -> Source:
        text = self._words(span).text if span else None
        if actor in vocabulary.PLAIN_HOLDERS:
            return Source(text, span, None, actor, basis)
        if actor is not None and actor not in actors():
            raise FormatError(f"{actor} is no actor of the codebook")
        return Source(text, span, actor, holder or (holder_of(actor) if actor else None), basis)

    def _by(self, by: str | None) -> tuple[str | None, int | None]:
        """Holder and statement number of `by 3` or `by report`."""
        if by is None or by == lines.REPORT:
            return (by, None)
        said = self.written.statements[self._key(by)]
        source = self._source(None, said.source, said.holder, said.basis)
        return source.holder, self.numbers[by]

    def _who(self, key: str) -> tuple[str, lines.Who]:
        if key not in self.who:
            raise FormatError(f"nobody is called {key!r} in `who`")
        return key, self.who[key]

    def _first(self, letter: str, key: str | None) -> Words:
        found = self.written.marked(letter, key)
        if not found:
            raise FormatError(f"{LETTERS[letter]} {key} is not marked: <{letter} {key}>")
        return self._words(found[0].span)

    def _words(self, span: Span) -> Words:
        return Words(self.written.text[span[0] : span[1]], span)

    def _key(self, statement: str) -> str:
        if statement not in self.numbers:
            raise FormatError(f"there is no statement {statement}")
        return statement

    def _statement(self, key: str) -> int:
        return self.numbers[self._key(key)]

    def _account(self, key: str) -> int:
        if key not in self.places:
            raise FormatError(f"there is no account {key}")
        return self.places[key]
