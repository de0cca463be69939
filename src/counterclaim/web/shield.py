"""Headers that keep a page to itself, and hosts that it answers to: against injected scripts, framing, rebinding."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_CLOSED = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:{tiles}; connect-src 'self'{tiles}; "
    "worker-src 'self'; font-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)
_MOST_BYTES = 8 * 1024 * 1024
_TOO_LARGE = "Too large: 8 MB at most."


class Shield:
    """ASGI middleware around the whole site."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], tiles: str | None, secure: bool) -> None:
        self.app = app
        self.hosts = hosts
        place = urlsplit(tiles) if tiles else None
        origin = f" {place.scheme}://{place.netloc}" if place else ""
        self.headers = {
            "content-security-policy": _CLOSED.format(tiles=origin),
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "geolocation=(), camera=(), microphone=()",
        }
        if secure:
            self.headers["strict-transport-security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse a host that is none of ours and a body that is too large."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > _MOST_BYTES:
                raise HTTPException(413, _TOO_LARGE)
            return message

        await self.app(scope, counted, sealed)

    def _refusal(self, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "")
        name = host if host.endswith("]") else host.rsplit(":", 1)[0] if ":" in host else host
        if "*" not in self.hosts and name not in self.hosts:
            return PlainTextResponse("This host name is not served here; name it with --host-name.\n", 421)
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdecimal()) or int(length) > _MOST_BYTES:
            return PlainTextResponse(f"{_TOO_LARGE}\n", 413)
        return None
