"""Reads sources and keeps the tools open between them: what `read()`, the command line and bulk use alike.

sources | gather.reports | coder.code | Result
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from counterclaim.coder import code, tools
from counterclaim.errors import CounterclaimError, SourceError
from counterclaim.gather.documents import plain
from counterclaim.gather.fetch import is_url
from counterclaim.gather.options import Options
from counterclaim.gather.sources import reports
from counterclaim.records.account import Account, Coding, Statement
from counterclaim.records.reading import Reading
from counterclaim.records.report import Report
from counterclaim.records.shape import as_json, dumps
from counterclaim.settings import load

Source = str | Path | Report
Note = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Result:
    """One report as read: its accounts, its statements, and the marks on its text that they rest on."""

    report: Report
    coding: Coding
    reading: Reading
    reader: dict[str, str | None]

    @property
    def relevant(self) -> bool:
        """Whether the report tells anything of an armed incident."""
        return self.coding.relevant

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The report's accounts, those of its news first as they are told."""
        return self.coding.accounts

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Who said what, in the order of the text."""
        return self.coding.statements

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was guessed or could not be resolved."""
        return (*self.report.notes, *self.coding.warnings)

    def as_json(self, reading: bool = False) -> dict[str, Any]:
        """The contract's object (docs/output.md); `reading` adds what was marked on the text."""
        return as_json(self.report, self.coding, self.reading if reading else None, self.reader)

    def dumps(self, reading: bool = False) -> str:
        """The contract's object as one line of JSON."""
        return dumps(self.as_json(reading))


class Reader:
    """Everything reading needs, opened once. The first on a machine builds the place index and tells `note`."""

    def __init__(self, note: Note | None = None) -> None:
        self._tools = tools(note)

    def code(self, report: Report) -> Result:
        """Read one report; the same report gives the same result, whatever was read before it."""
        coded = code(report, self._tools)
        return Result(coded.report, coded.coding, coded.reading, coded.reader)

    def read(
        self,
        source: Source,
        *,
        published: str | None = None,
        outlet: str | None = None,
        language: str | None = None,
    ) -> Result:
        """Read a text, a file, a URL or a Report; raises SourceError where it cannot be read or holds several.

        A string is a URL if it begins as one, a path if it names a file or has no space in it, else the text itself.
        """
        if isinstance(source, Report):
            return self.code(source)
        options = Options(published, outlet, language, load())
        if isinstance(source, str) and _is_text(source):
            return self.code(plain(source, options))
        found = list(reports([source], options))
        if len(found) != 1:
            raise SourceError(str(source), f"{len(found)} reports in it; read_all() reads them one after another")
        if isinstance(found[0], SourceError):
            raise found[0]
        return self.code(found[0])

    def read_all(
        self,
        sources: Iterable[str | Path],
        *,
        published: str | None = None,
        outlet: str | None = None,
        language: str | None = None,
    ) -> Iterator[Result | SourceError]:
        """Read files, URLs and files of JSON lines in order; what cannot be read gives its error in its place."""
        return self._each(reports(sources, Options(published, outlet, language, load())))

    def _each(self, found: Iterable[Report | SourceError]) -> Iterator[Result | SourceError]:
        for report in found:
            if isinstance(report, SourceError):
                yield report
                continue
            try:
                yield self.code(report)
            except CounterclaimError:  # the tools themselves are at fault
                raise
            except Exception as fault:  # one report that trips the reader must not cost an archive
                yield SourceError(f"report {report.id}", f"the reader failed on it ({fault!r}); please tell us")


def read(
    source: Source, *, published: str | None = None, outlet: str | None = None, language: str | None = None
) -> Result:
    """Read one report with a Reader that stays open: `read("report.txt", published="2026-03-04")`."""
    return _shared().read(source, published=published, outlet=outlet, language=language)


@cache
def _shared() -> Reader:
    return Reader()


def _is_text(source: str) -> bool:
    """Whether a string is the report and not the name of one."""
    if is_url(source):
        return False
    if source.strip() and not any(letter.isspace() for letter in source.strip()):
        return False
    try:
        return not Path(source).is_file()
    except (OSError, ValueError):
        return True
