"""Bytes into text: by byte order mark, as UTF-8, as declared, and only then by a guess that is told."""

from __future__ import annotations

import codecs
import re

from counterclaim.errors import SourceError

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.I)
_DECLARED_WITHIN = 4096
_MOST_CONTROLS = 0.02
_GUESSED_ON = 200_000
_USUAL = "cp1252"


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text, and a note where its encoding was guessed; raises SourceError for bytes that are no text."""
    notes: tuple[str, ...] = ()
    text = _as_marked(data, name)
    if text is None:
        text = _as(data, "utf-8") or _as(data, declared)
    if text is None:
        encoding = _guess(data, name)
        text = data.decode(encoding, "replace")
        notes = (f"the encoding was guessed: {encoding}",)
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise SourceError(name, "binary, not text")
    return text, notes


def declared(page: bytes) -> str | None:
    """The encoding that an HTML page names for itself, if any."""
    found = _DECLARED.search(page[:_DECLARED_WITHIN])
    return found[1].decode("ascii") if found else None


def whole_letters(text: str) -> str:
    """The text with halves of surrogate pairs, which no file can hold, replaced one for one."""
    return _SURROGATES.sub("\ufffd", text)


def _as_marked(data: bytes, name: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _as(data, encoding)
            if text is None:
                raise SourceError(name, f"begins as {encoding} but is not")
            return text
    return None


def _as(data: bytes, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _guess(data: bytes, name: str) -> str:
    """The likeliest encoding; the commonest one of the West where that is as likely."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 (only for what is not UTF-8)

    best = from_bytes(data[:_GUESSED_ON]).best()
    if best is None:
        raise SourceError(name, "not text in any known encoding")
    return _USUAL if _USUAL in best.could_be_from_charset else best.encoding
