"""Files as streams: unpacked while they are read, counted, their beginning looked at, and in UTF-8."""

from __future__ import annotations

import codecs
import gzip
import io
from collections.abc import Iterator
from typing import IO

from index.bounds import LARGEST_DOCUMENT, LARGEST_EXPANSION, SMALLEST_BOMB
from index.errors import ReadingError

__all__ = ["HEAD", "Counted", "lines_of", "unpack"]

HEAD = 16 << 10
"""Bytes at the beginning of a file that tell what it is."""
_BUFFER = 256 << 10
_GZIP = b"\x1f\x8b\x08"
_MARKS = {  # the longer ones first: that of UTF-16 begins that of UTF-32
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


class _Raw(io.RawIOBase):
    """A stream that is read only, by ``_more``."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._more(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _more(self, size: int) -> bytes:
        """Return the next bytes, at most so many; none at the end."""
        raise NotImplementedError


class Counted(_Raw):
    """A stream that counts the bytes it has given.

    Attributes:
        count: How many.
    """

    def __init__(self, file: IO[bytes]) -> None:
        """Read a file from where it stands; it is not closed."""
        self.count = 0
        self._file = file

    def _more(self, size: int) -> bytes:
        data = self._file.read(size)
        self.count += len(data)
        return data


class _Rejoined(_Raw):
    """What was read of a file already, and then its rest."""

    def __init__(self, head: bytes, file: io.BufferedReader) -> None:
        self._head = head
        self._file = file

    def _more(self, size: int) -> bytes:
        if self._head:
            data, self._head = self._head[:size], self._head[size:]
            return data
        return self._file.read1(size)


class _Unpacked(_Raw):
    """What gzip has packed; it ends with an error where it grows beyond all measure."""

    def __init__(self, packed: io.BufferedReader, counted: Counted) -> None:
        self._file = gzip.GzipFile(fileobj=packed)
        self._counted = counted
        self._given = 0

    def _more(self, size: int) -> bytes:
        data = self._file.read1(size)
        self._given += len(data)
        if self._given > max(SMALLEST_BOMB, LARGEST_EXPANSION * self._counted.count):
            raise ReadingError(
                f"unpacked it is more than {LARGEST_EXPANSION} times as large as packed, which no text is"
            )
        return data


class _Recoded(_Raw):
    """The text of a file as UTF-8."""

    def __init__(self, file: io.BufferedReader, encoding: str) -> None:
        self._text = io.TextIOWrapper(file, encoding, newline="")
        self._left = b""

    def _more(self, size: int) -> bytes:
        if not self._left:
            try:
                self._left = self._text.read(_BUFFER).encode()
            except UnicodeError as error:
                raise ReadingError(f"not in the encoding that its first bytes announce: {error}") from error
        data, self._left = self._left[:size], self._left[size:]
        return data


def unpack(counted: Counted) -> tuple[bytes, io.BufferedReader, str | None]:
    """Return the first bytes of a file, the file with these still to be read, and the encoding if that is known.

    What gzip has packed is unpacked; what says by its first bytes that it is in UTF-16 or UTF-32 comes in UTF-8.

    Raises:
        ReadingError: it is packed twice.
    """
    head, file = _looked_at(io.BufferedReader(counted, _BUFFER))
    if head.startswith(_GZIP):
        head, file = _looked_at(io.BufferedReader(_Unpacked(file, counted), _BUFFER))
        if head.startswith(_GZIP):
            raise ReadingError("packed with gzip more than once; unpack it first")
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return *_looked_at(io.BufferedReader(_Recoded(file, encoding), _BUFFER)), "utf-8"
    return head, file, None


def _looked_at(file: io.BufferedReader) -> tuple[bytes, io.BufferedReader]:
    head = file.read(HEAD)
    return head, io.BufferedReader(_Rejoined(head, file), _BUFFER)


def lines_of(file: io.BufferedReader, largest: int = LARGEST_DOCUMENT) -> Iterator[tuple[int, bytes | None]]:
    """Yield the number of each line that is not blank, from 1, and its bytes; ``None`` for a line of more bytes."""
    number = 1
    while line := file.readline(largest + 1):
        if len(line) > largest:
            while line and not line.endswith(b"\n"):
                line = file.readline(largest)
            yield number, None
        elif not line.isspace():
            yield number, line
        number += 1
