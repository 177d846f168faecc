"""Dates as articles word them, resolved to ISO dates whose length is their precision (dateparser lives here)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from index.errors import UsageError
from index.holidays import without_holiday

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

__all__ = ["MONTHS", "WEEKDAYS", "check_date", "day_of_story", "find_date", "first_day", "last_day", "resolve_date"]

MONTHS = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Jun\.|Jul\.|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_FULL_DATE = re.compile(
    rf"\b(?:{MONTHS}\s{_DAY},?\s\d{{4}}|{_DAY}\s(?:of\s)?{MONTHS},?\s\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
    r"(?:\b|(?=T\d))",
    re.IGNORECASE,
)
_NUMERIC_DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b(?:(last|next|this|past)\s)?({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:\b(?:early|late|mid|fiscal|the year)[\s-])?\b((?:19|20)\d{2})\b(?!['’]s\b)")
_NAMED_DAY = re.compile(rf"\b(?:{MONTHS}\s{_DAY}|{_DAY}\s(?:of\s)?{MONTHS})\b", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(
    rf"\b(?:(?P<weekday>{'|'.join(WEEKDAYS)})\s)?the\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)$", re.IGNORECASE
)  # "Tuesday the 26th"
_NAMED_MONTH = re.compile(rf"\b({MONTHS})(?:\sof)?\s(\d{{4}})\b", re.IGNORECASE)
_OF_YEAR = re.compile(
    rf"\b((?:{_DAY}\s(?:of\s)?)?{MONTHS}(?:\s{_DAY})?),?\s(?:of\s)?(last|this|next)\syear\b"
)  # "3 March last year", "in June of this year"
_BARE_MONTH = re.compile(rf"\b(?:(last|next|this)\s)?({MONTHS})(?=$|[\s,.])")
_SAME_DAY = re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening)|midday|overnight)\b", re.IGNORECASE)
_DAY_BEFORE = re.compile(r"\b(?:yesterday|last night|the (?:day|night) before)\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:(?:last|next|this|past|previous|coming|current) (?:week|month|year)"
    r"|\w+ (?:day|week|month|year)s? ago|tomorrow)\b",
    re.IGNORECASE,
)
_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_STORY_DAY = re.compile(
    r"\b(?:the|that) (?:(?P<after>next|following)|(?P<same>same)|previous) (?:day|night|morning|evening)\b"
    r"|\bthe (?:day|night|evening) before\b|\b(?P<count>\w+) (?P<unit>day|week)s? (?P<later>later|earlier)\b",
    re.IGNORECASE,
)
_COUNTS = {w: n for n, w in enumerate("a two three four five six seven eight nine ten eleven twelve".split(), start=1)}
_HALF_A_YEAR = 183  # days; a weekday written beside a day and month is of a date nearer than that
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def check_date(value: str) -> str:
    """Return an ISO date given by a user unchanged.

    Raises:
        UsageError: it is not ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or there is no such day.
    """
    try:
        if not _ISO.fullmatch(value):
            raise ValueError
        first_day(value)
    except ValueError:
        raise UsageError(f"not a date: {value!r}; write YYYY, YYYY-MM or YYYY-MM-DD") from None
    return value


def first_day(iso: str) -> date:
    """Return the first day that an ISO date of any precision may mean."""
    return date.fromisoformat(iso + "-01-01"[len(iso) - 4 :] if len(iso) < 10 else iso)


def last_day(iso: str) -> date:
    """Return the last day that an ISO date of any precision may mean."""
    if len(iso) == 4:
        return date(int(iso), 12, 31)
    if len(iso) == 7:
        first = first_day(iso)
        return first.replace(day=monthrange(first.year, first.month)[1])
    return date.fromisoformat(iso)


def find_date(text: str) -> str | None:
    """Return the first full date written out in a text ("13 July 2025", "7/13/2025"), or None.

    A numeric date counts only if it can be read in one way.
    """
    if match := _FULL_DATE.search(text):
        return _parse(match[0], None)[:10] or None
    if match := _NUMERIC_DATE.search(text):
        first, second, year = (int(part) for part in match.groups())
        pairs = {(month, day) for month, day in ((first, second), (second, first)) if month <= 12 and 1 <= day <= 31}
        if len(pairs) == 1:
            month, day = pairs.pop()
            return _iso_day(year, month, day)
    return None


def resolve_date(wording: str, anchor: str | None, *, future: bool = False) -> str | None:
    """Resolve a date as worded; relative ones against ``anchor``, the article's own ISO date.

    Args:
        wording: The words, such as ``on Saturday`` or ``July 2024``.
        anchor: ISO date of the article; without it relative wordings stay unresolved.
        future: The sentence speaks of what is to come, so that ``Friday`` is the next one.

    Returns:
        An ISO date as precise as the wording, or None.
    """
    return _resolve(" ".join(wording.split()), anchor if anchor and len(anchor) == 10 else None, future)


def day_of_story(wording: str, last: str | None) -> str | None:
    """Resolve a day told from the last one of the story, not from the article's: "two days later"."""
    match = _STORY_DAY.search(wording)
    if match is None or last is None:
        return None
    counted = (match["count"] or "a").lower().replace("one", "a")
    days = int(counted) if counted.isdecimal() else _COUNTS.get(counted)
    if days is None or days > _HALF_A_YEAR:
        return None
    days *= 0 if match["same"] else 7 if match["unit"] == "week" else 1
    ahead = bool(match["after"]) or (match["later"] or "").lower() == "later"
    return (date.fromisoformat(last) + timedelta(days=days if ahead else -days)).isoformat()


@lru_cache(maxsize=8192)
def _resolve(wording: str, anchor: str | None, future: bool) -> str | None:
    wording = without_holiday(wording)
    if anchor and (match := _OF_YEAR.search(wording)):
        wording = f"{match[1]} {int(anchor[:4]) + _STEPS[match[2]]}"
    if found := find_date(wording):
        return found
    if match := _NAMED_MONTH.search(wording):
        return _parse(match[0], None)[:7] or None
    if match := _NAMED_DAY.search(wording):
        return _day_of_year(match[0], _WEEKDAY.search(wording), anchor, future=future) if anchor else None
    if match := _YEAR.search(wording):
        return match[1]
    return _resolve_relative(wording, date.fromisoformat(anchor), future=future) if anchor else None


def _resolve_relative(wording: str, anchor: date, *, future: bool) -> str | None:
    if _SAME_DAY.search(wording):
        return anchor.isoformat()
    if _DAY_BEFORE.search(wording):
        return (anchor - timedelta(days=1)).isoformat()
    if match := _DAY_OF_MONTH.search(wording):
        return _day_near(int(match["day"]), match["weekday"], anchor, future=future)
    if match := _WEEKDAY.search(wording):
        wanted = WEEKDAYS.index(match[2].lower())
        which = (match[1] or "").lower()
        if future or which == "next":
            return (anchor + timedelta(days=(wanted - anchor.weekday()) % 7 or 7)).isoformat()
        back = (anchor.weekday() - wanted) % 7
        return (anchor - timedelta(days=back or (7 if which in ("last", "past") else 0))).isoformat()
    if match := _RELATIVE.search(wording):
        return _relative_period(match[0].lower(), anchor)
    if match := _BARE_MONTH.search(wording):
        months_back = _nearest_day(f"{match[2]} 1", anchor.isoformat(), future=future or match[1] == "next")
        return months_back[:7] if months_back else None
    return None


def _relative_period(wording: str, anchor: date) -> str | None:
    """Resolve "last year", "three weeks ago": as precise as its unit, weeks to the day they begin being unknown."""
    if wording == "tomorrow":
        return (anchor + timedelta(days=1)).isoformat()
    first, *_, last = wording.split()
    unit = wording.split()[1].rstrip("s") if first not in _STEPS else last
    if first in _STEPS and unit == "year":
        return str(anchor.year + _STEPS[first])
    if first in _STEPS and unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + _STEPS[first]
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if first in _STEPS:
        return None  # a week has no ISO date of the three precisions
    resolved = _parse(wording, anchor.isoformat())
    return resolved[: {"day": 10, "week": 7, "month": 7, "year": 4}.get(unit, 10)] or None


def _day_of_year(named: str, weekday: re.Match[str] | None, anchor: str, *, future: bool) -> str | None:
    """Resolve a day and month: a weekday beside it tells the year, else the tense does."""
    if weekday is not None:
        wanted, year = WEEKDAYS.index(weekday[2].lower()), int(anchor[:4])
        days = [found for y in (year, year - 1, year + 1) if (found := _parse(f"{named} {y}", None))]
        for day in days:
            if date.fromisoformat(day).weekday() == wanted and _days_apart(day, anchor) <= _HALF_A_YEAR:
                return day
    return _nearest_day(named, anchor, future=future)


def _day_near(day: int, weekday: str | None, anchor: date, *, future: bool) -> str | None:
    """Resolve a day of no named month: the one nearest to the anchor, or on its side of it, that is the weekday."""
    months = range(anchor.year * 12 + anchor.month - 2, anchor.year * 12 + anchor.month + 1)
    days = [date.fromisoformat(iso) for m in months if (iso := _iso_day(m // 12, m % 12 + 1, day))]
    if weekday:
        days = [found for found in days if found.weekday() == WEEKDAYS.index(weekday.lower())]
    else:
        days = [found for found in days if (found >= anchor if future else found <= anchor + timedelta(days=1))]
    return min(
        (found.isoformat() for found in days), key=lambda iso: _days_apart(iso, anchor.isoformat()), default=None
    )


def _days_apart(a: str, b: str) -> int:
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)


def _nearest_day(wording: str, anchor: str, *, future: bool) -> str | None:
    """Resolve a day without a year: the last one before the anchor, or the next one after it."""
    day = date.fromisoformat(anchor)
    for year in (day.year, day.year + 1) if future else (day.year, day.year - 1):
        found = _parse(f"{wording} {year}", None)
        if found and ((found >= anchor) if future else (found <= (day + timedelta(days=1)).isoformat())):
            return found
    return None


def _iso_day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _parse(wording: str, anchor: str | None) -> str:
    """Return what dateparser reads as an ISO day, or an empty string."""
    found = _parser(anchor).get_date_data(wording.replace("Sept.", "Sep").replace(" of ", " ")).date_obj
    return found.date().isoformat() if found else ""


@lru_cache(maxsize=256)
def _parser(anchor: str | None) -> DateDataParser:
    from dateparser.date import DateDataParser

    base = {"RELATIVE_BASE": datetime.fromisoformat(f"{anchor}T12:00:00")} if anchor else {}
    return DateDataParser(languages=["en"], settings={"DATE_ORDER": "MDY", **base})
