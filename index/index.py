"""The index: build, open, add, remove, and search by words and vectors together. Only here do the parts meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import words
from index.datatypes import Article, ArticleWarning, Claim, Hit, Passage, Skipped, Span
from index.encoder import Encoder, SentenceEncoder, Vectors
from index.errors import ArticleMissing, IndexDamaged, IndexOutdated
from index.inspection import IndexInfo, describe, find_problems, vector_file
from index.limits import condition
from index.store import FORMAT, Store, missing
from index.vectors import VectorFile
from index.writing import Progress, add_articles, group_copies

__all__ = ["Index", "IndexInfo"]

_DEPTH = 60  # passages that each of the two searches contributes before they are fused
_RRF = 60.0  # the constant of reciprocal rank fusion in Cormack, Clarke and Büttcher (SIGIR 2009)


class Index:
    """A searchable collection of articles in one directory."""

    def __init__(self, path: Path, store: Store, encoder: Encoder) -> None:
        """Use ``Index.build`` or ``Index.open`` instead."""
        self.path = path
        self._store = store
        self._encoder = encoder
        self._live: tuple[tuple[int, int], NDArray[np.int64]] | None = None
        self._claims = lru_cache(maxsize=2048)(lambda article_id, _version: self._store.claims(article_id))

    @classmethod
    def build(
        cls, articles: Iterable[Article], path: str | Path, *, encoder: Encoder | None = None,
        progress: Progress | None = None,
    ) -> Index:  # fmt: skip
        """Make an index of these articles and nothing else.

        An index that is there already stays as it is until all is done, and is then replaced.

        Args:
            articles: Read one at a time. If they have ``skipped``, it is kept with the index.
            path: The directory of the index.
            encoder: Turns passages into vectors; all-MiniLM-L6-v2 when not given.
            progress: Called with the number of articles done.

        Raises:
            IndexBusy: another process is writing to it.
        """
        index = cls(Path(path), Store(Path(path), create=True), encoder or SentenceEncoder())
        try:
            with index._store.writing():
                index._build(articles, progress)
        except BaseException:
            index.close()
            raise
        for old in index.path.glob("vectors-*.f32"):
            if old != index._vectors.path:
                old.unlink(missing_ok=True)
        return index

    @classmethod
    def open(cls, path: str | Path, *, encoder: Encoder | None = None) -> Index:
        """Open an index.

        Raises:
            IndexMissing: there is none.
            IndexOutdated: it was made by another format or encoder.
            IndexDamaged: its parts do not fit together.
        """
        index = cls(Path(path), Store(Path(path)), encoder or SentenceEncoder())
        try:
            with index._store.snapshot():
                index._checked().map(index._total)
        except BaseException:
            index.close()
            raise
        return index

    def close(self) -> None:
        """Close the files of the index."""
        self._store.close()

    def __len__(self) -> int:
        """Return the number of articles."""
        return int(self._store.rows("SELECT count(*) FROM articles")[0][0])

    def add(self, articles: Iterable[Article], *, progress: Progress | None = None) -> int:
        """Add articles; the same again is left alone, a changed one is replaced.

        Returns:
            How many were new or changed.
        """
        with self._store.writing():
            return self._add(articles, progress)

    def remove(self, ids: Iterable[str]) -> int:
        """Remove articles.

        Returns:
            How many there were.

        Raises:
            ArticleMissing: one of the ids is not in the index; then none is removed.
        """
        wanted = list(dict.fromkeys(ids))
        with self._store.writing():
            for article_id in wanted:
                if self._store.checksum(article_id) is None:
                    raise ArticleMissing(f"no article {article_id!r} in the index; nothing was removed")
                self._store.delete(article_id)
            group_copies(self._store)
        return len(wanted)

    def search(
        self, query: str, k: int = 10, since: str | None = None, until: str | None = None,
        publishers: Sequence[str] = (),
    ) -> list[Hit]:  # fmt: skip
        """Return the ``k`` passages that fit a query best by words and by meaning, best first.

        The two rankings are joined by reciprocal rank fusion. Filters apply before the search; an article without a
        date passes no filter on dates.

        Args:
            query: What to look for.
            k: How many passages at most.
            since: ISO date; only articles published then or later.
            until: ISO date; only articles published then or earlier.
            publishers: Only articles of these, by name, without regard to case.
        """
        if k <= 0:
            return []
        within = condition(since, until, publishers)
        vector = self._encoder.encode([query])[0]
        try:
            return self._found(query, vector, k, *within)
        except IndexDamaged:  # a build may just have taken the vectors of this state away; then there is a new one
            return self._found(query, vector, k, *within)

    def articles(self) -> Iterator[Article]:
        """Yield all articles, in the order they were added, as they are when the first one is taken."""
        with self._store.frozen() as store:
            for article_id in store.ids():
                yield store.article(article_id)

    def publishers(self) -> tuple[str, ...]:
        """Return the names of the publishers, sorted, each once: of spellings that differ in case the commonest."""
        query = (
            "SELECT publisher FROM articles WHERE publisher <> '' GROUP BY publisher ORDER BY count(*), publisher DESC"
        )
        return tuple(sorted({name.casefold(): name for (name,) in self._store.rows(query)}.values()))

    def article(self, article_id: str) -> Article:
        """Return an article; raises ``ArticleMissing``."""
        return self._store.article(article_id)

    def claims(self, article_id: str) -> tuple[Claim, ...]:
        """Return the claims of an article, in the order of their words."""
        with self._store.snapshot():
            return self._claims(article_id, self._store.version())

    def sentences(self, article_id: str) -> tuple[Span, ...]:
        """Return the sentences of an article, in order."""
        return self._store.sentences(article_id)

    def warnings(self, article_id: str) -> tuple[ArticleWarning, ...]:
        """Return what cannot be right within an article."""
        return self._store.warnings(article_id)

    def origin(self, article_id: str) -> str:
        """Return who did the reporting: the agency, else the publisher, else the article itself; copies share it."""
        return self._store.origin(article_id)

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """What could not be read, with the reasons."""
        return self._store.skipped()

    def info(self) -> IndexInfo:
        """Return what the index holds."""
        with self._store.snapshot():
            return describe(self._store, self.path)

    def verify(self) -> list[str]:
        """Check everything against everything.

        Returns:
            What is wrong, a line each; nothing when all is well.
        """
        with self._store.frozen() as store:
            return find_problems(store, self.path)

    @property
    def _vectors(self) -> VectorFile:
        return vector_file(self._store, self.path)

    @property
    def _total(self) -> int:
        return int(self._store.facts()["rows"])

    def _checked(self) -> VectorFile:
        """Return the vectors, if the index is one that this program and encoder can read."""
        facts = self._store.facts()
        if not facts:  # the first build has never come to its end
            raise missing(self.path)
        for name, mine in (("format", FORMAT), ("encoder", self._encoder.name)):
            if facts.get(name) != mine:
                rebuild = f"rebuild it with: rashomon index PATH... --to {self.path} --anew"
                raise IndexOutdated(f"{self.path} was made with {name} {facts.get(name)}, this is {mine}; {rebuild}")
        return self._vectors

    def _build(self, articles: Iterable[Article], progress: Progress | None) -> None:
        """Replace all there is, inside the caller's transaction; what fails takes its vectors with it."""
        generation = int(self._store.facts().get("generation", 0)) + 1
        self._store.clear()
        for name, value in (("format", FORMAT), ("encoder", self._encoder.name), ("generation", generation),
                            ("rows", 0), ("dim", self._encoder.encode(["."]).shape[1])):  # fmt: skip
            self._store.set_fact(name, value)
        written = self._vectors.path
        try:
            self._add(articles, progress)
        except BaseException:
            if self._store.connection.in_transaction:  # else a full disk has let go of the lock, and another may write
                written.unlink(missing_ok=True)
            raise

    def _found(self, query: str, vector: Vectors, k: int, condition: str, arguments: tuple[object, ...]) -> list[Hit]:
        """Search in one state of the index."""
        depth = max(_DEPTH, k)
        scores: dict[int, float] = defaultdict(float)
        with self._store.snapshot() as connection:
            vectors = self._checked()
            by_words = words.nearest_by_words(connection, query, depth, condition, arguments)
            nearest = vectors.nearest(vector, self._rows(condition, arguments), self._total, depth)
            for ranking in (by_words, [row for row, _ in nearest]):
                for rank, row in enumerate(ranking, start=1):
                    scores[row] += 1 / (_RRF + rank)
            best = sorted(scores, key=lambda row: (-scores[row], row))[:k]
            return [Hit(self._passage(row), scores[row]) for row in best]

    def _add(self, articles: Iterable[Article], progress: Progress | None) -> int:
        return add_articles(articles, self._store, self._vectors, self._encoder, progress)

    def _rows(self, condition: str, arguments: tuple[object, ...]) -> NDArray[np.int64]:
        """Return the rows of the passages that a condition allows; all of them are kept until something changes."""
        version = self._store.version()
        if not arguments and self._live is not None and self._live[0] == version:
            return self._live[1]
        query = (
            f"SELECT row FROM passages JOIN articles ON articles.key = passages.article WHERE {condition} ORDER BY row"
        )
        rows = np.array([row for (row,) in self._store.rows(query, *arguments)], dtype=np.int64)
        if not arguments:
            self._live = (version, rows)
        return rows

    def _passage(self, row: int) -> Passage:
        query = 'SELECT id, start, "end" FROM passages JOIN articles ON key = article WHERE row = ?'
        return Passage(*self._store.rows(query, row)[0])
