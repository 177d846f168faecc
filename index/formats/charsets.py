"""The encoding that is stated beside a document and not in it."""

from __future__ import annotations

import codecs
from email.message import Message

__all__ = ["decoded_as", "in_utf8"]

_NOT_OF_TEXTS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
"""Python's codecs for pieces of text; the first two take hours for a page."""


def decoded_as(raw: bytes, charset: str) -> str | None:
    """Return a text that is stated to be in an encoding; None if it is not, or none is known by that name."""
    try:
        if codecs.lookup(charset).name.replace("_", "-") in _NOT_OF_TEXTS:
            return None
        return raw.decode(charset)
    except (LookupError, ValueError):  # a ValueError also for names that can be none
        return None


def in_utf8(raw: bytes, content_type: str | None) -> bytes:
    """Return a text in UTF-8, from the encoding that a server's ``Content-Type`` states; else as it is."""
    if decoded_as(raw, "utf-8") is not None:
        return raw
    stated = Message()
    stated["Content-Type"] = " ".join((content_type or "text/plain").split())
    text = decoded_as(raw, stated.get_content_charset("ascii"))
    return raw if text is None else text.encode("utf-8", "replace")
