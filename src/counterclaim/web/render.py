"""Jinja: the templates, what they may call, and pages made of them. Everything is escaped unless marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from counterclaim.codebook.rules import rule_books
from counterclaim.coder import release
from counterclaim.records.account import Toll
from counterclaim.records.incident import Incident
from counterclaim.records.reading import Quantity
from counterclaim.views import changes, plain, words
from counterclaim.views.tolls import short
from counterclaim.web.site import site_of, user_of

HERE = Path(__file__).parent
_GRAVITY = ("killed", "injured", "casualties", "captured", "abducted", "detained", "missing", "displaced")
_ON_PAGES = re.compile(r"; `counterclaim [^`]*` [a-z ]+$")
"""What to type in a terminal is no help to whoever reads a page."""


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
        "title": plain.title,
        "field_name": changes.field_name,
        "day": plain.day,
        "moment": plain.moment,
        "from_now": from_now,
        "gravest_first": gravest_first,
        "short": short,
        "quantity": words.quantity,
        "interval": plain.span,
        "plain": lambda name: str(name).replace("_", " "),
        "report_address": report_address,
        "web_address": web_address,
    }
    made.globals |= {"grades": plain.GRADES, "tolls_of": tolls_of, "many": plain.many, "version": stamp()}
    return made


def page(request: Request, template: str, status: int = 200, **told: Any) -> HTMLResponse:
    """A page; every template knows the site, the user and how actors are called."""
    site = site_of(request)
    user = user_of(request)
    shared = {
        "request": request,
        "site": site,
        "here": here(request),
        "setup": site.setup,
        "user": user,
        "form_token": site.users.form_token(user.session) if user and user.session else "",
        "name_of": site.name_of,
        "holder": lambda name: words.holder_name(name, site.name_of),
        "source": lambda told, name: words.source_name(told, name, site.name_of),
        "voice": lambda name: words.voice(name, site.name_of),
        "position": lambda claim: words.claimed(claim, site.name_of),
        "stand": lambda field, each: words.position(field, each.value, each.polarity, site.name_of),
        "change": lambda entry: changes.change(entry, site.name_of),
        "counted_by": lambda rule: rule_books()[rule].name if rule in rule_books() else rule or "",
        "named": lambda text: plain.named(text, site.name_of),
        "place": lambda where: words.place(where, site.name_of),
    }
    text = _environment().get_template(template).render(shared | told)
    private = {"cache-control": "private, no-cache", "vary": "cookie"}
    return HTMLResponse(text, status, private)


def error_page(request: Request, status: int, detail: str) -> HTMLResponse:
    """A page that says what is wrong and where to go on."""
    detail = _ON_PAGES.sub("", detail)
    told = {"phrase": HTTPStatus(status).phrase, "detail": detail, "status_code": status}
    return page(request, "error.html", status, came_from=_came_from(request), **told)


def _came_from(request: Request) -> str | None:
    """The page of ours whose form was refused, None where no form was sent."""
    told = urlsplit(request.headers.get("referer", ""))
    if request.method == "GET" or told.netloc != request.headers.get("host"):
        return None
    path = "/" + told.path.lstrip("/")
    return f"{path}?{told.query}" if told.query else path


def here(request: Request) -> str:
    """Where a visitor comes back to after signing in: the page asked for, filters and all."""
    if request.url.path == "/login":
        return request.query_params.get("back", "/")
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


def report_address(name: str) -> str:
    """Where a report's page is."""
    return f"/reports/{quote(name, safe='')}"


def web_address(url: str | None) -> str | None:
    """An address that a link may lead to: of the web, and not one that a browser would run."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def from_now(text: str, now: datetime | None = None) -> str:
    """A moment in UTC as `5 minutes ago` or `in 2 hours`."""
    here = now or datetime.now(UTC)
    seconds = (datetime.fromisoformat(text.replace("Z", "+00:00")) - here).total_seconds()
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if abs(seconds) >= size:
            told = plain.many(int(abs(seconds) // size), unit)
            return f"in {told}" if seconds > 0 else f"{told} ago"
    return "now"


def tolls_of(incident: Incident) -> list[tuple[str, Quantity, bool]]:
    """Harms to show on a card, the gravest first, and whether they are in dispute."""
    fields = {dispute.field for dispute in incident.disputes}
    known = {tally.harm: tally.quantity for tally in incident.toll}
    return [(harm, known[harm], harm in fields) for harm in _GRAVITY if harm in known]


def gravest_first(told: Iterable[Toll]) -> list[Toll]:
    """A report's own figures in the order in which cards show them."""
    return sorted(told, key=lambda each: _GRAVITY.index(each.harm) if each.harm in _GRAVITY else len(_GRAVITY))


@cache
def stamp() -> str:
    """What static addresses carry: it changes with the release and with the files."""
    newest = max((path.stat().st_mtime_ns for path in (HERE / "static").rglob("*") if path.is_file()), default=0)
    return f"{release()}-{newest // 10**9:x}"
