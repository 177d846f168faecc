"""Which articles a question is put to: those of some dates and publishers, as given beside it or said in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.dates import MONTHS, resolve_date
from rag.wording import day, join

__all__ = ["DATE", "Limits", "narrowing", "stated_limits"]

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = (
    rf"(?:{MONTHS} {_DAY},? \d{{4}}|{_DAY} (?:of )?{MONTHS},? \d{{4}}|{_DAY} (?:of )?{MONTHS}|{MONTHS} {_DAY}"
    rf"|{MONTHS},? \d{{4}}"
    rf"|(?:last |this )?{MONTHS}|(?:19|20)\d{{2}}(?:-\d{{2}}){{0,2}}|(?:last|this|past) (?:week|month|year)"
    rf"|yesterday|today"
    r"|(?:last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\w+ (?:days?|weeks?|months?|years?) ago)"
)
_ONLY = re.compile(
    r"^(?:and |but |no,? )*(?:just|only)(?: the)?(?: (?:articles?|reports?|ones?"
    r"|news))?\s+(?P<what>.+?)(?:,? please)?$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    rf"^(?P<how>from|in|of|on|since|after|before|until|till|up to|by)?\s*(?P<date>{DATE})(?P<on> on(?:wards?)?)?$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    rf",? (?:in|from|by|of|using)?\s*(?:the |any )?(?:articles?|reports?|news|stories|coverage) (?:published "
    rf"|written |printed )?"
    rf"(?P<how>from|in|of|on|since|after|before|until|up to|by)\s+(?P<date>{DATE})(?=[?.,!]|$| )",
    re.IGNORECASE,
)
_OUTLET = r"(?:,? according to|,? (?:as )?(?:reported|written|told|printed) (?:by|in)|,? (?:only )?in)"
_FROM = re.compile(r"^(?:(?:from|by|in|of|according to)\s+)?(?:the )?", re.IGNORECASE)
_THE = re.compile(r"^the\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """The articles that may answer, and the day from which "last week" is counted."""

    since: str | None = None
    """ISO date; only articles published then or later."""
    until: str | None = None
    """ISO date; only articles published then or earlier."""
    publishers: tuple[str, ...] = ()
    today: str | None = None
    """ISO date; the machine's date when not given."""

    def put_into(self, question: str) -> str:
        """Return a question with these limits in its words, as ``stated_limits`` reads them."""
        told = ""
        if self.since and self.since == self.until:
            told = f", in articles from {day(self.since)}"
        elif self.since:
            told = f", in articles since {day(self.since)}"
        elif self.until:
            told = f", in articles until {day(self.until)}"
        told += f", in {join(self.publishers, 'or')}" if self.publishers else ""
        stem = question.rstrip(" ?.")
        return f"{stem}{told}{question[len(stem) :]}"

    def narrowed(self, by: Limits) -> Limits:
        """Return these limits with those that another has in their stead."""
        return replace(
            self,
            since=by.since or self.since,
            until=by.until or self.until,
            publishers=by.publishers or self.publishers,
        )


def narrowing(question: str, publishers: Callable[[], Sequence[str]], today: str) -> Limits | None:
    """Return the limits that a follow-up puts on the question before it: "just the Tarn Herald", "only from July".

    Args:
        question: The follow-up as typed.
        publishers: Returns those of the index; asked only where one may be named.
        today: ISO date for relative dates.

    Returns:
        None for a follow-up that is something else, or names a publisher or date that is none.
    """
    match = _ONLY.match(" ".join(question.split()).strip(" ?.!"))
    if match is None:
        return None
    if dated := _WHEN.match(match["what"]):
        how = "since" if dated["on"] else dated["how"] or "in"
        return _period(how, dated["date"], today)
    named = _FROM.sub("", match["what"]).casefold()
    found = tuple(name for name in publishers() if _THE.sub("", name).casefold() == named)
    return Limits(publishers=found) if found else None


def stated_limits(question: str, publishers: Callable[[], Sequence[str]], today: str) -> tuple[str, Limits]:
    """Return a question without the limits that it states, and these: "in articles from July", "in the Tarn Herald".

    Args:
        question: A question that stands alone.
        publishers: Returns those of the index; another source that is named stays in the question.
        today: ISO date for relative dates.
    """
    limits = Limits()
    if (dated := _PUBLISHED.search(question)) and (period := _period(dated["how"], dated["date"], today)):
        limits = limits.narrowed(period)
        question = question[: dated.start()] + question[dated.end() :]
    if not re.search(rf"{_OUTLET} ", question, re.IGNORECASE):
        return question, limits
    for name in sorted(publishers(), key=len, reverse=True):
        bare = _THE.sub("", name)
        if bare.casefold() not in question.casefold():
            continue
        behind = re.search(rf"{_OUTLET} (?:the )?{re.escape(bare)}(?=[?.,!]|$)", question, re.IGNORECASE)
        if behind:
            question = question[: behind.start()] + question[behind.end() :]
            return question, limits.narrowed(Limits(publishers=(name,)))
    return question, limits


def _period(how: str, wording: str, today: str) -> Limits | None:
    iso = resolve_date(wording, today)
    if iso is None:
        return None
    how = how.lower()
    if how in ("since", "after"):
        return Limits(since=iso)
    return Limits(until=iso) if how in ("before", "until", "till", "up to", "by") else Limits(since=iso, until=iso)
