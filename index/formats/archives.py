"""WARC (ISO 28500), as crawlers keep pages: each page of an archive, with its address. warcio reads the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from index.bounds import LARGEST_DOCUMENT, too_large
from index.datatypes import Skipped
from index.errors import ReadingError
from index.formats.base import Document, Format, Opened, Part
from index.formats.charsets import in_utf8

__all__ = ["WARC"]

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_KEPT = ("response", "resource", "conversion")


def _read(opened: Opened) -> Iterator[Part]:
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise ReadingError("WARC files need warcio: pip install 'rashomon[warc]'") from error
    others: Counter[str] = Counter()
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(opened.file), start=1):
            if record.rec_type not in _KEPT:
                continue
            kind = _kind(record)
            if kind in _PAGES:
                yield _page(record, f"{opened.place}:{number}", kind)
            else:
                others[kind] += 1
    except ArchiveLoadFailed as error:
        yield Skipped(f"{opened.place}:{number + 1}", f"not a record of WARC: {error}; nothing from here on was read")
    if others:
        listed = ", ".join(f"{count:,} {kind}" for kind, count in others.most_common())
        yield Skipped(opened.place, f"records that are no pages: {listed}")


def _kind(record: Any) -> str:  # noqa: ANN401 - warcio has no types
    """Return the media type of what was found at an address; the status where nothing was."""
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return f"with status {headers.get_statuscode()}"
    stated = (headers or record.rec_headers).get_header("Content-Type") or "of no stated type"
    return str(stated).partition(";")[0].strip().lower()


def _page(record: Any, place: str, kind: str) -> Part:  # noqa: ANN401
    if cut := record.rec_headers.get_header("WARC-Truncated"):
        return Skipped(place, f"cut off by the crawler ({cut})")
    raw = record.content_stream().read(LARGEST_DOCUMENT + 1)
    if len(raw) > LARGEST_DOCUMENT:
        return Skipped(place, too_large())
    if getattr(record.raw_stream, "limit", 0):
        return Skipped(place, "the file ends in the midst of it")
    stated = (record.http_headers or record.rec_headers).get_header("Content-Type")
    url = record.rec_headers.get_header("WARC-Target-URI")
    return Document(place, in_utf8(raw, stated), None if kind == "text/plain" else "text/html", url)


WARC = Format((".warc",), ("application/warc",), lambda head: head.startswith(b"WARC/"), _read)
