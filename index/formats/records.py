"""JSON: one record, a list of records, or a record a line. ijson reads lists, so that they may be of any length."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedReader
from itertools import chain
from typing import Any

from index.bounds import DEEPEST_RECORD, LARGEST_DOCUMENT, too_large
from index.datatypes import Skipped
from index.fields import TEXT_NAMES, TOO_DEEP, standard_name
from index.formats.base import Document, Format, Opened, Part, content_of
from index.formats.streams import lines_of

__all__ = ["JSON", "record_of"]

_RECORD = "application/json"
_MARK = b"\xef\xbb\xbf"
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*[\"}]|\[\s*[{\]])")
_LINES = (".jsonl", ".ndjson")
_BUFFER = 64 << 10
_OPENING = ("start_map", "start_array")
_CLOSING = ("end_map", "end_array")


def record_of(place: str, fields: Mapping[str, object], url: str | None = None) -> Document:
    """Return a record of what is known of an article, without what is not known."""
    known = {name: value for name, value in fields.items() if value}
    return Document(place, json.dumps(known, ensure_ascii=False).encode(errors="replace"), _RECORD, url)


def _read(opened: Opened) -> Iterator[Part]:
    listed = opened.head.removeprefix(_MARK).lstrip()[:1] == b"["
    return _of_list(opened) if listed and opened.suffix not in _LINES else _of_lines(opened)


def _of_lines(opened: Opened) -> Iterator[Part]:
    """Yield the record of each line, or the only one of a file, whatever lines it has."""
    numbered = lines_of(opened.file)
    taken = []
    if opened.suffix not in _LINES:
        first = next(numbered, None)
        if first is not None and first[1] is not None and not _is_object(first[1]):
            yield from _alone(opened.place, first[1] + content_of(opened, LARGEST_DOCUMENT - len(first[1])))
            return
        second = next(numbered, None)
        if first is not None and first[1] is not None and second is None:
            yield from _alone(opened.place, first[1])
            return
        taken = [each for each in (first, second) if each is not None]
    for number, line in chain(taken, numbered):
        place = f"{opened.place}:{number}"
        yield Skipped(place, too_large()) if line is None else Document(place, line, _RECORD)


def _alone(place: str, raw: bytes) -> Iterator[Document]:
    """Yield the one record of a file, or those of the list that it wraps, as interfaces for news answer."""
    try:
        content = json.loads(raw)
    except (ValueError, RecursionError):
        content = None  # which cleaning tells of
    fields = content if isinstance(content, dict) else {}
    if any(standard_name(name) in TEXT_NAMES for name in fields):
        fields = {}
    inside = (each for each in fields.values() if isinstance(each, dict))
    lists = (each for outer in (fields, *inside) for each in outer.values() if isinstance(each, list))
    wrapped = next((each for each in lists if each and all(isinstance(record, dict) for record in each)), None)
    if wrapped is None:
        yield Document(place, raw, _RECORD)
        return
    for number, record in enumerate(wrapped, start=1):
        yield Document(f"{place}:{number}", json.dumps(record).encode(), _RECORD)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


class _Measured:
    """A file that ends with an error when more than a record is read from it between two records."""

    def __init__(self, file: BufferedReader) -> None:
        self._file = file
        self.read_since = 0

    def read(self, size: int) -> bytes:
        data = self._file.read(size)
        self.read_since += len(data)
        return b"" if self.read_since > LARGEST_DOCUMENT + _BUFFER else data


def _of_list(opened: Opened) -> Iterator[Part]:
    """Yield each record of a list; from where it is no longer JSON, nothing more can be told apart."""
    import ijson

    if opened.head.startswith(_MARK):
        opened.file.read(len(_MARK))
    file = _Measured(opened.file)
    number = 0
    try:
        for number, record in enumerate(_values(ijson.basic_parse(file, buf_size=_BUFFER, use_float=True)), start=1):
            file.read_since = 0
            place = f"{opened.place}:{number}"
            if record is None:
                yield Skipped(place, TOO_DEEP)
                continue
            raw = json.dumps(record, ensure_ascii=False).encode()
            yield Document(place, raw, _RECORD) if len(raw) <= LARGEST_DOCUMENT else Skipped(place, too_large())
    except (ijson.JSONError, OverflowError, UnicodeError) as error:
        large = file.read_since > LARGEST_DOCUMENT
        reason = too_large() if large else f"not JSON: {' '.join(str(error).split())[:200]}"
        yield Skipped(f"{opened.place}:{number + 1}", f"{reason}; nothing from here on was read")


def _values(events: Iterable[tuple[str, Any]]) -> Iterator[Any]:
    """Yield each value of a list from the events of its parser; None for one that is nested too deeply.

    ijson's own way to do this ends the process when a file has 100,000 brackets in a row.
    """
    from ijson import ObjectBuilder

    depth, value, too_deep = 0, ObjectBuilder(), False
    for event, data in events:
        depth -= event in _CLOSING
        inside = depth > 0
        if inside and not too_deep:
            value.event(event, data)
        if event in _OPENING:
            depth += 1
            too_deep = too_deep or depth > DEEPEST_RECORD + 1
        elif inside and depth == 1:
            yield None if too_deep else value.value
            value, too_deep = ObjectBuilder(), False


JSON = Format((".json", *_LINES), ("application/json", "application/x-ndjson", "application/jsonl"),
              lambda head: _BEGINS.match(head) is not None, _read)  # fmt: skip
