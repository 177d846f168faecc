"""Ages: "a 27-year-old", "aged 9", "12 years old", "Ilva Brandt, 54,"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.datatypes import Phase
from index.lexicon import is_person
from index.numbers import Number

if TYPE_CHECKING:
    from index.parsing import Span

__all__ = ["age_end"]

_OLD = re.compile(
    r"^(?:[\s-](?:year|month|week|day)s?)?[\s-]olds?\b|^(?:\s?(?:years?|months?))?\sof age\b", re.IGNORECASE
)
_AGED = re.compile(
    r"\b(?:(?:man|woman|boy|girl|person|child) of|aged?(?:\sbetween)?|ages?(?:\sof)?)\s"
    r"(?:(?:about|around|just|only|over|under|at least)\s)?$",
    re.IGNORECASE,
)
_EXTREME = re.compile(
    r"\b(?:youngest|oldest|eldest)\b(?:\s(?!(?:is|was)\b)[\w'-]+){0,4}\s(?:is|was|being)\s(?:just\s|only\s)?$",
    re.IGNORECASE,
)
"""Words before a bare number that is an age: "the youngest of whom is"."""
_SOMEBODY_OF = re.compile(r"\b(?:an?|the|another)\s(?:[a-z-]+\s)?(?P<who>[a-z-]+)\sof\s$")
"""Somebody who is so many years old: "a plumber of"."""
_GROUPS = frozenset("crew crowd family couple staff mother father parent member leader owner".split())
"""Nouns for people that have so many: "a crew of 20", "a father of 13"."""
_ADULT = 18
_YEARS = re.compile(r"[\s-](?:year|month)$", re.IGNORECASE)
_YOUNG = re.compile(
    r"^\s(?:girl|boy|child|kid|toddler|infant|baby|daughter|son|teenager|man|woman|lady|male|female)\b", re.IGNORECASE
)
"""Nouns that are aged by a bare "4-year"; a "30-year employee" has been one for so long."""
_APPOSED = re.compile(r"(?:\w|\.),\s$")
_CLOSED = re.compile(r"^(?:,|\.|;|\)|$|\s-|\sand\s[A-Z])")
_OLDEST = 120


def age_end(number: Number, span: Span, before: str, after: str) -> int | None:
    """Return where an age ends, counted from the end of its number; None when a number is no age.

    Args:
        number: The number.
        span: Its tokens.
        before: The text up to the number.
        after: The text behind it.
    """
    if number.phase is not Phase.PRESENT or not 0 <= number.low <= _OLDEST * 12:
        return None
    if match := _OLD.search(after):
        return match.end()
    if number.unit not in ("", "year", "month"):
        return None
    if number.unit and _YEARS.search(span.text) and _YOUNG.match(after):
        return 0
    if _AGED.search(before) or (not number.unit and _is_told(number, before, after)):
        return 0
    return 0 if not number.unit and _is_apposed(number, span, before, after) else None


def _is_told(number: Number, before: str, after: str) -> bool:
    """Say whether a bare number is told to be an age: "the youngest was 16", "a plumber of 41"."""
    if not _CLOSED.search(after) or number.low != int(number.low) or number.low > _OLDEST:
        return False
    who = _SOMEBODY_OF.search(before)
    single = who is not None and is_person(who["who"]) and who["who"] not in _GROUPS and number.low >= _ADULT
    return single or _EXTREME.search(before) is not None


def _is_apposed(number: Number, span: Span, before: str, after: str) -> bool:
    """Say whether a number stands between commas behind a person's name: "Ilva Brandt, 54, said"."""
    if not (_APPOSED.search(before) and _CLOSED.search(after)) or number.low != int(number.low) or span.start < 2:
        return False
    named = span.doc[span.start - 2]
    if named.text in ("Jr", "Jr.", "Sr", "Sr."):
        named = span.doc[max(0, named.i - 2 if named.nbor(-1).text == "," else named.i - 1)]
    apart = named.ent_type_ in ("GPE", "LOC", "DATE", "FAC", "NORP", "EVENT", "LAW", "WORK_OF_ART")
    placed = named.dep_ == "pobj" and named.head.lower_ in ("in", "at", "near", "on", "across", "around", "outside")
    return named.pos_ == "PROPN" and not apart and not placed and number.low <= _OLDEST
