"""All that comparing needs of one account, worked out once and kept beside it: an entry and its report -> Sketch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from counterclaim.fuse import terms
from counterclaim.records.account import Account, Where
from counterclaim.records.entry import Entry
from counterclaim.records.reading import Quantity
from counterclaim.records.report import Span
from counterclaim.values.interval import is_moment

TOLD, ASSUMED, LOOSE, NONE = "told", "assumed", "loose", "none"
"""How an account's days are known: told to some days; guessed from publication; told loosely; not at all."""

_FEW_DAYS = 10
_NEWS_IS_OF = 3
_AGE = re.compile(r"\b(\d{1,2})[- ]years?[- ]old\b|(?<=[a-z]), (\d{1,2}),|\b(?:aged?|ages) (\d{1,2})\b")
_HURT = frozenset({"victim", "target", "abducted", "detained"})
_MOST_PEOPLE, _MOST_TERMS, _MOST_NAMES = 6, 40, 24
_HARMS = {"captured": ("captured", "abducted", "detained")}


@dataclass(frozen=True, slots=True)
class Sketch:
    """One account in short.

    Days are ordinals of the proleptic Gregorian calendar (`date.toordinal`). `first` and `last` bound the incident,
    `dated` says how they are known. `names` are proper names around the account, `words` the telling words
    there, `gist` those of the whole report, each with its share of the whole, packed (fuse/terms.py). `people`
    are full names, `victims` those of people harmed, `ages` the ages told.
    """

    id: str
    seq: int
    report: str
    origin: str
    published: int | None
    status: str
    domain: str
    entry: str
    plover: str
    acled: str
    dated: str = NONE
    first: int | None = None
    last: int | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: str = "unknown"
    country: str | None = None
    admin1: str | None = None
    geonameid: int | None = None
    actors: tuple[str, ...] = ()
    names: str = ""
    people: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    killed: Quantity | None = None
    injured: Quantity | None = None
    captured: Quantity | None = None
    weapons: tuple[str, ...] = ()
    words: str = ""
    gist: str = ""
    count: Quantity | None = None


def sketch(entry: Entry, text: str) -> Sketch:
    """The sketch of an entry; `text` is the whole text of its report, which the account's spans index."""
    account, event, where = entry.account, entry.account.event, entry.account.where
    published = _day(entry.published)
    dated, first, last = _days(account, published)
    around = _around(account, text)
    near = f"{entry.title}\n{around}" if entry.title and account.status == "main" else around
    return Sketch(
        id=entry.id,
        seq=entry.seq,
        report=entry.report,
        origin=entry.origin,
        published=published,
        status=account.status,
        domain=account.domain,
        entry=event.entry,
        plover=event.plover_type,
        acled=event.acled_type,
        dated=dated,
        first=first,
        last=last,
        place=where.name,
        lat=where.lat,
        lon=where.lon,
        radius_km=where.radius_km,
        precision=where.precision,
        country=where.country or _country(where.alternates),
        admin1=where.admin1,
        geonameid=where.geonameid,
        actors=tuple(sorted({one.actor for one in account.participants if one.actor})),
        names=terms.names(near, _MOST_NAMES),
        people=terms.people(near)[:_MOST_PEOPLE],
        victims=_victims(account),
        ages=tuple(sorted({int(age) for found in _AGE.findall(around) for age in found if age})),
        killed=_toll(account, "killed"),
        injured=_toll(account, "injured"),
        captured=_toll(account, "captured"),
        weapons=tuple(sorted({one.kind for one in account.weapons})),
        words=terms.words(near, _MOST_TERMS),
        gist=terms.words(f"{entry.title or ''}\n{text}", _MOST_TERMS),
        count=account.count,
    )


def _day(moment: str | None) -> int | None:
    return date.fromisoformat(moment[:10]).toordinal() if moment and is_moment(moment) else None


def _days(account: Account, published: int | None) -> tuple[str, int | None, int | None]:
    """How the days are known, and the days."""
    first, last = _day(account.when.start), _day(account.when.end)
    if first is None and last is None:
        if published is None or account.status == "background":
            return NONE, None, published
        return ASSUMED, published - _NEWS_IS_OF, published
    if first is None:
        return NONE, None, last
    last = max(first, last if last is not None else published or first)
    if account.when.basis != "stated" and account.when.text is None and published is not None and first <= published:
        return ASSUMED, min(first, published - _NEWS_IS_OF), published
    return (TOLD if last - first < _FEW_DAYS else LOOSE), first, last


def _country(places: Iterable[Where]) -> str | None:
    found = {one.country for one in places if one.country}
    return found.pop() if len(found) == 1 else None


def _around(account: Account, text: str) -> str:
    """The paragraphs in which anything of the account stands."""
    spans = sorted(_spans(account))
    kept: list[str] = []
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        if any(left < end and right > start for left, right in spans):
            kept.append(line)
        start = end
    return "".join(kept)


def _spans(account: Account) -> Iterator[Span]:
    yield account.anchor.span
    yield account.event.trigger.span
    yield from (span for span in (account.when.span, account.where.span) if span)
    told = (*(one.mentions for one in account.participants), *(one.mentions for one in account.objects))
    yield from (words.span for words in chain(*told))
    yield from (figure.words.span for figure in account.toll)
    yield from (claim.span for claim in account.claims)


def _victims(account: Account) -> tuple[str, ...]:
    """Full names of single people who were harmed, in small letters."""
    people = (one.name for one in account.participants if one.role in _HURT and one.kind == "person" and one.identified)
    return tuple(sorted({name.casefold() for name in people if " " in name}))


def _toll(account: Account, harm: str) -> Quantity | None:
    """The account's own count: sides are added up, rival figures for one side span a range, parts are left out."""
    sides: dict[str | None, tuple[int, int]] = {}
    for figure in account.toll:
        if figure.harm in _HARMS.get(harm, (harm,)) and figure.scope == "incident" and figure.subset_of is None:
            bounds = _bounds(figure.quantity)
            if bounds:
                known = sides.get(figure.of, bounds)
                sides[figure.of] = (min(known[0], bounds[0]), max(known[1], bounds[1]))
    whole = sides.pop(None, None)
    parts = (sum(low for low, _ in sides.values()), sum(high for _, high in sides.values())) if sides else None
    told = [each for each in (whole, parts) if each]
    if not told:
        return None
    low, high = max(each[0] for each in told), max(each[1] for each in told)
    return Quantity(low, low, high)


def _bounds(quantity: Quantity) -> tuple[int, int] | None:
    known = [bound for bound in quantity[:3] if bound is not None]
    if not known:
        return None
    low = quantity.low if quantity.low is not None else 0
    return low, quantity.high if quantity.high is not None else max(known)
