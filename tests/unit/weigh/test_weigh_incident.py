"""Accounts of one incident to the incident: fields, disputes, relations, grades, as-of, corrections."""

from dataclasses import replace

import pytest
from ledger_entries import EVENT, case, claim, entry, killed, part, statement

from counterclaim.errors import SettingError
from counterclaim.records.account import When, Where
from counterclaim.records.judgement import Correction
from counterclaim.weigh.incident import weigh


def graded(*entries) -> str:
    return weigh(case(*entries)).grade.grade


def test_what_most_origins_tell_wins_and_reprints_have_no_vote() -> None:
    shelling = replace(EVENT, entry="shelling", acled_sub_type="Shelling/artillery/missile attack")
    entries = [
        entry(1, event=EVENT),
        entry(2, origin="r1", event=EVENT),
        entry(3, event=shelling),
        entry(4, event=shelling),
    ]
    assert weigh(case(*entries)).event.entry == "shelling"


def test_the_finest_time_that_agrees_with_the_others_is_taken() -> None:
    month = When("2026-03-01", "2026-03-31", precision="month")
    day = When("2026-03-03", "2026-03-03", precision="day")
    stray = When("2026-01-01T10:00", "2026-01-01T10:00", precision="hour")
    found = weigh(case(entry(1, when=month), entry(2, when=day), entry(3, when=stray)))
    assert found.when.start == "2026-03-03"


def test_the_finest_place_is_taken_and_a_rival_place_is_an_alternate() -> None:
    country = Where("Armenia", None, "AM", 40.0, 45.0, 150, 1, "country")
    town = Where("Meghri", None, "AM", 38.9, 46.24, 3, 2, "place")
    rival = Where("Ordubad", None, "AZ", 38.9, 47.9, 3, 3, "place")
    found = weigh(case(entry(1, where=country), entry(2, where=town), entry(3, where=town), entry(4, where=rival)))
    assert found.where.name == "Meghri"
    assert [other.name for other in found.where.alternates] == ["Ordubad"]


def test_parties_that_blame_each_other_are_contested_and_neither_is_named_as_a_fact() -> None:
    one = entry(1, participants=(part("initiator", "AZ-MIL", "claimed"),), claims=(claim("initiator", "AZ-MIL", "AM"),))
    other = entry(
        2, participants=(part("initiator", "AM-MIL", "stated"),), claims=(claim("initiator", "AM-MIL", "AZ"),)
    )
    found = weigh(case(one, other))
    assert found.grade.grade == "contested"
    assert {position.holder for position in found.disputes[0].positions} == {"AM", "AZ"}
    assert "attributed to" in found.headline
    assert " or " in found.headline
    assert [relation.kind for relation in found.relations] == ["counter_accuses"]


def test_a_denial_in_another_report_denies_the_claim() -> None:
    found = weigh(
        case(
            entry(1, claims=(claim("responsibility", "AZ-MIL", "AM"),)),
            entry(2, claims=(claim("responsibility", "AZ-MIL", "AZ", False),)),
        )
    )
    assert found.disputes[0].why == "explicit denial"
    assert [(relation.kind, relation.source.report, relation.to.report) for relation in found.relations] == [
        ("denies", "r2", "r1")
    ]


def test_an_actor_that_owns_its_deed_admits_it() -> None:
    assert graded(entry(1, claims=(claim("responsibility", "SO-SHABAAB", "SO-SHABAAB"),))) == "admitted"


def test_two_origins_corroborate_and_two_prints_of_one_do_not() -> None:
    assert graded(entry(1), entry(2)) == "corroborated"
    assert graded(entry(1), entry(2, origin="r1")) == "single_source"


def test_an_incident_that_only_its_denial_tells_is_denied() -> None:
    assert graded(entry(1, status="denied", claims=(claim("occurrence", True, "AO", False),))) == "denied"


def test_a_word_taken_back_by_the_only_one_who_gave_it_is_refuted() -> None:
    first = entry(1, "2026-03-04", claims=(claim("occurrence", True, "AM"),))
    back = entry(
        2,
        "2026-03-05",
        statements=(statement("AM", "retracts"),),
        claims=(claim("occurrence", True, "AM", False, statement=0),),
    )
    found = weigh(case(first, back))
    assert found.grade.grade == "refuted"
    assert [relation.kind for relation in found.relations] == ["retracts"]


def test_a_raised_toll_is_a_revision_and_no_dispute() -> None:
    first = entry(
        1, "2026-03-04", toll=(killed(4, "AM", claims=(0,)),), claims=(claim("killed", killed(4, "AM").quantity, "AM"),)
    )
    later = entry(
        2, "2026-03-07", toll=(killed(9, "AM", claims=(0,)),), claims=(claim("killed", killed(9, "AM").quantity, "AM"),)
    )
    found = weigh(case(first, later))
    assert found.disputes == ()
    assert [relation.kind for relation in found.relations] == ["revises"]


def test_figures_of_one_day_by_two_holders_are_disputed_and_a_first_count_against_a_later_one_is_not() -> None:
    def counted(seq: int, published: str, number: int, holder: str):
        return entry(
            seq,
            published,
            toll=(killed(number, holder, claims=(0,)),),
            claims=(claim("killed", killed(number, holder).quantity, holder),),
        )

    same_day = weigh(case(counted(1, "2026-03-04", 4, "AM"), counted(2, "2026-03-04", 9, "AZ")))
    assert [dispute.field for dispute in same_day.disputes] == ["killed"]
    apart = weigh(case(counted(1, "2026-03-04", 4, "AM"), counted(2, "2026-03-09", 9, "medical")))
    assert apart.disputes == ()


def test_as_of_goes_by_what_was_published_and_by_the_edition_of_that_day() -> None:
    first = entry(1, "2026-03-04", report="r1", edition="a", id="f" * 16, toll=(killed(4, "AM"),))
    changed = entry(1, "2026-03-06", report="r1", edition="b", id="f" * 16, toll=(killed(7, "AM"),))
    whole = case(first, changed)
    assert weigh(whole, "2026-03-03") is None
    assert weigh(whole, "2026-03-04").toll[0].quantity.best == 4
    assert weigh(whole, "2026-03-05T12:00").toll[0].quantity.best == 4
    assert weigh(whole).toll[0].quantity.best == 7


def test_an_account_that_a_later_edition_tells_no_more_is_withdrawn() -> None:
    told = entry(1, "2026-03-04", report="r1", edition="a")
    whole = replace(case(told), editions={"r1": [("a", "2026-03-04"), ("b", "2026-03-05")]})
    assert weigh(whole).status == "withdrawn"
    assert weigh(whole, "2026-03-04").status == "main"


def correction(n: int, field: str, new: str, undoes: int | None = None) -> Correction:
    return Correction(n, "1", field, "null", new, "Ana", "2026-03-10T00:00:00Z", "checked", undoes)


def test_the_newest_correction_that_counts_stands_over_what_was_weighed() -> None:
    entries = [
        correction(1, "toll.killed", "5"),
        correction(2, "toll.killed", "[5, 6, 7]"),
        correction(3, "where.name", '"Meghri"'),
    ]
    found = weigh(case(entry(1, toll=(killed(4, "AM"),)), corrections=tuple(entries)))
    assert found.toll[0].quantity[:3] == (5, 6, 7)
    assert found.where.name == "Meghri"
    assert found.corrected == ("toll.killed", "where.name")
    undone = weigh(
        case(entry(1, toll=(killed(4, "AM"),)), corrections=(*entries, correction(4, "toll.killed", "null", undoes=2)))
    )
    assert undone.toll[0].quantity[:3] == (5, 5, 5)


@pytest.mark.parametrize(("field", "new"), [("where.nothing", '"x"'), ("toll.killed", '"many"'), ("reviewed", '"yes"')])
def test_a_correction_that_cannot_be_is_refused_by_name(field: str, new: str) -> None:
    with pytest.raises(SettingError, match=field.replace(".", r"\.")):
        weigh(case(entry(1), corrections=(correction(1, field, new),)))


def test_headlines_use_plain_names_of_actors() -> None:
    found = weigh(case(entry(1, participants=(part("responsible", "RU-MIL", "stated", name="the fascist horde"),))))
    assert "horde" not in found.headline
    assert "Russia" in found.headline
