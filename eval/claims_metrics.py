"""Quantities of a sentence against those that annotators found in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

__all__ = ["ALIASES", "Quantity", "gold_quantities", "match", "same_quantity", "same_value", "unit_names"]

_TOLERANCE = 1e-6
_RANGE = re.compile(r"(?P<low>-?[\d.]+(?:e[-+]?\d+)?)(?:-(?P<high>[\d.]+))?", re.IGNORECASE)
_BEHIND_HEAD = re.compile(r"(?:\s+(?:per|of|in|for|from|on|an?|a-\w+)\b|(?<=\w)/).*")
_SPELLINGS = {
    "dollar": "$, usd, us$, $us, $ us, us dollar", "pound": "£, ps, gbp, pound sterling, pound-mass, lb",
    "euro": "€, eur", "japanese yen": "yen, jpy, ¥, y", "chinese yuan": "yuan, cny, renminbi", "shekel": "ils",
    "australian dollar": "aud, a$", "canadian dollar": "cad, c$", "hong kong dollar": "hkd, hk$, hk $",
    "indian rupee": "rupee, inr, ₹", "malaysian ringgit": "ringgit, myr, rm", "croatian kuna": "kuna, hrk, kn",
    "danish krone": "krone, danish crown, crown, dkk", "percentage": "%, percent, per cent, pc", "point": "p, pt",
    "kilometre": "km, kilometer", "metre": "m, meter", "centimetre": "cm, centimeter", "millimetre": "mm, millimeter",
    "micrometre": "μm, µm, um, micrometer", "foot": "feet, ft", "inch": 'in, ″, "', "mile": "mi",
    "square metre": "sqm, sq m, m2, square meter", "square mile": "sq mi", "gram": "g", "kilogram": "kg",
    "metric ton": "tonne, ton, t", "gigaton": "gigatonne", "litre": "l, liter", "millilitre": "ml, milliliter",
    "year": "year-old, yr", "day": "d", "hour": "h, hr", "minute": "min", "second": "s, sec", "person": "people",
    "mile per hour": "mph", "kilometre per hour": "km/h, kph", "mile per gallon": "mpg",
    "revolution per minute": "rpm, revolutions per minute", "megabit per second": "mbps", "horsepower": "hp",
    "pound-foot": "lb-ft, foot pound-force, pound-feet of torque, pound foot", "watt": "w", "kilowatt": "kw",
    "megawatt": "mw", "kilowatt hour": "kwh, kilowatt-hour", "volt": "v", "hertz": "hz", "farad": "f",
    "milliampere-hour": "mah, milliampere hour", "megapascal": "mpa", "kilopound per square inch": "ksi",
    "ampere": "a", "kilovolt": "kv", "gigabyte": "gb", "part per billion": "ppb, parts-per-billion",
    "part per million": "ppm, parts-per-million", "celsius": "°c, degree celsius",
    "fahrenheit": "°f, degree fahrenheit, degrees fahrenheit", "point per game": "ppg", "rebound per game": "rpg",
    "assist per game": "apg", "count": "time, times",
}  # fmt: skip
ALIASES: Mapping[str, str] = {
    spelling: name for name, written in _SPELLINGS.items() for spelling in (name, *written.split(", "))
}
"""Names of units by their spellings in lower case. "Pound" is both the money's and the weight's."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with the names of its unit, any of which it goes by; the empty name stands for no unit."""

    value: float
    units: frozenset[str]
    text: str = ""
    """As a reader of a failure is shown it."""


def unit_names(*written: str) -> frozenset[str]:
    """Return the names of a unit, given in one or more ways.

    Each is the lemma of its head noun, what is counted or measured ("dollars an hour": dollar), or the name that
    ``ALIASES`` has for it.
    """
    return frozenset(_name(unit) for unit in written)


def _name(written: str) -> str:
    unit = " ".join(written.lower().split()).removeprefix("% ")
    if unit in ("", "-", "dimensionless"):
        return ""
    head = _BEHIND_HEAD.sub("", ALIASES.get(unit, unit)).strip()
    last = head.split()[-1] if head else unit
    known = (ALIASES[form] for form in (head, _singular(head), last, _singular(last)) if form in ALIASES)
    return next(known, _singular(last))


def _singular(noun: str) -> str:
    """Return the lemma of a regular plural."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if re.search(r"(?:s|x|z|ch|sh)es$", noun):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def gold_quantities(value: str, *units: str) -> list[Quantity]:
    """Return an annotated quantity as its values: one, or the two ends of a range ("4-7").

    A range counts as its two ends on both sides, because annotators write "from 4 to 7" as one range where a reader
    may take two figures.
    """
    parts = _RANGE.fullmatch(value)
    if parts is None:
        raise ValueError(f"no number or range: {value!r}")
    ends = [float(end) for end in parts.groups() if end is not None]
    names = unit_names(*units)
    return [Quantity(end, names, f"{end:g} {units[0]}") for end in ends]


def same_value(found: Quantity, gold: Quantity) -> bool:
    """Say whether a value has a relative error of at most 1e-6."""
    return abs(found.value - gold.value) <= _TOLERANCE * abs(gold.value)


def same_quantity(found: Quantity, gold: Quantity) -> bool:
    """Say whether value and unit agree."""
    return same_value(found, gold) and bool(found.units & gold.units)


def match(
    found: Sequence[Quantity], gold: Sequence[Quantity], agree: Callable[[Quantity, Quantity], bool]
) -> list[tuple[int, int]]:
    """Return the places of found and gold quantities that belong together: a maximum bipartite matching."""
    if not found or not gold:
        return []
    fits = np.array([[agree(ours, theirs) for theirs in gold] for ours in found], dtype=np.float64)
    rows, columns = linear_sum_assignment(fits, maximize=True)
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True) if fits[row, column]]
