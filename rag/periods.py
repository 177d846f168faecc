"""Whether a sentence tells of another quarter, round or month than the one that is asked about."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.kinds import QuestionKind
from rag.questions import Question

__all__ = ["tells_of_another"]

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "last", "final",
)  # fmt: skip
_WHICH = re.compile(
    rf"\b(?P<which>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))[\s-](?P<what>[a-z]{{3,}}?)(?:s|es)?\b(?!\s+time)",
    re.IGNORECASE,
)
_DIGITS = {
    f"{n}{ending}": word for n, word in enumerate(_ORDINALS[:10], start=1) for ending in ("st", "nd", "rd", "th")
}
_MONTH = re.compile(
    r"\b(?P<month>January|February|March|April|(?<=in )May|(?<=of )May|(?<=on )May|(?<=late )May|(?<=early )May"
    r"|(?<=\d )May|May(?= \d)|June|July|August|September|October|November|December)\b"
)
_LONG = frozenset("quarter half round season term set leg phase stage wave day night week".split())
"""What is counted in periods, of which an ordinal means one and no other."""


def tells_of_another(question: Question, sentence: str) -> bool:
    """Say whether a sentence names another of what the question numbers, or another month, and not the one it names.

    "In the first quarter" is not answered by "in the second quarter", nor "in July" by "in March". When it happened is
    what a question for a date leaves open.
    """
    if any(asked and told and not asked & told for asked, told in _compared(question.text, sentence)):
        return True
    months, others = _months(question.text), _months(sentence)
    return question.kind is not QuestionKind.WHEN and bool(months and others and not months & others)


def _compared(question: str, sentence: str) -> list[tuple[frozenset[str], frozenset[str]]]:
    asked, told = _numbered(question), _numbered(sentence)
    return [(asked[what], told.get(what, frozenset())) for what in asked]


@lru_cache(maxsize=4096)
def _numbered(text: str) -> dict[str, frozenset[str]]:
    """Return which ones of each kind of period a text names."""
    found: dict[str, frozenset[str]] = {}
    for match in _WHICH.finditer(text):
        what, which = match["what"].lower(), match["which"].lower()
        if what in _LONG:
            found[what] = found.get(what, frozenset()) | {_DIGITS.get(which, which)}
    return found


@lru_cache(maxsize=4096)
def _months(text: str) -> frozenset[str]:
    return frozenset(match["month"] for match in _MONTH.finditer(text))
