"""The text of a PDF, its lines joined to paragraphs again."""

from __future__ import annotations

import io
import logging
import re
from statistics import median

import pypdf
from pypdf.errors import PyPdfError

from counterclaim.errors import SourceError
from counterclaim.gather.article import Article
from counterclaim.gather.decode import whole_letters

_MOST_PAGES = 200
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": "-"})
_SHORT = 0.75
_ENDS = re.compile(r"[.!?:][\"'”’)\]]*$")
_HYPHEN = re.compile(r"(?<=[a-z])-$")

logging.getLogger("pypdf").addHandler(logging.NullHandler())


def pdf_article(data: bytes, name: str) -> Article:
    """The article of a PDF; raises SourceError for one that is locked, broken, endless or without text."""
    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise SourceError(name, "a PDF locked with a password")
        if len(document.pages) > _MOST_PAGES:
            raise SourceError(name, f"a PDF of {len(document.pages)} pages; one report was expected")
        pages = [page.extract_text() for page in document.pages]
        title = document.metadata.title if document.metadata else None
    except SourceError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise SourceError(name, f"a broken PDF ({type(error).__name__})") from None
    text = whole_letters("\n\n".join(found for found in map(paragraphs, pages) if found))
    if not text:
        raise SourceError(name, "a PDF without text (a scan?); recognise its letters first")
    told = (title or "").strip()
    return Article(text + "\n", title=told if told and told in text else None)


def paragraphs(page: str) -> str:
    """A page's lines joined where they were only wrapped; a short line that ends a sentence ends a paragraph."""
    lines = [" ".join(line.split()) for line in page.translate(_LIGATURES).splitlines()]
    usual = median([len(line) for line in lines if line] or [0])
    told: list[str] = []
    open_ended = False
    for line in lines:
        if line and open_ended:
            hyphen = _HYPHEN.search(told[-1])
            told[-1] = told[-1][:-1] + line if hyphen else f"{told[-1]} {line}"
        elif line:
            told.append(line)
        open_ended = bool(line) and not (len(line) < _SHORT * usual and _ENDS.search(line))
    return "\n\n".join(told)
