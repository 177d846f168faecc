"""From a raw document to an article: what surrounds the article is dropped, every kept line stays verbatim.

HTML is read by ``index.extraction``; stripped text by ``index.stripped``; a JSON record is unpacked and its text or
HTML is cleaned like a page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

from index import credits as page
from index.datatypes import Article
from index.dates import check_date, find_date
from index.errors import ReadingError, UsageError
from index.extraction import article_lines, extract
from index.fields import parse_record
from index.furniture import ends_article, is_furniture, normalise
from index.markup import parse, read_markup
from index.outlets import known_agency
from index.stripped import Layout, lay_out

__all__ = ["clean", "decode"]

_SHORTEST_BODY = 50  # characters; less is a caption, a login wall or an empty page
_LANGUAGE_TELLS = 200  # characters from which a text tells its language better than its page, whose template says "en"
_LOOKS_LIKE_HTML = re.compile(r"^\s*(?:<!doctype html|<html\b|<head\b|<body\b|<article\b|<div\b|<p>)", re.IGNORECASE)
# No two parts of these that stand side by side match the same characters: on a line of 10,000 blanks they would try
# every way to divide it.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>.*?)\n---[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r"^(?P<key>\w+):(?P<value>.*)$", re.MULTILINE)
_QUOTED = re.compile(r"([\"'])(?P<value>.*)\1")
_HEADING = re.compile(r"^#[ \t](?P<title>.+)$", re.MULTILINE)
_TITLE = re.compile(r"<title(?:\s[^<>]{0,300})?>(?P<title>[^<]{0,1000})", re.IGNORECASE)
_STATED = ("id", "title", "url", "publisher", "date", "published", "author", "authors")
_MAY_BE_NUMBERS = ("id", "date", "published")


def clean(raw: str | bytes, *, url: str | None = None, media_type: str | None = None) -> Article:
    """Turn a raw document into an article.

    Args:
        raw: The document as it was read.
        url: Its address, where it is known and the document does not say.
        media_type: ``text/html``, ``text/plain``, ``text/markdown`` or ``application/json`` (one record); told from
            the content when not given.

    Returns:
        The article. Its ``id`` is the one it came with, else its address, else empty.

    Raises:
        ReadingError: there is no article in it.
    """
    text = raw if isinstance(raw, str) else decode(raw)
    media_type = media_type or ("text/html" if _LOOKS_LIKE_HTML.match(text) else "text/plain")
    if media_type == "application/json":
        article = _clean_record(text, url)
    elif media_type == "text/html":
        article = _clean_html(raw, url)
    elif media_type == "text/markdown":
        article = _clean_markdown(text)
    else:
        article = _clean_stripped(text)
    article = replace(article, url=article.url or url, media_type=media_type)
    if len(article.body.strip()) < _SHORTEST_BODY:
        raise ReadingError("no article text found")
    kept_raw = raw.encode() if isinstance(raw, str) else raw
    return replace(
        article, id=article.id or article.url or "", language=article.language or _language(article.body), raw=kept_raw
    )


def decode(raw: bytes) -> str:
    """Decode a text document: UTF-8 if it is, else the encoding that charset-normalizer finds most likely.

    Raises:
        ReadingError: it is not text.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(raw).best()
        if best is None or b"\x00" in raw[:4096]:
            raise ReadingError("not a text document, or in an unknown encoding") from None
        return str(best)


def _clean_stripped(text: str, title: str | None = None) -> Article:
    layout = lay_out(text)
    body = layout.paragraphs
    headline = title if title is not None else page.find_title(layout, body)
    authors = page.find_authors(layout)
    return Article(
        id="",
        title=headline,
        text=_join(headline, body),
        publisher=page.find_publisher(layout),
        agency=page.find_agency(body, authors),
        authors=tuple(name for name in authors if known_agency(name) is None),
        published=page.find_published(layout),
        updated=page.find_updated(layout),
        place=page.find_place(body),
    )


def _clean_markdown(text: str) -> Article:
    front = _FRONT_MATTER.match(text)
    fields = {m["key"].lower(): _unquoted(m["value"]) for m in _FIELD.finditer(front["fields"])} if front else {}
    rest = text[front.end() :] if front else text
    heading = _HEADING.search(rest)
    headed = heading["title"].strip().rstrip("#").rstrip() if heading else ""
    title = fields.get("title") or headed or None
    if heading and headed == title:
        rest = rest[: heading.start()] + rest[heading.end() :]
    article = _clean_stripped(rest, title)
    return _with_fields(article, _stated(fields))


def _unquoted(value: str) -> str:
    quoted = _QUOTED.fullmatch(value.strip())
    return quoted["value"] if quoted else value.strip()


def _clean_record(text: str, url: str | None) -> Article:
    record = parse_record(text)
    fields = _stated(record)
    title = record.get("title")
    if record.get("html"):
        article = _clean_html(record["html"], fields.get("url") or url)
        if title:
            article = replace(article, title=title.strip(), text=_join(title.strip(), article.body))
    else:
        article = _clean_stripped(record["text"], " ".join(title.split()) if title is not None else None)
    return _with_fields(article, fields)


def _stated(record: dict[str, Any]) -> dict[str, Any]:
    """Return what a record states about itself: strings, and a tuple of names as ``authors``.

    Raises:
        ReadingError: a field is of a type that it cannot have.
    """
    fields: dict[str, Any] = {}
    for name in _STATED:
        value = record.get(name)
        if value is None or value == "":
            continue
        if name in ("author", "authors"):
            fields["authors"] = _names(value)
        elif isinstance(value, str) or (name in _MAY_BE_NUMBERS and type(value) is int):
            fields[name] = str(value)
        else:
            raise ReadingError(f"the field {name} must be a string")
    return fields


def _names(value: object) -> tuple[str, ...]:
    """Return the names of authors, given as a string, a list of names, or objects with a ``name``."""
    if isinstance(value, str):
        return tuple(name.strip() for name in re.split(r",\s*|\s+and\s+", value) if name.strip())
    listed = value if isinstance(value, list) else [value]
    names: list[Any] = [item.get("name") if isinstance(item, dict) else item for item in listed]
    if not all(isinstance(name, str) for name in names):
        raise ReadingError("the field authors must be a string or a list of names")
    return tuple(name.strip() for name in names if name.strip())


def _with_fields(article: Article, fields: dict[str, Any]) -> Article:
    """Let what a record states about itself replace what was found in its text."""
    stated = fields.get("published") or fields.get("date")
    return replace(
        article,
        id=fields.get("id") or article.id,
        url=fields.get("url") or article.url,
        publisher=fields.get("publisher") or article.publisher,
        authors=fields.get("authors") or article.authors,
        published=_stated_date(stated) if stated else article.published,
    )


def _stated_date(stated: str) -> str | None:
    try:
        return check_date(stated)
    except UsageError:
        return find_date(stated)


def _clean_html(raw: str | bytes, url: str | None) -> Article:
    """Take the blocks that the extractors and the markup say are the article; else what the extractor makes of it."""
    tree = parse(raw)
    markup = read_markup(tree)
    found = extract(tree, url)
    if found is None:
        raise ReadingError("no article text found")
    document = found.document
    title = " ".join((document.title or "").split())
    lines = article_lines(markup, found.texts)
    if sum(map(len, lines)) < _SHORTEST_BODY:
        lines = _trim([line.strip() for line in found.texts[0].split("\n")], title)
    body = "\n".join(lines)
    written = _TITLE.search(raw if isinstance(raw, str) else decode(raw))
    written_title = " ".join(unescape(written["title"]).split()) if written else ""
    title, site = page.choose_headline(title, written_title, markup.stated.headlines, body)
    layout = Layout(lines=(title, *lines), body=tuple(range(1, len(lines) + 1)))
    publisher = document.sitename or site or markup.stated.publisher
    headline = page.without_site(title, publisher, layout)
    authors = tuple(part.strip() for part in (document.author or "").split(";") if part.strip())
    return Article(
        id="",
        title=headline,
        text=_join(headline, body),
        url=document.url or url,
        publisher=publisher,
        agency=page.find_agency(body, authors),
        authors=tuple(name for name in authors if known_agency(name) is None),
        published=document.date or None,
        updated=_changed(markup.stated.updated, document.date),
        place=page.find_place(body),
        language=None if len(body) >= _LANGUAGE_TELLS else markup.stated.language,
    )


def _changed(stated: str | None, published: str | None) -> str | None:
    """Return the day of the last change as stated, if it is one and not that of publication."""
    day = _stated_date(stated[:10]) if stated else None
    return day if day and len(day) == 10 and day != published else None


def _trim(lines: list[str], title: str) -> list[str]:
    """Drop notices that an extractor left between the paragraphs, the repeated title, and what follows the end."""
    kept: list[str] = []
    for line in lines:
        if not line or is_furniture(line) or (not kept and normalise(line) == normalise(title)):
            continue
        if ends_article(line) and len(kept) >= 2:
            break
        kept.append(line)
    return kept


def _join(title: str, body: str) -> str:
    return f"{title}\n\n{body}" if title else body


def _language(body: str) -> str | None:
    """Return the ISO 639-1 code of the text's language, by py3langid; None for a text too short to tell."""
    from py3langid import classify

    return str(classify(body[:2000])[0]) if len(body) >= _SHORTEST_BODY else None
