"""Unpacks an answer as it comes in, never more of it at a time than was asked for."""

from __future__ import annotations

import zlib
from io import BufferedReader, RawIOBase
from typing import Any

from counterclaim.errors import FetchError

_EITHER_HEADER, _BARE = 47, -15
_GZIP, _GZIP_HEADER, _BLOCK = b"\x1f\x8b", 31, 1 << 16
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


def unpacked(stream: BufferedReader) -> RawIOBase | BufferedReader:
    """What a stream packed with gzip holds, else the stream; zlib.error is raised where its end is missing.

    Everything before the break comes out first, which the standard library's reader does not see to.
    """
    return _Members(stream) if stream.peek(2)[:2] == _GZIP else stream


class _Members(RawIOBase):
    """The members of a gzip file one after another."""

    def __init__(self, stream: BufferedReader) -> None:
        super().__init__()
        self._stream, self._waiting, self._fresh = stream, b"", True
        self._begin()

    def readable(self) -> bool:
        return True

    def readinto(self, space: Any) -> int:
        while True:
            if self._member.eof:
                self._waiting = self._member.unused_data
                self._begin()
            self._waiting = self._waiting or self._stream.read(_BLOCK)
            if not self._waiting and self._fresh:
                return 0
            ended = not self._waiting
            data = self._member.decompress(self._waiting, len(space))
            self._waiting, self._fresh = self._member.unconsumed_tail, False
            if data:
                space[: len(data)] = data
                return len(data)
            if ended and not self._member.eof:
                raise zlib.error("it breaks off")

    def _begin(self) -> None:
        self._member: Any = zlib.decompressobj(_GZIP_HEADER)
        self._fresh = True
