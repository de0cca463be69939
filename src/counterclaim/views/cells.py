"""The side-by-side for a page: each thing that a holder says of a field once, with every sentence that says it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from counterclaim.views.across import Beside, Column, Said
from counterclaim.views.quote import Quote, quote
from counterclaim.views.words import NameOf, position


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence, and which claim of which report it is."""

    said: Said
    quote: Quote


@dataclass(frozen=True, slots=True)
class Word:
    """What a holder says, in a few words, `of` whom where it counts people; `sayings` in order of publication."""

    words: str
    of: str | None
    hedged: bool
    disputed: bool
    sayings: tuple[Saying, ...]

    @property
    def first(self) -> str | None:
        """The day on which it was first said."""
        return next((each.said.published[:10] for each in self.sayings if each.said.published), None)


@dataclass(frozen=True, slots=True)
class Row:
    """One field; `cells` stand in the order of the columns, an empty one where a holder says nothing."""

    field: str
    disputed: bool
    cells: tuple[tuple[Word, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole table, without rows that nobody speaks to."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def quiet(self) -> frozenset[int]:
        """Columns, by number, of holders that say nothing of what is in dispute."""
        heard = {n for row in self.rows if row.disputed for n, cell in enumerate(row.cells) if cell}
        return frozenset(range(len(self.columns))) - heard


def grid(
    beside: Beside,
    texts: Mapping[str, str],
    disputed: Collection[str],
    name_of: NameOf,
    counted: Mapping[tuple[str, int, int], str] = MappingProxyType({}),
) -> Grid:
    """Lay it out; `texts` are editions by digest, `disputed` the fields in dispute.

    `counted` is whom a claim counts, by its report, account and number.
    """
    rows = []
    for field in beside.rows:
        cells = tuple(
            _words(field, beside.cells.get((field, column.holder), ()), texts, name_of, counted)
            for column in beside.columns
        )
        if any(cells):
            rows.append(Row(field, field in disputed, cells))
    return Grid(beside.columns, tuple(rows))


def _words(
    field: str,
    cell: tuple[Said, ...],
    texts: Mapping[str, str],
    name_of: NameOf,
    counted: Mapping[tuple[str, int, int], str],
) -> tuple[Word, ...]:
    found: dict[tuple[str, str | None, bool], list[Said]] = {}
    for said in cell:
        of = counted.get((said.report, said.account, said.claim))
        found.setdefault((position(field, said.value, said.polarity, name_of), of, said.hedged), []).append(said)
    return tuple(
        Word(
            words,
            of,
            hedged,
            any(said.disputed for said in every),
            tuple(Saying(said, quote(texts.get(said.edition, ""), said.span)) for said in every),
        )
        for (words, of, hedged), every in found.items()
    )
