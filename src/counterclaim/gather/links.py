"""Web addresses as identities: the same page by the same address, and none that leads to a private place."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from counterclaim.errors import FetchError
from counterclaim.settings import Settings, variable

Resolve = Callable[[str], Sequence[str]]
_TRACKING = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_\w+|at_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|ocid|cmpid|ns_\w+|xtor|"
    r"__twitter_impression|wt_mc|_ga|ref_src|traffic_source)",
    re.I,
)
"""Parts of a query that tell where a reader came from and never which page is meant; example: utm_source=rss."""
_PORTS = {"http": 80, "https": 443}


def canonical(url: str, base: str | None = None) -> str | None:
    """The address without what does not name the page: fragment, tracking, default port; None for no web address."""
    try:
        parts = urlsplit(urljoin(base or "", url.strip()))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host:
        return None
    shown = f"[{host}]" if ":" in host else host
    place = shown if port in (None, _PORTS[scheme]) else f"{shown}:{port}"
    asked = parts.query
    if asked:
        told = parse_qsl(asked, keep_blank_values=True)
        kept = [(name, value) for name, value in told if not _TRACKING.fullmatch(name)]
        asked = asked if len(kept) == len(told) else urlencode(kept)
    return urlunsplit((scheme, place, parts.path or "/", asked, ""))


def host_of(url: str) -> str:
    """Scheme, host and port of an address: whom one is polite to."""
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}"


def addresses_of(host: str) -> list[str]:
    """Every address that a host's name has; raises OSError for a name that has none."""
    return sorted({str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)})


def refuse_private(url: str, settings: Settings, resolve: Resolve = addresses_of, proxied: bool = False) -> None:
    """Raise FetchError where an address, or any that its name has, is not a public one.

    Behind a proxy, which alone may know the names, a name that is unknown here is let through.
    """
    parts = urlsplit(url)
    if parts.scheme.lower() not in _PORTS or not parts.hostname:
        raise FetchError(url, "no http or https address", "address")
    if settings.fetch_private:
        return
    host = parts.hostname.partition("%")[0]
    try:
        found: Sequence[str] = [str(ipaddress.ip_address(host))]
    except ValueError:
        try:
            found = resolve(host)
        except (OSError, UnicodeError):
            if proxied:
                return
            raise FetchError(url, "its host's name is not known") from None
    for address in found:
        refuse_address(url, address)


def refuse_address(url: str, address: str) -> None:
    """Raise FetchError for an address that is not a public one."""
    if not is_public(address):
        why = f"leads to the private address {address} (setting {variable('fetch_private')})"
        raise FetchError(url, why, "private")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network, also where it holds an older kind of address within."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        within = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if within is None and found in ipaddress.ip_network("64:ff9b::/96"):
            within = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if within is not None and not is_public(str(within)):
            return False
        if found.ipv4_mapped is not None:
            return True
    return found.is_global and not found.is_multicast and not found.is_reserved
