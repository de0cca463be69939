"""Blocks: possible partners find each other, both ways, whatever is unknown; others are not looked at."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from test_fuse_cluster import DAY, account

from counterclaim.fuse.block import keys, lookups
from counterclaim.fuse.sketch import ASSUMED, LOOSE, NONE, TOLD, Sketch
from counterclaim.fuse.terms import packed
from counterclaim.records.reading import Quantity


def meet(one: Sketch, other: Sketch) -> bool:
    return not set(lookups(one)).isdisjoint(keys(other))


def wordless(one: Sketch, **told: object) -> Sketch:
    return replace(one, names=(), words=(), gist=(), **told)  # type: ignore[arg-type]


def test_a_town_finds_a_town_near_by_on_the_next_day_across_cells() -> None:
    one = wordless(account(0), lat=9.95, lon=19.97)
    assert meet(one, wordless(account(1), lat=10.05, lon=20.03, first=DAY + 1, last=DAY + 1))
    assert not meet(one, wordless(account(2), lat=14.0, lon=20.0))
    assert not meet(one, wordless(account(3), first=DAY + 9, last=DAY + 9))


def test_a_country_finds_its_towns_and_a_month_its_days() -> None:
    town = wordless(account(0))
    country = wordless(account(1), lat=None, lon=None, geonameid=None, place=None, precision="country")
    month = wordless(account(2), dated=LOOSE, first=DAY - 12, last=DAY + 15)
    assert meet(town, country)
    assert meet(town, month)
    assert meet(country, month)
    assert not meet(town, replace(country, country="BB"))


def test_a_wrong_place_and_day_are_overcome_by_a_telling_word_of_one_week() -> None:
    one = account(0)
    other = account(1, lat=-30.0, lon=100.0, first=DAY - 20, last=DAY - 20, geonameid=9, country="BB")
    assert meet(one, other)
    assert not meet(one, replace(other, published=DAY + 60))


def test_an_undated_retelling_finds_the_dead_by_name_and_a_high_toll_by_place() -> None:
    named = wordless(account(0), victims=("ona pell",))
    undated = wordless(account(1), dated=NONE, first=None, last=None, published=DAY + 900, lat=None, country=None)
    assert meet(named, replace(undated, victims=("ona pell",)))
    high = wordless(account(2), killed=Quantity(61, 61, 61))
    assert meet(high, replace(undated, killed=Quantity(61, 61, 61), lat=10.0, country="AA"))
    assert not meet(named, undated)


def test_names_of_frequent_words_alone_lead_nowhere_unless_they_are_of_the_harmed() -> None:
    far = {"lat": -30.0, "lon": 100.0, "first": DAY - 20, "last": DAY - 20, "country": "BB"}
    for name, finds in (("on tuesday", False), ("islamic state", False), ("ona pell", True)):
        assert meet(wordless(account(0), people=(name,)), wordless(account(1), people=(name,), **far)) is finds
    assert meet(wordless(account(0), victims=("grace may",)), wordless(account(1), victims=("grace may",), **far))


places = st.sampled_from([(10.0, 20.0, 2.0), (10.1, 20.1, 2.0), (10.0, 20.0, 300.0), (None, None, None)])
days = st.sampled_from(
    [(TOLD, 0, 0), (TOLD, 1, 3), (ASSUMED, -3, 0), (LOOSE, -40, 20), (LOOSE, -3000, 0), (NONE, None, 9)]
)


@st.composite
def sketches(draw: st.DrawFn) -> Sketch:
    lat, lon, radius = draw(places)
    dated, first, last = draw(days)
    words = packed(dict.fromkeys(draw(st.sets(st.sampled_from(["ferry", "kiln", "moor"]))), 0.5))
    return account(
        draw(st.integers(0, 99)),
        status=draw(st.sampled_from(["main", "background"])),
        lat=lat,
        lon=lon,
        radius_km=radius,
        country=draw(st.sampled_from(["AA", None])),
        dated=dated,
        first=None if first is None else DAY + first,
        last=None if last is None else DAY + last,
        published=draw(st.sampled_from([None, DAY, DAY + 3, DAY + 200])),
        victims=draw(st.sampled_from([(), ("ona pell",)])),
        people=draw(st.sampled_from([(), ("ona pell", "ivo marsh")])),
        words=words,
        gist=words,
    )


@given(sketches(), sketches())
def test_finding_goes_both_ways(one: Sketch, other: Sketch) -> None:
    assert meet(one, other) == meet(other, one)


@given(sketches())
def test_an_account_is_filed_under_few_keys_each_once(one: Sketch) -> None:
    for found in (keys(one), lookups(one)):
        assert len(found) == len(set(found)) <= 160
