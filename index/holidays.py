"""Holidays that fall on the same day every year."""

from __future__ import annotations

import re

__all__ = ["HOLIDAYS", "without_holiday"]

_DAYS = {
    "New Year's Day": "1 January",
    "Valentine's Day": "14 February",
    "St Patrick's Day": "17 March",
    "April Fools' Day": "1 April",
    "May Day": "1 May",
    "All Saints' Day": "1 November",
    "Christmas Eve": "24 December",
    "Christmas Day": "25 December",
    "Boxing Day": "26 December",
    "New Year's Eve": "31 December",
}
HOLIDAYS = "(?:" + "|".join(_DAYS).replace("'", "['’]") + ")"
"""A pattern of their names, with either apostrophe."""
_HOLIDAY = re.compile(rf"\b{HOLIDAYS}\b")


def without_holiday(wording: str) -> str:
    """Return a wording with the day and month in the place of a holiday's name: "Boxing Day 2029"."""
    return _HOLIDAY.sub(lambda match: _DAYS[match[0].replace("’", "'")], wording)
