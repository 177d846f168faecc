"""The lines of an article, as they are parsed: a dateline is no part of the sentence behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.datatypes import Span

__all__ = ["Line", "lines_of", "stripped_span"]

_DATELINE = re.compile(
    r"(?:(?=[^a-z]{3})[A-Z][A-Z.'’ -]+(?:,\s[A-Z][\w.]*(?:\s[\w.]+)?)?(?:\s\([^()]{2,40}\))?"  # "VELL (NPA)"
    r"|[A-Z][\w.'’ ]{2,30}(?:,\s[A-Z][\w. ]{1,20})?\s\([^()]{2,40}\))"  # "Tarn Vell (NPA)"
    r"\s?(?:--|[-–—])\s?(?=[\"“'A-Z\d])"
)
"""The place, and perhaps the agency, that opens a report."""


@dataclass(frozen=True, slots=True)
class Line:
    """A filled line of an article, and the part of it that is parsed."""

    start: int
    """Where the line begins in the article."""
    parsed: int
    """Where the parsed part begins: behind the dateline, which the parser would take for a part of the sentence."""
    text: str
    """The parsed part."""


def lines_of(text: str) -> Iterator[Line]:
    """Yield the filled lines of a text."""
    position = 0
    for line in text.split("\n"):
        if line.strip():
            dateline = _DATELINE.match(line)
            lead = dateline.end() if dateline else 0
            yield Line(position, position + lead, line[lead:])
        position += len(line) + 1


def stripped_span(start: int, end: int, text: str) -> Span:
    """Return a span of a text without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
