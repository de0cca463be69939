"""An hour of polling, played at once, over feeds with fifteen kinds of trouble; benchmarks.gathering plays it large."""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from benchmarks.newsroom import SETTINGS, TROUBLES, Newsroom, Quick

from counterclaim.ledger import Ledger
from counterclaim.run import Runner
from counterclaim.run.sources import checked, fared, held
from counterclaim.store.engine import reading


def test_every_good_article_is_kept_once_and_every_trouble_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_FETCH_SECONDS", "1.5")
    clock = Quick()
    world = Newsroom(len(TROUBLES), 3, clock)
    with Ledger(tmp_path / "ledger.db") as ledger:
        world.settle(ledger)
        world.warm()
        dice = random.Random(4)  # noqa: S311
        runner = Runner(ledger, replace(SETTINGS, max_page_mb=2.0), clock, dice, transport=world.transport)
        try:
            runner.forever()
        finally:
            runner.close()
        with reading(ledger.engine) as connection:
            kept = Counter(connection.execute(text("SELECT url FROM reports")).scalars())
            editions = connection.execute(text("SELECT count(*) FROM editions")).scalar_one()
        assert set(kept) == world.expected()
        assert set(kept.values()) == {1}
        assert editions == len(kept) + world.changed()
        assert {each["address"] for each in held(ledger)} == world.lost()
        lines = [each.line() for each in checked(ledger, [], world.transport)]
        named = {each.source.name: each.source.health["troubles"] for each in fared(ledger)}
        assert ledger.check(deep=True) == []
    world.close()
    for line, (name, troubles) in zip(lines, sorted(named.items()), strict=True):
        trouble = name.partition(" ")[2]
        assert trouble in line.removeprefix(name), line
        assert {trouble} <= set(troubles) <= {trouble, "slow"}, name  # a machine may be slow by itself
