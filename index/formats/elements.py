"""XML, element by element: a feed or a file of news of any length, of which one element is held at a time (lxml).

Feeds are often not well-formed. A lone ``&`` and the entities of HTML are borne, and a tag that is not closed costs the
element that it is in; all else ends the reading. No declared entity is expanded, and nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from html.entities import html5
from io import BufferedReader
from itertools import chain
from typing import Any

from index.bounds import LARGEST_DOCUMENT, too_large
from index.datatypes import Skipped
from index.errors import ReadingError
from index.formats.base import Opened

__all__ = ["children", "elements_of", "first", "html_of", "name_of", "words_of"]

Element = Any  # lxml has no types
_CHUNK = 16 << 10
_LONGEST_NAME = 40  # bytes of an entity or of a mark of CDATA, which must not be cut in two
_LITERAL = re.compile(rb"(<!\[CDATA\[|\]\]>)")
_REFERENCE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[1-9]\d{0,6}|#[xX][0-9a-fA-F]{1,6});)(?:(\w{2,32});)?")
_BORNE = frozenset({"ERR_TAG_NAME_MISMATCH", "ERR_INVALID_CHAR", "ERR_DOCUMENT_END", "ERR_TAG_NOT_FINISHED"})
_BORNE_NAMESPACES = "NS_"
_OPEN = re.compile(r"Premature end of data in tag (\S+)")


def elements_of(opened: Opened, tag: str) -> Iterator[tuple[str, Element | Skipped]]:
    """Yield the place and the content of each element of a name, or why it cannot be read.

    Raises:
        ReadingError: it is not XML, or no more from here on.
    """
    from lxml import etree

    parser = etree.XMLPullParser(
        events=("end",), tag=f"{{*}}{tag}", recover=True, resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, encoding=opened.encoding,
    )  # fmt: skip
    number, since, last = 0, 0, None
    for data in chain(_mended(opened.file), [None]):
        if data is None:
            _close(parser)
        else:
            since += len(data)
            parser.feed(data)
        _check(parser)
        for _, element in parser.read_events():
            number, since = number + 1, 0
            place = f"{opened.place}:{number}"
            reason = _fault(element, tag, parser)
            if last is not None and last.getparent() is not None:
                last.getparent().remove(last)
            yield place, Skipped(place, reason) if reason else element
            element.clear()
            last = element
        if since > LARGEST_DOCUMENT + _CHUNK:
            raise ReadingError(f"its element number {number + 1} is {too_large()}")


def _mended(file: BufferedReader) -> Iterator[bytes]:
    """Yield XML in which every ``&`` begins a reference that needs no declaration; those of HTML become characters.

    The parser would bear them too, but from the first on it holds all of the file.
    """
    left, literal = b"", False
    while True:
        data = file.read(_CHUNK)
        text = left + data
        end = len(text)
        if data and (last := max(text.rfind(mark, max(0, end - _LONGEST_NAME)) for mark in (b"&", b"<", b"]"))) >= 0:
            end = len(text[: last + 1].rstrip(b"]")) if text[last : last + 1] == b"]" else last
        left = text[end:]
        mended = []
        for part in _LITERAL.split(text[:end]):
            mended.append(part if literal or _LITERAL.match(part) else _REFERENCE.sub(_replaced, part))
            literal = part.startswith(b"<![CDATA[") or (literal and part != b"]]>")
        yield b"".join(mended)
        if not data:
            return


def _replaced(reference: re.Match[bytes]) -> bytes:
    character = html5.get(f"{(reference[1] or b'').decode('ascii', 'replace')};")
    if character is None:
        return b"&amp;" + reference[0][1:]
    return "".join(f"&#{ord(each)};" for each in character).encode()


def _close(parser: Any) -> None:  # noqa: ANN401
    from lxml import etree

    try:
        parser.close()
    except etree.XMLSyntaxError as error:
        raise ReadingError(f"not XML: {error}") from error


def _check(parser: Any) -> None:  # noqa: ANN401
    """Raise ``ReadingError`` if the parser has met what leaves open how anything behind it is meant."""
    for error in parser.feed_error_log:
        if error.type_name not in _BORNE and not error.type_name.startswith(_BORNE_NAMESPACES):
            raise ReadingError(f"not XML from line {error.line} on: {' '.join(error.message.split())}")


def _fault(element: Element, tag: str, parser: Any) -> str | None:  # noqa: ANN401
    """Return why an element is not whole, if it is not."""
    if element.find(f".//{{*}}{tag}") is not None:
        return "its markup is not closed where it ends"
    for error in parser.feed_error_log:
        if unfinished := _OPEN.match(error.message):
            around = {name_of(each) for each in element.iterancestors()}
            return None if unfinished[1].rpartition(":")[2] in around else "the file ends in the midst of it"
    return None


def name_of(element: Element) -> str:
    """Return the name of an element without its namespace; empty for a comment and the like."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element, name: str) -> list[Element]:
    """Return the children of an element that have a name, in whatever namespace."""
    return list(element.iterchildren(f"{{*}}{name}"))


def first(element: Element, *names: str) -> str:
    """Return the words of the first descendant by these names that has any, the first name first."""
    for name in names:
        for found in element.iter(f"{{*}}{name}"):
            if words := words_of(found):
                return words
    return ""


def words_of(element: Element) -> str:
    """Return all text in an element, with the characters that its entities stand for and single spaces."""
    return " ".join(_text_of(element).split())


def _text_of(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(_text_of(child))
        elif str(child).startswith("&"):
            parts.append(unescape(str(child)))
        parts.append(child.tail or "")
    return "".join(parts)


def html_of(element: Element) -> str:
    """Return the content of an element as HTML: its text if it has no elements inside, else the markup of these."""
    from lxml import etree

    if not any(isinstance(child.tag, str) for child in element):
        return _text_of(element)
    inside = (etree.tostring(child, method="html", encoding="unicode") for child in element)
    return escape(element.text or "", quote=False) + "".join(inside)
