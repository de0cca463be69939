"""Names of places to look-up keys: folded spelling, spelling without article, and consonant skeleton."""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ə": "a", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h",
     "ŋ": "n", "ƙ": "k", "ɗ": "d", "ɓ": "b", "ŧ": "t"}
)  # fmt: skip
_SILENT = re.compile(r"['’‘ʻʼʿʾ`´ʹ.·]+")
_GAP = re.compile(r"[^\w]+|_+")
_ARTICLE = re.compile(r"^(?:al|el|ad|adh|an|ar|as|ash|at|az|ul|aḍ)[ -](?=\w{3})")
_VOWELS = re.compile(r"[aeiouy]+")
_DIPHTHONG = re.compile(r"(?<=[aeou])w(?![aeiouy])")
_BREATH = re.compile(r"(?<=.)h")
_DOUBLE = re.compile(r"(.)\1+")
_SOUNDS = (
    ("tch", "c"), ("tsch", "c"), ("dzh", "j"), ("dsch", "j"), ("dj", "j"), ("kh", "x"), ("gh", "k"), ("sh", "s"),
    ("ch", "c"), ("zh", "j"), ("ph", "v"), ("th", "t"), ("dh", "d"), ("ts", "c"), ("tz", "c"), ("cz", "c"),
    ("sz", "s"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("f", "v"), ("g", "k"),
)  # fmt: skip
_SOUND = re.compile("|".join(old for old, _ in _SOUNDS))
_SOUND_OF = dict(_SOUNDS)


def fold(name: str) -> str:
    """Lower case, without accents, apostrophes and dots; hyphens and other gaps are one space."""
    plain = name.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_SPECIAL))
        plain = "".join(char for char in plain if not unicodedata.combining(char)).translate(_SPECIAL)
    return _GAP.sub(" ", _SILENT.sub("", plain)).strip()


def bare(key: str) -> str:
    """A folded name without the Arabic article, assimilated or not: `al hillah`, `ar raqqah`."""
    return _ARTICLE.sub("", key)


def skeleton(key: str) -> str:
    """What stays of a folded name across ways to write it in Latin letters: its first letter's class and consonants."""
    joined = _DIPHTHONG.sub("", bare(key).replace(" ", ""))
    sounds = _SOUND.sub(lambda match: _SOUND_OF[match.group()], joined)
    start = "a" if sounds[:1] in {"a", "e", "i", "o", "u", "y"} else ""
    return start + _DOUBLE.sub(r"\1", _BREATH.sub("", _VOWELS.sub("", sounds)))
