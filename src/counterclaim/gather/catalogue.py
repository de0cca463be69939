"""The starter catalogue of public feeds, as data: who publishes them, where, in what language, as whose voice."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Listed:
    """One feed. `voice` says who speaks, never how well; `seen` where its address was found, or `unverified`."""

    name: str
    region: str
    language: str
    voice: str
    address: str
    seen: str
    country: str | None = None

    def facts(self) -> dict[str, str]:
        """What a source keeps of it."""
        told = {"outlet": self.name, "seen": self.seen, "region": self.region, "voice": self.voice}
        told["language"] = self.language
        return told | ({"country": self.country} if self.country else {})

    def as_json(self) -> dict[str, Any]:
        """Its fields by name."""
        return asdict(self)


@cache
def catalogue() -> tuple[Listed, ...]:
    """All feeds in the order of the file, which is by region."""
    told = yaml.safe_load(files("counterclaim.gather").joinpath("catalogue.yaml").read_text("utf-8"))
    found = [
        Listed(region=region, **{**each, "country": _country(each.get("country"))})
        for region, listed in told.items()
        for each in listed
    ]
    return tuple(found)


def _country(told: Any) -> str | None:
    """YAML 1.1 takes Norway's code for the word no."""
    return "NO" if told is False else told
