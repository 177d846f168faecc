"""How far the work has come, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["progress_bar"]


@contextmanager
def progress_bar(count: Callable[[], int] = lambda: 0) -> Iterator[Callable[[int], object]]:
    """Show how many articles are done, how many in a second, and the time left; nothing where there is no terminal.

    Args:
        count: Returns how many there are, 0 if that is not known; called only if it is shown.

    Yields:
        To be called with the number of articles done.
    """
    from tqdm import tqdm

    total = count() if sys.stderr.isatty() else 0
    with tqdm(total=total or None, unit=" articles", disable=None, leave=False) as bar:
        yield lambda done: bar.update(done - bar.n)
