"""What a record states about its article: the names under which exports and tables have it, and values that can be.

The names are those of common exports: news interfaces, feed readers, tables of corpora.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from index.bounds import DEEPEST_RECORD
from index.errors import ReadingError

__all__ = ["TEXT_NAMES", "TOO_DEEP", "parse_record", "standard_name"]

TEXT_NAMES = ("text", "html")
TOO_DEEP = f"not a JSON record: more than {DEEPEST_RECORD} lists and objects inside one another"
_NAMES = {
    "text": "body content article articlebody maintext fulltext articletext bodytext cleanedtext rawtext",
    "html": "rawhtml bodyhtml contenthtml articlehtml",
    "title": "headline heading",
    "url": "link uri weburl articleurl sourceurl canonicalurl permalink",
    "publisher": "source outlet publication newspaper sourcename sitename",
    "published": "publishedat datepublished publishdate publicationdate pubdate publishedon webpublicationdate",
    "author": "byline creator",
}
_OWN = (*_NAMES, "id", "date", "authors")
_STANDARD = {other: name for name, others in _NAMES.items() for other in others.split()} | {own: own for own in _OWN}


def standard_name(name: str) -> str:
    """Return the name that a record should have used for a field, or the name as it is without space around it."""
    return _STANDARD.get(re.sub(r"[\W_]", "", name).lower(), name.strip())


def parse_record(text: str) -> dict[str, Any]:
    """Return the fields of a JSON record, each under its standard name; one that has that name already stays.

    Raises:
        ReadingError: it is no JSON object with a text, or one that cannot be kept.
    """
    try:
        record = json.loads(text, parse_constant=lambda _: None)  # NaN is how tables write that there is nothing
    except RecursionError:
        raise ReadingError(TOO_DEEP) from None
    except ValueError as error:
        raise ReadingError(f"not a JSON record: {error}") from error
    if isinstance(record, dict):
        if _is_deeper(record, DEEPEST_RECORD):
            raise ReadingError(TOO_DEEP)
        record = _renamed(_whole(record) if "\\ud" in text.lower() else record)
    if not isinstance(record, dict) or not isinstance(record.get("html") or record.get("text"), str):
        raise ReadingError("a record needs a text or html field that holds a string")
    return record


def _renamed(record: dict[str, Any]) -> dict[str, Any]:
    known = dict(record)
    for name, value in record.items():
        standard = standard_name(name)
        if standard != name and known.get(standard) in (None, ""):
            known[standard] = _outlet(value) if standard == "publisher" else value
    return known


def _outlet(value: object) -> object:
    """Return the name of an outlet, which interfaces give in an object; an address or a path names none."""
    named = value.get("name") if isinstance(value, dict) else value
    return None if isinstance(named, str) and "/" in named else named


def _whole(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return JSON without halves of characters (lone surrogates), which a text that was cut off can end in."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole(each) for each in value]
    if isinstance(value, dict):
        return {_whole(name): _whole(each) for name, each in value.items()}
    return value


def _is_deeper(value: object, levels: int) -> bool:
    """Say whether lists and objects are nested in more levels than these; without recursion, however deep it is."""
    inside: Iterable[object] = [value]
    for _ in range(levels + 1):
        inside = [
            each
            for outer in inside
            for each in (outer.values() if isinstance(outer, dict) else outer if isinstance(outer, list) else ())
            if isinstance(each, dict | list)
        ]
        if not inside:
            return False
    return True
