"""Passages by words: SQLite's FTS5 with BM25, in the same file and transaction as the passages."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

__all__ = [
    "SCHEMA",
    "STOP_WORDS",
    "add_words",
    "asked_words",
    "count_spelt",
    "count_with",
    "nearest_by_words",
    "remove_words",
    "rows_with",
    "words_in",
]

SCHEMA = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5"
    "(headline, passage, tokenize = 'porter unicode61 remove_diacritics 2')"
)
_HEADLINE_WEIGHT = 0.6  # every passage carries its article's headline, so a match there says less than one in its words
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
STOP_WORDS = frozenset(
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


def words_in(text: str) -> list[str]:
    """Return the words of a text in lower case, in order, each once."""
    return list(dict.fromkeys(word.lower() for word in _WORD.findall(text)))


def asked_words(query: str) -> list[str]:
    """Return the words of a query that are worth asking for, in lower case, each once."""
    return [word for word in words_in(query) if word not in STOP_WORDS]


def nearest_by_words(
    connection: sqlite3.Connection, asked: Sequence[str], k: int, condition: str, arguments: tuple[object, ...]
) -> list[tuple[int, float]]:
    """Return the ``k`` passages with the highest BM25 (k1 1.2, b 0.75) as rows with it, best first, ties by row.

    Args:
        connection: The store's.
        asked: The words to look for, any of them.
        k: How many rows at most.
        condition: SQL on the tables ``articles`` and ``passages``, with ``arguments``; ``1`` allows all.
        arguments: The values of its placeholders.
    """
    if not asked:
        return []
    expression = " OR ".join(f'"{word}"' for word in asked)
    limited = f"""JOIN passages ON passages.row = words.rowid
        JOIN articles ON articles.key = passages.article AND {condition}"""
    found = connection.execute(
        f"""SELECT words.rowid, bm25(words, {_HEADLINE_WEIGHT}, 1.0) AS cost FROM words
            {"" if condition == "1" else limited} WHERE words MATCH ? ORDER BY cost, words.rowid LIMIT ?""",
        (*arguments, expression, k),
    )
    return [(row, -cost) for row, cost in found]


def count_with(connection: sqlite3.Connection, word: str) -> int:
    """Return the number of passages that have a word, headlines included."""
    ((count,),) = connection.execute("SELECT count(*) FROM words WHERE words MATCH ?", (f'"{word}"',))
    return int(count)


def count_spelt(connection: sqlite3.Connection, word: str) -> int:
    """Return how many of the first 50 passages with an inflection of a word have the word itself, or their headline."""
    if not _WORD.fullmatch(word):
        return 0
    found = connection.execute("SELECT headline, passage FROM words WHERE words MATCH ? LIMIT 50", (f'"{word}"',))
    spelt = re.compile(rf"\b{word}\b", re.IGNORECASE)
    return sum(any(map(spelt.search, texts)) for texts in found)


def rows_with(connection: sqlite3.Connection, name: str, limit: int) -> list[int]:
    """Return up to ``limit`` rows, ascending, of passages with a name's words one behind the other, or headlines so."""
    words = " ".join(_WORD.findall(name))
    if not words:
        return []
    found = connection.execute("SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (f'"{words}"', limit))
    return [row for (row,) in found]
