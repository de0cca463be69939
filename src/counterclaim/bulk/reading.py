"""The records of one share of a unit, each made into a report and coded; what is not of the share is passed over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BufferedReader
from typing import Any

from counterclaim.bulk.units import File, Unit, opened
from counterclaim.coder import gated, keepsake
from counterclaim.errors import CounterclaimError, SourceError
from counterclaim.gather import sources
from counterclaim.gather.options import Options
from counterclaim.ledger.intake import storable
from counterclaim.records.account import Coding
from counterclaim.records.report import Report


@dataclass(frozen=True, slots=True)
class Share:
    """Every `of`-th portion of a unit from the `n`-th on, `size` records each, but for those that are `held`."""

    unit: Unit
    size: int
    n: int = 0
    of: int = 1
    held: frozenset[int] = field(default_factory=frozenset)
    start: int = 0
    """Records before this one are passed over, too."""

    def portion(self, record: int) -> int:
        """The portion that a record is in."""
        return max(record, 0) // self.size

    def wants(self, portion: int) -> bool:
        """Whether a portion is of this share."""
        return portion % self.of == self.n and portion not in self.held


@dataclass(frozen=True, slots=True)
class Coded:
    """A report with what was read in it."""

    report: Report
    coding: Coding


@dataclass(frozen=True, slots=True)
class End:
    """The unit has been read to its end."""


Told = Coded | SourceError | End
Coder = Callable[[Report], Coded | SourceError]
Watch = Callable[[int], None]


def coded(report: Report) -> Coded | SourceError:
    """A report as read with this process's tools, or the fault that the reader tripped over."""
    try:
        return Coded(report, keepsake(report, gated()))
    except CounterclaimError:  # the tools themselves are at fault: nothing could be read
        raise
    except Exception as fault:  # one report that trips the reader must not cost an archive
        return SourceError(f"report {report.id}", f"the reader failed on it ({fault!r}); please tell us", "reader")


def records(
    share: Share, options: Options, coder: Coder = coded, watch: Watch = lambda _: None
) -> Iterator[tuple[int, Told]]:
    """Each record that is wanted by its number, and the end by the number of all; `watch` is told before each.

    Raises SourceError where a file of the unit cannot be had: nothing is known of what is in it then.
    """
    asked = _Asked(share, watch)
    for file in share.unit.files:
        asked.next_file()
        if not share.unit.archive and not asked.mine():
            continue
        for found in _opened(file, options, asked):
            if asked.mine():
                yield max(asked.number, 0), _told(found, coder)
    yield asked.number + 1, End()


class _Asked:
    """Counts records as they come by, and says which are wanted. Plain documents count by file."""

    def __init__(self, share: Share, watch: Watch) -> None:
        self._share, self._watch = share, watch
        self.number = -1

    def next_file(self) -> None:
        if not self._share.unit.archive:
            self.number += 1

    def mine(self) -> bool:
        return max(self.number, 0) >= self._share.start and self._share.wants(self._share.portion(self.number))

    def __call__(self) -> bool:
        if self._share.unit.archive:
            self.number += 1
        if not self.mine():
            return False
        self._watch(self.number)
        return True


def _opened(file: File, options: Options, asked: _Asked) -> Iterator[Report | SourceError]:
    try:
        with opened(file) as stream:
            buffered: Any = stream if isinstance(stream, BufferedReader) else BufferedReader(stream)
            yield from sources.opened(file.name, buffered, options, asked)
    except OSError as fault:
        raise SourceError(
            file.address, f"cannot be read: {(fault.strerror or str(fault)).lower()}", "missing"
        ) from None


def _told(found: Report | SourceError, coder: Coder) -> Coded | SourceError:
    return found if isinstance(found, SourceError) else coder(storable(found))
