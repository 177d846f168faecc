"""How two claims that answer the same question relate."""

from __future__ import annotations

import re
from datetime import timedelta

from index import Claim, ClaimKind, Qualifier
from index.dates import first_day, last_day
from index.lexicon import action_class
from rag.datatypes import Relation
from rag.matching import MOVED, stems

__all__ = ["day_number", "other_speakers", "relation"]

_ROUNDING = 0.03  # of the larger value; the definition of "rounded"
_OPEN_BOUND = 0.10  # "more than 40" agrees with 43, not with 400
_MOVING = frozenset("kill wound casualty miss evacuate rescue infect displace hospitalise destroy damage".split())
"""Actions whose figures rise or fall as the news comes in."""
_BOUNDS = (Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.AT_MOST, Qualifier.LESS_THAN)
_OFFICES = frozenset(
    """army ministry minister office police official officials government spokesman spokeswoman spokesperson authorities
    authority agency department force forces military general according head chief president source sources""".split()
)
_SMALL = frozenset("the and for from its".split())
_YEAR = re.compile(r"\b\d{4}\b")
_HALF_A_YEAR = timedelta(days=183)
_SAME_NEWS = timedelta(days=3)


def relation(a: Claim, b: Claim) -> Relation:
    """Return how two claims that answer the same question relate."""
    if a.kind is not b.kind:
        return Relation.CONTRADICTION
    if a.kind is ClaimKind.DATE:
        return Relation.SAME if _same_dates(a, b) else Relation.CONTRADICTION
    if isinstance(a.low, str | None) or isinstance(b.low, str | None):
        first, second = (stems(claim.refers or claim.text) for claim in (a, b))
        return Relation.SAME if first <= second or second <= first else Relation.CONTRADICTION
    if _within(a, b) or _within(b, a):
        return Relation.SAME
    if _rounds(a, b) or _rounds(b, a):
        return Relation.ROUNDED
    if _moved(a, b):
        return Relation.UPDATED
    return Relation.SPEAKER if other_speakers(a, b) else Relation.CONTRADICTION


def day_number(claim: Claim) -> int:
    """Return the day of a claim's article as a number, 0 when it has no date."""
    return first_day(claim.published).toordinal() if claim.published else 0


def _bounds(claim: Claim) -> tuple[float, float]:
    low, high = float(claim.low or 0), float(claim.high or 0)
    if claim.qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        high *= 1 + _OPEN_BOUND
    elif claim.qualifier in (Qualifier.AT_MOST, Qualifier.LESS_THAN):
        low *= 1 - _OPEN_BOUND
    return low, high


def _within(inner: Claim, outer: Claim) -> bool:
    low, high = _bounds(outer)
    return low <= float(inner.low or 0) and float(inner.high or 0) <= high


def _rounds(coarse: Claim, fine: Claim) -> bool:
    """Say whether one figure is the other, rounded: near enough, written round, on the side its wording allows."""
    if coarse.low != coarse.high or fine.low != fine.high:
        return False
    if coarse.qualifier in _BOUNDS and not _within(fine, coarse):
        return False
    a, b = float(coarse.low or 0), float(fine.low or 0)
    if not a or not b or abs(a - b) > _ROUNDING * max(a, b):
        return False
    if re.search(r"\b(?:nearly|almost|close to|just under)\b", coarse.text, re.IGNORECASE) and b > a:
        return False
    return coarse.qualifier is Qualifier.ABOUT or _trailing_zeros(a) > _trailing_zeros(b)


def _trailing_zeros(number: float) -> int:
    digits = f"{number:.0f}" if number == int(number) else ""
    return len(digits) - len(digits.rstrip("0"))


def _moved(a: Claim, b: Claim) -> bool:
    """Say whether the figure itself moved from one claim to the other."""
    earlier, later = sorted((a, b), key=day_number)
    if a.article_id == b.article_id:
        if other_speakers(a, b):
            return False
        return bool(MOVED.search(a.quote) or MOVED.search(b.quote))
    if not a.published or not b.published or a.published == b.published:
        return False
    classes = frozenset(map(action_class, (*a.actions, *b.actions)))
    if classes & _MOVING or MOVED.search(later.quote):
        return True
    apart_in_time = first_day(str(later.published)) - last_day(str(earlier.published)) > _SAME_NEWS
    return apart_in_time and not earlier.attribution and not later.attribution


def other_speakers(a: Claim, b: Claim) -> bool:
    """Say whether two claims are given to different speakers."""
    if not a.attribution or not b.attribution:
        return False
    first, second = (frozenset(s for s in stems(c.attribution[0]) if len(s) > 2) - _SMALL for c in (a, b))
    if first <= second or second <= first:
        return False
    return not first & second - _OFFICES


def _same_dates(a: Claim, b: Claim) -> bool:
    """Say whether two dates can be one: equal as far as both go, the year only where both are sure of it."""
    first, second = str(a.low or ""), str(b.low or "")
    if len(first) == len(second) == 10 and not (_year_known(a) and _year_known(b)):
        return first[4:] == second[4:]
    return not first or not second or first.startswith(second) or second.startswith(first)


def _year_known(claim: Claim) -> bool:
    """Say whether a date's year is written, or near enough to the article's own to be meant."""
    if _YEAR.search(claim.text) or claim.published is None:
        return True
    return abs(first_day(str(claim.low)) - first_day(claim.published)) <= _HALF_A_YEAR
