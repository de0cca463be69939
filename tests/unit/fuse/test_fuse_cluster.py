"""Clustering under judgements: what must hold whatever the weights say."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.fuse.cluster import clusters
from counterclaim.fuse.sketch import TOLD, Sketch
from counterclaim.fuse.terms import packed
from counterclaim.fuse.verdicts import bounds, standing
from counterclaim.records.judgement import DIFFERENT, SAME, UNSURE, Judgement
from counterclaim.records.reading import Quantity

DAY = 739_000


def account(number: int, incident: int = 0, **told: object) -> Sketch:
    """An account of one of several invented incidents, each with words of its own."""
    words = packed({f"{word}{incident}": 0.5 for word in ("ferry", "quay", "warden", "lantern")})
    one = Sketch(
        id=f"a{number}",
        seq=number,
        report=f"r{number}",
        origin=f"r{number}",
        published=DAY + incident * 40 + 1,
        status="main",
        domain="conflict",
        entry="shoot",
        plover="ASSAULT",
        acled="Violence against civilians",
        dated=TOLD,
        first=DAY + incident * 40,
        last=DAY + incident * 40,
        place="Port",
        lat=10.0 + incident * 3,
        lon=20.0,
        radius_km=2.0,
        precision="place",
        country="AA",
        geonameid=100 + incident,
        killed=Quantity(3 + incident * 7, 3 + incident * 7, 3 + incident * 7),
        names=words,
        words=words,
        gist=words,
    )
    return replace(one, **told)  # type: ignore[arg-type]


def judged(n: int, one: int, other: int, verdict: str, undoes: int | None = None) -> Judgement:
    return Judgement(n, f"a{one}", f"a{other}", verdict, "ana", "2026-05-01T10:00+00:00", "read both", undoes)


def test_accounts_of_one_incident_come_together_founder_first() -> None:
    found = clusters([account(3, 1), account(1), account(2), account(0, 1)])
    assert found == (("a0", "a3"), ("a1", "a2"))


def test_order_of_input_does_not_matter() -> None:
    told = [account(n, n % 3) for n in range(9)]
    assert clusters(told) == clusters(reversed(told))


def test_judged_same_are_together_and_judged_different_apart() -> None:
    told = [account(0), account(1), account(2, 5)]
    assert clusters(told, [judged(1, 0, 2, SAME)])[0] == ("a0", "a1", "a2")
    found = clusters(told, [judged(1, 0, 1, DIFFERENT)])
    assert not any({"a0", "a1"} <= set(held) for held in found)


def test_different_holds_through_chains_of_same() -> None:
    told = [account(n) for n in range(4)]
    verdicts = [judged(1, 0, 1, SAME), judged(2, 2, 3, SAME), judged(3, 1, 2, DIFFERENT)]
    assert clusters(told, verdicts) == (("a0", "a1"), ("a2", "a3"))


def test_the_newest_of_contradicting_judgements_wins_and_the_older_is_told() -> None:
    verdicts = [judged(1, 0, 1, SAME), judged(2, 1, 2, SAME), judged(3, 0, 2, DIFFERENT)]
    held = bounds(("a0", "a1", "a2"), verdicts)
    assert held.together == (("a1", "a2"),)
    assert [conflict.judgement.n for conflict in held.conflicts] == [1]


def test_what_is_undone_counts_no_more_and_an_undone_undoing_counts_again() -> None:
    first = judged(1, 0, 1, SAME)
    undone = judged(2, 0, 1, SAME, undoes=1)
    assert standing([first, undone]) == ()
    assert standing([first, undone, judged(3, 0, 1, SAME, undoes=2)]) == (first,)


def test_unsure_takes_the_last_word_on_its_pair_back() -> None:
    held = bounds(("a0", "a1"), [judged(1, 0, 1, DIFFERENT), judged(2, 0, 1, UNSURE)])
    assert held.apart == ()


def test_two_accounts_of_one_report_stay_apart_unless_it_tells_one_twice() -> None:
    twice = [account(0), account(1, report="r0", origin="r0")]
    assert clusters(twice) == (("a0", "a1"),)
    elsewhere = account(1, report="r0", origin="r0", lat=10.2, geonameid=777, place="Fort")
    assert clusters([account(0), elsewhere]) == (("a0",), ("a1",))


@given(
    st.lists(st.integers(0, 3), min_size=2, max_size=8),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from([SAME, DIFFERENT, UNSURE])), max_size=6),
)
def test_clusters_part_all_accounts_and_respect_the_bounds(
    incidents: list[int], told: list[tuple[int, int, str]]
) -> None:
    sketches = [account(n, incident) for n, incident in enumerate(incidents)]
    most = len(sketches)
    verdicts = [judged(n, a, b, word) for n, (a, b, word) in enumerate(told) if a != b and max(a, b) < most]
    found = clusters(sketches, verdicts)
    assert sorted(each for held in found for each in held) == sorted(one.id for one in sketches)
    held = bounds((one.id for one in sketches), verdicts)
    home = {each: n for n, cluster in enumerate(found) for each in cluster}
    assert all(len({home[each] for each in group}) == 1 for group in held.together)
    assert all(home[one] != home[other] for one, other in held.apart)
