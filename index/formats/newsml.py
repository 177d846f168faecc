"""Files of news agencies, as records: NITF, NewsML 1.2 and NewsML-G2, by the documentation of the IPTC."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from index.errors import ReadingError
from index.formats.elements import first, words_of
from index.formats.times import iso_day

__all__ = ["news_fields"]

_BODIES = ("body.content", "inlineXML", "inlineData", "DataContent")
_PARAGRAPHS = ("{*}p", "{*}hl2", "{*}h2", "{*}h3", "{*}li")
_TITLES = ("hl1", "headline", "HeadLine", "title")
_DATES = ("contentCreated", "firstCreated", "versionCreated", "DateAndTime", "FirstCreated", "ThisRevisionCreated")


def news_fields(item: Any) -> dict[str, Any]:  # noqa: ANN401 - an element of lxml, which has no types
    """Return what a news item says, by the names of a record's fields.

    Raises:
        ReadingError: it has no text, as items of pictures have none.
    """
    body = next((body for name in _BODIES for body in item.iter(f"{{*}}{name}") if words_of(body)), None)
    if body is None:
        raise ReadingError("the news item has no text")
    paragraphs = [words_of(each) for each in body.iter(*_PARAGRAPHS)] or [words_of(body)]
    byline = next((each for each in item.iter("{*}byline", "{*}ByLine", "{*}by") if words_of(each)), None)
    author = "" if byline is None else first(byline, "person") or words_of(byline)
    return {
        "html": "<article>" + "".join(f"<p>{escape(each)}</p>" for each in paragraphs if each) + "</article>",
        "title": first(item, *_TITLES),
        "id": item.get("guid") or first(item, "PublicIdentifier") or _attribute(item, "doc-id", "id-string"),
        "published": iso_day(_attribute(item, "date.issue", "norm") or first(item, *_DATES)),
        "authors": [re.sub(r"^by\s+", "", author, flags=re.IGNORECASE)] if author else [],
        "publisher": _provider(item),
    }


def _attribute(item: Any, name: str, attribute: str) -> str:  # noqa: ANN401
    return next((found.get(attribute) for found in item.iter(f"{{*}}{name}") if found.get(attribute)), "")


def _provider(item: Any) -> str:  # noqa: ANN401
    """Return who sends the item: a name, or the word by which the IPTC lists it."""
    for found in item.iter("{*}provider", "{*}Provider"):
        if name := first(found, "name") or found.get("literal"):
            return str(name)
    return _attribute(item, "Party", "FormalName") or _attribute(item, "doc.copyright", "holder")
