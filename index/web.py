"""Documents from the web, where the user has allowed it: over HTTP, from public addresses alone, and if robots may.

A host is resolved once, and the connection made to the very address that was checked, so that a name cannot stand for
one machine when it is looked at and for another when it is used. Every redirect is checked like the first address.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.bounds import LARGEST_PDF, LONGEST_FETCH, MOST_REDIRECTS
from index.errors import ReadingError
from index.formats.charsets import in_utf8

if TYPE_CHECKING:
    import httpx
    from protego import Protego

    from index.connections import Answer

__all__ = ["Fetched", "Web", "is_address", "is_public", "resolve"]

_AGENT = "rashomon"  # as robots.txt is asked for it
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LARGEST_ROBOTS = 512 << 10  # bytes; RFC 9309 wants at least 500 KiB to be read, and the rest may be left
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stood at an address."""

    url: str
    """Where it was found in the end."""
    content_type: str
    raw: bytes


def is_address(path: str) -> bool:
    """Say whether a path is an address on a network, of whatever scheme."""
    return _SCHEME.match(path) is not None


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the public internet, and neither private nor special.

    IPv6 addresses that stand for one of IPv4 are judged by that.
    """
    given = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(given, ipaddress.IPv6Address):
        inner = given.ipv4_mapped or given.sixtofour or (given.teredo[1] if given.teredo else None)
        if given in _NAT64:
            inner = ipaddress.IPv4Address(int(given) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return given.is_global and not given.is_multicast


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host, as the system knows them."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


@dataclass(slots=True)
class Web:
    """The web, as far as it is read from.

    Attributes:
        resolver: Returns the IP addresses of a host.
        permitted: Says whether an IP address may be connected to.
    """

    resolver: Callable[[str, int], Sequence[str]] = resolve
    permitted: Callable[[str], bool] = is_public
    _rules: dict[str, Protego | None] = field(default_factory=dict)

    def fetch(self, address: str, *, largest: int = LARGEST_PDF) -> Fetched:
        """Return what stands at an address.

        Args:
            address: One of http or https.
            largest: Bytes that it may have.

        Raises:
            ReadingError: it cannot be had, may not be had, or is too large.
        """
        until = time.monotonic() + LONGEST_FETCH
        url, (status, headers, raw) = self._follow(_parsed(address), until, largest, self._ask_robots)
        if status != 200:
            raise ReadingError(f"the server answers with status {status}")
        content_type = headers.get("content-type", "")
        if content_type.startswith("text/") and "xml" not in content_type:  # XML says itself what it is in
            raw = in_utf8(raw, content_type)
        return Fetched(str(url), content_type, raw)

    def _follow(
        self, url: httpx.URL, until: float, largest: int, check: Callable[[httpx.URL, float], None] | None = None
    ) -> tuple[httpx.URL, Answer]:
        """Return where redirects lead, and the answer there; each address is checked before it is asked."""
        from index.connections import get

        for _ in range(MOST_REDIRECTS + 1):
            if check is not None:
                check(url, until)
            answer = get(url, _AGENT, self.resolver, self.permitted, until, largest, cut=check is None)
            status, headers, _ = answer
            if not (300 <= status < 400 and "location" in headers):
                return url, answer
            url = _parsed(str(url.join(headers["location"])))
        raise ReadingError(f"more than {MOST_REDIRECTS} redirects")

    def _ask_robots(self, url: httpx.URL, until: float) -> None:
        """Raise ``ReadingError`` if the site does not want an address to be read, by RFC 9309."""
        site = str(url.join("/"))
        if site not in self._rules:
            self._rules[site] = self._read_rules(url.join("/robots.txt"), until)
        rules = self._rules[site]
        if rules is None:
            raise ReadingError("its site cannot say at present whether programs may read it (robots.txt)")
        if not rules.can_fetch(str(url), _AGENT):
            raise ReadingError("its site does not want programs to read it (robots.txt)")

    def _read_rules(self, url: httpx.URL, until: float) -> Protego | None:
        """Return the rules of a site; one that has none allows everything; None from a server in trouble."""
        from protego import Protego

        _, (status, _, raw) = self._follow(url, until, _LARGEST_ROBOTS)
        if status >= 500:
            return None
        return Protego.parse(raw.decode("utf-8", "replace") if status == 200 else "")


def _parsed(address: str) -> httpx.URL:
    """Return an address, taken apart.

    Raises:
        ReadingError: it is none that is read from.
    """
    import httpx

    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise ReadingError(f"not an address: {error}") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise ReadingError(f"only http and https are read from, not {url.scheme or 'this'}")
    if url.userinfo:
        raise ReadingError("an address with a user's name or password in it is not read from")
    return url
