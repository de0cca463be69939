"""Text to tokens: words with inner hyphens and apostrophes kept together, possessives and punctuation apart."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""
    (?P<plain>[^\W\d_]++(?![\w'’ʻʼ`.–-]))
  | (?P<initials>(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W\d_]))?)            # U.S.  a.m.  U.N
  | (?P<title>(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cpt|Sgt|Cpl|Brig|Adm|Cmdr
        |Sen|Rep|Gov|Supt|Insp|St|Jr|Sr|Amb|Msgr)\.(?=\s|-))
  | (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.:]\d+)*)
        (?P<suffix>(?:-[^\W\d_]+(?:-[^\W\d_]+)*|st\b|nd\b|rd\b|th\b|[^\W\d_]{1,3}(?![^\W_]))?)
  | (?P<word>[^\W_](?:[^\W_]|[-–][^\W_]|['’ʻʼ`](?!(?i:s|re|ve|d|ll|m|t)(?![^\W_]))[^\W_])*)
  | (?P<clitic>['’](?:s|S|re|ve|d|ll|m)(?![^\W_]))
  | (?P<dash>--+|[-–—―])
  | (?P<dots>\.{2,}|…)
  | (?P<other>\S)
    """,
    re.VERBOSE,
)
_NOT_CLITIC = re.compile(r"(?i)n['’]t(?![^\W_])")


def tokenize(text: str) -> list[tuple[int, int]]:
    """Token spans in order; every non-space character is in exactly one token."""
    spans: list[tuple[int, int]] = []
    position = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < position:
            continue
        contraction = _NOT_CLITIC.match(text, end - 1) if text[end : end + 1] in {"'", "’"} else None
        if contraction:  # "didn't" stays one token: its negation is looked up whole
            end = contraction.end()
        spans.append((start, end))
        position = end
    return spans
