"""What takes the processor: pages into reports, and reports into codings, here or in processes of their own.

A process that dies or hangs over a page costs that page alone: the others of its batch are read again one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from counterclaim.coder import gated, keepsake
from counterclaim.errors import CounterclaimError, SourceError
from counterclaim.gather.entries import article, own_text
from counterclaim.gather.feeds import Entry
from counterclaim.gather.options import Options, Raw
from counterclaim.gather.sources import reports
from counterclaim.records.account import Coding
from counterclaim.records.report import Report
from counterclaim.run.look import is_future

_LONGEST_SECONDS = 120.0
Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Task:
    """An article to be made into reports: its bytes, or the file that it lies in, and what its source told of it."""

    name: str
    entry: Entry
    options: Options
    today: date
    raw: Raw | None = None
    path: str | None = None


def made(task: Task) -> list[Report | SourceError]:
    """The reports of an article; one but for files that hold many."""
    try:
        if task.path is not None:
            return list(reports([task.path], task.options))
        found = own_text(task.entry, task.options, task.name) if task.raw is None else _page(task, task.raw)
        return [_sane(found, task.today)]
    except SourceError as fault:
        return [fault]
    except Exception as fault:  # one page that trips the extraction must not cost the others
        return [SourceError(task.name, f"the page cannot be made sense of ({type(fault).__name__})", "broken")]


def coded(report: Report) -> tuple[Report, Coding | Exception]:
    """A report with what the reader made of it, or the fault that it tripped over."""
    try:
        return report, keepsake(report, gated())
    except CounterclaimError:  # the tools themselves are at fault: nothing could be read
        raise
    except Exception as fault:  # as above
        return report, fault


class Readers:
    """Maps functions over batches by so many processes; one is this process itself."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def warm(self) -> None:
        """Have every process open its tools."""
        list(self._map(_opened, list(range(self._processes)), lambda _, why: why))

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            for process in list((getattr(self._pool, "_processes", None) or {}).values()):
                process.terminate()
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def make(self, tasks: Iterable[Task]) -> list[list[Report | SourceError]]:
        """The reports of each task."""
        return list(self._map(made, list(tasks), lambda task, why: [SourceError(task.name, why, "reader")]))

    def code(self, coder: Any, given: Iterable[Report]) -> Iterator[tuple[Report, Any]]:
        """A `map` for the ledger's intake."""
        return self._map(coder, list(given), lambda report, why: (report, RuntimeError(why)))

    def _map(
        self, work: Callable[[Given], Made], given: list[Given], failed: Callable[[Given, str], Made]
    ) -> Iterator[Made]:
        if self._processes <= 1:
            return map(work, given)
        found = self._together(work, given)
        if found is None:
            found = [self._alone(work, each, failed) for each in given]
        return iter(found)

    def _together(self, work: Callable[[Given], Made], given: list[Given]) -> list[Made] | None:
        pool = self._open()
        try:
            waiting = [pool.submit(work, each) for each in given]
            return [each.result(_LONGEST_SECONDS * max(1, len(given) // self._processes)) for each in waiting]
        except (BrokenProcessPool, TooSlow):
            self.close()
            return None

    def _alone(self, work: Callable[[Given], Made], each: Given, failed: Callable[[Given, str], Made]) -> Made:
        try:
            return self._open().submit(work, each).result(_LONGEST_SECONDS)
        except BrokenProcessPool:
            self.close()
            return failed(each, "the process that read it died")
        except TooSlow:
            self.close()
            return failed(each, f"it was not read within {_LONGEST_SECONDS:g} seconds")

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            from multiprocessing import get_context  # noqa: PLC0415 (slow, and seldom needed)

            self._pool = ProcessPoolExecutor(self._processes, mp_context=get_context("spawn"))
        return self._pool


def _opened(_number: int) -> str:
    """What a process opens its tools with: reading something short."""
    coded(Report("Two men were hurt in Gao on Monday, police said. " * 8))
    return gated().gazetteer.digest


def _page(task: Task, raw: Raw) -> Report:
    return article(raw, task.entry, task.options)


def _sane(report: Report, today: date) -> Report:
    """A page that dates itself later than today is taken for undated: times in it would hang on nothing."""
    if not is_future(report.published, today):
        return report
    from dataclasses import replace  # noqa: PLC0415

    note = f"published {report.published} lies in the future and was left out"
    return replace(report, published=None, notes=(*report.notes, note))
