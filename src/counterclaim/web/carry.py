"""Exports as answers: what is asked of one, what whoever asks may carry away, and its bytes as they are made.

asked | may it? | a turn | first bytes | the rest, streamed: the file alone, or zipped with its loss report
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Literal

from fastapi import HTTPException, Request
from fastapi.responses import StreamingResponse
from pydantic import Field

from counterclaim.export import Export, Options, export
from counterclaim.export.packed import packed
from counterclaim.settings import load
from counterclaim.web.ask import DAY, Filters
from counterclaim.web.site import Site, site_of, user_of

Written = Literal["csv", "tsv", "jsonl", "parquet"]


class Wanted(Filters):
    """Filters, and how the incidents that pass them are written."""

    rule: str | None = Field(None, max_length=60, description="Rule book of figures; the format's own if not given.")
    as_of: str | None = Field(None, pattern=DAY, description="As known from what was published by then.")
    withhold_names: bool = Field(False, description="Mask names of private people who were harmed.")
    written: Written | None = Field(None, description="Another way of writing a table.")
    guard_cells: bool = Field(False, description="Mark texts of csv and tsv that a spreadsheet would run as formulas.")
    losses: bool = Field(False, description="A zip of the file and its loss report.")


def names_withheld(request: Request) -> bool:
    """Whether names of private victims stay here whatever is asked: by the setting, and in public for strangers."""
    user = user_of(request)
    return bool(load().withhold_names) or (site_of(request).setup.public and not (user and user.writes))


def made(request: Request, name: str, wanted: Wanted) -> Export:
    """The export that is asked for, no further than whoever asks may see; raises SettingError."""
    site = site_of(request)
    options = Options(
        rule=wanted.rule or None,
        as_of=wanted.as_of or None,
        withhold_names=wanted.withhold_names or names_withheld(request),
        written=wanted.written or None,
        public=site.setup.public,
        guard_cells=wanted.guard_cells,
    )
    return export(site.ledger, name, wanted.query(), options)


def answer(request: Request, out: Export, with_losses: bool) -> StreamingResponse:
    """The file as it is made; what cannot be made at all is told before the first byte."""
    site = site_of(request)
    name = f"counterclaim{out.ending}"
    parts = packed(name, out) if with_losses else iter(out)
    kept = _in_turn(site, parts)
    first = next(kept, b"")
    told = f"{name}.zip" if with_losses else name
    kind = "application/zip" if with_losses else out.media_type
    headers = {"content-disposition": f'attachment; filename="{told}"', "cache-control": "private, no-store"}
    return StreamingResponse(chain((first,), kept), media_type=kind, headers=headers)


def losses(request: Request, out: Export) -> bytes:
    """The loss report alone: the export is made and thrown away."""
    for _ in _in_turn(site_of(request), iter(out)):
        pass
    return json.dumps(out.report(), ensure_ascii=False, indent=2).encode() + b"\n"


@contextmanager
def turn(site: Site) -> Iterator[None]:
    """One of the few that are made at a time; raises 503 where all are taken."""
    if not site.carrying.acquire(blocking=False):
        raise HTTPException(503, "exports are being made for others; ask again in a minute", {"retry-after": "60"})
    try:
        yield
    finally:
        site.carrying.release()


def _in_turn(site: Site, parts: Iterator[bytes]) -> Iterator[bytes]:
    with turn(site):
        yield from parts
