"""Every regular expression of the package, and strings that are made to cost it most; run as a program of its own.

Each is run on 500 and on 2,000 letters of every such string, sought at every place. What takes longer than two seconds
of the processor, or grows with the cube of its length, is told; backtracking without bounds never comes to an end.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import random
import re
import sys
import time
from collections.abc import Iterator
from re import _parser  # type: ignore[attr-defined]
from typing import Any

SHORT, LONG = 500, 2000
WORST = (LONG / SHORT) ** 2 * 3
"""Times that the longer may take of what the shorter takes: more than by the square, less than by the cube."""
NOISE_SECONDS = 0.2
"""What is over sooner is not measured: its ratio says nothing."""
HANG_SECONDS = 2.0
COMMON = (
    *("a", " ", "\n", "0", ", ", "a ", "A. ", '"', "(", "<", "Aa ", "-", "1,", "a\n", " \n", "x."),
    *("'", "/", "&", "é"),
)
TEXT = (
    "Gunmen killed 3 soldiers near Gao on Tuesday, the Malian army said.\n\nThe rebels denied it. "
    '"We saw nothing," said John Smith, 43, on 5 March. At least two dozen people were wounded between 10 and 12 March.'
)
Found = dict[tuple[Any, int, str], tuple[str, Any]]


def expressions() -> Found:
    """Patterns as they are compiled: all modules are loaded, and one report is read."""
    found: Found = {}
    real = re._compile  # type: ignore[attr-defined]

    def watched(pattern: Any, flags: Any) -> Any:
        made = real(pattern, flags)
        frame = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back  # type: ignore[assignment]
        where = frame.f_code.co_filename if frame is not None else ""
        if "/counterclaim/" in where and isinstance(pattern, str | bytes):
            room = where.rpartition("/counterclaim/")[2]
            found.setdefault((made.pattern, made.flags, room), (room, made))
        return made

    re._compile = watched  # type: ignore[attr-defined]
    try:
        import counterclaim

        for module in pkgutil.walk_packages(counterclaim.__path__, "counterclaim."):
            if ".migrations" not in module.name:
                importlib.import_module(module.name)
        counterclaim.read(TEXT, published="2026-03-12")
    finally:
        re._compile = real  # type: ignore[attr-defined]
    return found


def pumps(pattern: str, flags: int, dice: random.Random) -> set[str]:
    """What an expression repeats, with and without what leads up to it, and common letters."""
    parsed = _parser.parse(pattern, flags & ~re.LOCALE)
    found = set(COMMON)
    for before, body in list(_repeats(parsed))[:12]:
        for _ in range(3):
            told = _sample(body, dice)
            found |= {told, _sample(before, dice) + told}
    found |= {_sample(parsed, dice)[:-1] for _ in range(3)}
    return found - {""}


def worst() -> list[dict[str, Any]]:
    """Expressions whose cost grows too fast, and the string that shows it."""
    dice = random.Random(1)  # noqa: S311 (the same each time)
    found = []
    for (pattern, flags, _), (where, made) in sorted(
        expressions().items(), key=lambda each: (each[1][0], str(each[0]))
    ):
        told = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
        for pump in sorted(pumps(told, flags, dice)):
            print(json.dumps([where, told[:100], pump]), file=sys.stderr, flush=True)
            short, long = (_seconds(made, _text(pump, size, pattern)) for size in (SHORT, LONG))
            if long > HANG_SECONDS or (long > NOISE_SECONDS and long > WORST * short):
                found.append({"where": where, "pattern": told[:100], "pump": pump, "took": [short, long]})
    return found


def _text(pump: str, size: int, pattern: Any) -> Any:
    text = (pump * size)[:size] + "\x00"
    return text.encode("latin-1", "replace") if isinstance(pattern, bytes) else text


def _seconds(made: Any, text: Any) -> float:
    """Processor time, the least of three where it matters: others use the machine, too."""
    first = _once(made, text)
    return min(first, _once(made, text), _once(made, text)) if first > NOISE_SECONDS / WORST else first


def _once(made: Any, text: Any) -> float:
    start = time.process_time()
    for _ in made.finditer(text):
        pass
    return time.process_time() - start


def _repeats(parsed: Any) -> Iterator[tuple[Any, Any]]:
    """Parts that may stand many times, each with what stands before it."""
    whole = list(parsed)
    for n, (kind, value) in enumerate(whole):
        name = str(kind)
        if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            if value[1] > 8:
                yield whole[:n], value[2]
            yield from _repeats(value[2])
        elif name in {"SUBPATTERN", "ASSERT", "ASSERT_NOT"}:
            yield from _repeats(value[-1])
        elif name == "ATOMIC_GROUP":
            yield from _repeats(value)
        elif name == "BRANCH":
            for each in value[1]:
                yield from _repeats(each)


def _sample(parsed: Any, dice: random.Random) -> str:
    """Letters that a parsed expression matches, but for what it looks around for."""
    return "".join(_letters(str(kind), value, dice) for kind, value in parsed)


def _letters(name: str, value: Any, dice: random.Random) -> str:
    if name == "LITERAL":
        return chr(value)
    if name == "NOT_LITERAL":
        return "x" if value != ord("x") else "y"
    if name == "ANY":
        return "x"
    if name == "IN":
        return _member(value, dice)
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        return "".join(_sample(value[2], dice) for _ in range(min(max(value[0], 1), 3)))
    if name in {"SUBPATTERN", "ATOMIC_GROUP"}:
        return _sample(value[-1] if name == "SUBPATTERN" else value, dice)
    return _sample(dice.choice(value[1]), dice) if name == "BRANCH" else ""


def _member(items: Any, dice: random.Random) -> str:
    told = [(str(kind), value) for kind, value in items]
    if told[0][0] == "NEGATE":
        barred = {chr(value) for kind, value in told if kind == "LITERAL"}
        barred |= {" ", "\n"} if any(str(value) == "CATEGORY_SPACE" for _, value in told) else set()
        barred |= {"a", "A", "7"} if any(str(value) == "CATEGORY_WORD" for _, value in told) else set()
        return next((letter for letter in "aA7 .,\n-" if letter not in barred), "~")
    kind, value = dice.choice(told)
    if kind == "LITERAL":
        return chr(value)
    if kind == "RANGE":
        return chr(value[0])
    return {"CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " ", "CATEGORY_NOT_WORD": " "}.get(str(value), "a")


if __name__ == "__main__":
    print(json.dumps(worst()))
