"""What is on disk: one SQLite file that is the truth, and beside it the vectors that it counts.

A change is one transaction. Vectors are written and flushed before it commits, and count only by what it says, so a
writer that is stopped at any instant leaves the state before. Readers keep seeing whole states while one writer works
(SQLite's write-ahead log): the thread that writes has a connection of its own, and alone sees its change before it is
done. After the change come the manifest and the checksums of files, which may be a state behind when the writer was
stopped between; the next writer catches up.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from typing import Any

from index import words
from index.copies import Signature
from index.database import Database
from index.datatypes import Article, ArticleWarning, Claim, Passage, Skipped, Span
from index.errors import ArticleMissing, IndexError_
from index.manifest import seal_files
from index.records import article_fields, content_checksum, pack_claims, to_article, unpack_claims
from index.schema import NUMBER, SCHEMA

__all__ = ["Store", "content_checksum"]

_OF_ARTICLE = {"passages": "article = ?", "claims": "article = ?", "articles": "key = ?"}
_DELETE = {
    "passages": "DELETE FROM passages WHERE article = ?",
    "claims": "DELETE FROM claims WHERE article = ?",
    "articles": "DELETE FROM articles WHERE key = ?",
}


class Store(Database):
    """The articles, passages and claims of an index. Not for use outside ``index``."""

    def make_tables(self) -> None:
        """Make the tables that are not there."""
        for statement in SCHEMA:
            self.connection.execute(statement)

    def check(self) -> None:
        """Raise ``sqlite3.DatabaseError`` if the file is not one with these tables."""
        self.facts()

    def stamp(self) -> None:
        """Count the states of the index, so that what is known of one is never taken for another's."""
        self._count("state", 1)

    def settle(self, *, whole: bool = False) -> None:
        """Write the manifest and the checksums of files, unless the state is no longer the one that was made here.

        What cannot be done now, because somebody reads an older state or the disk is full, the next writer does: the
        change itself is complete.

        Args:
            whole: Trust no checksum that is there.
        """
        if self.private:
            return
        try:
            with self._transaction():
                pages = self.checkpoint(patience=0.3)
                if pages is not None:
                    seal_files(self.path.parent, self.facts(), pages, whole=whole)
        except (OSError, sqlite3.OperationalError, IndexError_):
            return

    def facts(self) -> dict[str, str]:
        """Return what the index says of itself: format, encoder, state, counts; empty before a build."""
        return dict(self.rows("SELECT name, value FROM facts"))

    def number(self, table: str, condition: str = "TRUE", *arguments: object) -> int:
        """Return how many articles, passages, claims or what was skipped there are, those of a condition in SQL."""
        return int(self.rows(f"{NUMBER[table]} WHERE {condition}", *arguments)[0][0])

    def set_fact(self, name: str, value: object) -> None:
        """Say something of the index itself."""
        self.connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, str(value)))

    def version(self) -> tuple[int, int]:
        """Return a pair that changes whenever the content does, by this process or another.

        What a change has in its midst has pairs that never come again, so nothing kept by them outlives a rollback.
        """
        with self.snapshot() as connection:
            if connection is self.connection:
                return -self._changes, connection.total_changes
            facts = self.facts()
        return int(facts.get("generation", 0)), int(facts.get("state", 0))

    def _count(self, name: str, by: int) -> None:
        self.connection.execute(
            """INSERT INTO facts VALUES (?, ?)
               ON CONFLICT (name) DO UPDATE SET value = CAST(value + excluded.value AS TEXT)""",
            (name, str(by)),
        )

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
        vectors: tuple[bytes, bytes],
        warnings: tuple[ArticleWarning, ...],
        vectors_checksum: int,
    ) -> int:
        """Add an article, with no copies as yet, and return its key; the vectors are its sentences' and its claims'."""
        cursor = self.connection.execute(
            """INSERT INTO articles(id, checksum, fields, text, raw, published, publisher, sentences, sentence_vectors,
               claim_vectors, warnings, signature, shingles, vectors_checksum)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                article.id, content_checksum(article), article_fields(article), article.text,
                zlib.compress(article.raw), article.published, article.publisher,
                json.dumps([[s.start, s.end] for s in sentences]), *vectors,
                json.dumps([[w.explanation, [[s.start, s.end] for s in w.evidence]] for w in warnings]),
                signature.values, signature.shingles, vectors_checksum,
            ),
        )  # fmt: skip
        key = int(cursor.lastrowid or 0)
        self.connection.execute("UPDATE articles SET copies = key WHERE key = ?", (key,))
        self.connection.executemany("INSERT INTO bands VALUES (?, ?)", [(band, key) for band in signature.bands()])
        self._count("articles", 1)
        return key

    def put_claims(self, key: int, claims: tuple[Claim, ...]) -> None:
        """Add the claims of an article."""
        if claims:
            self.connection.execute("INSERT INTO claims VALUES (?, ?, ?)", (key, len(claims), pack_claims(claims)))
            self._count("claims", len(claims))

    def put_passage(self, key: int, row: int, passage: Passage, headline: str, text: str) -> None:
        """Add a passage under its row of vectors."""
        self.connection.execute("INSERT INTO passages VALUES (?, ?, ?, ?)", (row, key, passage.start, passage.end))
        words.add_words(self.connection, row, headline, text)
        self._count("passages", 1)

    def delete(self, article_id: str) -> int | None:
        """Remove an article with all that was made from it; return the number of its group, None if it is not there."""
        found = self.rows("SELECT key, copies, signature, shingles FROM articles WHERE id = ?", article_id)
        if not found:
            return None
        ((key, number, *signature),) = found
        rows = [row for (row,) in self.rows("SELECT row FROM passages WHERE article = ?", key)]
        words.remove_words(self.connection, rows)
        bands = Signature(*signature).bands()
        self.connection.executemany("DELETE FROM bands WHERE band = ? AND article = ?", [(b, key) for b in bands])
        for table, query in _DELETE.items():
            self._count(table, -self.number(table, _OF_ARTICLE[table], key))
            self.connection.execute(query, (key,))
        return int(number)

    def join(self, first: int, second: int) -> None:
        """Make two groups of copies one, under the first number."""
        self.connection.execute("UPDATE articles SET copies = ? WHERE copies = ?", (first, second))

    def set_origin(self, keys: list[int], origin: str) -> None:
        """Say which articles are copies of one another, by the key of the first, and who did their reporting."""
        self.connection.executemany(
            "UPDATE articles SET origin = ?, copies = ? WHERE key = ?", [(origin, keys[0], key) for key in keys]
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
            """SELECT id, checksum, fields, text, raw, published, publisher, sentences, sentence_vectors, claim_vectors,
               warnings, signature, shingles, vectors_checksum FROM articles WHERE key = ?""",
            "SELECT number, data FROM claims WHERE article = ?",
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
        data, number, *known = self._row(
            article_id,
            """SELECT data, number, id, text, origin, articles.published FROM articles
               LEFT JOIN claims ON claims.article = articles.key WHERE id = ?""",
        )
        return unpack_claims(data, number, *known) if number else ()

    def origin(self, article_id: str) -> str:
        """Return who did the reporting of an article."""
        return str(self._row(article_id, "SELECT origin FROM articles WHERE id = ?")[0])

    def sentences(self, article_id: str) -> tuple[Span, ...]:
        """Return the sentences of an article."""
        return tuple(
            Span(*span) for span in json.loads(self._row(article_id, "SELECT sentences FROM articles WHERE id = ?")[0])
        )

    def packed_vectors(self, article_id: str) -> tuple[bytes, bytes]:
        """Return the vectors of an article's sentences and of the places of its claims, packed."""
        sentences, claims = self._row(article_id, "SELECT sentence_vectors, claim_vectors FROM articles WHERE id = ?")
        return bytes(sentences), bytes(claims)

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
