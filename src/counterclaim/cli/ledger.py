"""`counterclaim init | add | rebuild | recode | check | backup | restore`: filling a ledger and caring for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from counterclaim.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from counterclaim.ledger import Ledger


def opened(context: click.Context, note: Callable[[str], None] | None = None, *, made: bool = False) -> Ledger:
    """The ledger that `--ledger` names; `made` where there is none, its folder too where it is the default one."""
    from pathlib import Path  # noqa: PLC0415 (--help needs none of it)

    from counterclaim.errors import LedgerError  # noqa: PLC0415
    from counterclaim.ledger import Ledger  # noqa: PLC0415
    from counterclaim.settings import ledger_address, user_dir  # noqa: PLC0415
    from counterclaim.store.engine import is_url  # noqa: PLC0415

    address = context.find_root().params.get("ledger")
    if address is None and made:
        user_dir().mkdir(parents=True, exist_ok=True)
    place = str(address or ledger_address())
    if not made and not is_url(place) and not Path(place).exists() and (address is None or Path(place).parent.is_dir()):
        raise LedgerError(f"{place}: there is no ledger yet; `counterclaim add SOURCE...` makes one")
    ledger = Ledger(address, note)
    context.call_on_close(ledger.close)
    return ledger


@click.command()
@click.pass_context
def init(context: click.Context) -> None:
    """Create the ledger, or bring an older one up to this version; does nothing to one that is."""
    click.echo(f"ledger {opened(context, made=True).address} is ready")


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--published", metavar="DATE", help="When it was published: 2026-03-04 or 2026-03-04T08:30, local time.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--language", metavar="CODE", help="Its language, as en.")
@click.pass_context
def add(
    context: click.Context, sources: tuple[str, ...], published: str | None, outlet: str | None, language: str | None
) -> int:
    """Read reports and keep them: every SOURCE that `read` takes, folders of them, and shards of `read --out`.

    What the ledger knows already is left alone; a changed article becomes a new edition of its report. Each report is
    kept as a whole or not at all, so an interrupted run is simply run again.
    """
    from counterclaim.cli.bulk import counted, from_shards, is_shards, summary  # noqa: PLC0415

    folders = [source for source in sources if is_shards(source)]
    if folders and (len(folders) < len(sources) or published or outlet or language):
        raise click.UsageError("folders of shards are added by themselves, and tell their own dates and outlets")
    if folders:
        return max([from_shards(opened(context, made=True), folder) for folder in folders])
    with Progress() as progress:
        ledger = opened(context, progress.note, made=True)
        added = ledger.add(sources, published=published, outlet=outlet, language=language)
        told, touched = counted(added, progress)
    return summary(ledger, told, touched)


@click.command()
@click.pass_context
def rebuild(context: click.Context) -> None:
    """Make all incidents again from the accounts and decisions that are kept."""
    with Progress(what="fusing accounts") as progress:
        done = opened(context).rebuild(progress.step)
    click.echo(f"{done} accounts fused again")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One change a line of JSON.")
@click.pass_context
def recode(context: click.Context, as_json: bool) -> int:
    """Read again every report that another version of the reader read, and show what changed.

    Accounts keep their ids where their words still tell them; decisions on those that are gone are listed as orphans.
    """
    import json  # noqa: PLC0415
    from dataclasses import asdict  # noqa: PLC0415

    from counterclaim.errors import SourceError  # noqa: PLC0415

    reports = changes = failed = 0
    with Progress(what="reading reports again") as progress:
        ledger = opened(context, progress.note)
        for each in ledger.recode():
            progress.step()
            if isinstance(each, SourceError):
                failed += 1
                click.echo(str(each), err=True)
                continue
            reports += 1
            changes += len(each[1])
            for change in each[1]:
                line = f"{change.report} {change.account} {change.field}: {change.old} -> {change.new}"
                click.echo(json.dumps(asdict(change), ensure_ascii=False) if as_json else line)
    click.echo(f"{reports} reports read again, {changes} changes", err=as_json)
    for orphan in ledger.orphans():
        click.echo(f"orphan: {orphan}", err=as_json)
    return 1 if failed else 0


@click.command()
@click.option("--deep", is_flag=True, help="Also make all incidents again and compare; takes as long as rebuild.")
@click.pass_context
def check(context: click.Context, deep: bool) -> int:
    """Look for faults: damaged pages, changed texts, accounts in no incident, lost articles, alerts of no watch."""
    ledger = opened(context)
    with Progress(what="making incidents again") as progress:
        progress.note("looking through the tables")
        faults = ledger.check(deep, progress.step)
    for line in faults:
        click.echo(line)
    for orphan in ledger.orphans():
        click.echo(f"orphan: {orphan}")
    click.echo(f"{ledger.address}: {len(faults) or 'no'} fault{'' if len(faults) == 1 else 's'}")
    return 1 if faults else 0


@click.command()
@click.argument("file", metavar="FILE")
@click.pass_context
def backup(context: click.Context, file: str) -> None:
    """Write all that is kept to FILE (gzipped lines of JSON), whole or not at all; any ledger can be made from it."""
    with Progress(what="writing rows") as progress:
        rows = opened(context).backup(file, progress.step)
    click.echo(f"{rows} rows in {file}")


@click.command()
@click.argument("file", metavar="FILE")
@click.pass_context
def restore(context: click.Context, file: str) -> None:
    """Fill an empty ledger from a FILE that `backup` wrote, and make its incidents."""
    with Progress(what="restoring rows, then fusing accounts") as progress:
        rows = opened(context, made=True).restore(file, progress.step)
    click.echo(f"{rows} rows restored from {file}")
