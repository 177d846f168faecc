"""Writing articles into an index: read, cut, encoded, stored, and grouped with their copies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from index.claims import Reading, read
from index.copies import sign
from index.datatypes import Article, Skipped, Span
from index.encoder import Encoder
from index.errors import ArticleMissing, UsageError
from index.grouping import join_groups, split_groups
from index.passages import split
from index.sentences import around, encode_passages, pack, places_of, span_vectors
from index.store import Store, content_checksum
from index.vectors import VectorFile

__all__ = ["Progress", "Written", "add_articles", "remove_articles"]

_BATCH = 16  # articles read and encoded together

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
    """
    batch: dict[str, Article] = {}
    ids, changed, files = set[str](), set[str](), set[str]()
    with ThreadPoolExecutor(max_workers=1) as background:
        for done, article in enumerate(articles, start=1):
            if not article.id:
                raise UsageError(f"an article without an id cannot be indexed ({article.text[:40]!r}); give it one")
            ids.add(article.id)
            files.add(_file(article.source))
            if article.id in batch or store.checksum(article.id) != content_checksum(article):
                batch[article.id] = article
            if len(batch) == _BATCH:
                changed |= set(batch)
                _write(list(batch.values()), store, vectors, encoder, background)
                batch = {}
            if progress is not None:
                progress(done)
        if batch:
            changed |= set(batch)
            _write(list(batch.values()), store, vectors, encoder, background)
    _note_skipped(store, files, getattr(articles, "skipped", ()))
    return Written(len(changed), frozenset(ids))


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


def _write(batch: list[Article], store: Store, vectors: VectorFile, encoder: Encoder, background: Executor) -> None:
    cut = [(article, split(article)) for article in batch]
    encoding = background.submit(encode_passages, cut, encoder)  # leaves Python to this thread, which reads
    readings = [read(article) for article in batch]
    encoded = encoding.result()
    parts = [(article, _parts(article, reading)) for article, reading in zip(batch, readings, strict=True)]
    of_parts = span_vectors(parts, encoded, encoder)
    row = first = int(store.facts()["rows"])
    vectors.append(np.concatenate([each.vectors for each in encoded]), first)
    total = first + sum(len(each.passages) for each in encoded)
    store.set_fact("rows", total)
    keys, left = list[int](), list[int | None]()
    for article, reading, own, of_spans in zip(batch, readings, encoded, of_parts, strict=True):
        left.append(store.delete(article.id))
        checksum = vectors.checksum(row, len(own.passages), total)
        packed = pack(of_spans[: len(reading.sentences)]), pack(of_spans[len(reading.sentences) :])
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


def _parts(article: Article, reading: Reading) -> tuple[Span, ...]:
    """Return the parts of an article that get vectors: its sentences, and the words around its claims."""
    return (*reading.sentences, *(around(claim, article.text) for claim in places_of(reading.claims)))
