"""What pages and API do with sources: tell how they fare, keep one, pause, ask, retry and forget it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterclaim.errors import SettingError
from counterclaim.gather.links import canonical
from counterclaim.run import sources as kept
from counterclaim.run.service import health
from counterclaim.run.troubles import in_words
from counterclaim.store.sources import ACTIVE, PAUSED
from counterclaim.web.site import Site

CHOICES = {"reliability": tuple("ABCDEF"), "kind": ("feed", "page"), "take": ("page", "feed")}
"""Facts of a source that are one of a few words; docs/gathering.md tells what they mean."""
_LONGEST_NAME = 200
_MOST_HELD = 200


def every(site: Site) -> dict[str, Any]:
    """All sources with how they fare, and gathering as a whole in one line."""
    line, well = health(site.ledger)
    return {"well": well, "health": line, "sources": [_told(each) for each in kept.fared(site.ledger)]}


def one(site: Site, name: str) -> dict[str, Any]:
    """One source with every trouble in words and its quarantine, the last first; raises UnknownError."""
    found = kept.fares_of(site.ledger, name)
    return _told(found) | {"quarantine": held(site, name)}


def held(site: Site, name: str | None = None) -> list[dict[str, Any]]:
    """What is in quarantine, of one source or of all, the last first, as far as it can be shown."""
    return kept.held(site.ledger, name, _MOST_HELD)


def keep(site: Site, address: str, name: str, facts: Mapping[str, str | None]) -> str:
    """Keep a new source of the web; returns its name. Raises SettingError.

    Files and folders are added on the command line alone: whoever may use these pages need not read this machine's.
    """
    url = canonical(address.strip())
    if url is None:
        raise SettingError(
            f"{address!r}: no http or https address; files and folders are added with `counterclaim sources add`"
        )
    told = {key: value.strip() for key, value in facts.items() if value and value.strip()}
    for key, choices in CHOICES.items():
        if key in told and told[key] not in choices:
            raise SettingError(f"{key}: {told[key]!r} is none of {', '.join(choices)}")
    name = " ".join(name.split()) or kept.name_of(url)
    if len(name) > _LONGEST_NAME:
        raise SettingError(f"name: {_LONGEST_NAME} letters at most")
    for each in kept.fared(site.ledger):
        if name == each.source.name or url == each.source.address:
            raise SettingError(f"source {each.source.name} is kept already; remove it first, or give another name")
    kept.keep(site.ledger, [(name, url, told)])
    return name


def check(site: Site, name: str) -> kept.Check:
    """What a source answers just now; raises UnknownError."""
    return next(kept.checked(site.ledger, [name], site.transport))


def act(site: Site, name: str, what: str) -> None:
    """`pause`, `resume`, `retry` or `remove` a source; raises UnknownError."""
    if what == "retry":
        kept.hasten(site.ledger, name)
    elif what == "remove":
        kept.forget(site.ledger, name)
    else:
        kept.set_state(site.ledger, name, PAUSED if what == "pause" else ACTIVE)


def _told(each: kept.Fares) -> dict[str, Any]:
    told = each.as_json()
    troubles = sorted(told["health"].get("troubles", {}).items())
    told["troubles"] = [{"kind": kind, "words": in_words(kind), "many": many} for kind, many in troubles]
    return told
