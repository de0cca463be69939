"""Incidents as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from counterclaim.records.incident import Incident
from counterclaim.views.words import clean

_SPACE = "http://www.w3.org/2005/Atom"
_NO_TIME = "1970-01-01T00:00:00Z"


def atom(incidents: Sequence[Incident], base: str, address: str) -> bytes:
    """The feed of these incidents; `base` is the site's address, `address` the feed's own."""
    Xml.register_namespace("", _SPACE)
    feed = Xml.Element(f"{{{_SPACE}}}feed")
    _text(feed, "title", "Counterclaim: incidents")
    _text(feed, "id", address)
    _text(feed, "updated", max((_updated(each) for each in incidents), default=_NO_TIME))
    Xml.SubElement(feed, f"{{{_SPACE}}}link", rel="self", href=address)
    _text(Xml.SubElement(feed, f"{{{_SPACE}}}author"), "name", "Counterclaim")
    for incident in incidents:
        entry = Xml.SubElement(feed, f"{{{_SPACE}}}entry")
        place = f"{base}/incidents/{incident.id}"
        _text(entry, "title", clean(incident.headline))
        _text(entry, "id", place)
        _text(entry, "updated", _updated(incident))
        Xml.SubElement(entry, f"{{{_SPACE}}}link", href=place)
        _text(entry, "summary", f"{incident.grade.grade.replace('_', ' ')}: {'; '.join(incident.grade.why)}")
    made: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return made


def _updated(incident: Incident) -> str:
    told = incident.last_published or ""
    if len(told) < 10:
        return _NO_TIME
    return f"{told[:10]}T{told[11:16] or '00:00'}:00Z"


def _text(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, f"{{{_SPACE}}}{name}").text = text
