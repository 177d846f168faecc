"""What one document may take of memory and time; what goes beyond is skipped with a reason."""

from __future__ import annotations

__all__ = [
    "DEEPEST_RECORD",
    "LARGEST_DOCUMENT",
    "LARGEST_EXPANSION",
    "LARGEST_PDF",
    "LONGEST_FETCH",
    "LONGEST_PDF",
    "MOST_PARTS",
    "MOST_REDIRECTS",
    "MOST_TAGS",
    "SMALLEST_BOMB",
    "too_large",
]

_MEGABYTE = 1 << 20

LARGEST_DOCUMENT = 16 * _MEGABYTE
"""Bytes of one page, record, entry or message. The longest pages of news sites have some 3 MB, scripts included."""
MOST_TAGS = 300_000
"""Tags of HTML in one document: a page with so many takes half a minute to clean, and long ones of news have 50,000."""
LARGEST_PDF = 64 * _MEGABYTE
"""Bytes of a PDF, most of which are pictures and fonts."""
LONGEST_PDF = 60.0
"""Seconds after which the rest of a PDF is given up; a page of news takes some hundredths of one."""
LARGEST_EXPANSION = 200
"""Times that what is unpacked may outgrow what was packed: text reaches 3 to 20, and gzip can do 1,032."""
SMALLEST_BOMB = 16 * _MEGABYTE
"""Bytes that may be unpacked before the expansion is looked at: a small file of blanks does no harm."""
DEEPEST_RECORD = 64
"""Lists and objects of JSON inside one another; records of articles have two or three."""
MOST_PARTS = 200
"""Parts of a message by e-mail, those inside other parts included."""
LONGEST_FETCH = 120.0
"""Seconds for one address of the web, its redirects and its site's ``robots.txt`` included."""
MOST_REDIRECTS = 5


def too_large(largest: int = LARGEST_DOCUMENT) -> str:
    """Return the reason for which a document of more than so many bytes is skipped."""
    return f"larger than {largest // _MEGABYTE} MB, the most that one document may have"
