"""Frozen records to plain JSON values and back, without loss; fields at their default are left out.

What the ledger keeps is written so: readable in any SQLite browser, and the same record gives the same text.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast

import msgspec

Record = TypeVar("Record")
_SCALARS = frozenset({str, int, float, bool, type(None)})


def encode(value: Any) -> Any:
    """A record, or a tuple of records, as dicts, lists and scalars."""
    kind = type(value)
    if kind in _SCALARS:
        return value
    if is_dataclass(kind):
        told, of = _told(kind)
        return {
            name: found if type(found) in _SCALARS else encode(found)
            for (name, default), found in zip(told, of(value), strict=True)
            if found is not default and not (type(found) is type(default) and found == default)
        }
    if isinstance(value, tuple):
        return [each if type(each) in _SCALARS else encode(each) for each in value]
    return value


def dumps(value: Any) -> str:
    """A record as one line of JSON."""
    return _written(value)


def _of_record(value: Any) -> dict[str, Any]:
    """A record's fields that are not at their default, as they are."""
    kind = type(value)
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is no record and no JSON value")
    told, of = _told(kind)
    return {
        name: found
        for (name, default), found in zip(told, of(value), strict=True)
        if found is not default and not (type(found) is type(default) and found == default)
    }


_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_of_record).encode
"""Asks for the fields of one record at a time, and writes tuples as lists by itself."""


def decode(kind: type[Record], value: Any) -> Record:
    """The record that `encode` was given; raises ValueError where `value` is no such record."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as fault:
        raise ValueError(f"{kind.__name__}: {fault}") from None


def loads(kind: type[Record], text: str) -> Record:
    """The record that `dumps` was given; raises ValueError where `text` tells no such record."""
    try:
        known: Any = kind
        found: Record = _reader(known).decode(text)
        return found
    except msgspec.DecodeError as fault:
        raise ValueError(f"{kind.__name__}: {fault}") from None


def plain(text: str) -> Any:
    """The JSON that `dumps` wrote as dicts, lists and scalars, for what is quicker without records."""
    return msgspec.json.decode(text)


@cache
def _reader(kind: Any) -> msgspec.json.Decoder[Any]:
    """What reads a type's JSON, made once: it knows the types of all fields."""
    return msgspec.json.Decoder(kind)


def altered(record: Record, **values: Any) -> Record:
    """The record with other values of some fields: what `dataclasses.replace` makes, in a fraction of the time."""
    kind: Any = type(record)
    open_kind = _open_kind(kind)
    if open_kind is kind:
        return cast(Record, replace(cast(Any, record), **values))
    made: Any = open_kind(*_told(kind)[1](record))
    for name, value in values.items():
        setattr(made, name, value)
    made.__class__ = kind
    changed: Record = made
    return changed


@cache
def _told(kind: Any) -> tuple[tuple[tuple[str, Any], ...], Callable[[Any], tuple[Any, ...]]]:
    """A record's fields with their defaults, and what gives the values of all of them."""
    names = [each.name for each in fields(kind)]
    get = attrgetter(*names)
    return tuple((each.name, each.default) for each in fields(kind)), get if len(names) > 1 else lambda one: (get(one),)


@cache
def _open_kind(kind: Any) -> Any:
    """A class with the fields of a frozen one, open to be filled: that takes half the time, and what is filled becomes
    of the frozen class then. Where that cannot be done, the class itself."""
    if hasattr(kind, "__post_init__") or any(each.default_factory is not MISSING for each in fields(kind)):
        return kind
    told: dict[str, Any] = {each.name: each.default for each in fields(kind) if each.default is not MISSING}
    told["__annotations__"] = {each.name: Any for each in fields(kind)}
    found: Any = dataclass(slots="__slots__" in vars(kind), eq=False, repr=False)(type(kind.__name__, (), told))
    return found
