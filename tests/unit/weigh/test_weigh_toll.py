"""Figures by many holders to low, best and high, by rule books, with reasons."""

from dataclasses import replace

import pytest
from ledger_entries import entry, killed

from counterclaim.codebook.rules import rule_book
from counterclaim.errors import CodebookError
from counterclaim.records.incident import Tally
from counterclaim.records.reading import Quantity
from counterclaim.weigh.figures import figures
from counterclaim.weigh.toll import tallies


def told(*entries, parties=("AM", "AZ"), book="ucdp") -> Tally:
    found = tallies(figures(entries), parties, rule_book(book))
    assert [tally.harm for tally in found] == ["killed"]
    return found[0]


def test_the_best_figure_is_of_the_voice_trusted_most_and_bounds_are_of_all_that_stand() -> None:
    tally = told(
        entry(1, toll=(killed(4, "AM"),)),
        entry(2, toll=(killed(9, "AZ"),)),
        entry(3, toll=(killed(5, "medical"),)),
    )
    assert tally.quantity[:3] == (4, 5, 9)


def test_acled_takes_the_lowest_and_gives_vague_words_its_numbers() -> None:
    tally = told(entry(1, toll=(killed(4, "AM"),)), entry(2, toll=(killed(9, "AZ"),)), book="acled")
    assert tally.quantity[:3] == (4, 4, 4)
    dozens = replace(killed(24, "report"), quantity=Quantity(24, 24, 99))
    assert told(entry(1, toll=(dozens,)), book="acled").quantity[:3] == (12, 12, 12)


def test_a_holders_newer_word_replaces_its_older_one_and_says_by_which_report() -> None:
    tally = told(
        entry(1, "2026-03-04", toll=(killed(4, "AM"),)),
        entry(2, "2026-03-06", toll=(killed(7, "AM"),)),
    )
    assert tally.quantity[:3] == (7, 7, 7)
    replaced = [step for step in tally.steps if step.use == "replaced"]
    assert len(replaced) == 1
    assert replaced[0].figure.quantity.best == 4
    assert "2026-03-06" in replaced[0].why


def test_a_total_is_never_less_than_its_parts_nor_added_to_them() -> None:
    tally = told(
        entry(1, toll=(killed(20, "medical", of=None), killed(5, "AM"))),
        entry(2, toll=(killed(3, "AZ", of="AZ-MIL"),)),
    )
    assert tally.quantity[:3] == (20, 20, 20)


def test_sides_are_summed_and_an_army_is_part_of_its_country() -> None:
    tally = told(
        entry(1, toll=(killed(5, "AM", of="AM-MIL"), killed(6, "AM", of="AM"), killed(2, "AZ", of="AZ-MIL"))),
    )
    assert tally.quantity[:3] == (8, 8, 8)


def test_part_of_a_figure_is_not_counted_again() -> None:
    tally = told(entry(1, toll=(killed(9, "medical", of=None), killed(3, "medical", of=None, subset_of=0))))
    assert tally.quantity[:3] == (9, 9, 9)
    assert [step.use for step in tally.steps] == ["counted", "part"]


def test_two_origins_of_the_reports_own_voice_stand_side_by_side_and_a_reprint_does_not() -> None:
    tally = told(
        entry(1, toll=(killed(4, "report"),)),
        entry(2, toll=(killed(6, "report"),)),
        entry(3, origin="r1", toll=(killed(4, "report"),)),
    )
    assert len(tally.by) == 2
    assert tally.quantity[:3] == (4, 4, 6)


def test_totals_of_a_war_are_no_part_of_an_incident() -> None:
    war = replace(killed(12000, "UN"), scope="war")
    assert tallies(figures([entry(1, toll=(war,))]), (), rule_book("ucdp")) == ()


def test_a_rule_book_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(CodebookError, match="acled, highest, ucdp"):
        rule_book("mine")


def test_a_least_figure_leaves_the_highest_open() -> None:
    least = replace(killed(4, "AM"), quantity=Quantity(4, 4, None))
    assert told(entry(1, toll=(least,))).quantity[:3] == (4, 4, None)
