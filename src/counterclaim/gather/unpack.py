"""Unpacks an answer as it comes in, never more of it at a time than was asked for."""

from __future__ import annotations

import zlib
from typing import Any

from counterclaim.errors import FetchError

_EITHER_HEADER, _BARE = 47, -15
_PACKED = ("gzip", "x-gzip", "deflate")


class Unpacker:
    """`encoding` is the answer's Content-Encoding; raises FetchError for one that was not asked for."""

    def __init__(self, name: str, encoding: str) -> None:
        self.name = name
        told = encoding.strip().lower()
        self.packed = told not in ("", "identity")
        if self.packed and told not in _PACKED:
            raise FetchError(name, f"is packed as {told}; gzip and deflate were asked for", "type")
        self._stream: Any = zlib.decompressobj(_EITHER_HEADER) if self.packed else None
        self._begun = False

    def take(self, chunk: bytes, most: int) -> bytes:
        """What a chunk holds, `most` bytes of it at most."""
        if self._stream is None:
            return chunk
        try:
            found: bytes = self._stream.decompress(chunk, most)
        except zlib.error:
            if self._begun:
                raise FetchError(self.name, "cannot be unpacked", "broken") from None
            found = self._bare(chunk, most)
        self._begun = self._begun or bool(chunk)
        return found

    def end(self) -> None:
        """Raise FetchError where the answer broke off."""
        if self._stream is not None and self._begun and not self._stream.eof:
            raise FetchError(self.name, "broke off before its end", "dropped")

    def _bare(self, chunk: bytes, most: int) -> bytes:
        """`deflate` as some servers mean it, without a header."""
        self._stream = zlib.decompressobj(_BARE)
        try:
            found: bytes = self._stream.decompress(chunk, most)
        except zlib.error:
            raise FetchError(self.name, "cannot be unpacked", "broken") from None
        return found
