"""What news questions say that is more than words: names, outlets and dates, and which passages they point to."""

from __future__ import annotations

import json
import math
import re
import sqlite3
from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from index.asking import Name, Period, Query
from index.catalogue import UNDATED, Catalogue
from index.words import STOP_WORDS, rows_with, words_in

__all__ = ["closeness", "dated", "named", "named_outlets"]

Numbers = NDArray[np.float64]

_AFTER = 30.0  # days after which an event's day counts half for what is published then
_BEFORE = 1.0  # days over which it falls to a third for what was published before: announcements, time zones
_YEAR, _HALF_YEAR = 365.0, 183.0  # days


def named(connection: sqlite3.Connection, catalogue: Catalogue, query: Query, outlets: list[str]) -> Numbers:
    """Return for each passage how many of a query's names it has, headline included, as a share from 0 to 1.

    A name counts by its weight in the query times its rarity, ``log(1 + (N - n + 0.5) / (n + 0.5))`` with n of N
    articles that have it (the idf of BM25). One that no passage has as a whole is looked for word by word.

    Args:
        connection: The store's.
        catalogue: Of the same state.
        query: With the names.
        outlets: Names of outlets, in lower case; they are no names that an article must have.

    Returns:
        Shares, of shape ``(n_passages,)``.
    """
    shares, total = np.zeros(len(catalogue.rows)), 0.0
    for name, rows in _occurrences(connection, query, outlets, catalogue.common):
        places = catalogue.places(rows)
        having = len(np.unique(catalogue.articles[places]))
        rarity = name.weight * math.log(1 + (len(catalogue.keys) - having + 0.5) / (having + 0.5))
        shares[places] += rarity
        total += rarity
    return shares / total if total else shares


def _occurrences(
    connection: sqlite3.Connection, query: Query, outlets: list[str], most: int
) -> Iterator[tuple[Name, list[int]]]:
    seen = set[str]()
    for name in query.names:
        lowered = name.text.lower()
        if any(lowered in outlet or outlet in lowered for outlet in outlets):
            continue
        parts = [name]
        if len(lowered.split()) > 1 and not rows_with(connection, name.text, 1):
            parts = [Name(word, name.weight) for word in words_in(lowered) if word not in STOP_WORDS]
        for part in parts:
            rows = rows_with(connection, part.text, most + 1)
            if 0 < len(rows) <= most and part.text.lower() not in seen:
                seen.add(part.text.lower())
                yield part, rows


def named_outlets(catalogue: Catalogue, text: str) -> list[str]:
    """Return the outlets that a query names, as ``Catalogue.outlets`` writes them; one of a single word if capitalised.

    "What did the Mirror report" names an outlet, "what is seen in the mirror" does not.
    """
    lowered = text.lower()
    found = []
    for outlet in catalogue.outlets:
        if outlet in lowered:
            match = re.search(rf"(?<!\w){re.escape(outlet)}(?!\w)", text, re.IGNORECASE)
            if match and (" " in outlet or not match[0].islower()):
                found.append(outlet)
    return found


def closeness(catalogue: Catalogue, periods: tuple[Period, ...]) -> tuple[Numbers, Numbers]:
    """Return how close each article's day of publication is to the nearest of some dates.

    What happened on a day is reported from that day on: the first number is ``1 / (1 + days / 30)`` for articles of the
    day or later, 0 for others. The second is ``exp(1 - days)`` for articles of before, 0 for others.

    Returns:
        Two arrays of shape ``(n_articles,)``.
    """
    after, before = (np.full(len(catalogue.keys), np.inf) for _ in range(2))
    for period in periods:
        behind, ahead = _yearly(catalogue, period) if period.yearly else _once(catalogue, period)
        after, before = np.minimum(after, behind), np.minimum(before, ahead)
    unknown = catalogue.published == UNDATED
    after[unknown] = before[unknown] = np.inf
    return 1 / (1 + after / _AFTER), np.exp((1 - before) / _BEFORE)


def _once(catalogue: Catalogue, period: Period) -> tuple[Numbers, Numbers]:
    """Return days since the end of a period, 0 within it, and days until it begins; infinite where there are none."""
    published = catalogue.published.astype(np.float64)
    first, last = period.first.toordinal(), period.last.toordinal()
    behind = np.where(published >= first, np.maximum(published - last, 0), np.inf)
    return behind, np.where(published < first, first - published, np.inf)


def _yearly(catalogue: Catalogue, period: Period) -> tuple[Numbers, Numbers]:
    """Do the same for a day of any year."""
    days = (catalogue.published - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    months = days.astype("datetime64[Y]").astype("datetime64[M]") + (period.first.month - 1)
    since = (days - months.astype("datetime64[D]")).astype(np.float64) - (period.first.day - 1)
    since = (since + _HALF_YEAR) % _YEAR - _HALF_YEAR  # the nearest of these days, in this year or those beside it
    return np.where(since >= 0, since, np.inf), np.where(since < 0, -since, np.inf)


def dated(connection: sqlite3.Connection, keys: list[int], periods: tuple[Period, ...]) -> set[int]:
    """Return those of some articles, by key, that have a claim on one of some days."""
    query = """SELECT DISTINCT article FROM claims
        WHERE article IN (SELECT value FROM json_each(?)) AND instr(data, ?)"""
    days = [f'"{p.first.isoformat()}"' for p in periods if p.first == p.last and not p.yearly]
    return {key for day in days for (key,) in connection.execute(query, (json.dumps(keys), day))}
