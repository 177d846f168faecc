"""Writing articles into an index: prepared, stored, and grouped with their copies."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from index.copies import sign
from index.datatypes import Article, Skipped
from index.encoder import Encoder
from index.errors import ArticleMissing, UsageError
from index.grouping import join_groups, split_groups
from index.preparing import Prepared, Preparing, wait_for
from index.store import Store, content_checksum
from index.vectors import VectorFile

__all__ = ["Progress", "Written", "add_articles", "remove_articles"]

_BATCH = 16  # articles prepared and written together

Progress = Callable[[int], object]
"""Called with the number of articles done so far."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of articles that were to be added."""

    changed: int
    """How many were new or changed."""
    ids: frozenset[str]
    """Of all of them."""


def add_articles(
    articles: Iterable[Article], store: Store, vectors: VectorFile, encoder: Encoder, progress: Progress | None
) -> Written:
    """Add new articles and replace changed ones, inside the caller's transaction.

    A private store is saved after each batch, so that the next run goes on from there.

    Raises:
        UsageError: an article has no id.
        IndexError_: a process that helped was killed.
    """
    ids, changed, files = set[str](), set[str](), set[str]()
    done = told = 0
    with closing(_Writer(store, vectors, encoder)) as writer:
        for done, article in enumerate(articles, start=1):
            if not article.id:
                raise UsageError(f"an article without an id cannot be indexed ({article.text[:40]!r}); give it one")
            ids.add(article.id)
            files.add(_file(article.source))
            if writer.is_news(article):
                changed.add(article.id)
                writer.take(article)
            told = max(told, done - writer.behind)
            if progress is not None:
                progress(told)
        writer.finish()
        if progress is not None and told < done:
            progress(done)
    _note_skipped(store, files | getattr(articles, "places", set()), getattr(articles, "skipped", ()))
    return Written(len(changed), frozenset(ids))


class _Writer:
    """Gathers articles in batches, has these prepared, and writes them in their order."""

    def __init__(self, store: Store, vectors: VectorFile, encoder: Encoder) -> None:
        self._store = store
        self._vectors = vectors
        self._preparing = Preparing(encoder)
        self._batch: dict[str, Article] = {}
        self._waiting: deque[tuple[dict[str, Article], Future[list[Prepared]]]] = deque()

    @property
    def behind(self) -> int:
        """How many articles were handed to others and are not written yet."""
        return sum(len(batch) for batch, _ in self._waiting)

    def is_news(self, article: Article) -> bool:
        """Say whether an article is not in the store as it is, or another of its id is about to be."""
        pending = article.id in self._batch or any(article.id in batch for batch, _ in self._waiting)
        return pending or self._store.checksum(article.id) != content_checksum(article)

    def take(self, article: Article) -> None:
        """Write this article, in its time."""
        self._batch[article.id] = article
        if len(self._batch) == _BATCH:
            self._hand_in()

    def finish(self) -> None:
        """Write all that was taken."""
        if self._batch:
            self._hand_in()
        while self._waiting:
            self._write_next()

    def close(self) -> None:
        """Let go of the processes."""
        self._preparing.close()

    def _hand_in(self) -> None:
        batch, self._batch = self._batch, {}
        self._waiting.append((batch, self._preparing.submit(list(batch.values()))))
        while len(self._waiting) > self._preparing.ahead:
            self._write_next()

    def _write_next(self) -> None:
        batch, preparing = self._waiting[0]
        _write(list(batch.values()), wait_for(preparing), self._store, self._vectors)
        self._waiting.popleft()


def _note_skipped(store: Store, files: set[str], skipped: Iterable[Skipped]) -> None:
    """Keep what could not be read of files, and forget what could not be read of them before."""
    before, now = set(store.skipped()), set(skipped)
    store.forget_skipped([old.source for old in before - now if _file(old.source) in files])
    for new in sorted(now - before, key=lambda each: each.source):
        store.put_skipped(new)


def remove_articles(ids: Iterable[str], store: Store) -> None:
    """Remove articles, inside the caller's transaction; what was left of their copies is grouped anew.

    Raises:
        ArticleMissing: one of the ids is not in the store.
    """
    numbers = []
    for article_id in ids:
        number = store.delete(article_id)
        if number is None:
            raise ArticleMissing(f"no article {article_id!r} in the index; nothing was removed")
        numbers.append(number)
    split_groups(store, numbers)


def _file(source: str) -> str:
    """Return the file of a source, which for a record ends in its line."""
    return re.sub(r":\d+$", "", source)


def _write(batch: list[Article], prepared: list[Prepared], store: Store, vectors: VectorFile) -> None:
    row = first = int(store.facts()["rows"])
    vectors.append(np.concatenate([each.vectors for each in prepared]), first)
    total = first + sum(len(each.passages) for each in prepared)
    store.set_fact("rows", total)
    keys, left = list[int](), list[int | None]()
    for article, own in zip(batch, prepared, strict=True):
        left.append(store.delete(article.id))
        checksum = vectors.checksum(row, len(own.passages), total)
        reading, packed = own.reading, (own.sentences, own.claims)
        key = store.put(article, sign(article), reading.sentences, packed, reading.warnings, checksum)
        keys.append(key)
        store.put_claims(key, reading.claims)
        for passage in own.passages:
            store.put_passage(key, row, passage, article.title, article.text[passage.start : passage.end])
            row += 1
        store.set_seal(key)
    split_groups(store, [number for number in left if number is not None])
    join_groups(store, keys)
    if store.private:
        store.save()
