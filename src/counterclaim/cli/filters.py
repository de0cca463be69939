"""The filters of a query as options, which find, export, compare and watch share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from counterclaim.records.query import Query


class _Box(click.ParamType[Any]):
    name = "box"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            west, south, east, north = (float(part) for part in value.split(","))
        except (ValueError, AttributeError):
            self.fail("four numbers were expected: WEST,SOUTH,EAST,NORTH", param, ctx)
        return west, south, east, north


def filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a query, in the order in which help lists them."""
    options = [
        click.option("--since", metavar="DAY", help="Not over before this day, as 2026-03-04."),
        click.option("--until", metavar="DAY", help="Begun by this day."),
        click.option("--bbox", type=_Box(), metavar="W,S,E,N", help="Inside a box of degrees."),
        click.option("--country", multiple=True, metavar="CC", help="In this country, as AM; may be given again."),
        click.option("--actor", multiple=True, metavar="ID", help="With this actor or its organs and wings, as AM."),
        click.option("--role", metavar="ROLE", help="With --actor: in this role, as initiator or victim."),
        click.option("--event", multiple=True, metavar="NAME", help="Of this ACLED type or sub-event, or PLOVER mode."),
        click.option("--domain", multiple=True, metavar="NAME", help="conflict, political, police, crime or accident."),
        click.option("--killed-min", type=int, metavar="N", help="At least this many killed, by the best figure."),
        click.option("--killed-max", type=int, metavar="N", help="At most this many killed, by the best figure."),
        click.option("--grade", multiple=True, metavar="NAME", help="admitted, corroborated, contested, ..."),
        click.option("--disputed/--undisputed", default=None, help="With or without a dispute on some field."),
        click.option("--status", multiple=True, metavar="NAME", help="main (so where not given), background, all, ..."),
        click.option("--outlet", multiple=True, metavar="NAME", help="Told by this outlet."),
        click.option("--holder", multiple=True, metavar="ID", help="With a claim by this holder."),
        click.option("--reviewed/--unreviewed", default=None, help="Looked at by somebody or by nobody."),
        click.option("--placed/--unplaced", default=None, help="With a place finer than a province, or without."),
        click.option("--dismissed", is_flag=True, help="Those that were dismissed, and no others."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def query_of(asked: dict[str, Any]) -> Query:
    """A query from the values of the options."""
    from counterclaim.records.query import Query  # noqa: PLC0415 (--help needs none of it)

    status = asked.pop("status")
    told = {name: value for name, value in asked.items() if value not in ((), None)}
    told["text"] = " ".join(asked["text"]) or None
    told["status"] = () if "all" in status else status or ("main",)
    return Query(**told)
