"""WARC (ISO 28500), as crawlers keep pages: each page of an archive, with its address. warcio reads the records."""

from __future__ import annotations

import gzip
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from typing import Any

from index.bounds import LARGEST_DOCUMENT, too_large
from index.datatypes import Skipped
from index.errors import ReadingError
from index.formats.base import FAILURES, Document, Format, Opened, Part, foreign
from index.formats.charsets import in_utf8

__all__ = ["WARC"]

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_KEPT = ("response", "resource", "conversion")


def _read(opened: Opened) -> Iterator[Part]:
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as error:
        raise ReadingError("WARC files need warcio: pip install 'rashomon[warc]'") from error
    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    others: Counter[str] = Counter()
    page: Part | None = None
    number = 0
    try:
        for number, record, ended in _each(ArchiveIterator(opened.file)):
            if page is not None:
                yield page if ended else Skipped(_place(page), "its length is not what the archive states")
                page = None
            if record is None or record.rec_type not in _KEPT:
                continue
            kind = _kind(record)
            if kind in _PAGES:
                page = _page(record, f"{opened.place}:{number}", kind)
            else:
                others[kind] += 1
    except ReadingError as error:
        if page is not None:
            yield page
        yield Skipped(f"{opened.place}:{number + 1}", f"{error}; nothing from here on was read")
    if others:
        listed = ", ".join(f"{count:,} {kind}" for kind, count in others.most_common())
        yield Skipped(opened.place, f"records that are no pages: {listed}")


def _each(records: Any) -> Iterator[tuple[int, Any, bool]]:  # noqa: ANN401
    """Yield the number of each record, the record, and whether the one before it ended where it was to end.

    At the end of the file comes None in place of a record.
    """
    number, record, faults = 0, records, 0
    while record is not None:
        # warcio counts what does not end where it should, and writes it to standard error
        with foreign("a record of WARC"), redirect_stderr(StringIO()):
            record = next(records, None)
        number += 1
        yield number, record, records.err_count == faults
        faults = records.err_count


def _place(part: Part) -> str:
    return part.source if isinstance(part, Skipped) else part.place


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
    if (record.length or 0) > LARGEST_DOCUMENT:
        return Skipped(place, too_large())
    try:
        with foreign("what a server sends"):
            raw = _content(record).read(LARGEST_DOCUMENT + 1)
    except FAILURES as error:
        return Skipped(place, f"damaged: {error}")
    if len(raw) > LARGEST_DOCUMENT:
        return Skipped(place, too_large())
    if getattr(record.raw_stream, "limit", 0):
        return Skipped(place, "the file ends in the midst of it")
    stated = (record.http_headers or record.rec_headers).get_header("Content-Type")
    url = record.rec_headers.get_header("WARC-Target-URI")
    return Document(place, in_utf8(raw, stated), None if kind == "text/plain" else "text/html", url)


def _content(record: Any) -> Any:  # noqa: ANN401
    """Return the stream of what a server sent; warcio would take what gzip can no longer unpack for its end."""
    from warcio.bufferedreaders import ChunkedDataReader

    headers = record.http_headers
    if headers is None or (headers.get_header("Content-Encoding") or "").lower() not in ("gzip", "x-gzip"):
        return record.content_stream()
    chunked = headers.get_header("Transfer-Encoding") == "chunked"
    packed = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
    return gzip.GzipFile(fileobj=packed)


WARC = Format((".warc",), ("application/warc",), lambda head: head.startswith(b"WARC/"), _read)
