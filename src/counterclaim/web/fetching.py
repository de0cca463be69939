"""A report from its address: fetched with the limits and the guard of gathering."""

from __future__ import annotations

from counterclaim.errors import SettingError, SourceError
from counterclaim.gather.entries import one_page
from counterclaim.gather.fetch import fetch, is_url
from counterclaim.gather.options import Options, local_time
from counterclaim.records.report import Report
from counterclaim.settings import load
from counterclaim.web.shapes import MOST_LETTERS
from counterclaim.web.site import Site


def fetched(site: Site, url: str, published: str | None, outlet: str | None) -> Report:
    """The report at an address, dated and ascribed as told; raises SettingError and SourceError."""
    if not is_url(url):
        raise SettingError("paste the text of a report, or the http or https address of one, first")
    options = Options(published, outlet, None, load())
    found = one_page(fetch(url, options.settings, transport=site.transport), options)
    if len(found.text) > MOST_LETTERS:
        raise SourceError(url, f"more than {MOST_LETTERS:,} letters; `counterclaim add` takes it")
    return found


def date_of(text: str) -> str | None:
    """A date of publication as typed, None where none is; raises SettingError."""
    told = local_time(text.strip()) if text.strip() else None
    if text.strip() and told is None:
        raise SettingError(f"published: {text!r} is no date; 2026-03-04 or 2026-03-04T08:30 was expected")
    return told
