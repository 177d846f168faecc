"""Looking at an index as a whole: what it holds, and whether all of it fits together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.blocks import BLOCK
from index.database import UNREADABLE
from index.errors import IndexDamaged
from index.grouping import find_groups
from index.manifest import check_manifest, checked_files
from index.store import Store
from index.vectors import VectorFile

__all__ = ["IndexInfo", "describe", "find_problems", "problems_of_content", "publishers_of"]


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
    copies = int(store.rows("SELECT count(*) - count(DISTINCT copies) FROM articles")[0][0])
    facts = store.facts()
    return IndexInfo(
        path=str(path),
        articles=store.number("articles"),
        passages=store.number("passages"),
        claims=store.number("claims"),
        copies=copies,
        skipped=store.number("skipped"),
        encoder=facts["encoder"],
        format=facts["format"],
        bytes=sum(file.stat().st_size for file in path.iterdir() if file.is_file()),
    )


def publishers_of(store: Store) -> tuple[str, ...]:
    """Return the names of the publishers, sorted, each once: of spellings that differ in case the commonest."""
    query = "SELECT publisher FROM articles WHERE publisher <> '' GROUP BY publisher ORDER BY count(*), publisher DESC"
    return tuple(sorted({name.casefold(): name for (name,) in store.rows(query)}.values()))


def find_problems(store: Store, path: Path) -> list[str]:
    """Return what is wrong with an index, a line each: its database, its texts, its vectors, its files.

    What was written is told by checksums, so that an index stays sound when cleaning or claims are improved.
    """
    problems = problems_of_content(store, path)
    try:
        return problems or _problems_of_files(store, path)
    except IndexDamaged as error:
        return [str(error)]


def problems_of_content(store: Store, path: Path) -> list[str]:
    """Return what is wrong with what an index holds, wherever it stands in its files."""
    try:
        problems = [text for (text,) in store.rows("PRAGMA integrity_check") if text != "ok"]
        facts = store.facts()
        total = int(facts["rows"])
        vectors = VectorFile(path / f"vectors-{facts['generation']}.f32", int(facts["dim"]))
        vectors.map(total)
        for key, article_id in store.rows("SELECT key, id FROM articles ORDER BY key"):
            problems += _problems_of(key, article_id, store, vectors, total)
        return problems or _problems_between(store)
    except IndexDamaged as error:
        return [*problems, str(error)]
    except UNREADABLE as error:
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
        f"{number:,} {table} belong to no article"
        for table in ("passages", "claims")
        if (number := store.number(table, "article NOT IN (SELECT key FROM articles)"))
    ]
    ((count,),) = store.rows("SELECT count(*) FROM words WHERE rowid NOT IN (SELECT row FROM passages)")
    if count:
        problems.append(f"the words of {count:,} passages belong to no passage")
    for keys, origin in find_groups(store):
        for key in keys:
            ((article_id, *stored),) = store.rows("SELECT id, origin, copies FROM articles WHERE key = ?", key)
            if stored != [origin, keys[0]]:
                problems.append(f"article {article_id}: its origin or its copies are not what they were found to be")
    return problems


def _problems_of_files(store: Store, path: Path) -> list[str]:
    """Return what is not as it was written, though nothing that is stored of an article has changed by it."""
    facts = store.facts()
    problems = [
        f"it says that it has {facts.get(table)} {table} and has {number:,}"
        for table in ("articles", "passages", "claims")
        if int(facts.get(table, 0)) != (number := store.number(table))
    ]
    manifest = check_manifest(path, facts)
    for sums, size in checked_files(path, manifest) if manifest else ():  # none when a writer was stopped before it
        bad = sums.bad(size)
        if bad:
            places = ", ".join(f"{number * BLOCK:,}" for number in bad[:5])
            problems.append(f"{sums.path.name} or its checksums: not what was written at byte {places} and behind")
    return problems
