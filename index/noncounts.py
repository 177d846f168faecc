"""Numbers that name, date or order something instead of counting it: ages, years, times, routes, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.dates import MONTHS
from index.numbers import Number

if TYPE_CHECKING:
    from index.parsing import Span, Token

__all__ = ["counts_nothing"]

_AGE = re.compile(r"^[\s-]?(?:year|month|week|day)s?[\s-]?olds?\b|^\s?years? of age\b", re.IGNORECASE)
_AGED = re.compile(r"\b(?:(?:man|woman|boy|girl|person|child) of|aged?|age of)\s$", re.IGNORECASE)
_CLOCK = re.compile(r"^\s?(?:a\.?m\b|p\.?m\b|o'clock|hours?,? local|GMT|UTC)", re.IGNORECASE)
_DIFFERENCE = re.compile(r"^\s(?:\w+\s)?(?:more|fewer|less|higher|lower)\s(?:\w+\s)?than\b", re.IGNORECASE)
_PRONOUN = re.compile(r"^\s?another\b", re.IGNORECASE)  # "one another"
_DAY_OF_MONTH = re.compile(rf"^(?:st|nd|rd|th)?\s(?:of\s)?{MONTHS}\b", re.IGNORECASE)
_MONTH_BEFORE = re.compile(rf"\b{MONTHS}\s$")
_STREET = re.compile(
    r"^\s(?:[A-Z][\w'-]*\s){1,3}(?:Street|St|Road|Rd|Lane|Avenue|Ave|Drive|Way|Square|Place|Court|Boulevard|Terrace)\b"
)
_NUMBERED = re.compile(r"(?:\bno\.?\s|#|\bno\s)$", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_BEFORE = (_AGED, _MONTH_BEFORE, _NUMBERED)
_AFTER = (_DIFFERENCE, _AGE, _CLOCK, _PRONOUN, _DAY_OF_MONTH, _STREET)
_TIME_UNITS = frozenset({"day", "week", "month", "year", "hour", "minute", "second", "decade", "century"})


def counts_nothing(number: Number, span: Span, plain: str, offset: int) -> bool:
    """Say whether a number names or dates something instead of counting.

    Args:
        number: The number, at offsets into its sentence.
        span: Its tokens.
        plain: The text of the whole line.
        offset: Where the sentence begins in the line.
    """
    if number.unit:
        return False
    token = span.root
    before, after = plain[: number.start + offset], plain[number.end + offset : number.end + offset + 60]
    if after.startswith("-") or any(
        p.match(after) for p in (_DIFFERENCE, _AGE, _CLOCK, _PRONOUN, _DAY_OF_MONTH, _STREET)
    ):
        return True
    if any(p.search(before) for p in (_AGED, _MONTH_BEFORE, _NUMBERED)):
        return True
    if _YEAR.fullmatch(span.text) and (
        span[0].ent_type_ == "DATE" or token.head.pos_ != "NOUN" or token.head.i < token.i
    ):
        return True
    if any(t.ent_type_ in ("DATE", "TIME", "ORDINAL") for t in span) and not _counts_things(token):
        return True
    named = token.dep_ in ("nummod", "appos", "npadvmod", "compound") and token.head.i < token.i
    return named and token.head.pos_ in ("PROPN", "NOUN") and span.text.isdigit()


def _counts_things(token: Token) -> bool:
    """Say whether a number counts the noun behind it, whatever the parser takes the two for."""
    head = token.head
    if head.i <= token.i or head.pos_ != "NOUN":
        return False
    return head.lemma_.lower() in _TIME_UNITS or head.ent_type_ not in ("DATE", "TIME")
