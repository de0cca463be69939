"""Tells a page that stands before an article (captcha, consent, paywall, script only) from the article itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

_WITHIN = 400_000
OPEN_IN_PART = frozenset({"paywall"})
"""Walls before which the beginning of the article stands: it is read, and the wall is told with it."""
WHAT = {
    "captcha": "a page that asks whether its reader is human, not the article",
    "consent": "a page that asks for consent to cookies, not the article",
    "paywall": "only the beginning stands before a paywall",
    "script": "a page that only a browser's scripts would fill",
}


@dataclass(frozen=True, slots=True)
class _Wall:
    kind: str
    most: int
    marks: tuple[str, ...]
    says: tuple[str, ...]


def wall(page: str, text: str | None) -> str | None:
    """The kind of wall that a page is, None where its article is whole or nothing is known of it.

    `text` is what was found as its article. Signs in the page count only where little text was found: newspapers
    carry the scripts of their walls on every page.
    """
    words = text or ""
    lower, said = page[:_WITHIN].lower(), words.lower()
    for each in _walls():
        if len(words) > each.most:
            continue
        if any(sign in said for sign in each.says):
            return each.kind
        marked = any(sign in lower for sign in each.marks)
        if marked and (not words.strip() or any(sign in lower for sign in each.says) or each.kind in OPEN_IN_PART):
            return each.kind
    return None


@cache
def _walls() -> tuple[_Wall, ...]:
    told = yaml.safe_load(files("counterclaim.gather").joinpath("walls.yaml").read_text("utf-8"))
    return tuple(_Wall(each["kind"], each["most"], tuple(each["marks"]), tuple(each["says"])) for each in told)
