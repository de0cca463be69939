"""Reports from lines of JSON, one at a time: `text` or `html`, and what else is told of the report."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from io import BufferedIOBase
from typing import Any

from counterclaim.errors import SourceError
from counterclaim.gather.article import Article
from counterclaim.gather.decode import whole_letters
from counterclaim.gather.documents import refuse_long
from counterclaim.gather.options import Options, Wanted, everything, limit_in_bytes, local_time, over
from counterclaim.records.report import Report

_FACTS = ("text", "html", "title", "outlet", "url", "published", "language")
_SHOWN = 60


def lines(
    name: str, stream: BufferedIOBase, options: Options, wanted: Wanted = everything
) -> Iterator[Report | SourceError]:
    """A report or an error for every line that is not blank; `name` and the line's number are in the error."""
    number = 0
    limit = limit_in_bytes("max_file_mb", options.settings)
    while True:
        number += 1
        where = f"{name} line {number}"
        try:
            line = stream.readline(limit + 1)
            if not line:
                return
            taken = wanted()
            if len(line) > limit:
                _skip_the_rest(stream, limit)
                raise SourceError(where, over("max_file_mb", options.settings))
            if taken and line.strip():
                yield told_report(where, _mapping(where, line), options)
        except SourceError as error:
            yield error
        except (EOFError, zlib.error, OSError) as error:
            yield SourceError(where, f"cannot be unpacked: {str(error).rstrip('.').lower()}")
            return


def _skip_the_rest(stream: BufferedIOBase, limit: int) -> None:
    while True:
        rest = stream.readline(limit)
        if not rest or rest.endswith(b"\n"):
            return


def told_report(where: str, told: dict[str, Any], options: Options) -> Report:
    """The report that a mapping of its facts tells; raises SourceError where there is none in it."""
    facts = {key: _words(where, told, key) for key in _FACTS}
    article = _article(where, facts)
    refuse_long(article.text, where, options)
    published, notes = _published(facts["published"])
    url, more = _url(facts["url"])
    return Report(
        text=article.text,
        id=_id(where, told),
        title=facts["title"] or article.title,
        outlet=facts["outlet"] or options.outlet or article.outlet,
        url=url or article.url,
        published=published or options.published or article.published,
        language=facts["language"] or options.language or article.language,
        notes=(*article.notes, *notes, *more),
    )


def _mapping(where: str, line: bytes) -> dict[str, Any]:
    try:
        told = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise SourceError(where, "not UTF-8") from None
    except (ValueError, RecursionError) as error:
        shown = line[:_SHOWN].decode("utf-8", "replace").strip()
        why = error.msg.lower() if isinstance(error, json.JSONDecodeError) else "too deep or too long"
        raise SourceError(where, f"not JSON: {why}: {shown!r}") from None
    if not isinstance(told, dict):
        raise SourceError(where, 'no JSON object; {"text": "..."} was expected')
    return told


def _words(where: str, told: dict[str, Any], key: str) -> str | None:
    value = told.get(key)
    if value is not None and not isinstance(value, str):
        raise SourceError(where, f'"{key}" is no string')
    return whole_letters(value) if value else None


def _id(where: str, told: dict[str, Any]) -> str:
    value = told.get("id")
    if value is None or value == "":
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise SourceError(where, '"id" is neither a string nor a whole number')
    return whole_letters(str(value))


def _article(where: str, facts: dict[str, str | None]) -> Article:
    if (facts["text"] or "").strip():
        return Article(facts["text"] or "")
    if facts["html"]:
        from counterclaim.gather.page import page_article  # noqa: PLC0415 (a heavy library)

        return page_article(facts["html"], where, facts["url"])
    raise SourceError(where, 'neither "text" nor "html" in it')


def _url(told: str | None) -> tuple[str | None, tuple[str, ...]]:
    """An address of the web; any other, which a browser might run, is left out."""
    if not told or told.strip().lower().startswith(("http://", "https://")):
        return told, ()
    return None, (f"url is no address of the web and was left out: {told[:_SHOWN]}",)


def _published(text: str | None) -> tuple[str | None, tuple[str, ...]]:
    if not text:
        return None, ()
    told = local_time(text)
    return told, () if told else (f"published is no ISO date and was left out: {text[:_SHOWN]}",)
