"""Claims against what annotators found: quantities of a sentence, and what befell whom in an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from index import Claim, ClaimKind, Span
from index.lexicon import action_class
from index.numbers import find_numbers

__all__ = [
    "ALIASES",
    "Quantity",
    "befell",
    "gold_quantities",
    "holds",
    "located",
    "match",
    "names_speaker",
    "overlaps",
    "same_quantity",
    "same_value",
    "unit_names",
]

_TOLERANCE = 1e-6
_TOLLS = frozenset({"kill", "wound", "casualty"})
_WORD = re.compile(r"[^\W_]+")
_SMALL_WORDS = frozenset("the a an of and at in for".split())
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


def located(quote: str, text: str) -> list[Span]:
    """Return all places of a quote in a text; white space may differ, since cleaning joins and trims lines."""
    pattern = r"\s+".join(map(re.escape, quote.split()))
    return [Span(*found.span()) for found in re.finditer(pattern, text)]


def overlaps(claim: Claim, spans: Sequence[Span]) -> bool:
    """Say whether a claim's own words stand in one of the spans, at least in part."""
    return any(claim.start < span.end and span.start < claim.end for span in spans)


def befell(claim: Claim, low: float, high: float, action: str) -> bool:
    """Say whether a claim counts so many to whom just this happened: "killed or wounded" is neither of the two.

    Args:
        claim: Any claim.
        low: Lower end of the value, which has to be the claim's.
        high: Upper end of the value.
        action: ``kill`` or ``wound``: an action class. Others that do not end a toll ("shot and killed") may stand by.
    """
    if claim.kind is not ClaimKind.QUANTITY or claim.role == "agent":
        return False
    if frozenset(map(action_class, claim.actions)) & _TOLLS != {action}:
        return False
    return _same_number(claim.low, low) and _same_number(claim.high, high)


def holds(claim: Claim, low: float | str | None, high: float | str | None, words: str) -> bool:
    """Say whether a claim has an annotated value.

    Numbers are equal within a relative 1e-6 at both ends, or are those of the article's own words, where these differ
    (another unit, a coarser figure); dates are equal as far as both go; of words, which have no bounds, one of the two
    holds the other.
    """
    if isinstance(low, str):
        return isinstance(claim.low, str) and (claim.low.startswith(low) or low.startswith(claim.low))
    if low is not None:
        written = [(number.low, number.high) for number in find_numbers(words)]
        return any(_same_number(claim.low, a) and _same_number(claim.high, b) for a, b in [(low, high), *written])
    if claim.kind not in (ClaimKind.NAME, ClaimKind.PLACE):
        return False
    ours, theirs = _words(claim.text), _words(words)
    return bool(ours) and (ours <= theirs or theirs <= ours)


def names_speaker(claim: Claim, speaker: str) -> bool:
    """Say whether anyone in a claim's attribution is this speaker: the words of one are among the other's."""
    wanted = _words(speaker)
    return any(words and (words <= wanted or wanted <= words) for words in map(_words, claim.attribution))


def _same_number(found: float | str | None, gold: float | str | None) -> bool:
    if not isinstance(found, float | int) or not isinstance(gold, float | int):
        return False
    return same_value(Quantity(found, frozenset()), Quantity(gold, frozenset()))


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text)) - _SMALL_WORDS
