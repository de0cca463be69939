"""Archives into shards on the command line, and shards into a ledger, with a line on what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.progress import Progress

if TYPE_CHECKING:
    from counterclaim.errors import SourceError
    from counterclaim.ledger import Added, Ledger

_HELP = """Read whole archives into FOLDER as shards, by several processes or by a cluster of Ray.

    What `read --out` does, with the same bytes in the end: --engine local starts --workers processes on this machine,
    --engine ray as many actors on the cluster that $RAY_ADDRESS names, or on this machine. Every
    machine of the cluster has to see FOLDER, as it does s3://... Run again, it goes on where it stopped. --load adds
    the shards to the ledger.
    """


@click.command(help=_HELP)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--out", metavar="FOLDER", required=True, help="Where the shards go: a folder here, or s3://...")
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local", help="Who reads; local where not told.")
@click.option("--workers", metavar="N", type=click.IntRange(min=1), help="Processes or actors; the machine's cores.")
@click.option("--shard-size", metavar="N", type=click.IntRange(min=1), help="Records of a shard; 1000.")
@click.option("--published", metavar="DATE", help="When it was published: 2026-03-04 or 2026-03-04T08:30, local time.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--language", metavar="CODE", help="Its language, as en.")
@click.option("--load", is_flag=True, help="Add the shards to the ledger when all are made.")
@click.pass_context
def bulk(context: click.Context, /, sources: tuple[str, ...], out: str, load: bool, **asked: Any) -> int:
    """Make the shards, and load them where that is asked for."""
    import os  # noqa: PLC0415

    facts = {name: asked[name] for name in ("published", "outlet", "language")}
    workers = asked["workers"] or os.cpu_count() or 1
    status = into_shards(sources, out, facts, asked["shard_size"], asked["engine"], workers)
    if not load:
        return status
    from counterclaim.cli.ledger import opened  # noqa: PLC0415 (it imports this one)

    return max(status, from_shards(opened(context, made=True), out))


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

    with Progress(what="adding reports") as progress:
        told, touched = counted(load(ledger, folder), progress)
    return summary(ledger, told, touched)


def counted(added: Iterable[Added | SourceError], progress: Progress) -> tuple[Counter[str], int]:
    """Reports by what became of them, told as they come, and how many incidents they touched."""
    from counterclaim.errors import SourceError  # noqa: PLC0415 (--help needs none of it)

    told: Counter[str] = Counter()
    touched: set[str] = set()
    for each in added:
        if isinstance(each, SourceError):
            told["failed"] += 1
            click.echo(str(each), err=True)
        else:
            told[each.outcome] += 1
            touched.update(each.incidents)
        progress.step()
    return told, len(touched)


def summary(ledger: Ledger, told: Counter[str], touched: int) -> int:
    """One line on what became of reports by outcome; the exit status is 1 where some failed."""
    counts = ", ".join(f"{told[name]} {name}" for name in ("new", "changed", "known", "failed") if told[name])
    click.echo(f"reports: {counts or 'none'}; incidents touched: {touched}; in the ledger: {ledger.count(status=())}")
    return 1 if told["failed"] else 0
