"""`counterclaim gazetteer`: build the index of places, add places to it, tell what it holds."""

from __future__ import annotations

import click

from counterclaim.cli.progress import Progress

_DUMPS = "https://download.geonames.org/export/dump/"


@click.group()
def gazetteer() -> None:
    """The index of places that names are looked up in."""


@gazetteer.command()
@click.argument("source")
def add(source: str) -> None:
    """Add the places of SOURCE to your own index.

    SOURCE is a GeoNames dump (.txt or .zip), a two-letter country code whose dump is downloaded, or a .csv file with
    the columns name, lat, lon and country, and perhaps admin1, alternates, population, radius_km and level.
    """
    from counterclaim import gazetteer as places  # noqa: PLC0415 (--help needs none of it)

    with Progress() as progress:
        places.open_gazetteer(note=progress.note)
    click.echo(f"{places.add(source, _download)} places added")


@gazetteer.command()
def build() -> None:
    """Build the index now, and not with the first report."""
    _tell()


@gazetteer.command()
def info() -> None:
    """Tell where the index lies, its digest and how many places it holds; builds it if need be."""
    _tell()


def _tell() -> None:
    from counterclaim.gazetteer import home, index, open_gazetteer  # noqa: PLC0415 (--help needs none of it)

    with Progress() as progress:
        opened = open_gazetteer(note=progress.note)
    for path in (home.ready(), home.own_index()):
        if path.is_file():
            (count,) = index.connect(path).execute("SELECT count(*) FROM place").fetchone()
            click.echo(f"{path}: {count} places")
    click.echo(f"digest {opened.digest}")


def _download(file: str) -> bytes:
    from counterclaim import settings  # noqa: PLC0415 (--help needs none of it)
    from counterclaim.gather.fetch import fetch  # noqa: PLC0415

    return fetch(_DUMPS + file, settings.load(), taken=("zip", "octet-stream")).data
