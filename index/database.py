"""One SQLite file: one connection that writes, others that read whole states meanwhile."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from index.blocks import BLOCK
from index.errors import IndexDamaged, IndexError_, busy, missing, repair_advice
from index.journal import checkpoint

__all__ = ["DATABASE", "UNREADABLE", "Database"]

DATABASE = "index.sqlite3"
UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading a damaged database can raise; Python's module decodes SQLite's messages, which quote what they found."""


class Database:
    """The SQLite file of an index; what is in it is for ``Store`` to say.

    Attributes:
        connection: The one that writes; to be used inside ``writing`` only.
    """

    def __init__(self, path: Path, *, create: bool = False, private: bool = False) -> None:
        """Open the file, or make it.

        Args:
            path: The directory it is in.
            create: Make it if it is not there.
            private: Nobody else may read or write it while it is open, and what is written is one file at any time.

        Raises:
            IndexMissing: there is none and ``create`` is false.
            IndexBusy: it is private to another process.
            IndexDamaged: it is not a database.
        """
        self.path = path / DATABASE
        if not create and not self.path.exists():
            raise missing(path)
        if create:
            path.mkdir(parents=True, exist_ok=True)
        self.private = private
        self._writing = threading.RLock()
        self._writer: int | None = None  # the thread that is writing
        self._changes = 0  # how often one has begun to
        self._idle: list[sqlite3.Connection] = []  # that have read, and may again
        self._reader = threading.local()  # the connection with which a thread is reading one state
        self.connection = self._connect()
        self._only = self.connection if private else None  # all reading goes through this one, if there is one
        try:
            self._prepare()
            if create:
                self._make()
            self.check()
        except UNREADABLE as error:
            self.close()
            if "locked" in str(error):
                raise busy(path) from error
            raise IndexDamaged(f"{self.path} cannot be read: {error}; {repair_advice(path)}") from error
        except BaseException:
            self.close()
            raise

    def make_tables(self) -> None:
        """Make the tables that are not there."""

    def check(self) -> None:
        """Raise ``sqlite3.DatabaseError`` if the file is not one with these tables."""

    def stamp(self) -> None:
        """Number the state that a change makes, before it is committed."""

    def settle(self) -> None:
        """Do what is to be done after a change."""

    def close(self) -> None:
        """Close the file."""
        for connection in (self.connection, *self._idle):
            connection.close()
        self._idle.clear()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Do what is inside as one change, or not at all.

        Raises:
            IndexBusy: another process is writing.
            IndexError_: the disk is full or cannot be written to.
        """
        with self._writing:
            with self._transaction():
                before = self.connection.total_changes
                yield
                changed = self.connection.total_changes != before
                if changed:
                    self.stamp()
            if changed:
                self.settle()

    def save(self) -> None:
        """Commit what was written so far, inside ``writing``; for a private file, of which nobody sees a part."""
        self.connection.execute("COMMIT")
        self.connection.execute("BEGIN IMMEDIATE")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self.connection.execute("PRAGMA busy_timeout = 200")
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise busy(self.path.parent) if "locked" in str(error) else self._unwritable(error) from error
        self._changes += 1
        self._writer = threading.get_ident()
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException as error:
            if self.connection.in_transaction:  # a full disk may have rolled back already
                self.connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):
                raise self._unwritable(error) from error
            raise
        finally:
            self._writer = None

    def _unwritable(self, error: sqlite3.OperationalError) -> IndexError_:
        return IndexError_(f"cannot write to {self.path.parent}: {error}; nothing was changed")

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Read one state inside, whoever writes meanwhile; the thread that writes reads what it has written so far.

        Yields:
            The connection to read from.

        Raises:
            IndexDamaged: the file cannot be read.
        """
        inside = self._inside()
        if inside is not None:
            yield inside
            return
        connection = self._idle.pop() if self._idle else self._connect()
        connection.execute("BEGIN")
        self._reader.connection = connection
        try:
            yield connection
        except UNREADABLE as error:
            raise IndexDamaged(f"{self.path} cannot be read: {error}; {repair_advice(self.path.parent)}") from error
        finally:
            self._reader.connection = None
            connection.execute("COMMIT")
            self._idle.append(connection)

    @contextmanager
    def frozen(self) -> Iterator[Self]:
        """Give a store that stays in one state for as long as it is used, by any thread, and holds up nobody.

        The thread that writes gets this one, with what it has written so far.
        """
        if self._writer == threading.get_ident() or self.private:
            yield self
            return
        store = type(self)(self.path.parent)
        try:
            store._only = store.connection
            store.connection.execute("BEGIN")
            store.check()  # SQLite takes the state at the first look, not at BEGIN
            yield store
        finally:
            store.close()

    def rows(self, query: str, *arguments: object) -> list[Any]:
        """Return all rows of a query."""
        with self.snapshot() as connection:
            return connection.execute(query, arguments).fetchall()

    def checkpoint(self, patience: float) -> dict[int, bytes] | None:
        """Move what was committed from SQLite's log into the file; see ``index.journal``."""
        connection = self._connect()
        try:
            return checkpoint(connection, self.path, patience)
        finally:
            connection.close()

    def _inside(self) -> sqlite3.Connection | None:
        """Return the connection of the state that this thread is in the midst of reading or writing."""
        if self._only is not None:
            return self._only
        if self._writer == threading.get_ident():
            return self.connection
        return getattr(self._reader, "connection", None)

    def _prepare(self) -> None:
        self.connection.execute(f"PRAGMA page_size = {BLOCK}")
        if self.private:
            self.connection.execute("PRAGMA busy_timeout = 200")
            self.connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            return
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA wal_autocheckpoint = 0")  # ``settle`` does it, and has to know the pages
        self.connection.execute("PRAGMA journal_size_limit = 4194304")

    def _make(self) -> None:
        with self._writing, self._transaction():
            self.make_tables()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=5)
        connection.create_function("casefold", 1, _casefold, deterministic=True)
        return connection


def _casefold(name: str | None) -> str | None:
    """Fold case in all alphabets; SQLite's own ``lower`` knows ASCII alone."""
    return None if name is None else name.casefold()
