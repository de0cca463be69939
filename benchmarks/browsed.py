"""The ledger page as a browser has it: when it is painted, how long it blocks, what it weighs."""

from __future__ import annotations

import statistics
from typing import Any

BROWSER = "/usr/bin/chromium"
PLAIN = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
TIMES = 5
_WATCH = """() => {
  window.seen = { blocked: 0, largest: 0 };
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) window.seen.blocked += Math.max(0, each.duration - 50);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) window.seen.largest = each.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
}"""
_TOLD = """() => ({
  ...window.seen,
  first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  loaded: performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd,
  files: performance.getEntriesByType('resource').map((each) => [each.name, each.transferSize]),
  page: performance.getEntriesByType('navigation')[0].transferSize,
})"""


def browsed(address: str) -> list[tuple[str, str, str]]:
    """Rows of the first page, desktop and phone, each opened with an empty cache."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    rows = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, chromium_sandbox=False, args=PLAIN)
        for name, view in (
            ("desktop", {"viewport": {"width": 1400, "height": 900}}),
            ("phone", {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}),
        ):
            runs = [_run(browser, address, view) for _ in range(TIMES)]
            for key, label in (
                ("first", "first paint"),
                ("largest", "largest paint"),
                ("blocked", "total blocking time"),
            ):
                rows.append((f"{name}, {label}", f"{statistics.median(run[key] for run in runs):.0f} ms", ""))
            if name == "desktop":
                rows += _weights(runs[0])
        browser.close()
    return rows


def _run(browser: Any, address: str, view: dict[str, Any]) -> dict[str, Any]:
    context = browser.new_context(**view)
    page = context.new_page()
    page.add_init_script(f"({_WATCH})()")
    page.goto(f"{address}/")
    page.wait_for_selector(".cluster, #map-note:not(:empty)", timeout=60_000)
    page.wait_for_timeout(1500)
    told: dict[str, Any] = page.evaluate(_TOLD)
    context.close()
    return told


def _weights(run: dict[str, Any]) -> list[tuple[str, str, str]]:
    base = sum(size for name, size in run["files"] if "countries.json" in name)
    rest = run["page"] + sum(size for name, size in run["files"] if "countries.json" not in name)
    return [
        ("everything that the first page loads, without the basemap", f"{rest / 1024:.0f} KB", "under 700 KB"),
        ("the basemap", f"{base / 1024:.0f} KB", ""),
    ]
