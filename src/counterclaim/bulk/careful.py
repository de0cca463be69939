"""Reads a share in a process beside this one, so that a record that kills or stops its reader costs itself alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from counterclaim.bulk.reading import Coder, Share, Told, coded, records
from counterclaim.errors import CounterclaimError, SourceError
from counterclaim.gather.options import Options

LONGEST_SECONDS = 120.0


def careful(
    share: Share, options: Options, coder: Coder = coded, longest: float = LONGEST_SECONDS
) -> Iterator[tuple[int, Told]]:
    """As `records`; a record over which the process dies, or takes longer than so many seconds, gives an error."""
    while True:
        reader = _Beside(share, options, coder, longest)
        try:
            yield from reader.told()
        finally:
            reader.end()
        if reader.fault is None:
            return
        if reader.at is None:
            raise SourceError(share.unit.name, reader.fault, "reader")
        yield reader.at, SourceError(f"{share.unit.name} record {reader.at + 1}", reader.fault, "reader")
        share = replace(share, start=reader.at + 1)


class _Beside:
    """One process that reads, until it is done or dies: `at` is the record that it was at then, `fault` why."""

    def __init__(self, share: Share, options: Options, coder: Coder, longest: float) -> None:
        context = get_context("spawn")
        self._ours, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_child, args=(theirs, share, options, coder), daemon=True)
        self._process.start()
        theirs.close()
        self._longest = longest
        self.at: int | None = None
        self.fault: str | None = None

    def told(self) -> Iterator[tuple[int, Told]]:
        """What it reads, as it reads it."""
        while True:
            if not self._ours.poll(self._longest):
                self.fault = f"it was not read within {self._longest:g} seconds"
                return
            try:
                what, value = self._ours.recv()
            except EOFError:
                self.fault = "the process that read it died"
                return
            if what == "at":
                self.at = value
            elif what == "told":
                yield value
            elif what == "fault":
                raise value
            else:
                return

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._ours.close()


def _child(pipe: Connection[Any, Any], share: Share, options: Options, coder: Coder) -> None:
    try:
        for record, told in records(share, options, coder, lambda at: pipe.send(("at", at))):
            pipe.send(("told", (record, told)))
        pipe.send(("end", None))
    except CounterclaimError as fault:
        pipe.send(("fault", fault))
