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

from counterclaim.codebook.loader import load
from counterclaim.errors import CodebookError

_FILES = ("times", "quantities")
_SCAN = re.compile(
    r"""
    (?P<PLAIN>[^\W\d_]{3,}+(?!\d|-\d))
  | (?P<BREAK>\n[^\S\n]*\n\s*)
  | (?P<ISO>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?!\d))
  | (?P<SLASHDATE>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/])|\d{1,2}\.\d{1,2}\.\d{4}(?!\d))
  | (?P<CLOCK>\d{1,2}:\d\d(?::\d\d)?(?!\d)|\d{1,2}\.\d\d(?=\s?(?:[AaPp]\.?[Mm]|[Hh](?:ou)?rs)))
  | (?P<DECADE>(?:\d\d\d0|['’]\d0)['’]?[sS](?![^\W_]))
  | (?P<TENS>\d0s(?![^\W_]))
  | (?P<DORD>\d+(?:st|nd|rd|th|ST|ND|RD|TH)(?![^\W_]))
  | (?P<FIGURE>\d{1,3}(?:,\d{3})+(?![\d,.]\d)|\d+)(?=[AaPp]\.?[Mm](?![^\W_])|[^\w.]|\.(?!\d)|$|_)
  | (?P<DECIMAL>\d[\d,]*\.\d+(?![\w.]))
  | (?P<MIXED>(?:\d|(?<!\w)\.\d)(?:[^\W_]|[.,]\d)*)
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
_WORDS = frozenset({"PLAIN", "WORD", "OTHER"})
_FIGURES = ("DAYNUM", "TWODIG", "YEAR", "ZEROS", "FOURDIG", "NUMERAL")
_NOTHING = "."
_ALPHABET = 0x100
_LONGEST_COUNT = 7  # digits without separators
_REACH = 12  # tokens that an expression may reach either side of its trigger


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
    """A named pattern over letters."""

    name: str
    source: str

    def match(self, codes: str, start: int, end: int) -> re.Match[str] | None:
        """The rule's fit at a token."""
        return _pattern(self.source).match(codes, start, end)


@cache  # made when the rule first fits: most reports need a few of them
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


class Found(NamedTuple):
    """One place where a rule fits; groups of the match are token ranges."""

    rule: Rule
    match: re.Match[str]

    def group(self, name: str) -> Range | None:
        """Token range of a named group, None where the rule has none or it is empty."""
        if name not in self.match.re.groupindex:
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
    """The rules of one codebook file, tried in the file's order at each token near one of its triggers.

    None of them begins with a word of no class.
    """

    def __init__(self, name: str) -> None:
        entries = load(name)
        macros = {entry["macro"]: entry["pattern"] for file in _FILES for entry in load(file) if "macro" in entry}
        sets = _sets()
        self._rules = []
        for entry in (entry for entry in entries if "rule" in entry):
            source = _compiled(entry["pattern"], macros, sets, f"{name}.yaml: {entry['rule']}")
            self._rules.append(Rule(entry["rule"], source))
        parts = (f"(?P<r{number}>{_GROUP.sub('?:', rule.source)})" for number, rule in enumerate(self._rules))
        self._any = re.compile(rf"(?!{re.escape(_NOTHING)})(?:{'|'.join(parts)})")
        triggers = next(entry["triggers"] for entry in entries if "triggers" in entry)
        self._trigger = re.compile(f"[{''.join(sets[one].strip('[]') for one in triggers)}]")

    def search(self, letters: Letters, start: int, end: int) -> Found | None:
        """The leftmost place in a range of tokens where a rule fits."""
        found = self._any.search(letters.codes, start, end)
        if found is None or found.lastgroup is None:
            return None
        rule = self._rules[int(found.lastgroup[1:])]
        match = rule.match(letters.codes, found.start(), end)
        return Found(rule, match) if match else None

    def all(self, letters: Letters) -> Iterator[Found]:
        """Every place where a rule fits, left to right and apart."""
        position = 0
        for start, end in self._regions(letters.codes):
            position = max(position, start)
            while position < end and (found := self.search(letters, position, end)):
                position = max(found.match.end(), position + 1)
                yield found

    def _regions(self, codes: str) -> list[Range]:
        """Ranges of tokens around triggers, joined where they touch: no rule fits outside them."""
        regions: list[Range] = []
        for found in self._trigger.finditer(codes):
            start, end = max(found.start() - _REACH, 0), found.end() + _REACH
            if regions and start <= regions[-1][1]:
                regions[-1] = (regions[-1][0], end)
            else:
                regions.append((start, end))
        return regions


@lru_cache(maxsize=4)
def scan(text: str) -> Letters:
    """Tokens of a text with the letter of each; cached, as times and numbers both ask."""
    lexicon = lexicon_of_codebook()
    letter, words, phrases = lexicon.letter, lexicon.words, lexicon.phrases
    dash = letter["DASH"]
    raw = list(_SCAN.finditer(text))
    lowers = text.replace("’", "'").lower()
    plain = [lowers[found.start() : found.end()] for found in raw] if len(lowers) == len(text) else _each_lower(raw)
    result = Letters(text, [], [], [], "", [])
    starts, ends, kept, values, codes = result.starts, result.ends, result.lowers, result.values, []
    position, count = 0, len(raw)
    while position < count:
        found, lower = raw[position], plain[position]
        start, end = found.span()
        shape, width = found.lastgroup or "", 1
        value: Any = None
        if shape in _WORDS:
            capital = text[start].isupper()
            word = words.get(lower)
            if lower in phrases:
                word, width = _phrase(lexicon, plain, position, capital, word)
            if word is None or (word.cased and not capital):
                code = letter["CAP"] if capital else _NOTHING
            else:
                code, value = word.code, word.value
            if code == dash and text[start - 1 : start].isspace() and text[end : end + 1].isspace():
                code = letter["SPACED"]
            if width > 1:
                end, lower = raw[position + width - 1].end(), " ".join(plain[position : position + width])
        elif shape == "FIGURE":
            name, value = _figure(lower)
            code = letter[name]
        else:
            code, value = letter[shape], found.group()
        starts.append(start)
        ends.append(end)
        kept.append(lower)
        values.append(value)
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


def _each_lower(raw: list[re.Match[str]]) -> list[str]:
    """Words in lower case where that changes a text's length ("İ")."""
    return [found.group().replace("’", "'").lower() for found in raw]


def _phrase(
    lexicon: Lexicon, plain: list[str], position: int, capital: bool, word: _Word | None
) -> tuple[_Word | None, int]:
    """The longest phrase that begins at a token and how many tokens it takes, else the word itself."""
    for tokens, phrase in lexicon.phrases[plain[position]]:
        if (capital or not phrase.cased) and tuple(plain[position : position + len(tokens)]) == tokens:
            return phrase, len(tokens)
    return word, 1


def _figure(token: str) -> tuple[str, Any]:
    """The class of a whole number by its digits, and its value; one too long for a count is a code."""
    if "," not in token and len(token) > _LONGEST_COUNT:
        return "MIXED", token
    value = int(token.replace(",", ""))
    if "," in token or len(token) > 4:
        return "NUMERAL", value
    if token.startswith("0") and len(token) > 2:
        return "ZEROS", value
    if 1 <= value <= 31:
        return "DAYNUM", value
    if len(token) == 4:
        return ("YEAR" if 1500 <= value <= 2099 else "FOURDIG"), value
    return ("TWODIG" if len(token) == 2 else "NUMERAL"), value


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
