"""Whether the parts of a count add up to it: "twelve people, five women and six men"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.numbers import Number, find_numbers

__all__ = ["wrong_sum"]

_WHOLE = re.compile(
    r"\s(?:\w+\s){0,2}?(?:people|persons|victims|passengers|dead|injured|wounded|patients|residents|civilians|hostages"
    r"|employees|workers|students|pupils|members|survivors|prisoners|suspects)\b(?P<between>[^.;:!?()\d]{0,40}?)[,:(–—-]+\s*$",
    re.IGNORECASE,
)
_PART = re.compile(r"\s(?:\w+\s)?(?P<noun>men|women|man|woman|boys?|girls?|child(?:ren)?|adults?)\b", re.IGNORECASE)
_SINGLE = re.compile(r"\b(?:an?|one)(?=\s(?:\w+\s)?(?:man|woman|boy|girl|child|adult)\b)", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:,|,?\s?and)\s*")
_VAGUE = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|least|most|than|up to|over|under|between|another"
    r"|including|among|includes?|mostly|mainly|of (?:them|whom)|other|more|further)\b",
    re.IGNORECASE,
)
_KINDS = {
    "men": "man", "man": "man", "women": "woman", "woman": "woman", "boy": "boy", "boys": "boy", "girl": "girl",
    "girls": "girl", "child": "child", "children": "child", "adult": "adult", "adults": "adult",
}  # fmt: skip
_WHOLES = (frozenset({"man", "woman"}), frozenset({"adult", "child"}))
"""Kinds that leave nobody out: only a list with both is meant to be all of a whole."""


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    value: float
    kind: str


def wrong_sum(sentence: str) -> str | None:
    """Return what is wrong with a count whose parts stand behind it and do not add up to it, or None."""
    numbers = find_numbers(sentence)
    parts = _parts(sentence, numbers)
    for whole in numbers:
        listed = _listed(sentence, whole, parts)
        kinds = {part.kind for part in listed}
        if whole.low != whole.high or whole.unit or not any(pair <= kinds for pair in _WHOLES):
            continue
        clause = sentence[max(sentence.rfind(",", 0, whole.start), 0) : listed[-1].end]
        total = sum(part.value for part in listed)
        if total != whole.low and not _VAGUE.search(clause):
            words = sentence[listed[0].start : listed[-1].end]
            return f"it counts {whole.low:g} in all, but “{words}” make {total:g}"
    return None


def _parts(sentence: str, numbers: list[Number]) -> list[_Part]:
    """Return the counts of men, women, adults and children of a sentence, in order."""
    counted = [(n.start, n.end, n.low) for n in numbers if n.low == n.high and not n.unit]
    starts = {start for start, _, _ in counted}
    single = [(m.start(), m.end(), 1.0) for m in _SINGLE.finditer(sentence) if m.start() not in starts]
    found = []
    for start, end, value in sorted(counted + single):
        if noun := _PART.match(sentence, end):
            found.append(_Part(start, noun.end(), value, _KINDS[noun["noun"].lower()]))
    return found


def _listed(sentence: str, whole: Number, parts: list[_Part]) -> list[_Part]:
    """Return the list of parts right behind a whole, with nothing but commas and "and" in it."""
    listed: list[_Part] = []
    for part in parts:
        if (not listed and part.start > whole.end and _WHOLE.fullmatch(sentence, whole.end, part.start)) or (
            listed and _JOINT.fullmatch(sentence, listed[-1].end, part.start)
        ):
            listed.append(part)
    ends = re.compile(r"\s*(?:[.,;:!?)–—-]|were\b|was\b|$)")
    return listed if len(listed) > 1 and ends.match(sentence, listed[-1].end) else []
