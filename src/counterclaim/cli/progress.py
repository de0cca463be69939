"""A progress bar on standard error: only on a terminal, and only once there is something to wait for."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any

from counterclaim import settings

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_WAIT_SECONDS = 1


class Progress:
    """Counts what is done; the bar appears after a second, or after `progress_after` of them.

    `what` is being done is told beside it; `total` is how many there will be, where that is known.
    """

    def __init__(self, total: int | None = None, what: str = "reading reports") -> None:
        self._total = total
        self._what = what
        self._begun = time.monotonic()
        self._after = settings.load().progress_after
        self._done = 0
        self._bar: Bar | None = None
        self._task: Any = None
        self._terminal = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def note(self, text: str) -> None:
        """Show what is being done before the first report."""
        if self._terminal:
            self._show(text)

    def step(self, many: int = 1) -> None:
        """So many reports more are done."""
        self._done += many
        if self._terminal and (self._bar is not None or self._done >= self._after or self._waited()):
            self._show(self._what)

    def _waited(self) -> bool:
        return time.monotonic() - self._begun > _WAIT_SECONDS

    def _show(self, text: str) -> None:
        if self._bar is None:
            self._bar = _bar()
            self._task = self._bar.add_task(text, total=self._total)
            self._bar.start()
        self._bar.update(self._task, description=text, completed=self._done)


def _bar() -> Bar:
    """A bar that leaves standard output alone, unless both are the same screen."""
    from rich.console import Console  # noqa: PLC0415 (few runs need it)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),
        redirect_stderr=True,
    )
