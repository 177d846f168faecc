"""Files and folders to articles, one at a time, so that a large file needs no more memory than its longest record."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, cast

from index.cleaning import clean
from index.datatypes import Article, Skipped
from index.errors import ReadingError, UsageError

__all__ = ["MEDIA_TYPES", "Articles", "count_documents", "read_articles"]

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
}
_NOT_ARTICLES = {"readme.md", "license.md", "license.txt"}


class Articles(Iterator[Article]):
    """The articles of files and folders, read as they are asked for.

    Attributes:
        skipped: What could not be read so far, with the reason.
    """

    def __init__(self, paths: Iterable[str | Path]) -> None:
        """Check that every path exists.

        Raises:
            UsageError: a path does not exist.
        """
        self.skipped: list[Skipped] = []
        roots = [Path(path) for path in paths]
        for root in roots:
            if not root.exists():
                raise UsageError(f"no such file or folder: {root}")
        self._articles = self._read(roots)

    def __next__(self) -> Article:
        """Return the next article that can be read."""
        return next(self._articles)

    def _read(self, roots: list[Path]) -> Iterator[Article]:
        for root in roots:
            for path in _files(root):
                yield from self._read_file(path)

    def _read_file(self, path: Path) -> Iterator[Article]:
        try:
            media_type = _media_type(path)
            with _open(path) as file:
                for place, raw, kind in _documents(file, path, media_type):
                    if article := self._clean(raw, kind, place):
                        yield article
        except (ReadingError, OSError, EOFError, zlib.error) as error:
            self.skipped.append(Skipped(path.resolve().as_posix(), str(error) or type(error).__name__))

    def _clean(self, raw: bytes, media_type: str | None, place: str) -> Article | None:
        try:
            article = clean(raw, media_type=media_type)
        except ReadingError as error:
            self.skipped.append(Skipped(place, str(error)))
            return None
        return replace(article, id=article.id or place, source=place)


def read_articles(paths: Iterable[str | Path]) -> Articles:
    """Read articles from files and folders.

    Args:
        paths: ``.txt .md .html .htm .json .jsonl`` files, each also ``.gz``, or folders that hold them.

    Returns:
        An iterator of articles; what could not be read is in its ``skipped``.

    Raises:
        UsageError: a path does not exist.
    """
    return Articles([paths] if isinstance(paths, str | Path) else paths)


def count_documents(paths: Iterable[str | Path]) -> int:
    """Return how many documents files and folders hold, without reading what they say: to tell how long it will take.

    What cannot be opened counts for nothing, and is told of when it is read.
    """
    count = 0
    for file in (file for path in paths for file in _files(Path(path))):
        try:
            with _open(file) as opened:
                count += sum(1 for _ in _documents(opened, file, _media_type(file)))
        except (ReadingError, OSError, EOFError, zlib.error):
            continue
    return count


def _files(root: Path) -> list[Path]:
    return sorted(p for p in root.rglob("*") if p.is_file() and _wanted(p)) if root.is_dir() else [root]


def _suffix(path: Path) -> str:
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def _wanted(path: Path) -> bool:
    """Say whether a file found in a folder is meant to be an article: known by its name, not hidden, no readme."""
    hidden = any(part.startswith(".") for part in path.parts if part not in (".", ".."))
    return _suffix(path) in MEDIA_TYPES and not hidden and path.name.lower() not in _NOT_ARTICLES


def _media_type(path: Path) -> str:
    try:
        return MEDIA_TYPES[_suffix(path)]
    except KeyError:
        known = " ".join(MEDIA_TYPES)
        raise ReadingError(f"cannot read this kind of file; known are {known}, each also .gz") from None


def _open(path: Path) -> IO[bytes]:
    if path.name.lower().endswith(".gz"):
        return cast("IO[bytes]", gzip.open(path, "rb"))
    return path.open("rb")


def _documents(file: IO[bytes], path: Path, media_type: str) -> Iterator[tuple[str, bytes, str]]:
    """Yield where each document of a file stands, its bytes and its media type."""
    place = path.resolve().as_posix()
    if media_type == "application/x-ndjson":
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield f"{place}:{number}", line, "application/json"
    elif media_type == "application/json":
        raw = file.read()
        yield from _json_documents(raw, place)
    else:
        yield place, file.read(), media_type


def _json_documents(raw: bytes, place: str) -> Iterator[tuple[str, bytes, str]]:
    """Yield the one record of a JSON file, or each of its list."""
    try:
        content = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"not JSON: {error}") from error
    if isinstance(content, list):
        for number, record in enumerate(content, start=1):
            yield f"{place}:{number}", json.dumps(record, ensure_ascii=False).encode(), "application/json"
    else:
        yield place, raw, "application/json"
