"""The page that reads a report: one that is pasted, or the page at an address; shown at once, kept if wished."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from counterclaim.errors import CounterclaimError, SourceError
from counterclaim.gather.fetch import is_url
from counterclaim.records.report import Report
from counterclaim.web.fetching import date_of, fetched
from counterclaim.web.journal import note
from counterclaim.web.render import page, report_address
from counterclaim.web.report_page import laid_out
from counterclaim.web.shapes import MOST_LETTERS
from counterclaim.web.signing import back_to, form_writer
from counterclaim.web.site import Site, site_of

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form(max_length=2000)]


@router.get("/read", response_class=HTMLResponse)
def read_form(request: Request) -> HTMLResponse:
    """Where a report is pasted, or its address."""
    return page(request, "read.html", told={}, fault=None, sheet=None)


@dataclass(frozen=True, slots=True)
class Pasted:
    """A report as typed into the form; without a text, `url` is where it is fetched."""

    text: Annotated[str, Form(max_length=MOST_LETTERS)] = ""
    title: Text = ""
    outlet: Text = ""
    published: Text = ""
    url: Text = ""
    language: Text = ""
    keep: Text = ""

    def report(self) -> Report:
        """It as a report; raises SettingError for a date that is none."""
        return Report(
            text=self.text.replace("\r\n", "\n"),
            title=self.title.strip() or None,
            outlet=self.outlet.strip() or None,
            url=_link(self.url),
            published=date_of(self.published),
            language=self.language.strip() or None,
        )


@router.post("/read", response_class=HTMLResponse, dependencies=[Depends(form_writer)])
def read(request: Request, pasted: Annotated[Pasted, Depends()]) -> Response:
    """Read a report and show what is in it; with `keep`, add it to the ledger."""
    site = site_of(request)
    try:
        if not pasted.text.strip():
            pasted = _fetched(site, pasted)
            note(request, "fetched a page to read", pasted.url)
        report = pasted.report()
    except CounterclaimError as fault:
        return page(request, "read.html", 422, told=asdict(pasted), fault=str(fault), sheet=None)
    if pasted.keep:
        return _kept(request, site, report)
    result = site.reader.code(report)
    sheet = laid_out(result.report, list(result.accounts), result.statements) | {"held": {}, "kept": False}
    return page(request, "read.html", told=asdict(pasted), fault=None, sheet=sheet)


def _fetched(site: Site, pasted: Pasted) -> Pasted:
    """The form filled in from the page at its address; what was typed goes before what the page tells."""
    url = pasted.url.strip()
    told = fetched(site, url, date_of(pasted.published), pasted.outlet.strip() or None)
    facts = {key: getattr(told, key) or "" for key in ("text", "outlet", "published", "language")}
    # Shown before it is kept: the analyst may mend what was guessed from the page.
    return replace(pasted, **facts, title=pasted.title.strip() or told.title or "", url=told.url or url, keep="")


def _kept(request: Request, site: Site, report: Report) -> Response:
    for added in site.ledger.add([report]):
        if isinstance(added, SourceError):
            raise added
        note(request, "added a report", added.report, added.outcome)
        if added.incidents:
            return RedirectResponse(f"/incidents/{added.incidents[0]}", 303)
        return RedirectResponse(report_address(added.report), 303)
    return back_to(request, "/")


def _link(url: str) -> str | None:
    """An address to link to; anything but http is dropped."""
    told = url.strip()
    return told if is_url(told) else None
