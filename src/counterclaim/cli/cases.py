"""`counterclaim cases`: corrections as golden cases, that the reader is tested by."""

from __future__ import annotations

import json
from pathlib import Path

import click

from counterclaim.cli.ledger import opened
from counterclaim.errors import SettingError


@click.command()
@click.argument("numbers", nargs=-1, type=int, metavar="[NUMBER]...")
@click.option("--sentences", is_flag=True, help="Of each report only the sentences that bear on the correction.")
@click.option("--json", "as_json", is_flag=True, help="A case a line as JSON, in place of YAML.")
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="A file a case, into this folder.",
)
@click.pass_context
def cases(
    context: click.Context, /, numbers: tuple[int, ...], sentences: bool, as_json: bool, output: Path | None
) -> None:
    """Write corrections as test cases: the report, and what must be read in it. All that count, or by their NUMBERs."""
    from counterclaim.views.yaml import dumped  # noqa: PLC0415 (--help needs none of it)

    kind = "json" if as_json else "yaml"
    if output is not None:
        output.mkdir(parents=True, exist_ok=True)
    for number, found in opened(context).cases(numbers, sentences=sentences):
        if isinstance(found, SettingError):
            click.echo(f"correction {number} makes no case: {found}", err=True)
            continue
        text = json.dumps(found, ensure_ascii=False) + "\n" if as_json else dumped(found)
        if output is None:
            click.echo(text if as_json else f"---\n{text}", nl=False)
        else:
            (output / f"correction-{number}.{kind}").write_text(text, encoding="utf-8")
