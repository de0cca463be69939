"""One document's bytes into its report: plain text as given, pages and PDFs by what they hold."""

from __future__ import annotations

import re
from dataclasses import replace

from counterclaim.errors import SourceError
from counterclaim.gather.article import Article
from counterclaim.gather.decode import declared, decode, whole_letters
from counterclaim.gather.kinds import Kind
from counterclaim.gather.options import Options, Raw, limit_in_bytes, over
from counterclaim.gather.walls import OPEN_IN_PART, WHAT, wall
from counterclaim.records.report import Report

_HEADING = re.compile(r"\s*(?:#{1,3}[ \t]+)?(?P<title>\S[^\r\n]{2,160}?)[ \t]*(?:\r?\n[ \t]*){2,}\S")
_CLOSED = (".", ":", ";", ",", "!", '."', ".”")


def document(raw: Raw, kind: Kind, options: Options) -> Report:
    """The report in a document; raises SourceError where there is none in it."""
    return _report(_article(raw, kind), raw.name, raw.url, options)


def plain(text: str, options: Options) -> Report:
    """The report that a text in hand is; raises SourceError for an empty or endless one."""
    text = whole_letters(text)
    return _report(Article(text, title=title_of(text)), "the text", None, options)


def title_of(text: str) -> str | None:
    """The first line of a plain text where it stands alone as a heading does, without a full stop."""
    found = _HEADING.match(text)
    if found is None or found["title"].endswith(_CLOSED):
        return None
    return found["title"]


def refuse_long(text: str, name: str, options: Options) -> None:
    """Raise SourceError for a text over the limit."""
    if len(text.encode()) > limit_in_bytes("max_text_mb", options.settings):
        raise SourceError(name, over("max_text_mb", options.settings))


def _report(article: Article, name: str, url: str | None, options: Options) -> Report:
    if not article.text.strip():
        raise SourceError(name, "empty")
    refuse_long(article.text, name, options)
    return Report(
        text=article.text,
        title=article.title,
        outlet=options.outlet or article.outlet,
        url=url or article.url,
        published=options.published or article.published,
        language=options.language or article.language,
        notes=article.notes,
    )


def _article(raw: Raw, kind: Kind) -> Article:
    if kind is Kind.PDF:
        from counterclaim.gather.pdf import pdf_article  # noqa: PLC0415 (a heavy library)

        return pdf_article(raw.data, raw.name)
    text, notes = decode(raw.data, raw.name, raw.charset or (declared(raw.data) if kind is Kind.PAGE else None))
    if kind is Kind.PAGE:
        from counterclaim.gather.page import page_article  # noqa: PLC0415 (a heavy library)

        try:
            found = page_article(text, raw.name, raw.url, notes)
        except SourceError:
            _refuse_wall(raw.name, wall(text, None))
            raise
        before = wall(text, found.text)
        if before in OPEN_IN_PART:
            return replace(found, notes=(*found.notes, f"{before}: {WHAT[before]}"))
        _refuse_wall(raw.name, before)
        return found
    text = whole_letters(text)
    return Article(text, title=title_of(text), notes=notes)


def _refuse_wall(name: str, before: str | None) -> None:
    if before is not None:
        raise SourceError(name, WHAT[before], before)
