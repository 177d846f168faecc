"""What a query says beside its words: the dates it gives, the names it writes, and the clauses it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from index.dates import MONTHS, first_day, last_day, resolve_date
from index.words import STOP_WORDS, words_in

__all__ = ["Name", "Period", "Query", "read_query"]

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_YEAR = r"(?:,?\s(?:of\s)?(?:\d{4}|(?:last|this|next)\syear))"
_DATE = re.compile(
    rf"""\b(?:
        \d{{4}}-\d{{2}}-\d{{2}}
      | {MONTHS}\s{_DAY}{_YEAR}?
      | {_DAY}\s(?:of\s)?{MONTHS}{_YEAR}?
      | {MONTHS}{_YEAR}
      | \d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}
      | (?:(?:last|this|past|next)\s)?{_WEEKDAY}
      | (?:last|this|past|previous|current|coming|next)\s(?:week|month|year)
      | \w+\s(?:day|week|month|year)s?\sago
      | yesterday | today | tonight | tomorrow | last\snight
      | (?<=\bin\s){MONTHS} | (?<=\bof\s){MONTHS} | (?:last|this|next)\s{MONTHS}
      | (?:(?<=\bin\s)|(?<=\bof\s)|(?<=\bthe\s)|(?<=\bsince\s)|(?<=\bby\s)|(?<=\bduring\s))(?:19|20)\d{{2}}
      | (?:19|20)\d{{2}}(?=\s*[?.!]*$)
    )(?!\w|[.,]\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_WITHOUT_YEAR = re.compile(rf"(?:{MONTHS}\s{_DAY}|{_DAY}\s(?:of\s)?{MONTHS})", re.IGNORECASE)
_WEEK = re.compile(r"(last|this|past|previous|current|coming|next)\sweek", re.IGNORECASE)
_WEEKS = {"last": -7, "past": -7, "previous": -7, "this": 0, "current": 0, "coming": 7, "next": 7}
_LEAP = "2000"  # a year that has every day, for days that come without one
_CUT = " | "  # stands where a date was: no name goes on behind it
_INITIALS = r"(?:[A-Z]\.)+(?!\w)"
_NAME_WORD = rf"(?:{_INITIALS}|[^\W\d_a-zß-öø-ÿ][\w&]*(?:[.'’-]\w+)*)"  # begins with no small letter
_NAME = re.compile(rf"\b{_NAME_WORD}(?:\s(?:(?:of|the|de|du|del|la|al|van|von|bin)\s){{0,2}}{_NAME_WORD})*")
_POSSESSIVE = re.compile(r"['’]s$|[.'’]$")
_QUALIFIER = 0.25  # a name that only says where another is ("Tarn, Norvania"): reports leave it out, namesakes have it
_CLAUSE_BREAK = re.compile(
    r"[,;:]\s+(?:(?:and|but|or|while|whereas|which|who|whose|with|as|is|has|was)\s+)?"
    r"|\s+(?:and|but|or|while|whereas|as|that|who|which|than|between|after)\s+"
)
_CLAUSE = 6  # words that a clause has at least; shorter ones say too little to be searched for
_SEVERAL = 20  # words that a query has at least that is taken apart


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a date may mean, both ends included."""

    first: date
    last: date
    yearly: bool = False
    """The date came without a year: these days of any year."""


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in a query, and how much it counts beside the others."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Query:
    """A query as far as it can be read without knowing what is in the index."""

    text: str
    words: str
    """The text without its dates."""
    names: tuple[Name, ...]
    """Runs of capitalised words, each once; in a query without capitals, its content words."""
    periods: tuple[Period, ...]
    clauses: tuple[str, ...]
    """The parts of a long query that say enough to be searched for on their own; the text, when there is one only."""


def read_query(text: str, today: str | None = None) -> Query:
    """Read a query.

    Args:
        text: The query.
        today: ISO date against which relative dates are resolved; without it they are words like others.
    """
    periods: list[Period] = []
    kept, position = [], 0
    for match in _DATE.finditer(text):
        if period := _period(match[0], today):
            periods.append(period)
            kept.append(text[position : match.start()])
            position = match.end()
    words = _CUT.join([*kept, text[position:]])
    names = {name.text: name for name in reversed(list(_names(words)))}
    return Query(text, words, tuple(reversed(names.values())), tuple(dict.fromkeys(periods)), _clauses(text))


def _period(wording: str, today: str | None) -> Period | None:
    if today and len(today) == 10 and (match := _WEEK.fullmatch(wording)):
        now = date.fromisoformat(today)
        monday = now + timedelta(days=_WEEKS[match[1].lower()] - now.weekday())
        return Period(monday, monday + timedelta(days=6))
    if _WITHOUT_YEAR.fullmatch(wording):
        day = resolve_date(f"{wording} {_LEAP}", None)
        return Period(first_day(day), last_day(day), yearly=True) if day else None
    iso = resolve_date(wording, today)
    return Period(first_day(iso), last_day(iso)) if iso else None


def _names(words: str) -> Iterator[Name]:
    runs = [(match, run) for match in _NAME.finditer(words) if (run := _bare(match[0]))]
    if words.isupper() or not runs:
        yield from (Name(word) for word in words_in(words) if word not in STOP_WORDS)
        return
    end = -1
    for match, run in runs:
        qualifies = match.start() == end + 2 and words[end:].startswith(", ")
        yield Name(run, _QUALIFIER if qualifies else 1.0)
        end = match.end()


def _bare(run: str) -> str:
    """Return a run of capitalised words without the stop words that it begins with ("Did", "The")."""
    parts = run.split()
    while parts and parts[0].lower() in STOP_WORDS:
        parts.pop(0)
    return _POSSESSIVE.sub("", " ".join(parts))


def _clauses(text: str) -> tuple[str, ...]:
    if len(text.split()) < _SEVERAL:
        return (text,)
    clauses, clause = list[str](), ""
    for part in _CLAUSE_BREAK.split(text):
        clause = f"{clause} {part}".strip()
        if len(clause.split()) >= _CLAUSE:
            clauses.append(clause)
            clause = ""
    if clause and clauses:
        clauses[-1] += f" {clause}"
    return tuple(clauses) if len(clauses) > 1 else (text,)
