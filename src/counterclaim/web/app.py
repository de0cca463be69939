"""Puts the site together: pages, API, static files, security headers, and errors in one shape.

request | host checked | signed in? | pages or API | headers | gzip
"""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from counterclaim.coder import release
from counterclaim.errors import CounterclaimError, GazetteerError, LedgerError, SettingError, UnknownError
from counterclaim.web import (
    api,
    audit,
    briefs,
    cases,
    coding,
    coding_api,
    data,
    decide,
    export_api,
    export_page,
    page_files,
    pages,
    reading,
    review,
    signing,
    sources,
    sources_api,
    watches,
    watches_api,
)
from counterclaim.web.described import described
from counterclaim.web.journal import Journal
from counterclaim.web.lasting import Lasting
from counterclaim.web.problems import problem
from counterclaim.web.render import error_page
from counterclaim.web.shield import Shield
from counterclaim.web.site import Site

STATIC = Path(__file__).parent / "static"
_PARTS = (
    data,
    export_page,
    briefs,
    page_files,
    pages,
    reading,
    review,
    sources,
    watches,
    audit,
    coding,
    decide,
    signing,
    export_api,
    api,
    coding_api,
    sources_api,
    cases,
    watches_api,
)
"""In the order in which they are asked whether an address is theirs."""
_STATUS = {UnknownError: 404, LedgerError: 503, GazetteerError: 503, SettingError: 422}


def create_app(site: Site) -> FastAPI:
    """The web application of one site."""
    app = FastAPI(
        title="Counterclaim",
        version=release(),
        description="Who says what happened: incidents, claims, disputes and decisions of one ledger.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.site = site
    for part in _PARTS:
        app.include_router(part.router)
    described(app)
    app.mount("/static", Lasting(directory=STATIC), name="static")
    app.add_exception_handler(HTTPException, _told)  # type: ignore[arg-type]
    app.add_exception_handler(CounterclaimError, _ours)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _invalid)  # type: ignore[arg-type]
    app.add_middleware(Journal)
    app.add_middleware(GZipMiddleware, minimum_size=800, compresslevel=5)
    app.add_middleware(Shield, hosts=site.setup.hosts, tiles=site.setup.tiles, secure=site.setup.secure)
    return app


async def _told(request: Request, error: HTTPException) -> Response:
    return _answer(request, error.status_code, str(error.detail), dict(error.headers or {}))


async def _ours(request: Request, error: CounterclaimError) -> Response:
    status = next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 400)
    return _answer(request, status, str(error))


async def _invalid(request: Request, error: RequestValidationError) -> Response:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    if not request.url.path.startswith("/api/"):  # what a pattern is helps nobody who typed an address
        return _answer(request, 422, f"{first['loc'][-1]}: {str(first.get('input'))[:80]!r} cannot be read here")
    return _answer(request, 422, f"{where}: {first['msg']}")


def _answer(request: Request, status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    if request.url.path.startswith("/api/"):
        return problem(status, detail, request.url.path, headers)
    return error_page(request, status, detail)
