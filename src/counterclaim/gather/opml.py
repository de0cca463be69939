"""The feeds of an OPML file, which feed readers write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim.errors import SourceError
from counterclaim.gather.links import canonical
from counterclaim.gather.tree import local, tree


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of the file; `region` is the folder that it lies in."""

    name: str
    address: str
    region: str | None = None
    language: str | None = None

    def facts(self) -> dict[str, str]:
        """What is told of it."""
        told = {"outlet": self.name, "region": self.region, "language": self.language}
        return {key: value for key, value in told.items() if value}


def outlines(data: bytes, name: str) -> list[Outline]:
    """Every feed, each address once; raises SourceError where there is none."""
    found: dict[str, Outline] = {}
    for element in tree(data, name).iter():
        told = (
            {key.lower(): value.strip() for key, value in element.attrib.items()} if local(element) == "outline" else {}
        )
        address = canonical(told.get("xmlurl", ""))
        if address and address not in found:
            title = " ".join((told.get("title") or told.get("text") or address).split())
            found[address] = Outline(title, address, _folder(element), told.get("language"))
    if not found:
        raise SourceError(name, "no OPML with feeds in it")
    return list(found.values())


def _folder(element: Any) -> str | None:
    above = element.getparent()
    if above is None or local(above) != "outline":
        return None
    return " ".join((above.get("title") or above.get("text") or "").split()) or None
