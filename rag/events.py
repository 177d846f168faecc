"""Which of the articles found tell of one event, so that what one of them leaves out is known from another."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from functools import lru_cache

from index import Article
from index.dates import first_day

__all__ = ["contexts_of"]

_NAME = re.compile(  # capitalised within a sentence
    r"(?:(?<=[a-z0-9]\s)|(?<=[a-z0-9][,;]\s))[A-Z][^\W\d_]{2,}(?:[-'’][^\W\d_]+)?"
)
_SHARED = 3  # names that two articles have in common, and few others
_FEW = 0.34  # of the articles found may have a name that still tells events apart
_ONE_STORY = timedelta(days=31)
_OPENING = 500  # characters in which an article says what it is about


def contexts_of(articles: dict[str, Article]) -> dict[str, str]:
    """Return, for each article, the text in which a question's names may stand.

    That is its own text, and how the other articles on its event open: a second report often leaves out what the first
    one named. Two articles are on one event if they appeared within a month and share three names that few of the
    articles found have.
    """
    names = {article.id: _names(article.text) for article in articles.values()}
    spread = Counter(name for found in names.values() for name in found)
    most = max(2, int(_FEW * len(articles)))
    telling = {id_: {name for name in found if spread[name] <= most} for id_, found in names.items()}
    return {
        article.id: "\n".join(
            [
                article.text,
                *(
                    other.text[:_OPENING]
                    for other in articles.values()
                    if other.id != article.id
                    and len(telling[article.id] & telling[other.id]) >= _SHARED
                    and _near_in_time(article, other)
                ),
            ]
        )
        for article in articles.values()
    }


def _near_in_time(a: Article, b: Article) -> bool:
    if a.published is None or b.published is None:
        return True
    return abs(first_day(a.published) - first_day(b.published)) <= _ONE_STORY


@lru_cache(maxsize=4096)
def _names(text: str) -> frozenset[str]:
    return frozenset(_NAME.findall(text))
