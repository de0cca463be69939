"""Distances, directions and centres against known geography."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.values.geodesy import bearing_of, centre, destination, distance_km, spread_km

LATS = st.floats(-85, 85)
LONS = st.floats(-180, 179.9)


def test_known_distance_between_two_cities() -> None:
    assert distance_km(51.5074, -0.1278, 48.8566, 2.3522) == pytest.approx(343.6, abs=1.5)


def test_distance_across_the_date_line_is_short() -> None:
    assert distance_km(0, 179.9, 0, -179.9) == pytest.approx(22.2, abs=0.2)


@given(LATS, LONS, st.floats(0, 359.9), st.floats(0.1, 2000))
def test_destination_lies_as_far_as_asked(lat: float, lon: float, bearing: float, km: float) -> None:
    assert distance_km(lat, lon, *destination(lat, lon, bearing, km)) == pytest.approx(km, rel=1e-4, abs=1e-3)


@pytest.mark.parametrize(
    ("words", "degrees"),
    [("north", 0), ("south-east", 135), ("northwestern", 315), ("Southern", 180), ("eastward", 90), ("near", None)],
)
def test_words_of_direction(words: str, degrees: float | None) -> None:
    assert bearing_of(words) == degrees


def test_centre_works_across_the_date_line() -> None:
    lat, lon = centre([(10.0, 179.0), (10.0, -179.0)])
    assert lat == pytest.approx(10.0)
    assert abs(lon) == pytest.approx(180.0)


def test_spread_holds_most_points_and_not_the_one_far_island() -> None:
    points = [(0.0, lon / 100) for lon in range(100)]
    assert spread_km(0.0, 0.5, [*points, (0.0, 40.0)]) < 70
    assert spread_km(0.0, 0.0, []) == 0.0
