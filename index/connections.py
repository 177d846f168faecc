"""Connections over HTTP to addresses that were checked, and no longer than is allowed (httpcore).

Imported when something is read from the web, and not before.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from typing import Any

import httpcore
import httpx

from index.bounds import too_large
from index.errors import ReadingError

__all__ = ["Answer", "get"]

_PATIENCE = 20.0  # seconds for a connection, and for each part of an answer

Answer = tuple[int, httpx.Headers, bytes]
"""The status, the headers and the content."""


class _Timed(httpcore.NetworkStream):
    """A connection that ends when its time is up, however slowly the other side goes on."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream = stream
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._until))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, _left(self._until)), self._until)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as it is declared
        return self._stream.get_extra_info(info)


class _Guarded(httpcore.NetworkBackend):
    """Connects to a host at one of its addresses, if all of them are permitted; never by its name."""

    def __init__(
        self, resolver: Callable[[str, int], Sequence[str]], permitted: Callable[[str], bool], until: float
    ) -> None:
        self._resolver = resolver
        self._permitted = permitted
        self._until = until

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        addresses = self._resolver(host, port)
        for address in addresses:
            if not self._permitted(address):
                raise ReadingError(f"{host} is at {address}, which is no public address, and is not read from")
        stream = httpcore.SyncBackend().connect_tcp(addresses[0], port, _left(self._until))
        return _Timed(stream, self._until)


def _left(until: float) -> float:
    """Return how many seconds may be waited now."""
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return min(left, _PATIENCE)


def get(
    url: httpx.URL, agent: str, resolver: Callable[[str, int], Sequence[str]], permitted: Callable[[str], bool],
    until: float, largest: int, *, cut: bool = False,
) -> Answer:  # fmt: skip
    """Return the answer to one request; redirects are not followed.

    Args:
        url: The address.
        agent: What the program calls itself.
        resolver: Returns the IP addresses of a host.
        permitted: Says which of these may be connected to.
        until: When time is up, by the monotonic clock.
        largest: Bytes that the content may have.
        cut: Leave out what is more, instead of raising an error.

    Raises:
        ReadingError: it cannot be had, or is too large.
    """
    headers = {"Host": url.netloc.decode(), "User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "identity"}
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    content = bytearray()
    try:
        with (
            closing(httpcore.ConnectionPool(network_backend=_Guarded(resolver, permitted, until))) as pool,
            pool.stream("GET", target, headers=list(headers.items())) as response,
        ):
            for chunk in response.iter_stream():
                content += chunk
                if len(content) > largest:
                    if not cut:
                        raise ReadingError(too_large(largest))
                    break
            return response.status, httpx.Headers(response.headers), bytes(content[:largest])
    except httpcore.TimeoutException as error:
        raise ReadingError("cannot be read from the web: it takes too long") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise ReadingError(f"cannot be read from the web: {str(error) or type(error).__name__}") from error
