"""One URL into its bytes, within limits of time, size and redirects."""

from __future__ import annotations

import time
from typing import Any

from counterclaim.errors import FetchError
from counterclaim.gather.options import Raw, limit_in_bytes, over
from counterclaim.settings import Settings, variable

_SCHEMES = ("http://", "https://")
_NAME = "counterclaim (news report reader)"
REPORTS = ("text/", "html", "xml", "pdf", "json", "octet-stream")


def is_url(source: str) -> bool:
    """Whether a source is something to fetch."""
    return source.lower().startswith(_SCHEMES)


def fetch(url: str, settings: Settings, taken: tuple[str, ...] = REPORTS, transport: Any = None) -> Raw:
    """The answer of `url`; raises FetchError for no answer or one of a content type without any word of `taken`.

    `transport` is httpx2's, for answers that come from elsewhere than the network.
    """
    import httpx2  # noqa: PLC0415 (a heavy library)

    try:
        with (
            httpx2.Client(
                transport=transport,
                follow_redirects=settings.fetch_redirects > 0,
                max_redirects=settings.fetch_redirects,
                timeout=settings.fetch_seconds,
                headers={"User-Agent": _NAME},
            ) as client,
            client.stream("GET", url) as answer,
        ):
            _refuse(url, answer, taken)
            return Raw(
                name=url,
                data=_body(url, answer, settings),
                url=str(answer.url),
                content_type=answer.headers.get("content-type", "").lower(),
                charset=answer.charset_encoding,
            )
    except httpx2.TimeoutException:
        raise _too_slow(url, settings) from None
    except httpx2.TooManyRedirects:
        limit = f"setting {variable('fetch_redirects')}"
        raise FetchError(url, f"more than {settings.fetch_redirects} redirects ({limit})") from None
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise FetchError(url, f"does not answer: {_one_line(error)}") from None


def _refuse(url: str, answer: Any, taken: tuple[str, ...]) -> None:
    if answer.status_code != 200:
        raise FetchError(url, f"answers {answer.status_code} {answer.reason_phrase}".rstrip())
    kind = answer.headers.get("content-type", "").lower().partition(";")[0]
    if kind and not any(word in kind for word in taken):
        raise FetchError(url, f"answers with {kind}; expected was one of {', '.join(taken)}")


def _body(url: str, answer: Any, settings: Settings) -> bytes:
    """The bytes as they come in, stopped at the limits of size and of time."""
    limit = limit_in_bytes("max_file_mb", settings)
    ends = time.monotonic() + settings.fetch_seconds
    data = bytearray()
    for chunk in answer.iter_bytes():
        data += chunk
        if len(data) > limit:
            raise FetchError(url, over("max_file_mb", settings))
        if time.monotonic() > ends:
            raise _too_slow(url, settings)
    return bytes(data)


def _too_slow(url: str, settings: Settings) -> FetchError:
    limit = f"setting {variable('fetch_seconds')}"
    return FetchError(url, f"no whole answer within {settings.fetch_seconds:g} seconds ({limit})")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".").lower() or type(error).__name__
