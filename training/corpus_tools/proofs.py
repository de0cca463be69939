"""What must hold of any report in the contract's JSON, whoever made it: quotations, numbers, actors, times, kinds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from counterclaim.codebook.actors import actors
from counterclaim.codebook.loader import load
from counterclaim.records.shape import Shape
from counterclaim.values.interval import is_moment
from training.corpus_tools import vocabulary

_NAMING = frozenset({"initiator", "responsibility", "target"})


def faults(shape: Shape) -> Iterator[str]:
    """Everything that is wrong with one report's object."""
    yield from _schema(shape)
    yield from _quotations(shape, shape["report"]["text"])
    yield from _numbers(shape)
    yield from (f"{actor} is no actor of the codebook" for actor in sorted(set(_actors(shape))) if actor not in known())
    for account in shape["accounts"]:
        yield from (f"account {account['n']}: {fault}" for fault in _account(account))


@cache
def known() -> frozenset[str]:
    """Ids of all actors, and the words for holders of whom only the kind is told."""
    return frozenset(actors()) | vocabulary.PLAIN_HOLDERS


def _schema(shape: Shape) -> Iterator[str]:
    for error in _validator().iter_errors(shape):
        yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:160]}"


@cache
def _validator() -> Any:
    # Here and not above: reading the corpus needs no validator, and the wheel brings none.
    from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # noqa: PLC0415

    return Draft202012Validator(vocabulary.SCHEMA)


def _quotations(node: Any, text: str) -> Iterator[str]:
    """Every span is inside the text and says what stands there."""
    if isinstance(node, list):
        for each in node:
            yield from _quotations(each, text)
    if not isinstance(node, dict):
        return
    spans = node.get("spans") or ([node["span"]] if node.get("span") else [])
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            yield f"span {start}-{end} lies outside the text"
    if "text" in node and spans and node["text"] != " ".join(text[start:end] for start, end in spans):
        yield f"{node['text']!r} is not what stands at {spans}"
    for each in node.values():
        yield from _quotations(each, text)


def _numbers(shape: Shape) -> Iterator[str]:
    """Every number of a record leads to one."""
    accounts, statements = len(shape["accounts"]), len(shape["statements"])
    for account in shape["accounts"]:
        claims = len(account["claims"])
        asked = [(one["statement"], statements) for one in (*account["claims"], *account["links"])]
        asked += [(one["to"], accounts) for one in account["links"]]
        asked += [(one["subset_of"], len(account["toll"])) for one in account["toll"]]
        listed = [*account["participants"], *account["objects"], *account["weapons"], *account["toll"]]
        listed += [position for dispute in account["disputes"] for position in dispute["positions"]]
        asked += [(n, claims) for one in listed for n in one["claims"]]
        yield from (f"account {account['n']}: {n} leads nowhere" for n, size in asked if n is not None and n >= size)
    for said in shape["statements"]:
        asked = [(n, accounts) for n in said["about"]] + [(n, statements) for n in said["answers"]]
        yield from (f"statement {said['n']}: {n} leads nowhere" for n, size in asked if n >= size)
        if said["n"] in said["answers"]:
            yield f"statement {said['n']} answers itself"
    yield from ("a relation leads nowhere" for one in shape["relations"] if one["statement"] >= statements)


def _actors(shape: Shape) -> Iterator[str]:
    """Every actor id and holder that is named anywhere."""
    for said in shape["statements"]:
        named = [said["source"]["actor"], said["source"]["holder"], *said["addressee"]]
        named += [relay["actor"] for relay in said["via"]]
        yield from filter(None, named)
    for account in shape["accounts"]:
        named = [one["actor"] for one in account["participants"]]
        named += [one[key] for one in account["toll"] for key in ("of", "holder")]
        named += [one["holder"] for one in (*account["claims"], *account["links"], *account["where"]["alternates"])]
        named += [one["value"] for one in account["claims"] if one["field"] in _NAMING and one["value"] != "unknown"]
        yield from filter(None, named)
    for relation in shape["relations"]:
        yield from (relation["from"], *relation["to"])


def _account(account: Shape) -> Iterator[str]:
    when = account["when"]
    if when["start"] is None or not is_moment(when["start"]) or not is_moment(when["end"]):
        yield "its time is not resolved"
    elif when["start"] > when["end"]:
        yield "it ends before it begins"
    kinds = {name: {entry["id"] for entry in load(name)} for name in ("weapons", "objects")}
    for name, ids in kinds.items():
        found = {one["kind"] for one in account[name]}
        yield from (f"{kind} is no kind of the codebook's {name}" for kind in sorted(found - ids))
    for one in account["participants"]:
        if one["country"] and one["country"] not in known():
            yield f"{one['country']} is no country"
    if account["where"]["country"] and account["where"]["country"] not in known():
        yield f"{account['where']['country']} is no country"
