"""One amount as articles write it, in digits, in words or in both: "1,250", "twenty-one", "1.2 million", "a dozen"."""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["AMOUNT", "MULTIPLIERS", "amount_value", "digits_value"]

_SMALL_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_WORDS = {word: value for value, word in enumerate(_SMALL_WORDS)} | _TENS
MULTIPLIERS = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000, "k": 1_000, "m": 1_000_000, "mn": 1_000_000, "b": 1_000_000_000, "bn": 1_000_000_000,
    "t": 1_000_000_000_000, "tn": 1_000_000_000_000, "lakh": 100_000, "crore": 10_000_000,
}  # fmt: skip

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:\s?[x×]\s?10(?:\^|\*\*)?[-−+]?\d{1,2})?|\.\d+"
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
# A letter is a multiplier where it touches the digits: "b" and "t" of money alone, since "8b" is also a flat or a
# class; whether the "m" of "35m" is that of millions or of metres is told by what stands around it.
AMOUNT = (
    rf"(?P<num{{n}}>{_DIGITS}|\b(?:(?:half[\s-])?a(?=[\s-](?:{_MULTIPLIER})\b)(?:\s(?={_MULTIPLIER}))?)"
    rf"|\bhalf\san?(?=\s(?:hour|day|year|decade|century|mile|kilomet|met|acre|ton|lit|degree))"
    rf"|(?<!between\s)\b(?:{_WORD})\shundred\sand\s{_SMALL}(?=\s(?:thousand|million)\b)|\b{_SMALL}\b)"
    rf"(?P<half{{n}}>\sand\s(?:a\shalf|a\squarter|three[\s-]quarters)(?=\s)|-and-a-(?:half|quarter)(?=-))?"
    rf"(?:[\s-]?(?P<mult{{n}}>(?:(?:{_MULTIPLIER})\b(?:[\s-](?:thousand|million)\b)?)"
    rf"|(?<=\d)(?:k|m|mn|bn|tn|(?(cur{{n}})[bt]|(?!)))\b)(?P<rest{{n}}>{_REST})?)?"
)
"""The pattern of an amount, with ``{{n}}`` for the place of its groups; the currency's group stands before it."""


def amount_value(match: re.Match[str], place: int, multiplier: str | None = None) -> float | None:
    """Return the value of the first or second amount of a match; None when its words are no number ("one two")."""
    value = digits_value(match[f"num{place}"])
    if value is None:
        return None
    if part := match[f"half{place}"]:
        value += 0.75 if "three" in part.lower() else 0.25 if "quarter" in part.lower() else 0.5
    for part in re.split(r"[\s-]", multiplier.strip().lower()) if multiplier else ():
        value *= MULTIPLIERS[part]
    rest = _rest_value(match[f"rest{place}"] or "")
    return None if rest is None else float(f"{value + rest:.15g}")


def digits_value(written: str) -> float | None:
    """Return the value of digits, or of number words without a multiplier."""
    words = re.split(r"[\s-]+", written.strip().lower())
    if re.match(r"[\d.]", words[0]):
        base, *power = re.split(r"\s?[x×]\s?10(?:\^|\*\*)?", written.replace(",", "").replace("−", "-"))
        return float(Decimal(base).scaleb(int(power[0]))) if power else float(base)
    if words[-1] in ("a", "an"):
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
        total *= MULTIPLIERS.get(word, 1)
    return total


def _words_value(words: list[str]) -> float | None:
    if len(words) == 1:
        return float(_WORDS[words[0]])
    if len(words) == 2 and words[0] in _TENS and 0 < _WORDS[words[1]] < 10:
        return float(_TENS[words[0]] + _WORDS[words[1]])
    return None
