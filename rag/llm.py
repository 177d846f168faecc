"""An optional language model behind any OpenAI-compatible server, asked for text that is streamed (httpx lives here).

This is the one place from which anything leaves the process. The key goes to the given address and nowhere else:
redirects are not followed and the environment's proxies are not used. Every wait has an end, and so has what is read.
"""

from __future__ import annotations

import os
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from urllib.parse import urlsplit

from index import ModelFailed, UsageError
from rag.completions import streamed_text, whole_text

if TYPE_CHECKING:
    import httpx
    from anyio.from_thread import BlockingPortal

__all__ = ["KEY_VARIABLE", "LanguageModel", "Limits", "Message", "ServedModel"]

_T = TypeVar("_T")
KEY_VARIABLE = "RASHOMON_LLM_KEY"
"""Environment variable of the key that is sent to the server."""
_STEADY = {"temperature": 0, "seed": 0, "max_tokens": 600}
"""Asked for so that the same question gives the same text; not every server takes them."""
_ADVICE = {
    401: f"check {KEY_VARIABLE}",
    403: f"check {KEY_VARIABLE}",
    404: "check the address and the model's name",
    429: "it has too much to do, or the key has no more credit",
}


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a model; ``role`` is ``system``, ``user`` or ``assistant``."""

    role: str
    content: str


class LanguageModel(Protocol):
    """Anything that continues messages with text."""

    @property
    def name(self) -> str:
        """What readers are told the text is by."""

    def write(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the text in pieces as they come.

        Raises:
            ModelFailed: there is no text, or no more of it.
        """


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a model is waited for, and how much of it is read. A local one may first have to load: a minute."""

    connect: float = 5.0
    """Seconds until a connection stands."""
    first: float = 60.0
    """Seconds until the first piece of text."""
    total: float = 120.0
    """Seconds until the last."""
    received: int = 2 * 1024 * 1024
    """Bytes of the response; a piece of text comes in some 300."""
    text: int = 8000
    """Characters of text."""


class ServedModel:
    """A model behind an OpenAI-compatible server: Ollama, llama.cpp, vLLM, a hosted one. Implements ``LanguageModel``.

    Nothing is sent before ``write`` is called; each call has a connection of its own.
    """

    def __init__(self, url: str, name: str, *, key: str | None = None, limits: Limits | None = None) -> None:
        """Set up a model without asking for it yet.

        Args:
            url: Address of the server's interface, such as ``http://localhost:11434/v1``.
            name: The model, as the server calls it.
            key: Sent as a bearer token; that of ``RASHOMON_LLM_KEY`` when not given, none when empty.
            limits: How long to wait, and for how much.

        Raises:
            UsageError: the address or the key cannot be one.
        """
        self.url = _endpoint(url)
        self.name = name
        self.limits = limits or Limits()
        self._key = _checked_key(os.environ.get(KEY_VARIABLE, "") if key is None else key)

    def __repr__(self) -> str:
        """Show everything but the key."""
        return f"ServedModel({self.url!r}, {self.name!r})"

    def write(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the text in pieces as they come.

        Raises:
            ModelFailed: the server cannot be reached, is too slow, refuses, or sends something else.
        """
        import httpx
        from anyio.from_thread import start_blocking_portal

        body = {
            "model": self.name,
            "stream": True,
            "messages": [{"role": m.role, "content": m.content} for m in messages],
        }
        try:
            with start_blocking_portal() as portal:  # a thread of its own: every wait can be ended, wherever it is
                exchange = _Exchange(self.url, self._key, self.limits, portal)
                try:
                    yield from exchange.text(body)
                finally:
                    exchange.close()
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise ModelFailed(_in_words(error)) from error


class _Exchange:
    """One request and the text that comes back; every step is run in the portal's thread with what time is left."""

    def __init__(self, url: str, key: str, limits: Limits, portal: BlockingPortal) -> None:
        import httpx

        self._portal = portal
        self._limits = limits
        self._started = time.monotonic()
        self._spoken = False
        headers = {"Accept": "text/event-stream", "Accept-Encoding": "identity"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        self._client = httpx.AsyncClient(
            headers=headers,
            timeout=httpx.Timeout(None, connect=limits.connect),
            follow_redirects=False,
            trust_env=False,
        )
        self._url = url
        self._response: httpx.Response | None = None

    def close(self) -> None:
        """Give the connection back, whatever state it is in."""
        self._portal.call(self._close)

    def text(self, body: dict[str, Any]) -> Iterator[str]:
        """Yield what the model writes."""
        response = self._send({**body, **_STEADY})
        if response.status_code in (400, 422):  # it may not know what was asked for beside the messages
            self._portal.call(response.aclose)
            response = self._send(body)
        if response.status_code != 200:
            advice = _ADVICE.get(response.status_code, "redirects are not followed" if response.is_redirect else "")
            raise ModelFailed(f"the server answered HTTP {response.status_code}{f': {advice}' if advice else ''}")
        length, whole = 0, "application/json" in response.headers.get("content-type", "")
        for piece in whole_text(self._lines()) if whole else streamed_text(self._lines()):
            self._spoken = True
            length += len(piece)
            if length > self._limits.text:
                raise ModelFailed(f"it wrote more than {self._limits.text:,} characters")
            yield piece

    def _lines(self) -> Iterator[bytes]:
        """Yield the lines of the response, and what follows the last one."""
        received, waiting = 0, b""
        while (chunk := self._portal.call(self._in_time, self._next)) is not None:
            received += len(chunk)
            if received > self._limits.received:
                raise ModelFailed(f"it sent more than {self._limits.received:,} bytes")
            *lines, waiting = (waiting + chunk).split(b"\n")
            yield from lines
        yield waiting

    def _send(self, body: dict[str, Any]) -> httpx.Response:
        request = self._client.build_request("POST", self._url, json=body)

        async def send() -> httpx.Response:
            return await self._client.send(request, stream=True)

        self._response = self._portal.call(self._in_time, send)
        self._chunks = self._response.aiter_raw()  # as sent: nothing that was packed is unpacked without a limit
        return self._response

    async def _next(self) -> bytes | None:
        return await anext(self._chunks, None)

    async def _in_time(self, step: Callable[[], Awaitable[_T]]) -> _T:
        from anyio import fail_after

        longest = self._limits.total if self._spoken else min(self._limits.first, self._limits.total)
        try:
            with fail_after(self._started + longest - time.monotonic()):
                return await step()
        except TimeoutError as error:
            what = "finish" if self._spoken else "begin"
            raise ModelFailed(f"it did not {what} within {longest:g} seconds") from error

    async def _close(self) -> None:
        from anyio import move_on_after

        with move_on_after(1, shield=True):
            if self._response is not None:
                await self._response.aclose()
            await self._client.aclose()


def _endpoint(url: str) -> str:
    """Return the address to which messages are sent.

    Raises:
        UsageError: it is none of the web, or has what it should not.
    """
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        sound = False
    if not sound or any(character.isspace() or not character.isprintable() for character in url):
        raise UsageError("the address of the language model must begin with http:// or https:// and name a host")
    if parts.username is not None or parts.query or parts.fragment:
        raise UsageError(f"the address of the language model is its place alone; a key goes into {KEY_VARIABLE}")
    path = parts.path.rstrip("/") or "/v1"
    return f"{parts.scheme}://{parts.netloc}{path.removesuffix('/chat/completions')}/chat/completions"


def _checked_key(key: str) -> str:
    """Return a key that can stand in a header; it is never repeated in a message."""
    key = key.strip()
    if not key.isascii() or not key.isprintable() or " " in key:
        raise UsageError(f"{KEY_VARIABLE} has characters that no key has")
    return key


def _in_words(error: Exception) -> str:
    """Return what went wrong on the way, without anything that was sent."""
    import httpx

    if isinstance(error, httpx.ConnectTimeout | httpx.ConnectError):
        return "the server cannot be reached"
    return f"the connection failed ({type(error).__name__})"
