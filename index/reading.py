"""Files, folders, standard input and addresses to articles, one at a time.

However large a file is, no more of it is held than one of its documents.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from index.bounds import MOST_TAGS
from index.cleaning import clean
from index.datatypes import Article, Skipped
from index.errors import ReadingError, UsageError
from index.folders import files_of
from index.formats import FAILURES, Counted, Document, Part, documents_of
from index.refusals import why_refused, why_unread
from index.web import Web, is_address

__all__ = ["STANDARD_INPUT", "Articles", "read_articles"]

STANDARD_INPUT = "-"
_PIPE = "standard input"


class Articles(Iterator[Article]):
    """The articles of files, folders and addresses, read as they are asked for.

    Attributes:
        skipped: What could not be read so far, with the reason.
        places: The files, folders and addresses that were read so far.
    """

    def __init__(self, paths: Iterable[str | Path], web: Web | None = None) -> None:
        """Check that every path exists, and that the web may be read from if an address is among them.

        Raises:
            UsageError: a path does not exist, or the web is not allowed.
        """
        self.skipped: list[Skipped] = []
        self.places: set[str] = set()
        self._roots = [str(path) for path in paths]
        self._web = web
        self._finished = 0
        self._open: Counted | None = None
        for root in self._roots:
            if is_address(root):
                if web is None:
                    raise UsageError(f"{root} is on the web, which is read from only with --allow-network")
            elif root != STANDARD_INPUT and not Path(root).exists():
                raise UsageError(f"no such file or folder: {root}")
        self._articles = self._read()

    def __next__(self) -> Article:
        """Return the next article that can be read."""
        return next(self._articles)

    @property
    def bytes_read(self) -> int:
        """How many bytes have been read, packed as they are stored."""
        return self._finished + (self._open.count if self._open else 0)

    @cached_property
    def bytes(self) -> int | None:
        """How many bytes there are to read, packed as they are stored; None where not all comes from files."""
        if any(root == STANDARD_INPUT or is_address(root) for root in self._roots):
            return None
        return sum(file.stat().st_size for files, _ in self._found.values() for file in files if file.exists())

    @cached_property
    def _found(self) -> dict[str, tuple[list[Path], list[Skipped]]]:
        paths = (root for root in self._roots if root != STANDARD_INPUT and not is_address(root))
        return {root: files_of(Path(root)) for root in paths}

    def _read(self) -> Iterator[Article]:
        for place, parts in self._sources():
            self.places.add(place)
            number = 0
            try:
                for part in parts:
                    number += 1
                    if isinstance(part, Skipped):
                        self.skipped.append(part)
                    elif article := self._clean(part):
                        yield article
            except FAILURES as error:
                before = f"; what stands before that, {number:,} in number, was read" if number else ""
                self.skipped.append(Skipped(place, _reason(error) + before))
            else:
                if not number:
                    self.skipped.append(Skipped(place, "there is no article in it"))

    def _sources(self) -> Iterator[tuple[str, Iterator[Part]]]:
        """Yield each file, and all else that can be read from, with what is in it."""
        for root in self._roots:
            if root == STANDARD_INPUT:
                yield _PIPE, documents_of(Counted(sys.stdin.buffer), _PIPE)
            elif self._web is not None and is_address(root):
                yield root, _fetched(root, self._web)
            else:
                files, skipped = self._found[root]
                self.skipped += skipped
                self.places.add(Path(root).resolve().as_posix())
                for path in files:
                    place = path.resolve().as_posix()
                    yield place, self._opened(path, place)

    def _opened(self, path: Path, place: str) -> Iterator[Part]:
        with path.open("rb", buffering=0) as file:
            self._open = Counted(file)
            try:
                yield from documents_of(self._open, place, path.name)
            finally:
                self._open = None
                self._finished += os.fstat(file.fileno()).st_size

    def _clean(self, document: Document) -> Article | None:
        try:
            if document.raw.count(b"<") > MOST_TAGS:
                raise ReadingError(f"more than {MOST_TAGS:,} tags, the most that one document may have")
            article = clean(document.raw, url=document.url, media_type=document.media_type)
            refusal = why_refused(article)
        except ReadingError as error:
            refusal = why_unread(document.raw, document.media_type) or str(error)
        if refusal:
            self.skipped.append(Skipped(document.place, refusal))
            return None
        return replace(article, id=article.id or _identity(document), source=document.place)


def read_articles(paths: str | Path | Iterable[str | Path], *, web: Web | None = None) -> Articles:
    """Read articles from files, folders, standard input and the web.

    What a file is tells its content, and only then its name: text, Markdown, HTML, JSON (a record, a list, or a record
    a line), CSV, PDF, RSS and Atom, NITF and NewsML, WARC, messages by e-mail; each also packed with gzip.

    Args:
        paths: Files; folders, read with all below them; ``-`` for standard input; addresses of the web.
        web: How to read from the web; without it nothing is.

    Returns:
        An iterator of articles; what could not be read is in its ``skipped``.

    Raises:
        UsageError: a path does not exist, or is an address and the web is not allowed.
    """
    return Articles([paths] if isinstance(paths, str | Path) else paths, web)


def _fetched(address: str, web: Web) -> Iterator[Part]:
    found = web.fetch(address)
    name = PurePosixPath(urlsplit(found.url).path).name
    yield from documents_of(Counted(BytesIO(found.raw)), address, name, found.content_type, found.url)


def _identity(document: Document) -> str:
    """Return the identity of a document that brings none: its place, or its content if it came through a pipe."""
    if document.place.startswith(_PIPE):
        return f"{_PIPE} {hashlib.sha256(document.raw.strip()).hexdigest()[:16]}"
    return document.place


def _reason(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
