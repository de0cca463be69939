"""`counterclaim editions`: what changed in an article, and what it no longer claims."""

from __future__ import annotations

import json

import click

from counterclaim.cli.ledger import opened


@click.command()
@click.argument("report", metavar="REPORT")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a change and line.")
@click.pass_context
def editions(context: click.Context, report: str, as_json: bool) -> None:
    """Show what changed between the editions of a REPORT, which `show` names: words, and claims.

    A line that begins with - was taken out, with + put in.
    """
    from counterclaim.codebook.actors import actors  # noqa: PLC0415 (--help needs none of it)
    from counterclaim.ledger.editions import steps  # noqa: PLC0415

    known = actors()
    ledger = opened(context)
    found = steps(ledger.engine, report, lambda actor: known[actor].name if actor in known else actor)
    for each in found:
        if as_json:
            click.echo(json.dumps(each.as_json(), ensure_ascii=False))
            continue
        click.echo(f"edition {each.before} -> {each.after}, received {each.added}")
        if each.title is not None:
            click.echo(f"- {each.title[0]}\n+ {each.title[1]}")
        click.echo("".join(f"- {line}\n" for line in each.out) + "".join(f"+ {line}\n" for line in each.into), nl=False)
        for sign, claims in (("vanished", each.vanished), ("appeared", each.appeared)):
            for claim in claims:
                click.echo(f"{sign}: {claim.field}: {claim.words} ({claim.holder})")
    if not found:
        click.echo("one edition, nothing changed", err=as_json)
