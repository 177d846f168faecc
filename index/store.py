"""What is on disk: one SQLite file that is the truth, and beside it the vectors that it counts.

A change is one transaction. Vectors are written and flushed before it commits, and count only by what it says, so a
writer that is stopped at any instant leaves the state before. Readers keep seeing whole states while one writer works
(SQLite's write-ahead log): the thread that writes has a connection of its own, and alone sees its change before it is
done.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

from index import words
from index.copies import Signature
from index.database import Database, missing
from index.datatypes import Article, ArticleWarning, Claim, Passage, Skipped, Span
from index.errors import ArticleMissing
from index.records import article_fields, claim_data, content_checksum, to_article, to_claim

__all__ = ["FORMAT", "Store", "content_checksum", "missing"]

FORMAT = "2"
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS articles (
        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, checksum INTEGER NOT NULL, fields TEXT NOT NULL,
        text TEXT NOT NULL, raw BLOB NOT NULL, published TEXT, publisher TEXT, sentences TEXT NOT NULL,
        warnings TEXT NOT NULL, signature BLOB NOT NULL, shingles INTEGER NOT NULL, origin TEXT NOT NULL DEFAULT '',
        copies INTEGER NOT NULL DEFAULT 1, vectors_checksum INTEGER NOT NULL DEFAULT 0,
        seal INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE IF NOT EXISTS passages (
        row INTEGER PRIMARY KEY, article INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS passages_by_article ON passages(article)",
    "CREATE TABLE IF NOT EXISTS claims (article INTEGER NOT NULL, data TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS claims_by_article ON claims(article)",
    "CREATE TABLE IF NOT EXISTS skipped (source TEXT PRIMARY KEY, reason TEXT NOT NULL)",
    words.SCHEMA,
)


class Store(Database):
    """The articles, passages and claims of an index. Not for use outside ``index``."""

    def make_tables(self) -> None:
        """Make the tables that are not there."""
        for statement in _SCHEMA:
            self.connection.execute(statement)

    def check(self) -> None:
        """Raise ``sqlite3.DatabaseError`` if the file is not one with these tables."""
        self.facts()

    def clear(self) -> None:
        """Remove all but the facts."""
        for table in ("articles", "passages", "claims", "skipped", "words"):
            self.connection.execute(f"DROP TABLE IF EXISTS {table}")
        self.make_tables()

    def facts(self) -> dict[str, str]:
        """Return what the index says of itself: format, encoder, dimension, vectors written; empty before a build."""
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
        return to_article(*self._row(article_id, "SELECT id, text, fields, raw FROM articles WHERE id = ?"))

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
        cursor = self.connection.execute(
            """INSERT INTO articles(id, checksum, fields, text, raw, published, publisher, sentences, warnings,
               signature, shingles, vectors_checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                article.id, content_checksum(article), article_fields(article), article.text,
                zlib.compress(article.raw), article.published, article.publisher,
                json.dumps([[s.start, s.end] for s in sentences]),
                json.dumps([[w.explanation, [[s.start, s.end] for s in w.evidence]] for w in warnings]),
                signature.values, signature.shingles, vectors_checksum,
            ),
        )  # fmt: skip
        return int(cursor.lastrowid or 0)

    def put_claims(self, key: int, claims: tuple[Claim, ...]) -> None:
        """Add the claims of an article."""
        self.connection.executemany(
            "INSERT INTO claims VALUES (?, ?)", [(key, json.dumps(claim_data(claim))) for claim in claims]
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

    def forget_skipped(self, sources: list[str]) -> None:
        """Forget that these could not be read."""
        self.connection.executemany("DELETE FROM skipped WHERE source = ?", [(source,) for source in sources])

    def seal(self, key: int) -> int:
        """Return the CRC-32 of all that is stored of an article: its row, claims, passages and their words.

        Its origin is left out, which changes with its copies.
        """
        queries = (
            """SELECT id, checksum, fields, text, raw, published, publisher, sentences, warnings, signature, shingles,
               vectors_checksum FROM articles WHERE key = ?""",
            "SELECT data FROM claims WHERE article = ? ORDER BY rowid",
            'SELECT row, start, "end" FROM passages WHERE article = ? ORDER BY row',
            """SELECT words.rowid, headline, passage FROM passages CROSS JOIN words ON words.rowid = passages.row
               WHERE article = ? ORDER BY row""",
        )
        return zlib.crc32(repr([self.rows(query, key) for query in queries]).encode())

    def set_seal(self, key: int) -> None:
        """Keep the checksum of all that is stored of an article, once all of it is."""
        self.connection.execute("UPDATE articles SET seal = ? WHERE key = ?", (self.seal(key), key))

    def claims(self, article_id: str) -> tuple[Claim, ...]:
        """Return the claims of an article, in the order of their words; raises ``ArticleMissing``, like the next."""
        with self.snapshot():
            key, text, origin, published = self._row(
                article_id, "SELECT key, text, origin, published FROM articles WHERE id = ?"
            )
            stored = self.rows("SELECT data FROM claims WHERE article = ? ORDER BY rowid", key)
        return tuple(to_claim(json.loads(data), article_id, text, origin, published) for (data,) in stored)

    def origin(self, article_id: str) -> str:
        """Return who did the reporting of an article."""
        return str(self._row(article_id, "SELECT origin FROM articles WHERE id = ?")[0])

    def sentences(self, article_id: str) -> tuple[Span, ...]:
        """Return the sentences of an article."""
        return tuple(
            Span(*span) for span in json.loads(self._row(article_id, "SELECT sentences FROM articles WHERE id = ?")[0])
        )

    def warnings(self, article_id: str) -> tuple[ArticleWarning, ...]:
        """Return what cannot be right within an article."""
        return tuple(
            ArticleWarning(article_id, explanation, tuple(Span(*span) for span in spans))
            for explanation, spans in json.loads(self._row(article_id, "SELECT warnings FROM articles WHERE id = ?")[0])
        )

    def skipped(self) -> tuple[Skipped, ...]:
        """Return what could not be read, by source."""
        return tuple(Skipped(*row) for row in self.rows("SELECT source, reason FROM skipped ORDER BY source"))

    def _row(self, article_id: str, query: str) -> tuple[Any, ...]:
        found: list[tuple[Any, ...]] = self.rows(query, article_id)
        if not found:
            raise ArticleMissing(f"no article {article_id!r} in the index")
        return found[0]
