"""Watches as pages: what each looks for, what it told, what it would have told; making, changing, pausing, removing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.datastructures import FormData, QueryParams

from counterclaim import alerts
from counterclaim.alerts import KINDS, Watch
from counterclaim.codebook.rules import DEFAULT_RULE, rule_books
from counterclaim.errors import SettingError
from counterclaim.web import watching
from counterclaim.web.ask import asked, filters_of
from counterclaim.web.auth import User
from counterclaim.web.chips import chips
from counterclaim.web.render import page
from counterclaim.web.signing import back_to, form_writer
from counterclaim.web.site import Site, member_of, site_of

router = APIRouter(include_in_schema=False)
Member = Annotated[User, Depends(member_of)]
Writer = Annotated[User, Depends(form_writer)]
Text = Annotated[str, Form(max_length=2000)]


async def _sent(request: Request) -> FormData:
    return await request.form()


Sent = Annotated[FormData, Depends(_sent)]


@router.get("/watches", response_class=HTMLResponse)
def listed(request: Request, user: Member) -> HTMLResponse:
    """Every watch, and the form for a new one, filled in with the filters of the address."""
    filters = asked(request.query_params)
    return _list(request, user, watching.blank(filters.query()), opened=bool(request.query_params))


@router.get("/watches.json")
def listed_json(request: Request, user: Member) -> JSONResponse:
    """The same for programs."""
    return JSONResponse(watching.every(site_of(request), user))


@router.get("/watches/{name}.json")
def shown_json(request: Request, user: Member, name: str) -> JSONResponse:
    """One watch for programs."""
    return JSONResponse(watching.one(site_of(request), user, name))


@router.get("/watches/{name}.atom")
def feed(request: Request, name: str) -> Response:
    """What a watch told last, for feed readers: open to all who may look at the ledger."""
    told = watching.atom(site_of(request), name, str(request.base_url).rstrip("/"))
    return Response(told, media_type="application/atom+xml")


@router.get("/watches/{name}", response_class=HTMLResponse)
def shown(request: Request, user: Member, name: str, until: str = "") -> HTMLResponse:
    """One watch: what it looks for, what it told last, what it would have told in the month before a day."""
    return _one(request, user, watching.named(site_of(request), name), until)


@router.post("/watches")
def make(request: Request, user: Writer, sent: Sent) -> Response:
    """Make a watch; with `preview`, only show what it would have told."""
    site, watch = site_of(request), _watch(sent)
    if "preview" in sent:
        return _list(request, user, watch, opened=True, preview=_preview(site, watch, str(sent.get("until", ""))))
    watching.keep(site, user, watch, fresh=True)
    return RedirectResponse(f"/watches/{watch.name}", 303)


@router.post("/watches/{name}")
def change(request: Request, user: Writer, name: str, sent: Sent) -> Response:
    """Change a watch; with `preview`, only show what it would have told."""
    site = site_of(request)
    watch = replace(_watch(sent), name=watching.named(site, name).name)
    if "preview" in sent:
        return _one(request, user, watch, str(sent.get("until", "")), changed=True)
    watching.keep(site, user, watch, fresh=False)
    return RedirectResponse(f"/watches/{name}", 303)


@router.post("/watches/{name}/{what}", dependencies=[Depends(form_writer)])
def act(request: Request, name: str, what: Literal["pause", "resume", "retry", "remove"], back: Text = "") -> Response:
    """Pause a watch, resume it, let what failed be sent again, or forget it."""
    watching.act(site_of(request), name, what)
    return back_to(request, back or ("/watches" if what == "remove" else f"/watches/{name}"))


def _watch(sent: FormData) -> Watch:
    """A watch as the form tells it; raises SettingError."""
    told = {key: str(sent.get(key, "")).strip() for key in ("name", "batch", "quiet", "zone", "toll")}
    if told["batch"] and not told["batch"].isdecimal():
        raise SettingError(f"batch: {told['batch']!r} is no number of minutes")
    # What is typed beside the filters that are set joins them: several codes in one field.
    more = [(key.removeprefix("more_"), each) for key, text in sent.multi_items() for each in _more(key, text)]
    kept = [(key, text) for key, text in sent.multi_items() if isinstance(text, str)]
    filters = asked(QueryParams([*kept, *more]))
    return Watch(
        told["name"],
        replace(filters.query(), rule=None if filters.rule == DEFAULT_RULE else filters.rule),
        watching.tells_of([str(each) for each in sent.getlist("tell")], told["toll"]),
        tuple(str(sent.get("targets", "")).split()),
        int(told["batch"] or 0),
        told["quiet"] or None,
        told["zone"] or "UTC",
    )


def _more(key: str, text: Any) -> list[str]:
    return text.replace(",", " ").split() if key.startswith("more_") and isinstance(text, str) else []


def _list(
    request: Request, user: User, watch: Watch, *, opened: bool, preview: dict[str, Any] | None = None
) -> HTMLResponse:
    site = site_of(request)
    told = watching.every(site, user)["watches"]
    shown = [(each, _chips(site, watching.named(site, each["name"]))) for each in told]
    form = _form(site, watch) | {"opened": opened, "preview": preview, "place": "/watches"}
    return page(request, "watches.html", shown=shown, **form)


def _one(request: Request, user: User, watch: Watch, until: str, *, changed: bool = False) -> HTMLResponse:
    site = site_of(request)
    told = watching.one(site, user, watch.name)
    preview = None if alerts.fault_of(watch) else _preview(site, watch, until)
    form = _form(site, watch) | {"opened": changed, "preview": preview}
    base = str(request.base_url).rstrip("/")
    place = f"/watches/{watch.name}"
    return page(request, "watch.html", each=told, set_now=_chips(site, watch), base=base, place=place, **form)


def _form(site: Site, watch: Watch) -> dict[str, Any]:
    filters = filters_of(replace(watch.query, rule=None))
    words = chips(site, filters)
    told = filters.model_dump(exclude_defaults=True)
    pairs = [(name, each) for name, value in told.items() for each in (value if isinstance(value, list) else [value])]
    tolls = [each.partition(":")[2] for each in watch.tells if each.startswith("toll:")]
    return {
        "watch": watch,
        "picked": [
            (name, str(each).lower() if isinstance(each, bool) else str(each), word)
            for (name, each), (word, _) in zip(pairs, words, strict=True)
        ],
        "kinds": KINDS,
        "ticked": {each.partition(":")[0] for each in watch.tells},
        "toll": tolls[0] if tolls else "10",
        "books": [(book.id, book.name) for book in rule_books().values()],
        "rule": watch.query.rule or DEFAULT_RULE,
    }


def _chips(site: Site, watch: Watch) -> list[str]:
    return [word for word, _ in chips(site, filters_of(watch.query))]


def _preview(site: Site, watch: Watch, until: str) -> dict[str, Any]:
    """What it would have told; a watch that is being made needs no name for that."""
    try:
        last = date.fromisoformat(until) if until else None
    except ValueError:
        raise SettingError(f"until: {until!r} is no day; 2026-03-04 was expected") from None
    return watching.preview(site, replace(watch, name=watch.name or "new"), last)
