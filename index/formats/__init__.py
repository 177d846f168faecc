"""The formats that articles come in, a module for each: how a file is known, and what documents are in it.

A format takes a file apart and says where each document stands; to make an article of it is for ``index.cleaning``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from index.errors import ReadingError
from index.formats.archives import WARC
from index.formats.base import FAILURES, Document, Format, Opened, Part
from index.formats.mail import MAIL
from index.formats.pages import HTML, MARKDOWN, TEXT
from index.formats.pdf import PDF
from index.formats.records import JSON
from index.formats.streams import Counted, unpack
from index.formats.tables import CSV
from index.formats.xml_files import XML

__all__ = ["FAILURES", "SUFFIXES", "Counted", "Document", "Part", "documents_of", "is_certain", "suffix_of"]

_FORMATS = (PDF, WARC, XML, HTML, JSON, MAIL, CSV, MARKDOWN, TEXT)
"""In the order in which the first bytes of a file are looked at."""
SUFFIXES = {suffix: kind for kind in _FORMATS for suffix in kind.suffixes}
_MEDIA_TYPES = {media_type: kind for kind in _FORMATS for media_type in kind.media_types}


def suffix_of(name: str) -> str:
    """Return the suffix of a name, in lower case and without ``.gz``."""
    return PurePath(name.lower().removesuffix(".gz")).suffix


def is_certain(head: bytes) -> bool:
    """Say whether the first bytes of a file show that it is of one of the formats, whatever it is called."""
    return any(kind.recognises(head) for kind in _FORMATS)


def documents_of(
    file: Counted, place: str, name: str = "", content_type: str = "", url: str | None = None
) -> Iterator[Part]:
    """Yield the documents of a file, one at a time, and what in it is none.

    What it is tells its content; where that leaves it open, its name, and then what the server called it.

    Args:
        file: The file as it is stored, packed or not.
        place: Where it stands: a path or an address.
        name: Its name, for the suffix.
        content_type: The ``Content-Type`` that it was sent with.
        url: Its address, if it is from the web.

    Raises:
        ReadingError: it is of no known kind, or is too damaged to go on.
        OSError, EOFError, zlib.error: it cannot be read or unpacked.
    """
    head, opened, encoding = unpack(file)
    if not head:
        raise ReadingError("an empty file")
    suffix = suffix_of(name)
    kind = _kind(head, suffix, content_type)
    yield from kind.read(Opened(opened, head, place, suffix, url, encoding))


def _kind(head: bytes, suffix: str, content_type: str) -> Format:
    certain = next((kind for kind in _FORMATS if kind.recognises(head)), None)
    stated = SUFFIXES.get(suffix) or _MEDIA_TYPES.get(content_type.partition(";")[0].strip().lower())
    if kind := certain or stated:
        return kind
    if b"\x00" in head:
        raise ReadingError(f"cannot read this kind of file; known are {' '.join(SUFFIXES)}, each also .gz")
    return TEXT
