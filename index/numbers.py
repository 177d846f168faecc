"""Numbers as articles write them: "25,000 to 30,000", "nine million", "$1.2bn", "two dozen", "between 5 and 10"."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Number", "find_numbers"]

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_UNITS += "seventeen eighteen nineteen".split()
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_WORDS = {word: value for value, word in enumerate(_UNITS)} | _TENS
_MULTIPLIERS = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000, "k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000,
    "tn": 1_000_000_000_000, "lakh": 100_000, "crore": 10_000_000,
}  # fmt: skip
_CURRENCIES = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "A$": "AUD", "C$": "CAD"}

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_MULTIPLIER = r"dozen|hundred|thousand|million|billion|trillion|lakh|crore"
_ONE = (
    rf"(?:(?P<cur{{n}}>US\$|A\$|C\$|[$€£¥₹])\s?)?(?P<num{{n}}>{_DIGITS}|\b(?:a\s(?={_MULTIPLIER}))|"
    rf"\b(?:{_WORD})(?:[\s-](?:{_WORD}))*\b)"
    rf"(?:[\s-]?(?P<mult{{n}}>(?:(?:{_MULTIPLIER})\b(?:[\s-](?:thousand|million)\b)?)|(?<=\d)(?:k|m|mn|bn|tn)\b))?"
)
_NUMBER = re.compile(
    r"(?<![\w.,:/-])(?<!\d[-–])" + _ONE.replace("{n}", "1") + r"(?:\s?(?:to|-|–|—|(?P<and>and|or))\s?(?:as many as\s)?"
    + _ONE.replace("{n}", "2") + r"(?![\w-]|[.,:/]\d))?(?![\w]|[.,:/]\d)(?P<plus>\+)?"
    r"(?P<unit>\s?%|\s(?:percent|per\scent)(?:age\spoints?)?\b|\s(?:percentage\s)?points?\b)?",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A number or range in a text, at half-open offsets ``start:end``."""

    start: int
    end: int
    low: float
    high: float
    unit: str = ""
    """Currency code, ``%``, ``points`` or empty."""
    open_above: bool = False
    """Written with a plus sign ("100+")."""


def find_numbers(text: str) -> list[Number]:
    """Find the numbers of a text, from left to right. "5 and 10" is a range only behind "between"."""
    found: list[Number] = []
    position = 0
    while match := _NUMBER.search(text, position):
        number, position = _read(match, text)
        if number is not None:
            found.append(number)
    return found


def _read(match: re.Match[str], text: str) -> tuple[Number | None, int]:
    """Return the number of a match and where to go on."""
    end = match.end()
    low = _value(match["num1"], match["mult1"])
    high = low
    ranged = match["num2"] is not None
    between = re.search(r"\bbetween\s$", text[: match.start()], re.IGNORECASE)
    if ranged and ((match["and"] and not between) or _is_score(match)):
        ranged, end = False, match.end("mult1") if match["mult1"] else match.end("num1")
        if _is_score(match):
            return None, match.end()
    if ranged:
        high = _value(match["num2"], match["mult2"])
        if low is not None and high is not None and match["mult2"] and not match["mult1"] and low < high:
            scaled = _value(match["num1"], match["mult2"])  # "5 to 7 million"
            low = scaled if scaled is not None and scaled <= high and low < 1000 else low
    if low is None or high is None or low > high:
        return None, max(end, match.start() + 1)
    unit = _unit(match["unit"] if end == match.end() else None, match["cur1"])
    return Number(match.start(), end, low, high, unit, bool(match["plus"]) and end == match.end()), end


def _is_score(match: re.Match[str]) -> bool:
    """Say whether "3-1" is a score: two small numbers, the second not larger."""
    between = match.string[match.end("num1") : match.start("num2")]
    return bool(re.fullmatch(r"[-–]", between)) and (_value(match["num1"], None) or 0) >= (
        _value(match["num2"], None) or 0
    )


def _unit(written: str | None, currency: str | None) -> str:
    if currency:
        return _CURRENCIES[currency.upper()]
    if not written:
        return ""
    return "points" if "point" in written.lower() else "%"


def _value(written: str, multiplier: str | None) -> float | None:
    """Return the value of digits or number words; None when the words are no number ("one two")."""
    written = written.strip().lower()
    if written[0].isdigit():
        value: float | None = float(written.replace(",", ""))
    elif written == "a":
        value = 1.0
    else:
        value = _words_value(re.split(r"[\s-]", written))
    if value is None:
        return None
    for part in re.split(r"[\s-]", multiplier.strip().lower()) if multiplier else ():
        value *= _MULTIPLIERS[part]
    return float(round(value, 6))


def _words_value(words: list[str]) -> float | None:
    if len(words) == 1:
        return float(_WORDS[words[0]])
    if len(words) == 2 and words[0] in _TENS and 0 < _WORDS[words[1]] < 10:
        return float(_TENS[words[0]] + _WORDS[words[1]])
    return None
