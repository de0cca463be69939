"""Fingerprints of texts: copies are found through edits and cuts, reports on the same news are not copies."""

from __future__ import annotations

from counterclaim.fuse.origins import copies, signature, similar

STORY = (
    "Two fishermen were hurt when a patrol boat fired on their dinghy off the salt works at dawn, the harbour master "
    "said. The men, brothers from the village of Ostrow, had drifted past the buoys that mark the closed water while "
    "mending a net. A spokesman for the coast guard said that its crew had fired warning shots into the air and that "
    "no boat had been aimed at. The brothers' father showed reporters four holes in the hull, all of them below the "
    "gunwale. The provincial hospital said that one man had a wound in the thigh and the other had some cuts. "
    "Boats stayed in harbour on the following day, and the market had no fish."
)
OTHER = (
    "The coast guard has opened an inquiry after shots were fired near the salt works. Its spokesman repeated that the "
    "crew had only warned the dinghy. Residents of Ostrow blocked the coast road and asked for the names of the crew. "
    "A doctor at the provincial hospital said that both brothers would recover, one of them after an operation."
)


def test_a_reprint_with_small_edits_is_a_copy() -> None:
    edited = STORY.replace("at dawn", "early on Friday").replace("reporters", "our correspondent")
    assert copies(signature(STORY), signature(f"OSTROW (Own agency) - {edited}"))


def test_a_shortened_reprint_is_a_copy() -> None:
    assert copies(signature(STORY), signature(STORY[: len(STORY) // 2]))


def test_another_report_on_the_same_news_is_none() -> None:
    assert similar(signature(STORY), signature(OTHER)) < 0.2


def test_a_fingerprint_is_the_same_every_time_and_fits_a_database_integer() -> None:
    first = signature(STORY * 30)
    assert first == signature(STORY * 30)
    assert len(first) <= 64
    assert all(0 <= number < 1 << 63 for number in first)


def test_nothing_is_like_nothing() -> None:
    assert signature(" \n ") == ()
    assert similar((), ()) == 0.0
    assert copies(signature("Shots in Ostrow"), signature("shots in Ostrow!"))
