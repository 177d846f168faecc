"""What cannot be right within one article: dates that contradict how the article tells its story."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from index.datatypes import Article, ArticleWarning, Span
from index.dates import first_day, last_day

__all__ = ["DatedSentence", "impossible_dates"]

_FRESH = re.compile(
    r"\b(?:breaking|urgent|just in|developing|today|this (?:morning|afternoon|evening|week)|recent(?:ly)?|latest)\b",
    re.IGNORECASE,
)
_SLACK = timedelta(days=31)  # an article may be updated, and "recent" may be a month ago


@dataclass(frozen=True, slots=True)
class DatedSentence:
    """A sentence with an absolute date in it, and whether what it dates is told as past."""

    span: Span
    iso: str
    wording: str
    past: bool


def impossible_dates(article: Article, dated: list[DatedSentence]) -> tuple[ArticleWarning, ...]:
    """Warn when an article tells as past what is later than its own news, or than its own date.

    The news is dated by a full date in a sentence that calls it fresh ("urgent", "a recent summit").
    """
    past = [d for d in dated if d.past]
    if article.published and len(article.published) == 10:
        day = first_day(article.published)
        late = [d for d in past if first_day(d.iso) > day + _SLACK]
        if late:
            reason = f"it is dated {article.published} but tells of {late[0].wording} as past"
            return (ArticleWarning(article.id, reason, (late[0].span,)),)
    fresh = [d for d in dated if len(d.iso) == 10 and _FRESH.search(d.span.of(article.text))]
    for news in fresh:
        for later in past:
            if later.span != news.span and first_day(later.iso) > last_day(news.iso) + _SLACK:
                reason = (
                    f"it tells of {news.wording} as news but of {later.wording} as past: "
                    "one of the two dates cannot be right"
                )
                return (ArticleWarning(article.id, reason, (news.span, later.span)),)
    return ()
