"""What a search needs to know of every passage and article, in memory for as long as the index stays as it is."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.dates import first_day
from index.words import count_with

__all__ = ["UNDATED", "Catalogue", "read_catalogue"]

UNDATED = -1
"""Stands for the day of publication of an article that has none."""
_ADDITION = re.compile(r"^the\s|\s*\|.*$|\.(?:com|org|net)$", re.IGNORECASE)  # what people leave out of names
_LEAST = 2000
_SHORTEST = 3  # letters in an outlet's name that is looked for


@dataclass(frozen=True)
class Catalogue:
    """Passages in the order of their rows, articles in that of their keys.

    Attributes:
        rows: Rows of the passages, shape ``(n_passages,)``.
        articles: The place of each passage's article in the arrays below, shape ``(n_passages,)``.
        keys: Keys of the articles, shape ``(n_articles,)``.
        published: First possible day of publication as a proleptic ordinal, or ``UNDATED``, shape ``(n_articles,)``.
        stories: Equal numbers are copies of one story, shape ``(n_articles,)``.
        publishers: Who published each article; empty when unknown.
        counts: In how many passages a word is, as far as it was asked.
    """

    rows: NDArray[np.int64]
    articles: NDArray[np.int64]
    keys: NDArray[np.int64]
    published: NDArray[np.int64]
    stories: NDArray[np.int64]
    publishers: tuple[str, ...]
    counts: dict[str, int] = field(default_factory=dict, repr=False)

    @property
    def common(self) -> int:
        """Passages from which a word or name is said by too many to point anywhere: a quarter, but never under 2000.

        The idf of BM25 is 1.1 there, against 10 for a word of one passage among 20,000; its list of passages is long to
        read.
        """
        return max(_LEAST, len(self.rows) // 4)

    def telling(self, connection: sqlite3.Connection, words: Sequence[str]) -> list[str]:
        """Return those of some words that are not common; all of them when all are."""
        if len(self.rows) <= _LEAST:
            return list(words)
        for word in words:
            if word not in self.counts:
                self.counts[word] = count_with(connection, word)
        return [word for word in words if self.counts[word] <= self.common] or list(words)

    def places(self, rows: list[int]) -> NDArray[np.int64]:
        """Return the places of passages in the arrays, by their rows."""
        return np.searchsorted(self.rows, np.array(rows, dtype=np.int64))

    @cached_property
    def outlets(self) -> dict[str, NDArray[np.int64]]:
        """Places of articles by publisher, whose name is in lower case and without what people leave out of it."""
        found = defaultdict(list)
        for place, publisher in enumerate(self.publishers):
            if len(name := _ADDITION.sub("", publisher).strip().lower()) >= _SHORTEST:
                found[name].append(place)
        return {name: np.array(places, dtype=np.int64) for name, places in found.items()}


def read_catalogue(connection: sqlite3.Connection) -> Catalogue:
    """Read the catalogue of the state that a connection sees."""
    articles = connection.execute("SELECT key, published, copies, publisher FROM articles ORDER BY key").fetchall()
    passages = connection.execute("SELECT row, article FROM passages ORDER BY row").fetchall()
    keys, owners = _numbers([row[0] for row in articles]), _numbers([row[1] for row in passages])
    return Catalogue(
        rows=_numbers([row[0] for row in passages]),
        articles=np.searchsorted(keys, owners),
        keys=keys,
        published=_numbers([first_day(row[1]).toordinal() if row[1] else UNDATED for row in articles]),
        stories=_numbers([row[2] for row in articles]),
        publishers=tuple(row[3] or "" for row in articles),
    )


def _numbers(values: list[int]) -> NDArray[np.int64]:
    return np.array(values, dtype=np.int64)
