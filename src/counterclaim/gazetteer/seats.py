"""Towns whose name stands for a government, mostly capitals: what is told from there mostly happened elsewhere."""

from __future__ import annotations

from functools import cache

from counterclaim.codebook.loader import load_all
from counterclaim.gazetteer.names import fold


@cache
def capitals() -> dict[str, str]:
    """Folded metonym of a government (mostly its capital) to the code of its country."""
    return {
        fold(str(word)): entry["id"]
        for entry in load_all("actors")
        if "iso3" in entry
        for word in entry.get("metonyms", ())
    }


def is_seat(name: str, country: str | None) -> bool:
    """Whether a town of a country bears the name of its seat of government."""
    return country is not None and capitals().get(fold(name)) == country
