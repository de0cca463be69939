"""Figures that differ are a dispute where a side of the fight gives one of them."""

from __future__ import annotations

import pytest

from counterclaim.records.account import Claim, Toll, Words
from counterclaim.records.reading import Quantity
from counterclaim.weigh.disputes import disputes


@pytest.mark.parametrize(
    ("holders", "disputed"), [(("PE", "EC"), True), (("PE", "medical"), True), (("local", "medical"), False)]
)
def test_counts_that_differ_are_disputed_where_a_side_gives_one(holders: tuple[str, str], disputed: bool) -> None:
    claims, tolls = [], []
    for n, (holder, best) in enumerate(zip(holders, (4, 9), strict=True)):
        count = Quantity(best, best, best)
        claims.append(Claim("killed", count, True, holder, n, (n, n + 1)))
        words = Words("x", (n, n + 1))
        tolls.append(Toll("killed", count, "PE-CIV", "civilian", holder, False, "incident", False, words, claims=(n,)))
    assert bool(disputes(claims, tolls)) is disputed
