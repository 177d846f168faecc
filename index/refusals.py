"""Why a document is no article: an empty page, one that asks its reader to log in, a list of links.

Asked where cleaning has found nothing, and where what it has found is short or no prose: half an article is never kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.cleaning import decode
from index.datatypes import Article
from index.errors import ReadingError
from index.fields import parse_record
from index.furniture import is_sentence, normalise

__all__ = ["why_refused", "why_unread"]

_WALL = "a page that asks its reader to log in or to subscribe"
_LINKS = "a list of links"
_BEGINNING = "only the beginning of an article: at its end stands how much more there is"
_CUT_OFF = re.compile(r"\[\+? ?[\d,]+ (?:more )?(?:chars|characters|words)\]\W*$")  # as interfaces for news end a text
_LONGEST_END = 80  # characters
_LONGEST_TEASER = 600  # characters: what stands before a wall is two or three paragraphs
_LEAST_LINKED = 0.7  # of the letters
_FEWEST_WORDS = 5
_READ_ON = (
    r"(?:continue|keep|unlock|finish)\b"
    r"|(?:read|view|access|see)(?: on\b| it\b| *[.!<]|$"
    r"|(?: the| this)? (?:full|whole|entire|rest|story|article|content|page)\b)"
)
_ACCOUNT = r"subscribe|register|sign[ -]?up|(?:log|sign)[ -]?in|create (?:an?|your)(?: free)? account|become a member"
_WALLS = re.compile(
    "|".join(
        (
            rf"\b(?:{_ACCOUNT})\b[^.!?]{{0,40}}\b(?:to|and) (?:{_READ_ON})",
            r"\bto (?:continue|keep) reading\b[^.!?]{0,60}\b(?:subscri|log|sign|regist|account|member)",
            r"\b(?:article|story|content|page) is (?:only |exclusively )?(?:available |reserved |exclusive |free )?"
            r"(?:only )?(?:to|for) (?:\w+ )?(?:subscribers|members|registered)\b",
            r"\byou have (?:reached|used|read|viewed) (?:your|all|the)\b[^.!?]{0,40}\b(?:free|limit)\b",
            r"\"isAccessibleForFree\"\s*:\s*(?:false|\"false\")",
        )
    ),
    re.IGNORECASE,
)


def why_unread(raw: bytes, media_type: str | None) -> str | None:
    """Return why a document in which no article was found has none, if that can be said."""
    content = _content(raw, media_type)
    if content is None:
        return None
    if _CUT_OFF.search(content[-_LONGEST_END:]):
        return _BEGINNING
    if "<" not in content[:10_000]:
        return _WALL if _WALLS.search(content) else None
    page = _look(content)
    if page.too_deep:
        return "more elements inside one another than can be read"
    if len(page.text.split()) < _FEWEST_WORDS:
        return "an empty page, which scripts would have to fill" if page.has_scripts else "an empty page"
    if _WALLS.search(page.text) or page.asks_for_password:
        return _WALL
    return _LINKS if len(page.links) > 3 and len("".join(page.links)) >= _LEAST_LINKED * len(page.text) else None


def why_refused(article: Article) -> str | None:
    """Return why the article that was found in a document is none, or only its beginning; None for nearly all."""
    body = article.body
    if _CUT_OFF.search(body[-_LONGEST_END:]):
        return _BEGINNING
    lines = body.split("\n")
    short = len(body) <= _LONGEST_TEASER
    prose = sum(len(line) for line in lines if is_sentence(line)) >= len(body) / 2
    if not short and (prose or len(lines) < 3):
        return None
    content = _content(article.raw, article.media_type)
    if content is None:
        return None
    if short and _WALLS.search(content):
        return _WALL
    if not prose and len(lines) > 3 and "<" in content[:10_000]:
        linked = {normalise(link) for link in _look(content).links}
        if sum(len(line) for line in lines if normalise(line) in linked) >= _LEAST_LINKED * len(body):
            return _LINKS
    return None


def _content(raw: bytes, media_type: str | None) -> str | None:
    """Return the text or the HTML of a document; None if it cannot be read."""
    try:
        text = decode(raw)
        if media_type == "application/json":
            record = parse_record(text)
            text = record.get("html") or record["text"]
    except ReadingError:
        return None
    return text


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page shows."""

    text: str
    """All of it, with single spaces."""
    links: tuple[str, ...]
    """The text of each link that has any."""
    has_scripts: bool
    asks_for_password: bool
    too_deep: bool
    """It has more elements inside one another than the parser takes."""


def _look(content: str) -> _Page:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = etree.fromstring(content.encode("utf-8", "replace"), parser)
    too_deep = any("depth" in error.message for error in parser.error_log)
    if root is None:
        return _Page("", (), has_scripts=False, asks_for_password=False, too_deep=too_deep)
    has_scripts = root.find(".//script") is not None
    asks = any((field.get("type") or "").lower() == "password" for field in root.iter("input"))
    etree.strip_elements(root, "script", "style", "noscript", "template", "head", with_tail=False)
    links = (" ".join(link.itertext()) for link in root.iter("a"))
    told = tuple(text for link in links if (text := " ".join(link.split())))
    return _Page(" ".join(" ".join(root.itertext()).split()), told, has_scripts, asks, too_deep)
