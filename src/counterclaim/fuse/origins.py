"""Which reports copy one text: reprints, agency copy with small edits, shortened versions.

A text's fingerprint is a sample of its runs of words: of every stretch the run with the least digest, whatever
stands around it. A copied passage gives the same numbers in both texts, so a shortened reprint is found by what part
of the smaller fingerprint lies in the larger. Nothing is drawn by chance: the same text always gives the same numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from hashlib import blake2b

COPY = 0.5
"""From this likeness on a report is a copy."""
_WORD = re.compile(r"[^\W_]+")
_RUN = 5
_STRETCH = 12
_MOST = 64
_FEWEST = 3


def signature(text: str) -> tuple[int, ...]:
    """The fingerprint, ascending, at most 64 numbers below 2**63: what a report is filed under in an indexed table."""
    words = _WORD.findall(text.casefold())
    digests = [_digest(" ".join(words[start : start + _RUN])) for start in range(max(1, len(words) - _RUN + 1))]
    if not words:
        return ()
    stretches = range(max(1, len(digests) - _STRETCH + 1))
    sample = {min(digests[start : start + _STRETCH]) for start in stretches}
    return tuple(sorted(sample)[:_MOST])


def similar(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of the smaller fingerprint that lies in the larger, both ascending; 0 where too little is there.

    Of long texts only the least numbers are kept: those above the highest kept of either are not compared.
    """
    if not one or not other:
        return 0.0
    if tuple(one) == tuple(other):
        return 1.0
    top = min(one[-1] if len(one) == _MOST else 1 << 63, other[-1] if len(other) == _MOST else 1 << 63)
    left, right = one[: bisect_right(one, top)], other[: bisect_right(other, top)]
    both = len(set(left).intersection(right))
    return both / min(len(left), len(right)) if both >= _FEWEST else 0.0


def copies(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two fingerprints are of one text."""
    return similar(one, other) >= COPY


def _digest(run: str) -> int:
    return int.from_bytes(blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1
