"""A plain reader of figures in text, the same for every system that is measured."""

from __future__ import annotations

import re

from text_to_num import alpha2digit

__all__ = ["figures_in", "shown"]

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_NO_FIGURE = rf"""\[\d+\]                                          # a citation
    | \b(?:{_MONTHS})[a-z]*\.?\ \d{{1,2}}(?:,?\ \d{{4}})?\b
    | \b\d{{1,2}}\ (?:{_MONTHS})[a-z]*\.?(?:,?\ \d{{4}})?\b
    | \b\d{{4}}-\d\d(?:-\d\d)?\b
    | \b(?:19|20)\d\d\b(?!\ people)                       # a year, unless it counts people
    | \b\d+\ ?-?\ ?years?(?:\ |-)old\b | \baged?\ \d+\b | ,\ \d{{1,2}},
    | \b\d{{1,2}}(?::\d\d)?\ ?[ap]\.?m\b | \b\d{{1,2}}:\d\d\b
    | \b\d+(?:st|nd|rd|th)\b"""
_FIGURES = re.compile(_NO_FIGURE, re.VERBOSE | re.IGNORECASE)
_COUNTS = re.compile(
    _NO_FIGURE + r"| [$€£]\ ?[\d.,]+ | \b[\d.,]*\d\ ?(?:%|percent\b|per\ cent\b)", re.VERBOSE | re.IGNORECASE
)
_NOBODY = re.compile(r"\b(?:no[- ]one|nobody|none|no (?:people|persons?|deaths|injuries|casualties))\b", re.IGNORECASE)
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000}
_SCALED = re.compile(rf"(\d[\d,]*(?:\.\d+)?)[ -]({'|'.join(_SCALES)})\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?![\w])|(?<![\w.,])\d+(?:\.\d+)?(?!\w)")


def figures_in(text: str, *, measures: bool = False) -> list[float]:
    """Return the counts in a text, in order: numbers in digits or words that are no date, age, time, share or sum.

    With ``measures`` shares and sums of money are figures too.

    Words become digits with text_to_num (MIT). "Nobody" and "no injuries" are 0; an article ("a man") is no number.
    """
    whole = _SCALED.sub(_multiplied, _NOBODY.sub("zero", text))
    digits = alpha2digit(whole, "en", threshold=0)
    kept = (_FIGURES if measures else _COUNTS).sub(" , ", digits)
    return [float(number.replace(",", "")) for number in _NUMBER.findall(kept)]


def _multiplied(match: re.Match[str]) -> str:
    """Return "2.5 million" in digits, which text_to_num takes for two numbers."""
    return f"{float(match[1].replace(',', '')) * _SCALES[match[2].lower()]:.0f}"


def shown(figure: float) -> str:
    """Return a figure in digits, whole where it is."""
    return f"{figure:,.0f}" if figure == int(figure) else f"{figure:,}"
