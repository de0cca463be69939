"""`counterclaim sources`, where reports come from: add, list, check, pause, resume, retry, remove, import, ..."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.asked import Country
from counterclaim.cli.ledger import opened

if TYPE_CHECKING:
    from counterclaim.gather.catalogue import Listed

_NONE = "no sources yet; `counterclaim sources add ADDRESS`, or `counterclaim sources catalogue --add`"
_FACTS = ("outlet", "country", "language", "voice", "region", "reliability", "kind", "take")


@click.group()
def sources() -> None:
    """Feeds, sitemaps, pages, lists of URLs and folders that `counterclaim run` reads from."""


@sources.command()
@click.argument("address", metavar="ADDRESS")
@click.option("--name", metavar="NAME", help="What it goes by; made of its address where not given.")
@click.option("--outlet", metavar="NAME", help="Who publishes it.")
@click.option("--country", type=Country(), metavar="CC", help="Its country, as AM.")
@click.option("--language", metavar="CODE", help="Its language, as en.")
@click.option("--voice", metavar="WORDS", help="Whose voice it is, as state, ministry, independent or monitor.")
@click.option("--region", metavar="NAME", help="Its region, as africa.")
@click.option("--reliability", type=click.Choice(list("ABCDEF")), help="How reliable it is to you, A to F.")
@click.option("--kind", type=click.Choice(["feed", "page"]), help="Take it as a feed, or as a page that changes.")
@click.option("--take", type=click.Choice(["page", "feed"]), help="Read articles' pages, or the feed's own texts.")
@click.pass_context
def add(context: click.Context, /, address: str, name: str | None, **facts: str | None) -> None:
    """Keep a source: the URL of a feed, news sitemap, list of URLs or page, or the path of a file or folder."""
    from counterclaim.run.sources import keep_one, name_of  # noqa: PLC0415 (--help needs none of it)

    told = {key: value for key, value in facts.items() if value}
    name = name or name_of(address)
    new = keep_one(opened(context, made=True), name, address, told)
    click.echo(f"source {name} is {'kept' if new else 'kept as it is told now'}")


@sources.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a source and line.")
@click.pass_context
def list_(context: click.Context, as_json: bool) -> None:
    """List all sources with when they were looked at, what they brought, and what is wrong with them."""
    from counterclaim.run.sources import fared  # noqa: PLC0415

    kept = fared(opened(context))
    if not kept:
        click.echo(_NONE, err=True)
    for each in kept:
        click.echo(json.dumps(each.as_json(), ensure_ascii=False) if as_json else each.line())


@sources.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.pass_context
def check(context: click.Context, names: tuple[str, ...]) -> int:
    """Ask every source, or those named, and tell which answer, what they list, and every trouble by kind.

    Nothing that they list is fetched. The exit status is 1 where one does not answer.
    """
    from counterclaim.run.sources import checked  # noqa: PLC0415

    asked = failed = 0
    for each in checked(opened(context), names):
        asked, failed = asked + 1, failed + (not each.good)
        click.echo(each.line())
    if not asked:
        click.echo(_NONE, err=True)
    return 1 if failed else 0


def _state(verb: str, state: str, told: str) -> None:
    """Make a command that puts a source into a state."""

    @sources.command(name=verb, help=told)
    @click.argument("name", metavar="NAME")
    @click.pass_context
    def command(context: click.Context, name: str) -> None:
        from counterclaim.run.sources import set_state  # noqa: PLC0415

        set_state(opened(context), name, state)
        click.echo(f"source {name} is {state}")


_state("pause", "paused", "Leave a source, and its articles that were not read yet, alone until `resume`.")
_state("resume", "active", "Look at a paused source again.")


@sources.command()
@click.argument("name", metavar="NAME")
@click.pass_context
def retry(context: click.Context, name: str) -> None:
    """Have `run` look at a source in its next turn, and try its articles in quarantine again."""
    from counterclaim.run.sources import hasten  # noqa: PLC0415

    again = hasten(opened(context), name)
    click.echo(f"source {name} is due now; {again} articles out of quarantine")


@sources.command()
@click.argument("name", metavar="NAME")
@click.pass_context
def remove(context: click.Context, name: str) -> None:
    """Forget a source and its articles that are not in the ledger; those that are stay."""
    from counterclaim.run.sources import forget  # noqa: PLC0415

    forget(opened(context), name)
    click.echo(f"source {name} is removed")


@sources.command(name="import")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False))
@click.pass_context
def import_(context: click.Context, file: str) -> None:
    """Keep every feed of an OPML FILE, as feed readers write it; folders become regions."""
    from pathlib import Path  # noqa: PLC0415

    from counterclaim.gather.opml import outlines  # noqa: PLC0415
    from counterclaim.run.sources import keep  # noqa: PLC0415

    found = outlines(Path(file).read_bytes(), file)
    new = keep(opened(context, made=True), [(each.name, each.address, each.facts()) for each in found])
    click.echo(f"{len(found)} feeds, {new} of them new")


@sources.command()
@click.option("--region", multiple=True, metavar="NAME", help="Of this region alone; may be given again.")
@click.option("--country", multiple=True, metavar="CC", help="Of this country alone; may be given again.")
@click.option("--language", multiple=True, metavar="CODE", help="In this language alone; may be given again.")
@click.option("--add", "keep_them", is_flag=True, help="Keep those shown as sources.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a feed and line.")
@click.pass_context
def catalogue(context: click.Context, /, keep_them: bool, as_json: bool, **chosen: tuple[str, ...]) -> None:
    """Show the starter catalogue of public feeds: name, country, language, whose voice, where its address was seen."""
    from counterclaim.gather.catalogue import catalogue as listed  # noqa: PLC0415

    for key, told in chosen.items():
        there = sorted({getattr(each, key) for each in listed()} - {None})
        if set(told) - set(there):
            raise click.UsageError(
                f"--{key} {', '.join(set(told) - set(there))}: none listed; there are {', '.join(there)}"
            )
    found = [each for each in listed() if all(not told or getattr(each, key) in told for key, told in chosen.items())]
    for each in found:
        click.echo(json.dumps(each.as_json(), ensure_ascii=False) if as_json else _row(each))
    if keep_them:
        from counterclaim.run.sources import keep  # noqa: PLC0415

        new = keep(opened(context, made=True), [(each.name, each.address, each.facts()) for each in found])
        click.echo(f"{len(found)} feeds, {new} of them new as sources", err=True)


def _row(each: Listed) -> str:
    told: list[Any] = [each.region, each.country or "-", each.language, each.name, each.voice, each.address, each.seen]
    return "  ".join(told)
