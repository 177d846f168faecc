"""Two checksums for every 4,096 bytes of a file, so that a changed byte is found wherever it is, and set right.

SQLite checks no page, and a file holds more than what is stored of its articles: trees, free space, the rows of
articles that are gone. The checksums stand in a file beside it, and only those of changed blocks are written again.
"""

from __future__ import annotations

import os
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

__all__ = ["BLOCK", "BlockSums", "checksum"]

BLOCK = 4096
"""Bytes; SQLite's own page size, so that a page is a block."""
_SUM = 8  # bytes: CRC-32 and Adler-32, little-endian
_PRIME = 65521  # Adler-32 counts modulo the largest prime under 2**16


class BlockSums:
    """The checksums of a file's blocks: CRC-32, and Adler-32, which tells where a single changed byte stands."""

    def __init__(self, path: Path, *, locked: bool = False) -> None:
        """Name the file that is checked; its checksums stand beside it.

        Args:
            path: The file.
            locked: SQLite holds locks on it.
        """
        self.path = path
        self.sums = path.with_name(f"{path.name}.sums")
        self._open = _keep_open if locked else _open

    def write(self, size: int, changed: Mapping[int, bytes | None] | None = None) -> None:
        """Write checksums of the first ``size`` bytes, and flush them to disk.

        Args:
            size: How many bytes of the file count.
            changed: The numbers of the blocks that are not as they were, with their ``checksum`` where it is known; all
                when not given.
        """
        count = _count(size)
        known = dict.fromkeys(range(count)) if changed is None else dict(changed)
        unknown = [number for number, found in known.items() if found is None and number < count]
        if unknown:
            with self._open(self.path) as file:
                known |= {number: checksum(_read(file, number, size)) for number in unknown}
        with self.sums.open("r+b" if self.sums.exists() else "w+b") as out:
            for number, found in sorted(known.items()):
                if found is not None and number < count:
                    out.seek(number * _SUM)
                    out.write(found)
            out.truncate(count * _SUM)
            out.flush()
            os.fsync(out.fileno())

    def bad(self, size: int) -> list[int]:
        """Return the numbers of the blocks that are not as they were written, or are not there, in order."""
        known = self._known(size)
        with self._open(self.path) as file:
            return [number for number, right in enumerate(known) if checksum(_read(file, number, size)) != right]

    def mend(self, size: int) -> list[int]:
        """Set right each block with one wrong byte, and each wrong checksum of a right block; return their numbers."""
        known = self._known(size)
        mended = []
        for number in self.bad(size):
            with self._open(self.path) as file:
                block = _read(file, number, size)
            crc, adler = checksum(block)[:4], checksum(block)[4:]
            if (crc == known[number][:4]) != (adler == known[number][4:]):  # two agree, so the third is wrong
                self.write(size, {number: None})
            elif right := _mended(block, known[number]):
                with self._open(self.path) as file:
                    os.lseek(file, number * BLOCK, os.SEEK_SET)
                    os.write(file, right)
                    os.fsync(file)
            else:
                continue
            mended.append(number)
        return mended

    def _known(self, size: int) -> list[bytes]:
        """Return a checksum for every block, empty where there is none."""
        stored = self.sums.read_bytes() if self.sums.exists() else b""
        return [stored[place : place + _SUM] for place in range(0, _count(size) * _SUM, _SUM)]


def _count(size: int) -> int:
    return -(-size // BLOCK)


def _descriptor(path: Path) -> int:
    if not path.exists():
        return os.open(os.devnull, os.O_RDONLY)
    binary = getattr(os, "O_BINARY", 0)
    return os.open(path, (os.O_RDWR if os.access(path, os.W_OK) else os.O_RDONLY) | binary)


@contextmanager
def _open(path: Path) -> Iterator[int]:
    file = _descriptor(path)
    try:
        yield file
    finally:
        os.close(file)


_KEPT: dict[tuple[int, int], int] = {}
_KEEPING = threading.Lock()


@contextmanager
def _keep_open(path: Path) -> Iterator[int]:
    """Open a file for good: closing it would take from the whole process the locks that SQLite holds on it.

    See "How To Corrupt An SQLite Database File", 2.2, in SQLite's documentation.
    """
    if not path.exists():
        with _open(path) as file:
            yield file
        return
    status = path.stat()
    with _KEEPING:
        if (status.st_dev, status.st_ino) not in _KEPT:
            _KEPT[status.st_dev, status.st_ino] = _descriptor(path)
        yield _KEPT[status.st_dev, status.st_ino]


def _read(file: int, number: int, size: int) -> bytes:
    os.lseek(file, number * BLOCK, os.SEEK_SET)
    return os.read(file, min(BLOCK, size - number * BLOCK))


def checksum(block: bytes) -> bytes:
    """Return the two checksums of a block."""
    return zlib.crc32(block).to_bytes(4, "little") + zlib.adler32(block).to_bytes(4, "little")


def _mended(block: bytes, right: bytes) -> bytes | None:
    """Return the block with the one byte set right that its checksums tell of, if it is one.

    Adler-32 of ``n`` bytes d(1)...d(n) holds the sums a = 1 + sum d(i) and b = n + sum (n - i + 1) d(i), modulo a prime
    (RFC 1950). A byte that is off by e at place i moves a by e and b by (n - i + 1) e: their quotient is the place.
    """
    wanted, found = int.from_bytes(right[4:], "little"), zlib.adler32(block)
    off = ((wanted & 0xFFFF) - (found & 0xFFFF)) % _PRIME
    if off == 0:
        return None
    place = len(block) - ((wanted >> 16) - (found >> 16)) * pow(off, -1, _PRIME) % _PRIME
    error = off if off < 256 else off - _PRIME
    if not 0 <= place < len(block) or not 0 <= block[place] + error < 256:
        return None
    mended = block[:place] + bytes([block[place] + error]) + block[place + 1 :]
    return mended if checksum(mended) == right else None
