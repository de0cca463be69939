"""`counterclaim actors`: the user's own actors beside the codebook's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from counterclaim.codebook.loader import Entry

KINDS = ("state", "military", "police", "armed_group", "organization", "civilians", "person", "unknown")
_LISTS = ("aliases", "ambiguous")


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
    from counterclaim.codebook import loader  # noqa: PLC0415 (--help needs none of it)
    from counterclaim.settings import user_dir  # noqa: PLC0415

    entries = loader.parse(_text(file), file.name)
    for number, entry in enumerate(entries, 1):
        _check(entry, f"{file}: entry {number}")
    if not entries:
        raise click.ClickException(f"{file}: no actors in it")
    kept = user_dir() / "codebook" / "actors" / f"{file.stem}.yaml"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(file.read_bytes())
    loader.reload()
    click.echo(f"{len(entries)} actors added, kept in {kept}")


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise click.ClickException(f"{file}: not UTF-8") from None


def _check(entry: Entry, where: str) -> None:
    """Raise CodebookError for an entry that reading could not use."""
    from counterclaim.codebook.actors import valid_id  # noqa: PLC0415 (--help needs none of it)
    from counterclaim.errors import CodebookError  # noqa: PLC0415

    def refuse(why: str) -> Any:
        raise CodebookError(f"{where}: {why}")

    if not isinstance(entry.get("id"), str) or not valid_id(entry["id"]):
        refuse(f"id {entry.get('id')!r} is no actor id; write CC-NAME with the country's two letters, or NAME")
    if not isinstance(entry.get("name"), str) or not entry["name"].strip():
        refuse("name is missing")
    if entry.get("kind") not in KINDS:
        refuse(f"kind {entry.get('kind')!r} is none of {', '.join(KINDS)}")
    for key in _LISTS:
        words = entry.get(key, [])
        if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
            refuse(f"{key} is no list of words")
