"""Time expressions, their intervals and TIMEX3 values. Published 4 March 2026, a Wednesday, unless said otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from counterclaim.read.document import Doc
from counterclaim.read.letters import Rules
from counterclaim.read.times import dateline_date, find_times
from counterclaim.records.reading import TimeMention
from counterclaim.records.report import Report

PUBLISHED = "2026-03-04"
WORDS = (
    "the of in on at to and early late last next 3 31 99 2020 March May Nov . Tuesday week days "
    "year ago - , ( ) : 21:30 night morning overnight since from between until two few dozen "
    "hundred quarter first half a earlier later 's"
)


def told(text: str, published: str | None = PUBLISHED) -> list[TimeMention]:
    return find_times(Doc(Report(text=text)), published)


def last(text: str, published: str | None = PUBLISHED) -> TimeMention:
    return told(text, published)[-1]


@pytest.mark.parametrize(
    ("text", "words", "start", "end", "precision"),
    [
        # the night belongs to the evening it began in
        ("Shells fell overnight.", "overnight", "2026-03-03T18:00", "2026-03-04T06:00", "part_of_day"),
        ("Shells fell last night.", "last night", "2026-03-03T18:00", "2026-03-04T06:00", "part_of_day"),
        ("It fell on Tuesday night.", "Tuesday night", "2026-03-03T18:00", "2026-03-04T06:00", "part_of_day"),
        (
            "It fell overnight into Sunday.",
            "overnight into Sunday",
            "2026-02-28T18:00",
            "2026-03-01T06:00",
            "part_of_day",
        ),
        (
            "It fell on the night of 3 to 4 March.",
            "the night of 3 to 4 March",
            "2026-03-03T18:00",
            "2026-03-04T06:00",
            "part_of_day",
        ),
        (
            "It fell on the night of March 2-3.",
            "the night of March 2-3",
            "2026-03-02T18:00",
            "2026-03-03T06:00",
            "part_of_day",
        ),
        # parts of a day
        ("They fired late on Tuesday.", "late on Tuesday", "2026-03-03T18:00", "2026-03-03T23:59", "part_of_day"),
        ("They fired early on Sunday.", "early on Sunday", "2026-03-01T00:00", "2026-03-01T06:00", "part_of_day"),
        (
            "They fired in the early hours of Sunday.",
            "the early hours of Sunday",
            "2026-03-01T00:00",
            "2026-03-01T06:00",
            "part_of_day",
        ),
        ("They fired on Monday morning.", "Monday morning", "2026-03-02T06:00", "2026-03-02T12:00", "part_of_day"),
        ("They fired this morning.", "this morning", "2026-03-04T06:00", "2026-03-04T12:00", "part_of_day"),
        ("They fired at dawn on Monday.", "dawn on Monday", "2026-03-02T04:00", "2026-03-02T07:00", "part_of_day"),
        # clock times
        (
            "The post was hit at around 21:30 local time on Monday.",
            "around 21:30 local time on Monday",
            "2026-03-02T21:30",
            "2026-03-02T21:30",
            "hour",
        ),
        (
            "The post was hit on Monday at 6:15 a.m.",
            "Monday at 6:15 a.m.",
            "2026-03-02T06:15",
            "2026-03-02T06:15",
            "hour",
        ),
        (
            "The post was hit on Monday at 0300 GMT.",
            "Monday at 0300 GMT",
            "2026-03-02T03:00",
            "2026-03-02T03:00",
            "hour",
        ),
        # days
        ("They fired on Tuesday.", "Tuesday", "2026-03-03", "2026-03-03", "day"),
        ("They fired on Wednesday.", "Wednesday", "2026-03-04", "2026-03-04", "day"),
        ("They fired on Thursday.", "Thursday", "2026-02-26", "2026-02-26", "day"),
        ("The court will rule on Friday.", "Friday", "2026-03-06", "2026-03-06", "day"),
        ("Talks begin next Tuesday.", "next Tuesday", "2026-03-10", "2026-03-10", "day"),
        ("They fired yesterday.", "yesterday", "2026-03-03", "2026-03-03", "day"),
        ("They fired on Nov. 3.", "Nov. 3", "2025-11-03", "2025-11-03", "day"),
        ("They fired on the 3rd of May 2019.", "the 3rd of May 2019", "2019-05-03", "2019-05-03", "day"),
        ("They fired on 12 JAN 90.", "12 JAN 90", "1990-01-12", "1990-01-12", "day"),
        ("They fired on Tuesday, 3 March.", "Tuesday, 3 March", "2026-03-03", "2026-03-03", "day"),
        ("It fell on Friday, July 3.", "Friday, July 3", "2026-07-03", "2026-07-03", "day"),  # a Thursday in 2025
        ("They fired on 2026-02-11.", "2026-02-11", "2026-02-11", "2026-02-11", "day"),
        ("They fired on Christmas Eve 2023.", "Christmas Eve 2023", "2023-12-24", "2023-12-24", "day"),
        ("They fired on Easter Sunday 2024.", "Easter Sunday 2024", "2024-03-31", "2024-03-31", "day"),
        # ranges
        ("They fought between 1 and 3 March.", "between 1 and 3 March", "2026-03-01", "2026-03-03", "days"),
        ("They fought 28 February-1 March.", "28 February-1 March", "2026-02-28", "2026-03-01", "days"),
        (
            "They fought from 2 March to 5 April 2020.",
            "from 2 March to 5 April 2020",
            "2020-03-02",
            "2020-04-05",
            "months",
        ),
        ("They fought between 1994 and 1997.", "between 1994 and 1997", "1994-01-01", "1997-12-31", "year"),
        # weeks and longer
        ("They fired earlier this week.", "earlier this week", "2026-03-02", "2026-03-04", "week"),
        ("They fired last month.", "last month", "2026-02-01", "2026-02-28", "month"),
        ("They clashed last September.", "last September", "2025-09-01", "2025-09-30", "month"),
        ("They clashed in June last year.", "June last year", "2025-06-01", "2025-06-30", "month"),
        ("They fought in early 1995.", "early 1995", "1995-01-01", "1995-04-30", "months"),
        ("They fought in mid-June.", "mid-June", "2025-06-11", "2025-06-20", "days"),
        ("They fought in the summer of 2020.", "the summer of 2020", "2020-06-01", "2020-08-31", "months"),
        (
            "They fought in the second week of February.",
            "the second week of February",
            "2026-02-08",
            "2026-02-14",
            "week",
        ),
        ("They fought in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31", "year"),
        ("They fought three years ago.", "three years ago", "2023-01-01", "2023-12-31", "year"),
        ("They fought in the past 24 hours.", "the past 24 hours", "2026-03-03", "2026-03-04", "days"),
    ],
)
def test_intervals(text: str, words: str, start: str, end: str, precision: str) -> None:
    found = told(text)
    assert [text[slice(*time.span)] for time in found] == [words]
    assert (found[0].start, found[0].end, found[0].precision) == (start, end, precision)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("on Tuesday night", "TIME", "2026-03-03TNI"),
        ("last week", "DATE", "2026-W09"),
        ("for three days", "DURATION", "P3D"),
        ("for two and a half years", "DURATION", "P2Y6M"),
        ("for weeks", "DURATION", "PXW"),
        ("a five-hour battle", "DURATION", "PT5H"),
        ("in the past two months", "DURATION", "P2M"),
        ("in the third quarter of 2024", "DATE", "2024-Q3"),
        ("in the late 1970s", "DATE", "197"),
        ("every Friday", "SET", "XXXX-WXX-5"),
        ("on Tuesday nights", "SET", "XXXX-WXX-2TNI"),
        ("shelled daily", "SET", "P1D"),
        ("it is now quiet", "DATE", "PRESENT_REF"),
        ("it was recently shelled", "DATE", "PAST_REF"),
        ("in nineteen ninety-four", "DATE", "1994"),
        ("last fall", "DATE", "2025-FA"),
        ("over the weekend", "DATE", "2026-W09-WE"),
    ],
)
def test_timex_values(text: str, kind: str, value: str) -> None:
    assert (last(text).type, last(text).value) == (kind, value)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("They clashed on 10 February. Two days later a truce held.", "2026-02-12"),
        ("They clashed on 10 February. The previous day was calm.", "2026-02-09"),
        ("They clashed on 10 February. The following day it broke.", "2026-02-11"),
        ("They clashed on 10 February. A day earlier it was calm.", "2026-02-09"),
        ("They clashed on 10 February, police said on Tuesday. Two days later a truce held.", "2026-02-12"),
        ("They clashed in 2019. A year earlier it was calm.", "2018-01-01"),
    ],
)
def test_counted_from_the_time_told_before(text: str, start: str) -> None:
    assert (last(text).start, last(text).anchor) == (start, "previous")


def test_since_is_the_whole_time_to_publication() -> None:
    since = last("Fighting has raged since Friday.")
    assert (since.start, since.end, since.extent) == ("2026-02-27", "2026-03-04", "throughout")


def test_a_length_is_all_of_it() -> None:
    assert last("Fighting raged for three days.").extent == "throughout"
    assert last("They fought from 1 to 3 March.").extent == "throughout"
    assert last("They fought between 1 and 3 March.").extent == "within"


def test_without_publication_what_hangs_on_it_keeps_its_words() -> None:
    found = told("They fired on Tuesday, again on March 4 and on 5 May 2020.", None)
    assert [time.start for time in found] == [None, None, "2020-05-05"]
    assert [time.value for time in found] == ["XXXX-WXX-2", "XXXX-03-04", "2020-05-05"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("SAN MARTIN, 12 JAN 90 -- TWO SOLDIERS WERE KILLED ON TUESDAY.", "1990-01-12"),
        ("KABUL, Afghanistan (Nov. 3, 2010) - A soldier died on Tuesday.", "2010-11-03"),
        ("LIMA, March 4 - Two soldiers died on Tuesday.", None),
        ("Two soldiers died in Lima on March 4, 2026, officials said.", None),
    ],
)
def test_dateline(text: str, day: str | None) -> None:
    assert dateline_date(Doc(Report(text=text))) == day


def test_a_dateline_stands_in_for_publication() -> None:
    assert last("SAN MARTIN, 12 JAN 90 -- TWO SOLDIERS WERE KILLED YESTERDAY.", None).start == "1990-01-11"


def test_day_or_month_first() -> None:
    doc = Doc(Report(text="It began on 3/4/2025."))
    assert find_times(doc, PUBLISHED)[0].start == "2025-04-03"
    assert find_times(doc, PUBLISHED, day_first=False)[0].start == "2025-03-04"


def test_capitals() -> None:
    found = told("TWO MEN WERE KILLED ON MONDAY NIGHT. OTHERS DIED IN MAY.")
    assert [time.start for time in found] == ["2026-03-02T18:00", "2025-05-01"]


@pytest.mark.parametrize(
    "text",
    [
        "He may march on.",
        "About 2000 people fled; 1990 soldiers died.",
        "Resolution 1701 and $1995 were mentioned.",
        "A man, 52 years old, sat in the sun.",
        "The 24-year-old second lieutenant fell.",
        "Three-quarters of the houses burned.",
        "It fell on 31 February.",
    ],
)
def test_no_times(text: str) -> None:
    assert told(text) == []


def test_both_days_of_a_list() -> None:
    assert [time.start for time in told("They fired on 1 and 3 March.")] == ["2026-03-01", "2026-03-03"]


def test_rules_know_their_classes() -> None:
    Rules("times")
    Rules("quantities")


@given(some.text(max_size=200))
def test_any_text_gets_spans_inside_it(text: str) -> None:
    spans = [time.span for time in told(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(some.lists(some.sampled_from(WORDS.split()), max_size=40).map(" ".join))
def test_any_row_of_time_words_resolves_or_not_but_never_fails(text: str) -> None:
    for time in told(text):
        assert time.start is None or time.end is None or time.start[:10] <= time.end[:10]


def test_what_is_told_as_past_is_not_put_ahead() -> None:
    assert last("On 12 March the two sides clashed and 30 people died.").start == "2025-03-12"
    assert last("The post has been empty since 1 August.").start == "2025-08-01"
    assert last("The truce was extended to 12 March.").start == "2026-03-12"


def test_counts_beside_a_month_are_no_days() -> None:
    assert last("In May 20 people were killed.").value == "2025-05"
    assert last("It followed the May 20 attacks.").value == "2025-05-20"


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "words", ["on Tuesday night", "overnight", "tomorrow", "three years ago", "next month", "in 50 years", "last week"]
)
def test_the_ends_of_the_calendar_are_no_error(words: str, published: str) -> None:
    told(f"Shells fell {words}.", published)


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("The battle entered a third day.", "a third day", "2026-03-02", "2026-03-04"),
        ("They shelled it for a second straight day.", "a second straight day", "2026-03-03", "2026-03-04"),
        ("It is the 3rd week of the siege.", "the 3rd week", "2026-02-18", "2026-03-04"),
        ("On February 3 gunmen came.", "February 3", "2026-02-03", "2026-02-03"),
        ("It was shelled over the past day.", "the past day", "2026-03-03", "2026-03-04"),
        ("They could not be found on Tuesday.", "Tuesday", "2026-03-03", "2026-03-03"),
        ("Shells fell during the night.", "night", "2026-03-03T18:00", "2026-03-04T06:00"),
        ("They came on 1 March. Shells fell during the night.", "night", "2026-03-01T18:00", "2026-03-02T06:00"),
        (
            "Between the evenings of 1 and 3 March it was calm.",
            "Between the evenings of 1 and 3 March",
            "2026-03-01",
            "2026-03-03",
        ),
        (
            "They fired from 6 p.m. until midnight on Monday.",
            "from 6 p.m. until midnight on Monday",
            "2026-03-02T18:00",
            "2026-03-03T00:00",
        ),
    ],
)
def test_days_counted_off_and_nights_that_are_over(text: str, words: str, start: str, end: str) -> None:
    found = last(text)
    assert (text[slice(*found.span)], found.start, found.end) == (words, start, end)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Men met on Saturday night. Shots were fired at 1:30 a.m.", "2026-03-01T01:30"),
        ("Men met on Saturday night. Shots were fired at 11:30 p.m.", "2026-02-28T23:30"),
        ("Men met on Saturday morning. Shots were fired at 1:30 a.m.", "2026-02-28T01:30"),
        ("Shots were fired at 1:30 a.m.", "2026-03-04T01:30"),
    ],
)
def test_an_early_hour_after_a_night_is_of_the_next_day(text: str, start: str) -> None:
    assert last(text).start == start


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Dec. 17: Men detained\n\nNEWS RELEASE\n2009-12-CA-072\n\nA force detained two men today.", "2009-12-17"),
        ("LIMA (July 7) - 2010-07-S-035 A force detained two men today.", "2010-07-07"),
        ("Dec. 17: Men detained\n\n2009-11-CA-072\n\nA force detained two men today.", None),
        ("Dec. 17: Men detained\n\nA force detained two men today.", None),
    ],
)
def test_the_number_of_a_release_tells_the_year_of_its_day(text: str, day: str | None) -> None:
    assert dateline_date(Doc(Report(text=text))) == day


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        # an hour told with a night is one of the evening, wherever the night stands
        ("It happened around 9:20 Tuesday night.", "2026-03-03T21:20", "2026-03-03T21:20"),
        ("It happened at 10:45 on Monday night.", "2026-03-02T22:45", "2026-03-02T22:45"),
        # which midnight: the day's end, but its beginning after the word and where its end is still to come
        ("They came at midnight Monday.", "2026-03-02T23:00", "2026-03-03T01:00"),
        ("They came shortly before midnight Monday.", "2026-03-02T23:00", "2026-03-02T23:59"),
        ("They came shortly after midnight Monday.", "2026-03-02T00:00", "2026-03-02T01:00"),
        ("They came at midnight Wednesday.", "2026-03-04T00:00", "2026-03-04T01:00"),
        ("Shots fell on Monday night. They came just after midnight.", "2026-03-03T00:00", "2026-03-03T01:00"),
        # an early morning begins at midnight
        ("They came early Sunday morning.", "2026-03-01T00:00", "2026-03-01T08:00"),
    ],
)
def test_hours_of_nights_and_midnights(text: str, start: str, end: str) -> None:
    assert (last(text).start, last(text).end) == (start, end)
