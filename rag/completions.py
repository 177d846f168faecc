"""The text in an OpenAI-compatible server's response: events that bring it in parts, or one completion as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from index import ModelFailed

__all__ = ["streamed_text", "whole_text"]


def streamed_text(lines: Iterator[bytes]) -> Iterator[str]:
    """Yield the text of server-sent events, one JSON object in each (the ``chat.completion.chunk`` of OpenAI's API)."""
    finished = False
    for line in lines:
        field, _, value = line.rstrip(b"\r").partition(b":")
        if field != b"data":  # a comment that keeps the connection alive, a blank line, another field
            continue
        if value.strip() == b"[DONE]":
            return
        choice = _choice(value)
        piece = _content(choice.get("delta"))
        if piece:
            yield piece
        if choice.get("finish_reason") == "length":
            raise ModelFailed("it was cut off before it had finished")
        finished = finished or choice.get("finish_reason") is not None
    if not finished:
        raise ModelFailed("the connection ended before it had finished")


def whole_text(lines: Iterator[bytes]) -> Iterator[str]:
    """Yield the text of a server that does not stream."""
    yield _content(_choice(b"\n".join(lines)).get("message"))


def _choice(data: bytes) -> dict[str, Any]:
    """Return the first choice of a completion or of a part of one, empty where there is none."""
    try:
        sent = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ModelFailed("it sent something that is no JSON") from error
    if not isinstance(sent, dict) or "error" in sent:
        raise ModelFailed(
            "it reported an error" if isinstance(sent, dict) else "it sent something that is no completion"
        )
    choices = sent.get("choices")
    if not isinstance(choices, list) or not all(isinstance(choice, dict) for choice in choices):
        raise ModelFailed("it sent something that is no completion")
    return choices[0] if choices else {}  # the last part may tell of the tokens used alone


def _content(said: object) -> str:
    content = said.get("content") if isinstance(said, dict) else None
    if content is not None and not isinstance(content, str):
        raise ModelFailed("it sent something that is no text")
    return content or ""
