"""What the features of a pair are and which way their levels run: the order that learnt weights have to keep."""

from __future__ import annotations

_STEPS = [f"<{step}" for step in (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8)] + ["more"]
_GAPS = ["more", "4-10", "2-3", "1", "0"]
_COUNTS = [
    ["far apart", "apart", "near", "meet"],
    ["near", "equal 1", "equal 2", "equal 3", "equal 4-9", "equal 10+"],
]
_AGES = ("soon", "late", "undated")

ABOUT = {
    "days": "Days between the two incidents, and whether both days are told, one is guessed from publication (assumed)"
    " or only loosely told; `same` is one and the same day told in both.",
    "published": "Days between the two reports.",
    "place": "Distance between the places; `inside` and `outside` where one is an area wider than 40 km.",
    "event": "Whether the codebook entries, ACLED types or PLOVER types are the same.",
    "killed": "How counts of killed go together: equal, bounds that meet, a third apart (near), more, threefold (far).",
    "injured": "The same for injured.",
    "captured": "The same for captured, abducted and detained.",
    "actors": "How many parties that are named are the same.",
    "people": "Whether the same people are named; `victims` is somebody harmed in both.",
    "ages": "How many ages of people are told in both.",
    "names": "Likeness (cosine) of the proper names around the two accounts.",
    "words": "Likeness of the telling words around the two accounts.",
    "gist": "Likeness of the whole reports, for those of one week (soon), for others (late) and where undated.",
    "rare": "How many telling words of both reports are in hardly any other.",
    "named": "Whether each report has the place of the other among its telling words.",
    "status": "Whether both are news, both history, or one of each.",
    "report": "Whether the reports are one text.",
}
CHAINS: dict[str, list[list[str]]] = {
    "days": [
        [f"told {gap}" for gap in _GAPS] + ["told same"],
        [f"assumed {gap}" for gap in _GAPS],
        [f"loose {gap}" for gap in _GAPS],
    ],
    "published": [["more", "31-365", "8-30", "4-7", "2-3", "1", "0"]],
    "place": [
        ["other country", "more", "41-150 km", "13-40 km", "3-12 km", "same"],
        ["other country", "outside", "inside"],
        ["other country", "same country"],
        ["other country", "same coarse"],
        ["other country", "unknown"],
    ],
    "event": [["other", "same quad", "same type", "same entry"]],
    "killed": _COUNTS,
    "injured": _COUNTS,
    "captured": _COUNTS,
    "actors": [["none", "same countries", "one", "two"], ["one", "all"], ["none", "unknown"]],
    "people": [
        ["other victims", "none", "one", "two", "more", "victims"],
        ["other victims", "other victims, shared names"],
    ],
    "ages": [["none", "one", "two", "more"], ["none", "unknown"]],
    "names": [_STEPS],
    "words": [_STEPS],
    "gist": [[f"{age} {step}" for step in _STEPS] for age in _AGES],
    "rare": [[f"{age} {count}" for count in range(7)] for age in _AGES],
    "named": [["no", "one", "each"]],
    "report": [["two", "one text"]],
}
"""Levels from the most against to the most for: none weighs less than the one before it."""
