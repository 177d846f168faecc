"""The index: build, open, add, remove, and search by words and vectors together. Only here do the parts meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path

import numpy as np

from index.asking import read_query
from index.building import build as build_all
from index.datatypes import Article, ArticleWarning, Claim, Hit, Skipped, Span
from index.dates import check_date
from index.encoder import Encoder, SentenceEncoder, Vectors
from index.errors import IndexDamaged, repair_advice
from index.inspection import IndexInfo, describe, find_problems, publishers_of
from index.limits import condition
from index.manifest import check_manifest
from index.recleaning import Recleaned
from index.reranking import Reranker
from index.rescue import StoredArticles
from index.rescue import repair as repair_all
from index.sentences import places_of, unpack
from index.states import States
from index.store import Store
from index.words import count_spelt
from index.writing import Progress, add_articles, remove_articles

__all__ = ["Index", "IndexInfo"]


class Index:
    """A searchable collection of articles in one directory."""

    def __init__(self, path: Path, store: Store, encoder: Encoder) -> None:
        """Use ``Index.build`` or ``Index.open`` instead."""
        self.path = path
        self._store = store
        self._encoder = encoder
        self._reranker: Reranker | None = None
        self._states = States(store, encoder)
        self._encoded = lru_cache(maxsize=64)(lambda text: self._encoder.encode([text])[0])
        self._span_vectors = lru_cache(maxsize=256)(self._read_vectors)  # some 0.1 MB each
        self._found = lru_cache(maxsize=16)(self._search)  # a question is searched for again where its conditions fail
        self._claims = lru_cache(maxsize=2048)(lambda article_id, _version: self._store.claims(article_id))
        self._publishers = lru_cache(maxsize=1)(lambda _version: publishers_of(self._store))

    @classmethod
    def build(
        cls, articles: Iterable[Article], path: str | Path, *, encoder: Encoder | None = None,
        progress: Progress | None = None,
    ) -> Index:  # fmt: skip
        """Make an index of these articles and nothing else.

        An index that is there already stays as it is until all is done, and is then replaced. A build that was stopped
        goes on where it was when it is called again with the same articles.

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
            build_all(articles, index._store, index._encoder, progress)
        except BaseException:
            index.close()
            raise
        return index

    @classmethod
    def rebuild(cls, path: str | Path, *, encoder: Encoder | None = None, progress: Progress | None = None) -> Index:
        """Make an index anew from the documents that are stored in it, whatever format and encoder it is of.

        Raises:
            IndexMissing: there is none.
            IndexBusy: another process is writing to it.
            IndexDamaged: its documents cannot be read.
        """
        with closing(Store(Path(path))) as store, store.frozen() as frozen:
            index = cls.build(StoredArticles(frozen, clean_again=True), path, encoder=encoder, progress=progress)
        index._store.settle(whole=True)  # which the frozen one has held up
        return index

    @classmethod
    def repair(cls, path: str | Path, *, encoder: Encoder | None = None, progress: Progress | None = None) -> list[str]:
        """Set right what is wrong in an index, or make it anew from what is as it was written.

        Returns:
            What was done and what was lost, a line each; nothing if all was well.

        Raises:
            IndexMissing: there is none.
            IndexBusy: another process is writing to it.
            IndexDamaged: nothing can be read from it.
        """
        return repair_all(Path(path), encoder or SentenceEncoder(), progress)

    @classmethod
    def open(cls, path: str | Path, *, encoder: Encoder | None = None, reranker: Reranker | None = None) -> Index:
        """Open an index.

        Args:
            path: The directory of the index.
            encoder: The one that it was made with; all-MiniLM-L6-v2 when not given.
            reranker: Reads the best hits of every search again; none when not given.

        Raises:
            IndexMissing: there is none.
            IndexOutdated: it was made by another format or encoder.
            IndexDamaged: its parts do not fit together.
        """
        index = cls(Path(path), Store(Path(path)), encoder or SentenceEncoder())
        index._reranker = reranker
        try:
            with index._store.snapshot():
                index._states.check()
                check_manifest(index.path, index._store.facts())
        except BaseException as error:
            index.close()
            if isinstance(error, (IndexDamaged, KeyError, ValueError)):  # the last two where facts are not as written
                raise IndexDamaged(f"{error}; {repair_advice(index.path)}") from error
            raise
        return index

    def close(self) -> None:
        """Close the files of the index."""
        self._store.close()

    def __len__(self) -> int:
        """Return the number of articles."""
        return int(self._store.rows("SELECT count(*) FROM articles")[0][0])

    def add(self, articles: Iterable[Article], *, progress: Progress | None = None) -> int:
        """Add articles, replace changed ones, leave the same again alone; return how many were new or changed."""
        with self._store.writing():
            return add_articles(articles, self._store, self._states.vectors, self._encoder, progress).changed

    def clean_again(self, *, progress: Progress | None = None) -> int:
        """Clean the stored documents again, by today's rules and by what repeats on each site's pages.

        Only articles that this changes are written, as one change; what was given without its document stays.

        Returns:
            How many were changed.

        Raises:
            IndexDamaged: a document cannot be read; nothing was changed.
        """
        with self._store.frozen() as before, self._store.writing():
            articles = Recleaned(before)
            return add_articles(articles, self._store, self._states.vectors, self._encoder, progress).changed

    def remove(self, ids: Iterable[str]) -> int:
        """Remove articles.

        Returns:
            How many there were.

        Raises:
            ArticleMissing: one of the ids is not in the index; then none is removed.
        """
        wanted = list(dict.fromkeys(ids))
        with self._store.writing():
            remove_articles(wanted, self._store)
        return len(wanted)

    def search(
        self, query: str, k: int = 10, since: str | None = None, until: str | None = None,
        publishers: Sequence[str] = (), today: str | None = None,
    ) -> list[Hit]:  # fmt: skip
        """Return the ``k`` passages that fit a query best, best first and each of another story while there are others.

        What counts is meaning, words, and the names, outlets and dates that the query gives.
        Copies of one story, and the other passages of an article, are folded into its best passage (``Hit.also``).
        Filters apply before the search; an article without a date passes no filter on dates.

        Args:
            query: What to look for.
            k: How many passages at most.
            since: ISO date; only articles published then or later.
            until: ISO date; only articles published then or earlier.
            publishers: Only articles of these, by name, without regard to case.
            today: ISO date against which the query's relative dates are resolved ("last Friday"); without it they are
                words like others.
        """
        if k <= 0:
            return []
        with self._store.snapshot():
            return list(self._found(query, k, since, until, tuple(publishers), today, self._store.version()))

    def _search(
        self, query: str, k: int, since: str | None, until: str | None, publishers: Sequence[str], today: str | None,
        _version: tuple[int, int],
    ) -> list[Hit]:  # fmt: skip
        limits = condition(since, until, publishers)
        asked = read_query(query, check_date(today) if today else None)
        several = asked.clauses if len(asked.clauses) > 1 else ()
        vectors = np.stack([self._encoded(text) for text in (query, *several)])
        return self._states.search(asked, vectors, k, limits, self._reranker)

    def encode(self, query: str) -> Vectors:
        """Return the unit vector of a query, of shape ``(dim,)``, by the encoder of the index."""
        vector: Vectors = self._encoded(query)
        return vector

    def vectors(self, article_id: str) -> dict[Span, Vectors]:
        """Return unit vectors of an article's sentences and of its claims, each of shape ``(dim,)``.

        A sentence has its span, a claim that of its value; the vector of a claim is of the words around it.
        """
        with self._store.snapshot():
            return self._span_vectors(article_id, self._store.version())

    def _read_vectors(self, article_id: str, _version: tuple[int, int]) -> dict[Span, Vectors]:
        of_sentences, of_claims = self._store.packed_vectors(article_id)
        dim = int(self._store.facts()["dim"])
        places = [Span(claim.start, claim.end) for claim in places_of(self.claims(article_id))]
        both = ((places, of_claims), (self.sentences(article_id), of_sentences))
        return {span: vector for spans, packed in both for span, vector in zip(spans, unpack(packed, dim), strict=True)}

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all that this thread reads inside be of one state of the index, whoever writes meanwhile."""
        with self._states.snapshot():
            yield

    def articles(self) -> Iterator[Article]:
        """Yield all articles, in the order they were added, as they are when the first one is taken."""
        with self._store.frozen() as store:
            for article_id in store.ids():
                yield store.article(article_id)

    def publishers(self) -> tuple[str, ...]:
        """Return the names of the publishers, sorted, each once: of spellings that differ in case the commonest."""
        with self._store.snapshot():
            return self._publishers(self._store.version())

    def spelt(self, word: str) -> int:
        """Return how many passages have a word as it is spelt, but for capitals; of many not all are counted."""
        with self._store.snapshot():
            return count_spelt(self._store.connection, word)

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
        """Check everything against everything; return what is wrong, a line each."""
        with self._store.frozen() as store:
            return find_problems(store, self.path)
