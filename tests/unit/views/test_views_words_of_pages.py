"""Corrections, times and axes as pages tell them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from counterclaim.codebook.actors import actor_name
from counterclaim.records.account import When
from counterclaim.records.incident import Figure, Step, Tally
from counterclaim.records.judgement import Correction
from counterclaim.records.reading import Quantity
from counterclaim.views.across import Column
from counterclaim.views.cells import Grid, Row, Word
from counterclaim.views.changes import change
from counterclaim.views.plain import named, span
from counterclaim.views.tolls import chart
from counterclaim.views.words import position, source_name

NAMES = {"ML": "Mali", "ML-MIL": "Armed forces of Mali"}


def told(field: str, old: Any, new: Any) -> tuple[str, str, str]:
    entry = Correction(1, "a", field, json.dumps(old), json.dumps(new), "Ana", "2026-03-10T00:00:00Z", "seen")
    return change(entry, lambda name: NAMES.get(name, name))


@pytest.mark.parametrize(
    ("field", "old", "new", "words"),
    [
        ("toll.killed", [2, 3, 9], 4, ("killed", "2–9", "4")),
        ("toll.injured", None, [3, None, None], ("injured", "–", "3+")),
        ("where.country", None, "ML", ("country", "–", "Mali")),
        ("when.start", "2026-03-04", "2026-03-04T08:30", ("beginning", "4 Mar 2026", "4 Mar 2026, 08:30")),
        ("reviewed", False, True, ("reviewed", "no", "yes")),
        ("status", "main", "background", ("told as", "main", "background")),
        (
            "when",
            {"start": "2026-03-04", "end": "2026-03-04", "precision": "day"},
            {"start": "2026-03-04", "end": "2026-03-06"},
            ("time", "4 Mar 2026", "4 Mar 2026 to 6 Mar 2026"),
        ),
        (
            "where",
            {"name": None, "country": "ML"},
            {"name": "Gao", "country": "ML", "lat": 16.3, "lon": 0.0},
            ("place", "Mali", "Gao, Mali, 16.3, 0.0"),
        ),
        (
            "participants",
            [{"role": "victim", "name": "farmers"}, {"role": "responsible", "name": "gunmen"}],
            [{"role": "victim", "name": "farmers"}, {"role": "responsible", "name": "army", "actor": "ML-MIL"}],
            ("who took part", "responsible: gunmen", "responsible: Armed forces of Mali"),
        ),
    ],
)
def test_a_correction_is_told_in_words(field: str, old: Any, new: Any, words: tuple[str, str, str]) -> None:
    assert told(field, old, new) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When("2026-03-04T06:00", "2026-03-04T12:00"), "4 Mar 2026, 06:00 to 12:00"),
        (When("2026-03-03T18:00", "2026-03-04T06:00"), "3 Mar 2026, 18:00 to 4 Mar 2026, 06:00"),
        (When("2026-03-04", "2026-03-04", text="on Wednesday"), "4 Mar 2026 “on Wednesday”"),
        (
            When("2026-03-01", "2026-03-04", extent="throughout", ongoing=True),
            "1 Mar 2026 to 4 Mar 2026, throughout, ongoing",
        ),
        (When(text="last year"), "not resolved “last year”"),
        (When(), "not told"),
    ],
)
def test_a_time_is_told_as_people_write_it(when: When, words: str) -> None:
    assert span(when) == words


@pytest.mark.parametrize(
    ("most", "lines"),
    [
        (1, ["0", "1"]),
        (5, ["0", "2", "4", "6"]),
        (39, ["0", "10", "20", "30", "40"]),
        (1200, ["0", "500", "1,000", "1,500"]),
    ],
)
def test_a_chart_has_round_numbers_that_hold_its_highest_figure(most: int, lines: list[str]) -> None:
    def step(count: int, day: str) -> Step:
        figure = Figure(
            "killed",
            Quantity(count, count, count),
            None,
            "unknown",
            "AM",
            False,
            False,
            day,
            "r",
            0,
            None,
            "r",
            (0, 1),
            "",
        )
        return Step(figure, "counted", "")

    tally = Tally("killed", Quantity(1, most, most), (), (step(1, "2026-03-04"), step(most, "2026-03-05")))
    drawn = chart(tally, [])
    assert drawn is not None
    assert [text for _, text in drawn.counts] == lines
    assert min(point.y for point in drawn.points) >= drawn.counts[-1][0]


@pytest.mark.parametrize(
    ("words", "holder", "shown"),
    [
        ("the army", "ML", "The army"),
        ("he", "ML-MIL", "Armed forces of Mali"),
        ("The", "ML-MIL", "Armed forces of Mali"),
        ("none of them", "witness", "Witnesses"),
        ("", "local", "Local people"),
        (None, None, "Somebody not named"),
        ("who", None, "Somebody not named"),
        ("We and our allies", "ML", "We and our allies"),
    ],
)
def test_a_source_that_only_points_is_told_by_whose_word_it_is(
    words: str | None, holder: str | None, shown: str
) -> None:
    assert source_name(words, holder, lambda name: NAMES.get(name, name)) == shown


@pytest.mark.parametrize(
    ("actor", "name"),
    [
        ("ML-MIL", "Armed forces of Mali"),
        ("UN-CIV", "Civilians of United Nations"),
        ("QQ-CIV", "Civilians of an unknown country"),
        ("ML-FRONT", "Front of Mali"),
        ("ML-XYZ", "XYZ of Mali"),
        ("NOBODY", "NOBODY"),
    ],
)
def test_an_id_that_the_codebook_lacks_has_a_name_where_its_parts_are_known(actor: str, name: str) -> None:
    assert actor_name(actor) == name


def test_a_value_of_several_words_is_told_in_words() -> None:
    assert position("weapon", "small_arms", True, lambda name: name) == "small arms"
    assert position("initiator", "ML-MIL", False, lambda name: NAMES[name]) == "denies: Armed forces of Mali"


def test_columns_that_say_nothing_of_what_is_in_dispute_are_known() -> None:
    word = (Word("12", None, False, True, ()),)
    holders = tuple(Column(name, "party") for name in ("ML", "ML-REB", "witness"))
    laid = Grid(holders, (Row("killed", True, (word, (), ())), Row("weapon", False, (word, word, ()))))
    assert laid.quiet == {1, 2}


def test_a_reason_has_names_days_and_bounds_in_words() -> None:
    why = "own voice on ML-MIL: UCDP GED takes 3/3/open; revised on 2026-10-05"
    told = named(why, lambda name: NAMES.get(name, name))
    assert told == "own voice on Armed forces of Mali: UCDP GED takes low 3, best 3, high open; revised on 5 Oct 2026"
