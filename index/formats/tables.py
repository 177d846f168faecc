"""CSV: a header that names the columns, and an article a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain

from index.bounds import LARGEST_DOCUMENT, too_large
from index.cleaning import decode
from index.datatypes import Skipped
from index.errors import ReadingError
from index.fields import TEXT_NAMES, standard_name
from index.formats.base import Format, Opened, Part, foreign
from index.formats.records import record_of

__all__ = ["CSV"]

_DELIMITERS = ",;\t|"
_BETWEEN = "\n\f\n"  # which no field holds, in any encoding


def _read(opened: Opened) -> Iterator[Part]:
    """Yield a record for each row, with the line that the row begins on."""
    csv.field_size_limit(LARGEST_DOCUMENT)  # one for all readers of the process; 131,072 characters if nobody says
    # A byte that is no UTF-8 is carried along, and decoded with the others of its row.
    text = io.TextIOWrapper(opened.file, "utf-8-sig", errors="surrogateescape", newline="")
    lines = iter(lambda: _line(text), "")
    first = next(lines, "")
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
    with foreign("a table with names of columns"):
        header = [standard_name(name) for name in next(rows, [])]
    if not set(TEXT_NAMES) & set(header):
        raise ReadingError("its first line has to name the columns, and one of them text or html")
    while True:
        place = f"{opened.place}:{rows.line_num + 1}"
        try:
            row = next(rows, None)
            if row is None:
                return
            if any(row):
                yield record_of(place, _fields(row, header))
        except csv.Error as error:
            yield Skipped(place, f"not a row of CSV: {error}")
        except ReadingError as error:
            yield Skipped(place, str(error))


def _fields(row: list[str], header: list[str]) -> dict[str, str]:
    """Return the fields of a row by the names of their columns.

    Raises:
        ReadingError: there are more or fewer than columns, or they are in an unknown encoding.
    """
    if len(row) != len(header):
        raise ReadingError(f"the row has {len(row)} fields, and the first line names {len(header)}")
    # all together: a word alone says too little of its encoding
    decoded = decode(_BETWEEN.join(row).encode("utf-8", "surrogateescape")).split(_BETWEEN)
    return dict(zip(header, decoded, strict=False))


def _line(text: io.TextIOWrapper) -> str:
    line = text.readline(LARGEST_DOCUMENT)
    if len(line) == LARGEST_DOCUMENT:
        raise ReadingError(f"a line is {too_large()}")
    return line


CSV = Format((".csv", ".tsv"), ("text/csv", "text/tab-separated-values"), lambda _: False, _read)
