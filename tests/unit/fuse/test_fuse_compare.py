"""The pair score: symmetric, told in reasons that add up to it, and right about plain cases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_fuse_cluster import account

from counterclaim.fuse.compare import LINK, MERGE, compare, log_odds, probability, weights
from counterclaim.fuse.pairs import TRAITS
from counterclaim.records.reading import Quantity


def test_the_same_news_scores_high_and_other_news_low() -> None:
    assert compare(account(0), account(1)).value > MERGE
    assert compare(account(0), account(1, 4)).value < LINK


def test_order_does_not_matter() -> None:
    one, other = account(0), replace(account(1), lat=10.2, geonameid=None, killed=Quantity(4, 4, 4))
    assert compare(one, other).value == compare(other, one).value
    assert compare(one, other).reasons == compare(other, one).reasons


def test_reasons_add_up_to_the_score_and_the_strongest_comes_first() -> None:
    day = account(0).first
    score = compare(account(0), account(1, 4, first=day, last=day))
    told = weights().bias + sum(reason.weight for reason in score.reasons)
    assert told == pytest.approx(log_odds(score.value), abs=0.5)
    sizes = [abs(reason.weight) for reason in score.reasons]
    assert sizes == sorted(sizes, reverse=True)
    assert any("no figure" not in reason.detail and reason.name == "killed" for reason in score.reasons)


def test_other_days_and_far_places_are_never_one_incident_whatever_the_words() -> None:
    day = account(0).first
    assert day is not None
    for later in (3, 9, 300):
        score = compare(account(0), account(1, lat=15.0, geonameid=7, first=day + later, last=day + later))
        assert score.value < 0.001
        assert [reason.name for reason in score.reasons] == ["setting"]


def test_a_nearer_place_never_speaks_less_for_one_incident() -> None:
    far = [compare(account(0), account(1, lat=10.0 + off, geonameid=7)).value for off in (0.0, 0.05, 0.3, 1.0, 9.0)]
    assert far == sorted(far, reverse=True)


def test_a_report_that_tells_two_incidents_is_believed() -> None:
    score = compare(account(0), account(1, report="r0", origin="r0", first=account(0).first, place="Fort", geonameid=5))
    assert score.value < 0.001
    assert [reason.name for reason in score.reasons] == ["report"]


def test_every_feature_has_its_levels() -> None:
    assert all(weights().levels)
    assert len({trait.name for trait in TRAITS}) == len(TRAITS)
    assert probability(log_odds(0.3)) == pytest.approx(0.3)
