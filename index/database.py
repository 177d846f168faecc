"""One SQLite file: one connection that writes, one that reads whole states meanwhile."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from index.errors import IndexBusy, IndexDamaged, IndexError_, IndexMissing

__all__ = ["Database", "missing"]

_FILE = "index.sqlite3"


class Database:
    """The SQLite file of an index; what is in it is for ``Store`` to say.

    Attributes:
        connection: The one that writes; to be used inside ``writing`` only.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open the file, or make it.

        Raises:
            IndexMissing: there is none and ``create`` is false.
            IndexDamaged: it is not a database.
        """
        self.path = path / _FILE
        if not create and not self.path.exists():
            raise missing(path)
        if create:
            path.mkdir(parents=True, exist_ok=True)
        self._writing, self._reading = threading.RLock(), threading.RLock()
        self._writer: int | None = None  # the thread that is writing
        self._changes = 0  # how often one has begun to
        self.connection, self._reader = self._connect(), self._connect()
        try:
            self.connection.execute("PRAGMA journal_mode = WAL")
            if create:
                with self.writing():
                    self.make_tables()
            self.check()
        except sqlite3.DatabaseError as error:
            self.close()
            raise IndexDamaged(f"{self.path} cannot be read: {error}") from error
        except BaseException:
            self.close()
            raise

    def make_tables(self) -> None:
        """Make the tables that are not there."""

    def check(self) -> None:
        """Raise ``sqlite3.DatabaseError`` if the file is not one with these tables."""

    def close(self) -> None:
        """Close the file."""
        self.connection.close()
        self._reader.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Do what is inside as one change, or not at all.

        Raises:
            IndexBusy: another process is writing.
            IndexError_: the disk is full or cannot be written to.
        """
        with self._writing:
            try:
                self.connection.execute("PRAGMA busy_timeout = 200")
                self.connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                raise IndexBusy(f"another process is writing to {self.path.parent}; try again later") from error
            self._changes += 1
            self._writer = threading.get_ident()
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException as error:
                if self.connection.in_transaction:  # a full disk may have rolled back already
                    self.connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.OperationalError):
                    raise IndexError_(f"cannot write to {self.path.parent}: {error}; nothing was changed") from error
                raise
            finally:
                self._writer = None

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Read one state inside, whoever writes meanwhile; the thread that writes reads what it has written so far.

        Yields:
            The connection to read from.
        """
        if self._writer == threading.get_ident():
            yield self.connection
            return
        with self._reading:
            if self._reader.in_transaction:  # within another snapshot
                yield self._reader
                return
            self._reader.execute("BEGIN")
            try:
                yield self._reader
            finally:
                self._reader.execute("COMMIT")

    @contextmanager
    def frozen(self) -> Iterator[Self]:
        """Give a store that stays in one state for as long as it is used, and holds up nobody.

        The thread that writes gets this one, with what it has written so far.
        """
        if self._writer == threading.get_ident():
            yield self
            return
        store = type(self)(self.path.parent)
        try:
            store._reader.execute("BEGIN")
            store.check()  # SQLite takes the state at the first look, not at BEGIN
            yield store
        finally:
            store.close()

    def rows(self, query: str, *arguments: object) -> list[Any]:
        """Return all rows of a query."""
        with self.snapshot() as connection:
            return connection.execute(query, arguments).fetchall()

    def version(self) -> tuple[int, int]:
        """Return a pair that changes whenever the content does, by this process or another.

        What a change has in its midst has pairs that never come again, so nothing kept by them outlives a rollback.
        """
        with self.snapshot() as connection:
            if connection is self.connection:
                return self._changes, connection.total_changes
            ((seen,),) = connection.execute("PRAGMA data_version")
            return 0, seen

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=5)
        connection.create_function("casefold", 1, _casefold, deterministic=True)
        return connection


def missing(path: Path) -> IndexMissing:
    """Return the error that says how to make an index at a path."""
    return IndexMissing(f"there is no index at {path}; make one with: rashomon index PATH... --to {path}")


def _casefold(name: str | None) -> str | None:
    """Fold case in all alphabets; SQLite's own ``lower`` knows ASCII alone."""
    return None if name is None else name.casefold()
