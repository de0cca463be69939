"""`counterclaim brief`: one incident or a found set to send, with who says what, sources and a map."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from counterclaim.cli.asked import Day
from counterclaim.cli.files import write_whole
from counterclaim.cli.filters import filters, query_of
from counterclaim.cli.ledger import opened

_FORMS = ("md", "html", "pdf")


@click.command()
@click.argument("text", nargs=-1, metavar="[WORDS]...")
@filters
@click.option("--incident", metavar="ID", help="Brief on this incident alone.")
@click.option("--form", type=click.Choice(_FORMS), help="As FILE's name ends, else md.")
@click.option("--rule", default="ucdp", metavar="NAME", help="Figures by this rule book; ucdp where not given.")
@click.option("--as-of", type=Day(), metavar="DATE", help="As known from what was published by the end of this day.")
@click.option("--withhold-names", is_flag=True, help="Mask names of people who were harmed and hold no office.")
@click.option("--heading", metavar="TEXT", help="What stands above it.")
@click.option("--most", type=click.IntRange(1), default=30, help="Most incidents told in full; 30 where not given.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE; the map of Markdown goes beside it.")
@click.pass_context
def brief(context: click.Context, /, incident: str | None, form: str | None, output: str | None, **asked: Any) -> None:
    """Write a brief on the incidents that pass all filters, or on one: who says what, sources, a map, ready to send."""
    from counterclaim.brief import Options, written  # noqa: PLC0415 (--help needs none of it)
    from counterclaim.brief import brief as briefed  # noqa: PLC0415

    told = {name: asked.pop(name) for name in ("rule", "as_of", "withhold_names", "heading", "most")}
    place = Path(output) if output else None
    ending = place.suffix.lstrip(".").lower() if place else ""
    kind = form or (ending if ending in _FORMS else "md")
    options = Options(made=datetime.now(UTC).date().isoformat(), **told)
    made = briefed(opened(context), incident or query_of(asked), options)
    if place is None:
        sys.stdout.buffer.write(written(made, kind))
        sys.stdout.buffer.flush()
        return
    picture = _picture(place, made) if kind == "md" else None
    write_whole(place, [written(made, kind, picture)])


def _picture(place: Path, made: Any) -> str | None:
    """Write the map beside a file that cannot hold it; returns its name."""
    from counterclaim.brief.blocks import Picture  # noqa: PLC0415
    from counterclaim.brief.svg import svg  # noqa: PLC0415

    drawn = next((block for block in made.blocks if isinstance(block, Picture)), None)
    if drawn is None:
        return None
    beside = place.with_suffix(".svg")
    write_whole(beside, [svg(drawn).encode()])
    return beside.name
