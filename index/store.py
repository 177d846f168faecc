"""What is on disk: one SQLite file that is the truth, and beside it the vectors that it counts.

A change is one transaction. Vectors are written and flushed before it commits, and count only by what it says, so a
writer that is stopped at any instant leaves the state before. Readers keep seeing whole states while one writer works
(SQLite's write-ahead log).
"""

from __future__ import annotations

import json
import sqlite3
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from index import words
from index.copies import Signature
from index.datatypes import Article, ArticleWarning, Claim, ClaimKind, Passage, Qualifier, Skipped, Span, State, When
from index.errors import ArticleMissing, IndexBusy, IndexDamaged, IndexError_, IndexMissing

__all__ = ["FORMAT", "Store"]

FORMAT = "1"
_FILE = "index.sqlite3"
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS articles (
        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, checksum INTEGER NOT NULL, fields TEXT NOT NULL,
        text TEXT NOT NULL, raw BLOB NOT NULL, published TEXT, publisher TEXT, sentences TEXT NOT NULL,
        warnings TEXT NOT NULL, signature BLOB NOT NULL, shingles INTEGER NOT NULL, origin TEXT NOT NULL DEFAULT '',
        copies INTEGER NOT NULL DEFAULT 1, vectors_checksum INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE IF NOT EXISTS passages (
        row INTEGER PRIMARY KEY, article INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS passages_by_article ON passages(article)",
    "CREATE TABLE IF NOT EXISTS claims (article INTEGER NOT NULL, data TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS claims_by_article ON claims(article)",
    "CREATE TABLE IF NOT EXISTS skipped (source TEXT PRIMARY KEY, reason TEXT NOT NULL)",
    words.SCHEMA,
)
_ARTICLE_FIELDS = ("title", "url", "publisher", "agency", "authors", "published", "language", "source", "media_type")
_NOT_STORED = {"article_id", "text", "quote", "origin", "published"}
_CLAIM_FIELDS = tuple(f.name for f in fields(Claim) if f.name not in _NOT_STORED)


class Store:
    """The SQLite file of an index. Not for use outside ``index``."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open the file, or make it.

        Raises:
            IndexMissing: there is none and ``create`` is false.
            IndexDamaged: it is not a database.
        """
        self.path = path / _FILE
        if not create and not self.path.exists():
            raise IndexMissing(f"there is no index at {path}; make one with: rashomon index PATH... --to {path}")
        if create:
            path.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        try:
            self.connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=5)
            self.connection.execute("PRAGMA journal_mode = WAL")
            if create:
                with self.writing():
                    for statement in _SCHEMA:
                        self.connection.execute(statement)
            self.facts()
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(f"{self.path} cannot be read: {error}") from error

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Do what is inside as one change, or not at all.

        Raises:
            IndexBusy: another process is writing.
            IndexError_: the disk is full or cannot be written to.
        """
        with self._lock:
            try:
                self.connection.execute("PRAGMA busy_timeout = 200")
                self.connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                raise IndexBusy(f"another process is writing to {self.path.parent}; try again later") from error
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException as error:
                if self.connection.in_transaction:  # a full disk may have rolled back already
                    self.connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.OperationalError):
                    raise IndexError_(f"cannot write to {self.path.parent}: {error}; nothing was changed") from error
                raise

    def rows(self, query: str, *arguments: object) -> list[Any]:
        """Return all rows of a query."""
        with self._lock:
            return self.connection.execute(query, arguments).fetchall()

    def version(self) -> tuple[int, int]:
        """Return a pair that changes whenever the content does, by this process or another."""
        (seen,) = self.rows("PRAGMA data_version")[0]
        return seen, self.connection.total_changes

    def facts(self) -> dict[str, str]:
        """Return what the index says of itself: format, encoder, dimension, vectors written."""
        return dict(self.rows("SELECT name, value FROM facts"))

    def set_fact(self, name: str, value: object) -> None:
        """Say something of the index itself."""
        self.connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, str(value)))

    # articles

    def checksum(self, article_id: str) -> int | None:
        """Return the checksum of an article's content, or None if it is not there."""
        found = self.rows("SELECT checksum FROM articles WHERE id = ?", article_id)
        return int(found[0][0]) if found else None

    def article(self, article_id: str) -> Article:
        """Return an article.

        Raises:
            ArticleMissing: there is none with that id.
        """
        found = self.rows("SELECT id, text, fields, raw FROM articles WHERE id = ?", article_id)
        if not found:
            raise ArticleMissing(f"no article {article_id!r} in the index")
        return _article(*found[0])

    def ids(self) -> list[str]:
        """Return the ids of all articles, in the order they were added."""
        return [article_id for (article_id,) in self.rows("SELECT id FROM articles ORDER BY key")]

    def put(
        self,
        article: Article,
        signature: Signature,
        sentences: tuple[Span, ...],
        warnings: tuple[ArticleWarning, ...],
        vectors_checksum: int,
    ) -> int:
        """Add an article and return its key."""
        known = {name: getattr(article, name) for name in _ARTICLE_FIELDS}
        cursor = self.connection.execute(
            """INSERT INTO articles(id, checksum, fields, text, raw, published, publisher, sentences, warnings,
               signature, shingles, vectors_checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                article.id, content_checksum(article), json.dumps(known), article.text, zlib.compress(article.raw),
                article.published, article.publisher, json.dumps([[s.start, s.end] for s in sentences]),
                json.dumps([[w.explanation, [[s.start, s.end] for s in w.evidence]] for w in warnings]),
                signature.values, signature.shingles, vectors_checksum,
            ),
        )  # fmt: skip
        return int(cursor.lastrowid or 0)

    def put_claims(self, key: int, claims: tuple[Claim, ...]) -> None:
        """Add the claims of an article."""
        self.connection.executemany(
            "INSERT INTO claims VALUES (?, ?)", [(key, json.dumps(_claim_data(claim))) for claim in claims]
        )

    def put_passage(self, key: int, row: int, passage: Passage, headline: str, text: str) -> None:
        """Add a passage under its row of vectors."""
        self.connection.execute("INSERT INTO passages VALUES (?, ?, ?, ?)", (row, key, passage.start, passage.end))
        words.add_words(self.connection, row, headline, text)

    def delete(self, article_id: str) -> None:
        """Remove an article with all that was made from it."""
        for (key,) in self.rows("SELECT key FROM articles WHERE id = ?", article_id):
            rows = [row for (row,) in self.rows("SELECT row FROM passages WHERE article = ?", key)]
            words.remove_words(self.connection, rows)
            self.connection.execute("DELETE FROM passages WHERE article = ?", (key,))
            self.connection.execute("DELETE FROM claims WHERE article = ?", (key,))
            self.connection.execute("DELETE FROM articles WHERE key = ?", (key,))

    def set_origin(self, keys: list[int], origin: str, group: int) -> None:
        """Say which articles are copies of one another, and who did their reporting."""
        self.connection.executemany(
            "UPDATE articles SET origin = ?, copies = ? WHERE key = ?", [(origin, group, key) for key in keys]
        )

    def put_skipped(self, skipped: Skipped) -> None:
        """Keep what could not be read."""
        self.connection.execute("INSERT OR REPLACE INTO skipped VALUES (?, ?)", (skipped.source, skipped.reason))

    def claims(self, article_id: str) -> tuple[Claim, ...]:
        """Return the claims of an article, in the order of their words."""
        found = self.rows("SELECT key, text, origin, published FROM articles WHERE id = ?", article_id)
        if not found:
            raise ArticleMissing(f"no article {article_id!r} in the index")
        key, text, origin, published = found[0]
        stored = self.rows("SELECT data FROM claims WHERE article = ? ORDER BY rowid", key)
        return tuple(_claim(json.loads(data), article_id, text, origin, published) for (data,) in stored)

    def sentences(self, article_id: str) -> tuple[Span, ...]:
        """Return the sentences of an article."""
        found = self.rows("SELECT sentences FROM articles WHERE id = ?", article_id)
        return tuple(Span(*span) for (spans,) in found for span in json.loads(spans))

    def warnings(self, article_id: str) -> tuple[ArticleWarning, ...]:
        """Return what cannot be right within an article."""
        found = self.rows("SELECT warnings FROM articles WHERE id = ?", article_id)
        return tuple(
            ArticleWarning(article_id, explanation, tuple(Span(*span) for span in spans))
            for (stored,) in found
            for explanation, spans in json.loads(stored)
        )

    def skipped(self) -> tuple[Skipped, ...]:
        """Return what could not be read, by source."""
        return tuple(Skipped(*row) for row in self.rows("SELECT source, reason FROM skipped ORDER BY source"))


def content_checksum(article: Article) -> int:
    """Return the CRC-32 of all that an article says, so that the same article again is told from a changed one."""
    known = [getattr(article, name) for name in _ARTICLE_FIELDS if name != "source"]
    return zlib.crc32(json.dumps([article.text, known]).encode())


def _article(article_id: str, text: str, stored: str, raw: bytes) -> Article:
    known = json.loads(stored)
    return Article(id=article_id, text=text, raw=zlib.decompress(raw), **{**known, "authors": tuple(known["authors"])})


def _claim_data(claim: Claim) -> list[Any]:
    values = asdict(claim)
    relay = claim.origin if len(claim.attribution) > 1 else None
    return [*(values[name] for name in _CLAIM_FIELDS), relay]


def _claim(data: list[Any], article_id: str, text: str, origin: str, published: str | None) -> Claim:
    *values, relay = data
    known = dict(zip(_CLAIM_FIELDS, values, strict=True))
    sentence = Span(**known["sentence"])
    when = When(**known["when"]) if known["when"] else None
    for name in ("modifiers", "actions", "names", "attribution"):
        known[name] = tuple(known[name])
    known |= {"sentence": sentence, "when": when, "kind": ClaimKind(known["kind"]), "state": State(known["state"])}
    known["qualifier"] = Qualifier(known["qualifier"])
    return Claim(
        article_id=article_id, text=text[known["start"] : known["end"]], quote=sentence.of(text),
        origin=relay or origin, published=published, **known,
    )  # fmt: skip
