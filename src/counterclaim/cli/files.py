"""Writes a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_whole(place: Path, parts: Iterable[bytes]) -> None:
    """Written beside and renamed into place; raises SettingError where it cannot be."""
    from counterclaim.errors import SettingError  # noqa: PLC0415 (--help needs none of it)

    try:
        handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}-")
    except OSError as fault:
        raise SettingError(f"{place}: it cannot be written ({fault.strerror})") from None
    try:
        with os.fdopen(handle, "wb") as file:
            for part in parts:
                file.write(part)
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
