"""Whether a report is worth reading closely: a linear sum over its words and pairs of words, before any encoder.

Words fall into buckets by their checksum, a weight of eight bits each. Pure Python: two reports a millisecond.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from zlib import crc32

from counterclaim.records.report import Report

WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
NUMBER = re.compile(r"\d+")
MOST_WORDS = 700
"""What a report tells of an incident, it tells early; and cost stays bounded."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Weights by bucket, as whole numbers times `scale`."""

    weights: memoryview
    scale: float
    offset: float
    least: float
    """Reports that score below are passed over."""

    @property
    def digest(self) -> str:
        """Its weights, as a reading names them."""
        return f"gate-{sha256(self.weights).hexdigest()[:8]}"

    @property
    def version(self) -> str:
        """Its weights and what they let past."""
        return f"{self.digest}-{self.least:g}"

    def score(self, text: str) -> float:
        """How likely the text tells of armed force, between 0 and 1."""
        found = buckets(text, len(self.weights))
        total = sum(map(self.weights.__getitem__, found)) * self.scale / math.sqrt(len(found) or 1) + self.offset
        return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def buckets(text: str, size: int) -> set[int]:
    """The buckets of a text's words and pairs of neighbours; numbers are all one word."""
    plain = NUMBER.sub("0", text.lower().replace("’", "'"))
    words = [found.encode() for found in WORD.findall(plain)[:MOST_WORDS]]
    found = {crc32(word) % size for word in words}
    found.update(crc32(second, crc32(first)) % size for first, second in pairwise(words))
    return found


def load(folder: Path) -> Gate:
    """The gate of a folder: `gate.bin`, one signed byte a bucket, and `gate.json`."""
    told = json.loads((folder / "gate.json").read_text("utf-8"))
    weights = memoryview((folder / "gate.bin").read_bytes()).cast("b")
    return Gate(weights, told["scale"], told["offset"], told["least"])


@lru_cache(maxsize=1)  # the gate ahead of the encoder asks, then the reader
def words_of_arms(report: Report) -> float:
    """How likely the words of a report, its title among them, tell of armed force."""
    return shipped().score(f"{report.title or ''}\n{report.text}")


@lru_cache(maxsize=1)
def shipped() -> Gate:
    """The gate that comes with the package, read once a process."""
    return load(Path(__file__).with_name("weights"))
