"""What the map and the timeline of the ledger page draw, and the found set as a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from counterclaim.export.cells import harmless
from counterclaim.gazetteer import towns
from counterclaim.ledger import outline
from counterclaim.records.incident import Incident
from counterclaim.views.feed import atom
from counterclaim.views.flat import flat
from counterclaim.views.geo import feature
from counterclaim.views.plain import title
from counterclaim.web.ask import Filters, asked
from counterclaim.web.site import Site, site_of

router = APIRouter(include_in_schema=False)
_FEED = 50


@router.get("/map.json")
def on_map(request: Request, degrees: Annotated[float, Query(gt=0, le=90)] = 4.0) -> JSONResponse:
    """The found set as dots, or added up by squares where it is large."""
    site = site_of(request)
    query = asked(request.query_params).query()
    found = site.remembered(("map", query, degrees), lambda: outline.spread(site.ledger.engine, query, degrees))
    return no_cache({"count": found.count, "unplaced": found.unplaced, "dots": found.dots, "cells": found.cells})


@router.get("/headlines.json")
def headlines(request: Request, id: Annotated[list[str], Query(min_length=1, max_length=20)]) -> JSONResponse:  # noqa: A002 (its name in the address)
    """What incidents on the map are called."""
    found = outline.headlines(site_of(request).ledger.engine, id)
    return no_cache({name: title(headline) for name, headline in found.items()})


@router.get("/timeline.json")
def by_day(request: Request) -> JSONResponse:
    """The found set by day, whatever days are asked for, so that the strip shows what lies beside them."""
    site = site_of(request)
    query = replace(asked(request.query_params).query(), since=None, until=None)
    days = site.remembered(("days", query), lambda: outline.days(site.ledger.engine, query))
    return no_cache({"days": days})


@router.get("/towns.json")
def labels(
    west: Annotated[float, Query(ge=-540, le=540)],
    south: Annotated[float, Query(ge=-90, le=90)],
    east: Annotated[float, Query(ge=-540, le=540)],
    north: Annotated[float, Query(ge=-90, le=90)],
    pixels: Annotated[int, Query(ge=100, le=6000)],
) -> JSONResponse:
    """Towns to label a box of the map with."""
    found = towns.labels(west, south, east, north, pixels)
    return JSONResponse([[each.name, each.lat, each.lon] for each in found], headers={"cache-control": "max-age=3600"})


@router.get("/incidents.json")
def as_json(request: Request) -> StreamingResponse:
    """The found set, an incident a line of one JSON list."""
    site = site_of(request)
    filters = asked(request.query_params)
    return as_file(_json_list(site, _found(site, filters), filters.rule), "application/json", "incidents.json")


@router.get("/incidents.csv")
def as_csv(request: Request) -> StreamingResponse:
    """The found set as a table."""
    found = _found(site_of(request), asked(request.query_params))
    return as_file(table(map(flat, found)), "text/csv", "incidents.csv")


@router.get("/incidents.geojson")
def as_geojson(request: Request) -> StreamingResponse:
    """The found set as points with their uncertainty; those without coordinates have no geometry."""
    found = _found(site_of(request), asked(request.query_params))
    return as_file(_features(found), "application/geo+json", "incidents.geojson")


@router.get("/incidents.atom")
def as_feed(request: Request) -> Response:
    """The newest of the found set as an Atom feed."""
    site = site_of(request)
    filters = asked(request.query_params)
    found = site.ledger.page(replace(filters.query(limit=_FEED), sort="published")).incidents
    base = str(request.base_url).rstrip("/")
    return Response(atom(found, base, str(request.url)), media_type="application/atom+xml")


def no_cache(told: Any) -> JSONResponse:
    """JSON that is asked for anew each time."""
    return JSONResponse(told, headers={"cache-control": "private, no-cache"})


def as_file(lines: Iterator[str], kind: str, name: str) -> StreamingResponse:
    """A file as its lines are made, shown where the browser can."""
    return StreamingResponse(lines, media_type=kind, headers={"content-disposition": f'inline; filename="{name}"'})


def _found(site: Site, filters: Filters) -> Iterator[Incident]:
    """The found set; what cannot be asked is told before the first byte is sent."""
    found = site.ledger.find(filters.query())
    return chain(list(islice(found, 1)), found)


def _json_list(site: Site, found: Iterator[Incident], rule: str | None) -> Iterator[str]:
    yield "["
    for n, incident in enumerate(found):
        yield (",\n" if n else "\n") + json.dumps(site.ledger.json(incident.id, rule=rule), ensure_ascii=False)
    yield "\n]\n"


def table(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Rows of CSV; a cell that a spreadsheet would run as a formula is led by an apostrophe."""
    for n, row in enumerate(rows):
        if n == 0:
            yield _row(list(row))
        yield _row([harmless(cell) for cell in row.values()])


def _row(cells: list[Any]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _features(incidents: Iterator[Incident]) -> Iterator[str]:
    yield '{"type": "FeatureCollection", "features": ['
    for n, incident in enumerate(incidents):
        yield (",\n" if n else "\n") + json.dumps(feature(incident), ensure_ascii=False)
    yield "\n]}\n"
