"""Cleaning what is stored again, with what only a whole collection tells: a site's pages end in the same lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from hashlib import blake2b
from urllib.parse import urlsplit

from index.datatypes import Article
from index.errors import IndexDamaged, repair_advice
from index.furniture import is_sentence, normalise, word_count
from index.notices import is_notice
from index.rescue import StoredArticles
from index.store import Store

__all__ = ["Recleaned", "repeated_lines", "without_repeated"]

_STORIES = 3  # of a site on which a line stands; two may tell of one event in the same words
_LABEL = 12  # words under which a line that repeats is furniture wherever it stands
_SHORTEST_BODY = 50  # characters that have to be left
_EDGE = 5  # lines at which an article may begin or end with its site's
Lines = Set[bytes]
"""Digests of sites and the words of their lines; the lines of a large collection would not fit into memory."""


class Recleaned(Iterator[Article]):
    """The articles of a store as their documents are read now, without the lines that repeat on their site.

    Attributes:
        skipped: What could not be read when the store was made.
    """

    def __init__(self, store: Store) -> None:
        """Clean all documents of a store, which stays in one state, once to see what repeats."""
        self._repeated = repeated_lines(store, StoredArticles(store, clean_again=True))
        self._stored = StoredArticles(store, clean_again=True)
        self._path = store.path.parent
        self.skipped = self._stored.skipped

    def __next__(self) -> Article:
        """Return the next article.

        Raises:
            IndexDamaged: a document cannot be read, so that cleaning it again would lose it.
        """
        article = next(self._stored)
        if self._stored.lost:
            raise IndexDamaged(f"{self._stored.lost[0]} cannot be read; {repair_advice(self._path)}")
        return without_repeated(article, self._repeated)


def repeated_lines(store: Store, articles: Iterable[Article]) -> Lines:
    """Return the lines that stand in several stories of a site; copies of one story, as the store has them, count once.

    They are counted as their documents are read, not as they are stored: else what was dropped once came back.
    """
    stories: dict[bytes, tuple[int, ...]] = {}
    for article in articles:
        site = site_of(article.url, article.publisher)
        ((copies,),) = store.rows("SELECT copies FROM articles WHERE id = ?", article.id)
        lines = article.body.split("\n")
        for line in {*lines[:_EDGE], *lines[-_EDGE:], *filter(_is_label, lines)} if site else ():
            found = stories.get(digest := _digest(site, line), ())
            if copies not in found and len(found) < _STORIES:  # more say no more
                stories[digest] = (*found, copies)
    return frozenset(digest for digest, found in stories.items() if len(found) >= _STORIES)


def site_of(url: str | None, publisher: str | None) -> str:
    """Return what the pages of one site share: the host of their address, else their publisher; empty when unknown."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:  # an address that is none
        host = ""
    return host.removeprefix("www.") or (publisher or "").lower()


def without_repeated(article: Article, repeated: Lines) -> Article:
    """Return an article without the lines that repeat on its site: at its edges, and labels anywhere.

    Inside an article a repeated paragraph is kept: reports on one event tell what went before in the same words.
    """
    site, lines = site_of(article.url, article.publisher), article.body.split("\n")
    again = [_digest(site, line) in repeated and not is_notice(line) for line in lines]
    start = _leading(again)
    end = len(lines) - _leading(again[start:][::-1])
    kept = [
        line for place, line in enumerate(lines) if not again[place] or (start <= place < end and not _is_label(line))
    ]
    body = "\n".join(kept)
    if len(kept) == len(lines) or len(body.strip()) < _SHORTEST_BODY:
        return article
    return replace(article, text=article.text[: article.body_start] + body)


def _leading(marks: Sequence[bool]) -> int:
    """Return how many of the first lines are marked, of those that are looked at."""
    return next((place for place, mark in enumerate(marks[:_EDGE]) if not mark), min(_EDGE, len(marks)))


def _is_label(line: str) -> bool:
    return word_count(line) < _LABEL or not is_sentence(line)


def _digest(site: str, line: str) -> bytes:
    return blake2b(f"{site}\n{normalise(line)}".encode(errors="replace"), digest_size=8).digest()
