"""Signing in and out, and the check that a form was made here for whoever sends it."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from counterclaim.web.auth import SESSION_SECONDS, User
from counterclaim.web.journal import note
from counterclaim.web.render import page
from counterclaim.web.site import COOKIE, ruler, site_of, writer_of

router = APIRouter(include_in_schema=False)
_STRAYS = re.compile(r"[\x00-\x20\x7f\\]")
"""What browsers drop from an address or take for a slash, so that it leads elsewhere than it seems."""


async def form_writer(request: Request, user: Annotated[User, Depends(writer_of)]) -> User:
    """Who decides by a form: may write, comes from our own page, with the form's token."""
    same_origin(request)
    token = request.headers.get("x-form-token") or str((await request.form()).get("form_token", ""))
    if not user.session or not site_of(request).users.form_is_ours(user.session, token):
        raise HTTPException(403, "the form has grown old; load the page again and repeat")
    return user


async def form_ruler(user: Annotated[User, Depends(form_writer)]) -> User:
    """The same, where that person is an admin."""
    return ruler(user)


def same_origin(request: Request) -> None:
    """Refuse what another site's page sends."""
    told = request.headers.get("origin")
    if told and urlsplit(told).netloc != request.headers.get("host"):
        raise HTTPException(403, "sent by a page of another site")
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise HTTPException(403, "sent by a page of another site")


@router.get("/login", response_class=HTMLResponse)
def form(request: Request, back: str = "/") -> HTMLResponse:
    """The form to sign in."""
    return page(request, "login.html", back=_own(back), wrong=False, name="")


@router.post("/login")
def sign_in(
    request: Request, name: Annotated[str, Form()], password: Annotated[str, Form()], back: Annotated[str, Form()] = "/"
) -> Response:
    """Sign in; the same words for a wrong name, a wrong password and too many tries."""
    same_origin(request)
    site = site_of(request)
    address = request.client.host if request.client else ""
    stopped = site.users.stopped(name, address)
    session = site.users.sign_in(name, password, address)
    if not stopped:
        note(request, "signed in", address, "done" if session else "refused", name)
    if session is None:
        return page(request, "login.html", 401, back=_own(back), wrong=True, name=name)
    answer = RedirectResponse(_own(back), 303)
    answer.set_cookie(
        COOKIE, session, max_age=SESSION_SECONDS, httponly=True, samesite="lax", secure=site.setup.secure, path="/"
    )
    return answer


@router.post("/logout")
def sign_out(request: Request) -> Response:
    """Sign out."""
    same_origin(request)
    site_of(request).users.sign_out(request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


def back_to(request: Request, path: str) -> Response:
    """To the page that the form stood on; htmx is told to load it."""
    own = _own(path)
    if request.headers.get("hx-request"):
        return Response(status_code=204, headers={"HX-Redirect": own})
    return RedirectResponse(own, 303)


def _own(back: str) -> str:
    """A way back that leads to our own pages and nowhere else."""
    own = back.startswith("/") and not back.startswith("//") and not _STRAYS.search(back)
    return back if own else "/"
