"""`python -m benchmarks.pages`: the ledger page at any number of incidents: server time, weight, and a browser's view.

    demo ledger | its incidents again and again at other days and places | pages asked of the site, then of Chromium

Server times are taken in the process that serves, without a network. `--keep` puts the figures into RESULTS.md.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import os
import random
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.browsed import browsed
from counterclaim.cli import SELDOM
from counterclaim.ledger import Ledger
from counterclaim.ledger.rulings import killed
from counterclaim.records import codec
from counterclaim.records.incident import Incident
from counterclaim.store import incidents
from counterclaim.store.engine import writing
from counterclaim.store.incidents import Made
from counterclaim.web.app import create_app
from counterclaim.web.auth import Users
from counterclaim.web.run import keep as keep_standing
from counterclaim.web.site import Setup, Site

DEMO = Path(__file__).parents[1] / "examples" / "demo.jsonl"
PAGE = Path(__file__).with_name("RESULTS.md")
TITLE = "# The pages"
_TOGETHER = 2000
_SPREAD_DAYS = 3650
_FIRST = date(2016, 1, 1)


def main() -> None:
    """Fill a ledger, ask, tell; the collector of memory is set as the command line sets it."""
    gc.set_threshold(SELDOM)
    asked = argparse.ArgumentParser(prog="python -m benchmarks.pages")
    asked.add_argument("--incidents", type=int, default=100_000)
    asked.add_argument("--ledger", type=Path, help="kept here and used again; else a temporary one")
    asked.add_argument("--server-only", action="store_true", help="without the browser")
    asked.add_argument("--keep", action="store_true")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = options.ledger or Path(folder) / "pages.db"
        fresh = not place.exists()
        with Ledger(place) as ledger:
            if fresh:
                fill(ledger, options.incidents)
            rows = served(ledger)
            if not options.server_only:
                with listening(ledger) as address:
                    rows += browsed(address)
            told = table(rows)
            print(told)
            if options.keep:
                keep(told, ledger.count(status=()))


def fill(ledger: Ledger, many: int) -> None:
    """The demo's incidents, and copies of them up to a number, at other places, day after day as news comes."""
    list(ledger.add([DEMO]))
    stock = list(ledger.find(status=()))
    chance = random.Random(7)
    for start in range(0, many - len(stock), _TOGETHER):
        part = [_copy(stock[n % len(stock)], n / many, chance) for n in range(start, min(many, start + _TOGETHER))]
        made = [Made(each, codec.dumps(each), each.headline, killed(each)) for each in part]
        with writing(ledger.engine) as connection:
            incidents.insert(connection, made)


def _copy(found: Incident, passed: float, chance: random.Random) -> Incident:
    """An incident of the time when a share of all days has passed, or of the week before: reports come late."""
    name = f"{chance.getrandbits(64):016x}"
    shift = (_FIRST + timedelta(days=int(passed * _SPREAD_DAYS) - chance.randrange(7))).isoformat()
    when = replace(found.when, start=_moved(found.when.start, shift), end=_moved(found.when.end, shift))
    lat, lon = found.where.lat, found.where.lon
    if lat is not None and lon is not None:
        lat = max(-80.0, min(80.0, lat + chance.uniform(-5, 5)))
        lon = (lon + chance.uniform(-5, 5) + 180) % 360 - 180
    members = tuple(replace(each, account=f"{name}{k:x}" if k else name) for k, each in enumerate(found.members))
    where = replace(found.where, lat=lat, lon=lon)
    published = found.last_published and _moved(found.last_published, shift)
    return replace(found, id=name, when=when, where=where, members=members, last_published=published, redirects=())


def _moved(moment: str | None, day: str) -> str | None:
    return moment and day + moment[10:]


QUESTIONS = (
    "",
    "sort=killed",
    "sort=published",
    "grade=contested",
    "grade=contested&grade=denied",
    "country=SY",
    "country=SY&country=ML",
    "since=2020-01-01&until=2020-12-31",
    "since=2020-03-01&until=2020-03-07",
    "killed_min=10",
    "killed_min=1&killed_max=3",
    "disputed=true",
    "reviewed=false",
    "placed=false",
    "status=all",
    "status=background",
    "domain=conflict",
    "event=Shelling%2Fartillery%2Fmissile+attack",
    "actor=ML-MIL",
    "actor=SY&role=responsible",
    "holder=witness",
    "outlet=Mekong+Dispatch",
    "text=market",
    "text=shooting+civilians",
    "bbox=30,-5,45,15",
    "country=KE&since=2018-01-01&grade=single_source",
    "actor=TH-MIL&sort=killed",
    "holder=medical&killed_min=5",
    "text=drone&country=UA",
    "bbox=-20,0,40,35&grade=contested&sort=published",
    "rule=acled",
    "rule=acled&sort=killed",
    "rule=acled&killed_min=10",
    "rule=highest&killed_min=1&killed_max=3&country=SY&sort=killed",
)


def served(ledger: Ledger) -> list[tuple[str, str, str]]:
    """Rows: server time of ledger pages, the map and the days, none of them asked before; bytes of a page."""
    from fastapi.testclient import TestClient  # noqa: PLC0415 (with the rest of the web libraries)

    with tempfile.TemporaryDirectory() as folder:
        client = TestClient(create_app(Site(ledger, Users(Path(folder) / "users.json", "me"), Setup(demo=True))))
        client.get("/?country=ZZ")  # the first page compiles the templates
        keep_standing()
        rows = []
        for what, path, wanted in (
            ("ledger page", "/", "120 ms"),
            ("next cards", "cursor", ""),
            ("map", "/map.json", ""),
            ("days", "/timeline.json", ""),
        ):
            wall, processor = _timed(client, path)
            rows.append((f"{what}, server time p50 / p95", _spread(wall), f"p95 under {wanted}" if wanted else ""))
            rows.append((f"{what}, of it processor p50 / p95", _spread(processor), ""))
        plain = client.get("/").content
        rows.append(("ledger page, packed", f"{len(gzip.compress(plain, 6)) / 1024:.0f} KB", ""))
        return rows


def _timed(client: Any, path: str) -> tuple[list[float], list[float]]:
    wall, processor = [], []
    for question in QUESTIONS:
        address, headers = f"{path}?{question}", {}
        if path == "cursor":
            found = client.get(f"/api/v1/incidents?limit=1&{question}").json()
            if not found.get("cursor"):
                continue
            address, headers = f"/?{question}&cursor={found['cursor']}", {"hx-request": "true"}
        begun, used = time.perf_counter(), time.process_time()
        answer = client.get(address, headers=headers)
        wall.append((time.perf_counter() - begun) * 1000)
        processor.append((time.process_time() - used) * 1000)
        assert answer.status_code == 200, (address, answer.text[:300])
    return wall, processor


def _spread(values: list[float]) -> str:
    parts = statistics.quantiles(values, n=20)
    return f"{statistics.median(values):.0f} / {parts[18]:.0f} ms"


@contextmanager
def listening(ledger: Ledger) -> Iterator[str]:
    """The site on a port of its own."""
    import uvicorn  # noqa: PLC0415

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Site(ledger, Users(Path(folder) / "users.json", "me"), Setup(demo=True)))
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join()


def table(rows: list[tuple[str, str, str]]) -> str:
    """The figures as a table."""
    return "\n".join(["| what | measured | wanted |", "|---|---|---|", *(f"| {a} | {b} | {c} |" for a, b, c in rows)])


def keep(told: str, many: int) -> None:
    """Write the section into RESULTS.md, in place of an older one, before the ledger's."""
    page = PAGE.read_text(encoding="utf-8")
    head, ledger, rest = page.partition("\n# The ledger as it grows")
    head = head.partition(f"\n{TITLE}")[0]
    section = _SECTION.format(
        title=TITLE,
        many=f"{many:,}",
        questions=len(QUESTIONS),
        told=told,
        load=os.getloadavg()[1],
        cores=os.cpu_count(),
    )
    PAGE.write_text(f"{head.rstrip()}\n\n{section}{ledger}{rest}", encoding="utf-8")


_SECTION = """{title}

By `python -m benchmarks.pages`: a ledger of {many} incidents in SQLite (the demo ledger's again and again, at other
days and places), {questions} questions by other filters, each asked once in the process that serves. The browser is
Chromium without a GPU, its network not slowed; total blocking time is what long tasks have beyond 50 ms each. Weights
are as sent, packed; the outlines of countries, which stand for the basemap, are told apart. The load of the machine was
{load:.0f} on {cores} cores: by the clock a quiet one does better, processor times tell more.

{told}
"""


if __name__ == "__main__":
    main()
