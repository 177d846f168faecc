"""What cannot be right within one article: dates and counts that contradict how the article tells its story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from index.datatypes import Article, ArticleWarning, Span
from index.dates import WEEKDAYS, first_day, last_day
from index.sums import wrong_sum

__all__ = ["DatedSentence", "impossible"]

_FRESH = re.compile(
    r"\b(?:breaking|urgent|just in|developing|today|this (?:morning|afternoon|evening|week))\b", re.IGNORECASE
)
_RECENT = re.compile(r"\b(?:recent(?:ly)?|latest)\b", re.IGNORECASE)  # weaker: so is what the news recalls
_LAST = re.compile(rf"\b(?:last|past)\s(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_OTHER_CALENDAR = re.compile(r"\b(?:fiscal|financial|academic|school|tax|model|season)\b", re.IGNORECASE)
_NAMED_AHEAD = re.compile(
    r"\s(?:[\w'’-]+\s){0,2}(?:season|budget|model|edition|games?|cup|olympics?|elections?|campaign|championships?"
    r"|tournament|plan|programme|program|target|deadline|finals?|conference|summit|forum|report|census)\b",
    re.IGNORECASE,
)
"""What follows a year that only names something, which is spoken of long before: "the 2031 season"."""
_SLACK = timedelta(days=31)  # an article may be updated, and "recent" may be a month ago
_ZONES = timedelta(days=1)  # the day may be another where the article was published


@dataclass(frozen=True, slots=True)
class DatedSentence:
    """A sentence with a date in it, and whether what it dates is told as past."""

    span: Span
    iso: str
    wording: str
    past: bool

    def certain(self, text: str) -> bool:
        """Say whether the date is of the calendar's, and no bare year that names something ("the 2031 season")."""
        if _OTHER_CALENDAR.search(self.wording):
            return False
        return len(self.iso) > 4 or not _NAMED_AHEAD.match(self._behind(text))

    def _behind(self, text: str) -> str:
        """Return what follows the wording in its sentence."""
        return self.span.of(text).partition(self.wording)[2]


def impossible(article: Article, sentences: Sequence[Span], dated: Sequence[DatedSentence]) -> Iterator[ArticleWarning]:
    """Yield what cannot be right in an article, each kind once."""
    dates = next((found for found in (_late(article, dated), _not_news(article, dated)) if found), None)
    for warning in (dates, _no_such_day(article, dated), _no_sum(article, sentences)):
        if warning is not None:
            yield warning


def _late(article: Article, dated: Sequence[DatedSentence]) -> ArticleWarning | None:
    """Warn when an article tells as past what is later than its own date.

    "Last Friday, 3 March" cannot lie ahead at all; another date may be a later edition's.
    """
    if not article.published or len(article.published) < 10:
        return None
    day = first_day(article.published)
    for told in dated:
        slack = _ZONES if _LAST.search(told.wording) and len(told.iso) == 10 else _SLACK
        past = told.past or slack is _ZONES
        if past and len(told.iso) > 4 and told.certain(article.text) and first_day(told.iso) > day + slack:
            reason = f"it is dated {article.published} but tells of {told.wording} as past"
            return ArticleWarning(article.id, reason, (told.span,))
    return None


def _not_news(article: Article, dated: Sequence[DatedSentence]) -> ArticleWarning | None:
    """Warn when an article tells as past what is later than its own news.

    The news is dated by a full date in a sentence that calls it fresh ("urgent"), or else recent ("a recent summit").
    """
    exact_first = sorted(dated, key=lambda d: -len(d.iso))
    exact = [d for d in dated if len(d.iso) == 10]
    fresh = [d for d in exact if _FRESH.search(d.span.of(article.text))]
    for news in fresh or [d for d in exact if _RECENT.search(d.span.of(article.text))]:
        for later in exact_first:
            apart = later.past and later.certain(article.text) and later.span != news.span
            if apart and first_day(later.iso) > last_day(news.iso) + _SLACK:
                reason = (
                    f"it tells of {news.wording} as news but of {later.wording} as past: "
                    "one of the two dates cannot be right"
                )
                return ArticleWarning(article.id, reason, (news.span, later.span))
    return None


def _no_such_day(article: Article, dated: Sequence[DatedSentence]) -> ArticleWarning | None:
    """Warn of a full date on another day of the week than its own: "Monday, 4 March 2031", a Tuesday."""
    for told in dated:
        named = _WEEKDAY.findall(told.wording)
        if len(named) == 1 and len(told.iso) == 10 and told.iso[:4] in told.wording:
            weekday = WEEKDAYS[date.fromisoformat(told.iso).weekday()]
            if weekday != named[0].lower():
                reason = f"it names {told.wording}, which was a {weekday.capitalize()}"
                return ArticleWarning(article.id, reason, (told.span,))
    return None


def _no_sum(article: Article, sentences: Sequence[Span]) -> ArticleWarning | None:
    for span in sentences:
        if reason := wrong_sum(span.of(article.text)):
            return ArticleWarning(article.id, reason, (span,))
    return None
