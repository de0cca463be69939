"""`counterclaim read`: sources in, a card or a line of JSON out for each report, in order, as they are read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from counterclaim.reader import Result

_HELP = """Read news reports and print who says what happened.

    SOURCE is a text, Markdown, HTML or PDF file, a URL, - for standard input, or a .jsonl or .jsonl.gz file with one
    report a line: {"text": ...} or {"html": ...}, and if known "id", "title", "published", "outlet", "url" and
    "language". It may be a .csv or .parquet table of such columns, a .warc.gz archive, or a feed, a news sitemap or a
    list of URLs, whose articles are fetched. What cannot be read is told in one line on standard error; the others are
    still read, and the exit status is 1.

    With --out, whole archives and folders are read into FOLDER as shards of Parquet: reports, readings, accounts, and
    a quarantine of what cannot be read, with its reason. Run again, it goes on where it stopped; `add FOLDER` takes
    the shards into a ledger.
    """


@click.command(help=_HELP)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--published", metavar="DATE", help="When it was published: 2026-03-04 or 2026-03-04T08:30, local time.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--language", metavar="CODE", help="Its language, as en.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a report and line, in place of cards.")
@click.option("--reading", is_flag=True, help="With --json: what was marked on the text, too.")
@click.option("--explain", is_flag=True, help="On cards: which entry of the codebook or gazetteer set each field.")
@click.option("--out", metavar="FOLDER", help="Shards of Parquet into FOLDER, here or s3://..., in place of printing.")
@click.option("--shard-size", metavar="N", type=click.IntRange(min=1), help="With --out: records of a shard; 1000.")
def read(sources: tuple[str, ...], **asked: Any) -> int:
    """Print every report of the sources, or write them to shards; returns 1 if one could not be read."""
    _refuse_unfit(asked)
    facts = {name: asked[name] for name in ("published", "outlet", "language")}
    if asked["out"] is not None:
        from counterclaim.cli.bulk import into_shards  # noqa: PLC0415 (printing needs none of it)

        return into_shards(sources, asked["out"], facts, asked["shard_size"])
    from counterclaim.errors import SettingError, SourceError  # noqa: PLC0415 (--help needs none of it)
    from counterclaim.reader import Reader  # noqa: PLC0415

    write = _json_writer(asked["reading"]) if asked["as_json"] else _card_writer(asked["explain"])
    failed = False
    with Progress(_total(sources)) as progress:
        try:
            found = Reader(progress.note).read_all(sources, **facts)
        except SettingError as error:
            raise click.UsageError(str(error)) from None
        for result in found:
            if isinstance(result, SourceError):
                failed = True
                click.echo(str(result), err=True)
            else:
                write(result)
            progress.step()
    return 1 if failed else 0


def _refuse_unfit(asked: dict[str, Any]) -> None:
    """Raise UsageError for options that do not go together."""
    if asked["out"] is not None and (asked["as_json"] or asked["explain"]):
        raise click.UsageError("--out writes shards; it goes with neither --json nor --explain")
    if asked["out"] is None and asked["shard_size"] is not None:
        raise click.UsageError("--shard-size goes with --out")
    if asked["reading"] and not asked["as_json"]:
        raise click.UsageError("--reading goes with --json; cards take --explain")
    if asked["explain"] and asked["as_json"]:
        raise click.UsageError("--explain is for cards; --json takes --reading")


def _total(sources: tuple[str, ...]) -> int | None:
    """How many reports there are, None where a source may hold any number of them."""
    many = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".warc", ".xml", ".urls")
    single = all(source != "-" and not any(each in source for each in many) for source in sources)
    return len(sources) if single else None


def _json_writer(reading: bool) -> Callable[[Result], None]:
    def write(result: Result) -> None:
        stream = getattr(sys.stdout, "buffer", None)
        line = result.dumps(reading) + "\n"
        if stream is None:
            sys.stdout.write(line)
        else:
            stream.write(line.encode())
        sys.stdout.flush()

    return write


def _card_writer(explain: bool) -> Callable[[Result], None]:
    from rich.console import Console  # noqa: PLC0415 (JSON needs none of it)

    from counterclaim.codebook.actors import actors  # noqa: PLC0415
    from counterclaim.views.card import card  # noqa: PLC0415

    reconfigure: Any = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    console = Console(highlight=False, soft_wrap=False)
    known = actors()

    def name_of(actor: str) -> str:
        return known[actor].name if actor in known else actor

    def write(result: Result) -> None:
        console.print(card(result.report, result.coding, result.reading, name_of, explain))
        sys.stdout.flush()

    return write
