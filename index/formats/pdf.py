"""PDF: the lines of its pages, put together to paragraphs by where they stand.

pypdf reads the pages, and bounds what a stream may unpack to and how much may be drawn.
"""

from __future__ import annotations

import logging
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import Any

from index.bounds import LARGEST_DOCUMENT, LARGEST_PDF, LONGEST_PDF, too_large
from index.errors import ReadingError
from index.formats.base import Document, Format, Opened, content_of, foreign
from index.formats.records import record_of

__all__ = ["PDF"]

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_ENDS = re.compile(r"[.!?…:][\"'”’)\]]*$")
_GAP = 1.3  # times the usual distance of lines: more is a new paragraph; printed ones leave half a line or a whole one
_WIDEST = 2.5  # times the size of the letters: no text is set wider, not even one with a blank line between its lines
_INDENT = 0.6  # times the size of the letters: a line set in so far begins a paragraph
_LONGEST_HEADER = 100  # characters


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page; the places are in points, from the left and from the bottom."""

    text: str
    x: float
    y: float
    size: float


def _read(opened: Opened) -> Iterator[Document]:
    pages = _pages(content_of(opened, LARGEST_PDF))
    lines = [line for page in _without_headers(pages) for line in page]
    text = "\n\n".join(_paragraphs(lines))
    if not text:
        raise ReadingError("a PDF without text; pages that are pictures would have to be read by a program for that")
    if len(text) > LARGEST_DOCUMENT:
        raise ReadingError(f"its text is {too_large()}")
    yield record_of(opened.place, {"text": text}, opened.url)


def _pages(raw: bytes) -> list[list[_Line]]:
    """Return the lines of each page.

    Raises:
        ReadingError: it cannot be read, or takes too long.
    """
    try:
        from pypdf import PasswordType, PdfReader
    except ImportError as error:
        raise ReadingError("PDF files need pypdf: pip install 'rashomon[pdf]'") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every small fault that it has passed over
    until = time.monotonic() + LONGEST_PDF
    pages = []
    with foreign("a PDF that can be read"):
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise ReadingError("a PDF that is locked with a password")
        for page in reader.pages:
            pages.append(_lines(page, until))
    return pages


def _lines(page: Any, until: float) -> list[_Line]:  # noqa: ANN401 - a page of pypdf, which may not be installed
    lines: list[_Line] = []
    parts: list[str] = []
    begun: tuple[float, float, float] | None = None

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float) -> None:
        nonlocal begun
        if time.monotonic() > until:
            raise ReadingError(f"a PDF that takes more than {LONGEST_PDF:.0f} seconds to read")
        for number, part in enumerate(text.split("\n")):
            if number and parts:
                lines.append(_Line(" ".join("".join(parts).translate(_LIGATURES).split()), *(begun or (0.0, 0.0, 0.0))))
                parts.clear()
                begun = None
            if part.strip():
                begun = begun or _place(cm, tm, size)
                parts.append(part)

    page.extract_text(visitor_text=visit)
    visit("\n", (1, 0, 0, 1, 0, 0), (1, 0, 0, 1, 0, 0), None, 0)
    return lines


def _place(cm: Sequence[float], tm: Sequence[float], size: float) -> tuple[float, float, float]:
    """Return where text begins and how large its letters are, by the matrices of the page and of the text."""
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    return x, y, abs(size * (tm[2] * cm[1] + tm[3] * cm[3]))


def _without_headers(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Drop what stands on more than half of the pages, numbers aside: the name of the paper, the page's number."""
    seen = Counter(form for page in pages for form in {_form(line) for line in page})
    often = {form for form, count in seen.items() if count > max(1, len(pages) / 2) and len(form) <= _LONGEST_HEADER}
    return [[line for line in page if _form(line) not in often] for page in pages]


def _form(line: _Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _paragraphs(lines: Sequence[_Line]) -> list[str]:
    """Join lines; a new paragraph is told by a gap, an indent or letters of another size."""
    steps: defaultdict[int, list[float]] = defaultdict(list)
    for above, line in pairwise(lines):
        if _alike(above, line) and above.y > line.y:
            steps[round(line.size)].append(above.y - line.y)
    usual = {size: min(median(found), _WIDEST * size) for size, found in steps.items()}
    joined = [lines[0].text] if lines else []
    for above, line in pairwise(lines):
        if _begins(above, line, usual.get(round(line.size), 0.0)):
            joined.append(line.text)
        elif re.search(r"[^\W\d_]-$", joined[-1]) and line.text[:1].islower():
            joined[-1] = joined[-1][:-1] + line.text
        else:
            joined[-1] += " " + line.text
    return joined


def _begins(above: _Line, line: _Line, usual: float) -> bool:
    """Say whether a line begins a paragraph; at the top of a column or page, if the one before has come to an end."""
    if not _alike(above, line):
        return True
    step = above.y - line.y
    if step < 0:
        return _ENDS.search(above.text) is not None
    return step > _GAP * usual or (line.x - above.x > _INDENT * line.size and _ENDS.search(above.text) is not None)


def _alike(above: _Line, line: _Line) -> bool:
    return abs(above.size - line.size) <= 0.05 * max(above.size, line.size)


PDF = Format((".pdf",), ("application/pdf",), lambda head: b"%PDF-" in head[:1024], _read)
