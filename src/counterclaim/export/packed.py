"""A zip of an export and its loss report, written as it is made: neither is ever held whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from counterclaim.export.sink import Sink

if TYPE_CHECKING:
    from counterclaim.export import Export

_PLACE = (1980, 1, 1, 0, 0, 0)
"""The same export gives the same bytes, whenever it is made."""


def packed(name: str, out: Export) -> Iterator[bytes]:
    """The archive's bytes: the file under its name, then `NAME.losses.json`."""
    sink = Sink()
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        with archive.open(_entry(name), "w", force_zip64=True) as file:
            for part in out:
                file.write(part)
                yield sink.taken()
        told = json.dumps(out.report(), ensure_ascii=False, indent=2)
        archive.writestr(_entry(f"{name}.losses.json"), f"{told}\n")
    yield sink.taken()


def _entry(name: str) -> ZipInfo:
    made = ZipInfo(name, _PLACE)
    made.compress_type = ZIP_DEFLATED
    made.external_attr = 0o644 << 16
    return made
