"""RSS 0.9 to 2.0 and Atom (RFC 4287): the entries of a feed, each as a record."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from index.errors import ReadingError
from index.formats.elements import children, first, html_of, name_of, words_of
from index.formats.times import iso_day

__all__ = ["entry_fields"]

_CONTENT = ("encoded", "content", "description", "summary")  # what has the whole text first
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_CUT_OFF = re.compile(r"(?:\[?(?:…|\.\.\.|&#8230;|&hellip;)\]?|\b(?:read|continue)\b[^.!?]{0,40})\W*$", re.IGNORECASE)


def entry_fields(entry: Any) -> dict[str, Any]:  # noqa: ANN401 - an element of lxml, which has no types
    """Return what an ``item`` or ``entry`` says of its article, by the names of a record's fields.

    Raises:
        ReadingError: it has only the beginning of the text, or none.
    """
    content = max((html_of(each) for name in _CONTENT for each in children(entry, name)), key=len, default="")
    text = " ".join(_MARKUP.sub(" ", content).split())
    if not text:
        raise ReadingError("the entry has no text")
    if _CUT_OFF.search(text[-80:]):
        raise ReadingError("the entry has only the beginning of its text")
    url = _link(entry)
    return {
        "html" if _MARKUP.search(content) else "text": content,
        "title": " ".join(unescape(_MARKUP.sub("", _child(entry, "title"))).split()),  # it may be HTML
        "url": url,
        "id": "" if url else _identity(entry),
        "published": iso_day(_child(entry, "pubDate", "published", "date", "issued", "updated", "modified")),
        "authors": _authors(entry),
        "publisher": _publisher(entry),
    }


def _child(entry: Any, *names: str) -> str:  # noqa: ANN401
    found = (words_of(each) for name in names for each in children(entry, name))
    return next((words for words in found if words), "")


def _link(entry: Any) -> str:  # noqa: ANN401
    for link in children(entry, "link"):
        address = (link.get("href") or words_of(link)).strip()
        if address.startswith(("http://", "https://")) and link.get("rel", "alternate") == "alternate":
            return str(address)
    guid = _child(entry, "guid")
    return guid if guid.startswith(("http://", "https://")) else ""


def _identity(entry: Any) -> str:  # noqa: ANN401
    """Return the identity of an entry without an address, if it is one anywhere: a URI; others count from 1."""
    found = _child(entry, "id", "guid")
    return found if ":" in found else ""


def _authors(entry: Any) -> list[str]:  # noqa: ANN401
    found = [first(each, "name") or words_of(each) for name in ("author", "creator") for each in children(entry, name)]
    named = (re.sub(r"^\S+@\S+\s*\((.+)\)$", r"\1", each) for each in found)  # RSS 2.0: an address, then the name
    return list(dict.fromkeys(each for each in named if each and "@" not in each))


def _publisher(entry: Any) -> str:  # noqa: ANN401
    """Return the outlet: the source that an entry was taken over from, else the title of the feed."""
    sources = [
        words_of(each) if name_of(entry) == "item" else _child(each, "title") for each in children(entry, "source")
    ]
    feed = entry.getparent()
    channels = [feed, *children(feed, "channel")] if feed is not None else []
    return next((name for name in (*sources, *(_child(each, "title") for each in channels)) if name), "")
