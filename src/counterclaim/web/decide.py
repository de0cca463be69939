"""What signed-in people decide by forms: look at, dismiss, correct, place, merge, keep apart, split, take back."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from counterclaim.errors import SettingError
from counterclaim.records.judgement import DIFFERENT
from counterclaim.web import placing
from counterclaim.web.auth import User
from counterclaim.web.correcting import typed
from counterclaim.web.signing import back_to, form_writer
from counterclaim.web.site import site_of

router = APIRouter(include_in_schema=False)
Writer = Annotated[User, Depends(form_writer)]
Text = Annotated[str, Form(max_length=2000)]


@router.post("/incidents/{name}/correct")
def correct(
    request: Request, user: Writer, name: str, field: Text, value: Text, reason: Text = "", back: Text = ""
) -> Response:
    """Set one field of an incident; `value` is JSON, or plain words."""
    site = site_of(request)
    told = typed(site.ledger.show(name).incident, field, value)
    site.ledger.revise(user.name, reason or "looked at the reports").correct(name, *told)
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


@router.post("/incidents/{name}/apart")
def apart(request: Request, user: Writer, name: str, other: Text, reason: Text = "") -> Response:
    """Say that two incidents are not one, whatever more is read about either."""
    site_of(request).ledger.revise(user.name, reason or "two incidents").judge(name, other.strip(), DIFFERENT)
    return back_to(request, f"/incidents/{name}")


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
