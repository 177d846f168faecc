"""XML: feeds and files of news, told apart by their first element."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from index.datatypes import Skipped
from index.errors import ReadingError
from index.formats.base import Format, Opened, Part, root_name
from index.formats.elements import elements_of
from index.formats.feeds import entry_fields
from index.formats.newsml import news_fields
from index.formats.records import record_of

__all__ = ["XML"]

_KINDS: dict[str, tuple[str, Callable[[Any], dict[str, Any]]]] = {
    "rss": ("item", entry_fields),
    "RDF": ("item", entry_fields),
    "feed": ("entry", entry_fields),
    "nitf": ("nitf", news_fields),
    "NewsML": ("NewsItem", news_fields),
    "newsItem": ("newsItem", news_fields),
    "newsMessage": ("newsItem", news_fields),
}
"""By the first element: what one document is called, and how it is read."""


def _read(opened: Opened) -> Iterator[Part]:
    root = root_name(opened.head)
    if root not in _KINDS:
        known = "RSS, Atom, NITF and NewsML"
        raise ReadingError(f"XML of a kind that is not read (its first element is {root!r}); known are {known}")
    tag, fields_of = _KINDS[root]
    for place, element in elements_of(opened, tag):
        if isinstance(element, Skipped):
            yield element
            continue
        try:
            yield record_of(place, fields_of(element))
        except ReadingError as error:
            yield Skipped(place, str(error))


XML = Format((".xml", ".rss", ".atom", ".rdf"),
             ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"),
             lambda head: root_name(head) in _KINDS, _read)  # fmt: skip
