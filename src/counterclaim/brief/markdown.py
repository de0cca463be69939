"""A brief as Markdown: plain enough for a mail, a note or a repository."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.brief.blocks import Block, Document, Facts, Heading, Listing, Picture, Run, Runs, Table, Words

_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")


def markdown(made: Document, picture: str | None = None) -> str:
    """The whole text; `picture` is where the map lies, without it there is none."""
    lines = [f"# {_plain(made.title)}", "", f"*{_plain(made.lead)}*", ""]
    for block in made.blocks:
        lines += [*_block(block, picture), ""]
    return "\n".join([*lines, "---", "", _plain(made.made), ""])


def _block(block: Block, picture: str | None) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {_plain(block.text)}"
    elif isinstance(block, Words):
        yield _runs(block.runs)
    elif isinstance(block, Facts):
        yield from (f"- **{_plain(label)}**: {_plain(told)}" for label, told in block.rows)
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Listing):
        yield from (f"- {_runs(item)}" for item in block.items)
    elif isinstance(block, Picture) and picture:
        yield f"![{_plain(block.told)}]({picture})"


def _table(table: Table) -> Iterator[str]:
    yield _line(table.head)
    yield "|" + "---|" * len(table.head)
    for row in table.rows:
        cells = [_plain(cell).replace("\n", "<br>") for cell in row.cells]
        yield _line((f"**{cells[0]}** ≠" if row.flag else cells[0], *cells[1:]), escaped=True)


def _line(cells: tuple[str, ...], escaped: bool = False) -> str:
    return f"| {' | '.join(cells if escaped else map(_plain, cells))} |"


def _runs(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    told = _plain(run.text)
    if (run.strong or run.mark) and told.strip():
        lead, tail = told[: len(told) - len(told.lstrip())], told[len(told.rstrip()) :]
        told = f"{lead}**{told.strip()}**{tail}"
    if run.link and run.link.startswith(("https://", "http://")) and run.text.strip() != run.link:
        return f"[{told}](<{run.link.replace('>', '%3E')}>)"
    return told


def _plain(text: str) -> str:
    """Words in which nothing is taken for markup."""
    return _MARKS.sub(r"\\\1", text)
