"""Getting out of an index what cannot be made again: its documents, and the texts that were read from them."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from index.building import build
from index.cleaning import clean
from index.database import DATABASE, UNREADABLE
from index.datatypes import Article, Skipped
from index.encoder import Encoder
from index.errors import IndexDamaged, ReadingError, busy, missing
from index.inspection import find_problems, problems_of_content
from index.manifest import checked_files, manifest_of, read_manifest
from index.records import content_checksum, to_article
from index.store import Store
from index.writing import Progress

__all__ = ["StoredArticles", "repair"]

_ROW = "SELECT id, text, fields, raw, checksum FROM articles WHERE key = ?"


class StoredArticles(Iterator[Article]):
    """The articles of a store, as they are taken; these columns are the same in every format.

    Attributes:
        skipped: What could not be read when the store was made, and the articles that can no longer be.
        lost: What could not be read from the store, a line each.
    """

    def __init__(self, store: Store, *, clean_again: bool) -> None:
        """Read a store that may be damaged.

        Args:
            store: It stays in one state meanwhile.
            clean_again: Read the documents again, also of articles whose texts are as they were written.

        Raises:
            IndexDamaged: no article can be read.
        """
        self.lost: list[str] = []
        try:
            self.skipped = list(store.skipped())
        except UNREADABLE as error:
            self.skipped = list[Skipped]()
            self.lost.append(f"the list of what could not be read: {error}")
        self._articles = self._read(store, _last_key(store), clean_again=clean_again)

    def __next__(self) -> Article:
        """Return the next article that can be read."""
        return next(self._articles)

    def _read(self, store: Store, last: int, *, clean_again: bool) -> Iterator[Article]:
        read = 0
        for key in range(1, last + 1):
            try:
                found = store.rows(_ROW, key)
            except UNREADABLE as error:
                self.lost.append(f"article number {key}: {error}")
                continue
            for row in found:
                article = self._rescued(*row, clean_again=clean_again)
                if article is not None:
                    read += 1
                    yield article
        if self.lost and not read:
            raise IndexDamaged(f"no article of {last:,} can be read: {self.lost[-1]}")

    def _rescued(
        self, article_id: str, text: str, fields: str, packed: bytes, checksum: int, *, clean_again: bool
    ) -> Article | None:
        raw = _unpacked(packed)
        stored: Article | None
        try:
            stored = to_article(article_id, text, fields, zlib.compress(raw or b""))
        except (AttributeError, KeyError, TypeError, ValueError):  # what damaged fields can raise
            stored = None
        if stored is not None and not clean_again and content_checksum(stored) != checksum:
            stored = None
        if raw is None:
            self.lost.append(f"article {article_id}: its document" + ("" if stored else " and its text"))
        if stored is None:
            return self._from_document(article_id, raw, fields)
        return _cleaned_again(stored) if clean_again and raw else stored

    def _from_document(self, article_id: str, raw: bytes | None, fields: str) -> Article | None:
        """Return an article whose text is damaged, from its document."""
        try:
            known = json.loads(fields)
            media_type, source = str(known["media_type"]), str(known["source"])
        except (KeyError, TypeError, ValueError):
            media_type, source = None, ""
        if raw is None:
            self.skipped.append(Skipped(source or article_id, "it was damaged in the index"))
            return None
        try:
            return replace(clean(raw, media_type=media_type), id=article_id, source=source)
        except ReadingError as error:
            self.lost.append(f"article {article_id}: its text, and in its document {error}")
            self.skipped.append(Skipped(source or article_id, str(error)))
            return None


def _last_key(store: Store) -> int:
    """Return the key of the last article, from the first table that can say it."""
    for query in ("SELECT max(key) FROM articles", "SELECT max(article) FROM passages"):
        try:
            ((last,),) = store.rows(query)
        except UNREADABLE as error:
            failure = error
        else:
            return int(last or 0)
    raise IndexDamaged(f"{store.path} cannot be read: {failure}") from failure


def _unpacked(packed: bytes) -> bytes | None:
    """Return a stored document; None if it is damaged, which the checksum that zlib adds tells."""
    try:
        return zlib.decompress(packed)
    except (zlib.error, TypeError):
        return None


def _cleaned_again(stored: Article) -> Article:
    """Return an article as its document is read now; what the document does not say stays as it was given."""
    try:
        article = clean(stored.raw, url=stored.url, media_type=stored.media_type)
    except ReadingError:  # it was given with a text of its own
        return stored
    given = ("url", "publisher", "agency", "authors", "published", "language")
    kept = {name: getattr(article, name) or getattr(stored, name) for name in given}
    return replace(article, id=stored.id, source=stored.source, **kept)


def repair(path: Path, encoder: Encoder, progress: Progress | None) -> list[str]:
    """Set right what is wrong in an index, and make again what can be made from what is as it was written.

    Returns:
        What was done and what was lost, a line each; nothing if all was well.

    Raises:
        IndexMissing: there is none.
        IndexBusy: another process is writing to it.
        IndexDamaged: nothing can be read from it.
    """
    if not (path / DATABASE).exists():
        raise missing(path)
    done = _mend(path)
    try:
        with closing(Store(path)) as store:
            problems = find_problems(store, path)
            if not problems:
                return done
            if not problems_of_content(store, path) and not _bad_blocks(store, path):
                store.settle(whole=True)
                return [*done, "the manifest was written again"]
            with store.frozen() as frozen:
                articles = StoredArticles(frozen, clean_again=False)
                build(articles, store, encoder, progress)
            store.settle(whole=True)  # which the frozen one has held up
    except (IndexDamaged, ValueError) as error:  # a ValueError where a number is none
        why = error.__cause__ or error  # without the advice to repair it
        raise IndexDamaged(f"{path} cannot be repaired, remove it and index the articles again: {why}") from error
    return [
        *done,
        *problems,
        "all was made again from the texts and documents",
        *(f"lost: {what}" for what in articles.lost),
    ]


def _bad_blocks(store: Store, path: Path) -> bool:
    return any(sums.bad(size) for sums, size in checked_files(path, manifest_of(path, store.facts())))


def _mend(path: Path) -> list[str]:
    """Set single wrong bytes right, if the checksums are of the state that the database is in; return what was done."""
    try:
        manifest = read_manifest(path)
    except IndexDamaged:
        return []
    done = []
    with _alone(path) as state:
        if state in (None, manifest.state):
            for sums, size in checked_files(path, manifest):
                mended = sums.mend(size) if size else []
                if mended:
                    done.append(f"{sums.path.name}: {len(mended):,} wrong byte{'s'[: len(mended) > 1]} set right")
    return done


@contextmanager
def _alone(path: Path) -> Iterator[int | None]:
    """Keep writers out; yields the state that the database is in, None if it is too damaged to say."""
    with closing(sqlite3.connect(path / DATABASE, isolation_level=None, timeout=0.2)) as connection:
        state = None
        try:
            connection.execute("BEGIN IMMEDIATE")
            ((state,),) = connection.execute("SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'state'").fetchall()
        except (sqlite3.DatabaseError, ValueError) as error:
            if "locked" in str(error):
                raise busy(path) from error
        yield state
