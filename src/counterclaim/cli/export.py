"""`counterclaim export`: incidents in the shape of another data set, and beside them what was lost."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.asked import Day
from counterclaim.cli.files import write_whole
from counterclaim.cli.filters import filters, query_of
from counterclaim.cli.ledger import opened

if TYPE_CHECKING:
    from counterclaim.export import Export

_NAMES = (
    *("acled", "ged", "plover", "polecat", "gdelt", "ftm", "geojson", "timemap", "claimreview", "casualties", "hxl"),
    *("incidents", "parquet", "claims", "statements"),
)
_WRITTEN = ("csv", "tsv", "jsonl", "parquet")


@click.command()
@click.argument("format_", metavar="FORMAT", type=click.Choice(_NAMES))
@click.argument("text", nargs=-1, metavar="[WORDS]...")
@filters
@click.option("--rule", metavar="NAME", help="Toll by this rule book; the format's own where not given.")
@click.option("--as-of", type=Day(), metavar="DATE", help="As known from what was published by the end of this day.")
@click.option("--withhold-names", is_flag=True, help="Mask names of people who were harmed and hold no office.")
@click.option("--as", "written", type=click.Choice(_WRITTEN), help="Another way of writing a table: as parquet.")
@click.option("--guard-cells", is_flag=True, help="Mark texts that a spreadsheet program would run as formulas.")
@click.option("--sanction-quad", type=click.Choice(["3", "4"]), default="4", help="PLOVER's quad class of SANCTION.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, and what was lost to FILE.losses.json.")
@click.pass_context
def export(context: click.Context, /, format_: str, output: str | None, **asked: Any) -> None:
    """Write the incidents that pass all filters in the shape of FORMAT, to standard output where no FILE is named.

    Beside it stands what the format could not hold and how often: in FILE.losses.json, or one line on standard error.
    """
    from counterclaim.export import Options  # noqa: PLC0415 (--help needs none of it)
    from counterclaim.export import export as exported  # noqa: PLC0415

    options = Options(
        rule=asked.pop("rule"),
        as_of=asked.pop("as_of"),
        withhold_names=asked.pop("withhold_names"),
        written=asked.pop("written"),
        guard_cells=asked.pop("guard_cells"),
        sanction_quad=int(asked.pop("sanction_quad")),
    )
    made = exported(opened(context), format_, query_of(asked), options)
    if output is None:
        for part in made:
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()
    else:
        _whole(Path(output), made)
    click.echo(f"{made.format.title}: {made.losses.line()}", err=True)


def _whole(place: Path, made: Export) -> None:
    """A file, and its loss report beside it."""
    write_whole(place, made)
    report = json.dumps(made.report(), ensure_ascii=False, indent=2)
    place.with_name(f"{place.name}.losses.json").write_text(f"{report}\n", encoding="utf-8")
