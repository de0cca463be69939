"""The ledger: accounts of many reports as incidents, with every claim kept and every decision undoable.

    with Ledger("ledger.db") as ledger:
        for added in ledger.add(["reports/"]):
            ...
        for incident in ledger.find(country="AM", disputed=True):
            ...

It calls the rooms below it in order and decides nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any

from counterclaim.coder import Tools, gated, keepsake
from counterclaim.errors import CounterclaimError, SettingError, SourceError
from counterclaim.gather.options import Options
from counterclaim.gather.sources import reports as gathered
from counterclaim.ledger import cases, query, recode, rulings, sheets, upkeep
from counterclaim.ledger.intake import Added, Intake, reader_name
from counterclaim.ledger.loading import Read, load_reads
from counterclaim.ledger.revise import Revision
from counterclaim.ledger.whole import Depth, Whole, kept, whole_of, wholes
from counterclaim.records.account import Coding
from counterclaim.records.incident import Incident
from counterclaim.records.incident_shape import incident_json
from counterclaim.records.query import Query
from counterclaim.records.report import Report
from counterclaim.settings import ledger_address, load
from counterclaim.store.engine import open_engine
from counterclaim.store.find import Page
from counterclaim.store.schema import bring_up
from counterclaim.values.agreement import Agreement
from counterclaim.views.across import Beside, beside
from counterclaim.views.case import Case
from counterclaim.views.flat import flat
from counterclaim.weigh.double import Double

__all__ = ["Added", "Depth", "Ledger", "Query", "Revision", "Whole"]

Note = Callable[[str], None]
Step = Callable[[int], None]


class Ledger:
    """One ledger, open. `address` is a file's path or a PostgreSQL URL; it is made where there is none.

    Safe for many threads and processes: readers see one state each, writers take turns.
    """

    def __init__(self, address: str | Path | None = None, note: Note | None = None) -> None:
        self.engine = open_engine(str(address or ledger_address()))
        bring_up(self.engine)
        self._note = note
        self._tools: Tools | None = None

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @property
    def address(self) -> str:
        """Where the ledger is, without a password."""
        return upkeep.address(self.engine)

    def add(
        self,
        sources: Iterable[str | Path | Report],
        *,
        published: str | None = None,
        outlet: str | None = None,
        language: str | None = None,
    ) -> Iterator[Added | SourceError]:
        """Read files, URLs, files of JSON lines or reports and keep them; what is known already is left alone."""
        options = Options(published, outlet, language, load())
        return self._intake().add(_each(sources, options))

    def load(self, reads: Sequence[Read]) -> list[Added | SourceError]:
        """Keep reports that were read elsewhere, all of them or none; what became of each, in order."""
        return load_reads(self.engine, reads)

    def find(self, asked: Query | None = None, **filters: Any) -> Iterator[Incident]:
        """All incidents that a query, or filters by a query's names, ask for, page after page."""
        cursor: str | None = None
        while True:
            found = self.page(_query(asked, {**filters, "cursor": cursor} if cursor else filters))
            yield from found.incidents
            cursor = found.cursor
            if cursor is None:
                return

    def whole(self, asked: Query, depth: Depth) -> Iterator[Whole]:
        """All incidents of a query with what was told of them, as deep as wanted, in flat memory."""
        return wholes(self.engine, asked, depth)

    def whole_of(self, name: str, *, as_of: str | None = None, rule: str | None = None) -> Whole:
        """One incident with all that was told of it, texts too; raises UnknownError."""
        return whole_of(self.engine, name, as_of, rule)

    def kept(self, asked: Query) -> Iterator[dict[str, Any]]:
        """All incidents of a query as they are kept: plain JSON of records, fields at their default left out."""
        return kept(self.engine, asked)

    def page(self, asked: Query) -> Page:
        """One page of incidents, and the cursor of the next."""
        return query.page(self.engine, asked)

    def count(self, asked: Query | None = None, **filters: Any) -> int:
        """How many incidents are asked for."""
        return query.counted(self.engine, _query(asked, filters))

    def show(self, name: str, *, as_of: str | None = None, rule: str | None = None) -> query.Shown:
        """The incident that an id leads to, as known at a date, its toll by a rule book; raises UnknownError."""
        return query.shown(self.engine, name, as_of, rule)

    def json(self, name: str, *, as_of: str | None = None, rule: str | None = None) -> dict[str, Any]:
        """The contract's object of one incident."""
        shown = self.show(name, as_of=as_of, rule=rule)
        return incident_json(shown.incident, dict(shown.linked), explain=True)

    def beside(self, name: str, *, as_of: str | None = None) -> Beside:
        """Who says what of an incident: a column a holder, a row a field, each cell claims with their words."""
        shown = self.show(name, as_of=as_of)
        return beside(shown.incident, shown.entries)

    def report(self, name: str, edition: str | None = None) -> Report:
        """A report as kept, its newest edition unless one is named."""
        return query.report(self.engine, name, edition)

    def to_frame(self, asked: Query | None = None, **filters: Any) -> Any:
        """Incidents as a table of pandas, or of polars where only that is there; raises ImportError for neither."""
        rows = [flat(incident) for incident in self.find(asked, **filters)]
        for library in ("pandas", "polars"):
            if find_spec(library):
                return import_module(library).DataFrame(rows)
        raise ImportError("to_frame() needs pandas or polars; install one of them")

    def revise(self, author: str, reason: str) -> Revision:
        """Decisions by an author for a reason: judge, merge, split, correct, undo."""
        return Revision(self.engine, author, reason)

    def double(self, name: str) -> Double:
        """How the sheets of two coders stand for one incident; `seen_by` says whose somebody may see."""
        return sheets.doubly(self.engine, self.show(name).incident)

    def doubles(self) -> dict[str, Double]:
        """How sheets stand, by the account that each hangs on, in order of the first sheet."""
        return sheets.every(self.engine)

    def agreement(self) -> dict[str, Agreement]:
        """By question of the sheet, how far coders agree (Krippendorff's alpha)."""
        return sheets.agreed(self.engine)

    def cases(
        self, numbers: Sequence[int] = (), *, sentences: bool = False
    ) -> Iterator[tuple[int, Case | SettingError]]:
        """Corrections that count, or those of the numbers, each as a golden case, or why it makes none."""
        return cases.cases(self.engine, numbers, sentences)

    def redact(self, report: str, author: str, reason: str, name: str | None = None) -> int:
        """Take a name, or the whole text, out of all that is kept of a report."""
        return upkeep.redact(self.engine, report, name, author, reason)

    def recode(self) -> Iterator[tuple[str, list[recode.Change]] | SourceError]:
        """Read again what another reader read; each report with what changed."""
        return recode.recode(self.engine, self._code, self._reader())

    def rebuild(self, step: Step = lambda _: None) -> int:
        """Make all incidents again from what is kept; returns the number of accounts."""
        return upkeep.rebuild(self.engine, step)

    def catch_up(self) -> int:
        """Let sets be filtered and sorted by rule books that are new or changed; returns how many these were."""
        return rulings.catch_up(self.engine)

    def check(self, deep: bool = False, step: Step = lambda _: None) -> list[str]:
        """Faults of the ledger, a line each; `deep` compares all incidents with their accounts."""
        return upkeep.check(self.engine, deep, step)

    def orphans(self) -> list[str]:
        """Judgements, corrections and sheets on accounts that no reading tells any more."""
        return upkeep.orphans(self.engine)

    def digest(self) -> str:
        """SHA-256 over all incidents: equal accounts and decisions give equal digests."""
        return upkeep.digest(self.engine)

    def backup(self, place: str | Path, step: Step = lambda _: None) -> int:
        """Write all that is kept to one file, from which any ledger can be made; returns the number of rows."""
        return upkeep.backup(self.engine, Path(place), step)

    def restore(self, place: str | Path, step: Step = lambda _: None) -> int:
        """Fill this ledger, which must be empty, from a backup; returns the number of rows."""
        return upkeep.restore(self.engine, Path(place), step)

    def _kit(self) -> Tools:
        if self._tools is None:
            self._tools = gated(self._note)
        return self._tools

    def _reader(self) -> str:
        return reader_name(self._kit().versions())

    def _code(self, report: Report) -> tuple[Report, Coding | Exception]:
        try:
            return report, keepsake(report, self._kit())
        except CounterclaimError:  # the tools themselves are at fault
            raise
        except Exception as fault:  # one report that trips the reader must not cost the others
            return report, fault

    def _intake(self) -> Intake:
        return Intake(self.engine, self._code, self._reader())


def _query(asked: Query | None, filters: dict[str, Any]) -> Query:
    listed = ("country", "actor", "event", "domain", "grade", "status", "outlet", "holder")
    told: dict[str, Any] = {
        name: (value,) if name in listed and isinstance(value, str) else value for name, value in filters.items()
    }
    return replace(asked or Query(), **told)


def _each(sources: Iterable[str | Path | Report], options: Options) -> Iterator[Report | SourceError]:
    for source in sources:
        if isinstance(source, Report):
            yield source
        else:
            yield from gathered(_files(source), options)


def _files(source: str | Path) -> Sequence[str | Path]:
    """A folder's files in order of name; anything else is itself."""
    place = Path(source)
    try:
        if place.is_dir():
            return sorted(path for path in place.rglob("*") if path.is_file() and not path.name.startswith("."))
    except OSError:
        pass
    return [source]
