"""The filters of a query as options, which find, export, compare and watch share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.asked import GRADES, ROLES, Actor, Country, Day, Event
from counterclaim.values.listed import DOMAINS, STATUSES

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
        click.option("--since", type=Day(), metavar="DAY", help="Not over before this day, as 2026-03-04."),
        click.option("--until", type=Day(), metavar="DAY", help="Begun by this day."),
        click.option("--bbox", type=_Box(), metavar="W,S,E,N", help="Inside a box of degrees."),
        _any("--country", Country(), "CC", "In this country, as AM; may be given again."),
        _any("--actor", Actor(), "ID", "With this actor or its organs and wings, as AM."),
        click.option("--role", type=click.Choice(ROLES), help="With --actor: in this role."),
        _any("--event", Event(), "NAME", "Of this ACLED type or sub-event, or PLOVER mode."),
        _any("--domain", click.Choice(DOMAINS), None, "Of this kind of violence."),
        click.option("--killed-min", type=int, metavar="N", help="At least this many killed, by the best figure."),
        click.option("--killed-max", type=int, metavar="N", help="At most this many killed, by the best figure."),
        _any("--grade", click.Choice(GRADES), None, "So far established."),
        click.option("--disputed/--undisputed", default=None, help="With or without a dispute on some field."),
        _any("--status", click.Choice((*STATUSES, "all")), None, "main where not given; all for every one."),
        click.option("--outlet", multiple=True, metavar="NAME", help="Told by this outlet."),
        _any("--holder", Actor(voices=True), "ID", "With a claim by this holder."),
        click.option("--reviewed/--unreviewed", default=None, help="Looked at by somebody or by nobody."),
        click.option("--placed/--unplaced", default=None, help="With a place finer than a province, or without."),
        click.option("--dismissed", is_flag=True, help="Those that were dismissed, and no others."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _any(name: str, kind: click.ParamType[Any], metavar: str | None, told: str) -> Callable[..., Any]:
    """An option that may be given again."""
    return click.option(name, type=kind, multiple=True, metavar=metavar, help=told)


def query_of(asked: dict[str, Any]) -> Query:
    """A query from the values of the options; raises UsageError where no incident could pass them."""
    from counterclaim.records.query import Query  # noqa: PLC0415 (--help needs none of it)

    if asked["role"] and not asked["actor"]:
        raise click.UsageError("--role goes with --actor")
    for low, high in (("since", "until"), ("killed_min", "killed_max")):
        if asked[low] is not None and asked[high] is not None and asked[low] > asked[high]:
            names = (f"--{name.replace('_', '-')}" for name in (low, high))
            raise click.UsageError("{} is after {}; give the smaller one first".format(*names))
    status = asked.pop("status")
    told = {name: value for name, value in asked.items() if value not in ((), None)}
    told["text"] = " ".join(asked["text"]) or None
    told["status"] = () if "all" in status else status or ("main",)
    return Query(**told)
