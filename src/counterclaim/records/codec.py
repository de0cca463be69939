"""Frozen records to plain JSON values and back, without loss; fields at their default are left out.

What the ledger keeps is written so: readable in any SQLite browser, and the same record gives the same text.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Record = TypeVar("Record")
_Maker = Callable[[Any], Any]
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
    """The record that `encode` was given; raises TypeError or KeyError where `value` is no such record."""
    known: Any = kind
    made: Record = _maker(known)(value)
    return made


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


def loads(kind: type[Record], text: str) -> Record:
    """The record that `dumps` was given."""
    return decode(kind, json.loads(text))


@cache
def _told(kind: Any) -> tuple[tuple[tuple[str, Any], ...], Callable[[Any], tuple[Any, ...]]]:
    """A record's fields with their defaults, and what gives the values of all of them."""
    names = [each.name for each in fields(kind)]
    get = attrgetter(*names)
    return tuple((each.name, each.default) for each in fields(kind)), get if len(names) > 1 else lambda one: (get(one),)


@cache
def _maker(kind: Any) -> _Maker:
    """What makes a value of a type from plain JSON."""
    if is_dataclass(kind):
        return _record_maker(kind)
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _choice_maker(tuple(each for each in get_args(kind) if each is not type(None)))
    if origin is tuple:
        return _tuple_maker(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, tuple):
        return lambda value: kind(*value)
    return _as_is


def _as_is(value: Any) -> Any:
    return value


def _record_maker(kind: Any) -> _Maker:
    """Makes a record; only fields whose plain value is not the value itself are looked at one by one."""
    asked = {each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING}
    known: list[tuple[tuple[str, _Maker], ...]] = []
    open_kind = _open_kind(kind)

    def make(value: dict[str, Any]) -> Any:
        if not known:  # when the first value is made: a record may hold its own kind
            known.append(_field_makers(kind))
        if known[0]:
            value = value.copy()
            for name, maker in known[0]:
                if name in value:
                    value[name] = maker(value[name])
        try:
            made = open_kind(**value)
        except TypeError:
            if not asked <= value.keys():
                raise KeyError(f"{kind.__name__} lacks {', '.join(sorted(asked - value.keys()))}") from None
            raise
        made.__class__ = kind
        return made

    return make


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


@cache
def _field_makers(kind: Any) -> tuple[tuple[str, _Maker], ...]:
    """The fields that need one, each with its maker."""
    hints = get_type_hints(kind)
    found = ((each.name, _maker(hints[each.name])) for each in fields(kind))
    return tuple((name, maker) for name, maker in found if maker is not _as_is)


def _choice_maker(kinds: tuple[Any, ...]) -> _Maker:
    """A union: lists become its tuple type, dicts its record, anything else is itself."""
    of_list = next((_maker(kind) for kind in kinds if _is_tuple(kind)), _as_is)
    records: list[Any] = [kind for kind in kinds if is_dataclass(kind)]
    of_dict = _maker(records[0]) if records else _as_is
    if of_list is _as_is and of_dict is _as_is:
        return _as_is

    def make(value: Any) -> Any:
        if type(value) is list:
            return of_list(value)
        return of_dict(value) if type(value) is dict else value

    return make


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple or (isinstance(kind, type) and issubclass(kind, tuple))


def _tuple_maker(kinds: tuple[Any, ...]) -> _Maker:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        each = _maker(kinds[0])
        return tuple if each is _as_is else lambda value: tuple(map(each, value))
    makers = [_maker(kind) for kind in kinds]
    if all(each is _as_is for each in makers):
        return tuple
    return lambda value: tuple(make(one) for make, one in zip(makers, value, strict=True))
