"""Every kind of trouble in words, and what is wrong with a source now."""

from __future__ import annotations

from http import HTTPStatus

from counterclaim.store.sources import ACTIVE, NEVER, Source

TROUBLES = {
    "slow": "no whole answer in time",
    "unreachable": "no answer",
    "dropped": "the answer broke off",
    "robots": "its robots.txt asks programs not to read it",
    "robots-unknown": "its robots.txt could not be read",
    "private": "leads to a private address",
    "address": "no web address",
    "redirects": "redirects without end",
    "large": "larger than the limit",
    "bomb": "larger than the limit once unpacked",
    "type": "no page, PDF or text",
    "broken": "packed, encoded or built so that it cannot be read",
    "captcha": "asks whether a person reads",
    "consent": "asks for consent before the article",
    "script": "shows nothing without scripts",
    "paywall": "only the beginning may be read",
    "unreadable": "no article in it",
    "empty": "nothing in it",
    "reader": "the reader failed on it",
    "no-feed": "is no feed",
    "missing": "not there",
    "broken-xml": "the feed's XML is broken; what could be read of it was",
    "duplicate-guid": "several articles under one id",
    "no-link": "articles without an address or a text",
    "charset": "not encoded as it declares; the encoding was guessed",
    "script-in-title": "scripts in the feed's titles; they were left out",
    "changed": "articles whose words changed after they were read; both editions are kept",
    "future-date": "articles dated in the future; the date was left out",
}
"""Kinds as docs/gathering.md lists them; a status of HTTP is a kind too."""


def in_words(kind: str) -> str:
    """A kind of trouble in words."""
    if kind.isdecimal():
        known = next((f" {each.phrase}" for each in HTTPStatus if str(each.value) == kind), "")
        return f"the server answers {kind}{known}"
    return TROUBLES.get(kind, kind.replace("-", " "))


def state_of(source: Source) -> str:
    """`paused`, `new` (not looked at yet), `failing` or `well`."""
    if source.state != ACTIVE:
        return source.state
    if source.health.get("fault"):
        return "failing"
    return "well" if source.health.get("ok") else "new"


def wrong(source: Source) -> str | None:
    """What is wrong with a source now, in a sentence; None where nothing is."""
    fault = source.health.get("fault")
    if not fault:
        return None
    fails = int(source.health.get("fails", 1))
    often = f", {fails} times in a row" if fails > 1 else ""
    return f"{str(fault['reason'])[:1].upper()}{str(fault['reason'])[1:]}{often}."


def due_of(source: Source) -> str | None:
    """When a source is looked at next; None for one that is not."""
    return source.due if source.state == ACTIVE and source.due < NEVER else None
