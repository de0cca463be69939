"""Finds times and numbers fast: each token becomes one letter for its class, and rules are regexes over the letters.

    text | tokens | a letter each, from the codebook's word classes and the token's shape | rules in order

The codebook files `times` and `quantities` hold the classes, unions and macros, shared, and the rules of each.
A pattern names classes in capitals: `THE? MONTH DAYNUM (COMMA YEAR)?`; `$DATE` puts in a macro; plain
parentheses capture nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from counterclaim.codebook.loader import Entry, load
from counterclaim.errors import CodebookError

_FILES = ("times", "quantities")
_SCAN = re.compile(
    r"""
    (?P<BREAK>\n[^\S\n]*\n\s*)
  | (?P<ISO>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?!\d))
  | (?P<SLASHDATE>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/])|\d{1,2}\.\d{1,2}\.\d{4}(?!\d))
  | (?P<CLOCK>\d{1,2}:\d\d(?::\d\d)?(?!\d)|\d{1,2}\.\d\d(?=\s?[AaPp]\.?[Mm]))
  | (?P<DECADE>(?:\d\d\d0|['’]\d0)['’]?[sS](?![^\W_]))
  | (?P<TENS>\d0s(?![^\W_]))
  | (?P<DORD>\d+(?:st|nd|rd|th|ST|ND|RD|TH)(?![^\W_]))
  | (?P<FIGURE>\d{1,3}(?:,\d{3})+(?![\d,.]\d)|\d+)(?=[AaPp]\.?[Mm](?![^\W_])|[^\w.]|\.(?!\d)|$|_)
  | (?P<DECIMAL>\d[\d,]*\.\d+(?![\w.]))
  | (?P<MIXED>\d(?:[^\W_]|[.,]\d)*)
  | (?P<YEAR2>['’]\d\d(?![^\W_]))
  | (?P<AMPM>(?:[ap]\.m\.?|[ap]m|[AP]\.M\.?|[AP]M)(?![^\W_]))
  | (?P<NAME>(?!(?i:mid|late|early|pre|post)-)[A-Z][A-Za-z]{0,4}(?:-\d|\d)[^\W_]*)
  | (?P<WORD>[^\W\d_]+(?:\d[^\W_]*)?)
  | (?P<OTHER>\S)
    """,
    re.VERBOSE,
)
_NAME = re.compile(r"\b[A-Z][A-Z0-9]+\b")
_MACRO = re.compile(r"\$([A-Z0-9]+)")
_GROUP = re.compile(r"\?P<[a-z0-9]+>")
_PLAIN = re.compile(r"\((?!\?)")
_SHAPES = (
    "BREAK",
    "ISO",
    "SLASHDATE",
    "CLOCK",
    "DECADE",
    "TENS",
    "DORD",
    "DECIMAL",
    "MIXED",
    "YEAR2",
    "AMPM",
    "NAME",
    "CAP",
)
_FIGURES = ("DAYNUM", "TWODIG", "YEAR", "ZEROS", "NUMERAL")
_NOTHING = "."
_ALPHABET = 0x100


Range = tuple[int, int]
"""Half-open range of token numbers."""


class Letters(NamedTuple):
    """A text as tokens: their ends, words in lower case, classes (one letter each) and the classes' values."""

    text: str
    starts: list[int]
    ends: list[int]
    lowers: list[str]
    codes: str
    values: list[Any]


class Rule(NamedTuple):
    """A named pattern over letters; `entry` is its mapping in the codebook."""

    name: str
    pattern: re.Pattern[str]
    entry: Entry


class Found(NamedTuple):
    """One place where a rule fits; groups of the match are token ranges."""

    rule: Rule
    match: re.Match[str]

    def group(self, name: str) -> Range | None:
        """Token range of a named group, None where the rule has none or it is empty."""
        if name not in self.rule.pattern.groupindex:
            return None
        start, end = self.match.span(name)
        return (start, end) if end > start else None


class _Word(NamedTuple):
    code: str
    value: Any
    cased: bool


class Lexicon(NamedTuple):
    """Letters of the classes, single words, and phrases by their first word, longest first."""

    letter: dict[str, str]
    words: dict[str, _Word]
    phrases: dict[str, list[tuple[tuple[str, ...], _Word]]]


class Rules:
    """The rules of one codebook file, tried in the file's order at each token."""

    def __init__(self, name: str) -> None:
        macros = {entry["macro"]: entry["pattern"] for file in _FILES for entry in load(file) if "macro" in entry}
        sets = _sets()
        self._rules = []
        for number, entry in enumerate(entry for entry in load(name) if "rule" in entry):
            source = _compiled(entry["pattern"], macros, sets, f"{name}.yaml: {entry['rule']}")
            self._rules.append(Rule(entry["rule"], re.compile(source), {**entry, "number": number, "source": source}))
        parts = (f"(?P<r{n}>{_GROUP.sub('?:', rule.entry['source'])})" for n, rule in enumerate(self._rules))
        self._any = re.compile("|".join(parts))

    def search(self, letters: Letters, start: int, end: int) -> Found | None:
        """The leftmost place in a range of tokens where a rule fits."""
        found = self._any.search(letters.codes, start, end)
        if found is None or found.lastgroup is None:
            return None
        rule = self._rules[int(found.lastgroup[1:])]
        match = rule.pattern.match(letters.codes, found.start(), end)
        return Found(rule, match) if match else None

    def all(self, letters: Letters) -> Iterator[Found]:
        """Every place where a rule fits, left to right and apart."""
        position, end = 0, len(letters.codes)
        while found := self.search(letters, position, end):
            position = max(found.match.end(), position + 1)
            yield found


@lru_cache(maxsize=4)
def scan(text: str) -> Letters:
    """Tokens of a text with the letter of each; cached, as times and numbers both ask."""
    lexicon = lexicon_of_codebook()
    raw = [(found.start(), found.end(), found.lastgroup or "", found.group()) for found in _SCAN.finditer(text)]
    lowers = [token[3].lower().replace("’", "'") for token in raw]
    result = Letters(text, [], [], [], "", [])
    codes: list[str] = []
    position = 0
    while position < len(raw):
        start, end, shape, token = raw[position]
        lower, width = lowers[position], 1
        if shape in {"WORD", "OTHER"}:
            word, width = _looked_up(lexicon, lowers, position, token[:1].isupper())
            unknown = lexicon.letter["CAP"] if token[:1].isupper() else _NOTHING
            code, value = (word.code, word.value) if word else (unknown, None)
        elif shape == "FIGURE":
            name, value = _figure(token)
            code = lexicon.letter[name]
        else:
            code, value = lexicon.letter[shape], token
        result.starts.append(start)
        result.ends.append(raw[position + width - 1][1] if width > 1 else end)
        result.lowers.append(lower if width == 1 else " ".join(lowers[position : position + width]))
        result.values.append(value)
        codes.append(code)
        position += width
    return result._replace(codes="".join(codes))


@cache
def lexicon_of_codebook() -> Lexicon:
    """Classes of both files; a word stands in one class."""
    letter = {name: chr(_ALPHABET + number) for number, name in enumerate((*_SHAPES, *_FIGURES))}
    lexicon = Lexicon(letter, {}, {})
    for entry in (entry for file in _FILES for entry in load(file) if "class" in entry):
        code = letter.setdefault(entry["class"], chr(_ALPHABET + len(letter)))
        given = entry["words"]
        for word, value in given.items() if isinstance(given, dict) else ((word, word) for word in given):
            _enter(lexicon, str(word), _Word(code, value, bool(entry.get("cased"))))
    for phrases in lexicon.phrases.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return lexicon


@cache
def letter_of(name: str) -> str:
    """The letters of a class or union."""
    return _sets()[name].strip("[]")


def _enter(lexicon: Lexicon, text: str, word: _Word) -> None:
    tokens = tuple(found.group() for found in _SCAN.finditer(text))
    if len(tokens) > 1:
        lexicon.phrases.setdefault(tokens[0], []).append((tokens, word))
    elif lexicon.words.setdefault(text, word).code != word.code:
        raise CodebookError(f"{' or '.join(_FILES)}.yaml: the word {text!r} stands in two classes")


def _looked_up(lexicon: Lexicon, lowers: list[str], position: int, capital: bool) -> tuple[_Word | None, int]:
    lower = lowers[position]
    for tokens, word in lexicon.phrases.get(lower, ()):
        if tuple(lowers[position : position + len(tokens)]) == tokens and (capital or not word.cased):
            return word, len(tokens)
    found = lexicon.words.get(lower)
    return (None if found and found.cased and not capital else found), 1


def _figure(token: str) -> tuple[str, int]:
    value = int(token.replace(",", ""))
    if "," in token or len(token) > 4:
        return "NUMERAL", value
    if token.startswith("0") and len(token) > 2:
        return "ZEROS", value
    if 1 <= value <= 31:
        return "DAYNUM", value
    if len(token) == 2:
        return "TWODIG", value
    return ("YEAR" if 1500 <= value <= 2099 else "NUMERAL"), value


@cache
def _sets() -> dict[str, str]:
    """A regex that fits one letter, for every class and union."""
    sets = dict(lexicon_of_codebook().letter)
    for entry in (entry for file in _FILES for entry in load(file) if "union" in entry):
        sets[entry["union"]] = f"[{''.join(sets[name].strip('[]') for name in entry['of'])}]"
    return sets


def _compiled(pattern: str, macros: dict[str, str], sets: dict[str, str], where: str) -> str:
    """A pattern with macros and classes put in; raises CodebookError naming the rule that uses an unknown one."""
    try:
        while "$" in pattern:
            pattern = _MACRO.sub(lambda found: f"(?:{macros[found[1]]})", pattern)
        pattern = _PLAIN.sub("(?:", pattern)
        return "".join(_NAME.sub(lambda found: sets[found[0]], pattern).split())
    except KeyError as error:
        raise CodebookError(f"{where}: no class, union or macro is called {error.args[0]}") from None
