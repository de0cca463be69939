"""What signed-in people decide by forms: look at, dismiss, correct, place, merge, split, take back, add a report."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from counterclaim.errors import SettingError, SourceError
from counterclaim.gather.options import local_time
from counterclaim.records.report import Report
from counterclaim.web import placing
from counterclaim.web.auth import User
from counterclaim.web.journal import note
from counterclaim.web.render import page, report_address
from counterclaim.web.report_page import laid_out
from counterclaim.web.signing import back_to, form_writer
from counterclaim.web.site import Site, site_of

router = APIRouter(include_in_schema=False)
Writer = Annotated[User, Depends(form_writer)]
Text = Annotated[str, Form(max_length=2000)]
_MOST_LETTERS = 200_000


@router.post("/incidents/{name}/correct")
def correct(
    request: Request, user: Writer, name: str, field: Text, value: Text, reason: Text = "", back: Text = ""
) -> Response:
    """Set one field of an incident; `value` is JSON, or plain words."""
    site = site_of(request)
    revision = site.ledger.revise(user.name, reason or "looked at the reports")
    revision.correct(name, field, value_of(field, value))
    return back_to(request, back or f"/incidents/{name}")


@router.post("/incidents/{name}/place")
def place(request: Request, user: Writer, name: str, place: Text, reason: Text = "", back: Text = "") -> Response:
    """Place an incident, and all that have no place and use the same words for it; keep the name for later reports."""
    told = _place(place)
    placing.place(site_of(request), user.name, reason, name, told)
    return back_to(request, back or f"/incidents/{name}")


def _place(text: str) -> dict[str, Any]:
    """The fields of one place; raises SettingError."""
    try:
        told = json.loads(text)
        if isinstance(told, dict) and abs(float(told["lat"])) <= 90 and abs(float(told["lon"])) <= 180:
            return told
    except (ValueError, KeyError, TypeError):
        pass
    raise SettingError("place: the fields of one place, with lat and lon, were expected")


@router.post("/incidents/{name}/merge")
def merge(request: Request, user: Writer, name: str, other: Text, reason: Text = "") -> Response:
    """Make two incidents one."""
    site = site_of(request)
    site.ledger.revise(user.name, reason or "one incident").merge([name, other.strip()])
    return back_to(request, f"/incidents/{site.ledger.show(name).incident.id}")


@router.post("/incidents/{name}/split")
def split(
    request: Request, user: Writer, name: str, account: Annotated[list[str], Form()], reason: Text = ""
) -> Response:
    """Take accounts out of an incident."""
    site_of(request).ledger.revise(user.name, reason or "another incident").split(name, account)
    return back_to(request, f"/incidents/{name}")


@router.post("/undo")
def undo(
    request: Request, user: Writer, kind: Text, n: Annotated[int, Form()], back: Text = "/", reason: Text = ""
) -> Response:
    """Take a decision back."""
    revision = site_of(request).ledger.revise(user.name, reason or "taken back")
    revision.undo(n, kind)
    return back_to(request, back)


@router.get("/read", response_class=HTMLResponse)
def read_form(request: Request) -> HTMLResponse:
    """Where a report is pasted."""
    return page(request, "read.html", told={}, fault=None, sheet=None)


@dataclass(frozen=True, slots=True)
class Pasted:
    """A report as typed into the form."""

    text: Annotated[str, Form(max_length=_MOST_LETTERS)] = ""
    title: Text = ""
    outlet: Text = ""
    published: Text = ""
    url: Text = ""
    keep: Text = ""

    def report(self) -> Report:
        """It as a report; raises SettingError for a date that is none."""
        return Report(
            text=self.text.replace("\r\n", "\n"),
            title=self.title.strip() or None,
            outlet=self.outlet.strip() or None,
            url=_link(self.url),
            published=_date(self.published),
        )


@router.post("/read", response_class=HTMLResponse, dependencies=[Depends(form_writer)])
def read(request: Request, pasted: Annotated[Pasted, Depends()]) -> Response:
    """Read a pasted report and show what is in it; with `keep`, add it to the ledger."""
    site = site_of(request)
    told = asdict(pasted)
    if not pasted.text.strip():
        return page(request, "read.html", 422, told=told, fault="Paste the text of a report first.", sheet=None)
    if pasted.keep:
        return _kept(request, site, pasted.report())
    result = site.reader.code(pasted.report())
    sheet = laid_out(result.report, list(result.accounts), result.statements) | {"held": {}, "kept": False}
    return page(request, "read.html", told=told, fault=None, sheet=sheet)


def _kept(request: Request, site: Site, report: Report) -> Response:
    for added in site.ledger.add([report]):
        if isinstance(added, SourceError):
            raise added
        note(request, "added a report", added.report, added.outcome)
        if added.incidents:
            return RedirectResponse(f"/incidents/{added.incidents[0]}", 303)
        return RedirectResponse(report_address(added.report), 303)
    return back_to(request, "/")


def value_of(field: str, text: str) -> Any:
    """A typed value: JSON where it is some, for a toll `3`, `2-5` or `2 3 5`, else the words themselves."""
    try:
        return json.loads(text)
    except ValueError:
        pass
    if field.startswith("toll."):
        parts = text.replace("–", "-").replace("-", " ").replace(",", " ").split()
        if 1 <= len(parts) <= 3 and all(part.isdigit() for part in parts):
            numbers = [int(part) for part in parts]
            return [numbers[0], numbers[len(numbers) // 2] if len(numbers) != 2 else None, numbers[-1]]
        raise SettingError(f"{field}: {text!r} is no figure; 3, 2-5 or 2 3 5 were expected")
    return text


def _link(url: str) -> str | None:
    """An address to link to; anything but http is dropped."""
    told = url.strip()
    return told if told.startswith(("http://", "https://")) else None


def _date(text: str) -> str | None:
    told = local_time(text.strip()) if text.strip() else None
    if text.strip() and told is None:
        raise SettingError(f"published: {text!r} is no date; 2026-03-04 or 2026-03-04T08:30 was expected")
    return told
