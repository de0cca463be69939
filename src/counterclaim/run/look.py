"""One look at a source, and one visit of an article: what comes of it, without touching the ledger.

source | asked, unless unchanged | kind by its first bytes | offers
article | asked, unless unchanged | its bytes, to be read where there is time
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from counterclaim.errors import FetchError, SourceError
from counterclaim.gather.feeds import Entry, Listing, listing
from counterclaim.gather.fetch import Known, Web, is_url
from counterclaim.gather.kinds import HEAD, LISTINGS, Kind, kind_of
from counterclaim.gather.links import canonical, host_of
from counterclaim.gather.options import Raw
from counterclaim.gather.robots import Robots
from counterclaim.gather.sources import DEEPEST, MOST_MAPS
from counterclaim.gather.tables import addresses
from counterclaim.store.sources import Item, Offer, Source

TAKEN = ("text/", "html", "xml", "json", "octet-stream")
ARTICLES = ("text/", "html", "pdf", "octet-stream")
NO_HOST = "local"
NOTHING = Known()


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a source found; `offers` is None where nothing has changed. `troubles` are told by kind."""

    offers: tuple[Offer, ...] | None
    known: Known = NOTHING
    minutes: float | None = None
    moved: str | None = None
    troubles: Mapping[str, int] | None = None
    fault: SourceError | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit of an article brought: `raw` is None where nothing has changed, or there is nothing to ask for."""

    item: Item
    raw: Raw | None = None
    known: Known = NOTHING
    unchanged: bool = False
    fault: SourceError | None = None


class Gatherer:
    """Looks and visits, by way of one web and one memory of robots.txt; safe for many threads."""

    def __init__(self, web: Web, robots: Robots) -> None:
        self.web, self.robots = web, robots

    def look(self, source: Source) -> Looked:
        """Look at a source; every fault of it is told in what comes back."""
        try:
            if not is_url(source.address):
                return Looked(tuple(_files(source)))
            return self._web_source(source)
        except SourceError as fault:
            return Looked(None, fault=fault)
        except OSError as fault:
            return Looked(None, fault=SourceError(source.address, (fault.strerror or str(fault)).lower(), "missing"))
        except Exception as fault:  # one source must not stop the others, whatever it holds
            return Looked(None, fault=SourceError(source.address, f"cannot be read ({fault!r})", "broken"))

    def visit(self, item: Item) -> Visit:
        """Visit an article; every fault of it is told in what comes back."""
        url = item.body.get("url")
        if not url or item.body.get("take") == "feed":
            return Visit(item)
        known = Known(item.known.get("etag"), item.known.get("modified"))
        try:
            self.robots.check(url)
            answer = self.web.ask(url, ARTICLES, known, limit="max_page_mb")
        except SourceError as fault:
            return Visit(item, fault=fault)
        except Exception as fault:  # as above
            return Visit(item, fault=FetchError(url, f"does not answer ({fault!r})"))
        return Visit(item, answer.raw, answer.known, unchanged=answer.raw is None)

    def _web_source(self, source: Source) -> Looked:
        self.robots.check(source.address)
        known = Known(source.health.get("etag"), source.health.get("modified"))
        answer = self.web.ask(source.address, TAKEN, known, limit="max_feed_mb")
        if answer.raw is None:
            return Looked(None, answer.known, moved=answer.moved)
        troubles: Counter[str] = Counter()
        raw = answer.raw
        kind = kind_of(raw.url or raw.name, raw.data[:HEAD], raw.content_type)
        if raw.data[:1] == b"<" and source.facts.get("kind") == "feed":
            kind = Kind.FEED
        if kind is Kind.URLS:
            told = Listing(tuple(Entry(canonical(each)) for each in addresses(raw.data.decode("utf-8", "replace"))))
        elif kind is Kind.PAGE and source.facts.get("kind") == "page":
            told = Listing((Entry(canonical(source.address), stamp=hashlib.sha256(raw.data).hexdigest()[:16]),))
        elif kind in LISTINGS or kind is Kind.PAGE:
            told = self._whole(raw, 0, troubles)
        else:
            raise SourceError(source.address, f"{kind.value}, no feed", "no-feed")
        for fault in told.faults:
            troubles[fault.replace(" ", "-").lower()] += 1
        offers = tuple(_offers(source, told, troubles))
        return Looked(offers, answer.known, told.minutes, answer.moved, dict(+troubles))

    def _whole(self, raw: Raw, deep: int, troubles: Counter[str]) -> Listing:
        """A listing with those that it leads to."""
        told = listing(raw)
        entries = list(told.entries)
        for url in told.maps[:MOST_MAPS] if deep < DEEPEST else ():
            try:
                self.robots.check(url)
                below = self.web.ask(url, TAKEN, limit="max_feed_mb").raw
                entries += self._whole(below, deep + 1, troubles).entries if below is not None else ()
            except SourceError as fault:
                troubles[fault.kind] += 1
        return Listing(tuple(entries), told.title, told.language, told.minutes, (), told.faults)


def entry_of(item: Item, today: date) -> tuple[Entry, bool]:
    """The entry that an article was listed as, and whether it had a date in the future, which is left out."""
    told = {name: item.body[name] for name in Entry.__dataclass_fields__ if name in item.body}
    future = is_future(told.get("published"), today)
    return Entry(**{"url": None, **told, **({"published": None} if future else {})}), future


def is_future(told: str | None, today: date) -> bool:
    """Whether a date is later than any clock on earth can show today."""
    if not told:
        return False
    return (datetime.fromisoformat(told).date() - today).days > 1


def _offers(source: Source, told: Listing, troubles: Counter[str]) -> Iterator[Offer]:
    take, guids = source.facts.get("take", "page"), Counter(each.guid for each in told.entries if each.guid)
    troubles["duplicate-guid"] += sum(1 for many in guids.values() if many > 1)
    for each in told.entries:
        body: dict[str, Any] = {name: value for name, value in asdict(each).items() if value and name != "stamp"}
        if each.url is None and not each.text.strip():
            troubles["no-link"] += 1
            continue
        if each.url is not None and take == "page":
            body.pop("text", None)
        body["take"] = "feed" if each.url is None or (take == "feed" and each.text.strip()) else "page"
        body.setdefault("language", source.facts.get("language") or told.language)
        words = hashlib.sha256(f"{each.title}\x1f{each.text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
        identity = each.url or f"{source.name}\x1f{each.guid or words}"
        stamp = words if body["take"] == "feed" else each.stamp
        yield Offer(identity, host_of(each.url) if body["take"] == "page" and each.url else NO_HOST, body, stamp)


def _files(source: Source) -> Iterator[Offer]:
    place = Path(source.address)
    if not place.exists():
        raise SourceError(source.address, "no such file or folder", "missing")
    whole = sorted(place.rglob("*")) if place.is_dir() else [place]
    for path in whole:
        if path.is_file() and not path.name.startswith("."):
            told = path.stat()
            yield Offer(str(path.resolve()), NO_HOST, {"path": str(path)}, f"{told.st_mtime_ns}-{told.st_size}")
