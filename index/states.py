"""The states of an open index, one after the other: its store as a reader sees it, with the vectors that go with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from index.asking import Query
from index.candidates import State
from index.catalogue import Catalogue, read_catalogue
from index.datatypes import Hit
from index.encoder import Encoder, Vectors
from index.errors import IndexDamaged, IndexOutdated, missing
from index.passages import in_context
from index.reranking import RERANKED, Reranker, rerank
from index.schema import FORMAT
from index.searching import find
from index.store import Store
from index.vectors import VectorFile

__all__ = ["States"]


class States:
    """A store and the vectors of whichever state it is read in."""

    def __init__(self, store: Store, encoder: Encoder) -> None:
        """Read a store whose vectors are of this encoder."""
        self._store = store
        self._encoder = encoder
        self._path = store.path.parent
        self._catalogue: tuple[tuple[int, int], Catalogue] | None = None
        self._file = lru_cache(maxsize=4)(VectorFile)  # mapped once, and readable even when a build removes it

    @property
    def vectors(self) -> VectorFile:
        """The vectors of the state that is read."""
        facts = self._store.facts()
        return self._file(self._path / f"vectors-{facts['generation']}.f32", int(facts["dim"]))

    def check(self) -> None:
        """Check that the index is one that this program and encoder can read, and that its vectors are there.

        Raises:
            IndexMissing: nothing was built yet.
            IndexOutdated: it was made by another format or encoder.
            IndexDamaged: its vectors are not what the store says.
        """
        facts = self._store.facts()
        if "format" not in facts:  # the first build has never come to its end
            raise missing(self._path)
        for name, mine in (("format", FORMAT), ("encoder", self._encoder.name)):
            if facts.get(name) != mine:
                rebuild = f"rebuild it with: rashomon index --rebuild --to {self._path}"
                raise IndexOutdated(f"{self._path} was made with {name} {facts.get(name)}, this is {mine}; {rebuild}")
        self.vectors.map(int(facts["rows"]))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all that this thread reads inside be of one state, whoever writes meanwhile."""
        for attempt in range(2):
            with self._store.snapshot():
                try:
                    self.check()
                except IndexDamaged:  # a build has just taken the vectors of this state away; then there is a new one
                    if attempt:
                        raise
                    continue
                yield
                return

    def search(
        self, query: Query, vectors: Vectors, k: int, limits: tuple[str, tuple[object, ...]], reranker: Reranker | None
    ) -> list[Hit]:
        """Return the passages that fit a query best in the state that is read, the best one of each story first."""
        with self.snapshot(), self._store.snapshot() as connection:
            version = self._store.version()
            kept = self._catalogue  # another thread may be reading another state
            if kept is None or kept[0] != version:
                kept = self._catalogue = version, read_catalogue(connection)
            state = State(connection, kept[1], self.vectors, int(self._store.facts()["rows"]))
            hits = find(state, query, vectors, max(k, RERANKED) if reranker else k, *limits)
            if reranker:
                hits = rerank(reranker, query.text, hits, [self._words(hit) for hit in hits[:RERANKED]])
            return hits[:k]

    def _words(self, hit: Hit) -> str:
        """Return what a hit says: its words, behind its article's headline and date."""
        return in_context(self._store.article(hit.passage.article_id), hit.passage)
