"""Jinja: the templates, what they may call, and pages made of them. Everything is escaped unless marked."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from counterclaim.coder import release
from counterclaim.records.incident import Incident
from counterclaim.records.reading import Quantity
from counterclaim.views import words
from counterclaim.views.tolls import short
from counterclaim.web.site import site_of, user_of

HERE = Path(__file__).parent
_AFTER_DAY = re.compile(r" \(\d{4}-\d{2}.*$", re.S)
_ID = re.compile(r"\b(?:[A-Z]{2}|[A-Z]{2,}(?:-[A-Z0-9]+)+|None|witness|medical|unnamed)\b")
_NOBODY: dict[str, str | None] = {"None": None}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_GRADES = {
    "contested": "Sides contradict each other on what happened, who did it or to whom",
    "denied": "Everybody who speaks of it says that it did not happen",
    "refuted": "Whoever said it took the word back",
    "admitted": "Whoever did it says so, and nobody contradicts",
    "corroborated": "Two independent texts or more tell it, and nobody contradicts",
    "single_source": "One text tells it",
}


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "clean": lambda text: words.clean(str(text)),
        "title": title,
        "day": day,
        "moment": moment,
        "from_now": from_now,
        "short": short,
        "quantity": words.quantity,
        "interval": words.interval,
        "plain": lambda name: str(name).replace("_", " "),
        "report_address": report_address,
    }
    made.globals |= {"grades": _GRADES, "tolls_of": tolls_of, "many": many, "version": _stamp()}
    return made


def page(request: Request, template: str, status: int = 200, **told: Any) -> HTMLResponse:
    """A page; every template knows the site, the user and how actors are called."""
    site = site_of(request)
    user = user_of(request)
    shared = {
        "request": request,
        "site": site,
        "setup": site.setup,
        "user": user,
        "form_token": site.users.form_token(user.session) if user and user.session else "",
        "name_of": site.name_of,
        "holder": lambda name: words.holder_name(name, site.name_of),
        "position": lambda claim: words.claimed(claim, site.name_of),
        "stand": lambda field, each: words.position(field, each.value, each.polarity, site.name_of),
        "named": lambda text: _ID.sub(
            lambda found: words.holder_name(_NOBODY.get(found[0], found[0]), site.name_of), text
        ),
        "place": lambda where: words.place(where, site.name_of),
    }
    text = _environment().get_template(template).render(shared | told)
    private = {"cache-control": "private, no-cache", "vary": "cookie"}
    return HTMLResponse(text, status, private)


def error_page(request: Request, status: int, detail: str) -> HTMLResponse:
    """A page that says what is wrong and where to go on."""
    return page(request, "error.html", status, phrase=HTTPStatus(status).phrase, detail=detail, status_code=status)


def report_address(name: str) -> str:
    """Where a report's page is."""
    return f"/reports/{quote(name, safe='')}"


def title(headline: str) -> str:
    """A headline without the day and the figures that stand beside it."""
    told = words.clean(_AFTER_DAY.sub("", headline))
    return told[:1].upper() + told[1:]


def day(text: str | None) -> str:
    """`2026-03-04T08:30` as `4 Mar 2026`."""
    if not text or len(text) < 10 or not text[5:7].isdigit():
        return text or "day unknown"
    return f"{int(text[8:10])} {_MONTHS[int(text[5:7]) - 1]} {text[:4]}"


def moment(text: str | None) -> str:
    """`2026-03-04T08:30` as `4 Mar 2026, 08:30`."""
    return f"{day(text)}, {text[11:16]}" if text and len(text) >= 16 else day(text)


def from_now(text: str, now: datetime | None = None) -> str:
    """A moment in UTC as `5 minutes ago` or `in 2 hours`."""
    here = now or datetime.now(UTC)
    seconds = (datetime.fromisoformat(text.replace("Z", "+00:00")) - here).total_seconds()
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if abs(seconds) >= size:
            told = many(int(abs(seconds) // size), unit)
            return f"in {told}" if seconds > 0 else f"{told} ago"
    return "now"


def many(number: int, noun: str) -> str:
    """`1 report`, `2 reports`, `1,204 reports`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def tolls_of(incident: Incident) -> list[tuple[str, Quantity, bool]]:
    """Harms to show on a card, the gravest first, and whether they are in dispute."""
    fields = {dispute.field for dispute in incident.disputes}
    order = ("killed", "injured", "casualties", "captured", "abducted", "detained", "missing", "displaced")
    known = {tally.harm: tally.quantity for tally in incident.toll}
    return [(harm, known[harm], harm in fields) for harm in order if harm in known]


def _stamp() -> str:
    """What static addresses carry: it changes with the release and with the files."""
    newest = max((path.stat().st_mtime_ns for path in (HERE / "static").rglob("*") if path.is_file()), default=0)
    return f"{release()}-{newest // 10**9:x}"
