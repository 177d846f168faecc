"""Files that are one document each: HTML, Markdown and plain text."""

from __future__ import annotations

from collections.abc import Iterator

from index.formats.base import Document, Format, Opened, content_of, root_name

__all__ = ["HTML", "MARKDOWN", "TEXT"]

_PAGE = {"html", "head", "body"}


def _is_page(head: bytes) -> bool:
    declared = head[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")[:14].lower()
    return declared == b"<!doctype html" or root_name(head).lower() in _PAGE


def _read_page(opened: Opened) -> Iterator[Document]:
    marked_up = b"<" in opened.head  # a page that was saved as text and kept its name is text
    yield Document(opened.place, content_of(opened), "text/html" if marked_up else None, opened.url)


def _read_markdown(opened: Opened) -> Iterator[Document]:
    yield Document(opened.place, content_of(opened), "text/markdown", opened.url)


def _read_text(opened: Opened) -> Iterator[Document]:
    yield Document(opened.place, content_of(opened), None, opened.url)  # it may be a part of a page all the same


HTML = Format((".html", ".htm", ".xhtml", ".shtml"), ("text/html", "application/xhtml+xml"), _is_page, _read_page)
MARKDOWN = Format((".md", ".markdown"), ("text/markdown",), lambda _: False, _read_markdown)
TEXT = Format((".txt", ".text"), ("text/plain",), lambda _: False, _read_text)
