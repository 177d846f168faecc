"""A server on loopback that speaks OpenAI's chat interface and does what a test tells it to, decent or not."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["Asked", "Script", "chunk", "says", "scripted", "sends"]


@dataclass(frozen=True)
class Asked:
    """One request, as the server got it."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def material(self) -> str:
        """The user's message: what the model is given to write from."""
        return str(self.body["messages"][-1]["content"])


Script = Callable[[Asked, BaseHTTPRequestHandler], None]


@dataclass
class Served:
    url: str
    asked: list[Asked] = field(default_factory=list)


def chunk(text: str | None = None, *, finish: str | None = None) -> bytes:
    """Return one server-sent event with a part of the text."""
    delta = {} if text is None else {"content": text}
    sent = {"object": "chat.completion.chunk", "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
    return f"data: {json.dumps(sent)}\n\n".encode()


def sends(*parts: bytes, status: int = 200, media_type: str = "text/event-stream", **headers: str) -> Script:
    """Return the script of a server that sends these bytes and closes."""

    def answer(asked: Asked, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", media_type)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        for part in parts:
            handler.wfile.write(part)
            handler.wfile.flush()

    return answer


def says(*pieces: str) -> Script:
    """Return the script of a server that streams a text in these pieces, as it should."""
    return sends(*map(chunk, pieces), chunk(finish="stop"), b"data: [DONE]\n\n")


@contextmanager
def scripted(*scripts: Script) -> Iterator[Served]:
    """Serve the scripts, one a request, the last one again and again."""
    waiting: list[Script] = list(scripts)
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            with lock:
                served.asked.append(asked)
                script = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            with suppress(OSError):  # the reader may go away
                script(asked, self)

        def log_message(self, *arguments: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served = Served(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
