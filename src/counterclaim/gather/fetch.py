"""One URL into its bytes, within limits of time, size, unpacking and redirects, from public addresses only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.parse import urljoin

from counterclaim.errors import FetchError
from counterclaim.gather.guard import Deadline, proxied, watching
from counterclaim.gather.links import Resolve, addresses_of, canonical, refuse_private
from counterclaim.gather.options import Raw, limit_in_bytes, over
from counterclaim.gather.unpack import Unpacker
from counterclaim.settings import Settings, contact, variable

_SCHEMES = ("http://", "https://")
NAME = "counterclaim"
REPORTS = ("text/", "html", "xml", "pdf", "json", "octet-stream")
_MOVED, _MOVED_FOR_GOOD, _UNCHANGED = frozenset({301, 302, 303, 307, 308}), frozenset({301, 308}), 304


@dataclass(frozen=True, slots=True)
class Known:
    """What a server said by which it can tell whether its answer is still the same."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: `raw` is None where nothing has changed; `moved` is the new address of what moved for good."""

    raw: Raw | None
    known: Known
    moved: str | None = None


class Web:
    """Asks for URLs and keeps connections between; safe for many threads.

    `transport` is httpx2's, for answers that come from elsewhere than the network; `resolve` tells a name's addresses;
    `before` is told of every address that redirects lead to and may raise FetchError.
    """

    def __init__(
        self,
        settings: Settings,
        transport: Any = None,
        resolve: Resolve = addresses_of,
        before: Callable[[str], None] | None = None,
    ) -> None:
        import httpx2  # noqa: PLC0415 (a heavy library)

        self.settings = settings
        self._resolve = resolve
        self._before = before
        self._elsewhere = transport is not None
        self._deadline = Deadline()
        self._client = httpx2.Client(
            transport=transport,
            http2=transport is None,
            timeout=settings.fetch_seconds,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            headers={"User-Agent": user_agent(), "Accept-Encoding": "gzip, deflate"},
        )

    def close(self) -> None:
        """Let go of all connections."""
        self._client.close()

    def ask(
        self, url: str, taken: tuple[str, ...] = REPORTS, known: Known | None = None, limit: str = "max_file_mb"
    ) -> Answer:
        """The answer of `url`; raises FetchError for none, or a content type without any word of `taken`.

        `known` is what the last answer said of itself; `limit` the setting that says how large one may be.
        """
        import httpx2  # noqa: PLC0415

        try:
            return self._follow(url, taken, known, limit)
        except httpx2.TimeoutException:
            raise _too_slow(url, self.settings) from None
        except (httpx2.RemoteProtocolError, httpx2.ReadError) as error:
            raise FetchError(url, f"breaks off: {_one_line(error)}", "dropped") from None
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            raise FetchError(url, f"does not answer: {_one_line(error)}") from None

    def _follow(self, url: str, taken: tuple[str, ...], known: Known | None, limit: str) -> Answer:
        here, for_good = url, True
        self._deadline.begin(self.settings.fetch_seconds)
        for _ in range(self.settings.fetch_redirects + 1):
            refuse_private(here, self.settings, self._resolve, self._elsewhere or proxied(here))
            request = self._request(here, known)
            answer = self._client.send(request, stream=True)
            try:
                leads = answer.status_code in _MOVED and "location" in answer.headers
                if not leads or self.settings.fetch_redirects == 0:
                    return self._taken(url, answer, taken, limit, here if for_good and here != url else None)
                for_good = for_good and answer.status_code in _MOVED_FOR_GOOD
                here = urljoin(here, answer.headers["location"])
            finally:
                answer.close()
            if self._before is not None:
                self._before(here)
        most = f"setting {variable('fetch_redirects')}"
        raise FetchError(url, f"more than {self.settings.fetch_redirects} redirects ({most})", "redirects")

    def _request(self, url: str, known: Known | None) -> Any:
        headers = {}
        if known is not None and known.etag:
            headers["If-None-Match"] = known.etag
        if known is not None and known.modified:
            headers["If-Modified-Since"] = known.modified
        watch = watching(url, self._deadline, self._elsewhere or bool(self.settings.fetch_private))
        return self._client.build_request("GET", url, headers=headers, extensions={"trace": watch})

    def _taken(self, url: str, answer: Any, taken: tuple[str, ...], limit: str, moved: str | None) -> Answer:
        headers = answer.headers
        known = Known(headers.get("etag"), headers.get("last-modified"))
        if answer.status_code == _UNCHANGED:
            return Answer(None, known, moved)
        _refuse(url, answer, taken)
        raw = Raw(
            name=url,
            data=_body(url, answer, (self.settings, limit, self._deadline)),
            url=canonical(str(answer.url)) or str(answer.url),
            content_type=headers.get("content-type", "").lower(),
            charset=answer.charset_encoding,
        )
        return Answer(raw, known, moved)


def is_url(source: str) -> bool:
    """Whether a source is something to fetch."""
    return source.lower().startswith(_SCHEMES)


def fetch(url: str, settings: Settings, taken: tuple[str, ...] = REPORTS, transport: Any = None) -> Raw:
    """The answer of one URL; raises FetchError for no answer or one of a content type without any word of `taken`."""
    web = Web(settings, transport)
    try:
        raw = web.ask(url, taken).raw
    finally:
        web.close()
    if raw is None:
        raise FetchError(url, "answers that nothing has changed, though nothing was known")
    return raw


@cache
def user_agent() -> str:
    """Who asks: the program, its version, and whom to turn to where that is set."""
    from importlib.metadata import version  # noqa: PLC0415 (slow)

    told = contact()
    return f"{NAME}/{version(NAME)} (news report reader{'; ' + told if told else ''})"


def retry_after(text: str | None, now: datetime | None = None) -> float | None:
    """Seconds that a `Retry-After` asks for, as a number or a date; None where it says neither."""
    if not text:
        return None
    if text.strip().isdecimal():
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - (now or datetime.now(UTC))).total_seconds())


def _refuse(url: str, answer: Any, taken: tuple[str, ...]) -> None:
    if answer.status_code != 200:
        why = f"answers {answer.status_code} {answer.reason_phrase}".rstrip()
        raise FetchError(url, why, str(answer.status_code), retry_after(answer.headers.get("retry-after")))
    kind = answer.headers.get("content-type", "").lower().partition(";")[0]
    if kind and not any(word in kind for word in taken):
        raise FetchError(url, f"answers with {kind}; expected was one of {', '.join(taken)}", "type")


def _body(url: str, answer: Any, rest: tuple[Settings, str, Deadline]) -> bytes:
    """The bytes as they come in, stopped at the limits of size, unpacked too, and of time."""
    settings, name, deadline = rest
    limit = limit_in_bytes(name, settings)
    told = answer.headers.get("content-length", "")
    if told.isdecimal() and int(told) > limit:
        raise FetchError(url, over(name, settings), "large")
    unpacker = Unpacker(url, answer.headers.get("content-encoding", ""))
    data = bytearray()
    for chunk in answer.stream:
        data += unpacker.take(chunk, limit + 1 - len(data))
        if len(data) > limit:
            raise FetchError(url, over(name, settings), "bomb" if unpacker.packed else "large")
        if deadline.left() < 0:
            raise _too_slow(url, settings)
    unpacker.end()
    return bytes(data)


def _too_slow(url: str, settings: Settings) -> FetchError:
    limit = f"setting {variable('fetch_seconds')}"
    return FetchError(url, f"no whole answer within {settings.fetch_seconds:g} seconds ({limit})", "slow")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".").lower() or type(error).__name__
