"""Looking at an index as a whole: what it holds, and whether all of it fits together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexDamaged
from index.store import Store, content_checksum
from index.vectors import VectorFile

__all__ = ["IndexInfo", "describe", "find_problems"]


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


def find_problems(store: Store, vectors: VectorFile) -> list[str]:
    """Return what is wrong with an index, a line each: its database, its texts, its vectors."""
    problems = [text for (text,) in store.rows("PRAGMA integrity_check") if text != "ok"]
    total = int(store.facts()["rows"])
    try:
        vectors.map(total)
    except IndexDamaged as error:
        return [*problems, str(error)]
    for article_id in store.ids():
        article = store.article(article_id)
        ((key, checksum, of_vectors),) = store.rows(
            "SELECT key, checksum, vectors_checksum FROM articles WHERE id = ?", article.id
        )
        if content_checksum(article) != checksum:
            problems.append(f"article {article.id}: its text is not what was indexed")
        rows = [row for (row,) in store.rows("SELECT row FROM passages WHERE article = ? ORDER BY row", key)]
        if rows and vectors.checksum(rows[0], len(rows), total) != of_vectors:
            problems.append(f"article {article.id}: its vectors are not what was written")
    return problems
