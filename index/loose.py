"""Numbers that name a part or a magnitude: "half of", "two-thirds", "one in five", "dozens", "several thousand"."""

from __future__ import annotations

import re

from index.dates import MONTHS
from index.numbers import Number
from index.numerals import MULTIPLIERS, digits_value
from index.units import TIME_UNITS, UNIT_NOUN, unit_of

__all__ = ["find_loose"]

_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "twentieth": 20, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|[1-9]"
_WHOLE = r"\s(?:of\b|off\b|the\b|its\b|their\b|his\b|her\b|our\b|my\b|these\b|those\b|all\b|were\b|are\b|had\b|have\b)"
_FRACTION = re.compile(
    rf"\b(?:(?P<over>a|an|{_SMALL})[\s-])?(?P<part>{'|'.join(_PARTS)}|halve)s?\b"
    rf"(?={_WHOLE}|[\s-]majority\b)(?!\sof\s{MONTHS}\b)",
    re.IGNORECASE,
)
_OF_A_UNIT = re.compile(rf"\sof\san?\s(?P<unit>{UNIT_NOUN})", re.IGNORECASE)  # "three quarters of a point"
_OF_A_MAGNITUDE = re.compile(r"\sof\sa\s(?P<size>dozen|hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)
_AMONG = re.compile(
    rf"\b(?P<over>{_SMALL})\s(?:in(?:\severy)?|out\sof(?:\severy)?|of\severy)"
    r"\s(?P<under>two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|100|1,000|10,000|100,000|[2-9]|[1-9]0)"
    rf"(?![\w,.:/-]\d|\s(?:{'|'.join(sorted(TIME_UNITS))})s?\b|[\w%-])",
    re.IGNORECASE,
)
_UNNARROWED = re.compile(r"(?:\b(?P<word>[\w'-]+)\s)?$")
_OTHER_HALVES = frozenset(
    """the this that each every any another first second third fourth final last next latter former other top bottom
    upper lower northern southern eastern western left right opening closing early later best better entire same
    whose per""".split()
)
"""Words before "half" or "quarter" by which it is a time, a place or a side of something."""

_PLURALS = {f"{word}s": value for word, value in MULTIPLIERS.items() if value >= 10 and len(word) > 3}
_PLURALS |= {"tens": 10, "scores": 20}
_SEVERAL = {"several": (3, 9), "a few": (3, 9), "many": (3, 9), "some": (3, 9), "a couple of": (2, 2),
            "a couple": (2, 2)}  # fmt: skip
_MAGNITUDES = "|".join(("dozen", "hundred", "thousand", "million", "billion", "trillion", "lakh", "crore"))
_VAGUE = re.compile(
    rf"\b(?:(?P<few>several|a\sfew|many|some|a\scouple(?:\sof)?)\s(?P<of>{_MAGNITUDES})\b(?!s)"
    rf"|(?P<tens>tens|dozens|hundreds)\sof\s(?P<plurals>thousands|millions|billions)\b"
    rf"|(?P<plural>{'|'.join(sorted(_PLURALS))})\b(?=\s|[.,;])|(?P<pair>a\scouple)\b(?=\sof\b))",
    re.IGNORECASE,
)


def find_loose(text: str) -> list[Number]:
    """Find the parts of a whole and the magnitudes of a text, from left to right.

    A part is a number with the unit ``fraction``, or of one ("a quarter of a mile"). A magnitude in the plural stands
    for one to ten of it: "hundreds" is 100 to 1,000.
    """
    found = [_fraction(match) for match in _FRACTION.finditer(text)]
    found += [_one_in_five(match) for match in _AMONG.finditer(text)]
    found += [_vague(match) for match in _VAGUE.finditer(text)]
    kept: list[Number] = []
    for number in sorted((n for n in found if n is not None), key=lambda n: (n.start, -n.end)):
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _fraction(match: re.Match[str]) -> Number | None:
    part = match["part"].lower()
    over = (match["over"] or "").lower()
    narrowed = _UNNARROWED.search(match.string[: match.start()])
    word = narrowed["word"].lower() if narrowed and narrowed["word"] else ""
    if (not over and part != "half") or word in _OTHER_HALVES or word.endswith("'s"):
        return None
    plural = match[0].lower().endswith("s")
    count = 1.0 if over in ("", "a", "an") else digits_value(over) or 1.0
    under = _PARTS["half" if part == "halve" else part]
    if count >= under or plural != (count > 1):
        return None
    value = count / under
    if sized := _OF_A_MAGNITUDE.match(match.string, match.end()):  # "a quarter of a million"
        value *= MULTIPLIERS[sized["size"].lower()]
        return Number(match.start(), sized.end(), value, value)
    if measured := _OF_A_UNIT.match(match.string, match.end()):
        return Number(match.start(), measured.end(), value, value, unit_of(measured["unit"]))
    return Number(match.start(), match.end(), value, value, "fraction")


def _one_in_five(match: re.Match[str]) -> Number | None:
    over, under = digits_value(match["over"]), digits_value(match["under"])
    if over is None or under is None or over >= under:
        return None
    return Number(match.start(), match.end(), over / under, over / under, "fraction")


def _vague(match: re.Match[str]) -> Number:
    if match["few"]:
        low, high = _SEVERAL[" ".join(match["few"].lower().split())]
        size = MULTIPLIERS[match["of"].lower()]
        return Number(match.start(), match.end(), float(low * size), float(high * size), vague=True)
    if match["pair"]:
        return Number(match.start(), match.end(), 2.0, 2.0, vague=True)
    size = _PLURALS[(match["plural"] or match["plurals"]).lower()]
    size *= _PLURALS[match["tens"].lower()] if match["tens"] else 1
    return Number(match.start(), match.end(), float(size), float(10 * size), vague=True)
