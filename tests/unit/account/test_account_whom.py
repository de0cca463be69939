"""Whose people a figure counts where its own words do not say."""

from counterclaim.coder import code, tools
from counterclaim.records.account import Account, Toll
from counterclaim.records.report import Report


def account(text: str) -> Account:
    return code(Report(text=text, published="2026-03-04"), tools()).coding.accounts[0]


def figures(text: str) -> list[Toll]:
    return [one for one in account(text).toll if one.harm == "killed"]


def test_people_of_no_told_country_are_of_the_one_where_it_happened() -> None:
    [one] = figures("Gunmen shot dead three teachers near Puno in Peru on Monday.")
    assert (one.of, one.category) == ("PE-CIV", "civilian")


def test_a_figure_of_both_sides_is_of_neither() -> None:
    [one] = figures("Clashes between Peru and Ecuador broke out near Loja on Monday. Dozens were killed on both sides.")
    assert one.of is None


def test_whom_the_words_call_fighters_are_no_civilians() -> None:
    told = figures("Soldiers fought rebels near Goma in Congo on Monday. The army said fifteen fighters were killed.")
    assert [one.category for one in told] == ["combatant"]
    assert not any((one.of or "").endswith("-CIV") for one in told)


def test_a_lesser_count_by_the_same_holder_is_a_part() -> None:
    told = figures("Shells hit a market in Sumy, Ukraine on Monday, killing nine people. Two died in hospital.")
    parts = [one for one in told if one.subset_of is not None]
    assert all(told[one.subset_of or 0].quantity.best == 9 for one in parts)
    assert {one.of for one in told} <= {"UA-CIV", None}
