"""Readers of the data sets that consist of web pages, and what is left of a page when it is copied as text."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from lxml import html

from eval.datasets import read_lines

__all__ = [
    "PAGES",
    "Page",
    "article_extraction",
    "as_copied",
    "readability_pages",
    "stated_names",
    "stripped",
    "trafilatura_eval",
]

_BLOCKS = frozenset(
    """p div li h1 h2 h3 h4 h5 h6 td tr br section article header footer ul ol figure figcaption blockquote nav aside
    form main table option label dt dd pre button""".split()
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_TITLES = re.compile(r"[A-Z.]{2,5}")  # "MA", "M.D." behind a name
_INVISIBLE = "//script|//style|//noscript|//head|//template|//comment()|//svg|//iframe"


@dataclass(frozen=True, slots=True)
class Page:
    """A web page with what is known of the article on it; what a data set does not label is empty or ``None``."""

    id: str
    html: str | bytes
    url: str | None = None
    body: str | None = None
    """The article's text as annotators copied it, or as another program's authors want it."""
    keep: tuple[str, ...] = ()
    """Pieces of text that belong to the article."""
    drop: tuple[str, ...] = ()
    """Pieces of text that stand on the page and do not belong to the article."""
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    """ISO day."""


def article_extraction(data: Path, limit: int | None = None) -> Iterator[Page]:
    """Yield news pages with their texts (github.com/scrapinghub/article-extraction-benchmark)."""
    for record in islice(read_lines(data / "article_extraction" / "dev.jsonl"), limit):
        yield Page(record["id"], record["html"], _address(record["url"]), body=record["article_body"])


def trafilatura_eval(data: Path, limit: int | None = None) -> Iterator[Page]:
    """Yield pages with pieces that belong to the text and pieces that do not (github.com/adbar/trafilatura, tests)."""
    for record in islice(read_lines(data / "trafilatura_eval" / "dev.jsonl"), limit):
        packed = record.get("html_base64")
        yield Page(
            record["id"],
            base64.b64decode(packed) if packed else record["html"],
            _address(record["url"]),
            keep=tuple(record["must_have"]),
            drop=tuple(record["must_not_have"]),
        )


def readability_pages(data: Path, limit: int | None = None) -> Iterator[Page]:
    """Yield the test pages of Mozilla's reader view with what it makes of them (github.com/mozilla/readability)."""
    for record in islice(read_lines(data / "readability_pages" / "dev.jsonl"), limit):
        stated: dict[str, Any] = record["metadata"]
        yield Page(
            record["id"],
            record["html"],
            body=stripped(record["expected_html"]),
            title=stated.get("title") or None,
            authors=stated_names(stated.get("byline") or ""),
            publisher=stated.get("siteName") or None,
            published=(stated.get("publishedTime") or "")[:10] or None,
        )


PAGES: dict[str, Callable[[Path, int | None], Iterator[Page]]] = {
    reader.__name__: reader for reader in (article_extraction, trafilatura_eval, readability_pages)
}


def stated_names(byline: str) -> tuple[str, ...]:
    """Return the names in a byline: its first line, without "By" and what is in brackets; none if it has digits."""
    lines = [re.sub(r"^by\b:?\s*", "", line.strip(), flags=re.IGNORECASE) for line in byline.splitlines()]
    first = re.sub(r"\(.*?\)", "", next(filter(None, lines), ""))
    if re.search(r"\d", first):  # a date stands where the name should
        return ()
    names = (name.strip() for name in re.split(r",|;|&|\band\b", first))
    return tuple(name for name in names if name and not _TITLES.fullmatch(name))


def as_copied(page: Page) -> Page:
    """Return a page as its stripped text, with no more stated about it than the text still says.

    Titles, sites and dates often stand in the head of a page only. A date counts when the text has it in digits or with
    an English month.
    """
    text = stripped(page.html)
    words = _folded(text)
    return replace(
        page,
        html=text,
        title=page.title if page.title and _folded(page.title) in words else None,
        authors=page.authors if all(_folded(name) in words for name in page.authors) else (),
        publisher=page.publisher if page.publisher and _folded(page.publisher) in words else None,
        published=page.published if page.published and _says(words, page.published) else None,
    )


def _says(words: str, day: str) -> bool:
    """Say whether a text has a day, in one of its usual wordings."""
    when = date.fromisoformat(day)
    month, number = rf"{_MONTHS[when.month - 1]}[a-z]*\.?", rf"0?{when.day}(?:st|nd|rd|th)?"
    wordings = (
        rf"{month} {number},? {when.year}", rf"{number} {month},? {when.year}",
        rf"{when.year}[-/.]0?{when.month}[-/.]0?{when.day}", rf"0?{when.month}/0?{when.day}/{when.year}",
        rf"0?{when.day}[./]0?{when.month}[./]{when.year}",
    )  # fmt: skip
    return any(re.search(rf"(?<!\w){wording}(?!\d)", words) for wording in wordings)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def stripped(page: str | bytes) -> str:
    """Return a page as copy and paste gives it: its visible text, one line per block element.

    Bytes are decoded as the page declares.
    """
    if isinstance(page, str):  # as bytes, because lxml takes no string that declares another encoding
        tree = html.fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    else:
        tree = html.fromstring(page)
    for element in tree.xpath(_INVISIBLE):
        if element.getparent() is not None:  # a comment beside the root has none
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


def _address(url: str) -> str | None:
    """Return an address; nothing for the names that some data sets give to pages without one."""
    return url if url.startswith(("http://", "https://")) else None
