"""What of one account is compared with another's: place and time as right or wrong, the rest as bags of keys.

Claims that an account took place, or had a target, are coded only where they are contested, and are left out; of
claims in free words (a reason, an outcome) the words are not compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

from evaluation.run import Json
from evaluation.sets import corpus_align

IMPLIED = frozenset({"occurrence", "target"})
IN_WORDS = frozenset({"justification", "outcome", "nature", "location"})


def settings(one: Json, other: Json) -> Iterator[tuple[str, bool, bool]]:
    """What is asked of place and time, whether the first coding tells it, and whether the second has it right."""
    where, here, when, then = one["where"], other["where"], one["when"], other["when"]
    fine = corpus_align.spot(where) is not None and where["precision"] not in corpus_align.WIDE
    yield "country", bool(where["country"]), bool(where["country"] == here["country"])
    yield "place 25 km", fine, corpus_align.near(where, here)
    yield "time overlap", bool(when["start"]), corpus_align.same_time(when, then)
    yield "day", when["precision"] in corpus_align.FINE, corpus_align.same_day(when, then)


def bags(account: Json | None) -> Iterator[tuple[str, Counter[Hashable]]]:
    """What of an account is compared as a bag of keys; of no account, empty bags."""
    parts: Json = account or {"participants": (), "toll": (), "claims": (), "disputes": ()}
    toll = [(one["harm"], _best(one), one["of"], one["holder"]) for one in parts["toll"]]
    yield "participants", _bag((one["role"], one["actor"] or one["kind"]) for one in parts["participants"])
    yield "toll", _bag(toll)
    yield "toll number", _bag(entry[:2] for entry in toll)
    yield "claims", _bag(map(_claim, (one for one in parts["claims"] if not _implied(one))))
    yield "disputes", _bag(one["field"] for one in parts["disputes"])


def _bag(items: Iterable[Hashable]) -> Counter[Hashable]:
    return Counter(items)


def _best(entry: Json) -> int | None:
    best: int | None = entry["best"] if entry["best"] is not None else entry["low"]
    return best


def _implied(claim: Json) -> bool:
    return bool(claim["field"] in IMPLIED and claim["polarity"])


def _claim(claim: Json) -> Hashable:
    """Field, value, polarity and holder; a value in free words is not asked for."""
    value = None if claim["field"] in IN_WORDS else claim["value"]
    if isinstance(value, dict):
        value = (value["low"], value["best"], value["high"])
    return claim["field"], value, claim["polarity"], claim["holder"]
