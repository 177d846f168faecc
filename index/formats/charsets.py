"""The encoding that comes with a document and not in it."""

from __future__ import annotations

from email.message import Message

__all__ = ["in_utf8"]


def in_utf8(raw: bytes, content_type: str | None) -> bytes:
    """Return a text in UTF-8, from the encoding that a server's ``Content-Type`` states; else as it is."""
    stated = Message()
    stated["Content-Type"] = content_type or "text/plain"
    try:
        raw.decode()
    except UnicodeDecodeError:
        try:
            return raw.decode(stated.get_content_charset("ascii")).encode()
        except (LookupError, UnicodeError):
            return raw
    return raw
