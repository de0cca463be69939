"""Every page by axe, light and dark, on a phone and at 200 %; nothing is cut off where a page is 320 pixels wide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.slow
VIEWS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
    "200 %": {"viewport": {"width": 700, "height": 450}, "device_scale_factor": 2},
}


def pages(page: Any) -> list[str]:
    """Addresses of one page of each kind."""
    told = page.request.get("/api/v1/incidents?grade=contested&limit=1").json()["incidents"][0]
    return [
        "/",
        "/?country=XX",
        f"/incidents/{told['id']}",
        f"/reports/{quote(told['accounts'][0]['report'], safe='')}",
        "/actors/AZ",
        "/review",
        "/review/places",
        "/coding",
        f"/coding/{told['id']}",
        "/audit",
        "/sources",
        "/watches",
        "/watches?new=yes&country=ML&disputed=true",
        "/export?grade=contested&format=acled",
        "/read",
        "/about",
        "/login",
        "/incidents/nothing",
    ]


def visit(page: Any, path: str) -> None:
    page.goto(path)
    if path == "/":
        page.wait_for_selector("#timeline rect.all")
        page.wait_for_selector(".cluster, #map-note:not(:empty)")
    for each in page.locator("main details").all():
        each.evaluate("(box) => { box.open = true; }")


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_serious(open_page: Callable[..., Any], axe: Callable[[Any], list[str]], view: str) -> None:
    page = open_page("/about", missing=True, **VIEWS[view])
    found = {}
    for path in pages(page):
        visit(page, path)
        grave = axe(page)
        if grave:
            found[path] = grave
    assert not found, "\n".join(f"{path}: {line}" for path, lines in found.items() for line in lines)


def test_nothing_is_cut_off_at_320_pixels(open_page: Callable[..., Any]) -> None:
    page = open_page("/about", missing=True, viewport={"width": 320, "height": 640})
    wide = {}
    for path in pages(page):
        visit(page, path)
        width = page.evaluate("() => document.documentElement.scrollWidth")
        if width > 320:
            wide[path] = width
    assert not wide, wide
