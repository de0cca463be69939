"""The sheet that two coders fill in for one incident: its questions, and what an answer to each may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from counterclaim.codebook.actors import actors
from counterclaim.codebook.events import events
from counterclaim.codebook.loader import Entry, derived, load, names
from counterclaim.errors import CodebookError, SettingError

KINDS = ("choice", "sub_event", "country", "word", "day", "number")
METRICS = ("nominal", "interval")
_NUMBERS = re.compile(r"\d{1,7}")
_MOST_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the sheet. `sets` is the field of an incident that its answer can be written to."""

    id: str
    name: str
    asks: str
    kind: str
    metric: str
    choices: tuple[str, ...] = ()
    sets: str | None = None

    def answer(self, value: Any) -> str | int | None:
        """A value as the sheet keeps it, None where nobody can say; raises SettingError for one that is none."""
        told = " ".join(str(value).split()) if value is not None else ""
        if not told:
            return None
        if self.kind == "number" and _NUMBERS.fullmatch(told):
            return int(told)
        if self.kind == "day" and _day(told) is not None:
            return told
        if self.kind == "country" and len(told) == 2 and told.upper() in actors():
            return told.upper()
        if self.kind == "word" and len(told) <= _MOST_LETTERS:
            return told
        if told in self.choices:
            return told
        raise SettingError(f"{self.id}: {told!r} is no answer; {self._expected()} was expected")

    def distant(self, value: str | int) -> str | int:
        """An answer as distances are taken from it: names without capitals, days as numbers."""
        if self.kind == "day":
            return (_day(str(value)) or date.min).toordinal()
        return value.casefold() if isinstance(value, str) else value

    def _expected(self) -> str:
        told = {
            "number": "a number",
            "day": "a day as 2026-03-04",
            "country": "a code of two letters as ML",
            "word": f"a name of up to {_MOST_LETTERS} letters",
        }
        return told.get(self.kind) or f"one of {', '.join(self.choices)}"


@derived
def questions() -> dict[str, Question]:
    """The sheet's questions by id in their order; the user's own sheet takes the place of ours."""
    name = "user/sheet" if "user/sheet" in names() else "sheet"
    found = [_question(entry, name) for entry in load(name)]
    return {each.id: each for each in found}


def question(name: str) -> Question:
    """One question; raises SettingError that lists those there are."""
    found = questions().get(name)
    if found is None:
        raise SettingError(f"{name}: no question of the sheet; there are {', '.join(questions())}")
    return found


def event_type(sub_event: str) -> str | None:
    """ACLED's event type of a sub-event."""
    return next((pair[0] for pair in _pairs() if pair[1] == sub_event), None)


def _pairs() -> list[tuple[str, str]]:
    kinds = events().values()
    every = [pair for kind in kinds for pair in (kind.acled, kind.one_sided, kind.two_sided, kind.state_agent) if pair]
    return list(dict.fromkeys(every))


def _question(entry: Entry, name: str) -> Question:
    try:
        made = Question(**{key: value for key, value in entry.items() if key not in {"source", "example", "choices"}})
        choices = tuple(entry.get("choices", ()))
    except TypeError:
        raise CodebookError(f"{name}.yaml, entry {entry.get('id')}: a field is missing or unknown") from None
    if made.kind not in KINDS or made.metric not in METRICS or (made.kind == "choice" and not choices):
        raise CodebookError(f"{name}.yaml, entry {made.id}: kind, metric or choices are not known")
    if made.metric == "interval" and made.kind not in {"day", "number"}:
        raise CodebookError(f"{name}.yaml, entry {made.id}: only days and numbers lie at intervals")
    if made.kind == "sub_event":
        choices = tuple(sorted({pair[1] for pair in _pairs()}))
    return Question(made.id, made.name, made.asks, made.kind, made.metric, choices, made.sets)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
