"""Whose word a private person's is: a witness tells what he went through, a local speaks for a place or its people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from counterclaim.account.scene import Scene
from counterclaim.codebook.loader import load
from counterclaim.records.reading import Mention
from counterclaim.records.report import Span

_PRIVATE = frozenset({"person", "people"})
_KINDS = frozenset({"person", "civilians", "unknown"})


def private_voice(scene: Scene, span: Span, mention: Mention | None, content: Sequence[Span]) -> str | None:
    """`witness`, `local` or `unnamed` for a source that is nobody's organ; None where it is no person."""
    source = scene.text[slice(*span)].lower()
    if tells("unnamed", source):
        return "unnamed"
    if mention is not None and (mention.type not in _PRIVATE or mention.kind not in _KINDS):
        return None
    if mention is None and not source.startswith(("a ", "an ", "one ", "another ")):
        return "local" if tells("standing", source) else None
    said = " ".join(scene.text[slice(*part)].lower() for part in content)
    if tells("experience", said) or tells("experience", source):
        return "witness"
    return "local" if tells("standing", source) else "witness"


def tells(group: str, text: str) -> bool:
    """Whether a text in small letters has words of one group of `voices.yaml`."""
    return bool(_pattern(group).search(text))


@cache
def _pattern(group: str) -> re.Pattern[str]:
    words = next(entry["words"] for entry in load("voices") if entry["id"] == group)
    longest = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(each) for each in longest) + r")(?!\w)")
