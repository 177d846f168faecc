"""Everything that can go wrong on purpose.

RashomonError              one clear line for the user, never a traceback
├── UsageError             a call that cannot mean anything (an empty question, an unknown date)
├── ReadingError           a file or record that could not be read as an article
├── IndexError_            something about an index directory
│   ├── IndexMissing       there is no index at that path
│   ├── IndexBusy          another process is writing to it
│   ├── IndexOutdated      made by another format or encoder: rebuild it
│   └── IndexDamaged       its parts do not fit together
└── ArticleMissing         no article with that id
"""

from __future__ import annotations

__all__ = [
    "ArticleMissing",
    "IndexBusy",
    "IndexDamaged",
    "IndexError_",
    "IndexMissing",
    "IndexOutdated",
    "RashomonError",
    "ReadingError",
    "UsageError",
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
