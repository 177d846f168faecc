"""An HTML page as blocks: what it shows, cut where a block element begins or ends, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import ReadingError
from index.metadata import Stated, read_stated

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Block", "Markup", "parse", "read_markup"]

_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp
    small span strike strong sub sup time tt u var wbr""".split()
)
_NO_TEXT = frozenset(
    """audio button canvas datalist embed head iframe img input map math object script select style svg template
    textarea video""".split()
)
_UNSEEN = re.compile(
    r"rollover|tooltip|popover|popup|hover-?card|sr-only|screen-reader|visually-?hidden", re.IGNORECASE
)
_NOT_SHOWN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
_NO_WIDTH = str.maketrans("", "", "\u200b\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that no block element interrupts, with white space collapsed and nothing else changed."""

    text: str
    linked: float
    """Share of its characters that are in links, 0 to 1."""
    tags: tuple[str, ...]
    """Names of the elements around it, from the nearest block element to the body."""
    classes: tuple[str, ...]
    """The classes of the same elements, one string for each."""
    names: tuple[str, ...]
    """All that the page calls them: classes, id, property, role."""


@dataclass(frozen=True, slots=True)
class Markup:
    """What a page's markup shows and states."""

    blocks: tuple[Block, ...]
    headings: tuple[str, ...]
    """Its title and its headings of the first level."""
    stated: Stated

    @property
    def titles(self) -> tuple[str, ...]:
        """All wordings of the headline."""
        return (*self.headings, *self.stated.headlines)


def parse(raw: str | bytes) -> HtmlElement:
    """Return the tree of a page; bytes that are not UTF-8 are decoded as the page declares.

    Raises:
        ReadingError: there is no markup in it.
    """
    from lxml import etree, html

    page = raw.encode(errors="replace") if isinstance(raw, str) else raw
    try:
        page.decode()
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = None
    parser = html.HTMLParser(encoding=encoding, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(page, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(f"no article text found: {error}") from error


def read_markup(tree: HtmlElement) -> Markup:
    """Return the blocks of a page, and what it states."""
    body = tree.find("body")
    return Markup(_Blocks().of(tree if body is None else body), tuple(_headings(tree)), read_stated(tree))


def _headings(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("title", "h1"):
        if text := " ".join("".join(element.itertext()).split()):
            yield text


class _Blocks:
    """Collects text until a block element begins or ends; iterative, as pages nest deeper than Python may recur."""

    def __init__(self) -> None:
        self._found: list[Block] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._around: list[HtmlElement] = []  # block elements, outermost first
        self._named: list[tuple[str, str, str]] = []  # what the first ones of these are called
        self._links = 0

    def of(self, body: HtmlElement) -> tuple[Block, ...]:
        from lxml import etree

        walk = etree.iterwalk(body, events=("start", "end"))
        skipped: HtmlElement | None = None
        for event, element in walk:
            if event == "start" and not _is_shown(element):
                skipped = element
                walk.skip_subtree()
            elif event == "start":
                self._enter(element)
            elif event == "end" and element is not skipped:
                self._leave(element)
            if event != "start" and element is not body:
                self._add(element.tail)
        self._flush()
        return tuple(self._found)

    def _enter(self, element: HtmlElement) -> None:
        self._links += element.tag == "a"
        if element.tag not in _INLINE:
            self._flush()
            self._around.append(element)
        self._add(element.text)

    def _leave(self, element: HtmlElement) -> None:
        self._links -= element.tag == "a"
        if element.tag not in _INLINE:
            self._flush()
            self._around.pop()
            del self._named[len(self._around) :]

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            self._linked += len(" ".join(text.split())) if self._links else 0

    def _flush(self) -> None:
        if not self._pieces:
            return
        text = " ".join("".join(self._pieces).translate(_NO_WIDTH).split())
        if any(letter.isalnum() for letter in text):
            self._named.extend(map(_named, self._around[len(self._named) :]))
            around = self._named[:0:-1] or self._named  # without the body, unless there is nothing else
            tags, classes, names = zip(*around, strict=True) if around else ((), (), ())
            self._found.append(Block(text, min(1.0, self._linked / len(text)), tags, classes, names))
        self._pieces, self._linked = [], 0


def _named(element: HtmlElement) -> tuple[str, str, str]:
    """Return an element's tag, its classes, and all that it is called."""
    names = (element.get(name) for name in ("class", "id", "itemprop", "role", "data-component"))
    return str(element.tag), element.get("class") or "", " ".join(filter(None, names))


def _is_shown(element: HtmlElement) -> bool:
    """Say whether text of an element can be part of the running text.

    Of what a style hides, only inline elements are left out: whole articles stand in blocks that a script shows.
    """
    if element.tag in _NO_TEXT:
        return False
    if element.tag not in _INLINE:
        return True
    hidden = element.get("hidden") is not None or _NOT_SHOWN.search(element.get("style") or "")
    return not (hidden or _UNSEEN.search(element.get("class") or ""))
