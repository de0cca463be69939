"""`counterclaim quarantine list | retry`: what was gathered and could not be read, and why."""

from __future__ import annotations

import json

import click

from counterclaim.cli.ledger import opened


@click.group()
def quarantine() -> None:
    """Articles that could not be fetched or read, each with its reason; nothing is dropped unseen."""


@quarantine.command(name="list")
@click.option("--source", metavar="NAME", help="Of this source alone.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article and line.")
@click.pass_context
def list_(context: click.Context, source: str | None, as_json: bool) -> None:
    """List what is in quarantine: number, time, source, kind of trouble, address, reason."""
    from counterclaim.run.sources import held  # noqa: PLC0415 (--help needs none of it)

    found = held(opened(context), source)
    for each in found:
        shown = "  ".join(str(each[key]) for key in ("n", "at", "source", "kind", "address", "reason"))
        click.echo(json.dumps(each, ensure_ascii=False) if as_json else shown)
    click.echo(f"{len(found)} in quarantine", err=True)


@quarantine.command()
@click.argument("numbers", nargs=-1, type=int, metavar="[NUMBER]...")
@click.option("--source", metavar="NAME", help="All of this source.")
@click.pass_context
def retry(context: click.Context, numbers: tuple[int, ...], source: str | None) -> int:
    """Let articles be tried again by the next `run`: those numbered, those of a source, else all."""
    from counterclaim.run.sources import retry as again  # noqa: PLC0415

    done = again(opened(context), numbers, source)
    click.echo(f"{done} will be tried again")
    if done < len(set(numbers)):
        click.echo("the others are not in quarantine; `counterclaim quarantine list` tells what is", err=True)
        return 1
    return 0
