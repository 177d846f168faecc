"""Passages, claims and vectors of articles, worked out by every core before they are written (loky lives here).

Reading and encoding take nearly all the time of indexing, and articles do not depend on one another. So many are
prepared by processes of their own, each with its parser and encoder. loky starts these without running the program's
own file again, which a script without ``if __name__ == "__main__"`` would not survive.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.claims import Reading, read
from index.datatypes import Article, Passage, Span
from index.encoder import Encoder, SentenceEncoder, Vectors
from index.errors import IndexError_
from index.passages import split
from index.sentences import around, encode_passages, pack, places_of, span_vectors

if TYPE_CHECKING:
    from loky import ProcessPoolExecutor

__all__ = ["Prepared", "Preparing", "prepare", "wait_for"]

_WORTH_A_POOL = 6  # batches from which more processes earn the three seconds that they need to start
_MOST = 8  # processes; each takes 0.6 GB
_IDLE = 30  # seconds after which a process that nobody needs, or whose program was killed, ends

_encoder: SentenceEncoder | None = None  # of a worker process, which keeps it for as long as it lives


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that an index keeps of one article, apart from the article.

    Attributes:
        reading: Its sentences, claims and warnings.
        passages: How it was cut.
        vectors: Unit vectors of the passages, of shape ``(n_passages, dim)``.
        sentences: Packed vectors of its sentences.
        claims: Packed vectors of the words around its claims.
    """

    reading: Reading
    passages: tuple[Passage, ...]
    vectors: Vectors
    sentences: bytes
    claims: bytes


def prepare(articles: Sequence[Article], encoder: Encoder) -> list[Prepared]:
    """Cut, read and encode articles together."""
    cut = [(article, split(article)) for article in articles]
    with ThreadPoolExecutor(max_workers=1) as background:
        encoding = background.submit(encode_passages, cut, encoder)  # leaves Python to this thread, which reads
        readings = [read(article) for article in articles]
        encoded = encoding.result()
    parts = [(article, _parts(article, reading)) for article, reading in zip(articles, readings, strict=True)]
    prepared = []
    for reading, own, spans in zip(readings, encoded, span_vectors(parts, encoded, encoder), strict=True):
        of_sentences, of_claims = pack(spans[: len(reading.sentences)]), pack(spans[len(reading.sentences) :])
        prepared.append(Prepared(reading, own.passages, own.vectors, of_sentences, of_claims))
    return prepared


class Preparing:
    """Prepares batches of articles: the first few here and now, many by processes that work ahead."""

    def __init__(self, encoder: Encoder) -> None:
        """Prepare with this encoder; one that is not a ``SentenceEncoder`` may not bear copying, and stays here."""
        self._encoder = encoder
        self._processes = min(os.cpu_count() or 1, _MOST) if isinstance(encoder, SentenceEncoder) else 1
        self._batches = 0
        self._pool: ProcessPoolExecutor | None = None

    @property
    def ahead(self) -> int:
        """How many batches are worth handing in before the first of them is asked for."""
        return 0 if self._pool is None else 2 * self._processes

    def submit(self, articles: Sequence[Article]) -> Future[list[Prepared]]:
        """Hand in a batch; done when this returns as long as there are no processes.

        Raises:
            IndexError_: a process was killed.
        """
        self._batches += 1
        if self._pool is None and self._processes > 1 and self._batches > _WORTH_A_POOL:
            self._pool = self._start()
        if self._pool is not None:
            bare = [replace(article, raw=b"") for article in articles]  # read is only the text
            with _killing_told():
                found: Future[list[Prepared]] = self._pool.submit(_prepare, bare)
            return found
        done: Future[list[Prepared]] = Future()
        done.set_result(prepare(articles, self._encoder))
        return done

    def close(self) -> None:
        """Let no process go on, whatever it was doing."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, kill_workers=True)

    def _start(self) -> ProcessPoolExecutor:
        from loky import ProcessPoolExecutor

        assert isinstance(self._encoder, SentenceEncoder)  # noqa: S101 - else there is one process
        return ProcessPoolExecutor(
            self._processes,
            timeout=_IDLE,
            initializer=_begin,
            initargs=(self._encoder.model,),
            env={"OMP_NUM_THREADS": "1"},  # they are as many as there are cores
        )


def wait_for(future: Future[list[Prepared]]) -> list[Prepared]:
    """Wait for a batch.

    Raises:
        IndexError_: a process was killed, which the system does when memory runs out.
    """
    with _killing_told():
        return future.result()


@contextmanager
def _killing_told() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        reason = str(error).partition(".")[0]
        raise IndexError_(f"a process that read articles was killed, perhaps for want of memory ({reason})") from error


def _begin(model: str) -> None:
    """Make ready a worker process: an interrupt is its parent's to handle."""
    global _encoder  # noqa: PLW0603 - the one place where a worker keeps what it opened
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _encoder = SentenceEncoder(model, threads=1)


def _prepare(articles: Sequence[Article]) -> list[Prepared]:
    assert _encoder is not None, "a worker begins first"  # noqa: S101
    return prepare(articles, _encoder)


def _parts(article: Article, reading: Reading) -> tuple[Span, ...]:
    """Return the parts of an article that get vectors: its sentences, and the words around its claims."""
    return (*reading.sentences, *(around(claim, article.text) for claim in places_of(reading.claims)))
