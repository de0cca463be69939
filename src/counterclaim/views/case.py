"""A correction as a golden case: the report, or the sentences that bear on it, and what must be read there instead."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from counterclaim.errors import SettingError
from counterclaim.records.account import Account
from counterclaim.records.entry import Entry
from counterclaim.records.incident import Incident
from counterclaim.records.judgement import Correction
from counterclaim.records.report import Report, Span
from counterclaim.views.quote import quote

Case = dict[str, Any]
_EVENT: dict[str, Callable[[Any], Case]] = {
    "plover_type": lambda value: {"plover": {"type": value}},
    "plover_mode": lambda value: {"plover": {"mode": value}},
    "acled_type": lambda value: {"acled": {"event_type": value}},
    "acled_sub_type": lambda value: {"acled": {"sub_event_type": value}},
    "ucdp_type": lambda value: {"ucdp": {"type_of_violence": value}},
    "cameo_root": lambda value: {"cameo": {"root": value}},
}
_MOST_LETTERS = 120
_UNTOLD = frozenset({"span", "alternates", "text", "basis"})
"""What a place or a time carries beside what it is."""
_PARTY = ("role", "kind", "name", "actor", "country", "certainty")


def told_by(correction: Correction, incident: Incident, entries: Iterable[Entry]) -> Entry:
    """The telling that a correction is best shown on: the one that its field was taken from, else the founding one."""
    group = list(entries)
    name, _, part = correction.field.partition(".")
    wanted = {(told.report, told.account) for told in incident.told if told.field == name}
    if name == "toll":
        by = (figure for tally in incident.toll if tally.harm == part for figure in tally.by)
        wanted = {(figure.report, figure.account) for figure in by}
    founding = [entry for entry in group if entry.id == correction.account]
    told = [entry for entry in group if (entry.report, entry.account.n) in wanted]
    return (told or founding or group)[-1]


def case(correction: Correction, entry: Entry, report: Report, alone: bool, sentences: bool = False) -> Case:
    """The case, in the form of docs/golden-cases.md; raises SettingError for a field that no reading tells.

    `alone`: the report tells one account. `sentences`: of its text only those that the field and the account hang on.
    """
    account = entry.account
    demands = _demands(correction.field, json.loads(correction.new), account, alone)
    text = _sentences(report.text, _spans(account, correction.field)) if sentences else report.text
    given = {"title": report.title, "published": report.published, "outlet": report.outlet, "language": report.language}
    reason = correction.reason.rstrip(".")
    left_out = " The report is cut to the sentences that bear on it." if sentences else ""
    return {
        "why": f"An analyst set {correction.field}, which was {correction.old}: {reason}.{left_out}",
        "covers": [],
        "invented": False,
        "report": {key: value for key, value in given.items() if value} | {"text": text},
        **demands,
    }


def _demands(field: str, value: Any, account: Account, alone: bool) -> Case:
    """`must` and `must_not` of one field's right value."""
    name, _, part = field.partition(".")
    which: Case = {} if alone else {"anchor_has": _telling(account)}
    if field == "dismissed" and value is True:
        return {"must": {}, "must_not": {"accounts": [{"anchor_has": _telling(account)}]}}
    if name == "toll":
        low, best, high = [value] * 3 if isinstance(value, int) else value
        if not any((low, best, high)):
            return {"must": {"accounts": [which]}, "must_not": {"accounts": [which | {"toll": [{"harm": part}]}]}}
        return _must(which, {"toll": [{"harm": part, "low": low, "best": best, "high": high}]})
    if name == "participants":
        told = [{key: each[key] for key in _PARTY if each.get(key) is not None} for each in value]
        return _must(which, {"participants": told})
    if name == "event" and part in _EVENT:
        return _must(which, {"event": _EVENT[part](value)})
    if field == "event":
        return _must(which, {"event": _coded(value)})
    if field in {"when", "where"}:
        return _must(which, {name: {key: each for key, each in value.items() if key not in _UNTOLD}})
    if name in {"when", "where"} and part not in {"span", "alternates"}:
        return _must(which, {name: {part: value}})
    if field in {"domain", "status"}:
        return _must(which, {field: value})
    raise SettingError(f"{field}: no reading of a report tells it, so that it makes no test case")


def _coded(value: Case) -> Case:
    """The codes of a kind of incident, as a reading tells them."""
    found: Case = {}
    for part, each in value.items():
        for scheme, told in _EVENT[part](each).items() if part in _EVENT else ():
            found[scheme] = found.get(scheme, {}) | told
    return found


def _telling(account: Account) -> str:
    """Words of the account's sentence that stand on one line, so that they are there in a shortened report too."""
    return max(account.anchor.text.splitlines(), key=len).strip()[:_MOST_LETTERS].rstrip()


def _must(which: Case, told: Case) -> Case:
    return {"must": {"accounts": [which | told]}}


def _spans(account: Account, field: str) -> list[Span]:
    """Where in the report the account and the field stand."""
    name, _, part = field.partition(".")
    found: list[Span | None] = [account.anchor.span, account.event.trigger.span]
    own: dict[str, list[Span | None]] = {
        "where": [account.where.span],
        "when": [account.when.span],
        "toll": [toll.words.span for toll in account.toll if toll.harm == part],
        "participants": [words.span for each in account.participants for words in each.mentions[:1]],
    }
    return [span for span in [*found, *own.get(name, [])] if span is not None]


def _sentences(text: str, spans: Iterable[Span]) -> str:
    """The sentences around the spans, each once, in order, a paragraph each."""
    told = ["".join(quote(text, (start, start + 1))).strip() for start, _ in sorted(spans)]
    return "\n\n".join(dict.fromkeys(each for each in told if each)) + "\n"
