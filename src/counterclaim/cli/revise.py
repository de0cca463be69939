"""`counterclaim judge | merge | split | correct | undo | redact`: what people decide, with author and reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.ledger import opened

if TYPE_CHECKING:
    from counterclaim.ledger import Revision


def signed(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every decision needs."""
    reason = click.option("--reason", required=True, metavar="TEXT", help="Why.")
    author = click.option(
        "--author", required=True, metavar="NAME", envvar="COUNTERCLAIM_AUTHOR", help="Whose decision it is."
    )
    return author(reason(command))


def revision(context: click.Context, author: str, reason: str) -> Revision:
    """Decisions of an author in the ledger that `--ledger` names."""
    return opened(context).revise(author, reason)


@click.command()
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@click.argument("verdict", type=click.Choice(["same", "different", "unsure"]))
@signed
@click.pass_context
def judge(context: click.Context, one: str, other: str, verdict: str, author: str, reason: str) -> None:
    """Say that two accounts tell of the same incident, of different ones, or that nobody can say."""
    done("judgement", revision(context, author, reason).judge(one, other, verdict))


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="ID ID...")
@signed
@click.pass_context
def merge(context: click.Context, names: tuple[str, ...], author: str, reason: str) -> None:
    """Make incidents one; their other ids lead to it from then on."""
    if len(names) < 2:
        raise click.UsageError("name two incidents or more")
    done("judgement", revision(context, author, reason).merge(names))


@click.command()
@click.argument("incident", metavar="ID")
@click.argument("accounts", nargs=-1, required=True, metavar="ACCOUNT...")
@signed
@click.pass_context
def split(context: click.Context, incident: str, accounts: tuple[str, ...], author: str, reason: str) -> None:
    """Take accounts out of an incident, into one of their own."""
    done("judgement", revision(context, author, reason).split(incident, accounts))


@click.command()
@click.argument("incident", metavar="ID")
@click.argument("field", metavar="FIELD")
@click.argument("value", metavar="VALUE")
@signed
@click.pass_context
def correct(context: click.Context, incident: str, field: str, value: str, author: str, reason: str) -> None:
    """Override a FIELD, as where.name, toll.killed, dismissed, reviewed, unsure. VALUE is JSON, or else a word."""
    try:
        told = json.loads(value)
    except ValueError:
        told = value
    done("correction", [revision(context, author, reason).correct(incident, field, told)])


@click.command()
@click.argument("kind", type=click.Choice(["judgement", "correction", "sheet"]))
@click.argument("number", type=int, metavar="NUMBER")
@signed
@click.pass_context
def undo(context: click.Context, kind: str, number: int, author: str, reason: str) -> None:
    """Take a decision back, by another that names it."""
    done(kind, [revision(context, author, reason).undo(number, kind)])


@click.command()
@click.argument("report", metavar="REPORT")
@click.option("--name", metavar="NAME", help="Take out this name alone; without it the whole text.")
@signed
@click.pass_context
def redact(context: click.Context, report: str, name: str | None, author: str, reason: str) -> None:
    """Take a report's text, or a name in it, out of the ledger for good, for law or safety; a tombstone stays."""
    changed = opened(context).redact(report, author, reason, name)
    click.echo(f"{changed} text{'' if changed == 1 else 's'} redacted; older backups still hold what was taken out")


def done(kind: str, numbers: Sequence[int]) -> None:
    """Tell the numbers of the entries made."""
    told = ", ".join(str(n) for n in numbers)
    click.echo(f"{kind} {told} kept" if numbers else "nothing to decide: they are one already")
