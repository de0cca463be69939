"""One report's accounts as the incident sets see them."""

import pytest
from evaluation import incidents
from evaluation.incidents import Range
from evaluation.run import headed


def test_a_title_is_put_on_top_once():
    assert headed("Two hurt", "Police said so.") == "Two hurt\n\nPolice said so."
    assert headed("Two hurt ", "\nTwo hurt\n\nPolice said so.") == "\nTwo hurt\n\nPolice said so."


def entry(harm="killed", low=1, best=None, high=None, **rest):
    whole = {"harm": harm, "low": low, "best": best, "high": high, "of": None, "scope": "incident", "subset_of": None}
    return whole | rest


def account(*toll, status="main", **rest):
    where = {"lat": None, "lon": None, "precision": "unknown"}
    when = {"start": None, "precision": "unknown"}
    return {"status": status, "toll": list(toll), "where": where, "when": when, "participants": []} | rest


@pytest.mark.parametrize(
    ("toll", "expected"),
    [
        ([entry(low=4, best=4, high=4)], Range(4, 4)),
        ([entry(low=3, best=3)], Range(3, 3)),
        ([entry(low=None, best=None, high=12)], Range(0, 12)),
        ([entry(low=4, high=4, of="AA-MIL"), entry(low=2, high=3, of="BB-MIL")], Range(6, 7)),
        ([entry(low=4, high=4, of="AA-MIL"), entry(low=7, high=7, of="AA-MIL")], Range(4, 7)),
        ([entry(low=10, high=10), entry(low=4, high=4, of="AA-MIL")], Range(10, 10)),
        ([entry(low=9, high=9), entry(low=3, high=3, subset_of=0)], Range(9, 9)),
        ([entry(low=9, high=9), entry(low=900, high=900, scope="war")], Range(9, 9)),
        ([entry(harm="injured")], None),
        ([], None),
    ],
    ids=["exact", "at least", "up to", "both sides", "rival counts", "total", "subset", "war", "other harm", "none"],
)
def test_toll_of_an_account(toll, expected):
    assert incidents.toll(account(*toll), ("killed",)) == expected


def test_harms_asked_together_are_added():
    told = account(entry("captured", 2, 2, 2), entry("detained", 3, 3, 3))
    assert incidents.toll(told, ("captured", "detained")) == Range(5, 5)


def test_background_counts_only_where_there_is_no_news():
    old = account(entry(low=90, high=90), status="background")
    new = account(entry(low=2, high=2))
    threat = account(entry(low=50, high=50), status="threatened")
    assert incidents.whole_toll({"accounts": [old, new, new, threat]}, ("killed",)) == Range(4, 4)
    assert incidents.first_toll({"accounts": [old, new, new]}, ("killed",)) == Range(2, 2)
    assert incidents.first_toll({"accounts": [old, threat]}, ("killed",)) == Range(90, 90)


def test_a_country_alone_is_no_place():
    country = account(where={"lat": 33.0, "lon": 65.0, "precision": "country"})
    town = account(where={"lat": 31.6, "lon": 65.7, "precision": "place"})
    assert incidents.place({"accounts": [country, town]}) == (31.6, 65.7)
    assert incidents.place({"accounts": [country]}) is None
    assert incidents.within({"accounts": [town]}, (31.7, 65.7), 25)
    assert not incidents.within({"accounts": [country]}, (33.0, 65.0), 25)


def test_a_night_belongs_to_the_day_it_began_on():
    night = account(when={"start": "2026-03-03T18:00", "precision": "part_of_day"})
    month = account(when={"start": "2026-02-01", "precision": "month"})
    assert incidents.day({"accounts": [month, night]}) == "2026-03-03"
    assert incidents.day({"accounts": [month]}) is None
