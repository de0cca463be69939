"""Archives into shards on the command line, and shards into a ledger, with a line on what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from counterclaim.cli.progress import Progress

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger

Facts = Mapping[str, str | None]


def into_shards(
    sources: Sequence[str], out: str, facts: Facts, size: int | None, engine: str = "local", workers: int = 1
) -> int:
    """Read sources into a folder of shards; the exit status is 1 where a source could not be had."""
    from counterclaim.bulk import SIZE, begin  # noqa: PLC0415 (--help needs none of it)
    from counterclaim.errors import SettingError  # noqa: PLC0415
    from counterclaim.gather.options import Options  # noqa: PLC0415
    from counterclaim.settings import load  # noqa: PLC0415

    try:
        options = Options(**facts, settings=load())
    except SettingError as error:
        raise click.UsageError(str(error)) from None
    told: Counter[str] = Counter()
    with Progress() as progress:
        run = begin(sources, out, options, size or SIZE, progress.note)
        before = run.held()
        for each in run.shards(engine, workers):
            if each.fault is not None:
                told["failed"] += 1
                click.echo(each.fault, err=True)
                continue
            told.update(shards=1, reports=each.reports, accounts=each.accounts, quarantine=each.quarantined)
            progress.step(each.reports + each.quarantined)
    there = f", {before} there already" if before else ""
    click.echo(
        f"shards: {told['shards']} written{there}; reports: {told['reports']} read, "
        f"{told['quarantine']} in quarantine; accounts: {told['accounts']}"
    )
    return 1 if told["failed"] else 0


def is_shards(source: str) -> bool:
    """Whether a source is a folder of shards."""
    from counterclaim.bulk.shards import is_shards as found  # noqa: PLC0415 (--help needs none of it)

    return found(source)


def from_shards(ledger: Ledger, folder: str) -> int:
    """Add a folder of shards to a ledger; the exit status is 1 where one is damaged or half-written."""
    from counterclaim.bulk.load import load  # noqa: PLC0415 (--help needs none of it)
    from counterclaim.errors import SourceError  # noqa: PLC0415

    told: Counter[str] = Counter()
    touched: set[str] = set()
    with Progress() as progress:
        for each in load(ledger, folder):
            if isinstance(each, SourceError):
                told["failed"] += 1
                click.echo(str(each), err=True)
            else:
                told[each.outcome] += 1
                touched.update(each.incidents)
            progress.step()
    return summary(ledger, told, len(touched))


def summary(ledger: Ledger, told: Counter[str], touched: int) -> int:
    """One line on what became of reports by outcome; the exit status is 1 where some failed."""
    counts = ", ".join(f"{told[name]} {name}" for name in ("new", "changed", "known", "failed") if told[name])
    click.echo(f"reports: {counts or 'none'}; incidents touched: {touched}; in the ledger: {ledger.count(status=())}")
    return 1 if told["failed"] else 0
