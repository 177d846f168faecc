"""Quantities told in two units or more: "four years and nine months", "6 h 52 min", "an hour and a half"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.numbers import Number

__all__ = ["halves", "joined_units"]

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_IN = {
    **{(large, small): s / b for large, b in _SECONDS.items() for small, s in _SECONDS.items() if s < b},
    ("year", "month"): 1 / 12, ("year", "week"): 7 / 365, ("year", "day"): 1 / 365, ("month", "week"): 7 / 30,
    ("month", "day"): 1 / 30, ("foot", "inch"): 1 / 12, ("decade", "year"): 1 / 10,
}  # fmt: skip
"""What one of the smaller unit is in the larger one."""
_BETWEEN = re.compile(r"(?P<comma>,)?\s(?P<and>and\s)?")
_THEN = re.compile(r"\s(?:later|earlier|before|after|afterwards|ago)\b")
_NOUN = r"(?P<unit>second|minute|hour|day|week|month|year|decade|century|mile)"
_ONE_AND = re.compile(rf"\ban?\s{_NOUN}\sand\s$", re.IGNORECASE)
_HALF = re.compile(rf"\b(?:an?|one)\s{_NOUN}\sand\s(?:a\s(?P<part>half|quarter)|three[\s-]quarters)\b", re.IGNORECASE)
_PARTS = {"half": 0.5, "quarter": 0.25}


def halves(text: str) -> Iterator[tuple[int, int, float, str]]:
    """Yield the offsets, value and unit of "an hour and a half", "a year and three quarters"."""
    for match in _HALF.finditer(text):
        part = _PARTS[match["part"].lower()] if match["part"] else 0.75
        yield match.start(), match.end(), 1 + part, match["unit"].lower()


def joined_units(numbers: Sequence[Number], text: str) -> list[Number]:
    """Join the numbers of a text that together are one quantity, told in its larger unit."""
    found: list[Number] = []
    smallest = ""
    for number in numbers:
        part = _part(found[-1], smallest, number, text) if found else None
        if part is None:
            found.append(_with_one(number, text))
            smallest = number.unit
            continue
        value = float(f"{found[-1].low + part:.12g}")
        found[-1] = replace(found[-1], end=number.end, low=value, high=value)
        smallest = number.unit
    return found


def _with_one(number: Number, text: str) -> Number:
    """Return a number with the "an hour and" before it, if it is the rest of it."""
    one = _ONE_AND.search(text[: number.start])
    unit = one["unit"].lower() if one is not None else ""
    if one is None or not _fits(unit, unit, number):
        return number
    value = float(f"{1 + number.low * _IN[unit, number.unit]:.12g}")
    return replace(number, start=one.start(), low=value, high=value, unit=unit)


def _part(larger: Number, smallest: str, number: Number, text: str) -> float | None:
    """Return what a number adds to the one before it, in its unit; None if it is a quantity of its own."""
    exact = larger.low == larger.high and (smallest != larger.unit or larger.low.is_integer())
    between = _BETWEEN.fullmatch(text[larger.end : number.start])
    if not exact or between is None or larger.open_above or not _fits(larger.unit, smallest, number):
        return None
    behind = text[number.end :]
    if between["comma"] and (_THEN.match(behind) or (between["and"] and smallest == larger.unit)):
        return None
    return number.low * _IN[larger.unit, number.unit]


def _fits(unit: str, smallest: str, number: Number) -> bool:
    """Say whether a number has a smaller unit, and less of it than makes one of the unit above."""
    share = _IN.get((smallest, number.unit))
    known = share is not None and (unit, number.unit) in _IN
    return known and number.low == number.high and 0 < number.low * (share or 0) < 1
