"""Compare a coded report with what a golden case says it must, and must not, yield.

An expectation is a partial picture of the output: a dict matches when each key it names matches, a list when
every item it names matches some distinct item. docs/golden-cases.md tells the rules in full.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "golden"
ALIASES = {"holder": ("source", "holder"), "actor": ("source", "actor"), "basis": ("source", "basis")}
"""Keys of a statement that may be written without `source:` around them."""
POINTERS = {
    "about": "accounts",
    "answers": "statements",
    "to": "accounts",
    "statement": "statements",
    "subset_of": "toll",
}
"""Keys that hold indexes, and the list they index."""
ENDINGS = ("_has", "_size", "_set", "_min", "_max")


def load(path: Path) -> dict[str, Any]:
    """The case in a file."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(case, dict):
        raise TypeError(f"{path.name}: not a mapping")
    return case


def coded(**report: Any) -> dict[str, Any]:
    """The contract's object for one report, made as `counterclaim read --json` makes it."""
    from counterclaim.coder import code, tools
    from counterclaim.records.report import Report
    from counterclaim.records.shape import as_json

    done = code(Report(**report), tools())
    return as_json(done.report, done.coding, None, done.reader)


def failures(case: dict[str, Any], output: dict[str, Any]) -> list[str]:
    """Every way in which the output falls short of the case, one readable line each."""
    must = dict(case["must"])
    found = []
    wanted = must.pop("count_main", None)
    main = sum(account["status"] == "main" for account in output["accounts"])
    if wanted is not None and main != wanted:
        found.append(f"main accounts: expected {wanted}, got {main}")
    found += mismatch(must, output, output)
    for key, patterns in case.get("must_not", {}).items():
        for pattern in patterns:
            hits = [item for item in output[key] if not mismatch(pattern, item, output)]
            found += [f"{key}: must not yield {brief(pattern)}, got {brief(hits[0])}"] if hits else []
    return found


def mismatch(expected: Any, actual: Any, root: dict[str, Any]) -> list[str]:
    """Why `actual` does not match `expected`, empty when it does; `root` resolves indexes into its lists."""
    if isinstance(expected, dict) and set(expected) == {"any"}:
        tries = [mismatch(option, actual, root) for option in expected["any"]]
        return [] if not all(tries) else [f"expected one of {expected['any']}, got {brief(actual)}"]
    if isinstance(expected, dict):
        if not isinstance(actual, dict):
            return [f"expected {brief(expected)}, got {brief(actual)}"]
        return [line for key, value in expected.items() for line in _key(key, value, actual, root)]
    if isinstance(expected, list):
        return _items(expected, actual, root)
    if isinstance(actual, dict) and isinstance(expected, str) and "text" in actual:
        actual = actual["text"]
    same = expected == actual and isinstance(expected, bool) == isinstance(actual, bool)
    return [] if same else [f"expected {expected!r}, got {brief(actual)}"]


def _key(key: str, expected: Any, actual: dict[str, Any], root: dict[str, Any]) -> list[str]:
    """One key of an expectation, plain or with one of the endings."""
    stem, ending = next(((key.removesuffix(e), e) for e in ENDINGS if key.endswith(e)), (key, ""))
    if stem == "holders":
        stem, ending, actual = "holders", "_holders", {"holders": [p["holder"] for p in actual["positions"]]}
    if "stance" in actual and stem in ALIASES and stem not in actual:
        record, inner = ALIASES[stem]
        value = actual[record][inner]
    elif stem not in actual:
        return [f"{key}: no such key in the output"]
    else:
        value = _resolved(stem, actual[stem], expected, actual, root)
    return [f"{key}: {line}" for line in _ended(ending, expected, value, root)]


def _ended(ending: str, expected: Any, value: Any, root: dict[str, Any]) -> list[str]:
    """Apply an ending's own test, or the plain match where there is none."""
    tests: dict[str, Callable[[], bool]] = {
        "_has": lambda: _contains(value, expected),
        "_size": lambda: len(value) == expected,
        "_set": lambda: sorted(map(str, value)) == sorted(map(str, expected)),
        "_holders": lambda: set(expected) <= set(value),
        "_min": lambda: value is not None and _measure(value) >= expected,
        "_max": lambda: value is not None and _measure(value) <= expected,
    }
    if ending not in tests:
        return mismatch(expected, value, root)
    return [] if tests[ending]() else [f"expected {expected!r}, got {brief(value)}"]


def _measure(value: Any) -> float:
    """A number itself, a list by its length."""
    return len(value) if isinstance(value, list) else float(value)


def _contains(value: Any, words: str | list[str]) -> bool:
    """Whether the words (each of them) stand in a string, in a record's text, or in some string of a list."""
    pieces = [words] if isinstance(words, str) else words
    strings = [_text(item) for item in (value if isinstance(value, list) else [value])]
    return all(any(piece in string for string in strings) for piece in pieces)


def _text(value: Any) -> str:
    """The words of a string or of a record that quotes some; none for null."""
    found = value.get("text") if isinstance(value, dict) else value
    return "" if found is None else str(found)


def _resolved(key: str, value: Any, expected: Any, actual: dict[str, Any], root: dict[str, Any]) -> Any:
    """Follow indexes where the expectation describes the record they point at."""
    described = any(isinstance(x, dict) for x in (expected if isinstance(expected, list) else [expected]))
    if not described or key not in POINTERS or value is None:
        return value
    if key == "subset_of":
        records = next(a["toll"] for a in root["accounts"] if any(t is actual for t in a["toll"]))
    else:
        records = root[POINTERS[key]]
    if isinstance(value, list):
        return [records[n] if isinstance(n, int) else n for n in value]
    return records[value] if isinstance(value, int) else value


def _items(expected: list[Any], actual: Any, root: dict[str, Any]) -> list[str]:
    """Give every expected item an actual item of its own (augmenting paths); tell the closest where none is left."""
    if not isinstance(actual, list):
        return [f"expected a list, got {brief(actual)}"]
    table = [[mismatch(want, have, root) for have in actual] for want in expected]
    owner: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for column, why in enumerate(table[row]):
            if why or column in seen:
                continue
            seen.add(column)
            if column not in owner or place(owner[column], seen):
                owner[column] = row
                return True
        return False

    return [_closest(expected[row], actual, table[row]) for row in range(len(expected)) if not place(row, set())]


def _closest(want: Any, actual: list[Any], reasons: list[list[str]]) -> str:
    """The line for an item that found no match: the candidate with the fewest misfits, and those."""
    if not reasons:
        return f"nothing there to match {brief(want)}"
    best = min(range(len(reasons)), key=lambda i: len(reasons[i]))
    why = "; ".join(reasons[best]) or "already taken by another expectation"
    return f"no match for {brief(want)}\n    closest [{best}] {brief(actual[best])}\n    because {why}"


def brief(value: Any, limit: int = 160) -> str:
    """A short picture of a value for a message: of statements and accounts only what tells them apart."""
    if isinstance(value, dict) and "stance" in value and isinstance(value.get("source"), dict):
        value = {
            "source": _text(value["source"]),
            "holder": value["source"].get("holder"),
            "cue": _text(value.get("cue")),
            "stance": value["stance"],
            "content": _text(value.get("content")),
        }
    elif isinstance(value, dict) and "headline" in value:
        value = {key: value[key] for key in ("n", "status", "headline")} | {"at": _text(value.get("anchor"))}
    text = repr(value)
    return text if len(text) <= limit else text[: limit - 3] + "..."


def misquoted(output: dict[str, Any]) -> list[str]:
    """Every record of the output whose span does not hold the words it quotes."""
    text = output["report"]["text"]
    wrong: list[str] = []

    def walk(node: Any, path: str) -> None:
        if isinstance(node, list):
            for i, item in enumerate(node):
                walk(item, f"{path}[{i}]")
        elif isinstance(node, dict):
            wrong.extend(f"{path}: {line}" for line in _quotes(node, text))
            for key, item in node.items():
                walk(item, f"{path}.{key}")

    walk({key: value for key, value in output.items() if key != "report"}, "")
    return wrong


def _quotes(node: dict[str, Any], text: str) -> list[str]:
    """What is wrong with one record's span or spans."""
    spans = [node["span"]] if node.get("span") is not None else node.get("spans") or []
    bad = [f"span {s} outside the text" for s in spans if not 0 <= s[0] < s[1] <= len(text)]
    words = node.get("text")
    if not bad and isinstance(words, str) and spans:
        pieces = [text[s:e] for s, e in spans]
        if (len(pieces) == 1 and pieces[0] != words) or any(piece not in words for piece in pieces):
            bad.append(f"says {words!r}, the span holds {pieces!r}")
    return bad
