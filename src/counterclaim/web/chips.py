"""The filters that are set as words, each with a link that takes it away."""

from __future__ import annotations

from typing import Any

from counterclaim.codebook.rules import rule_books
from counterclaim.web.ask import LISTED, Filters, link
from counterclaim.web.site import Site

_FLAGS = {
    "disputed": ("disputed", "undisputed"),
    "reviewed": ("reviewed", "not reviewed"),
    "placed": ("placed", "needs a place"),
}
_SORTED = {"published": "last reported first", "killed": "most killed first"}


def chips(site: Site, filters: Filters, place: str = "/") -> list[tuple[str, str]]:
    """What is set, in words, each with the link that takes it back, on the page at `place`."""
    found: list[tuple[str, str]] = []
    for name, value in filters.model_dump(exclude_defaults=True).items():
        for each in value if name in LISTED else [value]:
            rest = [other for other in value if other != each] if name in LISTED else None
            found.append((_chip(site, name, each), f"{place}?{link(filters, {name: rest})}"))
    return found


def _chip(site: Site, name: str, value: Any) -> str:
    if name in _FLAGS:
        return _FLAGS[name][0 if value else 1]
    if name in {"actor", "holder", "country"}:
        return f"{name}: {site.name_of(value)}"
    if name == "rule":
        known = rule_books().get(value)
        return f"figures by {known.name if known else value}"
    if name == "sort":
        return _SORTED.get(str(value), str(value))
    words = {
        "text": "“{}”",
        "since": "from {}",
        "until": "to {}",
        "killed_min": "≥ {} killed",
        "killed_max": "≤ {} killed",
    }
    if name == "bbox":
        return "inside the marked area"
    return words.get(name, name.replace("_", " ") + ": {}").format(str(value).replace("_", " "))
