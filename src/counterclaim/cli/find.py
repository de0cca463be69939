"""`counterclaim find | show`: incidents of the ledger, one a line or one in full."""

from __future__ import annotations

import sys
from typing import Any

import click

from counterclaim.cli.asked import Day
from counterclaim.cli.filters import filters, query_of
from counterclaim.cli.ledger import opened


@click.command()
@click.argument("text", nargs=-1, metavar="[WORDS]...")
@filters
@click.option("--sort", type=click.Choice(["day", "published", "killed"]), default="day", help="Newest or most first.")
@click.option("--rule", metavar="NAME", help="Figures, filter and order by this rule book; ucdp where not given.")
@click.option("--limit", type=click.IntRange(1), default=50, help="Most incidents shown; 50 where not given.")
@click.option("--cursor", metavar="CURSOR", help="Go on from where the page before ended.")
@click.option("--count", "only_count", is_flag=True, help="Only how many there are.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an incident and line.")
@click.pass_context
def find(context: click.Context, /, only_count: bool, as_json: bool, **asked: Any) -> None:
    """List incidents that hold all WORDS ("phrases", -excluded ones) and pass all filters."""
    ledger = opened(context)
    query = query_of(asked)
    if only_count:
        click.echo(ledger.count(query))
        return
    page = ledger.page(query)
    for incident in page.incidents:
        click.echo(_line(ledger.json(incident.id, rule=query.rule)) if as_json else _row(incident))
    if not as_json:
        more = f"; more with --cursor {page.cursor}" if page.cursor else ""
        click.echo(f"{len(page.incidents)} of {ledger.count(query)} incidents{more}", err=True)
    elif page.cursor:
        click.echo(f"more with --cursor {page.cursor}", err=True)


@click.command()
@click.argument("name", metavar="ID")
@click.option("--as-of", type=Day(), metavar="DATE", help="As known from what was published by the end of this day.")
@click.option("--rule", metavar="NAME", help="Toll by this rule book: ucdp (so where not given), acled, your own.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def show(context: click.Context, name: str, as_of: str | None, rule: str | None, as_json: bool) -> None:
    """Show one incident: who says what, the toll with the part each figure had in it, reports, decisions.

    ID is an incident's or an account's, or enough of its beginning; an id that was merged away leads to its incident.
    """
    ledger = opened(context)
    if as_json:
        click.echo(_line(ledger.json(name, as_of=as_of, rule=rule)))
        return
    from rich.console import Console  # noqa: PLC0415 (JSON needs none of it)

    from counterclaim.codebook.actors import actor_name  # noqa: PLC0415
    from counterclaim.views.across import beside  # noqa: PLC0415
    from counterclaim.views.incident_card import incident_card  # noqa: PLC0415

    shown = ledger.show(name, as_of=as_of, rule=rule)
    texts = {member.edition: ledger.report(member.report, member.edition).text for member in shown.incident.members}
    card = incident_card(
        shown.incident,
        beside(shown.incident, shown.entries),
        (*shown.judgements, *shown.corrections),
        texts,
        actor_name,
    )
    Console(highlight=False, soft_wrap=False).print(card)
    sys.stdout.flush()


def _line(whole: dict[str, Any]) -> str:
    from counterclaim.records.shape import dumps  # noqa: PLC0415

    return dumps(whole)


def _row(incident: Any) -> str:
    outlets = f"{incident.outlets} outlet{'' if incident.outlets == 1 else 's'}"
    return f"{incident.id}  {incident.headline}  [{incident.grade.grade}, {outlets}]"
