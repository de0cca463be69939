"""Blocks: what ties lead to, taken apart at stronger ties where too many hang together; judgements hold at any size."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from counterclaim.ledger import ties as room
from counterclaim.ledger.ties import LEVELS, MOST, Ties
from counterclaim.records.judgement import DIFFERENT, SAME, Judgement

WEAK, STRONG = LEVELS[0] + 0.01, LEVELS[-1] + 0.01


class Shelf:
    """Ties and judgements as a database would give them; counts how often it is asked."""

    def __init__(self, ties: Iterable[tuple[str, str, float]], judged: Iterable[Judgement] = ()) -> None:
        both = [(one, other, odds) for a, b, odds in ties for one, other, odds in ((a, b, odds), (b, a, odds))]
        self.ties, self.judged, self.asked = both, list(judged), 0

    def tied(self, _connection: Any, ids: Iterable[str]) -> list[tuple[str, str, float]]:
        self.asked += 1
        wanted = set(ids)
        return [tie for tie in self.ties if tie[0] in wanted]

    def on(self, _connection: Any, ids: Iterable[str]) -> list[Judgement]:
        wanted = set(ids)
        return [each for each in self.judged if {each.one, each.other} & wanted]


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Any:
    def put(ties: Iterable[tuple[str, str, float]], judged: Iterable[Judgement] = ()) -> tuple[Ties, Shelf]:
        made = Shelf(ties, judged)
        monkeypatch.setattr(room.filings, "tied", made.tied)
        monkeypatch.setattr(room.decisions, "any_judged", lambda _: bool(made.judged))
        monkeypatch.setattr(room.decisions, "judgements_on", made.on)
        return Ties(None), made  # type: ignore[arg-type]

    return put


def judged(n: int, one: str, other: str, verdict: str, undoes: int | None = None) -> Judgement:
    return Judgement(n, one, other, verdict, "ana", "2026-03-05T00:00:00Z", "seen", undoes=undoes)


def chain(many: int, odds: float, start: str = "c") -> list[tuple[str, str, float]]:
    return [(f"{start}{n:03}", f"{start}{n + 1:03}", odds) for n in range(many - 1)]


def test_a_block_is_all_that_ties_lead_to_from_wherever_it_is_asked(shelf: Any) -> None:
    ties, _ = shelf([("a", "b", WEAK), ("b", "c", WEAK), ("x", "y", STRONG)])
    assert {ties.block(name) for name in "abc"} == {frozenset("abc")}
    assert ties.blocks("cax") == [frozenset("abc"), frozenset("xy")]
    assert ties.block("nobody") == frozenset({"nobody"})


def test_a_block_of_too_many_is_taken_apart_at_stronger_ties(shelf: Any) -> None:
    far = [*chain(MOST, WEAK), ("c000", "k", STRONG), ("k", "l", STRONG)]
    ties, _ = shelf(far)
    assert ties.block("c000") == {"c000", "k", "l"}
    assert ties.block("c010") == {"c010"}


def test_the_last_level_holds_together_however_many(shelf: Any) -> None:
    ties, _ = shelf(chain(MOST * 2, STRONG))
    assert len(ties.block("c000")) == MOST * 2


def test_a_block_without_an_account_falls_into_what_it_joined(shelf: Any) -> None:
    ties, _ = shelf([("a", "new", WEAK), ("new", "b", WEAK)])
    assert ties.blocks("ab") == [frozenset({"a", "b", "new"})]
    assert ties.blocks("ab", without=frozenset({"new"})) == [frozenset("a"), frozenset("b")]


def test_who_was_judged_the_same_is_in_one_block_and_an_undone_word_ties_nobody(shelf: Any) -> None:
    ties, _ = shelf([], [judged(1, "a", "b", SAME), judged(2, "b", "c", DIFFERENT)])
    assert ties.block("a") == {"a", "b"}
    ties, _ = shelf([], [judged(1, "a", "b", SAME), judged(2, "a", "b", SAME, undoes=1)])
    assert ties.block("a") == {"a"}


def test_what_was_read_is_not_asked_again(shelf: Any) -> None:
    ties, kept = shelf([("a", "b", WEAK), ("b", "c", WEAK)])
    ties.blocks("abc")
    asked = kept.asked
    ties.blocks("abc", without=frozenset("b"))
    assert ties.beside("ac") == {"b"}
    assert kept.asked == asked
