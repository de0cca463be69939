"""What options take: days, countries, actors, events, words of closed lists; anything else is told with its like."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from counterclaim.values.sides import IMPERSONAL

if TYPE_CHECKING:
    from collections.abc import Iterable

GRADES = ("admitted", "corroborated", "single_source", "contested", "denied", "refuted")
ROLES = ("initiator", "responsible", "target", "victim", "party", "mediator")
_ORGAN = re.compile(r"-(?:GOV|MOD|MIL|POL|BORDER|MFA|CIV|PRESS)$")


class Day(click.ParamType[Any]):
    """A day of the calendar."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day as it is written."""
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                raise ValueError
            date.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(f"{value!r} is no day; one as 2026-03-04 was expected", ctx, param) from None
        return value


class Country(click.ParamType[Any]):
    """A country by its two letters."""

    name = "country"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The letters as the codebook has them."""
        from counterclaim.codebook.actors import actors  # noqa: PLC0415 (--help needs none of it)

        code = value.upper()
        if len(code) == 2 and code in actors():
            return code
        named = [actor for actor in actors() if len(actor) == 2 and actors()[actor].name.lower() == value.lower()]
        like = f"; {named[0]} is {value}" if named else ""
        raise click.BadParameter(f"{value!r} is no country; two letters as AM were expected{like}", ctx, param)


class Actor(click.ParamType[Any]):
    """An actor by id, or by the beginning of ids; for a holder also a voice that is many people's."""

    name = "actor"

    def __init__(self, voices: bool = False) -> None:
        self._voices = IMPERSONAL if voices else frozenset()

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The id as it is."""
        from counterclaim.codebook.actors import actors  # noqa: PLC0415 (--help needs none of it)

        known = actors()
        if value in known or value in self._voices or _ORGAN.sub("", value) in known:
            return value
        if any(actor.startswith(f"{value}-") for actor in known):
            return value
        names = {each.name.lower(): actor for actor, each in known.items()}
        like = [names[value.lower()]] if value.lower() in names else close(value.upper(), known)
        hint = f"; is it {like[0]}?" if like else ""
        raise click.BadParameter(
            f"{value!r} is no actor of the codebook{hint or ';'} `counterclaim actors list` has them all", ctx, param
        )


class Event(click.ParamType[Any]):
    """A word of ACLED's or PLOVER's schemes."""

    name = "event"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The word as the scheme has it."""
        from counterclaim.codebook.events import scheme_words  # noqa: PLC0415 (--help needs none of it)

        found = {word.lower(): word for word in scheme_words()}
        if value.lower() in found:
            return found[value.lower()]
        like = [found[each] for each in close(value.lower(), found)]
        hint = f"is it {' or '.join(like)}?" if like else f"one of {', '.join(sorted(found.values()))}"
        raise click.BadParameter(f"{value!r} is no event of ACLED or PLOVER; {hint}", ctx, param)


def close(value: str, known: Iterable[str]) -> list[str]:
    """Up to three words that are like it."""
    return get_close_matches(value, list(known), 3, 0.6)
