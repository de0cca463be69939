"""`counterclaim watch`, a word in time when the story changes: add, list, pause, resume, remove, preview, run, ..."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import click

from counterclaim.cli.filters import filters, query_of
from counterclaim.cli.ledger import opened


@click.group()
def watch() -> None:
    """Tell of new incidents, risen tolls, denials, claims of responsibility, ... by feed, e-mail or web hook."""


@watch.command()
@click.argument("name", metavar="NAME")
@click.argument("text", nargs=-1, metavar="[WORDS]...")
@filters
@click.option(
    "--tell", "tells", multiple=True, metavar="KIND", help="new, toll:N, denial, responsibility, converge, ..."
)
@click.option(
    "--to", "targets", multiple=True, metavar="TARGET", help="atom:FILE, mailto:ADDRESS, https://, slack+https://"
)
@click.option("--rule", metavar="NAME", help="Killed by this rule book: ucdp (so where not given), acled, your own.")
@click.option("--batch", type=click.IntRange(0), default=0, metavar="MINUTES", help="Gather alerts for so long.")
@click.option("--quiet", metavar="HH:MM-HH:MM", help="Send nothing between these hours.")
@click.option("--zone", default="UTC", metavar="ZONE", help="Time zone of the quiet hours, as Europe/Kyiv.")
@click.pass_context
def add(context: click.Context, /, name: str, **asked: Any) -> None:
    """Keep a watch NAME over the incidents that hold all WORDS and pass all filters; it looks from now on."""
    from counterclaim import alerts  # noqa: PLC0415 (--help needs none of it)

    own = {key: asked.pop(key) for key in ("tells", "targets", "batch", "quiet", "zone")}
    alerts.add(opened(context, made=True), alerts.Watch(name, query_of(asked), **own), datetime.now(UTC))
    click.echo(f"watch {name} is kept; `counterclaim watch run` tells")


@watch.command(name="list")
@click.pass_context
def list_(context: click.Context) -> None:
    """List all watches with what they tell, to whom, and how many deliveries are waiting, sent or failed."""
    from counterclaim import alerts  # noqa: PLC0415

    for each, counts in alerts.listed(opened(context)):
        states = ", ".join(f"{counts.get(state, 0)} {state}" for state in ("waiting", "sent", "failed"))
        shown = f"{each.name}  {', '.join(each.tells)}  to {', '.join(each.targets) or 'nobody'}  ({states})"
        by = f"  by {each.query.rule}" if each.query.rule else ""
        stuck = alerts.fault_of(each)
        click.echo(shown + by + ("  paused" if each.paused else "") + (f"  {stuck}" if stuck else ""))


@watch.command()
@click.argument("name", metavar="NAME")
@click.pass_context
def pause(context: click.Context, name: str) -> None:
    """Have a watch tell nothing until `resume`: what comes about meanwhile is not told later either."""
    from counterclaim import alerts  # noqa: PLC0415

    alerts.pause(opened(context), name)
    click.echo(f"watch {name} is paused")


@watch.command()
@click.argument("name", metavar="NAME")
@click.pass_context
def resume(context: click.Context, name: str) -> None:
    """Have a paused watch look again, from now on."""
    from counterclaim import alerts  # noqa: PLC0415

    alerts.resume(opened(context), name, datetime.now(UTC))
    click.echo(f"watch {name} looks again")


@watch.command()
@click.argument("name", metavar="NAME")
@click.pass_context
def remove(context: click.Context, name: str) -> None:
    """Forget a watch with what it told and what is on its way."""
    from counterclaim import alerts  # noqa: PLC0415

    alerts.remove(opened(context), name)
    click.echo(f"watch {name} is removed")


@watch.command()
@click.argument("name", metavar="NAME")
@click.option("--days", type=click.IntRange(1), default=30, help="How many days back; 30 where not given.")
@click.pass_context
def preview(context: click.Context, name: str, days: int) -> None:
    """Show what a watch would have told over the past days, by what was published on each."""
    from counterclaim import alerts  # noqa: PLC0415
    from counterclaim.alerts.messages import line  # noqa: PLC0415

    ledger = opened(context)
    told = alerts.preview(ledger, alerts.watch_of(ledger, name), datetime.now(UTC).date(), days)
    for day, alert in told:
        click.echo(f"{day}  {line(alert)}")
    click.echo(f"{len(told)} alerts in {days} days", err=True)


@watch.command()
@click.option("--every", type=click.FloatRange(1), metavar="SECONDS", help="Go on round after round until stopped.")
@click.pass_context
def run(context: click.Context, every: float | None) -> int:
    """Look for what has changed, and send what is due: once, or every so many seconds.

    What could not be sent waits and is tried again in later rounds.
    """
    from threading import Event  # noqa: PLC0415

    from counterclaim import alerts  # noqa: PLC0415

    ledger = opened(context)
    pause = Event()
    for each, _ in alerts.listed(ledger):
        if stuck := alerts.fault_of(each):
            click.echo(f"watch {each.name}: {stuck}", err=True)
    while True:
        found, sent, failed = alerts.run(ledger, datetime.now(UTC))
        if every is None or found or sent or failed:
            click.echo(f"{found} alerts, {sent} deliveries sent, {failed} not taken")
        if every is None:
            return 1 if failed else 0
        pause.wait(every)


@watch.command()
@click.argument("name", metavar="NAME")
@click.pass_context
def retry(context: click.Context, name: str) -> None:
    """Let a watch's failed deliveries be tried again."""
    from counterclaim import alerts  # noqa: PLC0415

    click.echo(f"{alerts.retry(opened(context), name, datetime.now(UTC))} deliveries will be tried again")
