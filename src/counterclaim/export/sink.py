"""A file that is written to at its end and emptied at its start, for libraries that want one."""

from __future__ import annotations

import io
from typing import Any


class Sink(io.RawIOBase):
    """Takes what a library writes, to be handed on; it cannot be gone back in."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def write(self, data: Any) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """What was written since."""
        whole = b"".join(self._parts)
        self._parts.clear()
        return whole
