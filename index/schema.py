"""The tables of an index.

Of the articles, ``key``, ``id``, ``text``, ``fields``, ``raw`` and ``checksum`` are the same in every format, so that
an index of any of them can be made anew.
"""

from __future__ import annotations

from index import words

__all__ = ["FORMAT", "NUMBER", "SCHEMA"]

FORMAT = "7"
SCHEMA = (
    "CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS articles (
        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, checksum INTEGER NOT NULL, fields TEXT NOT NULL,
        text TEXT NOT NULL, raw BLOB NOT NULL, published TEXT, publisher TEXT, sentences TEXT NOT NULL,
        sentence_vectors BLOB NOT NULL, claim_vectors BLOB NOT NULL, warnings TEXT NOT NULL,
        signature BLOB NOT NULL, shingles INTEGER NOT NULL, origin TEXT NOT NULL DEFAULT '',
        copies INTEGER NOT NULL DEFAULT 1, vectors_checksum INTEGER NOT NULL DEFAULT 0,
        seal INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE IF NOT EXISTS passages (
        row INTEGER PRIMARY KEY, article INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS passages_by_article ON passages(article)",
    "CREATE TABLE IF NOT EXISTS claims (article INTEGER PRIMARY KEY, number INTEGER NOT NULL, data BLOB NOT NULL)",
    "CREATE INDEX IF NOT EXISTS articles_by_copies ON articles(copies)",
    """CREATE TABLE IF NOT EXISTS bands (
        band INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (band, article)) WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS skipped (source TEXT PRIMARY KEY, reason TEXT NOT NULL)",
    words.SCHEMA,
)
NUMBER = {
    "articles": "SELECT count(*) FROM articles",
    "passages": "SELECT count(*) FROM passages",
    "claims": "SELECT coalesce(sum(number), 0) FROM claims",  # those of an article are one row
    "skipped": "SELECT count(*) FROM skipped",
}
"""How many there are, by table."""
