"""Which files of a folder are meant to be articles."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from index.database import DATABASE
from index.datatypes import Skipped
from index.formats import FAILURES, SUFFIXES, is_certain, suffix_of
from index.formats.streams import Counted, unpack

__all__ = ["files_of"]

_LINK = "a link to another folder, which is not followed; give that folder as well"
_NOT_ARTICLES = frozenset(
    f"{name}{suffix}"
    for name in "readme license licence copying notice authors changelog contributing makefile dockerfile".split()
    for suffix in ("", ".md", ".txt")
)


def files_of(root: Path) -> tuple[list[Path], list[Skipped]]:
    """Return the files to read at a path, in the order of their names, and what there is besides.

    A file is read if its suffix is that of a format, or its content is one's; without a suffix, also if it is text.
    Hidden files, and what comes with a collection, such as a readme, are left alone without a word.
    """
    if not root.is_dir():
        return [root], []
    found: list[Path] = []
    failed: list[Skipped] = []
    others: Counter[str] = Counter()

    def fail(error: OSError) -> None:
        failed.append(Skipped(Path(error.filename).resolve().as_posix(), error.strerror or str(error)))

    for folder, folders, names in os.walk(root, onerror=fail):
        if DATABASE in names:  # an index, and not what one is made of
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = (path for path in (Path(folder, name) for name in folders) if path.is_symlink())
        failed += (Skipped(path.absolute().as_posix(), _LINK) for path in links)
        for name in names:
            path = Path(folder, name)
            if name.startswith(".") or name.lower() in _NOT_ARTICLES:
                continue
            if not path.is_file():
                others["that can be no file of articles"] += 1
            elif suffix_of(name) in SUFFIXES or _has_articles(path):
                found.append(path)
            else:
                others[path.suffix.lower() or "without a suffix"] += 1
    if others:
        listed = ", ".join(f"{count:,} {suffix}" for suffix, count in sorted(others.items(), key=_most))
        failed.append(Skipped(root.resolve().as_posix(), f"files of other kinds in this folder: {listed}"))
    return sorted(found), failed


def _most(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def _has_articles(path: Path) -> bool:
    """Say by the beginning of a file whether it has articles though it is not called so."""
    try:
        with path.open("rb") as file:
            head, *_ = unpack(Counted(file))
    except FAILURES:
        return False
    if suffix_of(path.name):
        return is_certain(head) and head.lstrip()[:1] not in (b"{", b"[")  # much that is JSON has no articles
    return is_certain(head) or (bool(head.strip()) and _is_text(head))


def _is_text(head: bytes) -> bool:
    try:
        head[:-4].decode()  # the last character may be cut
    except UnicodeDecodeError:
        return False
    return b"\x00" not in head
