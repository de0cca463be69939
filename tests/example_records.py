"""The worked example of the docs as records: the way back from the contract's JSON, for tests of what reads records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from counterclaim.records import account as a
from counterclaim.records.reading import Quantity, Reading, Sentence
from counterclaim.records.report import Report

EXAMPLE = Path(__file__).parents[1] / "docs" / "example.json"


def example() -> dict[str, Any]:
    """The worked example as JSON."""
    return json.loads(EXAMPLE.read_text(encoding="utf-8"))


def report_of(told: dict[str, Any]) -> Report:
    return Report(**told["report"])


def coding_of(told: dict[str, Any]) -> a.Coding:
    return a.Coding(
        relevant=told["relevant"],
        accounts=tuple(_account(account) for account in told["accounts"]),
        statements=tuple(_statement(statement) for statement in told["statements"]),
        relations=tuple(
            a.Relation(each["kind"], each["from"], tuple(each["to"]), each["statement"]) for each in told["relations"]
        ),
        warnings=tuple(told["warnings"]),
    )


def reading_of(told: dict[str, Any]) -> Reading:
    """A reading with a sentence for each line of the text."""
    at, sentences = 0, []
    for n, line in enumerate(told["report"]["text"].splitlines(keepends=True)):
        sentences.append(Sentence((at, at + len(line)), n))
        at += len(line)
    return Reading(told["report"]["id"], told["relevant"], sentences=tuple(sentences))


def _account(told: dict[str, Any]) -> a.Account:
    return a.Account(
        n=told["n"],
        status=told["status"],
        domain=told["domain"],
        headline=told["headline"],
        anchor=_words(told["anchor"]),
        event=_event(told["event"]),
        when=a.When(**{**told["when"], "span": _span(told["when"]["span"])}),
        where=_where(told["where"]),
        count=_quantity(told["count"]),
        observed=(told["count"] or {}).get("observed"),
        participants=tuple(_participant(each) for each in told["participants"]),
        objects=tuple(_thing(each) for each in told["objects"]),
        weapons=tuple(_thing(each) for each in told["weapons"]),
        toll=tuple(_toll(each) for each in told["toll"]),
        claims=tuple(
            a.Claim(**{**each, "value": _value(each["value"]), "span": _span(each["span"])}) for each in told["claims"]
        ),
        disputes=tuple(_dispute(each) for each in told["disputes"]),
        links=tuple(a.Link(**each) for each in told["links"]),
    )


def _event(told: dict[str, Any]) -> a.EventCode:
    return a.EventCode(
        entry="armed-clash",
        plover_type=told["plover"]["type"],
        plover_mode=told["plover"]["mode"],
        acled_type=told["acled"]["event_type"],
        acled_sub_type=told["acled"]["sub_event_type"],
        ucdp_type=told["ucdp"]["type_of_violence"],
        cameo_root=told["cameo"]["root"],
        quad_class=told["cameo"]["quad_class"],
        trigger=_words(told["trigger"]),
        confidence=told["confidence"],
    )


def _where(told: dict[str, Any]) -> a.Where:
    others = tuple(_where({**other, "alternates": []}) for other in told["alternates"])
    return a.Where(**{**told, "span": _span(told["span"]), "alternates": others})


def _participant(told: dict[str, Any]) -> a.Participant:
    mentions = tuple(_words(each) for each in told["mentions"])
    return a.Participant(**{**told, "mentions": mentions, "claims": tuple(told["claims"])})


def _thing(told: dict[str, Any]) -> a.Thing:
    mentions = tuple(_words(each) for each in told["mentions"])
    return a.Thing(**{**told, "mentions": mentions, "claims": tuple(told["claims"])})


def _toll(told: dict[str, Any]) -> a.Toll:
    rest = {key: value for key, value in told.items() if key not in {"low", "best", "high", "text", "span", "claims"}}
    return a.Toll(**rest, quantity=_bounds(told), words=_words(told), claims=tuple(told["claims"]))


def _dispute(told: dict[str, Any]) -> a.Dispute:
    positions = tuple(
        a.Position(each["holder"], _value(each["value"]), each["polarity"], tuple(each["claims"]))
        for each in told["positions"]
    )
    return a.Dispute(told["field"], positions, told["why"])


def _statement(told: dict[str, Any]) -> a.Statement:
    text, spans = told["content"]["text"], told["content"]["spans"]
    plain = {key: told[key] for key in ("n", "stance", "factuality", "quote", "channel")}
    return a.Statement(
        **plain,
        source=_source(told["source"]),
        cue=_words(told["cue"]),
        content=tuple(a.Words(text, (span[0], span[1])) for span in spans),
        via=tuple(a.Source(**{**each, "span": _span(each["span"])}, holder=None) for each in told["via"]),
        addressee=tuple(told["addressee"]),
        about=tuple(told["about"]),
        answers=tuple(told["answers"]),
    )


def _source(told: dict[str, Any]) -> a.Source:
    return a.Source(**{**told, "span": _span(told["span"])})


def _words(told: dict[str, Any]) -> a.Words:
    return a.Words(told["text"], (told["span"][0], told["span"][1]))


def _span(told: list[int] | None) -> tuple[int, int] | None:
    return None if told is None else (told[0], told[1])


def _value(told: Any) -> Any:
    return _bounds(told) if isinstance(told, dict) else told


def _bounds(told: dict[str, Any]) -> Quantity:
    return Quantity(told["low"], told["best"], told["high"])


def _quantity(told: dict[str, Any] | None) -> Quantity | None:
    return None if told is None else _bounds(told)
