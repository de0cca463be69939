"""An article that a feed lists into its report: the page that it leads to, with what only the feed tells of it."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.errors import SourceError
from counterclaim.gather.documents import document, plain, refuse_long
from counterclaim.gather.feeds import Entry
from counterclaim.gather.kinds import HEAD, Kind, kind_of, refuse_foreign
from counterclaim.gather.options import Options, Raw
from counterclaim.records.report import Report

_TYPES = (Kind.PAGE, Kind.PDF, Kind.TEXT)
_GUESSED = "was guessed from the page"


def one_page(raw: Raw, options: Options) -> Report:
    """The report that stands at an address; raises SourceError where there is none, or many."""
    head = raw.data[:HEAD]
    kind = kind_of(raw.url or raw.name, head, raw.content_type)
    refuse_foreign(raw.name, head, kind)
    if kind not in _TYPES:
        raise SourceError(raw.name, f"{kind.value}; an article was expected", "type")
    return document(raw, kind, options)


def article(raw: Raw, entry: Entry, options: Options) -> Report:
    """The report of the page that an entry leads to; raises SourceError where there is none."""
    return dated(one_page(raw, options), entry, options)


def own_text(entry: Entry, options: Options, name: str) -> Report:
    """The report of the text that stands in the feed itself; raises SourceError for none."""
    title = entry.title
    text = f"{title}\n\n{entry.text}" if title and not entry.text.startswith(title) else entry.text
    if not entry.text.strip():
        raise SourceError(name, "an entry without a link and without a text", "empty")
    refuse_long(text, name, options)
    notes = ("only the feed's own text was read",)
    return dated(replace(plain(text, options), title=title, url=entry.url, id="", notes=notes), entry, options)


def dated(report: Report, entry: Entry, options: Options) -> Report:
    """The report with the feed's date, title and language where its page tells none, or a date was only guessed."""
    guessed = [note for note in report.notes if note.endswith(_GUESSED)]
    told = options.published or (report.published if report.published and not guessed else None)
    notes = report.notes if told or not entry.published else tuple(n for n in report.notes if n not in guessed)
    return replace(
        report,
        published=told or entry.published or report.published,
        title=report.title or entry.title,
        language=report.language or entry.language,
        notes=notes,
    )
