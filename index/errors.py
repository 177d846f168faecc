"""Everything that can go wrong on purpose.

RashomonError              one clear line for the user, never a traceback
├── UsageError             a call that cannot mean anything (an empty question, an unknown date)
├── ReadingError           a file or record that could not be read as an article
├── IndexError_            something about an index directory
│   ├── IndexMissing       there is no index at that path
│   ├── IndexBusy          another process is writing to it
│   ├── IndexOutdated      made by another format or encoder: rebuild it
│   └── IndexDamaged       its parts do not fit together
├── ArticleMissing         no article with that id
└── ModelFailed            the language model did not answer, or not as a server of its kind does
"""

from __future__ import annotations

from pathlib import Path

__all__ = [
    "ArticleMissing",
    "IndexBusy",
    "IndexDamaged",
    "IndexError_",
    "IndexMissing",
    "IndexOutdated",
    "ModelFailed",
    "RashomonError",
    "ReadingError",
    "UsageError",
    "busy",
    "missing",
    "repair_advice",
]


class RashomonError(Exception):
    """Root of all errors that Rashomon raises on purpose; its message is one line for the user."""


class UsageError(RashomonError):
    """A call that cannot mean anything, such as an empty question."""


class ReadingError(RashomonError):
    """A file or record that could not be read as an article."""


class IndexError_(RashomonError):
    """Something is wrong with an index directory (named so as not to hide the built-in)."""


class IndexMissing(IndexError_):
    """There is no index at that path."""


class IndexBusy(IndexError_):
    """Another process is writing to the index."""


class IndexOutdated(IndexError_):
    """The index was made by another format or encoder and must be rebuilt."""


class IndexDamaged(IndexError_):
    """The parts of the index do not fit together."""


class ArticleMissing(RashomonError):
    """No article has that id."""


class ModelFailed(RashomonError):
    """The optional language model did not answer, or not as a server of its kind does; the answer stands without it."""


def missing(path: Path) -> IndexMissing:
    """Return the error that says how to make an index at a path."""
    return IndexMissing(f"there is no index at {path}; make one with: rashomon index PATH... --to {path}")


def busy(path: Path) -> IndexBusy:
    """Return the error of a second writer."""
    return IndexBusy(f"another process is writing to {path}; try again later")


def repair_advice(path: Path) -> str:
    """Return the advice for an index that is damaged."""
    return f"repair it with: rashomon verify --repair --index {path}"
