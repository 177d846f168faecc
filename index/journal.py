"""SQLite's write-ahead log: moved into the database file, with checksums of the pages that it held."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from index.blocks import BLOCK, checksum

__all__ = ["checkpoint"]

_LOG_HEADER, _FRAME_HEADER = 32, 24  # bytes; see "WAL-File Format" in SQLite's documentation
_PAUSE = 0.02  # seconds


def checkpoint(connection: sqlite3.Connection, path: Path, patience: float) -> dict[int, bytes] | None:
    """Move what was committed from the log of a database into its file; nobody may be writing.

    Args:
        connection: One that reads nothing.
        path: The database; its pages have ``BLOCK`` bytes.
        patience: Seconds to wait for the readers of older states; a question takes some hundredths.

    Returns:
        The pages that were in the log, counted from 0, with their checksums; None if a reader of an older state did not
        let all be moved.
    """
    until = time.monotonic() + patience
    while True:
        ((blocked, frames, moved),) = connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        if not blocked and frames == moved:
            return _logged(path.with_name(f"{path.name}-wal"), frames)
        if time.monotonic() > until:
            return None
        time.sleep(_PAUSE)


def _logged(log: Path, frames: int) -> dict[int, bytes]:
    pages: dict[int, bytes] = {}
    if frames > 0:
        with log.open("rb") as file:
            file.seek(_LOG_HEADER)
            for _ in range(frames):
                page = int.from_bytes(file.read(_FRAME_HEADER)[:4], "big")
                pages[page - 1] = checksum(file.read(BLOCK))
    return pages
