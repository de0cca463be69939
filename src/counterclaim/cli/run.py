"""`counterclaim run`: gathers, reads and adds until it is told to stop."""

from __future__ import annotations

import click

from counterclaim.cli.ledger import opened
from counterclaim.cli.progress import Progress


@click.command()
@click.option("--once", is_flag=True, help="End when all that is due now is done.")
@click.option("--metrics", metavar="FILE|PORT", help="Figures for Prometheus: written to a file, or served on a port.")
@click.option("--health", "health_only", is_flag=True, help="Only tell how gathering fares, in one line.")
@click.option("--quiet", is_flag=True, help="Log faults and the line of health alone.")
@click.pass_context
def run(context: click.Context, once: bool, metrics: str | None, health_only: bool, quiet: bool) -> int:
    """Look at the sources, fetch what is new, read it and add it to the ledger, until SIGTERM or Ctrl-C.

    What happens is logged on standard error, one JSON object a line. It may be killed at any time: what it was at is
    done again when it is started again, and nothing is added twice.
    """
    from counterclaim.run.service import health, serve  # noqa: PLC0415 (--help needs none of it)

    with Progress() as progress:
        ledger = opened(context, progress.note, made=not health_only)
        if health_only:
            line, good = health(ledger)
            click.echo(line)
            return 0 if good else 1
        tally = serve(ledger, once=once, metrics=metrics, quiet=quiet)
    click.echo(tally.line())
    return 0
