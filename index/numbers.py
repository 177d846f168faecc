"""Numbers as articles write them: "200 to 250", "$1.2bn", "50mph", "minus 12", "between 5 and 10", "from 38 to 43"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.compounds import halves, joined_units
from index.datatypes import Phase
from index.numerals import AMOUNT, amount_value, digits_value
from index.units import CURRENCY_SIGNS, SIGN, TIME_UNITS, UNIT, unit_of

__all__ = ["APPROXIMATELY", "Number", "find_numbers"]

APPROXIMATELY = (
    r"(?:about|around|approximately|roughly|some|near|nearly|almost|just|only|over|under|up|to|an?|estimated|more|less|fewer"
    r"|than|at|least|most|as|many|much|the|total|of|close|well)"
)
"""Words that may stand between a preposition and its number."""

_ONE = rf"(?:(?P<cur{{n}}>{SIGN})\s?)?{AMOUNT}"
_NUMBER = re.compile(
    r"(?<![\w.,:/)-])(?<!\d[-–])(?P<minus>(?<!\d\s)(?:minus[\s-]|[-−](?=[\d.$€£])))?" + _ONE.replace("{n}", "1")
    + rf"(?:(?P<unit1>{UNIT})?(?:-(?=\s(?:to|or|and)\s))?\s?(?P<sign>to|-|–|—|and|or)[\s-]?(?:as many as\s)?"
    + _ONE.replace("{n}", "2") + rf"(?!-\d|(?-i:[kmbt])?[A-Za-z]*[-–]\d))?(?P<plus>\+)?(?P<unit>{UNIT})?"
    + r"(?!\w|[.,:/]\d)",
    re.IGNORECASE,
)  # fmt: skip
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
_FROM = re.compile(
    r"(?<!\branging\s)(?<!\branged\s)(?<!\branges\s)(?<!\brange\s)(?<!\bvaried\s)(?<!\bvarying\s)(?<!\bvary\s)"
    r"(?<!\bvaries\s)(?<!\brun\s)(?<!\bruns\s)(?<!\bspan\s)(?<!\bspanning\s)(?<!\bextends\s)(?<!\bstretching\s)"
    rf"(?<!\baged\s)(?<!\bages\s)(?<!\banywhere\s)\bfrom\s(?:{APPROXIMATELY}\s)*$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    rf"\b(?:(?:up|down|risen|fallen|increased?|decreased?|rise|drop|to\s(?:{APPROXIMATELY}\s)*[^\w\s]?\d\S*"
    rf"(?:\s[\w%]+){{0,2}})\sfrom|compared\s(?:with|to))"
    rf"\s(?:{APPROXIMATELY}\s)*$",
    re.IGNORECASE,
)
_TO_ANOTHER = re.compile(
    rf"^(?:\s[\w'-]+){{0,3}}\sto\s(?:{APPROXIMATELY}\s)*(?:(?-i:[A-Z]{{1,3}})?[$€£])?\d", re.IGNORECASE
)
_MOVES = (
    r"(?:rose|ris(?:es?|en|ing)|f[ae]ll(?:s|en|ing)?|gr[eo]w(?:s|n|ing)?|climb(?:s|ed|ing)?|increas(?:e[sd]?|ing)"
    r"|decreas(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|drop(?:s|ped|ping)?|jump(?:s|ed|ing)?|surg(?:e[sd]?|ing)"
    r"|slump(?:s|ed|ing)?|plung(?:e[sd]?|ing)|gain(?:s|ed|ing)?|advanc(?:e[sd]?|ing)|shr[aiu]nk|up|down"
    r"|edged|slipped)"
)
_MOVED = re.compile(rf"\b{_MOVES}\s(?:{APPROXIMATELY}\s)*$", re.IGNORECASE)
_IN_YEAR = re.compile(r"\b(?:in|since|until|during|by)\s(?:1[5-9]|20)\d\d$", re.IGNORECASE)
_BY = re.compile(r"\bby\s$", re.IGNORECASE)
_COUNTED = re.compile(r"^\s(?:[\w-]+\s)?(?:[a-z]+s|people|men|women|children|police|sheep|of|per)\b")
_MANY = re.compile(
    r"^\s(?:of\b|(?:(?!(?:in|on|at|to|from|for|with|by|between|over|into|long|high|wide|deep|tall|away|is|was|has)\b)"
    r"[\w'-]+\s){0,4}?(?!hurdles|finals|heats|races|runners|sprints)(?:[a-z]{3,}s|people|children|men|women)\b)"
)


_STRONGEST = 11
_MAGNITUDE = re.compile(
    rf"\bmagnitude(?:\sof)?[\s-](?:{APPROXIMATELY}\s)*$|\bon\sthe\srichter\sscale[,:]?\s(?:of|at)\s$", re.IGNORECASE
)
_RICHTER = re.compile(r"[\s-]magnitude\b(?!\s\d)|\son\sthe\srichter\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number or range in a text, at half-open offsets ``start:end``."""

    start: int
    end: int
    low: float
    high: float
    unit: str = ""
    """Currency code, ``%``, ``points`` or a unit of measure; ``fraction`` for a part of one; or empty."""
    open_above: bool = False
    """Written with a plus sign ("100+")."""
    phase: Phase = Phase.PRESENT
    vague: bool = False
    """Told by a word that names a magnitude alone ("dozens")."""


def find_numbers(text: str) -> list[Number]:
    """Find the numbers of a text, from left to right; what is told in several units ("3 hours 20 minutes") is one.

    "5 and 10" is a range only behind "between". Behind "from", "38 to 43" is a change: two numbers, of which the first
    was before it.
    """
    found: list[Number] = []
    position = 0
    while match := _NUMBER.search(text, position):
        numbers, position = _read(match, text)
        found.extend(numbers)
    found = joined_units(found, text)
    more = [Number(start, end, value, value, unit) for start, end, value, unit in halves(text)]
    if not more:
        return found
    apart = [n for n in found if all(n.end <= half.start or half.end <= n.start for half in more)]
    return sorted([*apart, *more], key=lambda number: number.start)


def _read(match: re.Match[str], text: str) -> tuple[list[Number], int]:
    """Return the numbers of a match and where to go on."""
    if match["num2"] is None:
        return _single(match, text, match.end(), match["unit"])
    if _is_score(match, text):
        return [], match.end()
    before = text[: match.start()]
    if not _is_joined(match, before):
        end = next(match.end(name) for name in ("unit1", "rest1", "mult1", "half1", "num1") if match[name])
        return _single(match, text, end, match["unit1"])
    low, high = _value(match, 1, text), _value(match, 2, text)
    change = match["sign"].lower() == "to" and "as many as" not in match[0].lower() and _FROM.search(before)
    if low is not None and high is not None and match["mult2"] and not match["mult1"] and low < min(high, 1000):
        scaled = _value(match, 1, text, match["mult2"])  # "5 to 7 million"; a change may fall, too
        low = scaled if scaled is not None and (scaled <= high or change) else low
    if low is None or high is None:
        return [], match.end()
    unit = _unit(match, match["unit"] or match["unit1"], match["cur1"] or match["cur2"])
    if change:
        start = match.start("cur2") if match["cur2"] else match.start("num2")
        first = next(match.end(name) for name in ("unit1", "rest1", "mult1", "half1", "num1") if match[name])
        return [
            Number(match.start(), first, low, low, unit, phase=Phase.EARLIER),
            Number(start, match.end(), high, high, unit, bool(match["plus"])),
        ], match.end()
    if low > high:
        return [], max(match.end(), match.start() + 1)
    return [Number(match.start(), match.end(), low, high, unit, bool(match["plus"]))], match.end()


def _single(match: re.Match[str], text: str, end: int, written: str | None) -> tuple[list[Number], int]:
    """Return the first number of a match alone."""
    value = _value(match, 1, text)
    if value is None:
        return [], max(end, match.start() + 1)
    unit = _unit(match, written, match["cur1"])
    if not unit and value < _STRONGEST and _is_magnitude(text[: match.start()], text[end:]):
        unit = "magnitude"
    start = match.start()
    if match["minus"]:
        if len(match["minus"]) == 1 and not unit and re.match(r"\s[a-z]{3}", text[end:]):
            return [], end  # things are not counted below zero: "-19 tests" had a word before its dash
        value = -value
    before, after = text[:start], text[end:]
    earlier = _EARLIER.search(before) or (_FROM.search(before) and _TO_ANOTHER.search(after))
    moved = _BY.search(before) or (unit and unit not in TIME_UNITS and _MOVED.search(before))
    behind_to = re.search(rf"\bto\s(?:{APPROXIMATELY}\s)*$", before, re.IGNORECASE)
    phase = Phase.EARLIER if earlier else Phase.DIFFERENCE if moved and not behind_to else Phase.PRESENT
    return [Number(start, end, value, value, unit, bool(match["plus"]) and end == match.end(), phase)], end


def _is_magnitude(before: str, after: str) -> bool:
    """Say whether a number tells how strong a quake was: "magnitude 6.3", "a 6.3-magnitude quake"."""
    return _MAGNITUDE.search(before) is not None or _RICHTER.match(after) is not None


def _is_joined(match: re.Match[str], before: str) -> bool:
    """Say whether two numbers are one range or one change: "5 to 10", "between 5 and 10", "three or four"."""
    sign, first, second = match["sign"].lower(), match["unit1"], match["unit"]
    if _BETWEEN.search(before):
        return True
    if sign == "and" or _IN_YEAR.search(before + match["num1"]):  # "rose in 2031 to 14,000"
        return False
    if sign == "or":
        low, high = digits_value(match["num1"]), digits_value(match["num2"])
        return not first and low is not None and high is not None and low < high <= 2 * low
    moved = _MOVED.search(before) or _BY.search(before)
    if moved and not _FROM.search(before) and sign == "to":  # "rose by 5 to 12", "rose 2% to 14%"; not "by 2 to 3%"
        return not first and not match["cur1"] and second is not None
    return not first or (second is not None and unit_of(first) == unit_of(second))


def _is_score(match: re.Match[str], text: str) -> bool:
    """Say whether "3-1" is a score: the second not larger, or two small numbers with nothing counted behind them."""
    if not re.fullmatch(r"[-–]", text[match.end("num1") : match.start("num2")]):
        return False
    first, second = digits_value(match["num1"]) or 0, digits_value(match["num2"]) or 0
    bare = not (match["unit"] or match["mult2"] or match["cur1"]) and not _COUNTED.search(text[match.end() :])
    return first >= second or (bare and second < 100 and not _BETWEEN.search(text[: match.start()]))


def _unit(match: re.Match[str], written: str | None, currency: str | None) -> str:
    if currency:
        return CURRENCY_SIGNS["".join(currency.split())]
    if written:
        return unit_of(written)
    letters = [match[f"mult{place}"] for place in (1, 2)]
    return "m" if "m" in letters and _is_metres(match, match.string) else ""


def _is_metres(match: re.Match[str], text: str) -> bool:
    """Say whether the "m" of "100m" is that of metres: of no money, and nothing that comes in millions behind it."""
    place = 2 if match["mult2"] else 1
    if match["cur1"] or match["cur2"] or match["unit"]:
        return False
    return not _MANY.search(text[match.end(f"mult{place}") :])


def _value(match: re.Match[str], place: int, text: str, multiplier: str | None = None) -> float | None:
    """Return the value of the first or second amount of a match."""
    multiplier = multiplier or match[f"mult{place}"]
    return amount_value(match, place, None if multiplier == "m" and _is_metres(match, text) else multiplier)
