"""Sends a post to a target: an Atom file, an e-mail, a signed web hook, a Slack-compatible hook.

The only importer of smtplib, and beside gather/fetch.py of the HTTP client.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import smtplib
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from counterclaim.alerts.messages import Post, hook, mail, slack
from counterclaim.errors import CounterclaimError, SettingError

_SECONDS = 20.0
_SMTP = "smtp://localhost:25"
_SENDER = "counterclaim@localhost"


class NotSentError(CounterclaimError):
    """A target did not take a post: it is tried again later."""


def send(
    post: Post, target: str, feed: str, environment: Mapping[str, str] | None = None, transport: Any = None
) -> None:
    """Send to one target; raises NotSentError. `feed` is the whole Atom feed, for a target that is one.

    `transport` is httpx2's, for answers that come from elsewhere than the network.
    """
    found = os.environ if environment is None else environment
    if target.startswith("atom:"):
        _file(Path(target.removeprefix("atom:")), feed)
    elif target.startswith("mailto:"):
        _mail(post, unquote(target.removeprefix("mailto:")), found)
    elif target.startswith("slack+"):
        _post(target.removeprefix("slack+"), slack(post), {}, transport)
    else:
        _post(target, hook(post), _signed(post, hook(post), found), transport)


def signature(secret: str, at: str, body: bytes) -> str:
    """What a receiver compares: HMAC-SHA256 over time, a full stop and the body, as `sha256=...`."""
    told = hmac.new(secret.encode(), at.encode() + b"." + body, hashlib.sha256)
    return f"sha256={told.hexdigest()}"


def _signed(post: Post, body: bytes, environment: Mapping[str, str]) -> dict[str, str]:
    headers = {"X-Counterclaim-Delivery": post.name, "X-Counterclaim-Time": post.at}
    secret = environment.get("COUNTERCLAIM_WEBHOOK_SECRET")
    return headers | ({"X-Counterclaim-Signature": signature(secret, post.at, body)} if secret else {})


def _post(url: str, body: bytes, headers: dict[str, str], transport: Any) -> None:
    import httpx2  # noqa: PLC0415 (a heavy library)

    try:
        with httpx2.Client(transport=transport, timeout=_SECONDS, headers={"User-Agent": "counterclaim"}) as client:
            answer = client.post(url, content=body, headers={"Content-Type": "application/json", **headers})
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as fault:
        raise NotSentError(f"{_host(url)}: {' '.join(str(fault).split()) or type(fault).__name__}") from None
    if not 200 <= answer.status_code < 300:
        raise NotSentError(f"{_host(url)}: answers {answer.status_code}")


def _mail(post: Post, to: str, environment: Mapping[str, str]) -> None:
    server = urlsplit(environment.get("COUNTERCLAIM_SMTP", _SMTP))
    if server.scheme not in {"smtp", "smtps"} or not server.hostname:
        raise SettingError("COUNTERCLAIM_SMTP: smtp://USER@HOST:PORT or smtps://..., ?from=ADDRESS at its end")
    sender = parse_qs(server.query).get("from", [_SENDER])[0]
    password = environment.get("COUNTERCLAIM_SMTP_PASSWORD")
    kind = smtplib.SMTP_SSL if server.scheme == "smtps" else smtplib.SMTP
    try:
        with kind(server.hostname, server.port or 0, timeout=_SECONDS) as connection:
            if kind is smtplib.SMTP and connection.has_extn("starttls"):
                connection.starttls()
            if server.username and password:
                connection.login(unquote(server.username), password)
            connection.send_message(mail(post, sender, to))
    except (smtplib.SMTPException, OSError) as fault:
        told = getattr(fault, "strerror", None) or str(fault)
        raise NotSentError(f"{server.hostname}: {' '.join(str(told).split())}") from None


def _file(place: Path, feed: str) -> None:
    """Written whole or not at all: readers fetch it at any time."""
    try:
        handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(feed)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(place)
    except OSError as fault:
        raise NotSentError(f"{place}: {fault.strerror}") from None


def _host(url: str) -> str:
    """Where it goes, without what may be secret in the address."""
    return urlsplit(url).hostname or "the address"
