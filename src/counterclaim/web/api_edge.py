"""What all parts of the API share: who asks, answers with an ETag, errors as they are described."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any

from fastapi import Depends, Path, Request
from fastapi.responses import Response

from counterclaim.records import codec
from counterclaim.web import shapes
from counterclaim.web.auth import User
from counterclaim.web.signing import same_origin
from counterclaim.web.site import member_of, ruler, writer_of


def described(told: dict[int, str]) -> dict[int | str, dict[str, Any]]:
    """Errors by status as the schema tells them."""
    return {
        status: {"model": shapes.Problem, "description": text, "content": {"application/problem+json": {}}}
        for status, text in told.items()
    }


ERRORS = described({404: "Nothing by that name", 422: "Not as expected"})
SIGNED = ERRORS | described({400: "No body that can be read", 401: "Sign in or send a token", 403: "Your role may not"})


def api_member(request: Request) -> User:
    """Who is signed in: by a token, or by the cookie and asking from our own pages."""
    return _ours(request, member_of(request))


def api_writer(request: Request) -> User:
    """The same, where that person may decide."""
    return _ours(request, writer_of(request))


def api_ruler(request: Request) -> User:
    """The same, where that person is an admin."""
    return ruler(api_writer(request))


Name = Annotated[str, Path(min_length=1, max_length=200)]
Asker = Annotated[User, Depends(api_member)]
Writer = Annotated[User, Depends(api_writer)]
Ruler = Annotated[User, Depends(api_ruler)]


def whole(record: Any) -> dict[str, Any]:
    """A record with all its fields, also those at their default."""
    return {name: codec.encode(getattr(record, name)) for name in record.__dataclass_fields__}


def answer(request: Request, told: Any) -> Response:
    """JSON with an ETag; 304 where the asker has it already."""
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "cookie, authorization"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


def _ours(request: Request, user: User) -> User:
    if user.session:
        same_origin(request)
    return user
