"""Which corrections and retractions of an article touch what an answer quotes from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index import Article, NoticeKind, Span

__all__ = ["touching_notices"]

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_WORD = re.compile(r"[^\W\d_]{4,}")
_COUNTED = re.compile(
    r"\b(?:numbers?|figures?|tolls?|counts?|totals?|how many|how much|amounts?|sums?|percentage|age|dates?)\b",
    re.IGNORECASE,
)
_OF_NOTICES = frozenset(
    """article articles story report version versions earlier previous original correction corrected corrects incorrect
    incorrectly misstated wrong wrongly said stated gave this that with from were have been which headline text about
    their they there when what than then also only into after before more most other""".split()
)
_SHARED = 2  # words of a subject; one may be shared by chance


def touching_notices(article: Article, quotes: Sequence[str]) -> Iterator[tuple[str, Span]]:
    """Yield for each notice that bears on one of these quotes what to say of it, and where it stands.

    A retraction bears on all; a correction on a quote that shares a number or two words of substance with it, and on
    any figure if it corrects one without naming it. Updates change nothing that was said.
    """
    for notice in article.notices:
        text = notice.span.of(article.text)
        if notice.kind is NoticeKind.RETRACTION:
            yield "it says that it was retracted", notice.span
        elif notice.kind is NoticeKind.CORRECTION and any(_touches(text, quote) for quote in quotes):
            yield "it carries a correction that touches what is quoted", notice.span


def _touches(notice: str, quote: str) -> bool:
    numbers = set(_NUMBER.findall(quote))
    if numbers & set(_NUMBER.findall(notice)) or (numbers and _COUNTED.search(notice)):
        return True
    return len(_substance(notice) & _substance(quote)) >= _SHARED


def _substance(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)} - _OF_NOTICES
