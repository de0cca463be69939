"""Records written as JSON and read back."""

import json

import pytest

from counterclaim.records import codec
from counterclaim.records.account import Claim, Coding, Toll, Where, Words
from counterclaim.records.judgement import Anchor
from counterclaim.records.reading import Quantity


def test_a_record_comes_back_as_it_was_with_unions_of_plain_values_and_counts() -> None:
    for value in ("AM-MIL", True, Quantity(3, 3, None, True)):
        claim = Claim("killed", value, False, None, 2, (4, 9))
        assert codec.loads(Claim, codec.dumps(claim)) == claim


def test_a_record_may_hold_its_own_kind() -> None:
    where = Where(name="Tavush", lat=40.9, alternates=(Where(name="Qazax", holder="AZ", alternates=(Where(),)),))
    assert codec.loads(Where, codec.dumps(where)) == where


def test_fields_at_their_default_are_not_written() -> None:
    assert codec.encode(Coding(relevant=False)) == {"relevant": False}


def test_true_is_not_taken_for_a_default_of_one_nor_zero_for_false() -> None:
    words = Words("0", (0, 1))
    toll = Toll("killed", Quantity(0, 0, 0), None, "unknown", None, False, "incident", False, words, subset_of=0)
    back = codec.loads(Toll, codec.dumps(toll))
    assert back.subset_of == 0
    assert back.subset_of is not False
    assert back == toll


def test_a_record_that_lacks_a_field_is_told_by_name() -> None:
    for read in (codec.decode, lambda kind, value: codec.loads(kind, json.dumps(value))):
        with pytest.raises(ValueError, match=r"Words: .*`span`"):
            read(Words, {"text": "four"})


def test_two_triggers_of_one_sentence_found_two_accounts() -> None:
    one = Anchor("e" * 16, (0, 40), "Gunmen fired on a bus and burned a mill.", (7, 12))
    other = Anchor("e" * 16, (0, 40), "Gunmen fired on a bus and burned a mill.", (26, 32))
    assert one.id() != other.id()
    assert len(one.id()) == 16
