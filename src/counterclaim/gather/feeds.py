"""Feeds (RSS, Atom, JSON) and news sitemaps into entries: where an article is, and what is told of it there."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from counterclaim.errors import SourceError
from counterclaim.gather.decode import whole_letters
from counterclaim.gather.links import canonical
from counterclaim.gather.options import Raw, local_time
from counterclaim.gather.tree import children, local, tree

_MOST = 2000
"""Most entries of one feed that are looked at; those listed first."""
_HIDDEN = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_BREAKS = re.compile(r"</(?:p|div|li|h[1-6]|blockquote|tr|section|article)\s*>|<br\b[^>]*>", re.I)
_TAGS = re.compile(r"<[^>]*>?")
_LINES = re.compile(r"\s*\n\s*")
_CROWDED = re.compile(rb"""<[a-z][^\s<>]*+(?:\s++[^\s=<>"']++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+')){200}""", re.I)
"""An element of more attributes than any feed has: the parser takes the square of their number."""
_FEED_STARTS = re.compile(rb"<(?:[a-z]+:)?(?:rss|feed|rdf)\b", re.I)
_SITEMAP_STARTS = re.compile(rb"<(?:[a-z]+:)?(?:urlset|sitemapindex)\b", re.I)
_BROKEN, _OTHER_CHARSET = "broken XML", "CharacterEncodingOverride"
_DECLARED_UTF_8 = re.compile(rb"<\?xml[^>]*encoding=[\"']utf-?8", re.I)
_SCRIPT_IN_TITLE = re.compile(rb"<title\b[^>]*>(?:(?!</title)[^\n]){0,500}?(?:<|&lt;)\s*script\b", re.I)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a feed lists it. `stamp` changes when the feed says that the article did; `text` is its own."""

    url: str | None
    title: str | None = None
    published: str | None = None
    stamp: str = ""
    text: str = ""
    guid: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed or sitemap lists, the maps a sitemap leads to, and what was wrong with it."""

    entries: tuple[Entry, ...]
    title: str | None = None
    language: str | None = None
    minutes: float | None = None
    maps: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def is_feed(head: bytes) -> bool:
    """Whether first bytes are those of a feed."""
    return bool(_FEED_STARTS.search(_without_prolog(head)) or _JSON_FEED.search(head))


def is_sitemap(head: bytes) -> bool:
    """Whether first bytes are those of a sitemap, or of a list of sitemaps."""
    return bool(_SITEMAP_STARTS.search(_without_prolog(head)))


def listing(raw: Raw) -> Listing:
    """What a feed or sitemap lists; raises SourceError for what is neither."""
    head = raw.data[:4096]
    if is_sitemap(head):
        return _sitemap(raw)
    if _JSON_FEED.search(head):
        return _json_feed(raw)
    if is_feed(head):
        return _feed(raw)
    page = re.search(rb"<(?:!doctype\s+html|html|head|body)\b", head, re.I)
    raise SourceError(raw.name, "an HTML page, no feed" if page else "no feed and no sitemap", "no-feed")


def plain(told: str) -> str:
    """The words of a piece of HTML, paragraphs divided by blank lines; scripts are no words."""
    text = _BREAKS.sub("\n", _HIDDEN.sub(" ", told))
    text = whole_letters(html.unescape(_TAGS.sub(" ", text))).replace("\0", " ")
    return "\n\n".join(" ".join(line.split()) for line in _LINES.split(text) if line.strip())


def when(text: str | None) -> str | None:
    """A feed's date as ISO date or local time to the minute; None for what is no date."""
    if not text:
        return None
    found = local_time(text)
    if found is None:
        try:
            found = local_time(parsedate_to_datetime(text.strip()).isoformat())
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return found


def _feed(raw: Raw) -> Listing:
    import feedparser  # noqa: PLC0415 (a heavy library)

    if _CROWDED.search(raw.data):
        raise SourceError(raw.name, "no feed: an element of hundreds of attributes", "broken")
    headers = {"content-type": raw.content_type or "application/xml", "content-location": raw.url or ""}
    try:
        told = feedparser.parse(io.BytesIO(raw.data), response_headers=headers, resolve_relative_uris=False)
    except Exception as fault:  # the parser meets whatever the world calls a feed
        raise SourceError(raw.name, f"a feed that cannot be read ({type(fault).__name__})", "broken") from None
    faults = tuple(_faults(told, raw.data))
    found = tuple(_entry(each, raw) for each in told.entries[:_MOST])
    if not found and _BROKEN in faults:
        raise SourceError(raw.name, "a feed of broken XML without a readable entry", "broken")
    about = told.feed
    return Listing(
        found,
        title=plain(about.get("title") or "") or None,
        language=_language(about.get("language")),
        minutes=_number(about.get("ttl")),
        faults=faults,
    )


def _faults(told: Any, data: bytes) -> Iterator[str]:
    """What was wrong with a feed that is read all the same."""
    fault = told.get("bozo_exception") if told.get("bozo") else None
    kind = type(fault).__name__
    if kind == _OTHER_CHARSET and _DECLARED_UTF_8.search(data[:200]) and not _is_utf_8(data):
        yield "charset"
    elif fault is not None and kind not in (_OTHER_CHARSET, "NonXMLContentType"):
        yield _BROKEN
    if _SCRIPT_IN_TITLE.search(data):
        yield "script in title"


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _entry(told: dict[str, Any], raw: Raw) -> Entry:
    guid = str(told.get("id") or "")
    link = told.get("link") or (guid if guid.startswith(("http://", "https://")) else "")
    body = max((str(each.get("value") or "") for each in told.get("content") or ()), key=len, default="")
    body = body or str(told.get("summary") or "")
    title = plain(str(told.get("title") or ""))
    changed = str(dict.get(told, "updated") or "")  # never the parser's own stand-in for it
    return Entry(
        url=canonical(str(link), raw.url) if link else None,
        title=title or None,
        published=when(told.get("published") or changed),
        stamp=changed or title,
        text=plain(body),
        guid=guid,
    )


def _json_feed(raw: Raw) -> Listing:
    try:
        told = json.loads(raw.data.decode("utf-8-sig"))
        items = [each for each in told.get("items") or () if isinstance(each, dict)]
    except (ValueError, RecursionError, AttributeError, TypeError):
        raise SourceError(raw.name, "a JSON feed that cannot be read", "broken") from None
    entries = []
    for each in items[:_MOST]:
        words = {key: value for key, value in each.items() if isinstance(value, str)}
        body = words.get("content_text") or plain(words.get("content_html", "") or words.get("summary", ""))
        title = plain(words.get("title", ""))
        link = words.get("url") or words.get("external_url")
        entries.append(
            Entry(
                url=canonical(link, raw.url) if link else None,
                title=title or None,
                published=when(words.get("date_published")),
                stamp=words.get("date_modified", "") or title,
                text=whole_letters(body),
                guid=str(each.get("id") or ""),
                language=_language(words.get("language")),
            )
        )
    return Listing(tuple(entries), title=_text(told.get("title")), language=_language(told.get("language")))


def _sitemap(raw: Raw) -> Listing:
    root = tree(raw.data, raw.name)
    if local(root) == "sitemapindex":
        listed = ((told.get("loc"), told.get("lastmod", "")) for told in _parts(root, "sitemap"))
        newest = sorted(listed, key=lambda each: each[1], reverse=True)
        found = [canonical(loc, raw.url) for loc, _ in newest if loc]
        return Listing((), maps=tuple(each for each in found if each))
    entries = []
    for told in _parts(root, "url"):
        url = canonical(told["loc"], raw.url) if "loc" in told else None
        if url:
            title = plain(told.get("title", ""))
            published = when(told.get("publication_date"))
            stamp = told.get("lastmod", "") or title
            entries.append(Entry(url, title or None, published, stamp, language=_language(told.get("language"))))
    return Listing(tuple(entries[:_MOST]))


def _parts(root: Any, name: str) -> Iterable[dict[str, str]]:
    return (children(each) for each in root if local(each) == name)


def _without_prolog(head: bytes) -> bytes:
    """First bytes up to and with the root's start tag, where comments and declarations stood before it."""
    rest = re.sub(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*", b"", head, flags=re.S | re.I)
    return rest[:200] if rest[:1] == b"<" and not re.match(rb"<html\b", rest, re.I) else b""


def _language(told: Any) -> str | None:
    found = re.match(r"[a-z]{2,3}", str(told or "").strip(), re.I)
    return found[0].lower() if found else None


def _number(told: Any) -> float | None:
    text = str(told or "").strip()
    return float(text) if text.isdecimal() and len(text) < 7 else None


def _text(told: Any) -> str | None:
    return plain(told) or None if isinstance(told, str) else None
