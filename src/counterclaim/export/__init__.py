"""Incidents out to where analysts work: in the shapes of other data sets, with what was lost told beside.

    with Ledger("ledger.db") as ledger:
        out = export(ledger, "acled", country="AM")
        for part in out: file.write(part)
        print(out.report())

A format is one file: a pure function from an incident to rows. Nothing is held but one page of incidents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from counterclaim import settings
from counterclaim.codebook.loader import digest
from counterclaim.codebook.rules import rule_book
from counterclaim.coder import release
from counterclaim.errors import SettingError
from counterclaim.export.cells import guarded
from counterclaim.export.losses import Losses
from counterclaim.export.shape import Cells, Format, Making, Options, Row, Stamp
from counterclaim.export.writers import MEDIA, TABLES, WRITERS, cells_of
from counterclaim.ledger.whole import Depth, Whole
from counterclaim.records.query import Query
from counterclaim.views.masks import masked, private_names

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger

__all__ = ["FORMATS", "Export", "Options", "export", "formats"]

FORMATS = (
    "acled",
    "ged",
    "plover",
    "polecat",
    "gdelt",
    "ftm",
    "geojson",
    "timemap",
    "claimreview",
    "casualties",
    "hxl",
    "incidents",
    "parquet",
    "claims",
    "statements",
)
"""Names of the formats; each is a module of this package that has a FORMAT."""

_CODEBOOK_DIGITS = 16


def formats() -> dict[str, Format]:
    """All formats by name."""
    return {name: format_of(name) for name in FORMATS}


def format_of(name: str) -> Format:
    """One format; raises SettingError for a name that is none."""
    if name not in FORMATS:
        raise SettingError(f"{name}: no export format; one of {', '.join(FORMATS)}")
    found: Format = import_module(f"counterclaim.export.{name}").FORMAT
    return found


def stamp() -> Stamp:
    """What makes the rows: this version, with the codebook's digest cut to what tells codebooks apart."""
    return Stamp("counterclaim", release(), digest()[: len("sha256:") + _CODEBOOK_DIGITS])


class Export:
    """One export under way: iterate over it for its bytes; `losses` is whole when it has ended."""

    def __init__(self, ledger: Ledger, form: Format, query: Query, options: Options) -> None:
        written = options.written or form.written
        if written not in MEDIA or (written != form.written and (written == "json" or not form.columns)):
            raise SettingError(f"{form.name}: it cannot be written as {written}")
        self._ledger = ledger
        self._query = query
        self.format = form
        self.written = written
        self.rule = options.rule or form.rule
        self.losses = Losses()
        withheld = options.withhold_names or bool(settings.load().withhold_names)
        self._making = Making(rule_book(self.rule), stamp(), replace(options, withhold_names=withheld), self.losses)

    @property
    def media_type(self) -> str:
        """What a web server calls it."""
        return MEDIA[self.written]

    @property
    def ending(self) -> str:
        """How its file's name ends."""
        return self.format.ending if self.format.ending and self.written == self.format.written else f".{self.written}"

    def __iter__(self) -> Iterator[bytes]:
        if self.written not in TABLES:
            return WRITERS[self.written](self.format, self.rows())
        guards = self._making.options.guard_cells and self.written in {"csv", "tsv"}
        cells = self._cells()
        return TABLES[self.written](self.format, guarded(cells) if guards else cells)

    def report(self) -> dict[str, Any]:
        """The loss report: what was asked, who made it, what was left out and what was lost."""
        made = self._making
        return {
            "format": self.format.name,
            "title": self.format.title,
            "rule": self.rule,
            "as_of": made.options.as_of,
            "coder": made.stamp.coder,
            "version": made.stamp.version,
            "codebook": digest(),
            **self.losses.as_json(),
        }

    def rows(self) -> Iterator[Row]:
        """Its rows before they are written, told in `losses` as they pass."""
        depth = self._depth()
        if self._as_kept:
            yield from (dict(zip(self.format.columns, cells, strict=True)) for cells in self._kept())
            return
        for whole in self._ledger.whole(self._query, depth):
            self.losses.incidents += 1
            yield from self._of(whole)

    def _cells(self) -> Iterator[Cells]:
        """The same for tables: the values of each row's columns."""
        return self._kept() if self._as_kept else cells_of(self.format, self.rows())

    @property
    def _as_kept(self) -> bool:
        """Whether rows come of incidents as they are kept."""
        return self.format.of_kept is not None and self._depth() == Depth()

    def _kept(self) -> Iterator[Cells]:
        made, making, losses = self.format.of_kept, self._making, self.losses
        if made is None:
            return
        for body in self._ledger.kept(self._query):
            losses.incidents += 1
            losses.rows += 1
            yield made(body, making)

    def _of(self, whole: Whole) -> Iterator[Row]:
        names = private_names(whole.incident, whole.entries) if self._making.options.withhold_names else []
        self.losses.withheld += bool(names)
        for row in self.format.rows(whole, self._making):
            self.losses.rows += 1
            yield masked(row, names) if names else row

    def _depth(self) -> Depth:
        options = self._making.options
        told = self.format.told or self.format.texts or options.withhold_names
        book = self.rule if self.rule != "ucdp" or options.as_of else None
        form = self.format
        return Depth(form.reports, told, form.texts, options.as_of, book, form.refused)


def export(
    ledger: Ledger, name: str, query: Query | None = None, options: Options | None = None, **filters: Any
) -> Export:
    """An export of what a query, or filters by a query's names, ask for; raises SettingError for an unknown format."""
    return Export(ledger, format_of(name), replace(query or Query(), **filters), options or Options())
