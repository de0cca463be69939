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
