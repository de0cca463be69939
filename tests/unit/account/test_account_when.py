"""When an incident happened. Published 4 March 2026, a Wednesday, unless said otherwise."""

from __future__ import annotations

import pytest

from counterclaim.coder import code, tools
from counterclaim.records.account import Account
from counterclaim.records.report import Report

PUBLISHED = "2026-03-04"


def accounts(text: str, published: str | None = PUBLISHED) -> tuple[Account, ...]:
    return code(Report(text=text, published=published), tools()).coding.accounts


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        # the time of the act, not of the telling
        (
            "Rebels attacked an outpost near Gao overnight, the army said on Wednesday.",
            "2026-03-03T18:00",
            "2026-03-04T06:00",
        ),
        ("On Wednesday, the army said rebels had attacked an outpost near Gao on Sunday.", "2026-03-01", "2026-03-01"),
        (
            "The mayor of Gao was shot dead by gunmen on Monday, officials told reporters on Tuesday.",
            "2026-03-02",
            "2026-03-02",
        ),
        # the time of its own clause, not of an earlier act
        ("Two soldiers were killed on Monday by gunmen who had been freed on Friday.", "2026-03-02", "2026-03-02"),
        # the date of a dateline is the report's
        ("GAO, Mali (March 4) - Soldiers killed two gunmen near Gao yesterday.", "2026-03-03", "2026-03-03"),
        # hours
        ("Gunmen fired on a bus near Gao between 18:00 and 20:00 on Tuesday.", "2026-03-03T18:00", "2026-03-03T20:00"),
        (
            "Shelling near Gao began at 19:15 on Monday and went on until around 21:30.",
            "2026-03-02T19:15",
            "2026-03-02T21:30",
        ),
        (
            "Clashes between soldiers and rebels near Gao on Tuesday ended at 14:00.",
            "2026-03-03T00:00",
            "2026-03-03T14:00",
        ),
        # a finer time told later for the same incident
        (
            "Gunmen attacked a village near Gao late on Sunday, killing ten. The attack began at about 22:30.",
            "2026-03-01T22:30",
            "2026-03-01T22:30",
        ),
    ],
)
def test_the_time_told_is_that_of_the_act(text: str, start: str, end: str) -> None:
    then = accounts(text)[0].when
    assert (then.start, then.end, then.basis) == (start, end, "stated")


@pytest.mark.parametrize(
    ("text", "start", "end", "ongoing"),
    [
        (
            "Fighting between soldiers and rebels in Gao entered its third day on Tuesday.",
            "2026-03-01",
            "2026-03-03",
            True,
        ),
        (
            "Heavy shelling of Gao by rebels continued for a second straight day on Monday.",
            "2026-03-01",
            "2026-03-02",
            True,
        ),
        (
            "Soldiers killed 12 rebels in a three-day operation near Gao that ended on Monday.",
            "2026-02-28",
            "2026-03-02",
            False,
        ),
        ("Fighting between soldiers and rebels has raged in Gao since Friday.", "2026-02-27", "2026-03-04", True),
        (
            "Soldiers and rebels have fought for three days in Gao, killing 20 civilians.",
            "2026-03-02",
            "2026-03-04",
            True,
        ),
        (
            "Clashes between soldiers and rebels that began on Monday in Gao were still going on.",
            "2026-03-02",
            "2026-03-04",
            True,
        ),
    ],
)
def test_what_lasts_is_told_from_its_first_day_to_its_last(text: str, start: str, end: str, ongoing: bool) -> None:
    then = accounts(text)[0].when
    assert (then.start, then.end, then.extent, then.ongoing) == (start, end, "throughout", ongoing)


@pytest.mark.parametrize(
    ("text", "ongoing"),
    [
        ("Clashes between soldiers and rebels are still under way near Gao.", True),
        ("Rebels shelled Gao on Tuesday. It was still going on in the evening.", True),
        ("Rebels shelled Gao on Tuesday. Talks were still going on in Geneva.", False),
        ("Rebels shelled Gao on Tuesday, and the search for victims continued.", False),
    ],
)
def test_what_goes_on_is_the_act_itself(text: str, ongoing: bool) -> None:
    assert accounts(text)[0].when.ongoing is ongoing


def test_days_count_from_the_act_told_before() -> None:
    text = "On February 3 gunmen attacked a mine near Gao, killing two guards. Two days later they ambushed a patrol."
    assert [a.when.start for a in accounts(text)] == ["2026-02-03", "2026-02-05"]


def test_a_trigger_without_a_time_has_the_day_told_just_before() -> None:
    text = "Soldiers came to a village near Gao on Monday. Two gunmen were killed by the soldiers."
    then = accounts(text)[0].when
    assert (then.start, then.basis) == ("2026-03-02", "inferred")


def test_old_days_told_before_are_not_those_of_the_news() -> None:
    text = "The village near Gao was founded on 3 May 2010. Two soldiers were killed there by gunmen."
    assert accounts(text)[0].when.start == PUBLISHED


def test_news_without_a_time_is_of_the_day_it_was_told_or_published() -> None:
    told = accounts("Gunmen killed two soldiers near Gao, the army said on Tuesday.")[0].when
    untold = accounts("Gunmen killed two soldiers near Gao.")[0].when
    assert (told.start, told.precision, told.basis) == ("2026-03-03", "days", "inferred")
    assert (untold.start, untold.precision, untold.basis) == (PUBLISHED, "days", "inferred")


def test_without_publication_the_words_are_kept() -> None:
    then = accounts("Gunmen killed two soldiers near Gao on Tuesday night.", None)[0].when
    assert (then.start, then.end, then.text) == (None, None, "Tuesday night")


def test_counts_since_a_day_do_not_date_the_act() -> None:
    then = accounts("Two soldiers were killed near Gao on Monday, and 12 since 1 January.")[0].when
    assert then.start == "2026-03-02"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Gunmen killed two soldiers near Gao. The attack happened at about 7:40 p.m. on Sunday.", "2026-03-01T19:40"),
        ("Gunmen killed two soldiers near Gao. Police were called to the scene on Monday.", "2026-03-02"),
        ("Gunmen killed two soldiers near Gao. The governor was called on Monday, 3 May 2010.", PUBLISHED),
    ],
)
def test_a_later_sentence_tells_when_it_happened(text: str, start: str) -> None:
    assert accounts(text)[0].when.start == start


def test_the_last_moment_told_later_is_no_beginning() -> None:
    then = accounts("Rebels attacked Gao on Sunday. It lasted until 14:00.")[0].when
    assert (then.start, then.end) == ("2026-03-01T00:00", "2026-03-01T14:00")


@pytest.mark.parametrize(
    ("text", "start"),
    [
        # an hour without a day is of the night told of the act, whatever day was told between the two
        (
            "Gunmen opened fire on a bus near Gao on Sunday night, killing two. The army released pictures on Tuesday. "
            "The bus stood at a checkpoint around 11:30 p.m.",
            "2026-03-01T23:30",
        ),
        (
            "Gunmen shot dead two traders near Gao early Monday morning. The two were shot just before 1:30 a.m.",
            "2026-03-02T01:30",
        ),
        # an hour before the word of saying, after a comma, is of what is said
        (
            "A trader was shot dead near Gao on Monday at a market around 5:30 p.m., according to the police.",
            "2026-03-02T17:30",
        ),
        # an hour that the part of the day has not is another's
        (
            "Gunmen opened fire on a bus near Gao on Sunday night, killing two. The road was quiet around 3 p.m.",
            "2026-03-01T18:00",
        ),
    ],
)
def test_an_hour_without_a_day_is_of_the_day_told_of_the_act(text: str, start: str) -> None:
    assert accounts(text)[0].when.start == start
