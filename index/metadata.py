"""What an HTML page states of its article for programs: meta elements, then JSON-LD of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Stated", "read_stated"]

_TITLES = frozenset("og:title twitter:title title headline dc.title".split())
_UPDATED = ("article:modified_time", "og:updated_time", "last-modified", "datemodified", "dcterms.modified")
_PUBLISHER = ("og:site_name", "application-name", "publisher", "dc.publisher", "dcterms.publisher")
_ARTICLE = ("article", "posting", "report")  # parts of schema.org's names: NewsArticle, LiveBlogPosting
_LARGEST = 2_000_000  # characters of JSON-LD that are looked at
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Stated:
    """What the markup declares; what it does not is empty or ``None``."""

    headlines: tuple[str, ...] = ()
    """Wordings of the headline, declared as such."""
    publisher: str | None = None
    updated: str | None = None
    """When it was last changed, as declared: an ISO date and time, mostly."""
    language: str | None = None


def read_stated(tree: HtmlElement) -> Stated:
    """Return what a page's markup declares, meta elements before JSON-LD."""
    metas = [(_name(meta), " ".join((meta.get("content") or "").split())) for meta in tree.iter("meta")]
    declared: dict[str, str] = {}
    for name, content in metas:
        if content:
            declared.setdefault(name, content)
    linked = list(_linked(tree))
    articles = [each for each in linked if _is_article(each)]
    headlines = [content for name, content in metas if name in _TITLES and content]
    headlines += [text for each in articles if (text := _text(each.get("headline")))]
    publishers = [text for each in articles if (text := _named(each.get("publisher")))]
    changes = [text for each in articles if (text := _text(each.get("dateModified")))]
    return Stated(
        tuple(dict.fromkeys(headlines)),
        next((declared[name] for name in _PUBLISHER if name in declared), publishers[0] if publishers else None),
        next((declared[name] for name in _UPDATED if name in declared), changes[0] if changes else None),
        (tree.get("lang") or "")[:2].lower() or None,
    )


def _name(meta: HtmlElement) -> str:
    return str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()


def _linked(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a page's JSON-LD; what is no JSON is not meant for us."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or len(script.text or "") > _LARGEST:
            continue
        try:
            yield from _objects(json.loads(script.text or "null", strict=False), _DEEPEST)
        except (ValueError, RecursionError):
            continue


def _objects(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, dict):
        yield value
    if depth and isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _objects(each, depth - 1)


def _is_article(found: Mapping[str, Any]) -> bool:
    kinds = found.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.lower().endswith(_ARTICLE) for name in names)


def _named(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
