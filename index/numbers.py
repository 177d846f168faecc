"""Numbers as articles write them: "200 to 250", "six million", "$1.2bn", "two dozen", "between 5 and 10"."""

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
_SMALL = rf"(?:{_WORD})(?:[\s-](?:{_WORD}))*"
_LAST = rf"(?![\s-](?:{_MULTIPLIER}|{_WORD})\b)\b"
_TEENS_AND_TENS = rf"(?:{'|'.join(word for word, value in _WORDS.items() if value >= 10)})(?:[\s-](?:{_WORD}))?"
_HUNDREDS = rf"(?:{_WORD})\shundred(?:\sand\s{_SMALL}|\s{_TEENS_AND_TENS})?"
_REST = (  # "hundred and twenty", "thousand five hundred", "thousand and six"
    rf"(?:(?<=hundred)\sand|(?<=thousand)\sand|(?<=million)\sand)\s{_SMALL}{_LAST}"
    rf"|(?<=hundred)\s{_TEENS_AND_TENS}{_LAST}"
    rf"|(?:(?<=thousand)|(?<=million))(?:\sand)?\s{_HUNDREDS}{_LAST}"
    rf"|(?<=million)(?:\sand)?\s(?:{_HUNDREDS}|{_SMALL})\sthousand{_LAST}"
)
_ONE = (
    rf"(?:(?P<cur{{n}}>US\$|A\$|C\$|[$€£¥₹])\s?)?"
    rf"(?P<num{{n}}>{_DIGITS}|\b(?:(?:half[\s-])?a(?=[\s-](?:{_MULTIPLIER})\b)(?:\s(?={_MULTIPLIER}))?)"
    rf"|(?<!between\s)\b(?:{_WORD})\shundred\sand\s{_SMALL}(?=\s(?:thousand|million)\b)|\b{_SMALL}\b)"
    rf"(?P<half{{n}}>\sand\sa\shalf(?=\s))?"
    rf"(?:[\s-]?(?P<mult{{n}}>(?:(?:{_MULTIPLIER})\b(?:[\s-](?:thousand|million)\b)?)|(?<=\d)(?:k|m|mn|bn|tn)\b)"
    rf"(?P<rest{{n}}>{_REST})?)?"
)
_PERCENT = r"\s?%|\s(?:percent|per\scent)\b"
_NUMBER = re.compile(
    r"(?<![\w.,:/-])(?<!\d[-–])" + _ONE.replace("{n}", "1")
    + rf"(?:(?P<unit1>{_PERCENT})?\s?(?P<sign>to|-|–|—|and|or)\s?(?:as many as\s)?"
    + _ONE.replace("{n}", "2") + r"(?![\w-]|[.,:/]\d))?(?![\w]|[.,:/]\d)(?P<plus>\+)?"
    r"(?P<unit>\s?%|\s(?:percent|per\scent)(?:age\spoints?)?\b|\s(?:percentage\s)?points?\b)?",
    re.IGNORECASE,
)  # fmt: skip
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
_CHANGED = re.compile(
    r"(?<!\branging\s)(?<!\branged\s)(?<!\branges\s)(?<!\brange\s)(?<!\bvaried\s)(?<!\bvarying\s)(?<!\bvary\s)"
    r"(?<!\baged\s)(?<!\bages\s)(?<!\banywhere\s)\bfrom\s$",
    re.IGNORECASE,
)


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
    """Find the numbers of a text, from left to right.

    "5 and 10" is a range only behind "between". Behind "from", "38 to 43" is a change: only where it ends, 43, is a
    number of the text.
    """
    found: list[Number] = []
    position = 0
    while match := _NUMBER.search(text, position):
        number, position = _read(match, text)
        if number is not None:
            found.append(number)
    return found


def _read(match: re.Match[str], text: str) -> tuple[Number | None, int]:
    """Return the number of a match and where to go on."""
    if match["num2"] is None:
        return _number(match, match.start(), match.end(), _value(match, 1), _value(match, 1))
    before = text[: match.start()]
    if _is_score(match):
        return None, match.end()
    joined = match["sign"].lower() in ("and", "or") and not _BETWEEN.search(before)
    if joined or (match["unit1"] and _unit(match["unit"], None) != "%"):
        end = next(match.end(name) for name in ("unit1", "rest1", "mult1", "half1", "num1") if match[name])
        return _number(match, match.start(), end, _value(match, 1), _value(match, 1))
    low, high = _value(match, 1), _value(match, 2)
    if match["sign"].lower() == "to" and "as many as" not in match[0].lower() and _CHANGED.search(before):
        start = match.start("cur2") if match["cur2"] else match.start("num2")
        return _number(match, start, match.end(), high, high)
    if low is not None and high is not None and match["mult2"] and not match["mult1"] and low < high:
        scaled = _value(match, 1, match["mult2"])  # "5 to 7 million"
        low = scaled if scaled is not None and scaled <= high and low < 1000 else low
    return _number(match, match.start(), match.end(), low, high)


def _number(
    match: re.Match[str], start: int, end: int, low: float | None, high: float | None
) -> tuple[Number | None, int]:
    if low is None or high is None or low > high:
        return None, max(end, match.start() + 1)
    whole = end == match.end()
    unit = _unit(match["unit"] if whole else match["unit1"], match["cur1"] or (match["cur2"] if whole else None))
    return Number(start, end, low, high, unit, bool(match["plus"]) and whole), end


def _is_score(match: re.Match[str]) -> bool:
    """Say whether "3-1" is a score: two small numbers, the second not larger."""
    between = match.string[match.end("num1") : match.start("num2")]
    return bool(re.fullmatch(r"[-–]", between)) and (_digits_value(match["num1"]) or 0) >= (
        _digits_value(match["num2"]) or 0
    )


def _unit(written: str | None, currency: str | None) -> str:
    if currency:
        return _CURRENCIES[currency.upper()]
    if not written:
        return ""
    return "points" if "point" in written.lower() else "%"


def _value(match: re.Match[str], place: int, multiplier: str | None = None) -> float | None:
    """Return the value of the first or second number of a match; None when its words are no number ("one two")."""
    value = _digits_value(match[f"num{place}"])
    if value is None:
        return None
    if match[f"half{place}"]:
        value += 0.5
    multiplier = multiplier or match[f"mult{place}"]
    for part in re.split(r"[\s-]", multiplier.strip().lower()) if multiplier else ():
        value *= _MULTIPLIERS[part]
    rest = _rest_value(match[f"rest{place}"] or "")
    return None if rest is None else float(round(value + rest, 6))


def _digits_value(written: str) -> float | None:
    """Return the value of digits, or of number words without a multiplier."""
    words = re.split(r"[\s-]+", written.strip().lower())
    if words[0][0].isdigit():
        return float(written.replace(",", ""))
    if words[-1] == "a":
        return 0.5 if words[0] == "half" else 1.0
    return _rest_value(written) if "hundred" in words else _words_value(words)


def _rest_value(written: str) -> float | None:
    """Return the value of "five hundred and six thousand": what is said behind a multiplier."""
    total: float = 0
    waiting: list[str] = []
    for word in [*re.split(r"[\s-]+", written.lower()), "and"]:
        if word in _WORDS:
            waiting.append(word)
            continue
        if waiting:
            value = _words_value(waiting)
            if value is None:
                return None
            total, waiting = total + value, []
        total *= _MULTIPLIERS.get(word, 1)
    return total


def _words_value(words: list[str]) -> float | None:
    if len(words) == 1:
        return float(_WORDS[words[0]])
    if len(words) == 2 and words[0] in _TENS and 0 < _WORDS[words[1]] < 10:
        return float(_TENS[words[0]] + _WORDS[words[1]])
    return None
