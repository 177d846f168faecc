"""What a format is: how its files are known, and how they are taken apart into documents."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader

from index.bounds import LARGEST_DOCUMENT, too_large
from index.datatypes import Skipped
from index.errors import ReadingError

__all__ = ["FAILURES", "Document", "Format", "Opened", "Part", "content_of", "foreign", "root_name"]

FAILURES = (ReadingError, OSError, EOFError, zlib.error)
"""What reading a file can raise that cannot be read, or not to its end."""

_NAME = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it was found, for ``index.cleaning`` to make an article of."""

    place: str
    """Where it was found: a file or address, and for one of several its line or number (``news.jsonl:3``)."""
    raw: bytes
    media_type: str | None
    """One that ``clean`` knows; ``None`` where the content is to tell."""
    url: str | None = None
    """Its address, where that is known from outside the document."""


Part = Document | Skipped
"""What a format finds in a file: documents, and what is none, with the reason."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file, unpacked and open at its beginning."""

    file: BufferedReader
    head: bytes
    """Its first bytes, which ``file`` still has to give."""
    place: str
    suffix: str
    """Of its name, in lower case and without ``.gz``; empty if it has none."""
    url: str | None = None
    encoding: str | None = None
    """The one that it is known to be in, whatever it says of itself."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file."""

    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    """By which servers call it."""
    recognises: Callable[[bytes], bool]
    """Says by the first bytes whether a file is certainly of this kind, whatever it is called."""
    read: Callable[[Opened], Iterator[Part]]
    """Yields what is in a file, in order, holding one document at a time; what it raises ends the file."""


def content_of(opened: Opened, largest: int = LARGEST_DOCUMENT) -> bytes:
    """Return all of a file that is one document.

    Raises:
        ReadingError: it has more than so many bytes.
    """
    raw = opened.file.read(largest + 1)
    if len(raw) > largest:
        raise ReadingError(too_large(largest))
    return raw


@contextmanager
def foreign(what: str) -> Iterator[None]:
    """Let whatever a library raises on a damaged file be a failure to read it: some raise anything.

    Raises:
        ReadingError: in its place, with what the file should have been.
    """
    try:
        yield
    except FAILURES:
        raise
    except Exception as error:
        raise ReadingError(f"not {what}: {type(error).__name__} {' '.join(str(error).split())}"[:300]) from error


def root_name(head: bytes) -> str:
    """Return the name of the first element of markup, without its prefix; empty if it does not begin with one.

    Declarations and comments may stand before it.
    """
    at = 3 if head.startswith(b"\xef\xbb\xbf") else 0
    while True:
        at += len(head[at:]) - len(head[at:].lstrip())
        if head.startswith(b"<!--", at):
            end = b"-->"
        elif head.startswith(b"<?", at):
            end = b"?>"
        elif head.startswith(b"<!", at):
            declared = head[at : at + 300].partition(b">")[0]
            end = b"]>" if b"[" in declared else b">"
        else:
            found = _NAME.match(head, at)
            return found[1].decode() if found else ""
        stop = head.find(end, at)
        if stop < 0:
            return ""
        at = stop + len(end)
