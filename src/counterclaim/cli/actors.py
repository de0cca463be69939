"""`counterclaim actors`: the user's own actors beside the codebook's."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def actors() -> None:
    """The actors that words are resolved to."""


@actors.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def add(file: Path) -> None:
    """Add the actors in FILE, a YAML list, to your own codebook; a file of the same name is replaced.

    An entry has an id (CC-NAME or NAME), a name and a kind, and if known aliases, ambiguous (aliases that need the
    country told elsewhere in the report), country, holder, parent, since and until. An id that the codebook has wins
    over it.
    """
    from counterclaim.codebook.validate import add_actors  # noqa: PLC0415 (--help needs none of it)

    added = add_actors(file)
    click.echo(f"{len(added)} actors added: {', '.join(added)}")


@actors.command(name="list")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
def list_(words: tuple[str, ...]) -> None:
    """List the actors of the codebook and your own, id and name: all, or those whose id or name holds WORDS."""
    from counterclaim.codebook.actors import actors as known  # noqa: PLC0415 (--help needs none of it)

    asked = " ".join(words).lower()
    found = [each for each in known().values() if asked in each.id.lower() or asked in each.name.lower()]
    for each in found:
        click.echo(f"{each.id}  {each.name}")
    click.echo(f"{len(found)} actors", err=True)
