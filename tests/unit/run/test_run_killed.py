"""`run` killed without warning again and again: nothing is lost, nothing is in the ledger twice."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from world import World, page, rss

from counterclaim.ledger import Ledger
from counterclaim.run.sources import keep
from counterclaim.store.engine import reading

KILLS = int(os.environ.get("KILLS", "8"))
FEEDS, ARTICLES = 6, 25


@pytest.mark.slow
def test_killed_at_any_moment_it_ends_with_every_article_once(tmp_path: Path) -> None:
    world = World()
    names = [[f"f{feed}a{n}" for n in range(ARTICLES)] for feed in range(FEEDS)]
    for feed, listed in enumerate(names):
        world.pages[f"/feed{feed}"] = rss(world.url, [*listed, "shared"])
        world.pages |= {f"/{name}": page(feed * ARTICLES + n) for n, name in enumerate(listed)}
    world.pages["/shared"] = page(9999)
    place = tmp_path / "ledger.db"
    with Ledger(place) as ledger:
        keep(ledger, [(f"feed {n}", f"{world.url}/feed{n}", {}) for n in range(FEEDS)])
    command = [sys.executable, "-c", "from counterclaim.cli import main; main()", "--ledger", str(place), "run"]
    told = {"COUNTERCLAIM_FETCH_PRIVATE": "1", "COUNTERCLAIM_HOST_SECONDS": "0", "COUNTERCLAIM_POLL_LEAST": "0"}
    environment = os.environ | told
    dice = random.Random(3)  # noqa: S311
    for _ in range(KILLS):
        running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            running.wait(dice.uniform(0.8, 3.5))
        except subprocess.TimeoutExpired:
            running.kill()
        running.wait()
    done = subprocess.run([*command, "--once"], env=environment, capture_output=True, text=True, check=False)
    world.close()
    assert done.returncode == 0, done.stderr[-2000:]
    with Ledger(place) as ledger:
        with reading(ledger.engine) as connection:
            urls = [row[0] for row in connection.execute(text("SELECT url FROM reports"))]
            many = connection.execute(text("SELECT count(*) FROM editions")).scalar_one()
        assert sorted(urls) == sorted(
            f"{world.url}/{name}" for name in [*(each for listed in names for each in listed), "shared"]
        )
        assert many == len(urls)
        assert ledger.check(deep=True) == []
