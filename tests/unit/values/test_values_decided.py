"""Which of an append-only list of decisions count."""

from counterclaim.records.judgement import Judgement
from counterclaim.values.decided import counting


def entry(n: int, undoes: int | None = None) -> Judgement:
    return Judgement(n, "a", "b", "same", "Ana", "2026-03-10T00:00:00Z", "seen", undoes)


def test_an_undone_entry_counts_no_more_and_an_undoing_never_does() -> None:
    assert [each.n for each in counting([entry(1), entry(2), entry(3, undoes=1)])] == [2]


def test_an_undoing_may_be_undone_itself() -> None:
    assert [each.n for each in counting([entry(1), entry(2, undoes=1), entry(3, undoes=2)])] == [1]


def test_order_of_input_does_not_matter() -> None:
    assert [each.n for each in counting([entry(3, undoes=1), entry(2), entry(1)])] == [2]
