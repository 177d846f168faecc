"""How far the work has come, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import Articles

__all__ = ["progress_bar"]


@contextmanager
def progress_bar(articles: Articles | None = None) -> Iterator[Callable[[int], object]]:
    """Show how many articles are done, how many in a second, and the time left; nothing where there is no terminal.

    What is left is told in bytes of the files, which are known without reading them.

    Args:
        articles: Those that are read, if they are read from somewhere.

    Yields:
        To be called with the number of articles done.
    """
    from tqdm import tqdm

    total = articles.bytes if articles is not None and sys.stderr.isatty() else None
    if articles is None or total is None:
        with tqdm(unit=" articles", disable=None, leave=False) as bar:
            yield lambda done: bar.update(done - bar.n)
        return
    with tqdm(total=total, unit="B", unit_scale=True, disable=None, leave=False) as bar:

        def show(done: int) -> None:
            rate = done / max(bar.format_dict["elapsed"], 1e-9)
            bar.set_postfix_str(f"{done:,} articles, {rate:.1f} a second", refresh=False)
            bar.update(articles.bytes_read - bar.n)

        yield show
