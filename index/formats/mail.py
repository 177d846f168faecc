"""Messages by e-mail (RFC 5322), as newsletters come: their HTML, else their text."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from index.bounds import MOST_PARTS
from index.cleaning import decode
from index.datatypes import Skipped
from index.errors import ReadingError
from index.formats.base import Format, Opened, Part, content_of
from index.formats.charsets import decoded_as
from index.formats.records import record_of
from index.formats.times import iso_day

__all__ = ["MAIL"]

_FIELD = re.compile(rb"^(?P<name>[A-Za-z][\w-]*):[ \t]", re.MULTILINE)
_CERTAIN = {b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to", b"dkim-signature"}


def _is_mail(head: bytes) -> bool:
    """Say whether a file begins with the fields of a message: with one of them, and two that no other text has."""
    fields = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    named = {field["name"].lower() for field in _FIELD.finditer(fields)}
    return _FIELD.match(fields) is not None and b"from" in named and len(named & _CERTAIN) >= 2


def _read(opened: Opened) -> Iterator[Part]:
    raw = content_of(opened)
    try:
        message = email.message_from_bytes(raw, _class=EmailMessage, policy=email.policy.default)
        parts = list(message.walk())
    except RecursionError:
        raise ReadingError(f"a message with more than {MOST_PARTS} parts") from None
    if len(parts) > MOST_PARTS:
        raise ReadingError(f"a message with more than {MOST_PARTS} parts")
    body = message.get_body(("html", "plain"))
    if body is None:
        raise ReadingError("a message without text")
    sender = parseaddr(_header(message, "From"))[0]
    to_many = "List-Unsubscribe" in message or "List-Id" in message
    yield record_of(opened.place, {
        "html" if body.get_content_type() == "text/html" else "text": _content(body),
        "title": _header(message, "Subject"),
        "published": iso_day(_header(message, "Date")),
        "id": _header(message, "Message-ID").strip("<> "),
        "publisher" if to_many else "author": sender,
    })  # fmt: skip
    for part in parts:
        if part.get_content_disposition() == "attachment":
            yield Skipped(f"{opened.place}:{parts.index(part) + 1}", f"an attachment, which is not read: {_name(part)}")


def _header(message: EmailMessage, name: str) -> str:
    """Return a field of a message, in one line; what is not as the standard wants it is taken as it stands."""
    try:
        value = str(message.get(name, ""))
    except Exception:  # the parser of addresses and dates raises anything on what is neither
        value = dict(message.raw_items()).get(name, "")
    return " ".join(value.encode("utf-8", "replace").decode().split())


def _content(body: MIMEPart) -> str:
    raw = body.get_payload(decode=True)
    content = raw if isinstance(raw, bytes) else b""
    text = decoded_as(content, body.get_content_charset("utf-8"))
    return decode(content) if text is None else text


def _name(part: EmailMessage) -> str:
    return part.get_filename() or part.get_content_type()


MAIL = Format((".eml",), ("message/rfc822",), _is_mail, _read)
