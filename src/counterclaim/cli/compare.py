"""`counterclaim compare`: the ledger beside a table of events that others coded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from counterclaim.cli.filters import filters, query_of
from counterclaim.cli.ledger import opened


@click.command()
@click.argument("file", metavar="FILE")
@filters
@click.option("--rule", metavar="NAME", help="Toll by this rule book; that of the table's shape where not given.")
@click.option("--days", type=click.IntRange(0), default=2, help="Most days apart, beside what precision leaves open.")
@click.option("--km", type=click.FloatRange(0), default=30.0, help="Most kilometres apart, likewise.")
@click.option("--csv", "as_csv", metavar="FILE", help="Write all pairs, and what each side lacks, to this CSV file.")
@click.option("--html", "as_html", metavar="FILE", help="Write them as one page with a map.")
@click.pass_context
def compare(
    context: click.Context, /, file: str, as_csv: str | None, as_html: str | None, days: int, km: float, **asked: Any
) -> int:
    """Match the incidents that pass all filters with FILE, a table in the shape of UCDP GED or of ACLED.

    Tells recall, precision, and how tolls differ and why.
    """
    from counterclaim.compare import Windows  # noqa: PLC0415 (--help needs none of it)
    from counterclaim.compare import compare as compared  # noqa: PLC0415
    from counterclaim.compare.pages import page, table  # noqa: PLC0415

    rule = asked.pop("rule")
    made = compared(opened(context), file, query_of({"text": (), **asked}), rule, Windows(days=days, km=km))
    for fault in made.faults:
        click.echo(fault, err=True)
    for line in made.summary():
        click.echo(line)
    if as_csv:
        Path(as_csv).write_bytes(b"".join(table(made)))
    if as_html:
        Path(as_html).write_text(page(made), encoding="utf-8")
    return 1 if made.faults else 0
