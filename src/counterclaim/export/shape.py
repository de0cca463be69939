"""What an export format is: a function from an incident to rows, the columns of those, and how they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from counterclaim.codebook.rules import RuleBook
from counterclaim.export.losses import Losses
from counterclaim.ledger.whole import Refused, Whole

Row = Mapping[str, Any]


class Stamp(NamedTuple):
    """What made the rows: every one of them names it."""

    coder: str
    version: str
    codebook: str

    def text(self) -> str:
        """On one line, for formats with one column for remarks."""
        return f"{self.coder} {self.version}; codebook {self.codebook}"


@dataclass(frozen=True, slots=True)
class Options:
    """What can be asked of an export; `rule` None takes the format's own, `written` None its own way of writing.

    `public` leaves out words of reports that no claim rests on: statements come without what was said. `guard_cells`
    marks texts of csv and tsv that a spreadsheet program would run as formulas.
    """

    rule: str | None = None
    as_of: str | None = None
    withhold_names: bool = False
    written: str | None = None
    sanction_quad: int = 4
    public: bool = False
    guard_cells: bool = False


@dataclass(frozen=True, slots=True)
class Making:
    """What a format works with: the rule book, who makes the rows, what was asked, and where losses are told."""

    book: RuleBook
    stamp: Stamp
    options: Options
    losses: Losses


Rows = Callable[[Whole, Making], Iterable[Row]]
Cells = list[Any]
"""The values of a row's columns, all of them, in their order."""
Writer = Callable[["Format", Iterator[Row]], Iterator[bytes]]
TableWriter = Callable[["Format", Iterator[Cells]], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """One export format. `columns` have the types text, whole, number or flag; none for nested objects.
    `head` is what a JSON document begins with, empty lists where rows go.

    `reports`: it needs titles and addresses of reports, `told` the tellings of an incident, `texts` their words too;
    `rule` is the rule book that it goes by; `refused` says why an incident has no row. For speed,
    `of_kept` makes the cells of the one row of an incident as kept.
    """

    name: str
    title: str
    rows: Rows
    written: str
    columns: Mapping[str, str] = field(default_factory=dict)
    head: Mapping[str, Any] = field(default_factory=dict)
    reports: bool = False
    told: bool = False
    texts: bool = False
    rule: str = "ucdp"
    ending: str = ""
    refused: Refused | None = None
    of_kept: Callable[[dict[str, Any], Making], Cells] | None = None


def texts(*names: str) -> dict[str, str]:
    """Columns of text."""
    return dict.fromkeys(names, "text")
