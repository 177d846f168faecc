"""Looking at an index as a whole: what it holds, and whether all of it fits together."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexDamaged
from index.store import Store
from index.vectors import VectorFile
from index.writing import find_groups

__all__ = ["IndexInfo", "describe", "find_problems", "vector_file"]


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """What an index holds."""

    path: str
    articles: int
    passages: int
    claims: int
    copies: int
    """Articles that are copies of another one."""
    skipped: int
    encoder: str
    format: str
    bytes: int


def describe(store: Store, path: Path) -> IndexInfo:
    """Return what the index at a path holds."""

    def count(table: str) -> int:
        return int(store.rows(f"SELECT count(*) FROM {table}")[0][0])

    copies = int(store.rows("SELECT count(*) - count(DISTINCT copies) FROM articles")[0][0])
    facts = store.facts()
    return IndexInfo(
        path=str(path),
        articles=count("articles"),
        passages=count("passages"),
        claims=count("claims"),
        copies=copies,
        skipped=count("skipped"),
        encoder=facts["encoder"],
        format=facts["format"],
        bytes=sum(file.stat().st_size for file in path.iterdir() if file.is_file()),
    )


def vector_file(store: Store, path: Path) -> VectorFile:
    """Return the vectors that the store counts."""
    facts = store.facts()
    return VectorFile(path / f"vectors-{facts['generation']}.f32", int(facts["dim"]))


def find_problems(store: Store, path: Path) -> list[str]:
    """Return what is wrong with an index, a line each: its database, its texts, its vectors.

    What was written is told by checksums, so that an index stays sound when cleaning or claims are improved.
    """
    try:
        problems = [text for (text,) in store.rows("PRAGMA integrity_check") if text != "ok"]
        total = int(store.facts()["rows"])
        vectors = vector_file(store, path)
        vectors.map(total)
        for key, article_id in store.rows("SELECT key, id FROM articles ORDER BY key"):
            problems += _problems_of(key, article_id, store, vectors, total)
        return problems or _problems_between(store)
    except IndexDamaged as error:
        return [*problems, str(error)]
    except sqlite3.DatabaseError as error:
        return [f"{store.path} cannot be read: {error}"]
    except (KeyError, ValueError) as error:
        return [f"{path} does not say what it holds: {type(error).__name__} {error}"]


def _problems_of(key: int, article_id: str, store: Store, vectors: VectorFile, total: int) -> list[str]:
    ((seal, of_vectors),) = store.rows("SELECT seal, vectors_checksum FROM articles WHERE key = ?", key)
    if store.seal(key) != seal:
        return [f"article {article_id}: its text, claims, passages or words are not what was written"]
    rows = [row for (row,) in store.rows("SELECT row FROM passages WHERE article = ? ORDER BY row", key)]
    if rows and vectors.checksum(rows[0], len(rows), total) != of_vectors:
        return [f"article {article_id}: its vectors are not what was written"]
    return []


def _problems_between(store: Store) -> list[str]:
    """Return what is wrong among articles that are each as they were written."""
    problems = [
        f"{count:,} {table} belong to no article"
        for table in ("passages", "claims")
        for (count,) in store.rows(f"SELECT count(*) FROM {table} WHERE article NOT IN (SELECT key FROM articles)")
        if count
    ]
    ((count,),) = store.rows("SELECT count(*) FROM words WHERE rowid NOT IN (SELECT row FROM passages)")
    if count:
        problems.append(f"the words of {count:,} passages belong to no passage")
    for keys, origin, number in find_groups(store):
        for key in keys:
            ((article_id, *stored),) = store.rows("SELECT id, origin, copies FROM articles WHERE key = ?", key)
            if stored != [origin, number]:
                problems.append(f"article {article_id}: its origin or its copies are not what they were found to be")
    return problems
