"""Readers of published data sets: JSON lines, plain or gzipped, in folders of their own under one data folder."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html

from index import UsageError

__all__ = ["Page", "pages_with_bodies", "stripped"]

_BLOCKS = frozenset(
    """p div li h1 h2 h3 h4 h5 h6 td tr br section article header footer ul ol figure figcaption blockquote nav aside
    form main table option label dt dd pre button""".split()
)
_INVISIBLE = "//script|//style|//noscript|//head|//template|//comment()|//svg|//iframe"


@dataclass(frozen=True, slots=True)
class Page:
    """A web page with the text of the article on it, as its annotators copied it."""

    url: str
    html: str
    body: str


def pages_with_bodies(data: Path, split: str = "dev") -> Iterator[Page]:
    """Yield the pages of the article extraction benchmark (github.com/scrapinghub/article-extraction-benchmark)."""
    for record in _records(data / "article_extraction" / f"{split}.jsonl.gz"):
        yield Page(record["url"], record["html"], record["article_body"])


def stripped(page: str) -> str:
    """Return a page as copy and paste gives it: its visible text, one line per block element."""
    tree = html.fromstring(page)
    for element in tree.xpath(_INVISIBLE):
        element.drop_tree()
    pieces: list[str] = []
    _write(tree, pieces)
    return re.sub(r"\n\s*\n+", "\n\n", "".join(pieces))


def _write(element: html.HtmlElement, pieces: list[str]) -> None:
    block = element.tag in _BLOCKS
    pieces.append("\n" if block else "")
    pieces.append(re.sub(r"\s+", " ", element.text or ""))
    for child in element:
        if isinstance(child.tag, str):
            _write(child, pieces)
        pieces.append(re.sub(r"\s+", " ", child.tail or ""))
    pieces.append("\n" if block else "")


def _records(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        raise UsageError(f"no data at {path}; give the data folder with --data or RASHOMON_DATA")
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
