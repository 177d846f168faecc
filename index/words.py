"""Nearest passages by words: SQLite's FTS5 with BM25, in the same file and transaction as the passages."""

from __future__ import annotations

import re
import sqlite3

__all__ = ["SCHEMA", "add_words", "match_expression", "nearest_by_words", "remove_words"]

SCHEMA = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5"
    "(headline, passage, tokenize = 'porter unicode61 remove_diacritics 2')"
)
_HEADLINE_WEIGHT = 0.6  # every passage carries its article's headline, so a match there says less than one in its words
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_STOP_WORDS = frozenset(
    """a about after all also an and any are as at be been but by can could did do does for from had has have he her his
    how i if in into is it its many me more most much my no not of on or our out over said say says she should so some
    such than that the their them then there these they this those to up was we were what when where which who whom
    whose why will with would you your according""".split()
)


def add_words(connection: sqlite3.Connection, row: int, headline: str, passage: str) -> None:
    """Add the words of a passage under its row number."""
    connection.execute("INSERT INTO words(rowid, headline, passage) VALUES (?, ?, ?)", (row, headline, passage))


def remove_words(connection: sqlite3.Connection, rows: list[int]) -> None:
    """Remove the words of passages."""
    connection.executemany("DELETE FROM words WHERE rowid = ?", [(row,) for row in rows])


def match_expression(query: str) -> str:
    """Return an FTS5 expression that asks for any of the query's words; empty when it has none worth asking for."""
    words = dict.fromkeys(word.lower() for word in _WORD.findall(query))
    return " OR ".join(f'"{word}"' for word in words if word not in _STOP_WORDS)


def nearest_by_words(
    connection: sqlite3.Connection, query: str, k: int, condition: str, arguments: tuple[object, ...]
) -> list[int]:
    """Return the rows of the ``k`` passages with the highest BM25 (k1 1.2, b 0.75), best first, ties by row.

    Args:
        connection: The store's.
        query: The words to look for.
        k: How many rows at most.
        condition: SQL on the tables ``articles`` and ``passages``, with ``arguments``.
        arguments: The values of its placeholders.
    """
    expression = match_expression(query)
    if not expression:
        return []
    found = connection.execute(
        f"""SELECT words.rowid FROM words JOIN passages ON passages.row = words.rowid
            JOIN articles ON articles.key = passages.article
            WHERE words MATCH ? AND {condition} ORDER BY bm25(words, {_HEADLINE_WEIGHT}, 1.0), words.rowid LIMIT ?""",
        (expression, *arguments, k),
    )
    return [row for (row,) in found]
