"""`counterclaim toll`: the figures of one incident by a rule book, at a date, with the part each told figure had."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.asked import Day
from counterclaim.cli.ledger import opened

if TYPE_CHECKING:
    from counterclaim.records.incident import Incident, Tally


@click.command()
@click.argument("name", metavar="ID")
@click.option(
    "--rule", default="ucdp", metavar="NAME", help="The rule book: ucdp (so where not given), acled, your own."
)
@click.option("--as-of", type=Day(), metavar="DATE", help="As known from what was published by the end of this day.")
@click.option("--explain", is_flag=True, help="Every figure told: whose, of whom, when, and what the rule book did.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def toll(context: click.Context, /, name: str, rule: str, as_of: str | None, explain: bool, as_json: bool) -> None:
    """Tell how many were killed, injured, captured, ... in an incident, by a rule book.

    ID is an incident's or an account's, or enough of its beginning.
    """
    from counterclaim.codebook.rules import rule_book  # noqa: PLC0415 (--help needs none of it)

    book = rule_book(rule)
    incident = opened(context).show(name, as_of=as_of, rule=rule).incident
    if as_json:
        click.echo(json.dumps(_object(incident, rule, as_of, explain), ensure_ascii=False))
        return
    click.echo(f"{incident.id}  {incident.headline}")
    click.echo(f"rule book {book.name}: low {book.low}, best {book.best}, high {book.high}; as of {as_of or 'now'}")
    if not incident.toll:
        click.echo("nobody told to be harmed")
    for tally in incident.toll:
        for line in _lines(incident, tally, explain):
            click.echo(line)


def _lines(incident: Incident, tally: Tally, explain: bool) -> list[str]:
    from counterclaim.views.words import quantity  # noqa: PLC0415

    low, best, high = ("?" if each is None else each for each in tally.quantity[:3])
    by_hand = " (set by hand)" if f"toll.{tally.harm}" in incident.corrected else ""
    lines = [f"{tally.harm:<12} low {low}  best {best}  high {high}{by_hand}"]
    for step in tally.steps if explain else ():
        figure = step.figure
        of = figure.of or "people of no side told"
        said = f"{figure.holder or 'nobody named'}: {quantity(figure.quantity)} of {of}, “{figure.text}”"
        where = f"{(figure.published or 'undated')[:10]}, {figure.outlet or figure.report}"
        lines += [f"  {step.use:<9} {said}", f"            {where}, {', '.join(_claims(figure))}: {step.why}"]
    return lines


def _claims(figure: Any) -> list[str]:
    from counterclaim.views.claim_ids import figure_ids  # noqa: PLC0415

    return figure_ids(figure)


def _object(incident: Incident, rule: str, as_of: str | None, explain: bool) -> dict[str, Any]:
    from counterclaim.records.incident_shape import incident_json  # noqa: PLC0415

    whole = incident_json(incident, {}, explain)
    return {"id": incident.id, "rule": rule, "as_of": as_of, "toll": whole["toll"]}
