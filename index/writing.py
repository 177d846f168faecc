"""Writing articles into an index: read, cut, encoded, stored, and grouped with their copies."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor

from index.claims import read
from index.copies import Signature, group_signatures, sign
from index.datatypes import Article, Passage
from index.encoder import Encoder
from index.errors import UsageError
from index.passages import split
from index.store import Store, content_checksum
from index.vectors import VectorFile

__all__ = ["Progress", "add_articles", "find_groups", "group_copies"]

_BATCH = 16  # articles read and encoded together

Progress = Callable[[int], object]
"""Called with the number of articles done so far."""


def add_articles(
    articles: Iterable[Article], store: Store, vectors: VectorFile, encoder: Encoder, progress: Progress | None
) -> int:
    """Add new articles and replace changed ones, inside the caller's transaction.

    Returns:
        How many were new or changed.

    Raises:
        UsageError: an article has no id.
    """
    changed = 0
    batch: dict[str, Article] = {}
    files: set[str] = set()
    with ThreadPoolExecutor(max_workers=1) as background:
        for done, article in enumerate(articles, start=1):
            if not article.id:
                raise UsageError(f"an article without an id cannot be indexed ({article.text[:40]!r}); give it one")
            files.add(_file(article.source))
            if store.checksum(article.id) != content_checksum(article):
                changed += article.id not in batch
                batch[article.id] = article
            if len(batch) == _BATCH:
                _write(list(batch.values()), store, vectors, encoder, background)
                batch = {}
            if progress is not None:
                progress(done)
        _write(list(batch.values()), store, vectors, encoder, background)
    if changed:
        group_copies(store)
    store.forget_skipped([skipped.source for skipped in store.skipped() if _file(skipped.source) in files])
    for skipped in getattr(articles, "skipped", ()):
        store.put_skipped(skipped)
    return changed


def group_copies(store: Store) -> None:
    """Group copies anew and give each group the origin of the agency it credits, else of its first article."""
    for keys, origin, number in find_groups(store):
        store.set_origin(keys, origin, number)


def find_groups(store: Store) -> list[tuple[list[int], str, int]]:
    """Return, for each group of copies, the keys of its articles, its origin and its number."""
    stored = store.rows("SELECT key, signature, shingles, published, publisher, id, fields FROM articles ORDER BY key")
    groups = group_signatures([Signature(row[1], row[2]) for row in stored])
    members: dict[int, list[tuple[int, str | None, str | None, str, str | None]]] = defaultdict(list)
    for number, (key, _, _, published, publisher, article_id, fields) in zip(groups, stored, strict=True):
        members[number].append((key, published, publisher, article_id, json.loads(fields)["agency"]))
    found = []
    for number, group in members.items():
        agency = next((agency for *_, agency in group if agency), None)
        _, _, publisher, article_id, _ = min(group, key=lambda member: (member[1] or "9999", member[0]))
        found.append(([member[0] for member in group], agency or publisher or article_id, number))
    return found


def _file(source: str) -> str:
    """Return the file of a source, which for a record ends in its line."""
    return re.sub(r":\d+$", "", source)


def _write(batch: list[Article], store: Store, vectors: VectorFile, encoder: Encoder, background: Executor) -> None:
    cut = [(article, split(article)) for article in batch]
    texts = [_in_context(article, passage) for article, passages in cut for passage in passages]
    encoded = background.submit(encoder.encode, texts)  # leaves Python to this thread, which reads the articles
    readings = [read(article) for article in batch]
    row = first = int(store.facts()["rows"])
    vectors.append(encoded.result(), first)
    total = first + len(texts)
    store.set_fact("rows", total)
    for (article, passages), reading in zip(cut, readings, strict=True):
        store.delete(article.id)
        checksum = vectors.checksum(row, len(passages), total)
        key = store.put(article, sign(article), reading.sentences, reading.warnings, checksum)
        store.put_claims(key, reading.claims)
        for passage in passages:
            store.put_passage(key, row, passage, article.title, article.text[passage.start : passage.end])
            row += 1
        store.set_seal(key)


def _in_context(article: Article, passage: Passage) -> str:
    """Return what is encoded for a passage: its words, behind its article's headline and date."""
    words = article.text[passage.start : passage.end]
    head = " ".join(part for part in (article.title, article.published) if part)
    return f"{head}\n{words}" if head and passage.start > 0 else words
