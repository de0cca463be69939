"""Whose side an actor is on."""

from counterclaim.values.sides import of_side, parties


def test_a_side_is_itself_and_its_organs_and_wings_and_no_other_that_begins_alike() -> None:
    assert of_side("AM", "AM")
    assert of_side("AM-MIL", "AM")
    assert not of_side("AM", "AM-MIL")
    assert not of_side("AMNESTY", "AM")


def test_parties_are_the_holders_whose_people_act() -> None:
    assert parties({"AM", "AZ", "UN"}, ["AM-MIL", "AZ"]) == {"AM", "AZ"}
